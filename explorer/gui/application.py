"""The application: style, last-resort error hook, and one window; or, where asked, a picture of it."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from explorer.app.recent import Memory
from explorer.app.settings import Settings
from explorer.gui import faults
from explorer.gui.collecting import Collecting
from explorer.gui.controller import Controller
from explorer.gui.icons import program_icon
from explorer.gui.main_window import MainWindow
from explorer.gui.portrait import portrait
from explorer.gui.theme import set_scheme, set_text_size

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
    conversation: bool = False  # of the message shown
    compares: bool = False  # the page shown with the one most like it
    claim: str = ""  # how the claim begins that is shown
    statement: str = ""  # words of the draft's statement that is shown


def run(wish: Wish) -> int:
    """Show the window until it is closed, or take its picture. Returns the exit code."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Casefile")
    application.setDesktopFileName("casefile")
    Collecting(application)
    if not wish.portrait:  # nobody is there to read a report: a bug ends the process
        faults.install()
    application.setWindowIcon(program_icon())
    memory, settings = Memory(), Settings()
    set_text_size(settings["look.text_size"])
    set_scheme(wish.scheme or settings["look.scheme"])
    window = MainWindow()
    controller = Controller(window, memory, settings)
    if wish.portrait:
        settings.hold("ocr.on", False)  # a picture shows the case as it is
        window.resize(*wish.size)
    window.show()
    if wish.portrait:
        return _take_picture(controller, wish, wish.portrait)
    if case := _first_case(wish, memory, settings):
        controller.open_soon(case, then=lambda _case: _turn_to(controller, wish))
    return application.exec()


def _take_picture(controller: Controller, wish: Wish, path: Path) -> int:
    """Save what the window shows once nothing is pending, and end. Returns the exit code."""
    if wish.case and not controller.open_case(wish.case):
        return 3
    if controller.case:
        _turn_to(controller, wish)
    _settle(controller)
    portrait(controller.window, path)
    controller.window.close()
    return 0


def _first_case(wish: Wish, memory: Memory, settings: Settings) -> Path | None:
    """The case to begin with: the one asked for, else, if that is wished, the one worked on last."""
    if wish.case or not settings["start.reopen"]:
        return wish.case
    recent = memory.recent_cases()
    return Path(recent[0].path) if recent else None


def _turn_to(controller: Controller, wish: Wish) -> None:
    """The workspace, search and page that were asked for."""
    case = controller.case
    assert case is not None
    if wish.workspace in case.desks:
        case.go(wish.workspace)
    if wish.search:
        case.search(wish.search)
        if wish.portrait:
            _wait(lambda: case.read.hits.rowCount() > 0)
            case.read.focus_results()
    if wish.at:
        case.open_citation(wish.at)
    if wish.conversation:
        _wait(lambda: case.read.current_page() is not None)
        case.read.middle.read_conversation()
    if wish.compares:
        _wait(lambda: case.is_idle)
        case.read.comparing.compare()
    if wish.workspace == "findings":
        case.go("claims")
        case.claims.show_findings()
    elif wish.workspace == "problems":
        case.handlers()["case.problems"]()
    elif wish.workspace:
        case.go(wish.workspace)
    if wish.claim:
        case.claims.show_claim_that_says(wish.claim)
    if wish.statement:
        case.draft.choose_that_says(wish.statement)


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
