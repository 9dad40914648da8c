"""All documents of a case as a table; fast at any length, since a cell is made only when it is painted."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from explorer.gui.theme import theme
from explorer.model.document import Document, State

Index = QModelIndex | QPersistentModelIndex

_STATES = {
    State.READ: "● read",
    State.PARTIAL: "◐ in part",
    State.DUPLICATE: "= duplicate",
    State.FAILED: "✕ failed",
    State.PENDING: "… waiting",
}
_NOWHERE = QModelIndex()


class Column(IntEnum):
    NAME, KIND, STATE, PAGES, DATE, PATH, REASON = range(7)


_HEADS = ("Name", "Kind", "State", "Pages", "Date", "Where it lay", "Why it was not read in full")


class DocumentsModel(QAbstractTableModel):
    """Rows in document order; ``show`` replaces them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Document] = []

    def show(self, rows: Sequence[Document]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def document(self, row: int) -> Document:
        return self._rows[row]

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
        document, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(document, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.REASON, Column.PATH, Column.NAME):
            return document.reason if column is Column.REASON else document.path
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(document, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.PAGES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


def _cell(document: Document, column: Column) -> str:
    match column:
        case Column.NAME:
            return ("    " if document.parent else "") + document.name
        case Column.KIND:
            return document.kind.value
        case Column.STATE:
            return _STATES[document.state]
        case Column.PAGES:
            return f"{document.pages:,}" if document.pages else ""
        case Column.DATE:
            return (document.date or "")[:10]
        case Column.PATH:
            return document.path
        case Column.REASON:
            return document.reason


def _ink(document: Document, column: Column) -> QColor | None:
    if column is Column.STATE and document.state is State.FAILED:
        return QColor(theme().differs)
    if column is Column.STATE and document.state is State.PARTIAL:
        return QColor(theme().needs_source)
    return QColor(theme().muted) if column in (Column.KIND, Column.DATE, Column.PATH, Column.PAGES) else None
