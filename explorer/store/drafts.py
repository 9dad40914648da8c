"""Drafts and their versions, changed only through the journal. A version never changes; a draft is never lost."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.draft import Draft, DraftNote, NoteKind, Statement, StatementKind, Token, TokenKind
from explorer.model.kept_draft import (
    DraftId,
    DraftVersion,
    Fate,
    KeptDraft,
    KeptStatement,
    StatementId,
    VersionId,
    VersionLine,
)
from explorer.store.claim_checks import is_kept
from explorer.store.journal import Journal

_LINE = "id, number, name, sha256, imported, person"


def drafts(db: Database) -> list[KeptDraft]:
    """All drafts in order, each with its versions."""
    if not is_kept(db, "draft"):
        return []
    lines: dict[str, list[VersionLine]] = {}
    for row in db.execute(f"SELECT draft, {_LINE} FROM draft_version ORDER BY number"):
        lines.setdefault(row[0], []).append(VersionLine(VersionId(row[1]), *row[2:]))
    return [
        KeptDraft(DraftId(row[0]), row[1], tuple(lines.get(row[0], ())))
        for row in db.execute("SELECT id, name FROM draft ORDER BY position, id").fetchall()
    ]


def version_ids(db: Database, draft: DraftId) -> list[VersionId]:
    """The versions of a draft, the first one first."""
    if not is_kept(db, "draft_version"):
        return []
    rows = db.execute("SELECT id FROM draft_version WHERE draft = ? ORDER BY number", [draft])
    return [VersionId(row[0]) for row in rows.fetchall()]


def version(db: Database, version: VersionId) -> DraftVersion:
    """One version; it never changes, so that it may be held in memory.

    Raises:
        InputError: there is none of that id.
    """
    row = db.execute(
        f"SELECT {_LINE}, text, notes, statements, set_off, draft FROM draft_version WHERE id = ?", [version]
    )
    found = row.fetchone()
    if found is None:
        raise InputError("That version of the draft is gone", "See “casefile draft list CASE”.")
    return _version(found[10], found)


def versions(db: Database, draft: DraftId) -> list[DraftVersion]:
    """All versions of a draft, the first one first."""
    return [version(db, each) for each in version_ids(db, draft)]


def add_version(
    journal: Journal, draft: DraftId | None, name: str, read: Draft, statements: Sequence[KeptStatement]
) -> DraftVersion:
    """Keep an import as the next version of a draft, or as the first of a new one of this name."""
    label = "Import a draft" if draft is None else "Import a version of a draft"
    with journal.operation(label) as operation:
        if draft is None:
            position = journal.db.execute("SELECT coalesce(max(position), -1) + 1 FROM draft").fetchone()[0]
            draft = DraftId(operation.insert("draft", {"name": name, "position": position}))
        number = journal.db.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM draft_version WHERE draft = ?", [draft]
        ).fetchone()[0]
        row = {"draft": draft, "number": number, "name": read.name, "sha256": read.sha256, "imported": now(),
               "person": journal.who, "text": read.text, "notes": _notes_text(read.notes),
               "set_off": json.dumps(read.set_off),
               "statements": json.dumps([_statement_row(each) for each in statements], ensure_ascii=False)}  # fmt: skip
        made = VersionId(operation.insert("draft_version", row))
    return version(journal.db, made)


def rename(journal: Journal, draft: DraftId, name: str) -> None:
    with journal.operation("Rename a draft") as operation:
        operation.update("draft", draft, {"name": name})


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _version(draft: DraftId, row: Sequence[Any]) -> DraftVersion:
    notes = tuple(DraftNote(NoteKind(kind), at, text, author) for kind, at, text, author in json.loads(row[7]))
    statements = tuple(_statement(each) for each in json.loads(row[8]))
    set_off = tuple((start, end) for start, end in json.loads(row[9]))
    return DraftVersion(
        VersionId(row[0]), draft, row[1], row[2], row[3], row[4], row[5], row[6], notes, statements, set_off
    )


def _notes_text(notes: Sequence[DraftNote]) -> str:
    return json.dumps([[each.kind, each.at, each.text, each.author] for each in notes], ensure_ascii=False)


def _statement_row(kept: KeptStatement) -> dict[str, Any]:
    said = kept.statement
    return {
        "id": kept.id, "n": said.n, "kind": said.kind, "text": said.text, "spans": said.spans, "speaker": said.speaker,
        "tokens": [[token.kind, token.start, token.end] for token in said.tokens],
        "seal": kept.seal, "fate": kept.fate, "before": kept.before, "frame": kept.frame, "frame_before": kept.frame_before,
    }  # fmt: skip


def _statement(row: dict[str, Any]) -> KeptStatement:
    statement = Statement(
        row["n"],
        StatementKind(row["kind"]),
        row["text"],
        tuple((start, end) for start, end in row["spans"]),
        row["speaker"],
        tuple(Token(TokenKind(kind), start, end) for kind, start, end in row["tokens"]),
    )
    return KeptStatement(
        StatementId(row["id"]),
        statement,
        row["seal"],
        Fate(row["fate"]),
        row["before"],
        row["frame"],
        row["frame_before"],
    )
