"""The current search's hits as rows: a document's header, then its hits. Knows neither who asked nor who shows.

Further parts of a long answer are asked for when a view scrolls to the end; they come back through ``add``.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.app.searching import HitGroup, grouped
from explorer.model.document import PageId
from explorer.model.ocr import LOOK
from explorer.model.query import Hit, SearchResult

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Folded:
    """The row below a hit that stands for others that are nearly the same."""

    leader: Hit
    hits: tuple[Hit, ...]
    is_open: bool = False

    @property
    def words(self) -> str:
        more = counted(len(self.hits), "near duplicate", "near duplicates")
        return f"− {more}" if self.is_open else f"+ {more}"

    def rows(self) -> "list[Row]":
        """What stands below it while it is open: each hit, under its document's name."""
        shown: list[Row] = []
        for group in grouped(self.hits):
            shown += ([] if group.document == self.leader.document else [group]) + list(group.hits)
        return shown


Row = HitGroup | Hit | Folded

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
        self._led: Mapping[PageId, PageId] = {}
        self._asked = False

    def fold(self, led: Mapping[PageId, PageId]) -> None:
        """What the rows that come next are folded by: pages, and the page ahead of each that stands for it."""
        self._led = led

    def show(self, result: SearchResult | None) -> None:
        """Replace all rows by the first part of an answer."""
        self.beginResetModel()
        self._hits = list(result.hits) if result else []
        self._rows = _opened(_rows(self._hits, self._led), self._opened_leaders())
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
        led = {page: ahead for page, ahead in self._led.items() if self.row_of(ahead) >= 0}
        for hit in hits:
            if hit.page in led:
                self._put_below(led[hit.page], hit)
        rows = _rows(hits, self._led)
        end = last.leader.document if isinstance(last, Folded) else last.document if last else None
        if rows and isinstance(rows[0], HitGroup) and rows[0].document == end:
            self._widen_header(rows[0])
            rows = rows[1:]
        if not rows:
            self._hits += hits
            return
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
        self._hits += hits
        self._rows += rows
        self.endInsertRows()

    def _opened_leaders(self) -> set[PageId]:
        return {row.leader.page for row in self._rows if isinstance(row, Folded) and row.is_open}

    def _put_below(self, leader: PageId, hit: Hit) -> None:
        """Fold one more hit into an earlier one; a fold that was open is closed."""
        at = self.row_of(leader)
        held, below = self._rows[at], self._rows[at + 1] if at + 1 < len(self._rows) else None
        if isinstance(below, Folded):
            if below.is_open:
                self.toggle(at + 1)
            self._rows[at + 1] = Folded(below.leader, (*below.hits, hit))
            self.dataChanged.emit(self.index(at + 1), self.index(at + 1))
        elif isinstance(held, Hit):
            self.beginInsertRows(QModelIndex(), at + 1, at + 1)
            self._rows.insert(at + 1, Folded(held, (hit,)))
            self.endInsertRows()

    def toggle(self, row: int) -> None:
        """Show what a row was folded of, or fold it again; other rows are left as they are."""
        fold = self.folded(row)
        if fold is None:
            return
        below = fold.rows()
        if fold.is_open:
            self.beginRemoveRows(QModelIndex(), row + 1, row + len(below))
            del self._rows[row + 1 : row + 1 + len(below)]
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), row + 1, row + len(below))
            self._rows[row + 1 : row + 1] = below
            self.endInsertRows()
        self._rows[row] = replace(fold, is_open=not fold.is_open)
        self.dataChanged.emit(self.index(row), self.index(row))

    def folded(self, row: int) -> Folded | None:
        """What a row was folded of; None for other rows."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Folded) else None

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
                return _plain(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not isinstance(self._rows[index.row()], Hit):
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


def _rows(hits: Sequence[Hit], led: Mapping[PageId, PageId]) -> list[Row]:
    """Documents with their hits; a document all of whose hits are folded into others' has no row of its own."""
    below: dict[PageId, list[Hit]] = {}
    for hit in hits:
        if hit.page in led:
            below.setdefault(led[hit.page], []).append(hit)
    rows: list[Row] = []
    for group in grouped(hits):
        own = [hit for hit in group.hits if hit.page not in led]
        rows += [group] if own else []
        for hit in own:
            rows += [hit, Folded(hit, tuple(below[hit.page]))] if hit.page in below else [hit]
    return rows


def _opened(rows: Sequence[Row], leaders: Container[PageId]) -> list[Row]:
    """The rows, with what is below the open ones."""
    shown: list[Row] = []
    for row in rows:
        is_open = isinstance(row, Folded) and row.leader.page in leaders
        shown += [replace(row, is_open=True), *row.rows()] if isinstance(row, Folded) and is_open else [row]
    return shown


def _plain(row: Row) -> str:
    match row:
        case Folded():
            return row.words
        case HitGroup():
            return row.name
    return f"{row.label} {row.snippet.text}"


def _spoken(row: Row) -> str:
    if isinstance(row, Folded):
        return f"{row.words[2:]} {'shown below' if row.is_open else 'folded'}; a click or the right arrow opens them"
    if isinstance(row, HitGroup):
        return f"{row.name}, {row.kind.value}, {counted(len(row.hits), 'hit', 'hits')}"
    doubt = LOOK if row.is_uncertain else ""
    said = [row.label, row.bates or "", doubt, *row.flags, row.snippet.text]
    return ", ".join(part for part in said if part)
