"""A long file is split into the documents that it holds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from explorer.app.adding import ProductionDetails
from explorer.gui.controller import Controller
from explorer.gui.dialogs.split_document import SplitDialog
from explorer.model.passage import PageRef
from tests.helpers.files import pdf

WAIT = 30_000  # milliseconds
NewCase = Callable[[str], Path]


@pytest.fixture
def added(qtbot: QtBot, controller: Controller, new_case: NewCase, tmp_path: Path) -> Controller:
    """A case with a file of five pages that holds two documents, at its first page."""
    counts = ("1 of 2", "2 of 2", "1 of 3", "2 of 3", "3 of 3")
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "all.pdf").write_bytes(pdf(*(f"Minutes\nPage {each}" for each in counts)))
    new_case("Splits")
    case = controller.case
    assert case is not None
    case.add([folder], ProductionDetails())
    qtbot.waitUntil(lambda: case.is_idle, timeout=WAIT)
    (document,) = case.session.reading.documents()
    case.open_page(PageRef(document.document, 1))
    return controller


def asked(qtbot: QtBot, controller: Controller) -> SplitDialog:
    case = controller.case
    assert case is not None
    qtbot.waitUntil(lambda: case.read.current_page() is not None, timeout=WAIT)
    controller.actions.trigger("document.split")
    qtbot.waitUntil(lambda: case.splitting.dialog is not None, timeout=WAIT)
    dialog = case.splitting.dialog
    assert dialog is not None
    return dialog


def ranges(controller: Controller) -> list[tuple[int, int]]:
    assert controller.case is not None
    session = controller.case.session
    (document,) = session.reading.documents()
    return [(part.first, part.last) for part in session.splitting.parts(document.document)]


def test_a_proposal_is_accepted_and_undone(qtbot: QtBot, added: Controller) -> None:
    dialog = asked(qtbot, added)
    assert dialog.starts() == (3,)
    assert dialog.list.item(0).text() == "Page 3: 95%: one count of pages ends and another begins"
    assert ranges(added) == []
    dialog.accept()
    assert ranges(added) == [(1, 2), (3, 5)]
    added.actions.trigger("edit.undo")
    assert ranges(added) == []


def test_a_proposal_is_changed_before_it_is_accepted(qtbot: QtBot, added: Controller) -> None:
    dialog = asked(qtbot, added)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.count.text() == "One document: the file stays whole."
    dialog.page.setValue(4)
    dialog.add.click()
    dialog.accept()
    assert ranges(added) == [(1, 3), (4, 5)]
    again = asked(qtbot, added)
    assert again.starts() == (4,)
    again.reject()


def test_nothing_is_split_when_one_leaves(qtbot: QtBot, added: Controller) -> None:
    asked(qtbot, added).reject()
    assert ranges(added) == []
