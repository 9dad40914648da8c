"""What a case has to mark on a page, asked of a real case."""

import pytest

from explorer.app.session import CaseSession
from explorer.gui.views.page_findings import PageFindings
from explorer.gui.views.page_marks import PageMarks
from explorer.model.annotation import HighlightColour
from explorer.model.claim import Stance
from explorer.model.entity import ORGANISATION
from explorer.model.passage import PageRef, Passage
from tests.gui.desk.conftest import passage


@pytest.fixture
def findings(session: CaseSession, policy: PageRef) -> PageFindings:
    made = PageFindings(session)
    made.document = policy.document
    return made


def marks_on(findings: PageFindings, session: CaseSession, page: PageRef) -> PageMarks:
    outline = next(each for each in session.reading.outline(page.document) if each.ordinal == page.ordinal)
    return findings.of(outline)


def words_at(session: CaseSession, page: PageRef, span: tuple[int, int]) -> str:
    return session.reading.page_at(page).text[slice(*span)]


def test_each_hit_of_the_query_is_marked(findings: PageFindings, session: CaseSession, policy: PageRef) -> None:
    findings.query = '"gang member"'
    hits = marks_on(findings, session, policy).hits
    assert [words_at(session, policy, span) for span in hits] == ["gang member", "gang member"]


def test_without_a_query_no_hit_is_marked(findings: PageFindings, session: CaseSession, policy: PageRef) -> None:
    assert marks_on(findings, session, policy).hits == ()


def test_a_query_that_cannot_be_read_marks_nothing(
    findings: PageFindings, session: CaseSession, policy: PageRef
) -> None:
    findings.query = '"gang'
    assert marks_on(findings, session, policy).hits == ()


def test_the_current_hit_is_marked_on_its_own_page(
    findings: PageFindings, session: CaseSession, policy: PageRef
) -> None:
    findings.current = (policy.ordinal, (3, 9))
    assert marks_on(findings, session, policy).current_hit == (3, 9)


def test_the_current_hit_is_not_marked_on_another_page(
    findings: PageFindings, session: CaseSession, policy: PageRef
) -> None:
    findings.current = (policy.ordinal + 1, (3, 9))
    assert marks_on(findings, session, policy).current_hit is None


def test_a_highlight_is_marked_in_its_colour(findings: PageFindings, session: CaseSession, policy: PageRef) -> None:
    chosen = passage(session, policy, "field interview")
    session.annotating.highlight(chosen, HighlightColour.GREEN)
    assert marks_on(findings, session, policy).highlights == (((chosen.start, chosen.end), "green"),)


def test_a_highlight_of_words_that_no_longer_stand_there_is_left_out(
    findings: PageFindings, session: CaseSession, policy: PageRef
) -> None:
    session.annotating.highlight(Passage(policy.document, policy.ordinal, 0, 8, "Deputies"))
    assert marks_on(findings, session, policy).highlights == ()


def test_evidence_is_marked(findings: PageFindings, session: CaseSession, policy: PageRef) -> None:
    chosen = passage(session, policy, "No conviction is needed")
    session.claiming.cite_new("No conviction is needed.", chosen, Stance.SUPPORTS)
    assert marks_on(findings, session, policy).evidence == ((chosen.start, chosen.end),)


def test_evidence_on_another_page_is_not_marked_here(
    findings: PageFindings, session: CaseSession, policy: PageRef
) -> None:
    other = next(each for each in session.reading.documents() if each.name == "access.eml")
    claim = session.claiming.cite_new("Flagged.", passage(session, policy, "gang member"), Stance.SUPPORTS)
    there = passage(session, PageRef(other.document, 1), "gang member")
    session.claiming.cite(claim, there, Stance.CONTEXT)
    assert len(marks_on(findings, session, policy).evidence) == 1


def test_a_tagged_entity_is_marked_as_confirmed(findings: PageFindings, session: CaseSession, policy: PageRef) -> None:
    chosen = passage(session, policy, "LinkView Systems")
    session.tagging.tag(chosen, ORGANISATION, "LinkView Systems")
    assert ((chosen.start, chosen.end), ORGANISATION, True) in marks_on(findings, session, policy).entities


def test_a_suggested_entity_is_marked_as_not_confirmed(
    findings: PageFindings, session: CaseSession, policy: PageRef
) -> None:
    assert {confirmed for _, _, confirmed in marks_on(findings, session, policy).entities} == {False}


def test_a_rejected_entity_is_not_marked(findings: PageFindings, session: CaseSession, policy: PageRef) -> None:
    before = session.tagging.on_page(policy)
    for entity, _ in before:
        session.tagging.reject(entity.id)
    assert before
    assert marks_on(findings, session, policy).entities == ()


def test_a_note_on_the_whole_page_is_marked_at_its_start(
    findings: PageFindings, session: CaseSession, policy: PageRef
) -> None:
    session.annotating.write_note(Passage(policy.document, policy.ordinal, 0, 0, ""), "Who approves the flag?")
    assert marks_on(findings, session, policy).notes == ((0, 0),)
