"""Commands on negative findings: what was searched for in every way it may be written, and stands nowhere."""

from pathlib import Path
from typing import Any

import click

from explorer.app.finding_page import as_row, export
from explorer.app.session import CaseSession
from explorer.cli.claims import claim_row, find_claim
from explorer.cli.options import case_argument, json_option, reading, writing
from explorer.cli.terminal import show, show_json
from explorer.errors import InputError
from explorer.model.finding import Finding, FindingId, Searched, Variant

_SHORT = {
    "written": Variant.WRITTEN,
    "forms": Variant.FORMS,
    "fuzzy": Variant.FUZZY,
    "ocr": Variant.OCR,
    "broken": Variant.BROKEN,
    "joined": Variant.JOINED,
}
_by_option = click.option("--by", default="", help="Who searched; you, if nobody is named.")


@click.group()
def finding() -> None:
    """Certificates that words were searched for and stand nowhere."""


@finding.command("add")
@case_argument
@click.argument("terms", nargs=-1, required=True, metavar="WORDS...")
@_by_option
@click.option("--note", default="")
@click.option("--except", "excepted", multiple=True, metavar="WORD", help="A word near to it that is another.")
@click.option("--without", multiple=True, type=click.Choice(list(_SHORT)), help="A way of writing not to search for.")
@json_option
def add(
    case: Path,
    terms: tuple[str, ...],
    by: str,
    note: str,
    excepted: tuple[str, ...],
    without: tuple[str, ...],
    as_json: bool,
) -> None:
    """Search for WORDS (names in quotation marks) and variants; keep a certificate if no page holds any of it.

    Searched are the words as written, their other forms, with one letter off, as pictures are misread, broken in two
    and written together. Where pages hold some of it there is no certificate; they are listed instead.
    """
    variants = [variant for name, variant in _SHORT.items() if name not in without]
    with writing(case) as session:
        searched = session.findings.search(terms, excepted, variants)
        made = None if searched.pages else session.findings.add(searched, by or session.who, note)
        kept = session.findings.finding(made) if made else None
    _show(searched, kept, as_json)


@finding.command("list")
@case_argument
@json_option
def list_findings(case: Path, as_json: bool) -> None:
    """All certificates, and which of them are stale."""
    with reading(case) as session:
        found = session.findings.findings()
    if as_json:
        show_json([as_row(each) for each in found])
        return
    for each in found:
        stale = "STALE, search again · " if each.is_stale else ""
        show(f"{each.words()}\n  {stale}{each.searched} by {each.by} · {each.id}")


@finding.command("again")
@case_argument
@click.argument("finding_id", metavar="FINDING")
@_by_option
@json_option
def again(case: Path, finding_id: str, by: str, as_json: bool) -> None:
    """Search again for what FINDING says is nowhere; renews it if that is still so."""
    with writing(case) as session:
        known = _find(session, finding_id)
        searched = session.findings.again(known, by or session.who)
        kept = None if searched.pages else session.findings.finding(known)
    _show(searched, kept, as_json)


@finding.command("remove")
@case_argument
@click.argument("finding_id", metavar="FINDING")
@json_option
def remove(case: Path, finding_id: str, as_json: bool) -> None:
    """Remove FINDING."""
    with writing(case) as session:
        known = _find(session, finding_id)
        session.findings.remove(known)
    if as_json:
        show_json({"removed": known})
    else:
        show("Removed it; undo in the window brings it back.")


@finding.command("cite")
@case_argument
@click.argument("finding_id", metavar="FINDING")
@click.argument("claim_text", metavar="CLAIM")
@click.option("--remove", is_flag=True, help="Cite it no more.")
@json_option
def cite(case: Path, finding_id: str, claim_text: str, remove: bool, as_json: bool) -> None:
    """Let CLAIM (an id, its beginning, or the claim's words) cite FINDING; its sheet in a packet shows it then."""
    with writing(case) as session:
        known, claim = _find(session, finding_id), find_claim(session, claim_text)
        (session.findings.uncite if remove else session.findings.cite)(known, claim)
        row = claim_row(session, session.claiming.claim(claim))
    if as_json:
        show_json(row)
    else:
        show(f"{row['text']}\n  cites {len(row['findings']):,} of the searches that found nothing")


@finding.command("export")
@case_argument
@click.argument("finding_id", metavar="FINDING")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A .html, .txt or .json file."
)
@json_option
def export_finding(case: Path, finding_id: str, out: Path, as_json: bool) -> None:
    """Write FINDING as a page to hand on."""
    with reading(case) as session:
        found = session.findings.finding(_find(session, finding_id))
        export(found, session.case.title, out)
    if as_json:
        show_json({"out": str(out), "stale": found.is_stale})
    else:
        show(f"Wrote the finding to {out}{'; it is stale' if found.is_stale else ''}.")


def _find(session: CaseSession, text: str) -> FindingId:
    found = [each.id for each in session.findings.findings() if text and each.id.startswith(text)]
    if len(found) != 1:
        raise InputError(
            f"{'No finding' if not found else 'More than one finding'} is called “{text}”",
            "Use an id from “casefile finding list CASE”.",
        )
    return found[0]


def _show(searched: Searched, kept: Finding | None, as_json: bool) -> None:
    if as_json:
        show_json(_row(searched, kept))
        return
    for asked in searched.queries:
        show(f"{asked.pages:6,}  {asked.query if len(asked.query) < 90 else asked.query[:89] + '…'}  ({asked.variant})")
    if kept is not None:
        show(f"{kept.words()}\nKept as {kept.id}.")
        return
    show(f"No certificate: {searched.pages:,} pages hold some of it.")
    for hit in searched.hits:
        show(f"  {hit.citation}: “{'”, “'.join(hit.words[:5])}” ({hit.variant})")


def _row(searched: Searched, kept: Finding | None) -> dict[str, Any]:
    queries = [
        {"term": each.term, "variant": each.variant.value, "query": each.query, "pages": each.pages}
        for each in searched.queries
    ]
    hits = [
        {
            "citation": hit.citation,
            "document": hit.page.document,
            "page": hit.page.ordinal,
            "term": hit.term,
            "variant": hit.variant.value,
            "words": list(hit.words),
        }
        for hit in searched.hits
    ]
    return {
        "finding": as_row(kept) if kept else None,
        "terms": list(searched.terms),
        "queries": queries,
        "hit_pages": searched.pages,
        "hits": hits,
        "searched": searched.coverage.words(),
    }


COMMANDS = (finding,)
