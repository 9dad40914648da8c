"""A claim's checks, sources and contradictions in the window: people tick, the program refuses the untrue."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.services import WindowServices
from explorer.gui.views.claims_desk import ClaimsDesk
from explorer.gui.views.contradiction_card import ContradictionCard
from explorer.model.claim import ClaimId, ClaimType, Risk, Stance
from explorer.model.contradiction import ContradictionState
from explorer.model.passage import PageRef
from tests.gui.desk.conftest import Said, document_named, passage

Settled = Callable[[], None]


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices) -> ClaimsDesk:
    made = ClaimsDesk(session, services)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def claim(session: CaseSession, policy: PageRef, desk: ClaimsDesk, settled: Settled) -> ClaimId:
    """Two passages of one page: one source."""
    made = session.claiming.add("No conviction is needed.", by="Writer")
    session.claiming.cite(made, passage(session, policy, "No conviction is needed"), Stance.SUPPORTS)
    session.claiming.cite(made, passage(session, policy, "field interview"), Stance.SUPPORTS)
    desk.show_claim(made)
    settled()
    return made


def words(widget: QWidget) -> str:
    """All that a widget's labels say, as far as they are shown."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def boxes(desk: ClaimsDesk) -> list[bool]:
    return [box.isChecked() for box in desk.pane.standard.boxes()]


def test_a_check_is_kept_with_who_made_it_and_undone(
    qtbot: QtBot, session: CaseSession, desk: ClaimsDesk, claim: ClaimId, settled: Settled
) -> None:
    desk.pane.standard.person.setText("Ada")
    desk.pane.standard.boxes()[0].click()
    settled()
    (mark,) = session.claiming.claim(claim).checks
    assert (mark.check, mark.by) == ("document", "Ada")
    assert boxes(desk) == [True, False, False, False]
    assert f"Ada, {mark.at[:10]}" in words(desk.pane.standard)
    session.history.undo()
    assert boxes(desk) == [False] * 4


def test_enough_checks_verify_a_claim_and_other_words_take_that_away(
    session: CaseSession, desk: ClaimsDesk, claim: ClaimId, settled: Settled
) -> None:
    for number in (1, 3):
        desk.pane.standard.toggle(number)
        settled()
    assert desk.pane.verified.text() == "✔ Verified · 2 of 2 checks"
    session.claiming.edit(claim, "None is needed.")
    assert desk.pane.verified.text().startswith("▲ Check again · 0 of 2 checks")
    assert "Check again: changed since tester" in words(desk.pane.standard)
    session.history.undo()
    assert desk.pane.verified.text() == "✔ Verified · 2 of 2 checks"


def test_a_check_that_is_plainly_untrue_is_refused_and_its_box_stays_empty(
    session: CaseSession, desk: ClaimsDesk, claim: ClaimId, said: Said, settled: Settled
) -> None:
    desk.pane.standard.boxes()[1].click()
    settled()
    desk.pane.standard.person.setText("writer")
    desk.pane.standard.boxes()[3].click()
    settled()
    assert boxes(desk) == [False] * 4
    assert ["one source (same file)" in str(each) for each in said.errors] == [True, False]
    assert "wrote this claim" in str(said.errors[1])


def test_a_check_is_taken_back_with_its_box(
    session: CaseSession, desk: ClaimsDesk, claim: ClaimId, settled: Settled
) -> None:
    for _ in range(2):
        desk.pane.standard.boxes()[0].click()
        settled()
    assert session.claiming.claim(claim).checks == ()


def test_digits_in_the_list_and_one_key_make_checks(
    qtbot: QtBot, session: CaseSession, desk: ClaimsDesk, claim: ClaimId, said: Said, settled: Settled
) -> None:
    qtbot.keyClick(desk.list, Qt.Key.Key_3)
    settled()
    desk.handlers()["claim.check_next"]()
    settled()
    assert {each.check for each in session.claiming.claim(claim).checks} == {"comment", "document"}


def test_what_a_claim_is_and_what_is_at_stake_are_chosen_and_undone(
    session: CaseSession, desk: ClaimsDesk, claim: ClaimId
) -> None:
    desk.pane.risk.activated.emit(list(Risk).index(Risk.HIGH))
    desk.pane.type.activated.emit(list(ClaimType).index(ClaimType.ALLEGATION))
    found = session.claiming.claim(claim)
    assert (found.type, found.risk) == (ClaimType.ALLEGATION, Risk.HIGH)
    assert "4 NEEDED" in words(desk.pane.standard)
    session.history.undo()
    session.history.undo()
    assert desk.pane.risk.currentIndex() == list(Risk).index(Risk.ORDINARY)


