"""Locked files and files not read in full: asked for once, and read again on wish."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from explorer.app.adding import ProductionDetails
from explorer.app.settings import Settings
from explorer.gui.controller import Controller
from explorer.gui.views.parts import LinkButton
from tests.helpers.files import pdf, zipped
from tests.helpers.locked_files import locked_pdf

WAIT = 30_000  # milliseconds
NewCase = Callable[[str], Path]


@pytest.fixture
def received(tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(locked_pdf(pdf("wombat a"), "first"))
    (folder / "b.pdf").write_bytes(locked_pdf(pdf("wombat b"), "second"))
    (folder / "c.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    (folder / "d.zip").write_bytes(zipped({"d.txt": b"wombat d"}))
    return folder


@pytest.fixture
def added(qtbot: QtBot, controller: Controller, new_case: NewCase, received: Path) -> Controller:
    """A case with these files, and the dialog that came up at the end."""
    new_case("Locks")
    assert controller.case is not None
    controller.case.add([received], ProductionDetails())
    waits(qtbot, controller)
    return controller


def waits(qtbot: QtBot, controller: Controller) -> None:
    case = controller.case
    assert case is not None
    qtbot.waitUntil(lambda: case.is_idle, timeout=WAIT)


def states(controller: Controller) -> dict[str, str]:
    assert controller.case is not None
    return {each.name: each.state.value for each in controller.case.session.reading.documents()}


def test_all_locked_files_are_asked_for_at_once_and_all_passwords_are_tried(qtbot: QtBot, added: Controller) -> None:
    assert added.case is not None
    dialog = added.case.retrying.dialog
    assert dialog is not None
    shown = [dialog.files.item(row).text() for row in range(dialog.files.count())]
    assert shown == ["received/a.pdf", "received/b.pdf"]
    assert not dialog.attempt.isEnabled()
    dialog.typed.setPlainText("wrong\nsecond\nfirst")
    dialog.accept()
    waits(qtbot, added)
    assert states(added) == {"a.pdf": "read", "b.pdf": "read", "c.pdf": "failed", "d.txt": "read", "d.zip": "read"}
    assert added.case.retrying.dialog is None
    totals = added.case.session.reading.totals()
    assert (totals.seen, totals.read, totals.failed, totals.pending) == (4, 3, 1, 0)


def test_what_stays_locked_is_said_and_not_asked_for_again(qtbot: QtBot, added: Controller) -> None:
    assert added.case is not None
    dialog = added.case.retrying.dialog
    assert dialog is not None
    dialog.typed.setPlainText("first")
    dialog.accept()
    waits(qtbot, added)
    assert states(added)["b.pdf"] == "failed"
    assert added.case.retrying.dialog is None


def test_one_file_of_the_list_of_problems_is_read_again(qtbot: QtBot, added: Controller, received: Path) -> None:
    case = added.case
    assert case is not None
    assert case.retrying.dialog is not None
    case.retrying.dialog.reject()
    added.actions.trigger("case.problems")
    table = case.sources.table
    qtbot.waitUntil(lambda: case.sources.documents.rowCount() == 3, timeout=WAIT)
    assert table.retry.text() == "Read all again"
    row = case.sources.documents.index(1, 0)
    flags = QItemSelectionModel.SelectionFlag
    table.view.selectionModel().select(row, flags.Select | flags.Rows)
    assert table.retry.text() == "Read 1 again"
    case.session.adding.passwords.give(["first", "second"])
    table.retry.click()
    waits(qtbot, added)
    assert [states(added)[name] for name in ("a.pdf", "b.pdf", "c.pdf")] == ["failed", "read", "failed"]
    added.actions.trigger("case.retry_all")
    waits(qtbot, added)
    assert [states(added)[name] for name in ("a.pdf", "b.pdf", "c.pdf")] == ["read", "read", "failed"]


def test_a_folder_that_was_added_is_watched_where_that_is_set(
    qtbot: QtBot, controller: Controller, new_case: NewCase, settings: Settings, received: Path
) -> None:
    for name in ("a.pdf", "b.pdf"):
        (received / name).unlink()
    settings.set("add.watch_seconds", 1)
    new_case("Watch")
    assert controller.case is not None
    controller.case.add([received], ProductionDetails())
    waits(qtbot, controller)
    (received / "new.txt").write_text("wombat new")
    settings.set("add.watch", True)
    qtbot.waitUntil(lambda: states(controller).get("new.txt") == "read", timeout=WAIT)
    settings.set("add.watch", False)
    waits(qtbot, controller)
    assert controller.case.session.reading.totals().seen == 3


def test_what_an_earlier_version_read_is_offered_and_read_again(
    qtbot: QtBot, controller: Controller, new_case: NewCase, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("wombat a", "utf-8")
    new_case("Older")
    case = controller.case
    assert case is not None
    case.add([tmp_path / "a.txt"], ProductionDetails())
    waits(qtbot, controller)
    case.handlers()["case.retry_older"]()
    assert case.is_idle
    with contextlib.closing(sqlite3.connect(Path(case.session.case.folder) / "case.sqlite")) as database, database:
        database.execute("UPDATE document SET reader_version = 0")
    case.go("sources")
    case.sources.refresh()
    waits(qtbot, controller)
    links = [each for each in case.sources.findChildren(LinkButton) if each.text() == "Read again"]
    links[-1].click()
    waits(qtbot, controller)
    assert case.session.adding.older() == []
    assert states(controller) == {"a.txt": "read"}
