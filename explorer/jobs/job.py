"""What a job is: something long that reports progress, can be paused and cancelled, and ends with a report."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from explorer.errors import JobCancelledError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. ``seconds_left`` is None while it cannot be told honestly."""

    stage: str  # "Reading"
    done: int
    total: int
    unit: str  # "file"
    detail: str = ""  # the name of the thing at hand
    rate: float = 0.0  # pages a second
    seconds_left: float | None = None
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not read, or only in part."""

    path: str
    state: str  # "failed" or "partial"
    reason: str
    place: str = ""  # by which it can be read again
    is_locked: bool = False  # a password may open it


@dataclass(frozen=True, slots=True)
class JobReport:
    """How a job ended."""

    title: str
    cancelled: bool = False
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    vanished: tuple[str, ...] = ()  # files of a folder added before that are no longer in it; the case keeps them


class JobContext:
    """The job's line to whoever started it. Reporting is also where it stops or waits.

    Thread-safe: ``cancel``, ``pause`` and ``resume`` are called from other threads.
    """

    INTERVAL = 0.1  # seconds; reports nearer than this are dropped, except the last of a stage

    def __init__(self, sink: Callable[[Progress], None] = lambda _: None) -> None:
        self._sink = sink
        self._cancelled = threading.Event()
        self._running = threading.Event()
        self._running.set()
        self._last = 0.0

    def report(self, progress: Progress) -> None:
        """Say how far it is, and wait while paused.

        Raises:
            JobCancelledError: cancel was asked for.
        """
        now = time.monotonic()
        if now - self._last >= self.INTERVAL or progress.done == progress.total:
            self._last = now
            self._sink(progress)
        self.checkpoint()

    def checkpoint(self) -> None:
        """Wait while paused; raise JobCancelledError if cancel was asked for."""
        while not self._running.wait(0.1):
            if self._cancelled.is_set():
                break
        if self._cancelled.is_set():
            raise JobCancelledError

    def cancel(self) -> None:
        self._cancelled.set()

    def pause(self) -> None:
        self._running.clear()

    def resume(self) -> None:
        self._running.set()

    @property
    def is_paused(self) -> bool:
        return not self._running.is_set()


class Job(Protocol):
    """A piece of long work."""

    title: str

    def run(self, context: JobContext) -> JobReport: ...
