"""Commands on contradictions between claims and what was cited for them."""

from pathlib import Path
from typing import Any

import click

from explorer.app.session import CaseSession
from explorer.cli.claims import claim
from explorer.cli.options import case_argument, json_option, reading, writing
from explorer.cli.terminal import show, show_json
from explorer.errors import InputError
from explorer.model.contradiction import Contradiction, ContradictionState, Side


@claim.command("contradictions")
@case_argument
@click.option("--all", "also_dismissed", is_flag=True, help="Also those that a person dismissed.")
@json_option
def contradictions(case: Path, also_dismissed: bool, as_json: bool) -> None:
    """Statements on the same subject and measure with different values, side by side. Suggestions, until you say."""
    with reading(case) as session:
        rows = [_row(session, each) for each in session.contradicting.contradictions(also_dismissed=also_dismissed)]
    if as_json:
        show_json(rows)
        return
    for row in rows:
        show(f"{row['about']} ({row['kind']}) · {row['state']} · {row['id']}")
        for side in row["sides"]:
            show(f"  {side['value']:>12}  {side['text']} — {side['citation'] or 'claim'}")


@claim.command("settle")
@case_argument
@click.argument("contradiction", metavar="CONTRADICTION")
@click.argument("verdict", type=click.Choice(["confirm", "dismiss", "reopen"]))
@click.option("--note", default="")
@json_option
def settle(case: Path, contradiction: str, verdict: str, note: str, as_json: bool) -> None:
    """Say whether CONTRADICTION is one."""
    states = {
        "confirm": ContradictionState.CONFIRMED,
        "dismiss": ContradictionState.DISMISSED,
        "reopen": ContradictionState.SUGGESTED,
    }
    with writing(case) as session:
        found = _find(session, contradiction)
        session.contradicting.settle(found, states[verdict], note)
    if as_json:
        show_json({"id": found, "state": states[verdict].value})
    else:
        show(f"Kept as {states[verdict].value}.")


def _find(session: CaseSession, text: str) -> str:
    known = session.contradicting.contradictions(also_dismissed=True)
    found = [each.pair for each in known if text and each.pair.startswith(text)]
    if len(found) != 1:
        raise InputError(
            f"{'No contradiction' if not found else 'More than one contradiction'} is called “{text}”",
            "Use an id from “casefile claim contradictions CASE --all”.",
        )
    return found[0]


def _row(session: CaseSession, found: Contradiction) -> dict[str, Any]:
    return {
        "id": found.pair,
        "kind": found.kind.value,
        "about": found.about,
        "state": found.state.value,
        "note": found.note,
        "sides": [_side(session, side) for side in (found.one, found.other)],
    }


def _side(session: CaseSession, side: Side) -> dict[str, Any]:
    its = session.claiming.claim(side.claim)
    passage = next((each.passage for each in its.evidence if each.id == side.evidence), None)
    return {
        "claim": side.claim,
        "evidence": side.evidence,
        "text": side.text,
        "value": side.value,
        "span": [side.start, side.end],
        "document": session.reading.own_place(passage.document).id if passage else None,
        "page": passage.ordinal if passage else None,
        "citation": str(session.reading.citation(passage.page)) if passage else None,
    }


COMMANDS: tuple[click.Command, ...] = ()  # they are commands of "claim"
