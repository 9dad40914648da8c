"""Short work off the GUI thread, and what comes of mistakes in it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.errors import ExplorerError, InputError
from explorer.gui import faults
from explorer.gui.dialogs.crash_report import CrashReport
from explorer.gui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_work_is_done_elsewhere_and_told_here(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[tuple[int, int]] = []
    tasks.run(threading.get_ident, lambda there: told.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(told))
    there, here = told[0]
    assert there != here == threading.get_ident()


def test_only_the_latest_of_a_key_is_told(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[int] = []
    gate = threading.Event()
    tasks.run(lambda: gate.wait(5) and 1, lambda number: told.append(int(number)), key="search")
    for number in (2, 3):
        tasks.run(lambda number=number: number, told.append, key="search")
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert told == [3]


def test_work_that_was_overtaken_before_it_began_is_not_done(qtbot: QtBot, tasks: Tasks) -> None:
    done: list[int] = []
    gate = threading.Event()
    for _ in range(2):
        tasks.run(lambda: gate.wait(5), lambda _: None)
    for number in (1, 2, 3):
        tasks.run(lambda number=number: done.append(number), lambda _: None, key="search")
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert done == [3]


def test_a_problem_of_the_world_is_told_as_one(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[ExplorerError] = []

    def fail() -> None:
        raise InputError("No such page", "Choose another")

    tasks.run(fail, lambda _: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert str(told[0]) == "No such page."


def test_nothing_is_told_after_closing(qtbot: QtBot) -> None:
    tasks, told, gate = Tasks(), list[object](), threading.Event()
    tasks.run(lambda: gate.wait(5), told.append)
    gate.set()
    tasks.close()
    tasks.run(lambda: 1, told.append)
    qtbot.wait(20)
    assert told == []


def test_a_report_of_ours_holds_no_text_of_a_page() -> None:
    quoted = " ".join(("Dana", "Whitcomb,", "617-555-0142"))
    try:
        try:
            raise KeyError(quoted)
        except KeyError as inner:
            raise ValueError(quoted) from inner
    except ValueError as error:
        text = faults.report_text(error)
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_tasks.py" in text
    assert "Casefile" in text
    assert quoted not in text


def test_a_bug_is_kept_and_shown_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("CASEFILE_LOG_DIR", str(tmp_path))
    for _ in range(2):
        faults.report_bug(RuntimeError())
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, CrashReport) and each.isVisible()]
    assert len(shown) == 1
    assert "RuntimeError" in faults.log_file().read_text("utf-8")
    assert "a bug was written" in caplog.text
    qtbot.addWidget(shown[0])
    shown[0].accept()
