"""Traces a draft's statements off the GUI thread, and brings each trace back as soon as it is there."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError, JobCancelledError
from explorer.gui.services import WindowServices
from explorer.jobs.job import JobContext, Progress
from explorer.model.draft import Statement


class DraftTracing(QObject):
    """One tracing at a time; a new one ends the one before.

    Signals:
        traced: the run's number and a Trace.
        progressed: a Progress.
        ended: the run's number; all its statements were traced.
    """

    traced = Signal(int, object)
    progressed = Signal(object)
    ended = Signal(int)

    def __init__(self, session: CaseSession, services: WindowServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._services = session, services
        self._context: JobContext | None = None
        self.run = 0

    @property
    def is_busy(self) -> bool:
        return self._context is not None

    def start(self, statements: Sequence[Statement]) -> int:
        """Trace statements. Returns the run's number, by which its traces are told from older ones."""
        self.stop()
        self.run += 1
        run, context = self.run, JobContext(self.progressed.emit)
        self._context = context

        def work() -> bool:
            try:
                self._session.tracing.trace(statements, context, lambda trace: self.traced.emit(run, trace))
            except JobCancelledError:
                return False
            return True

        self._services.tasks.run(work, lambda is_whole: self._on_done(run, is_whole), self._on_failed)
        return run

    def stop(self) -> None:
        """End the tracing under way, if there is one."""
        if self._context is not None:
            self._context.cancel()
            self._context = None

    def _on_done(self, run: int, is_whole: bool) -> None:
        if run == self.run:
            self._context = None
            if is_whole:
                self.ended.emit(run)

    def _on_failed(self, problem: ExplorerError) -> None:
        self._context = None
        self._services.show_error(problem)


def how_far(progress: Progress) -> str:
    """A tracing's progress in a line."""
    left = f", {progress.seconds_left:.0f} s left" if progress.seconds_left and progress.seconds_left >= 1 else ""
    return f"{progress.stage}: {progress.done:,} of {progress.total:,} {progress.unit}s{left}"
