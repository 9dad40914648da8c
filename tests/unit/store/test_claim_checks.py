"""Checks, risks and the standard as rows: journalled, undone, and gone with their claim."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.claim import CheckId, ClaimType, Risk, Stance
from explorer.model.document import DocumentId
from explorer.model.passage import Passage
from explorer.store import claim_checks, claims, journal
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


def test_a_claim_knows_who_wrote_its_words(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.", "Ada")
    claims.edit_claim(me, claim, "It was written.")
    claims.edit_claim(me, claim, "It was written.", "Ben")
    assert claims.claim(db, claim).writers == ("Ada", "me")


def test_type_and_risk_are_kept_apart_from_each_other(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    claim_checks.set_nature(me, claim, ClaimType.FIGURE, None)
    claim_checks.set_nature(me, claim, None, Risk.HIGH)
    found = claims.claim(db, claim)
    assert (found.type, found.risk, found.writers) == (ClaimType.FIGURE, Risk.HIGH, ("me",))
    me.undo()
    assert claims.claim(db, claim).risk is Risk.ORDINARY


def test_a_check_is_undone_and_done_again(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    claim_checks.check(me, claims.claim(db, claim), "document", "Ada", "seen")
    found = claims.claim(db, claim)
    (mark,) = found.checks
    assert (mark.check, mark.by, mark.note, mark.seal) == ("document", "Ada", "seen", found.seal)
    me.undo()
    assert claims.claim(db, claim).checks == ()
    me.redo()
    assert claims.claim(db, claim).checks == (mark,)


def test_the_same_person_checking_again_takes_the_place_of_their_check(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    for text in ("It was said.", "It was written."):
        claims.edit_claim(me, claim, text)
        claim_checks.check(me, claims.claim(db, claim), "document", "Ada")
    claim_checks.check(me, claims.claim(db, claim), "document", "Ben")
    assert sorted(each.by for each in claims.claim(db, claim).checks) == ["Ada", "Ben"]


def test_a_check_is_taken_back(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    made = claim_checks.check(me, claims.claim(db, claim), "document", "Ada")
    claim_checks.uncheck(me, made)
    assert claims.claim(db, claim).checks == ()
    with pytest.raises(InputError):
        claim_checks.uncheck(me, CheckId("none"))


def test_a_private_note_stays_private_until_a_person_says_otherwise(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    made = claims.cite(me, claim, PASSAGE, Stance.SUPPORTS, "ask the lawyer", is_private=True)
    assert claims.claim(db, claim).evidence[0].is_private
    claims.set_note(me, made, "seen", is_private=False)
    found = claims.claim(db, claim).evidence[0]
    assert (found.note, found.is_private) == ("seen", False)


def test_deleting_a_claim_takes_all_that_hangs_on_it_and_undo_brings_it_back(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    claims.cite(me, claim, PASSAGE, Stance.SUPPORTS, "secret", is_private=True)
    claim_checks.check(me, claims.claim(db, claim), "document", "Ada")
    before = claims.claim(db, claim)
    claims.delete_claim(me, claim)
    for table in ("claim", "evidence", "private_note", "claim_check", "claim_nature"):
        assert db[table].count == 0
    me.undo()
    assert claims.claim(db, claim) == before
    assert journal.check(db) == []


def test_the_standard_is_set_changed_and_given_up_each_one_step(db: Database, me: Journal) -> None:
    for text in ("one", "two", ""):
        claim_checks.set_standard(me, text)
        assert claim_checks.standard_text(db) == text
    me.undo()
    me.undo()
    assert claim_checks.standard_text(db) == "one"


def test_evidence_on_words_that_changed_breaks_the_seal(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    claims.cite(me, claim, PASSAGE, Stance.SUPPORTS)
    before = claims.claim(db, claim).seal
    add_document(db, A, ["two\n words, read anew", "more"])
    assert claims.claim(db, claim).seal == before
    add_document(db, A, ["two wards", "more"])
    assert claims.claim(db, claim).seal != before


def test_a_claims_history_tells_of_its_evidence_and_checks_and_of_no_other(db: Database, me: Journal) -> None:
    claim, other = claims.add_claim(me, "It was said."), claims.add_claim(me, "Another.")
    claims.cite(me, claim, PASSAGE, Stance.SUPPORTS)
    claims.edit_claim(me, other, "Still another.")
    claim_checks.check(me, claims.claim(db, claim), "document", "Ada")
    me.undo()
    assert [(each.action, each.label) for each in journal.history_of_claim(db, claim)] == [
        ("do", "Add a claim"),
        ("do", "Cite for a claim"),
        ("do", "Check “document” by Ada"),
        ("undo", "Check “document” by Ada"),
    ]


def test_a_case_of_an_older_format_has_plain_claims(db: Database, me: Journal) -> None:
    claim = claims.add_claim(me, "It was said.")
    for table in ("claim_nature", "private_note", "claim_check", "standard"):
        db.execute(f"DROP TABLE {table}")
    found = claims.claim(db, claim)
    assert (found.type, found.checks, found.writers) == (ClaimType.FACT, (), ())
    assert claim_checks.standard_text(db) == ""
