"""The journal: undo, redo, the audit trail, and what tampering looks like."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlite_utils import Database

from explorer.errors import UndoConflictError
from explorer.model.changes import RecordKind
from explorer.store import journal
from explorer.store.journal import Journal
from explorer.store.schema import migrations
from tests.helpers.cases import opened


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return opened(tmp_path)


def claim(text: str = "A claim") -> dict[str, Any]:
    return {"text": text, "status": "draft", "position": 0, "note": ""}


def rows(db: Database) -> list[dict[str, Any]]:
    return list(db["claim"].rows)


def test_an_operation_is_undone_and_redone_as_a_whole(db: Database) -> None:
    history = Journal(db, "me")
    with history.operation("Two claims") as operation:
        operation.insert("claim", claim("one"))
        operation.insert("claim", claim("two"))
    assert journal.undo_label(db) == "Two claims"
    history.undo()
    assert rows(db) == []
    assert journal.redo_label(db) == "Two claims"
    history.redo()
    assert [row["text"] for row in rows(db)] == ["one", "two"]


def test_a_failed_operation_leaves_nothing(db: Database) -> None:
    history = Journal(db, "me")
    with pytest.raises(ZeroDivisionError), history.operation("Broken") as operation:
        operation.insert("claim", claim())
        _ = 1 / 0
    assert rows(db) == []
    assert journal.undo_label(db) is None


def test_a_nested_operation_joins_the_outer_one(db: Database) -> None:
    history = Journal(db, "me")
    with history.operation("Outer"), history.operation("Inner") as operation:
        operation.insert("claim", claim())
    assert [change.label for change in history.change_sets] == ["Outer"]


def test_a_new_operation_drops_what_could_be_redone(db: Database) -> None:
    history = Journal(db, "me")
    with history.operation("First") as operation:
        operation.insert("claim", claim())
    history.undo()
    with history.operation("Second") as operation:
        operation.insert("claim", claim())
    assert history.redo() is None
    assert journal.undo_label(db) == "Second"


def test_a_row_changed_behind_its_back_is_not_overwritten_by_undo(db: Database) -> None:
    history = Journal(db, "me")
    with history.operation("Add") as operation:
        made = operation.insert("claim", claim())
    db.execute("UPDATE claim SET text = 'tampered' WHERE id = ?", [made])
    with pytest.raises(UndoConflictError):
        history.undo()
    assert rows(db)[0]["text"] == "tampered"


def test_what_was_touched_is_told(db: Database) -> None:
    history = Journal(db, "me")
    with history.operation("Add") as operation:
        made = operation.insert("claim", claim())
    (change,) = history.change_sets
    assert (change.label, change.kinds, change.ids) == ("Add", frozenset({RecordKind.CLAIMS}), (made,))


def test_who_did_what_to_a_row_can_be_asked(db: Database) -> None:
    with Journal(db, "Ada").operation("Add") as operation:
        made = operation.insert("claim", claim())
    with Journal(db, "Bo").operation("Reword") as operation:
        operation.update("claim", made, {"text": "other"})
    Journal(db, "Cy").undo()
    told = [(entry.who, entry.action, entry.label) for entry in journal.history(db, made)]
    assert told == [("Ada", "do", "Add"), ("Bo", "do", "Reword"), ("Cy", "undo", "Reword")]


def test_derived_rows_are_not_changed_through_the_journal(db: Database) -> None:
    with pytest.raises(ValueError, match="page"), Journal(db, "me").operation("No") as operation:
        operation.insert("page", {})


@pytest.mark.parametrize("statement", ["DELETE FROM journal", "UPDATE journal SET label = 'x'"])
def test_the_journal_refuses_to_be_rewritten(db: Database, statement: str) -> None:
    with Journal(db, "me").operation("Add") as operation:
        operation.insert("claim", claim())
    with pytest.raises(Exception, match="append-only"):
        db.execute(statement)


def written(db: Database) -> None:
    for number in range(3):
        with Journal(db, "me").operation(f"Add {number}") as operation:
            operation.insert("claim", claim(str(number)))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET who = 'somebody else' WHERE seq = 2",
        "UPDATE journal SET changes = replace(changes, '1', '9') WHERE seq = 2",
        "UPDATE journal SET at = '2001-01-01' WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 3",
        "UPDATE claim SET text = 'tampered'",
        "DELETE FROM claim",
        "INSERT INTO claim VALUES ('x', 'planted', 'supported', 0, '')",
    ],
)
def test_any_tampering_is_seen(db: Database, statement: str) -> None:
    written(db)
    assert journal.check(db) == []
    db.execute("DROP TRIGGER journal_keeps_entries")
    db.execute("DROP TRIGGER journal_keeps_words")
    db.execute(statement)
    assert journal.check(db) != []


class Reader(RuleBasedStateMachine):
    """Adds, edits, deletes, undos and redos in any order."""

    @initialize()
    def begin(self) -> None:
        self.db = Database(memory=True)
        self.db.conn.isolation_level = None
        migrations.apply(self.db)
        self.history = Journal(self.db, "me")
        self.states: list[str] = [self.now()]  # after each operation that is not undone
        self.ahead: list[str] = []

    def now(self) -> str:
        return json.dumps(sorted(map(str, self.db["claim"].rows)))

    def ids(self) -> list[str]:
        return [row["id"] for row in self.db["claim"].rows]

    def done(self) -> None:
        self.states.append(self.now())
        self.ahead.clear()

    @rule(text=st.text(max_size=5))
    def add(self, text: str) -> None:
        with self.history.operation("Add") as operation:
            operation.insert("claim", claim(text))
        self.done()

    @precondition(lambda self: self.ids())
    @rule(text=st.text(min_size=6, max_size=9), which=st.integers(0, 99))
    def edit(self, text: str, which: int) -> None:
        before = self.now()
        with self.history.operation("Edit") as operation:
            operation.update("claim", self.ids()[which % len(self.ids())], {"text": text})
        if self.now() != before:
            self.done()

    @precondition(lambda self: self.ids())
    @rule(which=st.integers(0, 99))
    def delete(self, which: int) -> None:
        with self.history.operation("Delete") as operation:
            operation.delete("claim", self.ids()[which % len(self.ids())])
        self.done()

    @rule()
    def undo(self) -> None:
        if self.history.undo() is not None:
            self.ahead.append(self.states.pop())
        assert self.now() == self.states[-1]

    @rule()
    def redo(self) -> None:
        if self.history.redo() is not None:
            self.states.append(self.ahead.pop())
        assert self.now() == self.states[-1]

    @rule()
    def fail(self) -> None:
        before = self.now()
        with pytest.raises(KeyError), self.history.operation("Fail") as operation:
            operation.insert("claim", claim())
            raise KeyError
        assert self.now() == before

    @invariant()
    def the_chain_holds(self) -> None:
        assert journal.check(self.db) == []

    def teardown(self) -> None:
        if hasattr(self, "db"):
            end = self.now()
            while self.history.undo() is not None:
                pass
            assert self.ids() == []
            while self.history.redo() is not None:
                pass
            assert self.now() == end or self.ahead
            self.db.close()


TestReader = Reader.TestCase
TestReader.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
