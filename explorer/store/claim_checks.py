"""What is said of claims beside their words: type, risk, who wrote them, the checks made, and the newsroom's standard."""

import json
from datetime import UTC, datetime

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.claim import CheckId, CheckMark, Claim, ClaimId, ClaimType, Risk
from explorer.store.journal import Journal

Nature = tuple[ClaimType, Risk, tuple[str, ...]]  # the last: who wrote the claim's words

PLAIN: Nature = (ClaimType.FACT, Risk.ORDINARY, ())
_STANDARD = "standard"


def natures(db: Database) -> dict[str, Nature]:
    """Type, risk and writers by claim; ``PLAIN`` is meant where there is none."""
    if not is_kept(db, "claim_nature"):
        return {}
    rows = db.execute("SELECT id, type, risk, writers FROM claim_nature").fetchall()
    return {row[0]: (ClaimType(row[1]), Risk(row[2]), tuple(json.loads(row[3]))) for row in rows}


def private_notes(db: Database) -> set[str]:
    """The evidence whose notes are for the newsroom alone."""
    if not is_kept(db, "private_note"):
        return set()
    return {row[0] for row in db.execute("SELECT id FROM private_note").fetchall()}


def checks(db: Database) -> dict[str, list[CheckMark]]:
    """The checks made, by claim, oldest first."""
    found: dict[str, list[CheckMark]] = {}
    if is_kept(db, "claim_check"):
        for row in db.execute("SELECT id, claim, name, person, at, note, seal FROM claim_check ORDER BY at, id"):
            found.setdefault(row[1], []).append(CheckMark(CheckId(row[0]), ClaimId(row[1]), *row[2:]))
    return found


def standard_text(db: Database) -> str:
    """The case's standard as it was written; empty if it has none of its own."""
    if not is_kept(db, _STANDARD):
        return ""
    row = db.execute("SELECT text FROM standard").fetchone()
    return str(row[0]) if row else ""


def set_nature(journal: Journal, claim: ClaimId, type_: ClaimType | None, risk: Risk | None) -> None:
    """Say what kind of claim it is or what is at stake; None leaves it as it is."""
    before = natures(journal.db).get(claim, PLAIN)
    with journal.operation("Classify a claim"):
        _put_nature(journal, claim, (type_ or before[0], risk or before[1], before[2]))


def wrote(journal: Journal, claim: ClaimId, by: str = "") -> None:
    """Count somebody among those who wrote a claim's words; whoever makes the change, unless another is named."""
    who = by.strip() or journal.who
    type_, risk, writers = natures(journal.db).get(claim, PLAIN)
    if who not in writers:
        with journal.operation("Reword a claim"):
            _put_nature(journal, claim, (type_, risk, (*writers, who)))


def check(journal: Journal, claim: Claim, name: str, by: str, note: str = "") -> CheckId:
    """Keep that a person made a check on a claim as it stands; it takes the place of their earlier one."""
    row = {"claim": claim.id, "name": name, "person": by, "note": note, "seal": claim.seal,
           "at": datetime.now(UTC).isoformat(timespec="seconds")}  # fmt: skip
    with journal.operation(f"Check “{name}” by {by}") as operation:
        for each in claim.checks:
            if (each.check, each.by) == (name, by):
                operation.delete("claim_check", each.id)
        return CheckId(operation.insert("claim_check", row))


def uncheck(journal: Journal, check: CheckId) -> None:
    """Take a check back."""
    with journal.operation("Take a check back") as operation:
        if not journal.db.execute("SELECT 1 FROM claim_check WHERE id = ?", [check]).fetchone():
            raise InputError(f"There is no check “{check}” any more", "Look at the claim again.")
        operation.delete("claim_check", check)


def set_standard(journal: Journal, text: str) -> None:
    """Keep the newsroom's standard for this case; an empty text goes back to the program's own."""
    with journal.operation("Set the standard") as operation:
        has_one = bool(standard_text(journal.db))
        if not text:
            operation.delete(_STANDARD, _STANDARD)
        elif has_one:
            operation.update(_STANDARD, _STANDARD, {"text": text})
        else:
            operation.insert(_STANDARD, {"id": _STANDARD, "text": text})


def is_kept(db: Database, table: str) -> bool:
    """A case of an older format that is open for reading has not all tables yet."""
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", [table]).fetchone() is not None


def _put_nature(journal: Journal, claim: ClaimId, nature: Nature) -> None:
    row = {"type": nature[0].value, "risk": nature[1].value, "writers": json.dumps(nature[2], ensure_ascii=False)}
    with journal.operation("Classify a claim") as operation:
        if claim in natures(journal.db):
            operation.update("claim_nature", claim, row)
        else:
            operation.insert("claim_nature", {"id": claim, **row})
