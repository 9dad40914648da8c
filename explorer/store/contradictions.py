"""People's words on statements that seem to contradict each other, changed only through the journal."""

from sqlite_utils import Database

from explorer.model.contradiction import ContradictionState
from explorer.store.claim_checks import is_kept
from explorer.store.journal import Journal

Verdict = tuple[ContradictionState, str]  # with a note


def verdicts(db: Database) -> dict[str, Verdict]:
    """What people said, by the pair's name."""
    if not is_kept(db, "contradiction_verdict"):
        return {}
    rows = db.execute("SELECT pair, verdict, note FROM contradiction_verdict").fetchall()
    return {row[0]: (ContradictionState(row[1]), row[2]) for row in rows}


def settle(journal: Journal, pair: str, verdict: ContradictionState, note: str = "") -> None:
    """Keep what a person says of a pair; ``SUGGESTED`` takes it back."""
    label = "Open a contradiction again" if verdict is ContradictionState.SUGGESTED else f"Mark “{verdict.value}”"
    with journal.operation(label) as operation:
        row = journal.db.execute("SELECT id FROM contradiction_verdict WHERE pair = ?", [pair]).fetchone()
        if verdict is ContradictionState.SUGGESTED:
            if row:
                operation.delete("contradiction_verdict", row[0])
        elif row:
            operation.update("contradiction_verdict", row[0], {"verdict": verdict.value, "note": note})
        else:
            operation.insert("contradiction_verdict", {"pair": pair, "verdict": verdict.value, "note": note})
