"""The application: style, last-resort error hook, and one window; or, where asked, a picture of it."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from explorer.app.recent import Memory
from explorer.gui import faults
from explorer.gui.controller import Controller
from explorer.gui.main_window import MainWindow
from explorer.gui.theme import set_scheme

_PATIENCE = 20.0  # seconds until a picture is taken of what there is


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked of the window."""

    case: Path | None = None
    at: str = ""
    search: str = ""
    workspace: str = ""
    portrait: Path | None = None
    size: tuple[int, int] = (1440, 900)
    scheme: str = ""


def run(wish: Wish) -> int:
    """Show the window until it is closed, or take its picture. Returns the exit code."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Casefile")
    application.setDesktopFileName("casefile")
    if not wish.portrait:  # nobody is there to read a report: a bug ends the process
        faults.install()
    memory = Memory()
    set_scheme(wish.scheme or memory.get("scheme", "system"))
    window = MainWindow()
    controller = Controller(window, memory)
    if wish.portrait:
        window.resize(*wish.size)
    window.show()
    if wish.case and not controller.open_case(wish.case):
        return 3 if wish.portrait else application.exec()
    if controller.case:
        _turn_to(controller, wish)
    if wish.portrait:
        _settle(controller)
        window.grab().save(str(wish.portrait), "PNG")
        window.close()
        return 0
    return application.exec()


def _turn_to(controller: Controller, wish: Wish) -> None:
    """The workspace, search and page that were asked for."""
    case = controller.case
    assert case is not None
    if wish.workspace:
        case.go(wish.workspace)
    if wish.search:
        case.search(wish.search)
        if wish.portrait:
            _wait(lambda: case.read.hits.rowCount() > 0)
            case.read.focus_results()
    if wish.at:
        case.open_citation(wish.at)
    if wish.workspace:
        case.go(wish.workspace)


def _settle(controller: Controller) -> None:
    """Wait until pictures are painted and nothing is pending."""
    case = controller.case
    _wait(lambda: case is None or (case.is_idle and case.is_settled))
    _wait(lambda: False, seconds=0.3)


def _wait(until: Callable[[], bool], seconds: float = _PATIENCE) -> None:
    """Let the window live until something holds or the time is up."""
    loop, ticks, end = QEventLoop(), QTimer(), time.monotonic() + seconds

    def look() -> None:
        if until() or time.monotonic() > end:
            loop.quit()

    ticks.timeout.connect(look)
    ticks.start(20)
    loop.exec()
