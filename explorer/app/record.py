"""The way to the case's rows: questions on this thread's own connection, changes through the writer."""

import threading
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from explorer.app.changes import Changes
from explorer.jobs.enrich import findings_on
from explorer.model.changes import ChangeSet
from explorer.store import recognition
from explorer.store.casefile import CaseFolder
from explorer.store.database import open_for_reading
from explorer.store.journal import Journal
from explorer.store.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")


class Record:
    """Asks and changes one case's database. Any thread may call it."""

    def __init__(self, folder: CaseFolder, writer: Writer | None, who: str, changes: Changes) -> None:
        self.folder, self.changes = folder, changes
        self._writer, self._who = writer, who
        self._threads = threading.local()

    def ask(self, question: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer a question of ``store/`` on this thread's read-only connection."""
        database = getattr(self._threads, "database", None)
        if database is None:
            database = self._threads.database = open_for_reading(self.folder)
        return question(database, *args, **kwargs)

    def change(self, act: Callable[Concatenate[Journal, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Make a person's change through the journal, ahead of bulk work, and publish what it touched."""

        def write(database: Any) -> tuple[T, tuple[ChangeSet, ...]]:
            journal = Journal(database, self._who)
            result = act(journal, *args, **kwargs)
            for page in journal.corrected:
                recognition.refresh(database, page, findings_on)
            return result, tuple(journal.change_sets)

        result, changed = self.writer.run(write, urgent=True)
        for change_set in changed:
            self.changes.publish(change_set)
        return result

    @property
    def can_write(self) -> bool:
        """Whether this session was opened for writing."""
        return self._writer is not None

    @property
    def writer(self) -> Writer:
        if self._writer is None:
            raise RuntimeError("this session was opened for reading")
        return self._writer

    def close_thread(self) -> None:
        """Close this thread's connection."""
        database = getattr(self._threads, "database", None)
        if database is not None:
            database.close()
            self._threads.database = None
