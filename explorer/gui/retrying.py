"""Reading again what was not read in full, with passwords on wish: one file, some, or all."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.case_jobs import JobEntry
from explorer.gui.dialogs.unlock import UnlockDialog
from explorer.gui.services import WindowServices
from explorer.gui.views.job_words import counted
from explorer.jobs.job import Job
from explorer.model.document import PlaceId

_NOTHING = "Every file was read in full, as far as can be; there is nothing to read again."
_ALL_NEW = "Every document was read by this version of Casefile."


class Retrying(QObject):
    """
    Args:
        session: the open case.
        services: the window's.
        start: runs a job.
        chosen: the documents chosen in the list of sources.
        redraw: draws the page at hand anew.
    """

    def __init__(
        self,
        session: CaseSession,
        services: WindowServices,
        start: Callable[[Job], None],
        chosen: Callable[[], Sequence[PlaceId]],
        redraw: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._services, self._start = session, services, start
        self._chosen, self._redraw = chosen, redraw
        self.dialog: UnlockDialog | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "case.retry": self.retry_chosen,
            "case.retry_all": self.retry_all,
            "case.retry_older": self.retry_older,
            "case.unlock": self.unlock,
        }

    def retry_chosen(self) -> None:
        """Read the documents chosen once more; all that were not read in full where none is."""
        self._retry(list(self._chosen()) or None)

    def retry_all(self) -> None:
        self._retry(None)

    def retry_older(self) -> None:
        """Read once more what an earlier version of the program read."""
        if older := self._session.adding.older():
            self._retry(older)
        else:
            self._services.say(_ALL_NEW)

    def unlock(self) -> None:
        """Ask for passwords and try them on all that is locked."""
        if self.dialog is not None:
            return
        dialog = UnlockDialog(self._services.parent, self._session.adding.locked())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._try(dialog.passwords()))
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def on_ended(self, entry: JobEntry) -> None:
        """Once a batch was added: ask for the passwords of all that is locked in it, in one go."""
        locked = sum(failure.is_locked for failure in entry.report.failures) if entry.report else 0
        if not locked:
            return
        if entry.is_again:
            self._services.say(f"{counted(locked, 'file')} still locked: none of the passwords fits.")
        else:
            self.unlock()

    def _try(self, passwords: Sequence[str]) -> None:
        try:
            self._session.adding.passwords.give(passwords)
        except ExplorerError as problem:
            self._services.show_error(problem)
            return
        self._redraw()
        if locked := [each.id for each in self._session.adding.locked()]:
            self._retry(locked)

    def _retry(self, places: Sequence[PlaceId] | None) -> None:
        job = self._session.adding.retry(places)
        if job is None:
            self._services.say(_NOTHING)
        else:
            self._start(job)

    def _forget(self) -> None:
        self.dialog = None
