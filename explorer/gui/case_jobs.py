"""The jobs of an open case as the window shows them: one runs, the others wait, and how each ended is kept.

What nobody waits for runs beside them, in the background.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from explorer.errors import ExplorerError
from explorer.gui.bridge import JobBridge
from explorer.jobs.job import Job, JobContext, JobReport, Progress


class Running(Protocol):
    """A job that was started."""

    context: JobContext

    def cancel(self) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...


@dataclass(slots=True)
class JobEntry:
    """A job and how far it is; ``report`` once it ended, ``problem`` if something ended it."""

    title: str
    running: Running | None = None
    progress: Progress | None = None
    report: JobReport | None = None
    problem: str = ""
    is_again: bool = False  # it reads files once more
    in_background: bool = False  # nobody waits for it

    @property
    def has_ended(self) -> bool:
        return self.report is not None or bool(self.problem)

    @property
    def is_paused(self) -> bool:
        return not self.has_ended and self.running is not None and self.running.context.is_paused


class CaseJobs(QObject):
    """Starts jobs and follows them.

    Args:
        start: starts a job, as ``CaseSession.jobs.start`` does; its callbacks may come on any thread.

    Signals:
        changed: a JobEntry that began, went on, or was paused.
        ended: a JobEntry that ended, in whichever way.
        failed: the ExplorerError that ended a job.
        broke: the bug that ended a job.
    """

    changed = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    broke = Signal(object)

    def __init__(self, start: Callable[..., Running], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._start = start
        self.entries: list[JobEntry] = []

    def start(self, job: Job, *, in_background: bool = False) -> JobEntry:
        """Run a job when those before it have ended, or beside them."""
        is_again, bridge = getattr(job, "is_again", False), JobBridge(self)
        entry = JobEntry(job.title, is_again=is_again, in_background=in_background)
        self.entries.append(entry)
        bridge.progressed.connect(lambda progress: self._go_on(entry, progress))
        bridge.finished.connect(lambda report: self._end(entry, report=report))
        bridge.failed.connect(lambda problem: self._fail(entry, problem))
        bridge.broke.connect(lambda bug: self._break(entry, bug))
        entry.running = self._start(
            job, bridge.progressed.emit, bridge.finished.emit, bridge.failed.emit, bridge.broke.emit, in_background
        )
        self.changed.emit(entry)
        return entry

    @property
    def current(self) -> JobEntry | None:
        """The job at hand: the first that has not ended, one that somebody waits for before one in the background."""
        under_way = [entry for entry in self.entries if not entry.has_ended]
        return min(under_way, key=lambda entry: entry.in_background, default=None)

    @property
    def is_waited_for(self) -> bool:
        """Whether a job is under way that somebody waits for."""
        return self.current is not None and not self.current.in_background

    @property
    def waiting(self) -> int:
        """How many jobs stand behind the one at hand."""
        return max(sum(not entry.has_ended and not entry.in_background for entry in self.entries) - 1, 0)

    def pause_or_go_on(self, entry: JobEntry | None = None) -> None:
        """Pause a job, or let it go on; the one at hand if none is given."""
        entry = entry or self.current
        if entry is not None and entry.running is not None and not entry.has_ended:
            (entry.running.resume if entry.is_paused else entry.running.pause)()
            self.changed.emit(entry)

    def cancel(self, entry: JobEntry | None = None) -> None:
        """End a job; what it did so far is kept."""
        entry = entry or self.current
        if entry is not None and entry.running is not None:
            entry.running.cancel()

    def _go_on(self, entry: JobEntry, progress: Progress) -> None:
        entry.progress = progress
        self.changed.emit(entry)

    def _end(self, entry: JobEntry, *, report: JobReport | None = None, problem: str = "") -> None:
        entry.report, entry.problem = report, problem
        self.ended.emit(entry)

    def _fail(self, entry: JobEntry, problem: ExplorerError) -> None:
        self._end(entry, problem=f"{problem} {problem.advice()}".strip())
        self.failed.emit(problem)

    def _break(self, entry: JobEntry, bug: object) -> None:
        self._end(entry, problem="It broke inside Casefile; what was done so far is kept.")
        self.broke.emit(bug)
