"""Commands on claims (add, list, cite, check) and exports."""

from pathlib import Path
from typing import Any

import click

from explorer.app.session import CaseSession
from explorer.cli.entities import passage_of
from explorer.cli.options import case_argument, json_option, reading, writing
from explorer.cli.terminal import WRONG_CALL, say, show, show_json
from explorer.errors import InputError
from explorer.model.claim import Claim, ClaimId, Evidence, Stance


def evidence_row(session: CaseSession, evidence: Evidence) -> dict[str, Any]:
    passage = evidence.passage
    return {
        "id": evidence.id,
        "stance": evidence.stance.value,
        "quote": passage.quote,
        "note": evidence.note,
        "holds": evidence.holds,
        "document": session.reading.own_place(passage.document).id,
        "page": passage.ordinal,
        "citation": str(session.reading.citation(passage.page)),
    }


def claim_row(session: CaseSession, claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "text": claim.text,
        "status": claim.status.value,
        "evidence": [evidence_row(session, each) for each in claim.evidence],
    }


@click.group()
def claim() -> None:
    """Add, list, cite for or check claims."""


@claim.command("add")
@case_argument
@click.argument("words")
@json_option
def add(case: Path, words: str, as_json: bool) -> None:
    """Write down a statement that is to be published."""
    with writing(case) as session:
        made = session.claiming.add(words)
    if as_json:
        show_json({"claim": made})
    else:
        show(f"Added claim {made}.")


@claim.command("list")
@case_argument
@json_option
def list_claims(case: Path, as_json: bool) -> None:
    """All claims with their evidence."""
    with reading(case) as session:
        rows = [claim_row(session, each) for each in session.claiming.claims()]
    if as_json:
        show_json(rows)
        return
    for row in rows:
        show(f"{row['text']}\n  {row['status']} · {row['id']}")
        for each in row["evidence"]:
            moved = "" if each["holds"] else " (the page's text has changed: look again)"
            show(f"    {each['stance']}: “{each['quote']}” — {each['citation']}{moved}")


@claim.command("cite")
@case_argument
@click.argument("claim_text", metavar="CLAIM")
@click.argument("doc")
@click.argument("quote")
@click.option("--page", type=click.IntRange(1), required=True)
@click.option("--stance", type=click.Choice([stance.value for stance in Stance]), default=Stance.SUPPORTS.value)
@click.option("--note", default="")
@json_option
def cite(case: Path, claim_text: str, doc: str, quote: str, page: int, stance: str, note: str, as_json: bool) -> None:
    """Link QUOTE on a page of DOC to CLAIM (an id, its beginning, or the claim's words)."""
    with writing(case) as session:
        passage = passage_of(session, doc, page, quote)
        made = session.claiming.cite(_find_claim(session, claim_text), passage, Stance(stance), note)
        citation = str(session.reading.citation(passage.page))
    if as_json:
        show_json({"evidence": made, "citation": citation})
    else:
        show(f"Cited {citation}.")


@claim.command("check")
@case_argument
@json_option
def check(case: Path, as_json: bool) -> int:
    """Whether each claim has a source and every cited passage still stands on its page. Says nothing of truth."""
    with reading(case) as session:
        claims = session.claiming.claims()
    rows = [
        {
            "id": each.id,
            "text": each.text,
            "status": each.status.value,
            "evidence": len(each.evidence),
            "problems": _problems(each),
        }
        for each in claims
    ]
    if as_json:
        show_json(rows)
    else:
        for row, each in zip(rows, claims, strict=True):
            show(
                f"{each.text}\n  {each.status.value}: "
                + ("; ".join(_problems(each)) or f"{row['evidence']} passages, all in place")
            )
    return 1 if any(row["problems"] for row in rows) else 0


def _problems(claim: Claim) -> list[str]:
    problems = [] if any(each.stance is Stance.SUPPORTS for each in claim.evidence) else ["no passage supports it"]
    moved = sum(not each.holds for each in claim.evidence)
    return [*problems, f"{moved} cited passages no longer stand on their page"] if moved else problems


def _find_claim(session: CaseSession, text: str) -> ClaimId:
    found = [
        each.id
        for each in session.claiming.claims()
        if each.id.startswith(text) or each.text.casefold() == text.casefold()
    ]
    if len(found) != 1:
        raise InputError(
            f"{'No claim' if not found else 'More than one claim'} is called “{text}”",
            "Use an id from “casefile claim list CASE”.",
        )
    return found[0]


_LATER = ("links", "timeline")


@click.command()
@case_argument
@click.argument("what", type=click.Choice(["documents", "entities", "links", "claims", "packet", "timeline"]))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="A .csv, .xlsx or .json file; for a packet a .html file.",
)
@json_option
def export(case: Path, what: str, out: Path, as_json: bool) -> int:
    """Write documents, entities or claims as a table, or the source packet of all claims as one HTML file."""
    if what in _LATER:
        say(f"casefile: export {what}: not built yet")
        return WRONG_CALL
    with reading(case) as session:
        rows = session.exporting.export(what, out)
    if as_json:
        show_json({"out": str(out), "rows": rows})
    else:
        show(f"Wrote {rows:,} {what if what != 'packet' else 'claims'} to {out}.")
    return 0


COMMANDS = (claim, export)
