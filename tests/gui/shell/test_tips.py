"""Names of received files are shown as they are, never as HTML."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.gui.faults import problem_box
from explorer.gui.models.documents_model import Column, DocumentsModel
from explorer.gui.models.failures_model import FailuresModel
from explorer.gui.tips import plain_tip
from explorer.jobs.job import Failure
from explorer.model.document import Document, DocumentId, Kind, PlaceId, State

NAME = '<img src="//host/share/x.png"> & minutes.pdf'
IS_TIP = Qt.ItemDataRole.ToolTipRole
marks = st.text("<>&\"'/=abi \n", max_size=40).map(str.strip)


def shown(tip: str) -> str:
    """What a person reads in a tool tip."""
    document = QTextDocument()
    if tip.startswith("<qt>"):
        document.setHtml(tip)
    else:
        document.setPlainText(tip)
    return document.toPlainText()


@given(marks)
def test_a_tip_shows_these_very_words(text: str) -> None:
    assert shown(plain_tip(text)).split() == text.split()


@given(marks)
def test_no_tip_has_a_picture(text: str) -> None:
    assert "<img" not in plain_tip(f"<img src='x'>{text}")


def test_a_name_without_signs_is_left_as_it_is() -> None:
    assert plain_tip("Policy 14-C release.pdf") == "Policy 14-C release.pdf"


def test_a_document_named_like_html_has_a_plain_tip() -> None:
    model = DocumentsModel()
    model.show([Document(PlaceId("p"), DocumentId("d"), NAME, NAME, Kind.PDF, State.READ, "", None, 1, 1, None, None)])
    assert shown(model.index(0, Column.NAME).data(IS_TIP)) == NAME


def test_a_failed_file_named_like_html_has_a_plain_tip() -> None:
    model = FailuresModel()
    model.show([Failure(NAME, "is locked", "failed")])
    assert shown(model.index(0, 1).data(IS_TIP)) == NAME
    assert model.index(0, 1).data() == NAME


def test_a_problem_with_a_file_named_like_html_is_told_in_plain_text(qtbot: QtBot) -> None:
    box = problem_box(f"“{NAME}” is locked", f"Ask for {NAME}")
    qtbot.addWidget(box)
    told = [label for label in box.findChildren(QLabel) if NAME in label.text()]
    assert [label.textFormat() for label in told] == [Qt.TextFormat.PlainText] * 2


def test_a_problem_is_answered_with_words_that_say_what_happens_next(qtbot: QtBot) -> None:
    box = problem_box("“a.pdf” is locked", "Ask for an open copy.")
    qtbot.addWidget(box)
    assert [button.text() for button in box.buttons()] == ["Go on"]
