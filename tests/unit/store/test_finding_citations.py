"""Claims that cite searches which found nothing: journalled, undone, gone with either, and part of what was checked."""

from pathlib import Path

import pytest
from sqlite_utils import Database

from explorer.model.claim import ClaimId
from explorer.model.document import DocumentId
from explorer.model.finding import Asked, FindingId, Searched, Variant
from explorer.store import claim_checks, claims, findings, journal
from explorer.store.journal import Journal
from tests.helpers.cases import add_document, opened

A, B = DocumentId("a" * 64), DocumentId("b" * 64)


@pytest.fixture
def db(tmp_path: Path) -> Database:
    made = opened(tmp_path)
    add_document(made, A, ["two words"])
    return made


@pytest.fixture
def me(db: Database) -> Journal:
    return Journal(db, "me")


@pytest.fixture
def claim(me: Journal) -> ClaimId:
    return claims.add_claim(me, "Nobody was paid.")


@pytest.fixture
def finding(db: Database, me: Journal) -> FindingId:
    asked = (Asked("Brink", Variant.WRITTEN, '"Brink"', 0),)
    return findings.add(me, Searched(("Brink",), asked, (), findings.coverage(db), "whoosh", (), 0), "Ada", "")


def cited(db: Database, claim: ClaimId) -> list[str]:
    return [each.id for each in claims.claim(db, claim).findings]


def test_a_citation_is_made_once_and_undone(db: Database, me: Journal, claim: ClaimId, finding: FindingId) -> None:
    findings.cite(me, finding, claim)
    findings.cite(me, finding, claim)
    assert cited(db, claim) == [finding]
    me.undo()
    assert cited(db, claim) == []
    me.redo()
    findings.uncite(me, finding, claim)
    assert cited(db, claim) == []
    assert journal.check(db) == []


@pytest.mark.parametrize("gone", ["claim", "finding"])
def test_it_goes_with_either_and_comes_back(
    db: Database, me: Journal, claim: ClaimId, finding: FindingId, gone: str
) -> None:
    findings.cite(me, finding, claim)
    if gone == "claim":
        claims.delete_claim(me, claim)
    else:
        findings.remove(me, finding)
    assert db["finding_citation"].count == 0
    me.undo()
    assert cited(db, claim) == [finding]
    assert journal.check(db) == []
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_check_holds_only_while_the_search_does(
    db: Database, me: Journal, claim: ClaimId, finding: FindingId
) -> None:
    findings.cite(me, finding, claim)
    claim_checks.check(me, claims.claim(db, claim), "document", "Ada")
    seen = claims.claim(db, claim)
    assert seen.checks[0].seal == seen.seal
    add_document(db, B, ["a page more"])
    now = claims.claim(db, claim)
    assert now.findings[0].is_stale
    assert now.checks[0].seal != now.seal


def test_a_claim_that_cites_none_keeps_its_seal(db: Database, me: Journal, claim: ClaimId, finding: FindingId) -> None:
    before = claims.claim(db, claim).seal
    findings.cite(me, finding, claim)
    assert claims.claim(db, claim).seal != before
    me.undo()
    assert claims.claim(db, claim).seal == before
