"""While a case is open: adds what is new in the folders that were added to it, where the settings say so."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from explorer.app.session import CaseSession
from explorer.app.settings import Settings
from explorer.gui.tasks import Tasks
from explorer.jobs.job import Job
from explorer.jobs.watching import FolderWatch, Watched

KEY = "add.watch"


class Watching(QObject):
    """Looks off the GUI thread, and only while no job is under way."""

    def __init__(
        self,
        session: CaseSession,
        settings: Settings,
        tasks: Tasks,
        is_busy: Callable[[], bool],
        start: Callable[[Job], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._settings, self._tasks = session, settings, tasks
        self._is_busy, self._start = is_busy, start
        self._watch: FolderWatch | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(int(settings["add.watch_seconds"] * 1000))
        self._timer.timeout.connect(self._look)
        settings.watch(lambda key: self._turn() if key == KEY else None)
        self._turn()

    def forget(self) -> None:
        """Folders were added: reckon with them."""
        self._watch = None

    def stop(self) -> None:
        self._timer.stop()

    def _turn(self) -> None:
        if self._settings[KEY]:
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        if not self._is_busy():
            self._tasks.run(self._found, self._add, key="watch")

    def _found(self) -> list[Watched]:
        if self._watch is None:
            self._watch = self._session.adding.watch()
        return self._watch.look(time.monotonic())

    def _add(self, found: list[Watched]) -> None:
        for each in found:
            self._start(self._session.adding.add_watched(each))
