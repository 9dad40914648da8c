"""What is said of the page at hand, and that each small button there can be undone."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.services import WindowServices
from explorer.gui.views.inspector import Inspector
from explorer.gui.views.inspector_parts import ClaimCard
from explorer.model.claim import ClaimStatus, Stance
from explorer.model.entity import EntityState
from explorer.model.passage import PageRef, Passage
from tests.gui.desk.conftest import passage

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def inspector(qtbot: QtBot, session: CaseSession, services: WindowServices, policy: PageRef) -> Inspector:
    made = Inspector(session)
    qtbot.addWidget(made)
    services.changes.changed.connect(made.refresh)
    made.resize(260, 700)
    made.set_documents(session.reading.documents())
    made.set_page(policy)
    made.show()
    return made


def named(inspector: Inspector, kind: type[W], name: str) -> W:
    """The widget that is spoken of so."""
    return next(
        each for each in inspector.findChildren(kind) if each.accessibleName().startswith(name) and not each.isHidden()
    )


def words(inspector: Inspector) -> str:
    return " | ".join(label.text() for label in inspector.findChildren(QLabel) if not label.isHidden())


def test_a_suggestion_is_confirmed_on_the_page(session: CaseSession, inspector: Inspector) -> None:
    named(inspector, QToolButton, "Confirm (617)").click()
    assert [each.kind for each in session.tagging.entities(state=EntityState.CONFIRMED)] == ["phone"]


def test_a_rejected_suggestion_goes_from_the_page(session: CaseSession, policy: PageRef, inspector: Inspector) -> None:
    named(inspector, QToolButton, "Reject (617)").click()
    assert "phone" not in [entity.kind for entity, _ in session.tagging.on_page(policy)]


def test_a_claim_that_cites_the_page_is_shown_with_its_status(
    qtbot: QtBot, session: CaseSession, policy: PageRef, inspector: Inspector
) -> None:
    claim = session.claiming.cite_new("It is so.", passage(session, policy, "No conviction"), Stance.SUPPORTS)
    session.claiming.set_status(claim, ClaimStatus.NEEDS_CALL)
    assert "▲ Needs a call" in words(inspector)
    with qtbot.waitSignal(inspector.claim_chosen) as chosen:
        qtbot.keyClick(inspector.findChildren(ClaimCard)[-1], Qt.Key.Key_Return)
    assert chosen.args == [claim]


def test_provenance_names_the_production_and_the_place_in_it(inspector: Inspector) -> None:
    assert "State Police, request 18-0417" in words(inspector)
    assert "received 2018-03-02 · file 2 of 2" in words(inspector)


def test_the_whole_hash_is_copied(
    qtbot: QtBot, session: CaseSession, policy: PageRef, inspector: Inspector, qapp: object
) -> None:
    with qtbot.waitSignal(inspector.copied):
        named(inspector, QPushButton, "Copy the SHA-256").click()
    assert QGuiApplication.clipboard().text() == policy.document


def test_a_note_is_written_with_control_enter(
    qtbot: QtBot, session: CaseSession, policy: PageRef, inspector: Inspector
) -> None:
    inspector.start_note()
    field = named(inspector, QPlainTextEdit, "Text of the new note")
    qtbot.keyClicks(field, "Who approves it?")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [note.text for note in session.annotating.notes(policy)] == ["Who approves it?"]


def test_a_removed_note_comes_back_with_undo(session: CaseSession, policy: PageRef, inspector: Inspector) -> None:
    session.annotating.write_note(Passage(policy.document, 1, 0, 0, ""), "Ask.")
    named(inspector, QToolButton, "Remove this note").click()
    session.history.undo()
    assert "Ask." in words(inspector)


def test_a_tag_is_added_with_enter(qtbot: QtBot, session: CaseSession, policy: PageRef, inspector: Inspector) -> None:
    field = named(inspector, QLineEdit, "Add a tag")
    qtbot.keyClicks(field, "key document")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [each.tag for each in session.annotating.tags(policy)] == ["key document"]
