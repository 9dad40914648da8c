"""Entities: suggested, confirmed, rejected, merged, split, and the pages that name them."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.document import DocumentId
from explorer.model.entity import Detection, EntityId, EntityState
from explorer.model.passage import Passage
from explorer.store import columns, entities, journal
from explorer.store.journal import Journal
from tests.helpers.cases import add_document, opened

A, B = "a" * 64, "b" * 64
TEXT = "Dana Whitcomb met Dana Whitcomb"
ADA = [Detection("person", "Dana Whitcomb", 0, 13), Detection("person", "Dana Whitcomb", 18, 31)]


@pytest.fixture
def db(tmp_path: Path) -> Database:
    made = opened(tmp_path)
    add_document(made, A, [TEXT, "nothing"], detections=ADA)
    return made


@pytest.fixture
def me(db: Database) -> Journal:
    return Journal(db, "me")


def passage(start: int = 0, end: int = 13, ordinal: int = 1) -> Passage:
    return Passage(DocumentId(A), ordinal, start, end, TEXT[start:end])


def states(db: Database) -> list[tuple[str, EntityState]]:
    return [(each.name, each.state) for each in entities.entities(db)]


def test_a_detected_name_is_only_suggested(db: Database) -> None:
    (found,) = entities.entities(db)
    assert (found.state, found.pages, found.documents) == (EntityState.SUGGESTED, 1, 1)
    assert [each.passage.quote for each in entities.mentions(db, found.id)] == ["Dana Whitcomb"] * 2


def test_confirming_takes_all_its_places(db: Database, me: Journal) -> None:
    made = entities.confirm(me, EntityId("person:Dana Whitcomb"))
    assert states(db) == [("Dana Whitcomb", EntityState.CONFIRMED)]
    assert [each.passage.start for each in entities.mentions(db, made)] == [0, 18]


def test_undoing_a_confirmation_makes_it_a_suggestion_again(db: Database, me: Journal) -> None:
    entities.confirm(me, EntityId("person:Dana Whitcomb"))
    me.undo()
    assert states(db) == [("Dana Whitcomb", EntityState.SUGGESTED)]


def test_a_rejected_name_is_not_found_on_pages(db: Database, me: Journal) -> None:
    assert columns.pages_naming(db, "dana  WHITCOMB") != []
    entities.reject(me, EntityId("person:Dana Whitcomb"))
    assert states(db) == [("Dana Whitcomb", EntityState.REJECTED)]
    assert columns.pages_naming(db, "Dana Whitcomb") == []
    assert entities.on_page(db, DocumentId(A), 1) == []


def test_what_was_never_detected_cannot_be_confirmed(me: Journal) -> None:
    with pytest.raises(InputError, match="no suggestion"):
        entities.confirm(me, EntityId("person:Nobody"))


def test_tagging_the_same_words_twice_is_one_mention(db: Database, me: Journal) -> None:
    first = entities.tag(me, passage(), "person", "Dana Whitcomb")
    assert entities.tag(me, passage(), "person", " dana whitcomb ") == first
    assert len(entities.mentions(db, first[0])) == 1


def test_a_page_is_found_by_an_alias(db: Database, me: Journal) -> None:
    entity, _ = entities.tag(me, passage(), "person", "D. W.")
    entities.rename(me, entity, "Dana")
    assert len(columns.pages_naming(db, "d. w.")) == len(columns.pages_naming(db, "DANA")) == 1


def test_merging_keeps_names_and_mentions_and_can_be_undone(db: Database, me: Journal) -> None:
    one, _ = entities.tag(me, passage(), "person", "One")
    two, _ = entities.tag(me, passage(18, 31), "person", "Two")
    entities.merge(me, one, [two])
    (found,) = entities.entities(db, state=EntityState.CONFIRMED)
    assert (found.aliases, len(entities.mentions(db, one))) == (("Two",), 2)
    me.undo()
    assert len(entities.entities(db, state=EntityState.CONFIRMED)) == 2
    assert journal.check(db) == []


def test_splitting_moves_only_what_was_chosen(db: Database, me: Journal) -> None:
    entity, _ = entities.tag(me, passage(), "person", "Dana")
    _, chosen = entities.tag(me, passage(18, 31), "person", "Dana")
    made = entities.split(me, entity, [chosen], "Dana the younger")
    assert [each.id for each in entities.mentions(db, made)] == [chosen]
    assert len(entities.mentions(db, entity)) == 1


def test_removing_a_tag_keeps_the_entity(db: Database, me: Journal) -> None:
    entity, mention = entities.tag(me, passage(), "person", "Dana")
    entities.untag(me, mention)
    assert entities.mentions(db, entity) == []
    assert ("Dana", EntityState.CONFIRMED) in states(db)


def test_an_entity_lists_by_its_own_kind(db: Database, me: Journal) -> None:
    entity, _ = entities.tag(me, passage(), "person", "Dana")
    entities.set_kind(me, entity, "informant")
    assert [each.name for each in entities.entities(db, "informant")] == ["Dana"]