def test_evidence_says_which_source_it_is_and_why_it_is_none_of_its_own(
    session: CaseSession, desk: ClaimsDesk, claim: ClaimId, settled: Settled
) -> None:
    first, second = desk.pane.cards()
    assert "● Source 1" in words(first)
    assert "counts once: the same page: p. 1 of policy.txt" in words(second)
    assert "2 PASSAGES COME FROM ONE SOURCE (SAME FILE)" in words(desk.pane)
    access = PageRef(document_named(session, "access.eml"), 1)
    session.claiming.cite(claim, passage(session, access, "Federal partners"), Stance.SUPPORTS)
    settled()
    assert "● Source 2" in words(desk.pane.cards()[2])


def test_a_private_note_is_written_on_the_card_and_says_so(
    qtbot: QtBot, session: CaseSession, desk: ClaimsDesk, claim: ClaimId
) -> None:
    card = desk.pane.cards()[0]
    next(each for each in card.findChildren(QPushButton) if each.text() == "Add note").click()
    card.findChild(QPlainTextEdit).setPlainText("ask the lawyer")
    card.findChild(QCheckBox).setChecked(True)
    next(each for each in card.findChildren(QPushButton) if each.text() == "Keep note").click()
    found = session.claiming.claim(claim).evidence[0]
    assert (found.note, found.is_private) == ("ask the lawyer", True)
    assert "Private note, in no export: ask the lawyer" in words(desk.pane.cards()[0])


def test_different_values_stand_side_by_side_until_a_person_dismisses_them(
    qtbot: QtBot, session: CaseSession, policy: PageRef, desk: ClaimsDesk, claim: ClaimId, said: Said, settled: Settled
) -> None:
    one = session.claiming.add("LinkView keeps records for five years.")
    session.claiming.add("LinkView keeps records for 10 years.")
    desk.show_claim(one)
    settled()
    (card,) = desk.pane.pairs()
    assert "five years" in words(card)
    assert "10 years" in words(card)
    spoken = [desk.claims.data(desk.claims.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert ["different values" in str(each) for each in spoken] == [False, True, True]
    card.settled.emit(ContradictionState.DISMISSED)
    settled()
    assert desk.pane.pairs() == []
    session.history.undo()
    settled()
    assert [type(each) for each in desk.pane.pairs()] == [ContradictionCard]


def test_the_list_says_how_each_claim_stands(desk: ClaimsDesk, claim: ClaimId) -> None:
    spoken = desk.claims.data(desk.claims.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "No conviction is needed., draft, 2 passages, ○ Not verified · 0 of 2 checks"


def test_the_history_of_the_claim_is_told(desk: ClaimsDesk, claim: ClaimId) -> None:
    assert "tester · Cite for a claim" in words(desk.pane)


def test_a_claim_that_is_new_shows_no_checks(desk: ClaimsDesk, claim: ClaimId) -> None:
    desk.start_claim()
    assert not desk.pane.standard.isVisible()
    assert desk.pane.cards() == []


def test_the_newsrooms_file_holds_until_it_is_undone(
    session: CaseSession, desk: ClaimsDesk, claim: ClaimId, said: Said, tmp_path: Path
) -> None:
    file = tmp_path / "standard.toml"
    desk.standard_files.save(file)
    file.write_text(file.read_text("utf-8").replace("This newsroom", "Night desk"), "utf-8")
    desk.standard_files.use(file)
    assert "NIGHT DESK" in words(desk.pane.standard)
    file.write_text("needed = 1", "utf-8")
    desk.standard_files.use(file)
    assert "no [[check]]" in str(said.errors[0])
    assert session.standards.standard().name == "Night desk"
    desk.standard_files.drop()
    assert "THIS NEWSROOM" in words(desk.pane.standard)
    session.history.undo()
    assert "NIGHT DESK" in words(desk.pane.standard)


@pytest.mark.parametrize("width", [1440, 1024])
def test_nothing_of_a_claim_is_cut_at_the_side(
    qtbot: QtBot, session: CaseSession, desk: ClaimsDesk, claim: ClaimId, settled: Settled, width: int
) -> None:
    session.claiming.classify(claim, risk=Risk.HIGH)
    desk.resize(width - 68, 640)
    settled()
    qtbot.wait(1)
    sheet = desk.pane.widget()
    assert sheet is not None
    assert sheet.minimumSizeHint().width() <= desk.pane.viewport().width()
    assert sheet.width() == desk.pane.viewport().width()
