"""Puts the truth about all samples into one table: expected.json."""

import platform
import re
import zlib
from importlib.metadata import version
from itertools import pairwise

from sample_docs.maker.draft import claim_rows, quotation_rows
from sample_docs.maker.mail import Letter, letters
from sample_docs.maker.searches import holds, leaves, search_rows
from sample_docs.maker.story import BATCHES, ENTITIES, text
from sample_docs.maker.truth import EXEMPTIONS, SAMPLE, Made, every, plain

_MAKERS = ("pymupdf", "pillow", "python-pptx", "python-docx", "XlsxWriter", "lxml")


def made_with() -> dict[str, str]:
    """What decides the bytes beside the maker itself: with other versions the texts stay and the bytes may not."""
    known = {name: version(name) for name in _MAKERS}
    return known | {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION, "system": platform.system()}


def expected(files: list[Made]) -> dict[str, object]:
    """The whole truth, ready for JSON. Paths are below productions/."""
    return {
        "note": SAMPLE,
        "made_with": made_with(),
        "productions": [batch.row() for batch in BATCHES],
        "totals": _totals(files),
        "files": {made.path: made.row() for made in files},
        "bates_gaps": _bates_gaps(files),
        "page_of_gaps": [
            {"file": made.path, **page_of} for made in files if isinstance(page_of := made.facts.get("page_of"), dict)
        ],
        "missing_attachments": _missing_attachments(files),
        "missing_messages": _missing_messages(files),
        "redacted_elsewhere": _redacted_elsewhere(files),
        "entities": _entities(files),
        "searches": search_rows(files),
        "claims": claim_rows(files),
        "draft": {"files": ["drafts/story.docx", "drafts/story.md"], "quotations": quotation_rows(files)},
    }


def _totals(files: list[Made]) -> dict[str, int]:
    """Counts over files as received; ``documents`` counts different ones, attachments included."""
    states = [made.state for made in files]
    counts = {state: states.count(state) for state in ("read", "partial", "duplicate")}
    different = {made.sha256: made for made in every(files)}
    known = sum(len(made.pages) for made in different.values() if not made.is_flowing)
    return {"seen": len(files), **counts, "failed": 0, "documents": len(different), "pages_of_fixed_number": known}


def _bates_gaps(files: list[Made]) -> list[dict[str, object]]:
    """Numbers that no page carries between the first and the last of a prefix."""
    found = []
    stamps = sorted({number for made in files for number in made.bates})
    for before, after in pairwise(stamps):
        prefix, first, last = before[:-6], int(before[-6:]) + 1, int(after[-6:]) - 1
        if after.startswith(prefix) and first <= last:
            production = next(made.production for made in files if before in made.bates)
            gap = {"first": f"{prefix}{first:06d}", "last": f"{prefix}{last:06d}", "numbers": last - first + 1}
            found.append({"production": production, **gap, "after": before, "before": after})
    return found


def _missing_attachments(files: list[Made]) -> list[dict[str, object]]:
    """Files that a message says are attached and that are attached to none."""
    attached = {child.name for made in files for child in made.children}
    named = r"(?:attached “|attached \"|Attachments: )([\w .]+?\.(?:docx|pdf|xlsx))"
    return [
        {"file": made.path, "name": name}
        for made in files
        if made.kind == "email"
        for name in dict.fromkeys(re.findall(named, made.pages[0]))
        if name not in attached
    ]


def _missing_messages(files: list[Made]) -> list[dict[str, object]]:
    """Messages that are quoted or referred to and were not produced."""
    produced = {made.facts.get("message_id") for made in files}
    missing = [letter for letter in letters().values() if letter.message_id not in produced]
    return [_missing(letter, files) for letter in missing]


def _missing(letter: Letter, files: list[Made]) -> dict[str, object]:
    quoting = [made.path for made in files if plain(letter.body) == plain(str(made.facts.get("quoted_text", "")))]
    referring = [made.path for made in files if letter.message_id in str(made.facts.get("references", ""))]
    return {
        "message_id": letter.message_id,
        "from": letter.sender,
        "date": letter.date.isoformat(),
        "quoted_in": quoting,
        "referred_to_in": referring,
        "text": letter.body,
    }


def _redacted_elsewhere(files: list[Made]) -> list[dict[str, object]]:
    """Words of the memorandum that one release blacks out and the other shows, with both pages."""
    city, town = (made for made in files if made.name == "Memorandum 17-22.pdf")
    found: list[dict[str, object]] = []
    for code, version_of, words in re.findall(r"\[\[(\w+)@(\w)\|(.+?)\]\]", text("memo.txt")):
        hiding, showing = (city, town) if version_of == "C" else (town, city)
        page = next(n for n, page in enumerate(showing.pages, start=1) if holds(page, words))
        row = {"words": words, "shown": [showing.path, page], "redacted": [hiding.path, page]}
        found.append(row | {"exemption": EXEMPTIONS[code]})
    return found


def _entities(files: list[Made]) -> list[dict[str, object]]:
    """Who and what is named, and on which pages under any of the names."""
    pages = leaves(files)
    rows = []
    for kind, name, aliases in ENTITIES:
        form = re.compile("|".join(rf"(?<![\w.]){re.escape(form)}(?!\w)" for form in (name, *aliases)))
        where = [[leaf.made.path, leaf.ordinal] for leaf in pages if form.search(plain(leaf.text))]
        row: dict[str, object] = {"kind": kind, "name": name, "aliases": list(aliases), "pages": where}
        rows.append(row)
    return rows
