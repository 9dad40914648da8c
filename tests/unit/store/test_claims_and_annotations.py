"""Claims with their evidence, and what a reader leaves on pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.annotation import HighlightColour
from explorer.model.case import Production
from explorer.model.claim import ClaimId, ClaimStatus, Stance
from explorer.model.document import DocumentId
from explorer.model.passage import Passage
from explorer.store import annotations, claims, columns, documents, productions
from explorer.store.journal import Journal
from tests.helpers.cases import add_document, opened

A = DocumentId("a" * 64)
PASSAGE = Passage(A, 1, 4, 9, "words")


@pytest.fixture
def db(tmp_path: Path) -> Database:
    made = opened(tmp_path)
    add_document(made, A, ["two words", "more"])
    return made


@pytest.fixture
def me(db: Database) -> Journal:
    return Journal(db, "me")


def test_evidence_holds_while_the_page_says_the_same(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    claims.cite(me, claim, PASSAGE, Stance.SUPPORTS, "look")
    assert claims.claim(db, claim).evidence[0].holds
    add_document(db, A, ["two wards"])
    assert not claims.claim(db, claim).evidence[0].holds


def test_evidence_on_a_page_that_is_gone_does_not_hold(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    claims.cite(me, claim, Passage(A, 9, 0, 1, "x"), Stance.CONTEXT)
    assert not claims.claim(db, claim).evidence[0].holds


def test_evidence_keeps_the_order_it_was_given(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    made = [claims.cite(me, claim, PASSAGE, Stance.SUPPORTS) for _ in range(3)]
    claims.move_evidence(me, made[2], 0)
    assert [each.id for each in claims.claim(db, claim).evidence] == [made[2], made[0], made[1]]


def test_deleting_a_claim_is_undone_with_its_evidence(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    claims.cite(me, claim, PASSAGE, Stance.SUPPORTS)
    before = claims.claims(db)
    claims.delete_claim(me, claim)
    assert claims.claims(db) == []
    me.undo()
    assert claims.claims(db) == before


def test_a_page_tells_which_claims_cite_it(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    claims.add_claim(me, "Another.")
    claims.cite(me, claim, PASSAGE, Stance.SUPPORTS)
    assert [each.id for each in claims.citing(db, A, 1)] == [claim]
    assert claims.citing(db, A, 2) == []
    assert len(columns.cited_pages(db)) == 1


def test_a_claim_is_reworded_and_marked(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    claims.edit_claim(me, claim, "It was written.")
    claims.set_status(me, claim, ClaimStatus.NEEDS_CALL)
    assert (claims.claim(db, claim).text, claims.claim(db, claim).status) == ("It was written.", ClaimStatus.NEEDS_CALL)


def test_nothing_is_cited_for_a_claim_that_is_not_there(me: Journal) -> None:
    with pytest.raises(InputError, match="no claim"):
        claims.cite(me, ClaimId("x"), PASSAGE, Stance.SUPPORTS)


def test_a_highlight_and_a_note_stay_on_their_page(db: Database, me: Journal) -> None:
    made = annotations.highlight(me, PASSAGE, HighlightColour.GREEN)
    note = annotations.write_note(me, PASSAGE, " ask the desk ")
    annotations.edit_note(me, note, "asked")
    (highlight,) = annotations.highlights(db, A, 1)
    assert (highlight.id, highlight.passage, highlight.colour) == (made, PASSAGE, HighlightColour.GREEN)
    assert [each.text for each in annotations.notes(db, A, 1)] == ["asked"]
    assert annotations.highlights(db, A, 2) == []


def test_a_page_tag_is_put_once_and_taken_away(db: Database, me: Journal) -> None:
    assert annotations.tag_page(me, A, 1, "hot") == annotations.tag_page(me, A, 1, " hot ")
    assert (annotations.all_tags(db), len(columns.tags(db)["hot"])) == (["hot"], 1)
    annotations.untag_page(me, A, 1, "hot")
    assert annotations.all_tags(db) == []


def test_marking_a_page_as_read_twice_is_one_operation(db: Database, me: Journal) -> None:
    annotations.set_read(me, A, 1, True)
    annotations.set_read(me, A, 1, True)
    assert annotations.is_read(db, A, 1)
    assert len(me.change_sets) == len(columns.read_pages(db)) == 1
    me.undo()
    assert not annotations.is_read(db, A, 1)


def test_a_productions_details_change_through_the_journal(db: Database, me: Journal) -> None:
    made = productions.add_production(me, "First")
    productions.edit_production(me, Production(made, "First", "State Police"))
    assert productions.production_named(db, "FIRST") == documents.productions(db)[0]
    assert documents.productions(db)[0].agency == "State Police"
    me.undo()
    assert documents.productions(db)[0].agency == ""


@pytest.mark.parametrize("ask", [columns.cited_pages, columns.read_pages, columns.tags])
def test_authored_rows_are_joined_without_going_through_all_pages(db: Database, ask: Callable[[Database], Any]) -> None:
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    ask(db)
    db.conn.set_trace_callback(None)
    plans = [row[3] for query in asked for row in db.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()]
    assert any("SEARCH page USING" in step for step in plans)
    assert not any(step.startswith("SCAN page ") or step == "SCAN page" for step in plans)
