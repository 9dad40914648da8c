"""Verifying a case, opening a stranger's, and what many rows cost."""

import json
import sqlite3
import time
from pathlib import Path

import pytest
from sqlite_utils import Database

from explorer.errors import CaseDamagedError, CaseError, InputError, NotACaseError, UndoConflictError
from explorer.store import columns, documents, intake, journal
from explorer.store.casefile import CaseFolder, CaseLock, Originals
from explorer.store.database import open_for_reading, open_for_writing
from explorer.store.journal import Journal
from explorer.store.schema import migrations
from explorer.store.verify import check_case
from tests.helpers.cases import add_document, new_case, place


@pytest.fixture
def folder(tmp_path: Path) -> CaseFolder:
    return new_case(tmp_path)


def kept(folder: CaseFolder, data: bytes = b"words") -> str:
    source = folder.path.parent / "source"
    source.write_bytes(data)
    return Originals(folder).keep(source)[0]


def kinds(folder: CaseFolder, statement: str = "SELECT 1") -> set[str]:
    """The kinds of problems after a statement that nobody should have run."""
    db = open_for_writing(folder)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(statement)
    found = {kind for kind, _ in check_case(db, folder).problems}
    db.close()
    return found


@pytest.fixture
def whole(folder: CaseFolder) -> CaseFolder:
    db = open_for_writing(folder)
    add_document(db, kept(folder), ["words"])
    with Journal(db, "me").operation("Add") as operation:
        operation.insert("claim", {"text": "It was said.", "status": "draft", "position": 0, "note": ""})
    assert check_case(db, folder).ok
    db.close()
    return folder


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("DELETE FROM page", "page"),
        ("UPDATE document SET pages = 7", "page"),
        ("UPDATE document SET sha256 = '../../etc/passwd'", "original"),
        ("UPDATE place SET own = 0", "page"),
        ("UPDATE claim SET text = 'tampered'", "journal"),
        ("DELETE FROM document", "database"),
        ("DROP TRIGGER journal_keeps_words", "database"),
        ("CREATE TABLE planted (x)", "database"),
    ],
)
def test_each_kind_of_damage_is_named(whole: CaseFolder, statement: str, kind: str) -> None:
    assert kind in kinds(whole, statement)


def test_an_original_that_was_changed_or_led_elsewhere_is_named(whole: CaseFolder) -> None:
    (sha256,) = Originals(whole).hashes()
    path = Originals(whole).path(sha256)
    path.unlink()
    assert "original" in kinds(whole)
    path.symlink_to("/etc/hostname")
    assert "link" in str(Originals(whole).problem(sha256))


@pytest.mark.parametrize("changes", ["no JSON", "[1]", '[{"table": "claim"}]', "[[[["])
def test_a_journal_that_cannot_be_read_is_a_problem_and_no_crash(whole: CaseFolder, changes: str) -> None:
    db = open_for_writing(whole)
    db.execute("DROP TRIGGER journal_keeps_words")
    db.execute("UPDATE journal SET changes = ?", [changes])
    assert journal.check(db) != []
    assert journal.history(db, "x") == []
    with pytest.raises(UndoConflictError):
        Journal(db, "me").undo()
    db.close()


def test_a_column_name_out_of_a_strangers_journal_never_becomes_sql(whole: CaseFolder) -> None:
    db = open_for_writing(whole)
    planted = [{"table": "claim", "id": "x", "before": {"id": "x"}, "after": None}]
    db.execute("DROP TRIGGER journal_keeps_words")
    planted[0] |= {"before": None, "after": {"id": "x", "text] , (SELECT 1)) --": "y"}}
    changes = [{**each, "before": each["after"], "after": each["before"]} for each in planted]
    db.execute("UPDATE journal SET changes = ?", [json.dumps(changes)])
    with pytest.raises(UndoConflictError):
        Journal(db, "me").undo()
    db.close()


def test_a_row_that_is_gone_is_said_in_words(whole: CaseFolder) -> None:
    db = open_for_writing(whole)
    with pytest.raises(InputError, match="any more"), Journal(db, "me").operation("Edit") as operation:
        operation.update("claim", "nowhere", {"text": "x"})
    db.close()


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER planted AFTER INSERT ON claim BEGIN DELETE FROM claim; END",
        "CREATE VIEW planted AS SELECT 1",
        "CREATE VIRTUAL TABLE planted USING fts5(x)",
    ],
)
def test_what_could_run_in_a_strangers_record_is_refused(folder: CaseFolder, planted: str) -> None:
    other = sqlite3.connect(folder.database)
    other.execute(planted)
    other.close()
    for opening in (open_for_writing, open_for_reading):
        with pytest.raises(CaseDamagedError, match="planted"):
            opening(folder)


