"""The draft story's quotations, each with the verdict that a trace should give, and claims worth making."""

from dataclasses import dataclass

from sample_docs.maker.story import STATE, text
from sample_docs.maker.truth import Made, every, plain


@dataclass(frozen=True, slots=True)
class Quotation:
    """``sources`` are the words of the records that it comes from: none if invented, two or more if spliced."""

    kind: str
    text: str
    verdict: str
    sources: tuple[str, ...]


def _exact(kind: str, words: str) -> Quotation:
    return Quotation(kind, words, "exact", (words.rstrip(".,"),))


QUOTATIONS = (
    _exact("exact, in several runs of the draft", "LinkView maps personal connections, addresses, licence plates."),
    Quotation(
        "elided",
        "extracts data from thousands of law enforcement … information systems in near real-time.",
        "elided",
        (
            "extracts data from thousands of law enforcement, private sector and open source "
            "information systems in near real-time",
        ),
    ),
    _exact("speaker notes", "No conviction is needed for the gang member flag to appear in LinkView."),
    _exact("mail", "the flag doesn't need a conviction, that's the point of it."),
    Quotation(
        "altered words",
        "no conviction is required before the gang flag appears in LinkView.",
        "differs",
        ("No conviction is needed for the gang member flag to appear in LinkView.",),
    ),
    _exact("under a redaction that fails", "Two of ten criteria are sufficient to enter a subject as gang member."),
    _exact("spreadsheet", "Entry on two criteria; no arrest or conviction asked."),
    Quotation(
        "altered number", "1,960 of them had not been reviewed", "differs", ("2,960 of them had not been reviewed",)
    ),
    Quotation(
        "spliced",
        "In 351 cases the person had no conviction, and in none of them did the Town's officers make an arrest.",
        "spliced",
        ("In 351 cases the person had no conviction", "In none of them did the Town's officers make an arrest"),
    ),
    _exact(
        "letter, across a line break", "We have no record that shows how many gang member entries rest on a conviction."
    ),
    _exact("tracked deletion", "would rather not repeat the figure."),
    Quotation(
        "bracketed insertion",
        "the center does not hold that figure [of convictions].",
        "elided",
        ("the center does not hold that figure",),
    ),
    _exact("hidden slide's notes", "Do not give a number."),
    _exact("across a line break of a page", "Their searches are logged at the node, and the center receives"),
    _exact("mail", "federal partners can filter on gang member once the LinkView node is joined."),
    _exact(
        "quoted layer of a mail",
        "Will the standing filter return persons who were flagged from a single interview and never charged?",
    ),
    Quotation(
        "altered name", "Sgt. Ames says the same in the course,", "differs", ("Sgt. Lund says the same in the course",)
    ),
    Quotation(
        "dropped negation",
        "The Center does undertake to enforce it at nodes,",
        "differs",
        ("The Center does not undertake to enforce it at nodes",),
    ),
    Quotation("invented", "We stand behind every single name in the system and welcome any review.", "not_found", ()),
)

# A statement, and the words of the records that support it.
CLAIMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Nobody needs to be convicted of anything to get the gang member flag.",
        (
            "No conviction is needed for the gang member flag to appear in LinkView.",
            "No conviction, charge or arrest is needed.",
        ),
    ),
    (
        "Two of ten criteria are enough, and one field interview can supply both.",
        (
            "Two of ten criteria are sufficient to enter a subject as gang member",
            "A field interview may by itself supply more than one criterion.",
        ),
    ),
    (
        "Federal users can filter on the flag, and have been able to since 2013.",
        (
            "federal partners can filter on gang member once the LinkView node is joined",
            "They may filter on every flag but “no contact”.",
        ),
    ),
    (
        "The center does not hold the log of federal searches.",
        ("We do not hold the log.", "we were told that there is no log that the Fusion Center could give"),
    ),
    (
        "104 of the 160 Larkhaven entries in the sample rest on one field interview.",
        ("Larkhaven PD 160 104 31",),
    ),
    (
        "The vendor and the fusion center give the same address.",
        (
            "a company with its office at 40 Harbor Road, Larkhaven",
            "Marrow State Fusion Center, Records Desk, 40 Harbor Road, Larkhaven",
        ),
    ),
    (
        "A new flag marks people for sharing an address, a plate or a telephone number, and nobody reviews it.",
        ("No officer reviews code 18 before it is shown.", "Nobody sets it and nobody reviews it."),
    ),
)


def draft_markdown() -> str:
    """The story as Markdown; the Word file is set from the same words."""
    return text("story.md")


def places(words: str, files: list[Made]) -> list[list[str | int | None]]:
    """Every file and page on which the words stand, white space apart; duplicates left out."""
    found: list[list[str | int | None]] = []
    for made in every(files):
        for number, page in enumerate(made.pages, start=1):
            if not made.duplicate_of and plain(words) in plain(page.replace("\n> ", "\n")):
                found.append([made.path, None if made.is_flowing else number])
    return found


def quotation_rows(files: list[Made]) -> list[dict[str, object]]:
    """The quotations in the order of the story, with where their words stand."""
    story = plain(draft_markdown().replace("*", ""))
    rows = []
    for number, quotation in enumerate(QUOTATIONS, start=1):
        if f"“{quotation.text}”" not in story:
            raise ValueError(f"the story does not quote: {quotation.text}")
        standing = [places(source, files) for source in quotation.sources]
        if not all(standing):
            raise ValueError(f"no page holds what is quoted: {quotation.sources}")
        first = min(standing[0], key=lambda place: STATE.folder not in str(place[0])) if standing else [None, None]
        rows.append(
            {
                "n": number,
                "kind": quotation.kind,
                "text": quotation.text,
                "verdict": quotation.verdict,
                "file": first[0],
                "page": first[1],
                "source_text": quotation.sources[0] if quotation.sources else None,
                "parts": [
                    {"source_text": source, "places": where}
                    for source, where in zip(quotation.sources, standing, strict=True)
                ],
            }
        )
    return rows


def claim_rows(files: list[Made]) -> list[dict[str, object]]:
    """Claims with their supporting passages."""
    rows: list[dict[str, object]] = []
    for claim, sources in CLAIMS:
        evidence = [{"quote": source, "places": places(source, files), "stance": "supports"} for source in sources]
        if not all(row["places"] for row in evidence):
            raise ValueError(f"a claim without a page: {claim}")
        rows.append({"text": claim, "evidence": evidence})
    return rows
