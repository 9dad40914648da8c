"""A field and the few things it finds: choose one that exists, or what was typed as a new one. Keys alone suffice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.views.paint import colour, sized

_LINE = 26  # pixels a row
_SHOWN = 5  # rows at once
_MOST = 50  # rows found
_HINT_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """A row: what it says, what stands at its right, and the id of what it means; an empty id is a new one."""

    text: str
    hint: str
    id: str = ""


class Finder(QWidget):
    """
    Args:
        name: what the field is for, as it is spoken and as it stands in the empty field.
        choices: what exists.
        new: the row for what was typed, if it may be made; it is never offered twice over one that exists.
        prefers_new: whether what was typed stands above what merely holds it.

    Signals:
        typed: the text in the field.
        changed: another row is chosen.
        submitted: Enter was pressed in the field, or a row was clicked.
    """

    typed = Signal(str)
    changed = Signal()
    submitted = Signal()

    def __init__(
        self, name: str, choices: Sequence[Choice], new: Callable[[str], Choice], *, prefers_new: bool = False
    ) -> None:
        super().__init__()
        self._choices, self._new, self._prefers_new = choices, new, prefers_new
        self._found: list[Choice] = []
        self.field = _Field(self._step)
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        self.list = QListWidget()
        self.list.setAccessibleName(f"{name}: found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Rows(self.list))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self.submitted)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemClicked.connect(lambda _item: self.submitted.emit())
        self.find()

    def text(self) -> str:
        return self.field.text().strip()

    def chosen(self) -> Choice | None:
        """The row that Enter takes."""
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def find(self) -> None:
        """Look for what the field holds, and choose the first row."""
        text = self.text()
        self._found = self._rows(text)
        self.list.clear()
        for choice in self._found:
            item = QListWidgetItem(choice.text)
            item.setData(_HINT_ROLE, choice.hint)
            item.setToolTip(choice.text)
            self.list.addItem(item)
        self.list.setFixedHeight(max(1, min(len(self._found), _SHOWN)) * _LINE + 4)
        self.list.setVisible(bool(self._found))
        self.list.setCurrentRow(0)

    def _rows(self, text: str) -> list[Choice]:
        folded = text.casefold()
        words = folded.split()
        held = [each for each in self._choices if all(word in each.text.casefold() for word in words)]
        same = [each for each in held if each.text.casefold() == folded]
        others = sorted(
            (each for each in held if each not in same), key=lambda each: not each.text.casefold().startswith(folded)
        )
        new = [self._new(text)] if text and not same else []
        return [*same, *new, *others][:_MOST] if self._prefers_new else [*same, *others[:_MOST], *new]

    def _step(self, step: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))

    def _on_typed(self, text: str) -> None:
        self.find()
        self.typed.emit(text)

    def _on_row(self, _row: int) -> None:
        chosen = self.chosen()
        self.field.setAccessibleDescription(f"{chosen.text}, {chosen.hint}" if chosen else "")
        self.changed.emit()


class _Field(QLineEdit):
    """A field whose up and down keys go through the rows."""

    def __init__(self, step: Callable[[int], None]) -> None:
        super().__init__()
        self._step = step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """A row: the text, shortened where there is no room, and its hint at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(40, _LINE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, is_chosen = QRectF(option.rect), index.row() == _current_row(option.widget)
        painter.save()
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_wash"))
            painter.drawRoundedRect(row, 5, 5)
        room = row.adjusted(8, 0, -8, 0)
        hint = str(index.data(_HINT_ROLE) or "")
        painter.setFont(sized(11))
        painter.setPen(colour("muted"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), hint)
        room.setRight(room.right() - QFontMetricsF(sized(11)).horizontalAdvance(hint) - 10)
        painter.setFont(sized(13))
        painter.setPen(colour("ink"))
        text = QFontMetricsF(sized(13)).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()


def _current_row(view: QWidget | None) -> int:
    return view.currentRow() if isinstance(view, QListWidget) else -1
