"""Brings what happens on other threads to the GUI thread, as signals."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from explorer.jobs.job import JobReport, Progress
from explorer.model.changes import ChangeSet


class ChangeBridge(QObject):
    """The one signal that views refresh from.

    Signals:
        changed: a ChangeSet; on the GUI thread.
    """

    changed = Signal(object)

    def __init__(
        self, subscribe: Callable[[Callable[[ChangeSet], None]], Callable[[], None]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._unsubscribe = subscribe(self.changed.emit)

    def close(self) -> None:
        self._unsubscribe()


class JobBridge(QObject):
    """A job's reports.

    Signals:
        progressed: a Progress.
        finished: a JobReport; also of a cancelled job.
        failed: an ExplorerError.
        broke: a bug.
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    broke = Signal(object)

    def on_progress(self, progress: Progress) -> None:
        self.progressed.emit(progress)

    def on_finished(self, report: JobReport) -> None:
        self.finished.emit(report)
