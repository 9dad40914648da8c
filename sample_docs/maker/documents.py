"""Every file of the three productions, in order."""

from sample_docs.maker import pictures
from sample_docs.maker.deck import training_deck
from sample_docs.maker.logs import query_log, reviewed
from sample_docs.maker.mail import messages
from sample_docs.maker.packing import zip_of
from sample_docs.maker.paper import Look, Paper
from sample_docs.maker.sheets import contributing_agencies, data_dictionary, september_list
from sample_docs.maker.story import CITY, STATE, TOWN, Batch, stamps, text
from sample_docs.maker.truth import Made, plain
from sample_docs.maker.word import minutes

_STATE_HEAD = (
    "Marrow State Fusion Center",
    "a section of the Marrow State Police",
    "40 Harbor Road, Larkhaven, Marrow · 413-555-0100",
)
_CITY_HEAD = (
    "City of Larkhaven Police Department",
    "Records and Technology",
    "12 Council Square, Larkhaven · 413-555-0171",
)
_TOWN_HEAD = ("Town of Eastmere Police Department", "Office of the Chief", "3 Mill Street, Eastmere · 413-555-0181")
_VENDOR_HEAD = ("LinkView Systems", "Accounts receivable", "40 Harbor Road, Larkhaven · 413-555-0142")
_BLUE, _GREEN, _RED = (0.12, 0.31, 0.47), (0.12, 0.36, 0.24), (0.5, 0.13, 0.13)


def productions() -> list[Made]:
    """The files of all productions, as an agency would list them."""
    return [*_state(), *_city(), *_town()]


def _pdf(batch: Batch, name: str, look: Look, *words: str) -> Made:
    paper = Paper(look)
    for part in words:
        paper.write(part)
    return paper.made(f"{batch.folder}/{name}", batch.name)


def _text(batch: Batch, name: str, source: str) -> Made:
    words = text(source)
    return Made(f"{batch.folder}/{name}", words.encode(), "text", [words], batch.name, is_flowing=True)


def _state() -> list[Made]:
    return [
        _text(STATE, "README.txt", "readme.txt"),
        _policy(),
        _contract(),
        _invoice(),
        training_deck(),
        _query_audit(),
        minutes(),
        contributing_agencies(),
        data_dictionary(),
        _portal(),
        _interview_material(),
    ]


def _policy() -> Made:
    look = Look(
        "Policy 14-C: Entry and Review of Gang Member Records in LinkView",
        "2016-02-12",
        _STATE_HEAD,
        _BLUE,
        size=12,
        footer="Policy 14-C · page {page} of {pages}",
        bates=stamps("MSP-", 374, 384),
        stamp="RELEASED IN PART",
    )
    return _pdf(STATE, "Policy 14-C release.pdf", look, text("policy.txt"))


def _contract() -> Made:
    look = Look(
        "Master Agreement MA-2009-0233",
        "2009-09-14",
        ("State of Marrow", "Department of Public Order", "Master agreements, volume 9"),
        (0.2, 0.2, 0.25),
        size=12,
        footer="{page}",
        bates=stamps("MSP-", 392, 401),
    )
    return _pdf(STATE, "Master agreement MA-2009-0233.pdf", look, text("contract.txt"))


def _invoice() -> Made:
    look = Look(
        "Invoice LVS-2017-118",
        "2017-10-31",
        _VENDOR_HEAD,
        (0.05, 0.42, 0.5),
        face="sans",
        size=10.5,
        bates=stamps("MSP-", 402, 403),
        stamp="PAID 3 NOV 2017",
        footer="{page} / {pages}",
    )
    return _pdf(STATE, "Invoice LVS-2017-118.pdf", look, text("invoice.txt"))


def _query_audit() -> Made:
    look = Look(
        "LinkView query audit, 9 to 15 October 2017",
        "2018-02-20",
        _STATE_HEAD,
        _BLUE,
        face="sans",
        size=9,
        width=792,
        height=612,
        margin=54,
        footer="LinkView audit log · page {page} of {pages}",
        bates=stamps("MSP-", 422, 433),
    )
    lead = (
        "# Query audit, 9 to 15 October 2017\n\nNames, plates and addresses that were searched for are withheld. "
        "Searches that came in from a node carry no user."
    )
    return _pdf(STATE, "LinkView query audit 2017-10.pdf", look, lead, query_log(12, 21))


def _portal() -> Made:
    made = _text(STATE, "LinkView partner portal (saved page).html", "portal.html")
    made.pages = [_tagless(made.pages[0])]
    return made


def _tagless(html: str) -> str:
    """The words of our own saved page; simple, because the page is."""
    body = html.partition("<body>")[2]
    kept, is_tag = [], False
    for letter in body:
        is_tag = (is_tag or letter == "<") and letter != ">"
        if not is_tag:
            kept.append(letter if letter != ">" else " ")  # a tag parts words, as the cells of a table do
    return "".join(kept)


