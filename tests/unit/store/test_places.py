"""Places: the same rows stand in the end, in whatever order the files were found."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from explorer.errors import UndoConflictError
from explorer.model.case import ProductionId
from explorer.model.document import DocumentId, PlaceId, State
from explorer.store import documents, intake, productions
from explorer.store.journal import Journal
from explorer.store.schema import migrations
from tests.helpers.cases import opened, place

ZIP, MAIL, LEAF = "1" * 64, "2" * 64, "3" * 64


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return opened(tmp_path)


def rows(db: Database) -> list[dict[str, Any]]:
    return [*db.query("SELECT * FROM place ORDER BY id"), *db.query("SELECT * FROM document ORDER BY id")]


def walked(db: Database, path: str, production: str | None = None) -> PlaceId:
    (made,) = intake.register(db, [place(ZIP, path, production=production)])
    return made


def unpack(db: Database, container: str, *held: tuple[str, str | None]) -> None:
    """Register what a container holds as an add does: below the container's first place."""
    own = documents.own_place(db, DocumentId(container))
    depth = db.execute("SELECT depth FROM place WHERE id = ?", [own.id]).fetchone()[0] + 1
    found = []
    for name, sha256 in held:
        path = f"{own.path}/{name}"
        document = sha256 or intake.unread_document(own.id, path)
        found.append(place(document, path, parent=own.id, production=own.production, depth=depth, sha256=sha256))
    intake.register(db, found)


def test_adding_the_same_again_changes_no_row(db: Database) -> None:
    for _ in range(2):
        walked(db, "a.zip")
        unpack(db, ZIP, ("mail", MAIL), ("gone", None))
        before = rows(db)
    walked(db, "a.zip")
    unpack(db, ZIP, ("mail", MAIL), ("gone", None))
    assert rows(db) == before


def test_a_place_that_comes_first_later_becomes_the_own_one(db: Database) -> None:
    walked(db, "b.zip")
    walked(db, "a.zip")
    assert documents.own_place(db, DocumentId(ZIP)).path == "a.zip"


def test_what_a_container_holds_moves_to_its_first_place(db: Database) -> None:
    walked(db, "b.zip")
    unpack(db, ZIP, ("mail", MAIL))
    unpack(db, MAIL, ("leaf", LEAF))
    old = documents.own_place(db, DocumentId(LEAF)).id
    walked(db, "a.zip")
    assert [each.path for each in documents.documents(db)] == ["a.zip", "a.zip/mail", "a.zip/mail/leaf", "b.zip"]
    assert documents.resolve(db, old) == documents.own_place(db, DocumentId(LEAF)).id


def test_what_was_unpacked_while_its_container_moved_lands_at_the_new_place(db: Database) -> None:
    late = walked(db, "b.zip")
    unpack(db, ZIP, ("mail", MAIL))
    mail = documents.own_place(db, DocumentId(MAIL))
    walked(db, "a.zip")
    intake.register(
        db,
        [place(LEAF, "b.zip/mail/leaf", parent=mail.id, depth=2), place("4" * 64, "b.zip/two", parent=late, depth=1)],
    )
    assert [each.path for each in documents.documents(db)] == [
        "a.zip", "a.zip/mail", "a.zip/mail/leaf", "a.zip/two", "b.zip",
    ]  # fmt: skip


def test_what_lies_in_a_container_is_listed_right_after_it(db: Database) -> None:
    intake.register(db, [place("9" * 64, "a.zip.txt")])
    walked(db, "a.zip")
    unpack(db, ZIP, ("mail", MAIL))
    assert [each.path for each in documents.documents(db)] == ["a.zip", "a.zip/mail", "a.zip.txt"]


def test_a_file_that_is_had_at_last_takes_the_place_of_the_one_that_was_not(db: Database) -> None:
    intake.register(db, [place("unread-1", "a.pdf", sha256=None)])
    intake.register(db, [place(LEAF, "a.pdf")])
    assert [each.state for each in documents.documents(db)] == [State.PENDING]
    (again,) = intake.register(db, [place("unread-1", "a.pdf", sha256=None)])
    assert [each.id for each in documents.documents(db)] == [again]


def test_a_container_that_holds_itself_ends(db: Database) -> None:
    walked(db, "b.zip")
    unpack(db, ZIP, ("again", ZIP))
    walked(db, "a.zip")
    assert [each.path for each in documents.documents(db)] == ["a.zip", "a.zip/again", "b.zip"]


def test_a_production_that_holds_records_is_not_undone(db: Database) -> None:
    me = Journal(db, "me")
    made = productions.add_production(me, "First")
    walked(db, "a.zip", made)
    with pytest.raises(UndoConflictError):
        me.undo()
    assert documents.productions(db)[0].id == made


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_order_in_which_files_were_found_leaves_no_trace(data: st.DataObject) -> None:
    """Containers with members at several places, walked and unpacked in two drawn orders."""
    ends = []
    for _ in range(2):
        db = Database(memory=True)
        db.conn.isolation_level = None
        db.execute("PRAGMA foreign_keys = ON")
        migrations.apply(db)
        for number, name in enumerate(("p", "q")):
            db.execute("INSERT INTO production VALUES (?, ?, '', '', '', '', ?)", [name, name, number])
        steps = [("b.zip", "p"), ("a.zip", "q"), ("c.zip", "p"), (MAIL, "q"), ZIP, MAIL]
        for step in data.draw(st.permutations(steps)):
            run(db, step)
        for step in (ZIP, MAIL):  # an add goes on until nothing waits to be unpacked
            run(db, step)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        ends.append(rows(db))
        db.close()
    assert ends[0] == ends[1]


def run(db: Database, step: str | tuple[str, str]) -> None:
    with db.atomic():
        if step == (MAIL, "q"):
            intake.register(db, [place(MAIL, "mail.eml", production=ProductionId("q"))])
        elif isinstance(step, tuple):
            walked(db, *step)
        elif db.execute("SELECT 1 FROM document WHERE id = ?", [step]).fetchone():
            held = [("mail", MAIL), ("gone", None)] if step == ZIP else [("leaf", LEAF), ("lost", None)]
            unpack(db, step, *held)
