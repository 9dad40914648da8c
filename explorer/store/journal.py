"""The only way to change authored rows: append-only, hash-chained, and the source of undo and redo.

An entry holds an operation's row changes (before, after) as JSON and the hash of the entry before it, so that any tampering
shows. Undo and redo are entries of their own; nothing is ever taken back. Replaying all entries gives the authored tables,
which is how ``check`` finds a row that was changed behind the journal's back.
"""

import contextlib
import getpass
import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from explorer.errors import InputError, UndoConflictError
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.passage import PageRef
from explorer.store.schema import AUTHORED

Row = dict[str, Any]

_GENESIS = "0" * 64
_KINDS = {
    "production": RecordKind.PRODUCTIONS,
    "entity": RecordKind.ENTITIES,
    "mention": RecordKind.ENTITIES,
    "suggestion_verdict": RecordKind.ENTITIES,
    "claim": RecordKind.CLAIMS,
    "evidence": RecordKind.CLAIMS,
    "claim_nature": RecordKind.CLAIMS,
    "private_note": RecordKind.CLAIMS,
    "claim_check": RecordKind.CLAIMS,
    "standard": RecordKind.CLAIMS,
    "contradiction_verdict": RecordKind.CLAIMS,
    "finding": RecordKind.CLAIMS,
    "finding_citation": RecordKind.CLAIMS,
    "draft": RecordKind.DRAFTS,
    "draft_version": RecordKind.DRAFTS,
    "statement_mark": RecordKind.DRAFTS,
    "statement_link": RecordKind.DRAFTS,
    "statement_claim": RecordKind.DRAFTS,
    "token_check": RecordKind.DRAFTS,
    "draft_signature": RecordKind.DRAFTS,
    "correction": RecordKind.DOCUMENTS,
    "reading_choice": RecordKind.DOCUMENTS,
    "part_start": RecordKind.DOCUMENTS,
}


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """Who did what to a row, and when (ISO 8601, UTC)."""

    at: str
    who: str
    action: str
    label: str


@dataclass(slots=True)
class Operation:
    """One undoable change while it is being made."""

    label: str
    db: Database
    changes: list[Row] = field(default_factory=list)

    def insert(self, table: str, row: Mapping[str, Any]) -> str:
        """Add a row; its id is made here unless it has one. Returns the id."""
        made = {"id": uuid.uuid4().hex, **row}
        self._apply(table, made["id"], None, made)
        return str(made["id"])

    def update(self, table: str, row_id: str, changes: Mapping[str, Any]) -> None:
        """Change columns of a row; nothing is written if they hold these values already."""
        before = _row(self.db, table, row_id)
        if before is None:
            raise InputError(f"There is no {table.replace('_', ' ')} “{row_id}” any more", "Look at the list again.")
        after = before | dict(changes)
        if after != before:
            self._apply(table, row_id, before, after)

    def delete(self, table: str, row_id: str) -> None:
        before = _row(self.db, table, row_id)
        if before is not None:
            self._apply(table, row_id, before, None)

    def _apply(self, table: str, row_id: str, before: Row | None, after: Row | None) -> None:
        _write(self.db, table, row_id, after)
        self.changes.append({"table": table, "id": row_id, "before": before, "after": after})


