"""Opening cases off the GUI thread: once asked for or often, none is left locked and the last wish holds."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from explorer.app.recent import Memory
from explorer.app.session import CaseSession
from explorer.gui.controller import Controller
from explorer.gui.main_window import MainWindow

NewCase = Callable[[str], Path]


def opened(qtbot: QtBot, controller: Controller) -> str:
    """The title of the case that is open once nothing is being opened."""
    qtbot.waitUntil(lambda: not controller.is_opening, timeout=10_000)
    return controller.case.session.case.title if controller.case else ""


def is_free(path: Path) -> bool:
    """Whether another program could open the case now; CaseLockedError says it could not."""
    CaseSession.open(path).close()
    return True


def test_a_case_asked_for_twice_is_opened_once(qtbot: QtBot, controller: Controller, new_case: NewCase) -> None:
    path = new_case("First")
    controller.close_case()
    controller.open_soon(path)
    controller.open_soon(path)
    assert opened(qtbot, controller) == "First"
    assert controller.window.is_showing_case


def test_of_two_cases_asked_for_the_last_is_opened(qtbot: QtBot, controller: Controller, new_case: NewCase) -> None:
    first, second = new_case("First"), new_case("Second")
    controller.close_case()
    controller.open_soon(first)
    controller.open_soon(second)
    assert opened(qtbot, controller) == "Second"
    assert is_free(first)


def test_after_a_folder_that_is_no_case_the_next_wish_holds(
    qtbot: QtBot, controller: Controller, new_case: NewCase, tmp_path: Path
) -> None:
    path = new_case("First")
    controller.close_case()
    controller.open_soon(tmp_path)
    controller.open_soon(path)
    assert opened(qtbot, controller) == "First"


def test_a_window_closed_while_a_case_is_being_opened_lets_it_go(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.casefile"
    CaseSession.create(path, "A").close()
    window = MainWindow()
    qtbot.addWidget(window)
    controller = Controller(window, Memory(tmp_path / "config"))
    window.show()
    controller.open_soon(path)
    window.close()
    assert is_free(path)
