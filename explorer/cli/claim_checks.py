"""Commands on the checks of claims, and on the newsroom's standard."""

from pathlib import Path
from typing import Any

import click

from explorer.app.session import CaseSession
from explorer.app.standard_text import read_standard
from explorer.cli.claims import claim, claim_row, find_claim, standing_row
from explorer.cli.options import case_argument, json_option, reading, writing
from explorer.cli.terminal import show, show_json
from explorer.errors import InputError
from explorer.model.claim import Claim, Stance
from explorer.model.standard import CheckState


@claim.command("check")
@case_argument
@click.argument("claim_text", metavar="[CLAIM]", default="")
@click.option("--check", "name", default="", help="A check of the standard that was made on CLAIM.")
@click.option("--by", default="", help="The person who made it.")
@click.option("--note", default="")
@click.option("--undo", "is_taken_back", is_flag=True, help="Take the check by this person back.")
@json_option
def check(case: Path, claim_text: str, name: str, by: str, note: str, is_taken_back: bool, as_json: bool) -> int:
    """Keep that a person made a check of the standard on CLAIM.

    Without a check: whether each claim has a source, every cited passage still stands on its page, and what of the
    standard is still open. Says nothing of truth.
    """
    if name:
        return _make(case, claim_text, name, by, note, is_taken_back, as_json)
    if by or note or is_taken_back:
        raise InputError("No check is named", "Say which one: --check NAME; “casefile standard show CASE” lists them.")
    return _report(case, claim_text, as_json)


def _make(case: Path, text: str, name: str, by: str, note: str, is_taken_back: bool, as_json: bool) -> int:
    if not text:
        raise InputError("No claim is named", "Use an id from “casefile claim list CASE”.")
    with writing(case) as session:
        found = find_claim(session, text)
        if is_taken_back:
            _take_back(session, session.claiming.claim(found), name, by)
        else:
            session.standards.check(found, name, by, note)
        row = claim_row(session, session.claiming.claim(found))
    if as_json:
        show_json(row)
    else:
        show(f"{row['made']} of {row['needed']} checks; {'verified' if row['verified'] else 'not verified'}.")
    return 0


def _take_back(session: CaseSession, claim: Claim, name: str, by: str) -> None:
    person = " ".join(by.split())
    for each in claim.checks:
        if each.check == name and person in ("", each.by):
            session.standards.uncheck(each.id)
            return
    raise InputError(f"Nobody of that name made the check “{name}” on this claim", "See “casefile claim list CASE”.")


def _report(case: Path, text: str, as_json: bool) -> int:
    with reading(case) as session:
        claims = [session.claiming.claim(find_claim(session, text))] if text else session.claiming.claims()
        rows = [_row(session, each) for each in claims]
    if as_json:
        show_json(rows)
        return 1 if any(row["problems"] for row in rows) else 0
    for row in rows:
        said = "; ".join(row["problems"]) or f"{row['evidence']} passages, all in place"
        show(f"{row['text']}\n  {row['status']}: {said}")
        for each in row["checks"]:
            by = f" · {each['by']}, {each['at'][:10]}" if each["by"] else ""
            sign = "☑" if each["state"] == CheckState.CHECKED else "▲" if each["state"] == CheckState.AGAIN else "☐"
            show(f"    {sign} {each['text']}{by}")
    return 1 if any(row["problems"] for row in rows) else 0


def _row(session: CaseSession, claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "text": claim.text,
        "status": claim.status.value,
        "evidence": len(claim.evidence),
        "problems": _problems(claim),
        **standing_row(session.standards.assess(claim)),
    }


def _problems(claim: Claim) -> list[str]:
    problems = [] if any(each.stance is Stance.SUPPORTS for each in claim.evidence) else ["no passage supports it"]
    moved = sum(not each.holds for each in claim.evidence)
    return [*problems, f"{moved} cited passages no longer stand on their page"] if moved else problems


@click.group()
def standard() -> None:
    """The checks that the newsroom asks of a claim before it is verified."""


@standard.command("show")
@case_argument
@json_option
def show_standard(case: Path, as_json: bool) -> None:
    """The standard of CASE as TOML, to be changed and set again."""
    with reading(case) as session:
        text, found, is_own = session.standards.text(), session.standards.standard(), session.standards.is_own()
    if not as_json:
        show(text.rstrip())
        return
    show_json(
        {
            "name": found.name,
            "needed": found.needed,
            "required": list(found.required),
            "own": is_own,
            "checks": [
                {"name": each.name, "text": each.text, "sources": each.sources, "by_another": each.is_by_another}
                for each in found.checks
            ],
            "rules": [
                {"type": each.type, "risk": each.risk, "needed": each.needed, "required": list(each.required)}
                for each in found.rules
            ],
            "toml": text,
        }
    )


@standard.command("set")
@case_argument
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True), required=False)
@click.option("--default", "is_default", is_flag=True, help="Go back to the standard that comes with the program.")
@json_option
def set_standard(case: Path, file: Path | None, is_default: bool, as_json: bool) -> None:
    """Give CASE the standard in FILE (TOML)."""
    if (file is None) != is_default:
        raise InputError("Name either a file or --default", "“casefile standard show CASE” prints one to begin with.")
    text = read_standard(file) if file else ""
    with writing(case) as session:
        found = session.standards.set(text)
    if as_json:
        show_json({"name": found.name, "needed": found.needed, "checks": [each.name for each in found.checks]})
    else:
        show(f"{found.name}: {len(found.checks)} checks, {found.needed} needed.")


COMMANDS = (standard,)
