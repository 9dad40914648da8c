"""The window before, in and between cases."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.app.recent import RecentCase
from explorer.app.settings import Settings
from explorer.gui.controller import Controller
from explorer.gui.dialogs.command_palette import CommandPalette
from explorer.gui.dialogs.keys_page import taken_by
from explorer.gui.dialogs.settings import SettingsDialog
from explorer.gui.palette import open_palette
from explorer.gui.portrait import portrait
from explorer.gui.tasks import Tasks
from explorer.gui.theme import DARK, theme
from explorer.gui.views.recent_row import day
from explorer.gui.views.start_page import StartPage

NewCase = Callable[[str], Path]


def test_every_action_has_a_handler_once_a_case_is_open(controller: Controller, new_case: NewCase) -> None:
    new_case("First")
    assert controller.case is not None


def test_a_case_opens_off_the_window_and_shows_itself(qtbot: QtBot, controller: Controller, new_case: NewCase) -> None:
    path = new_case("First")
    controller.close_case()
    controller.open_soon(path)
    assert controller.is_opening
    qtbot.waitUntil(lambda: controller.case is not None, timeout=10_000)
    assert controller.window.windowTitle() == "First – Casefile"


def test_a_folder_that_is_no_case_is_said_and_the_start_page_stays(
    qtbot: QtBot, controller: Controller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("explorer.gui.faults.show_problem", lambda problem, *_: said.append(str(problem)))
    controller.open_soon(tmp_path)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert "is not a case folder" in said[0]
    assert not controller.window.is_showing_case


def test_a_closed_case_no_longer_answers_the_window(qtbot: QtBot, controller: Controller, new_case: NewCase) -> None:
    new_case("First")
    new_case("Second")
    qtbot.keyClicks(controller.window.top_bar.field, "gang")
    case = controller.case
    assert case is not None
    qtbot.waitUntil(lambda: case.is_idle, timeout=10_000)
    assert case.session.case.title == "Second"


def test_what_was_one_cases_is_gone_with_it(controller: Controller, new_case: NewCase) -> None:
    new_case("First")
    controller.window.top_bar.set_query("gang")
    controller.window.banner.say("Something", "went wrong")
    new_case("Second")
    assert controller.window.top_bar.field.text() == ""
    assert controller.window.banner.words() == ""


def test_a_case_worked_on_is_listed_on_the_start_page(controller: Controller, new_case: NewCase) -> None:
    new_case("First")
    controller.close_case()
    buttons = controller.window.start_page.findChildren(QPushButton)
    assert any("First" in each.accessibleName() for each in buttons)


def test_the_rails_workspaces_are_those_of_the_case(controller: Controller, new_case: NewCase) -> None:
    new_case("First")
    case = controller.case
    assert case is not None
    for name in case.desks:
        controller.window.rail.chosen.emit(name)
        assert controller.window.workspaces.currentWidget() is case.desks[name]


def test_nothing_is_cut_at_1024_by_700(controller: Controller, new_case: NewCase) -> None:
    new_case("First")
    controller.window.resize(1024, 700)
    QApplication.processEvents()
    assert controller.window.width() == 1024
    assert controller.window.minimumSizeHint().width() <= 1024


def test_every_control_of_the_frame_has_a_name(controller: Controller, new_case: NewCase) -> None:
    new_case("First")
    window = controller.window
    frame: tuple[QWidget, ...] = (window.top_bar, window.rail, window.status_line, window.jobs_panel, window.start_page)
    controls = [each for part in frame for each in part.findChildren(QAbstractButton) if not each.isHidden()]
    assert [each for each in controls if not (each.accessibleName() or each.text())] == []


def test_the_palette_finds_actions_by_any_of_their_words(qtbot: QtBot, controller: Controller) -> None:
    tasks = Tasks()
    palette = open_palette(controller.window, controller.actions, None, tasks)
    palette.field.setText("sample open")
    assert palette.texts() == ["Open the sample case"]
    palette.close()
    tasks.close()


def test_enter_in_the_palette_runs_what_is_chosen(qtbot: QtBot, controller: Controller) -> None:
    tasks = Tasks()
    palette = open_palette(controller.window, controller.actions, None, tasks)
    qtbot.keyClicks(palette.field, "dark")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    tasks.close()
    assert theme() is DARK


def test_the_palette_lists_no_action_that_cannot_run(controller: Controller) -> None:
    tasks = Tasks()
    palette: CommandPalette = open_palette(controller.window, controller.actions, None, tasks)
    assert "Cite for a claim…" not in palette.texts()
    palette.close()
    tasks.close()


def test_a_setting_holds_at_once(qtbot: QtBot, controller: Controller, settings: Settings) -> None:
    dialog = SettingsDialog(None, settings)
    qtbot.addWidget(dialog)
    choice = dialog.fields["look.scheme"]
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findData("dark"))
    choice.activated.emit(choice.currentIndex())
    assert theme() is DARK


def test_a_key_that_another_action_has_is_refused(qtbot: QtBot, settings: Settings) -> None:
    dialog = SettingsDialog(None, settings)
    qtbot.addWidget(dialog)
    dialog.keys.choose("page.next_hit")
    dialog.keys.edit.setKeySequence("P")
    with qtbot.waitSignal(dialog.keys.refused) as refused:
        dialog.keys.use()
    assert "Previous hit" in refused.args[0]
    assert settings.keys == {}


def test_a_key_of_ones_own_is_kept(qtbot: QtBot, settings: Settings) -> None:
    dialog = SettingsDialog(None, settings)
    qtbot.addWidget(dialog)
    dialog.keys.choose("page.next_hit")
    dialog.keys.edit.setKeySequence("X")
    dialog.keys.use()
    assert settings.keys == {"page.next_hit": ("X",)}
    assert taken_by("N", "page.next", settings.keys) == ""


def test_files_dropped_on_the_start_page_begin_a_case(qtbot: QtBot, tmp_path: Path) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    at, copy = QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction
    drop = QDropEvent(at, copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(page.paths_dropped) as dropped:
        page.dropEvent(drop)
    assert dropped.args == [[tmp_path]]


def test_without_a_case_the_start_page_teaches(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    assert "HOW IT GOES" in page.words()
    page.show_recent([RecentCase("/x/First.casefile", "First", "2018-03-02T10:00:00+00:00")])
    assert "RECENT CASES" in page.words()


def test_a_day_long_ago_is_a_date() -> None:
    assert day("2018-03-02T10:00:00+00:00") == "2018-03-02"


def test_a_portrait_is_as_large_as_asked(qtbot: QtBot, controller: Controller, tmp_path: Path) -> None:
    portrait(controller.window, tmp_path / "window.png", (1024, 700), "dark")
    assert (tmp_path / "window.png").read_bytes()[16:24] == (1024).to_bytes(4, "big") + (700).to_bytes(4, "big")