class Journal:
    """The journal within one transaction of the writer. ``change_sets`` gathers what was touched."""

    def __init__(self, db: Database, who: str = "") -> None:
        self._db, self._who = db, who or getpass.getuser()
        self._open: Operation | None = None
        self.change_sets: list[ChangeSet] = []
        self.corrected: set[PageRef] = set()  # pages whose words or reading somebody chose

    @property
    def db(self) -> Database:
        """For questions within an operation."""
        return self._db

    @property
    def who(self) -> str:
        """Who makes the changes."""
        return self._who

    @contextlib.contextmanager
    def operation(self, label: str) -> Iterator[Operation]:
        """Group row changes into one undoable operation; a nested one joins the outer. A failure leaves nothing."""
        if self._open:
            yield self._open
            return
        self._open = Operation(label, self._db)
        try:
            with self._db.atomic():
                yield self._open
                if self._open.changes:
                    self._append("do", uuid.uuid4().hex, label, self._open.changes)
        finally:
            self._open = None

    def undo(self) -> ChangeSet | None:
        """Take back the last operation; None if there is none.

        Raises:
            UndoConflictError: a row is no longer as the operation left it.
        """
        operation = _next_undo(self._db)
        return self._replay("undo", operation) if operation else None

    def redo(self) -> ChangeSet | None:
        """Do again what was undone last; None if there is none.

        Raises:
            UndoConflictError: a row is no longer as the undo left it.
        """
        operation = _next_redo(self._db)
        return self._replay("redo", operation) if operation else None

    def _replay(self, action: str, operation: str) -> ChangeSet:
        label, text = self._db.execute(
            "SELECT label, changes FROM journal WHERE operation = ? AND action = 'do'", [operation]
        ).fetchone()
        try:
            with self._db.atomic():
                self._replay_changes(action, operation, label, json.loads(text))
        except (sqlite3.IntegrityError, ValueError, KeyError, TypeError) as problem:  # not what we wrote
            raise UndoConflictError(label) from problem
        return self.change_sets[-1]

    def _replay_changes(self, action: str, operation: str, label: str, changes: list[Row]) -> None:
        if action == "undo":
            changes = [{**each, "before": each["after"], "after": each["before"]} for each in reversed(changes)]
        for each in changes:
            if _row(self._db, each["table"], each["id"]) != each["before"] or _is_kept(self._db, each):
                raise UndoConflictError(label)
            _write(self._db, each["table"], each["id"], each["after"])
        self._append(action, operation, label, changes)

    def _append(self, action: str, operation: str, label: str, changes: list[Row]) -> None:
        last = self._db.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        entry = {
            "seq": last[0] + 1 if last else 1,
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "who": self._who,
            "action": action,
            "operation": operation,
            "label": label,
            "changes": _canonical(changes),
            "previous": last[1] if last else _GENESIS,
        }
        entry["hash"] = _hash(entry)
        self._db.table("journal").insert(entry)
        for each in changes:
            if each["table"] in ("correction", "reading_choice"):
                row = each["after"] or each["before"]
                self.corrected.add(PageRef(row["document"], row["ordinal"]))
        kinds = frozenset(_KINDS.get(each["table"], RecordKind.ANNOTATIONS) for each in changes)
        self.change_sets.append(ChangeSet(label, kinds, tuple(dict.fromkeys(each["id"] for each in changes))))


def undo_label(db: Database) -> str | None:
    """What undo would take back."""
    operation = _next_undo(db)
    return _label(db, operation) if operation else None


def redo_label(db: Database) -> str | None:
    """What redo would do again."""
    operation = _next_redo(db)
    return _label(db, operation) if operation else None


def history(db: Database, row_id: str) -> list[JournalEntry]:
    """All that was done to a row, oldest first."""
    rows = db.execute(
        """SELECT at, who, action, label FROM journal, json_each(iif(json_valid(changes), changes, '[]')) AS change
           WHERE iif(change.type = 'object', change.value ->> 'id', '') = ? ORDER BY seq""",
        [row_id],
    )
    return [JournalEntry(*row) for row in rows.fetchall()]


def history_of_claim(db: Database, claim: str) -> list[JournalEntry]:
    """All that was done to a claim, its evidence and its checks, oldest first."""
    rows = db.execute(
        """SELECT DISTINCT seq, at, who, action, label FROM journal,
               json_each(iif(json_valid(changes), changes, '[]')) AS change
           WHERE instr(changes, ?) AND iif(change.type = 'object', ? IN (change.value ->> '$.id',
               change.value ->> '$.after.claim', change.value ->> '$.before.claim'), 0) ORDER BY seq""",
        [claim, claim],
    )
    return [JournalEntry(*row[1:]) for row in rows.fetchall()]


