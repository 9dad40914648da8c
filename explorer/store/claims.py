"""Claims and their evidence, changed only through the journal."""

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.claim import Claim, ClaimId, ClaimStatus, Evidence, EvidenceId, Stance
from explorer.model.document import DocumentId
from explorer.model.ocr import touches
from explorer.model.passage import Passage
from explorer.store import claim_checks, findings
from explorer.store.doubt import doubts
from explorer.store.journal import Journal

_EVIDENCE = """
SELECT evidence.id, claim, evidence.document, evidence.ordinal, start, "end", quote, stance, note, position,
    page.text, page.id
FROM evidence LEFT JOIN page ON page.document = evidence.document AND page.ordinal = evidence.ordinal
"""


def claims(db: Database) -> list[Claim]:
    """All claims in order, each with its evidence in order."""
    return _claims(db, "SELECT id FROM claim", [])


def _claims(db: Database, ids: str, values: Sequence[Any]) -> list[Claim]:
    evidence: dict[str, list[Evidence]] = {}
    private = claim_checks.private_notes(db)
    rows = db.execute(f"{_EVIDENCE} WHERE claim IN ({ids}) ORDER BY position, evidence.id", values).fetchall()
    read = doubts(db, (row[11] for row in rows if row[11] is not None))
    for row in rows:
        passage = Passage(row[2], row[3], row[4], row[5], row[6]).found_in(row[10] or "")
        holds = passage.stands_in(row[10]) if row[10] is not None else False
        doubt = holds and row[11] in read and touches(read[row[11]].unsure, passage.start, passage.end)
        made = Evidence(
            EvidenceId(row[0]),
            ClaimId(row[1]),
            passage,
            Stance(row[7]),
            row[8],
            row[9],
            holds,
            row[0] in private,
            doubt,
        )
        evidence.setdefault(row[1], []).append(made)
    found = db.execute(
        f"SELECT id, text, status, position FROM claim WHERE id IN ({ids}) ORDER BY position, id", values
    ).fetchall()
    natures, checks, cited = claim_checks.natures(db), claim_checks.checks(db), findings.cited(db)
    return [
        Claim(
            ClaimId(row[0]),
            row[1],
            ClaimStatus(row[2]),
            tuple(evidence.get(row[0], ())),
            row[3],
            *natures.get(row[0], claim_checks.PLAIN)[:2],
            tuple(checks.get(row[0], ())),
            natures.get(row[0], claim_checks.PLAIN)[2],
            cited.get(row[0], ()),
        )
        for row in found
    ]


def claim(db: Database, claim: ClaimId) -> Claim:
    """One claim.

    Raises:
        InputError: there is none of that id.
    """
    for each in _claims(db, "?", [claim]):
        return each
    raise InputError(f"There is no claim “{claim}”", "See “casefile claim list CASE”.")


def citing(db: Database, document: DocumentId, ordinal: int) -> list[Claim]:
    """The claims that cite a page."""
    return _claims(db, "SELECT claim FROM evidence WHERE document = ? AND ordinal = ?", [document, ordinal])


def add_claim(journal: Journal, text: str, by: str = "") -> ClaimId:
    """Write a claim down. ``by`` is who wrote its words, if not who makes the change."""
    position = journal.db.execute("SELECT coalesce(max(position), -1) + 1 FROM claim").fetchone()[0]
    with journal.operation("Add a claim") as operation:
        row = {"text": text, "status": ClaimStatus.DRAFT.value, "position": position, "note": ""}
        made = ClaimId(operation.insert("claim", row))
        claim_checks.wrote(journal, made, by)
        return made


def edit_claim(journal: Journal, claim: ClaimId, text: str, by: str = "") -> None:
    """Reword a claim. Who does is one of its writers from then on."""
    before = journal.db.execute("SELECT text FROM claim WHERE id = ?", [claim]).fetchone()
    _expect(journal.db, claim)
    with journal.operation("Reword a claim") as operation:
        operation.update("claim", claim, {"text": text})
        if before != (text,):
            claim_checks.wrote(journal, claim, by)


