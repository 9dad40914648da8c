"""Short work off the GUI thread: ask, and be told on the GUI thread. Long work is a job."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from explorer.errors import ExplorerError
from explorer.gui.faults import report_bug

T = TypeVar("T")
_THREADS = 2


class _Relay(QObject):
    """Carries results to the GUI thread.

    Signals:
        ended: the task's number, its result, its error (either may be None).
    """

    ended = Signal(int, object, object)


class Tasks(QObject):
    """Runs functions on a few threads. With a key, only the latest result of that key is delivered.

    The threads are Python's own and live as long as this does, so each keeps its one connection to the case.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="task")
        self._relay = _Relay()
        self._relay.ended.connect(self._on_ended)
        self._numbers = itertools.count(1)
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[ExplorerError], None] | None, str]] = {}
        self._latest: dict[str, int] = {}
        self._is_closed = False

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ExplorerError], None] | None = None,
        key: str = "",
    ) -> None:
        """Do ``work`` on another thread, then call ``done`` or ``failed`` on this one; after ``close``, nothing."""
        if self._is_closed:
            return
        number = next(self._numbers)
        self._waiting[number] = (done, failed, key)
        if key:
            self._latest[key] = number
        self._threads.submit(self._work, number, key, work)

    @property
    def is_idle(self) -> bool:
        """Whether everything asked was done and delivered."""
        return not self._waiting

    def close(self) -> None:
        """Wait for what runs; begin and deliver nothing more."""
        self._is_closed = True
        self._waiting.clear()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _work(self, number: int, key: str, work: Callable[[], Any]) -> None:
        """On a thread: do it, unless something newer of its key was asked meanwhile."""
        result, error = None, None
        if not key or self._latest.get(key) == number:
            try:
                result = work()
            except BaseException as problem:  # noqa: BLE001 - the GUI thread tells problems from bugs
                error = problem
        try:
            self._relay.ended.emit(number, result, error)
        except RuntimeError:
            return  # the window is gone

    @Slot(int, object, object)
    def _on_ended(self, number: int, result: object, error: object) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        done, failed, key = waiting
        if key and self._latest.get(key) != number:
            return
        if error is None:
            done(result)
        elif isinstance(error, ExplorerError) and failed is not None:
            failed(error)
        else:
            report_bug(error)
