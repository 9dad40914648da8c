"""What people said of a draft's statements: marks, linked passages, tokens struck off, signatures. All by the journal."""

from collections.abc import Sequence

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.claim import ClaimId
from explorer.model.document import DocumentId
from explorer.model.kept_draft import (
    KeptStatement,
    LinkId,
    MarkKind,
    Signature,
    StatementId,
    StatementLink,
    StatementMark,
    TokenCheck,
    VersionId,
)
from explorer.model.passage import Passage
from explorer.store.claim_checks import is_kept
from explorer.store.drafts import now
from explorer.store.journal import Journal, JournalEntry

_LINKS = """
SELECT link.id, statement, link.document, link.ordinal, start, "end", quote, note, said, seal, page.text
FROM statement_link AS link LEFT JOIN page ON page.document = link.document AND page.ordinal = link.ordinal
ORDER BY position, link.id
"""


def marks(db: Database) -> dict[StatementId, StatementMark]:
    """What was said of each statement."""
    if not is_kept(db, "statement_mark"):
        return {}
    rows = db.execute("SELECT id, kind, person, at, note, said, seal FROM statement_mark").fetchall()
    return {row[0]: StatementMark(StatementId(row[0]), MarkKind(row[1]), *row[2:]) for row in rows}


def links(db: Database) -> dict[StatementId, tuple[StatementLink, ...]]:
    """The passages tied to each statement, in order."""
    found: dict[StatementId, list[StatementLink]] = {}
    for row in db.execute(_LINKS).fetchall() if is_kept(db, "statement_link") else ():
        passage = Passage(DocumentId(row[2]), row[3], row[4], row[5], row[6]).found_in(row[10] or "")
        holds = passage.stands_in(row[10]) if row[10] is not None else False
        made = StatementLink(LinkId(row[0]), StatementId(row[1]), passage, row[7], row[8], row[9], holds)
        found.setdefault(made.statement, []).append(made)
    return {statement: tuple(each) for statement, each in found.items()}


def claims_of(db: Database) -> dict[StatementId, ClaimId]:
    """The claim that each statement is tied to, if it is still there."""
    if not is_kept(db, "statement_claim"):
        return {}
    rows = db.execute("SELECT id, claim FROM statement_claim WHERE claim IN (SELECT id FROM claim)").fetchall()
    return {StatementId(row[0]): ClaimId(row[1]) for row in rows}


def token_checks(db: Database) -> dict[StatementId, dict[int, TokenCheck]]:
    """What was struck off in each statement, by the token's number."""
    found: dict[StatementId, dict[int, TokenCheck]] = {}
    if is_kept(db, "token_check"):
        for row in db.execute("SELECT statement, token, text, person, at, seal FROM token_check").fetchall():
            found.setdefault(StatementId(row[0]), {})[row[1]] = TokenCheck(StatementId(row[0]), *row[1:])
    return found


def signatures(db: Database) -> dict[VersionId, Signature]:
    """Who signed each version, whatever has become of its checks since."""
    if not is_kept(db, "draft_signature"):
        return {}
    rows = db.execute("SELECT id, person, at FROM draft_signature").fetchall()
    return {VersionId(row[0]): Signature(VersionId(row[0]), row[1], row[2]) for row in rows}


def history(db: Database, statement: StatementId) -> list[JournalEntry]:
    """All that was done to a statement's mark, links, claim and tokens, oldest first."""
    rows = db.execute(
        """SELECT DISTINCT seq, at, who, action, label FROM journal,
               json_each(iif(json_valid(changes), changes, '[]')) AS change
           WHERE instr(changes, ?) AND iif(change.type = 'object', ? IN (change.value ->> '$.id',
               change.value ->> '$.after.statement', change.value ->> '$.before.statement'), 0) ORDER BY seq""",
        [statement, statement],
    )
    return [JournalEntry(*row[1:]) for row in rows.fetchall()]