def set_status(journal: Journal, claim: ClaimId, status: ClaimStatus) -> None:
    _expect(journal.db, claim)
    with journal.operation(f"Mark a claim “{status.value}”") as operation:
        operation.update("claim", claim, {"status": status.value})


def delete_claim(journal: Journal, claim: ClaimId) -> None:
    """Delete a claim with its evidence and what it cites; undo brings all back."""
    _expect(journal.db, claim)
    with journal.operation("Delete a claim") as operation:
        for row in journal.db.execute("SELECT id FROM evidence WHERE claim = ?", [claim]).fetchall():
            operation.delete("private_note", row[0])
            operation.delete("evidence", row[0])
        for row in journal.db.execute("SELECT id FROM claim_check WHERE claim = ?", [claim]).fetchall():
            operation.delete("claim_check", row[0])
        for row in journal.db.execute("SELECT id FROM finding_citation WHERE claim = ?", [claim]).fetchall():
            operation.delete("finding_citation", row[0])
        operation.delete("claim_nature", claim)
        operation.delete("claim", claim)


def cite(
    journal: Journal, claim: ClaimId, passage: Passage, stance: Stance, note: str = "", *, is_private: bool = False
) -> EvidenceId:
    """Add a passage as the claim's last piece of evidence; its note may be for the newsroom alone."""
    _expect(journal.db, claim)
    position = journal.db.execute(
        "SELECT coalesce(max(position), -1) + 1 FROM evidence WHERE claim = ?", [claim]
    ).fetchone()[0]
    row = {"claim": claim, "stance": stance.value, "document": passage.document, "ordinal": passage.ordinal, "start": passage.start,
           "end": passage.end, "quote": passage.quote, "note": note, "position": position}  # fmt: skip
    with journal.operation("Cite for a claim") as operation:
        made = EvidenceId(operation.insert("evidence", row))
        if is_private:
            operation.insert("private_note", {"id": made})
        return made


def set_note(journal: Journal, evidence: EvidenceId, note: str, *, is_private: bool) -> None:
    """Write what is to be said of a piece of evidence, and whether that is for the newsroom alone."""
    with journal.operation("Note on evidence") as operation:
        operation.update("evidence", evidence, {"note": note})
        operation.delete("private_note", evidence)
        if is_private:
            operation.insert("private_note", {"id": evidence})


def set_stance(journal: Journal, evidence: EvidenceId, stance: Stance) -> None:
    with journal.operation(f"Mark evidence “{stance.value}”") as operation:
        operation.update("evidence", evidence, {"stance": stance.value})


def move_evidence(journal: Journal, evidence: EvidenceId, position: int) -> None:
    """Put a piece of evidence at a position (from 0) among its claim's."""
    db = journal.db
    found = db.execute("SELECT claim FROM evidence WHERE id = ?", [evidence]).fetchone()
    if found is None:
        raise InputError(f"There is no evidence “{evidence}” any more", "Look at the claim again.")
    (its_claim,) = found
    order = [
        row[0]
        for row in db.execute("SELECT id FROM evidence WHERE claim = ? ORDER BY position, id", [its_claim]).fetchall()
    ]
    order.remove(evidence)
    order.insert(max(0, position), evidence)
    with journal.operation("Move evidence") as operation:
        for number, each in enumerate(order):
            operation.update("evidence", each, {"position": number})


def remove_evidence(journal: Journal, evidence: EvidenceId) -> None:
    with journal.operation("Remove evidence") as operation:
        operation.delete("private_note", evidence)
        operation.delete("evidence", evidence)


def _expect(db: Database, claim: ClaimId) -> None:
    if not db.execute("SELECT 1 FROM claim WHERE id = ?", [claim]).fetchone():
        raise InputError(f"There is no claim “{claim}”", "See “casefile claim list CASE”.")
