"""The places that name an entity, by document, each with the words around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from explorer.model.document import DocumentId, Page
from explorer.model.entity import Mention, MentionId
from explorer.model.passage import Passage

Index = QModelIndex | QPersistentModelIndex
_AROUND = 90  # characters shown before and after


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """A document's header among the mentions."""

    document: DocumentId
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A mention, where it stands, and the words around it; ``text[start:end]`` is the mention itself."""

    mention: Mention
    place: str  # "slide 14 · MSP-000417"
    text: str
    start: int
    end: int


class MentionRole(IntEnum):
    ROW = Qt.ItemDataRole.UserRole


def around(page_text: str, passage: Passage) -> tuple[str, int, int]:
    """A passage with the words around it on one line, and where in that it stands."""
    if not passage.stands_in(page_text):
        quote = " ".join(passage.quote.split())
        return quote, 0, len(quote)
    low = page_text.rfind(" ", 0, max(0, passage.start - _AROUND)) + 1
    high = page_text.find(" ", min(len(page_text), passage.end + _AROUND))
    high = high if high >= 0 else len(page_text)
    before = " ".join(page_text[low : passage.start].split())
    quote = " ".join(passage.quote.split())
    after = " ".join(page_text[passage.end : high].split())
    lead = ("… " if low else "") + before
    if lead and (low == passage.start or page_text[passage.start - 1 : passage.start].isspace()):
        lead = lead.rstrip() + " "
    gap = " " if page_text[passage.end : passage.end + 1].isspace() else ""
    tail = gap + after + (" …" if high < len(page_text) else "")
    return f"{lead}{quote}{tail}", len(lead), len(lead) + len(quote)


def mention_rows(
    mentions: Sequence[Mention], page_of: Callable[[Mention], Page], name_of: Callable[[DocumentId], str]
) -> list[MentionGroup | MentionRow]:
    """Mentions as rows under their documents' headers."""
    by_document: dict[DocumentId, list[Mention]] = {}
    for mention in mentions:
        by_document.setdefault(mention.passage.document, []).append(mention)
    rows: list[MentionGroup | MentionRow] = []
    for document, of in by_document.items():
        rows.append(MentionGroup(document, name_of(document), len(of)))
        for mention in of:
            page = page_of(mention)
            place = f"{page.label} · {page.bates}" if page.bates else page.label
            rows.append(MentionRow(mention, place, *around(page.text, mention.passage)))
    return rows


class MentionsModel(QAbstractListModel):
    """Rows that can be ticked, to split mentions off or to take them away.

    Signals:
        ticked_changed: other mentions are ticked than before.
    """

    ticked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[MentionGroup | MentionRow] = []
        self._ticked: set[MentionId] = set()

    def ticked(self) -> list[MentionId]:
        """The mentions that are ticked, in order."""
        held = (row.mention.id for row in self._rows if isinstance(row, MentionRow))
        return [mention for mention in held if mention in self._ticked]

    def toggle(self, row: int) -> None:
        """Tick a mention, or take its tick away; a header ticks nothing."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        if isinstance(found, MentionRow):
            self._ticked ^= {found.mention.id}
            self.dataChanged.emit(self.index(row), self.index(row))
            self.ticked_changed.emit()

    def show(self, rows: Sequence[MentionGroup | MentionRow]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._ticked &= {row.mention.id for row in self._rows if isinstance(row, MentionRow)}
        self.endResetModel()
        self.ticked_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        row = self._rows[index.row()]
        if role == MentionRole.ROW:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(row, MentionRow):
            return Qt.CheckState.Checked if row.mention.id in self._ticked else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.name if isinstance(row, MentionGroup) else f"{row.place}, {row.text}"
        return None

    def setData(self, index: Index, _value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle(index.row())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._rows[index.row()], MentionGroup):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
