"""Searching for what is not there, in the window: a finding that is kept, goes stale, and is searched again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.services import WindowServices
from explorer.gui.views.claims_desk import ClaimsDesk
from explorer.gui.views.finding_pane import FindingPane
from explorer.jobs.job import JobContext
from explorer.model.claim import ClaimStatus
from explorer.model.finding import Finding
from tests.gui.desk.conftest import Said
from tests.helpers.files import saved

Settled = Callable[[], None]


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices) -> ClaimsDesk:
    made = ClaimsDesk(session, services)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.show_findings()
    return made


@pytest.fixture
def pane(desk: ClaimsDesk) -> FindingPane:
    return desk.findings.pane


@pytest.fixture
def kept(session: CaseSession, pane: FindingPane, settled: Settled) -> Finding:
    """Nobody of that name stands in the small case."""
    pane.form.terms.setPlainText("Halvard Brink")
    pane.form.button.click()
    settled()
    (found,) = session.findings.findings()
    return found


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def add_file(session: CaseSession, folder: Path, name: str, text: str) -> None:
    session.adding.add([saved(folder, name, text.encode())], None, workers=1).run(JobContext())


def test_without_a_finding_the_form_says_what_it_does(desk: ClaimsDesk, pane: FindingPane) -> None:
    assert pane.form.isVisible()
    assert "with one letter off" in words(pane)
    assert not pane.table.isVisible()


def test_what_is_nowhere_is_kept_with_every_query(pane: FindingPane, desk: ClaimsDesk, kept: Finding) -> None:
    assert pane.said.text() == kept.words()
    assert pane.table.rowCount() == len(kept.queries)
    assert kept.by == "tester"
    assert not pane.stale.isVisible()
    spoken = desk.findings.findings.data(desk.findings.findings.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("Halvard Brink, ○ 0 hits on")


def test_what_stands_somewhere_is_listed_and_opened_from_there(
    session: CaseSession, pane: FindingPane, said: Said, settled: Settled
) -> None:
    pane.form.terms.setPlainText("Dana Witcomb")
    pane.form.button.click()
    settled()
    assert session.findings.findings() == []
    assert pane.said.text() == "✕ No finding: 2 pages hold some of it"
    assert "“dana whitcomb”" in words(pane.hits()[0])
    pane.hits()[0].findChild(QPushButton).click()
    assert len(said.opened) == 1


def test_a_near_word_that_is_another_is_left_out_and_searched_again(
    session: CaseSession, pane: FindingPane, settled: Settled
) -> None:
    pane.form.terms.setPlainText("filder")
    pane.form.button.click()
    settled()
    for _ in range(3):
        if pane.hits():
            pane.hits()[0].left_out.emit("filter")
            settled()
    (found,) = session.findings.findings()
    assert found.except_words == ("filter",)
    assert "Other words, left out: filter" in pane.facts.text()


def test_a_file_more_makes_it_stale_until_it_is_searched_again(
    session: CaseSession, pane: FindingPane, kept: Finding, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    add_file(session, tmp_path, "more.txt", "Nothing of interest.")
    qtbot.waitUntil(pane.stale.isVisible)
    pane.again.click()
    settled()
    assert not pane.stale.isVisible()
    assert session.findings.finding(kept.id).coverage.pages == kept.coverage.pages + 1
    session.history.undo()
    qtbot.waitUntil(pane.stale.isVisible)


def test_what_turns_up_later_is_shown_and_the_finding_stays_stale(
    session: CaseSession, pane: FindingPane, kept: Finding, settled: Settled, tmp_path: Path
) -> None:
    add_file(session, tmp_path, "more.txt", "Signed: Halvard Brink")
    pane.again.click()
    settled()
    assert len(pane.hits()) == 1
    assert session.findings.finding(kept.id).is_stale


def test_a_finding_is_exported_and_deleted_and_comes_back(
    session: CaseSession, desk: ClaimsDesk, pane: FindingPane, kept: Finding, tmp_path: Path, said: Said
) -> None:
    desk.findings.export(tmp_path / "finding.html")
    assert "Halvard Brink" in (tmp_path / "finding.html").read_text("utf-8")
    desk.findings.export(tmp_path / "finding.doc")
    assert len(said.errors) == 1
    pane.delete_wanted.emit()
    assert pane.form.isVisible()
    session.history.undo()
    assert desk.findings.count == 1


def test_nothing_to_search_for_is_said(pane: FindingPane, said: Said, settled: Settled) -> None:
    pane.form.button.click()
    settled()
    assert [str(each) for each in said.errors] == ["There is nothing to search for."]
    assert pane.form.button.isEnabled()


def test_a_claim_that_is_shown_turns_back_to_the_claims(session: CaseSession, desk: ClaimsDesk, kept: Finding) -> None:
    claim = session.claiming.add("It is so.")
    desk.show_claim(claim)
    assert not desk.shows_findings
    assert desk.pane.isVisible()
    desk.start_finding(["Oakmont"])
    assert desk.findings.pane.form.terms.toPlainText() == "Oakmont"
    desk.start_claim()
    assert desk.pane.isVisible()


def test_a_claim_that_is_not_in_the_records_leads_to_the_search(session: CaseSession, desk: ClaimsDesk) -> None:
    claim = session.claiming.add("The Oakmont Police paid Halvard Brink for the list")
    desk.show_claim(claim)
    assert not desk.pane.search.isVisible()
    session.claiming.set_status(claim, ClaimStatus.NOT_IN_RECORDS)
    assert desk.pane.search.isVisible()
    desk.pane.search.click()
    assert desk.shows_findings
    assert desk.findings.pane.form.terms.toPlainText().splitlines() == ["Oakmont Police", "Halvard Brink"]


def test_a_search_that_a_claim_led_to_is_cited_by_it(
    session: CaseSession, desk: ClaimsDesk, pane: FindingPane, settled: Settled
) -> None:
    claim = session.claiming.add("Halvard Brink was never named.")
    session.claiming.set_status(claim, ClaimStatus.NOT_IN_RECORDS)
    desk.show_claim(claim)
    desk.pane.search.click()
    pane.form.button.click()
    settled()
    desk.show_claim(claim)
    (card,) = desk.pane.searches()
    assert "0 hits" in words(card)
    card.opened.emit()
    assert desk.shows_findings
    assert "Halvard Brink" in pane.said.text()
    session.history.undo()
    assert session.findings.findings() == []
    assert session.claiming.claim(claim).findings == ()


def test_claims_are_chosen_that_cite_a_finding(session: CaseSession, desk: ClaimsDesk, kept: Finding) -> None:
    claim = session.claiming.add("Nobody of that name & rank was paid.")
    (action,) = desk.findings.choices().actions()
    assert (action.text(), action.isChecked()) == ("Nobody of that name && rank was paid.", False)
    action.trigger()
    assert [each.id for each in session.claiming.claim(claim).findings] == [kept.id]
    assert desk.findings.choices().actions()[0].isChecked()
    desk.show_claim(claim)
    (card,) = desk.pane.searches()
    card.removed.emit()
    assert session.claiming.claim(claim).findings == ()
    assert desk.pane.searches() == []


def test_a_claim_that_cites_a_stale_search_says_so(
    session: CaseSession, desk: ClaimsDesk, kept: Finding, tmp_path: Path, qtbot: QtBot
) -> None:
    claim = session.claiming.add("Nobody of that name was paid.")
    session.findings.cite(kept.id, claim)
    desk.show_claim(claim)
    add_file(session, tmp_path, "more.txt", "Nothing of interest.")
    qtbot.waitUntil(lambda: "Stale" in words(desk.pane.searches()[0]))
