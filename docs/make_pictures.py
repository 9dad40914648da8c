"""Takes the pictures of the window in docs/pictures/ over the fictional sample case, without a display.

python docs/make_pictures.py [NAME...]
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "pictures"
SLIDES, MAIL, SCAN = '"gang member" kind:slides', '"gang member" kind:email', 'name:"Intent to contribute" records'
FORM = "Intent to contribute – response form (scan).pdf, p. 1"
DRAFT = ("CASE", "--workspace", "draft")
THREAD = ("CASE", "--search", MAIL, "--at", "05 RE_LinkView access for partners.eml, message", "--conversation")
SMALL_DARK = ("--size", "1024x700", "--scheme", "dark")
PICTURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("start-page-light", ()),
    ("start-page-dark", ("--scheme", "dark")),
    ("reading-desk-light", ("CASE", "--search", '"gang member"', "--at", "MSP-000417")),
    ("reading-desk-dark", ("CASE", "--search", '"gang member"', "--at", "MSP-000417", "--scheme", "dark")),
    ("reading-desk-small-light", ("CASE", "--search", '"gang member"', "--at", "MSP-000417", "--size", "1024x700")),
    (
        "reading-desk-small-dark",
        ("CASE", "--search", '"gang member"', "--at", "MSP-000417", "--size", "1024x700", "--scheme", "dark"),
    ),
    ("slide-with-notes", ("CASE", "--search", SLIDES, "--at", "MSP-000417")),
    ("mail", ("CASE", "--search", MAIL)),
    ("scanned-page", ("CASE", "--search", SCAN, "--at", FORM)),
    ("scanned-page-dark", ("CASE", "--search", SCAN, "--at", FORM, "--scheme", "dark")),
    ("scanned-page-small-light", ("CASE", "--search", SCAN, "--at", FORM, "--size", "1024x700")),
    ("scanned-page-small-dark", ("CASE", "--search", SCAN, "--at", FORM, "--size", "1024x700", "--scheme", "dark")),
    ("conversation-light", THREAD),
    ("conversation-dark", (*THREAD, "--scheme", "dark")),
    ("conversation-small-light", (*THREAD, "--size", "1024x700")),
    ("conversation-small-dark", (*THREAD, "--size", "1024x700", "--scheme", "dark")),
    ("near-duplicates-light", ("CASE", "--at", "EPD-000002", "--compare")),
    ("near-duplicates-dark", ("CASE", "--at", "EPD-000002", "--compare", "--scheme", "dark")),
    ("near-duplicates-small-light", ("CASE", "--at", "EPD-000002", "--compare", "--size", "1024x700")),
    ("near-duplicates-small-dark", ("CASE", "--at", "EPD-000002", "--compare", *SMALL_DARK)),
    ("policy-with-redactions", ("CASE", "--search", '"two of ten criteria" kind:pdf')),
    ("sources", ("CASE", "--workspace", "sources")),
    ("entities", ("CASE", "--workspace", "entities")),
    ("claims", ("CASE", "--workspace", "claims", "--claim", "Larkhaven")),
    ("draft-light", (*DRAFT, "--statement", "no conviction is required")),
    ("draft-dark", (*DRAFT, "--statement", "no conviction is required", "--scheme", "dark")),
    ("draft-accepted", (*DRAFT, "--statement", "the flag doesn")),
    ("draft-small-light", (*DRAFT, "--statement", "1,960 of them", "--size", "1024x700")),
    ("draft-small-dark", (*DRAFT, "--statement", "1,960 of them", "--size", "1024x700", "--scheme", "dark")),
    ("claim-not-in-the-records", ("CASE", "--workspace", "claims", "--claim", "Oakmont")),
    ("claim-not-in-the-records-small-dark", ("CASE", "--workspace", "claims", "--claim", "Oakmont", *SMALL_DARK)),
    ("not-in-the-records", ("CASE", "--workspace", "findings")),
    ("not-in-the-records-small-dark", ("CASE", "--workspace", "findings", "--size", "1024x700", "--scheme", "dark")),
    ("claims-dark", ("CASE", "--workspace", "claims", "--claim", "Larkhaven", "--scheme", "dark")),
    ("claims-small-light", ("CASE", "--workspace", "claims", "--claim", "P. Okafor", "--size", "1024x700")),
    (
        "claims-small-dark",
        ("CASE", "--workspace", "claims", "--claim", "P. Okafor", "--size", "1024x700", "--scheme", "dark"),
    ),
)


ROOT = HERE.parent.parent
DECK = ROOT / "sample_docs/productions/2018-03-02 State Police/LinkView training deck.pptx"
BESIDE = (4, 5, 9, 11, 14)  # slides of the sample deck: tables, shapes, a picture, a black box


def slides_beside() -> None:
    """Slides of the sample deck in our drawing, on the left, beside LibreOffice's, where that is installed."""
    if shutil.which("soffice") is None:
        print("LibreOffice is not installed here; the slides beside its drawing stay as they are", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="casefile-beside-") as name:
        command = [sys.executable, "-m", "tests.bench.slides_beside", name, str(DECK)]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        for slide in BESIDE:
            shutil.copyfile(Path(name) / f"{DECK.stem}-{slide:02}.png", HERE / f"slides-beside-{slide:02}.png")