def check(db: Database) -> list[str]:
    """What is wrong with the journal's chain or with authored rows that it does not account for."""
    problems, previous, expected = [], _GENESIS, 1
    state: dict[str, dict[str, Row]] = {table: {} for table in AUTHORED}
    for row in db.query("SELECT * FROM journal ORDER BY seq"):
        if row["seq"] != expected:
            problems.append(f"entries {expected} to {row['seq'] - 1} of the journal are missing")
        if row["previous"] != previous or row["hash"] != _hash(row):
            problems.append(f"entry {row['seq']} of the journal (“{row['label']}”) was changed after it was written")
        previous, expected = row["hash"], row["seq"] + 1
        try:
            _follow(state, json.loads(row["changes"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            problems.append(f"entry {row['seq']} of the journal cannot be read")
    for table in AUTHORED:
        found = {row["id"]: row for row in db[table].rows}
        problems += [
            f"{table} {row_id} is not as the journal left it"
            for row_id in sorted(found.keys() | state[table].keys())
            if found.get(row_id) != state[table].get(row_id)
        ]
    return problems


def _follow(state: dict[str, dict[str, Row]], changes: list[Row]) -> None:
    """Do an entry's changes to tables held in memory."""
    for change in changes:
        rows = state.setdefault(change["table"], {})
        if change["after"] is None:
            rows.pop(change["id"], None)
        else:
            rows[change["id"]] = change["after"]


def _next_undo(db: Database) -> str | None:
    """The last operation that is not undone. Read from the end, so that a long journal costs nothing."""
    undone = 0
    for action, operation in db.execute("SELECT action, operation FROM journal ORDER BY seq DESC"):
        if action == "undo":
            undone += 1
        elif undone:
            undone -= 1
        else:
            return str(operation)
    return None


def _next_redo(db: Database) -> str | None:
    """The operation undone last and not redone. A new operation drops what could be redone."""
    redone = 0
    for action, operation in db.execute("SELECT action, operation FROM journal ORDER BY seq DESC"):
        if action == "do":
            return None
        if action == "redo":
            redone += 1
        elif redone:
            redone -= 1
        else:
            return str(operation)
    return None


def _is_kept(db: Database, change: Row) -> bool:
    """Whether a row must stay: a production that holds records."""
    if change["table"] != "production" or change["after"] is not None:
        return False
    return db.execute("SELECT 1 FROM place WHERE production = ? LIMIT 1", [change["id"]]).fetchone() is not None


def _label(db: Database, operation: str) -> str:
    row = db.execute("SELECT label FROM journal WHERE operation = ? AND action = 'do'", [operation]).fetchone()
    return str(row[0])


def _row(db: Database, table: str, row_id: str) -> Row | None:
    return next(iter(db.query(f"SELECT * FROM [{_authored(table)}] WHERE id = ?", [row_id])), None)


def _write(db: Database, table: str, row_id: str, row: Row | None) -> None:
    if row is None:
        db.execute(f"DELETE FROM [{_authored(table)}] WHERE id = ?", [row_id])
    else:
        names = [
            found[0] for found in db.execute("SELECT name FROM pragma_table_info(?)", [_authored(table)]).fetchall()
        ]
        if set(names) != row.keys() or row["id"] != row_id:  # a name out of a stranger's journal never becomes SQL
            raise ValueError(f"not a row of {table}")
        columns = ", ".join(f"[{name}]" for name in names)
        marks = ", ".join("?" * len(names))
        updates = ", ".join(f"[{name}] = excluded.[{name}]" for name in names)
        db.execute(
            f"INSERT INTO [{_authored(table)}] ({columns}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {updates}",
            [row[name] for name in names],
        )


def _authored(table: str) -> str:
    if table not in AUTHORED:
        raise ValueError(f"{table} is not changed through the journal")
    return table


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(entry: Mapping[str, Any]) -> str:
    names = ("seq", "at", "who", "action", "operation", "label", "changes", "previous")
    return hashlib.sha256(_canonical([entry[name] for name in names]).encode()).hexdigest()