def mark(journal: Journal, kept: KeptStatement, kind: MarkKind, by: str, note: str = "") -> None:
    """Say something of a statement as it stands; it takes the place of what was said before."""
    row = {"kind": kind.value, "person": by, "at": now(), "note": note, "said": kept.statement.text, "seal": kept.seal}
    with journal.operation(f"Mark a statement “{kind.value}”") as operation:
        operation.delete("statement_mark", kept.id)
        operation.insert("statement_mark", {"id": kept.id, **row})


def unmark(journal: Journal, statement: StatementId) -> None:
    with journal.operation("Take a statement's mark away") as operation:
        operation.delete("statement_mark", statement)


def link(journal: Journal, kept: KeptStatement, passage: Passage, note: str = "") -> LinkId:
    """Tie a passage to a statement, as the last of its passages."""
    position = journal.db.execute(
        "SELECT coalesce(max(position), -1) + 1 FROM statement_link WHERE statement = ?", [kept.id]
    ).fetchone()[0]
    row = {"statement": kept.id, "document": passage.document, "ordinal": passage.ordinal, "start": passage.start,
           "end": passage.end, "quote": passage.quote, "note": note, "said": kept.statement.text, "seal": kept.seal,
           "position": position}  # fmt: skip
    with journal.operation("Link a statement to a passage") as operation:
        return LinkId(operation.insert("statement_link", row))


def unlink(journal: Journal, link: LinkId) -> None:
    if not journal.db.execute("SELECT 1 FROM statement_link WHERE id = ?", [link]).fetchone():
        raise InputError(f"There is no link “{link}”", "See “casefile draft statements CASE”.")
    with journal.operation("Take a link to a passage away") as operation:
        operation.delete("statement_link", link)


def tie_claim(journal: Journal, statement: StatementId, claim: ClaimId | None) -> None:
    """Tie a statement to a claim, or to none."""
    with journal.operation("Tie a statement to a claim") as operation:
        operation.delete("statement_claim", statement)
        if claim is not None:
            operation.insert("statement_claim", {"id": statement, "claim": claim})


def keep(journal: Journal, kept: KeptStatement) -> None:
    """Let its mark and links hold for the words that it has now; what was struck off in other words is open."""
    seen = {"said": kept.statement.text, "seal": kept.seal}
    with journal.operation("Keep what was said of a reworded statement") as operation:
        if journal.db.execute("SELECT 1 FROM statement_mark WHERE id = ?", [kept.id]).fetchone():
            operation.update("statement_mark", kept.id, seen)
        for row in journal.db.execute("SELECT id FROM statement_link WHERE statement = ?", [kept.id]).fetchall():
            operation.update("statement_link", row[0], seen)
        stale = "SELECT id FROM token_check WHERE statement = ? AND seal <> ?"
        for row in journal.db.execute(stale, [kept.id, kept.seal]).fetchall():
            operation.delete("token_check", row[0])


def strike(journal: Journal, kept: KeptStatement, tokens: Sequence[tuple[int, str]], by: str) -> None:
    """Strike tokens off, each by its number and its words, as a person checked them."""
    with journal.operation("Strike off what was checked") as operation:
        for number, text in tokens:
            _open(journal, kept.id, number)
            operation.insert("token_check", {"statement": kept.id, "token": number, "text": text, "person": by,
                                             "at": now(), "seal": kept.seal})  # fmt: skip


def unstrike(journal: Journal, statement: StatementId, tokens: Sequence[int]) -> None:
    """Open tokens again."""
    with journal.operation("Open what was struck off"):
        for number in tokens:
            _open(journal, statement, number)


def _open(journal: Journal, statement: StatementId, number: int) -> None:
    rows = journal.db.execute("SELECT id FROM token_check WHERE statement = ? AND token = ?", [statement, number])
    with journal.operation("Open what was struck off") as operation:
        for row in rows.fetchall():
            operation.delete("token_check", row[0])


def sign(journal: Journal, version: VersionId, by: str) -> None:
    with journal.operation("Sign a draft as checked") as operation:
        operation.delete("draft_signature", version)
        operation.insert("draft_signature", {"id": version, "person": by, "at": now()})


def unsign(journal: Journal, version: VersionId) -> None:
    with journal.operation("Take a signature back") as operation:
        operation.delete("draft_signature", version)