def casefile(*arguments: object) -> Any:
    """Run a command and give its JSON."""
    ended = subprocess.run(
        [sys.executable, "-m", "explorer", *map(str, arguments), "--json"], capture_output=True, check=True
    )
    return json.loads(ended.stdout)


def prepare(case: Path) -> None:
    """Leave on the sample case what a reader would after a morning."""
    for engine in ("rapidocr", "tesseract"):  # both readings are kept; the later one counts
        casefile("ocr", case, "--engine", engine, "--pages", FORM.rpartition(",")[0])
    for name in ("LinkView Systems", "Marrow State Fusion Center", "Dana Whitcomb"):
        for entity in casefile("entities", case, "--state", "suggested"):
            if entity["name"] == name:
                casefile("entity", "confirm", case, entity["id"])
    slide = casefile("search", case, "bates:MSP-000417")["hits"][0]
    flag = casefile("claim", "add", case, "Officers need no conviction to flag someone")["claim"]
    casefile(
        "claim",
        "cite",
        case,
        flag,
        slide["document"],
        "No conviction is needed for the gang member flag",
        "--page",
        slide["page"],
    )
    casefile(
        "claim",
        "cite",
        case,
        flag,
        slide["document"],
        "Officers may record a person as a suspected",
        "--page",
        slide["page"],
        "--stance",
        "context",
    )
    policy = casefile("search", case, '"criteria" kind:pdf name:policy')["hits"][0]
    two = casefile("claim", "add", case, "Two of ten criteria are enough to enter a person")["claim"]
    words = " ".join(
        casefile("text", case, policy["document"], "--page", policy["page"])["text"].split("\n")[4].split()[:9]
    )
    casefile("claim", "cite", case, two, policy["document"], words, "--page", policy["page"])
    casefile("claim", "add", case, "Federal agencies can filter on the flag")
    prepare_checks(case, flag)


