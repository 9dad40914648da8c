"""What the window’s frame says of an open case: its sums in the top bar, its jobs and last change at the bottom."""

from PySide6.QtCore import QMetaObject, QObject, QTimer

from explorer.app.session import CaseSession
from explorer.gui.case_jobs import CaseJobs, JobEntry
from explorer.gui.main_window import MainWindow
from explorer.gui.views.job_words import counted
from explorer.model.changes import ChangeSet

_PAUSE = 150  # milliseconds between two looks at the sums while records are being added


class CaseStatus(QObject):
    """Keeps the frame true to the case until ``leave``."""

    def __init__(self, session: CaseSession, window: MainWindow, jobs: CaseJobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._window, self._jobs = session, window, jobs
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self.refresh)
        line, panel = window.status_line, window.jobs_panel
        self._links: list[QMetaObject.Connection] = [
            line.pause_asked.connect(jobs.pause_or_go_on),
            line.cancel_asked.connect(jobs.cancel),
            line.jobs_asked.connect(self.toggle_jobs),
            panel.pause_asked.connect(jobs.pause_or_go_on),
            panel.cancel_asked.connect(jobs.cancel),
        ]
        jobs.changed.connect(self._on_job_changed)
        jobs.ended.connect(self._on_job_ended)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the sums and the last change anew."""
        reading = self._session.reading
        facts = f"{counted(len(reading.productions()), 'production')} · {counted(reading.totals().pages, 'page')}"
        self._window.top_bar.show_case(self._session.case.title, facts)
        self._window.status_line.show_saved(self._session.history.undo_label())

    def show_change(self, change: ChangeSet) -> None:
        """A person's change is shown at once, bulk work as often as the eye can follow."""
        if change.label:
            self.refresh()
        elif not self._soon.isActive():
            self._soon.start()

    def toggle_jobs(self) -> None:
        """Show or fold the list of jobs and of what they could not read."""
        panel = self._window.jobs_panel
        panel.show_jobs(self._jobs.entries)
        panel.setVisible(panel.isHidden())

    def leave(self) -> None:
        """Take what was this case's out of the frame."""
        for link in self._links:
            QObject.disconnect(link)
        self._soon.stop()
        self._window.top_bar.set_query("")
        self._window.top_bar.set_filters({})
        self._window.status_line.clear()
        self._window.jobs_panel.show_jobs(())
        self._window.jobs_panel.hide()
        self._window.banner.hide()

    def _on_job_changed(self, entry: JobEntry) -> None:
        panel, current = self._window.jobs_panel, self._jobs.current
        if current is not None and current.progress is not None:
            self._window.status_line.show_progress(current.progress, current.is_paused, self._jobs.waiting)
        if panel.isHidden():
            return
        if panel.holds(entry):
            panel.show_progress(entry)
        else:
            panel.show_jobs(self._jobs.entries)

    def _on_job_ended(self, entry: JobEntry) -> None:
        if self._jobs.current is None:
            self._window.status_line.end_job(entry.report)
        if not self._window.jobs_panel.isHidden():
            self._window.jobs_panel.show_jobs(self._jobs.entries)
        self.refresh()
