"""The current search's hits as rows: a document's header, then its hits. Knows neither who asked nor who shows.

Further parts of a long answer are asked for when a view scrolls to the end; they come back through ``add``.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.app.searching import HitGroup, grouped
from explorer.model.document import PageId
from explorer.model.ocr import LOOK
from explorer.model.query import Hit, SearchResult

Index = QModelIndex | QPersistentModelIndex
Row = HitGroup | Hit

BADGES = {
    "slides": "PPTX",
    "email": "EML",
    "pdf": "PDF",
    "sheet": "XLSX",
    "document": "DOCX",
    "text": "TXT",
    "image": "IMG",
    "archive": "ZIP",
    "other": "FILE",
}
_LONGEST_BADGE = 5  # letters


class HitRole(IntEnum):
    """What a row holds beside its text."""

    ROW = Qt.ItemDataRole.UserRole
    IS_HEADER = Qt.ItemDataRole.UserRole + 1


def badge(group: HitGroup) -> str:
    """The kind as people know it: the name's own ending where it has one, else the usual one of its kind."""
    stem, dot, ending = group.name.rpartition(".")
    if stem and dot and ending.isalnum() and len(ending) <= _LONGEST_BADGE:
        return ending.upper()
    return BADGES.get(group.kind, "FILE")


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: "1 hit", "1,204 hits"."""
    return f"{count:,} {one if count == 1 else many}"


class HitsModel(QAbstractListModel):
    """Rows of one answer; ``fetch_more`` is called with the number of hits held when more of them are wanted."""

    def __init__(self, fetch_more: Callable[[int], None] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = fetch_more
        self._rows: list[Row] = []
        self._hits: list[Hit] = []
        self._total = 0
        self._asked = False

    def show(self, result: SearchResult | None) -> None:
        """Replace all rows by the first part of an answer."""
        self.beginResetModel()
        self._hits = list(result.hits) if result else []
        self._rows = _rows(self._hits)
        self._total = result.pages if result else 0
        self._asked = False
        self.endResetModel()

    def add(self, hits: Sequence[Hit]) -> None:
        """Append a further part of the same answer; a document already begun at the end goes on there."""
        self._asked = False
        if not hits:
            self._total = len(self._hits)
            return
        last = self._rows[-1] if self._rows else None
        rows = _rows(hits)
        if isinstance(last, Hit) and isinstance(rows[0], HitGroup) and rows[0].document == last.document:
            self._widen_header(rows[0])
            rows = rows[1:]
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
        self._hits += hits
        self._rows += rows
        self.endInsertRows()

    def _widen_header(self, more: HitGroup) -> None:
        """Count further hits in the header of the document that the rows end with."""
        at = max(at for at, row in enumerate(self._rows) if isinstance(row, HitGroup))
        header = self._rows[at]
        if isinstance(header, HitGroup):
            self._rows[at] = replace(header, hits=header.hits + more.hits)
            self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        row = self._rows[index.row()]
        match role:
            case HitRole.ROW:
                return row
            case HitRole.IS_HEADER:
                return isinstance(row, HitGroup)
            case Qt.ItemDataRole.DisplayRole:
                return row.name if isinstance(row, HitGroup) else f"{row.label} {row.snippet.text}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._rows[index.row()], HitGroup):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._ask is not None and not self._asked and len(self._hits) < self._total

    def fetchMore(self, parent: Index) -> None:
        if self._ask is not None and self.canFetchMore(parent):
            self._asked = True
            self._ask(len(self._hits))

    @property
    def held(self) -> int:
        """How many hits are held."""
        return len(self._hits)

    def hit(self, row: int) -> Hit | None:
        """The hit in a row; None for a header or no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Hit) else None

    def row_of(self, page: PageId) -> int:
        """The row of a page's hit; -1 if it is not among those held."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Hit) and row.page == page), -1)

    def next_hit(self, row: int, step: int) -> int:
        """The next row that is a hit, going by +1 or -1; -1 at the end."""
        at = row + step
        while 0 <= at < len(self._rows):
            if isinstance(self._rows[at], Hit):
                return at
            at += step
        return -1

    def next_document(self, row: int, step: int) -> int:
        """The first hit of the document after (+1) or before (-1) the one of a row; -1 at the end."""
        headers = [at for at, each in enumerate(self._rows) if isinstance(each, HitGroup)]
        beyond = [at for at in headers if at > row] if step > 0 else [at for at in headers if at < row][:-1][::-1]
        return beyond[0] + 1 if beyond else -1


def _rows(hits: Sequence[Hit]) -> list[Row]:
    rows: list[Row] = []
    for group in grouped(hits):
        rows.append(group)
        rows += group.hits
    return rows


def _spoken(row: Row) -> str:
    if isinstance(row, HitGroup):
        return f"{row.name}, {row.kind.value}, {counted(len(row.hits), 'hit', 'hits')}"
    doubt = LOOK if row.is_uncertain else ""
    said = [row.label, row.bates or "", doubt, *row.flags, row.snippet.text]
    return ", ".join(part for part in said if part)
