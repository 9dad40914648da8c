"""Files that were not read, or only in part, and why."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from explorer.gui.models.picture_words import plain_reason
from explorer.gui.theme import theme
from explorer.gui.tips import plain_tip
from explorer.jobs.job import Failure

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADS = ("State", "File", "Why it was not read in full")
_STATES = {"failed": "✕ failed", "partial": "◐ in part"}


class FailuresModel(QAbstractTableModel):
    """Rows in the order of the report; ``show`` replaces them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Failure, ...] = ()

    def show(self, rows: Sequence[Failure]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def as_text(self) -> str:
        """The whole list as lines with tabs, for a letter or a table."""
        return "\n".join(f"{row.state}\t{row.path}\t{plain_reason(row.reason)}" for row in self._rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = (_STATES.get(row.state, row.state), row.path, plain_reason(row.reason))[index.column()]
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return QColor(theme().differs if row.state == "failed" else theme().needs_source)
        return None
