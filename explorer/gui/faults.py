"""What went wrong, as people see it.

Something a person can act on is a sentence and what to do now, in the window's banner or a dialog. Our own mistakes end
in a report with version and trace, and without any of their text: not even the error's message, which may quote a page.
"""

import logging
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from explorer import __version__
from explorer.errors import ExplorerError
from explorer.gui.dialogs.crash_report import CrashReport

_log = logging.getLogger(__name__)
_say: list[Callable[[str, str], None]] = []  # the open window's banner, if there is one
_shown: list[CrashReport] = []  # the report on the screen: one at a time


def set_banner(say: Callable[[str, str], None] | None) -> None:
    """Where problems are shown: a callable that takes what happened and what to do."""
    _say.clear()
    if say:
        _say.append(say)


def show_problem(problem: ExplorerError, parent: QWidget | None = None) -> None:
    """Tell of something a person can act on."""
    if _say:
        _say[-1](str(problem), problem.advice())
    else:
        problem_box(str(problem), problem.advice(), parent).exec()


def problem_box(what: str, remedy: str, parent: QWidget | None = None) -> QMessageBox:
    """A dialog that says what happened and what to do; a file's name in it is shown as it is."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Casefile", "", parent=parent)
    box.setTextFormat(
        Qt.TextFormat.PlainText
    )  # before any text, since the second takes it over; names come from received files
    box.setText(what)
    box.setInformativeText(remedy)
    box.addButton("Go on", QMessageBox.ButtonRole.AcceptRole)
    return box


def report_bug(error: object) -> None:
    """Write our own mistake to the log and show the report; an ExplorerError is shown as what it is."""
    if isinstance(error, ExplorerError):
        show_problem(error)
        return
    text = report_text(error)
    path = _kept(text)
    _log.error("a bug was written to %s", path)
    if QApplication.instance() is not None and not _shown:
        dialog = CrashReport(QApplication.activeWindow(), text, path)
        _shown.append(dialog)
        dialog.finished.connect(lambda _result: _shown.clear())
        dialog.open()


def install() -> None:
    """Take all errors that nobody caught."""

    def hook(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, _trace)
        else:
            report_bug(error)

    sys.excepthook = hook


def report_text(error: object) -> str:
    """Versions, and where in the program it broke; never what an error says, since that may quote a record."""
    versions = f"Casefile {__version__}, Python {platform.python_version()}, Qt {qt_version}, {platform.platform()}"
    return f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())}\n{versions}\n\n{''.join(_trace_lines(error))}"


def log_file() -> Path:
    """Where reports are kept."""
    folder = os.environ.get("CASEFILE_LOG_DIR") or platformdirs.user_log_dir("casefile", appauthor=False)
    return Path(folder) / "crash.log"


def _trace_lines(error: object) -> Iterator[str]:
    """The chain of errors, the first cause first: frames and kinds."""
    if not isinstance(error, BaseException):
        yield f"{type(error).__name__}\n"
        return
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _trace_lines(cause)
        yield "\nwhich led to:\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"


def _kept(text: str) -> Path | None:
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{text}\n")
    except OSError:
        return None
    return path