@pytest.mark.parametrize("name", ["case.sqlite", "case.sqlite-wal", "originals", "cache", "originals/ab"])
def test_a_link_out_of_a_strangers_case_is_refused(folder: CaseFolder, name: str) -> None:
    path, elsewhere = folder.path / name, folder.path.parent / "elsewhere"
    if path.exists():
        path.rename(elsewhere)
    path.symlink_to(elsewhere)
    for opening in (open_for_writing, open_for_reading):
        with pytest.raises(CaseDamagedError, match="link"):
            opening(folder)


def test_a_lock_that_is_a_link_writes_nothing_elsewhere(folder: CaseFolder) -> None:
    mine = folder.path.parent / "mine.txt"
    mine.write_text("mine")
    folder.lock_file.symlink_to(mine)
    with pytest.raises(CaseError, match="cannot be changed"):
        CaseLock(folder, "test").acquire()
    assert mine.read_text() == "mine"


def test_another_programs_database_is_left_as_it_is(folder: CaseFolder) -> None:
    folder.database.unlink()
    other = sqlite3.connect(folder.database)
    other.execute("CREATE TABLE bookmarks (x)")
    other.close()
    before = folder.database.read_bytes()
    with pytest.raises(NotACaseError):
        open_for_writing(folder)
    assert folder.database.read_bytes() == before


def older(folder: CaseFolder) -> None:
    """Make the case one of format 1.0."""
    folder.database.unlink()
    db = Database(sqlite3.connect(folder.database, isolation_level=None))
    migrations.apply(db, stop_before="m002_places_that_move")
    db.execute(f"PRAGMA user_version = {1 << 16}")
    facts = {column.name: 0 if column.type == "INTEGER" else "" for column in db["document"].columns}
    db["document"].insert(facts | {"id": "d", "sha256": "d", "kind": "pdf", "state": "pending", "references": "[]"})
    db.execute("INSERT INTO place VALUES ('p', 'd', NULL, NULL, 'a/b', NULL, 'b', 0, 'a/b', NULL, 1)")
    db.close()


def test_an_older_case_is_backed_up_and_keeps_its_rows(folder: CaseFolder) -> None:
    older(folder)
    db = open_for_writing(folder)
    assert [each.path for each in documents.documents(db)] == ["a/b"]
    assert db.execute("SELECT sort_key FROM place").fetchone() == ("a\1b",)
    db.close()
    (backup,) = folder.path.glob("case.sqlite.v1.0-*.bak")
    copy = sqlite3.connect(backup)
    assert copy.execute("SELECT sort_key FROM place").fetchone() == ("a/b",)
    copy.close()


def test_an_older_case_is_read_as_it_is(folder: CaseFolder) -> None:
    older(folder)
    db = open_for_reading(folder)
    assert documents.resolve(db, "a/b") == "p"
    db.close()


def test_connections_are_set_up_for_strangers(folder: CaseFolder) -> None:
    db = open_for_writing(folder)
    asked = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("trusted_schema", "foreign_keys", "synchronous")
    }
    assert asked == {"trusted_schema": 0, "foreign_keys": 1, "synchronous": 2}
    with pytest.raises(sqlite3.OperationalError, match="not authorized"):
        db.execute("SELECT load_extension('x')")
    db.close()


def test_a_thousand_and_a_half_pages_are_stored_in_two_seconds(folder: CaseFolder) -> None:
    db = open_for_writing(folder)
    started = time.perf_counter()
    for number in range(75):
        with db.atomic():
            add_document(db, f"{number:064x}", ["some words of a page " * 60] * 20, path=f"f/{number}.pdf")
    assert time.perf_counter() - started < 2 * 3  # three times the figure, for a busy machine
    intake.register(db, [place(f"{number:064x}", f"g/{number}.pdf") for number in range(3000)])
    started = time.perf_counter()
    assert len(documents.documents(db)) == 3075
    columns.page_table(db)
    assert time.perf_counter() - started < 0.4 * 3
    db.close()
