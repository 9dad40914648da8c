"""Undo and redo over the journal."""

from explorer.app.record import Record
from explorer.model.changes import ChangeSet
from explorer.store import journal
from explorer.store.journal import Journal


class History:
    def __init__(self, record: Record) -> None:
        self._record = record

    def undo(self) -> ChangeSet | None:
        """Undo the last operation; None if there is none.

        Raises:
            UndoConflictError: what it changed was changed again since.
        """
        return self._record.change(Journal.undo)

    def redo(self) -> ChangeSet | None:
        """Redo the operation undone last; None if there is none."""
        return self._record.change(Journal.redo)

    def undo_label(self) -> str | None:
        return self._record.ask(journal.undo_label)

    def redo_label(self) -> str | None:
        return self._record.ask(journal.redo_label)
