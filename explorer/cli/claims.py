"""Commands on claims: add, list, cite, set. Checks are in ``claim_checks``."""

from pathlib import Path
from typing import Any

import click

from explorer.app.session import CaseSession
from explorer.cli.entities import passage_of
from explorer.cli.options import case_argument, json_option, reading, writing
from explorer.cli.terminal import show, show_json
from explorer.errors import InputError
from explorer.model.claim import Claim, ClaimId, ClaimStatus, ClaimType, Evidence, Risk, Stance
from explorer.model.independence import Independence
from explorer.model.ocr import LOOK, UNSURE
from explorer.model.standard import Assessment


def evidence_row(session: CaseSession, evidence: Evidence, independence: Independence) -> dict[str, Any]:
    """One piece of evidence; ``source`` numbers where it comes from, ``reason`` says why it is no source of its own."""
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
        "private": evidence.is_private,
        "uncertain": evidence.is_uncertain,
        "source": independence.group_of(evidence.id) + 1,
        "reason": independence.reason(evidence.id),
    }


def standing_row(assessment: Assessment) -> dict[str, Any]:
    """How a claim stands with the standard."""
    return {
        "standard": assessment.standard,
        "needed": assessment.needed,
        "made": assessment.made,
        "met": assessment.is_met,
        "verified": assessment.is_verified,
        "checks": [
            {
                "check": line.check.name,
                "text": line.check.text,
                "required": line.is_required,
                "state": line.state.value,
                "by": line.mark.by if line.mark else None,
                "at": line.mark.at if line.mark else None,
                "note": line.mark.note if line.mark else "",
                "problem": line.problem,
            }
            for line in assessment.lines
        ],
    }


def claim_row(session: CaseSession, claim: Claim) -> dict[str, Any]:
    independence = session.sourcing.independence(claim)
    return {
        "id": claim.id,
        "text": claim.text,
        "status": claim.status.value,
        "evidence": [evidence_row(session, each, independence) for each in claim.evidence],
        "type": claim.type.value,
        "risk": claim.risk.value,
        "writers": list(claim.writers),
        "findings": [{"id": each.id, "words": each.words(), "stale": each.is_stale} for each in claim.findings],
        "sources": independence.sources,
        "sources_words": independence.words(),
        **standing_row(session.standards.assess(claim)),
    }


type_option = click.option("--type", "type_", type=click.Choice([each.value for each in ClaimType]), default=None)
risk_option = click.option(
    "--risk", type=click.Choice([each.value for each in Risk]), default=None, help="What it would cost to be wrong."
)


@click.group()
def claim() -> None:
    """Add, list, cite for, change or check claims."""


@claim.command("add")
@case_argument
@click.argument("words")
@type_option
@risk_option
@click.option("--by", default="", help="Who wrote the words, if not who works here.")
@json_option
def add(case: Path, words: str, type_: str | None, risk: str | None, by: str, as_json: bool) -> None:
    """Write down a statement that is to be published."""
    with writing(case) as session:
        made = session.claiming.add(
            words, ClaimType(type_ or ClaimType.FACT), Risk(risk or Risk.ORDINARY), " ".join(by.split())
        )
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
        show(f"{row['text']}\n  {row['status']} · {row['type']}, {row['risk']} risk · {row['id']}")
        verified = "verified" if row["verified"] else "not verified"
        show(f"    {verified}: {row['made']} of {row['needed']} checks · {row['sources_words']}")
        for each in row["evidence"]:
            moved = "" if each["holds"] else " (the page's text has changed: look again)"
            moved += f" ({LOOK})" if each["uncertain"] else ""
            show(f"    {each['stance']}: “{each['quote']}” — {each['citation']}{moved}")
            if each["reason"]:
                show(f"      not a source of its own: {each['reason']}")
        for each in row["findings"]:
            show(f"    {each['words']}{' STALE, search again' if each['stale'] else ''}")


@claim.command("cite")
@case_argument
@click.argument("claim_text", metavar="CLAIM")
@click.argument("doc")
@click.argument("quote")
@click.option("--page", type=click.IntRange(1), required=True)
@click.option("--stance", type=click.Choice([stance.value for stance in Stance]), default=Stance.SUPPORTS.value)
@click.option("--note", default="")
@click.option("--private", is_flag=True, help="The note is for the newsroom alone; no export shows it.")
@json_option
def cite(
    case: Path,
    claim_text: str,
    doc: str,
    quote: str,
    page: int,
    stance: str,
    note: str,
    private: bool,
    as_json: bool,
) -> None:
    """Link QUOTE on a page of DOC to CLAIM (an id, its beginning, or the claim's words)."""
    with writing(case) as session:
        passage = passage_of(session, doc, page, quote)
        made = session.claiming.cite(find_claim(session, claim_text), passage, Stance(stance), note, is_private=private)
        citation = str(session.reading.citation(passage.page))
        is_uncertain = session.recognising.is_uncertain(passage)
    if as_json:
        show_json({"evidence": made, "citation": citation, "uncertain": is_uncertain})
    else:
        show(f"Cited {citation}." + (f" {UNSURE}" if is_uncertain else ""))


@claim.command("set")
@case_argument
@click.argument("claim_text", metavar="CLAIM")
@click.option("--text", default=None, help="Other words: every check is to be made again.")
@click.option("--status", type=click.Choice([status.value for status in ClaimStatus]), default=None)
@type_option
@risk_option
@click.option("--by", default="", help="Who wrote the words, if not who works here.")
@json_option
def set_claim(
    case: Path,
    claim_text: str,
    text: str | None,
    status: str | None,
    type_: str | None,
    risk: str | None,
    by: str,
    as_json: bool,
) -> None:
    """Change the words, the status, the type or the risk of CLAIM."""
    with writing(case) as session:
        found = find_claim(session, claim_text)
        if text is not None:
            session.claiming.edit(found, text, " ".join(by.split()))
        if status is not None:
            session.claiming.set_status(found, ClaimStatus(status))
        if type_ or risk:
            session.claiming.classify(found, ClaimType(type_) if type_ else None, Risk(risk) if risk else None)
        row = claim_row(session, session.claiming.claim(found))
    if as_json:
        show_json(row)
    else:
        show(f"{row['text']}\n  {row['status']} · {row['type']}, {row['risk']} risk · {row['id']}")


def find_claim(session: CaseSession, text: str) -> ClaimId:
    """The claim that an id, its beginning, or the claim's words mean.

    Raises:
        InputError: none, or more than one.
    """
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


COMMANDS = (claim,)
