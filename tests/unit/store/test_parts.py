"""Files split into the documents that they hold."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.document import DocumentId
from explorer.model.part import Part, parts_of
from explorer.store import journal, parts
from explorer.store.journal import Journal
from tests.helpers.cases import add_document, opened

A = DocumentId("a" * 64)


@pytest.fixture
def db(tmp_path: Path) -> Database:
    database = opened(tmp_path)
    add_document(database, A, ["one", "two", "three", "four", "five"])
    return database


def _ranges(found: tuple[Part, ...]) -> list[tuple[int, int]]:
    return [(each.first, each.last) for each in found]


def test_a_file_that_was_not_split_has_no_parts(db: Database) -> None:
    assert parts.parts(db, A) == ()


def test_parts_are_ranges_of_pages_that_cover_the_file(db: Database) -> None:
    assert _ranges(parts.split(Journal(db, "me"), A, (3, 5))) == [(1, 2), (3, 4), (5, 5)]
    assert [each.number for each in parts.parts(db, A)] == [1, 2, 3]


def test_splitting_again_changes_what_differs_and_undo_takes_it_back(db: Database) -> None:
    me = Journal(db, "me")
    parts.split(me, A, (3, 5))
    parts.split(me, A, (2, 3))
    assert _ranges(parts.parts(db, A)) == [(1, 1), (2, 2), (3, 5)]
    me.undo()
    assert _ranges(parts.parts(db, A)) == [(1, 2), (3, 4), (5, 5)]
    me.undo()
    assert parts.parts(db, A) == ()
    me.redo()
    assert _ranges(parts.parts(db, A)) == [(1, 2), (3, 4), (5, 5)]
    assert journal.check(db) == []


def test_a_split_that_changes_nothing_is_not_journalled(db: Database) -> None:
    parts.split(Journal(db, "me"), A, (3,))
    again = Journal(db, "me")
    parts.split(again, A, (1, 3))
    assert again.change_sets == []


def test_no_pages_join_the_file_again(db: Database) -> None:
    parts.split(Journal(db, "me"), A, (3,))
    assert parts.split(Journal(db, "me"), A, ()) == ()


@pytest.mark.parametrize("page", [0, 6])
def test_a_page_that_is_not_there_is_refused(db: Database, page: int) -> None:
    with pytest.raises(InputError, match="no page"):
        parts.split(Journal(db, "me"), A, (3, page))
    assert parts.parts(db, A) == ()


def test_pages_come_without_what_hangs_on_them(db: Database) -> None:
    text, layers = "shown\nAuthor: x", '[["properties", 6, 15]]'
    db.execute("UPDATE page SET text = ?, layers = ? WHERE ordinal = 2", [text, layers])
    assert [each.text for each in parts.glimpses(db, A)][:2] == ["one", "shown\n"]


def test_starts_beyond_the_file_are_dropped_when_it_is_read_anew_with_fewer_pages() -> None:
    assert _ranges(parts_of(A, (1, 3, 9), 4)) == [(1, 2), (3, 4)]