def prepare_checks(case: Path, flag: str) -> None:
    """A claim whose sources are one, one whose figure the record gives otherwise, and a search for nothing."""
    asked = casefile(
        "claim", "add", case, "Larkhaven asked that its field interview cards be left out of federal searches",
        "--risk", "high", "--by", "Ines Varga",
    )["claim"]  # fmt: skip
    for path, quote, stance in (
        ("mail/11 RE_RE_LinkView access for partners.eml", "its field interview cards be left out", "supports"),
        ("mail/12 RE_RE_LinkView access for partners.eml", "Your request under 4.2 is noted.", "supports"),
        ("Policy 14-C release.pdf", "No conviction, charge or arrest is needed.", "context"),
    ):
        casefile("claim", "cite", case, asked, path, quote, "--page", 6 if path.endswith("pdf") else 1,
                 "--stance", stance)  # fmt: skip
    casefile("claim", "check", case, asked, "--check", "document", "--by", "Ines Varga")
    casefile("claim", "check", case, asked, "--check", "second-reader", "--by", "Tom Adeyemi", "--note", "read aloud")
    persons = casefile(
        "claim", "add", case, "P. Okafor reported 12,846 persons with the gang member flag on 1 October 2017",
        "--type", "figure", "--by", "Ines Varga",
    )["claim"]  # fmt: skip
    minutes, words = "Advisory Board minutes 2017-10-11.docx", "P. Okafor reported 11,846 persons"
    note = ("--note", "Call Okafor before it runs", "--private")
    casefile("claim", "cite", case, persons, minutes, words, "--page", 1, *note)
    casefile("claim", "check", case, flag, "--check", "document", "--by", "Ines Varga")
    casefile("claim", "check", case, flag, "--check", "comment", "--by", "Tom Adeyemi")
    casefile("claim", "set", case, flag, "--status", "supported")
    casefile("draft", "import", case, ROOT / "sample_docs" / "drafts" / "story.docx")
    for statement in casefile("trace", case, ROOT / "sample_docs" / "drafts" / "story.docx")["statements"]:
        if statement["kind"] == "quote" and statement["verdict"] == "exact" and statement["n"] < 20:
            for passage in statement["matches"][0]["passages"]:
                casefile("draft", "link", case, statement["n"], passage["document"], passage["text"],
                         "--page", passage["page"])  # fmt: skip
    kept = casefile("finding", "add", case, "Oakmont Police Department", "Halvard Brink", "--by", "Ines Varga")
    unnamed = casefile("claim", "add", case, "Oakmont’s police and Halvard Brink are nowhere in the records")["claim"]
    casefile("claim", "set", case, unnamed, "--status", "not in the records")
    casefile("finding", "cite", case, kept["finding"]["id"], unnamed)


def packet(case: Path) -> None:
    """The draft's source packet as a browser without network shows it, where one is installed."""
    browser = shutil.which("chromium")
    if browser is None or shutil.which("unshare") is None:
        print("Chromium is not installed here; the picture of the packet stays as it is", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix="casefile-packet-") as name:
        out = Path(name) / "packet.html"
        casefile("export", case, "packet", "--draft", "story", "--out", out)
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1100,2300"]
        subprocess.run(
            ["unshare", "-n", browser, *options, f"--screenshot={HERE / 'packet.png'}", out.as_uri()],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        print("packet")


def main() -> None:
    HERE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="casefile-pictures-") as name:
        os.environ |= {
            "CASEFILE_CACHE_DIR": f"{name}/cache",
            "CASEFILE_CONFIG_DIR": f"{name}/config",
            "QT_QPA_PLATFORM": "offscreen",
        }
        subprocess.run(
            [sys.executable, "-m", "explorer", "demo", "--dir", name, "--no-window"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        case = Path(name) / "Sample case.casefile"
        prepare(case)
        wanted = sys.argv[1:] or [title for title, _ in PICTURES]
        for title, arguments in (each for each in PICTURES if each[0] in wanted):
            given = [str(case) if each == "CASE" else each for each in arguments]
            scheme = [] if "--scheme" in given else ["--scheme", "light"]
            command = [sys.executable, "-m", "explorer.gui", *given, *scheme, "--portrait", str(HERE / f"{title}.png")]
            subprocess.run(command, check=True, timeout=120)
            print(title)
        if "packet" in wanted or not sys.argv[1:]:
            packet(case)
    if "slides-beside" in sys.argv[1:] or not sys.argv[1:]:
        slides_beside()


if __name__ == "__main__":
    main()
