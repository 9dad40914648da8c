"""What went wrong, as people see it: a sentence and what to do, or, for our own mistakes, a report without any of their text."""

import logging
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtWidgets import QMessageBox, QWidget

from explorer import __version__
from explorer.errors import ExplorerError

_log = logging.getLogger(__name__)
_say: list[Callable[[str, str], None]] = []  # the open window's banner, if there is one


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
        QMessageBox.warning(parent or QWidget(), "Casefile", f"{problem}\n\n{problem.advice()}".strip())


def report_bug(error: object) -> None:
    """Write our own mistake to the log and say where; an ExplorerError is shown as what it is."""
    if isinstance(error, ExplorerError):
        show_problem(error)
        return
    path = _write_report(error)
    _log.error("a bug was written to %s", path)
    if _say:
        _say[-1]("Something broke inside Casefile; your case was not changed by it.", f"Details are in {path}.")


def install() -> None:
    """Take all errors that nobody caught."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            report_bug(error)

    sys.excepthook = hook


def _write_report(error: object) -> Path:
    target = Path(platformdirs.user_log_dir("casefile", appauthor=False)) / "crash.log"
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = traceback.format_exception(error) if isinstance(error, BaseException) else [str(error)]
    with target.open("a", encoding="utf-8") as log:
        log.write(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} Casefile {__version__}\n{''.join(lines)}\n")
    return target