def _interview_material() -> Made:
    look = Look(
        "Field Interview Card, form FI-7",
        "2016-03-01",
        _STATE_HEAD,
        _BLUE,
        face="sans",
        size=10.5,
        footer="FI-7 · {page}/{pages}",
        widths=(32, 14, 54),
    )
    folder = Batch(f"{STATE.folder}/Field interview material.zip", STATE.name, "", "", "", "")
    card = _pdf(folder, "FI card template.pdf", look, text("fi_card.txt"))
    codes = _text(folder, "code list.txt", "codes.txt")
    data = zip_of({made.name: made.data for made in (card, codes)})
    return Made(folder.folder, data, "archive", [], STATE.name, is_flowing=True, children=[card, codes])


def _city() -> list[Made]:
    return [*_thread(), _intent(), _memo(CITY, "C", "LPD-", 27, "LARKHAVEN"), _access_audit()]


def _thread() -> list[Made]:
    look = Look("Node Use Agreement", "2017-11-14", _STATE_HEAD, _BLUE, footer="{page}", face="serif", size=12)
    node = _pdf(CITY, "Node use agreement.pdf", look, text("node_agreement.txt"))
    screen = pictures.results_screen("CRITERION: GANG MEMBER", is_live=True)
    shot = Made("screen.png", screen, "image", [""], CITY.name, needs_ocr=(1,))
    shot.facts = {"picture_text": "CRITERION: GANG MEMBER HITS 214 SORT: LAST CONTACT"}
    agencies = september_list(CITY.name)
    return messages(
        {
            "Node use agreement.pdf": (node.data, node),
            "screen.png": (shot.data, shot),
            "Contributing agencies (September).xlsx": (agencies.data, agencies),
        }
    )


def _intent() -> Made:
    look = Look(
        "Intent to contribute",
        "2008-06-30",
        _STATE_HEAD,
        (0.15, 0.15, 0.15),
        face="mono",
        size=10.5,
        stamp="RECEIVED 2 JUL 2008",
        widths=(1, 3),
        footer="Form IC-2 · page {page} of {pages}",
    )
    typed = _pdf(CITY, "Intent to contribute – response form (scan).pdf", look, text("intent.txt"))
    data = pictures.scan_pdf(typed.data, title=look.title, degrees=1.2)
    facts: dict[str, object] = {"title": look.title, "picture_text": [plain(page) for page in typed.pages]}
    pages = [""] * len(typed.pages)
    return Made(typed.path, data, "pdf", pages, CITY.name, needs_ocr=tuple(range(1, len(pages) + 1)), facts=facts)


def _memo(batch: Batch, version: str, prefix: str, first: int, town: str) -> Made:
    """The same memorandum in each release; only the black boxes, the stamps and the received stamp differ."""
    look = Look(
        "Memorandum 17-22",
        "2017-11-20",
        _STATE_HEAD,
        _BLUE,
        size=12,
        footer="Memorandum 17-22 · page {page} of {pages}",
        bates=stamps(prefix, first, first + 3),
        version=version,
        stamp=f"RECEIVED {town} 22 NOV 2017",
    )
    return _pdf(batch, "Memorandum 17-22.pdf", look, text("memo.txt"))


def _access_audit() -> Made:
    look = Look(
        "Review of LinkView Access in 2017",
        "2018-02-05",
        _CITY_HEAD,
        _GREEN,
        size=12,
        bates=stamps("LPD-", 31, 39, without=(36,)),
        drop=(6,),
    )
    table = f"---\n\n## Annex: searches reviewed\n\n{reviewed(208, 131)}"
    return _pdf(
        CITY,
        "LinkView access review 2017.pdf",
        look,
        text("access_audit.txt"),
        table,
        "---\n\n" + text("audit_end.txt"),
    )


def _town() -> list[Made]:
    invoice = _invoice()
    copy = Made(
        f"{TOWN.folder}/vendor invoice.pdf",
        invoice.data,
        "pdf",
        invoice.pages,
        TOWN.name,
        bates=invoice.bates,
        facts=invoice.facts,
        duplicate_of=invoice.path,
    )
    return [
        _memo(TOWN, "T", "EPD-", 1, "EASTMERE"),
        _camera_policy(),
        _letter(),
        _text(TOWN, "Notes for selectmen.md", "selectmen.md"),
        copy,
    ]


def _camera_policy() -> Made:
    look = Look(
        "Draft Policy on Plate Cameras and LinkView",
        "2018-01-09",
        _TOWN_HEAD,
        _RED,
        size=12,
        footer="Page {page} of {pages}",
        drop=(4,),
        bates=stamps("EPD-", 5, 10),
        stamp="DRAFT",
    )
    made = _pdf(TOWN, "Plate camera policy draft.pdf", look, text("camera.txt"))
    made.facts["page_of"] = {"of": 7, "missing": [4]}
    return made


def _letter() -> Made:
    look = Look("Letter", "2017-12-14", face="mono", size=10.5, stamp="RECEIVED 18 DEC 2017")
    typed = _pdf(TOWN, "scan0007.png", look, text("letter.txt"))
    facts: dict[str, object] = {"picture_text": [plain(typed.pages[0])]}
    return Made(
        typed.path, pictures.scan_png(typed.data, degrees=-0.8), "image", [""], TOWN.name, needs_ocr=(1,), facts=facts
    )
