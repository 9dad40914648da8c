"""Claims in the window: writing, judging and ordering them, each change undone with one step."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.services import WindowServices
from explorer.gui.views.claims_desk import ClaimsDesk
from explorer.model.claim import ClaimId, ClaimStatus, Stance
from explorer.model.passage import PageRef
from tests.gui.desk.conftest import Said, passage

Settled = Callable[[], None]


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices) -> ClaimsDesk:
    made = ClaimsDesk(session, services)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def claim(session: CaseSession, policy: PageRef, desk: ClaimsDesk) -> ClaimId:
    made = session.claiming.add("No conviction is needed.")
    session.claiming.cite(made, passage(session, policy, "No conviction is needed"), Stance.SUPPORTS)
    session.claiming.cite(made, passage(session, policy, "field interview"), Stance.CONTEXT)
    desk.show_claim(made)
    return made


def test_a_new_claim_is_kept_when_its_field_is_left(qtbot: QtBot, session: CaseSession, desk: ClaimsDesk) -> None:
    desk.start_claim()
    qtbot.keyClicks(desk.pane.text, "It is so.")
    desk.list.setFocus()
    desk.pane.text.keep()
    assert [each.text for each in session.claiming.claims()] == ["It is so."]


def test_typing_and_leaving_is_one_step_to_undo(
    qtbot: QtBot, session: CaseSession, desk: ClaimsDesk, claim: ClaimId
) -> None:
    qtbot.keyClicks(desk.pane.text, "Truly. ")
    desk.pane.text.keep()
    session.history.undo()
    assert session.claiming.claim(claim).text == "No conviction is needed."


def test_undoing_shows_the_old_words(qtbot: QtBot, session: CaseSession, desk: ClaimsDesk, claim: ClaimId) -> None:
    qtbot.keyClicks(desk.pane.text, "Truly. ")
    desk.pane.text.keep()
    session.history.undo()
    assert desk.pane.text.toPlainText() == "No conviction is needed."


def test_what_is_being_typed_survives_a_change_elsewhere(
    qtbot: QtBot, session: CaseSession, desk: ClaimsDesk, claim: ClaimId
) -> None:
    qtbot.keyClicks(desk.pane.text, "Truly. ")
    session.claiming.set_status(claim, ClaimStatus.CHECKING)
    assert desk.pane.text.toPlainText().startswith("Truly.")


def test_choosing_another_claim_keeps_what_was_typed_in_the_first(
    qtbot: QtBot, session: CaseSession, desk: ClaimsDesk, claim: ClaimId
) -> None:
    other = session.claiming.add("Another.")
    qtbot.keyClicks(desk.pane.text, "Truly. ")
    desk.show_claim(other)
    assert session.claiming.claim(claim).text.startswith("Truly.")
    assert desk.pane.text.toPlainText() == "Another."


def test_a_status_is_set_by_choosing_it(session: CaseSession, desk: ClaimsDesk, claim: ClaimId) -> None:
    row = list(ClaimStatus).index(ClaimStatus.SUPPORTED)
    desk.pane.status.activated.emit(row)
    assert session.claiming.claim(claim).status is ClaimStatus.SUPPORTED


def test_moving_evidence_down_changes_the_order(session: CaseSession, desk: ClaimsDesk, claim: ClaimId) -> None:
    desk.pane.cards()[0].moved.emit(1)
    assert [each.stance for each in session.claiming.claim(claim).evidence] == [Stance.CONTEXT, Stance.SUPPORTS]


def test_opening_evidence_lights_its_passage(
    qtbot: QtBot, session: CaseSession, policy: PageRef, desk: ClaimsDesk, claim: ClaimId, said: Said
) -> None:
    button = desk.pane.cards()[0].findChild(QPushButton)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    cited = passage(session, policy, "No conviction is needed")
    assert said.opened == [(policy, (cited.start, cited.end))]


def test_removing_evidence_can_be_undone(session: CaseSession, desk: ClaimsDesk, claim: ClaimId) -> None:
    desk.pane.cards()[0].removed.emit()
    assert len(desk.pane.cards()) == 1
    session.history.undo()
    assert len(desk.pane.cards()) == 2


def test_a_deleted_claim_comes_back_with_undo(session: CaseSession, desk: ClaimsDesk, claim: ClaimId) -> None:
    desk.pane.delete_wanted.emit()
    assert session.claiming.claims() == []
    session.history.undo()
    assert desk.claims.row_of(claim) == 0
