"""One facet's values as rows that can be ticked: "State Police, 2018-03-02 … 61". Values ORed within a facet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A value, how it is shown, and how many pages of the answer have it."""

    value: str
    label: str
    count: int
    role: str = ""  # an entity's kind, which gives it a shape and a colour
    note: str = ""  # "suggested"


class FacetRole(IntEnum):
    ROW = Qt.ItemDataRole.UserRole


class FacetsModel(QAbstractListModel):
    """The values of one facet.

    Signals:
        chosen_changed: the values that are ticked, as a frozenset of str.
    """

    chosen_changed = Signal(frozenset)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FacetRow] = []
        self._chosen: frozenset[str] = frozenset()

    @property
    def chosen(self) -> frozenset[str]:
        return self._chosen

    def show(self, rows: Sequence[FacetRow], chosen: frozenset[str]) -> None:
        """Replace the rows. What is ticked stays listed, with no pages if the answer has none of it."""
        held = {row.value for row in rows}
        known = {row.value: row for row in self._rows}
        gone = [replace(known.get(value) or FacetRow(value, value, 0), count=0) for value in sorted(chosen - held)]
        self._replace([*rows, *gone], chosen)

    def _replace(self, rows: list[FacetRow], chosen: frozenset[str]) -> None:
        same = [row.value for row in rows] == [row.value for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._chosen = rows, chosen
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        row = self._rows[index.row()]
        match role:
            case FacetRole.ROW:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.label
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.value or row.label} ({row.note})" if row.note else row.value or row.label
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.value in self._chosen else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (row.label, row.note, f"{row.count:,} pages") if part)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        chosen = self._rows[index.row()].value
        is_ticked = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        self._chosen = self._chosen | {chosen} if is_ticked else self._chosen - {chosen}
        self.dataChanged.emit(index, index)
        self.chosen_changed.emit(self._chosen)
        return True

    def toggle(self, row: int) -> None:
        """Tick a row, or take its tick away."""
        index = self.index(row)
        is_ticked = self._rows[row].value in self._chosen
        self.setData(
            index, Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
