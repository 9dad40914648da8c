"""All documents of a case as a table; fast at any length, since a cell is made only when it is painted."""

from collections import Counter
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from explorer.gui.models.picture_words import plain_reason
from explorer.gui.theme import theme
from explorer.gui.tips import plain_tip
from explorer.model.document import Document, PlaceId, State

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
    NAME, KIND, STATE, PAGES, COPIES, DATE, PATH, REASON = range(8)


_HEADS = ("Name", "Kind", "State", "Pages", "Copies", "Date", "Where it lay", "Why it was not read in full")
_NUMBERS = (Column.PAGES, Column.COPIES)
_QUIET = (Column.KIND, Column.DATE, Column.PATH, Column.PAGES, Column.COPIES, Column.REASON)


class DocumentsModel(QAbstractTableModel):
    """Rows in document order until a column is sorted by; ``show`` and ``keep`` choose which."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Document] = []
        self._rows: list[Document] = []
        self._haystacks: dict[PlaceId, str] = {}
        self._copies: Counter[str] = Counter()
        self._words: tuple[str, ...] = ()
        self._only_problems = False
        self._order: tuple[Column, Qt.SortOrder] | None = None

    def show(self, documents: Sequence[Document]) -> None:
        """Hold these documents; what is filtered and sorted by stays."""
        self._all = list(documents)
        self._haystacks = {each.id: f"{each.path} {plain_reason(each.reason)}".casefold() for each in self._all}
        self._copies = Counter(each.document for each in self._all)
        self._fill()

    def keep(self, text: str = "", *, only_problems: bool = False) -> None:
        """Show what holds all these words in its path or reason; on wish, only what was not read in full."""
        self._words, self._only_problems = tuple(text.casefold().split()), only_problems
        self._fill()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives document order back."""
        self._order = (Column(column), order) if column >= 0 else None
        self._fill()

    def document(self, row: int) -> Document:
        return self._rows[row]

    def row_of(self, place: PlaceId) -> int | None:
        """Where a document stands now."""
        return next((row for row, each in enumerate(self._rows) if each.id == place), None)

    @property
    def held(self) -> int:
        """How many documents there are, shown or not."""
        return len(self._all)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        document, column = self._rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(document, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.REASON, Column.PATH, Column.NAME):
            return plain_tip(plain_reason(document.reason) if column is Column.REASON else document.path)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(document, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = [each for each in self._all if self._is_kept(each)]
        if self._order is not None:
            column, order = self._order
            self._rows.sort(key=self._sort_key(column), reverse=order == Qt.SortOrder.DescendingOrder)
        self.endResetModel()

    def _is_kept(self, document: Document) -> bool:
        if self._only_problems and document.state not in (State.PARTIAL, State.FAILED):
            return False
        haystack = self._haystacks[document.id]
        return all(word in haystack for word in self._words)

    def _sort_key(self, column: Column) -> Callable[[Document], Any]:
        if column is Column.PAGES:
            return lambda each: each.pages
        if column is Column.COPIES:
            return lambda each: self._copies[each.document]
        return lambda each: self._cell(each, column).strip().casefold()

    def _cell(self, document: Document, column: Column) -> str:
        match column:
            case Column.NAME:
                return f"    ↳ {document.name}" if document.parent else document.name
            case Column.KIND:
                return document.kind.value
            case Column.STATE:
                return _STATES[document.state]
            case Column.PAGES:
                return f"{document.pages:,}" if document.pages else ""
            case Column.COPIES:
                return f"{copies:,}" if (copies := self._copies[document.document]) > 1 else ""
            case Column.DATE:
                return (document.date or "")[:10]
            case Column.PATH:
                return document.path
            case Column.REASON:
                return _beside_name(plain_reason(document.reason), document.name)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _ink(document: Document, column: Column) -> QColor | None:
    if column is Column.STATE and document.state is State.FAILED:
        return QColor(theme().differs)
    if column is Column.STATE and document.state is State.PARTIAL:
        return QColor(theme().needs_source)
    return QColor(theme().muted) if column in _QUIET else None


def _beside_name(reason: str, name: str) -> str:
    """A reason as it is told where the name stands beside it anyway."""
    return f"It {reason[len(name) + 3 :]}" if reason.startswith(f"“{name}” ") else reason
