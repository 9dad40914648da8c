"""One field over everything that can be done or opened: actions, entities, documents. Enter runs the chosen one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.icons import icon
from explorer.gui.tips import plain_tip
from explorer.gui.views.paint import colour, sized, watch_theme

_SHOWN = 60
_ROW, _ICON, _SIDE = 30, 16, 12  # pixels
_HINT_ROLE, _ICON_ROLE, _IS_KEY_ROLE = (Qt.ItemDataRole.UserRole + number for number in range(3))
_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the palette.

    Attributes:
        text: what it says, and what is looked in.
        hint: what stands at its right: a key, or what kind of thing it is.
        run: what it does.
        icon: the name of its line icon.
        is_key: whether the hint is a key.
    """

    text: str
    hint: str
    run: Callable[[], None]
    icon: str = ""
    is_key: bool = False


class CommandPalette(QDialog):
    """Closes when something was chosen, at Escape, and at a click elsewhere."""

    def __init__(self, parent: QWidget | None, commands: Sequence[Command]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName("Commands")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setFixedSize(600, 420)
        self._commands = list(commands)
        self._found: list[Command] = []
        self.field, self.list, self._none = QLineEdit(), QListWidget(), QLabel("Nothing is called that.")
        self.field.setPlaceholderText("What to do, or whom or what to open")
        self.field.setAccessibleName("Find a command, an entity or a document")
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        self.list.setAccessibleName("Commands found")
        self.list.setItemDelegate(_RowPainter(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(lambda _item: self._run())
        self._none.setProperty("role", "muted")
        self._none.setMargin(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for widget in (self.field, self._none, self.list):
            layout.addWidget(widget)
        watch_theme(self, self._dress)
        self._find("")

    def add(self, commands: Sequence[Command]) -> None:
        """Find in these too: what took a moment to be asked for."""
        self._commands += commands
        self._find(self.field.text())

    def texts(self) -> list[str]:
        """What is listed now."""
        return [command.text for command in self._found]

    def _find(self, text: str) -> None:
        words = text.casefold().split()
        held = [each for each in self._commands if all(word in each.text.casefold() for word in words)]
        self._found = sorted(held, key=lambda each: _distance(each.text.casefold(), words))[:_SHOWN]
        self.list.clear()
        for command in self._found:
            item = QListWidgetItem(command.text)
            item.setData(_HINT_ROLE, command.hint)
            item.setData(_ICON_ROLE, command.icon)
            item.setData(_IS_KEY_ROLE, command.is_key)
            item.setToolTip(plain_tip(command.text))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._found))
        self._none.setVisible(not self._found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that walk the list, while the field keeps the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if step := _STEPS.get(Qt.Key(event.key()), 0):
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
        return super().eventFilter(watched, event)

    def _run(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            run = self._found[row].run
            self.accept()
            run()

    def _dress(self) -> None:
        card, line = colour("card").name(), colour("faint").name()
        self.setStyleSheet(
            f"#palette {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}"
            f"QListWidget {{ background: {card}; }}"
        )


class _RowPainter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_wash"))
            painter.drawRoundedRect(box, 6, 6)
        line = box.adjusted(_SIDE, 0, -_SIDE, 0)
        if name := index.data(_ICON_ROLE):
            sign = icon(name, colour("muted").name())
            sign.paint(painter, int(line.left()), int(line.center().y()) - _ICON // 2, _ICON, _ICON)
        hint = str(index.data(_HINT_ROLE))
        room = line.width() - _hint(painter, line, hint, is_key=bool(index.data(_IS_KEY_ROLE))) - _ICON - 22
        painter.setFont(sized(13))
        painter.setPen(colour("ink"))
        text = QFontMetricsF(sized(13)).elidedText(index.data(), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(line.adjusted(_ICON + 10, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()


def _hint(painter: QPainter, line: QRectF, hint: str, *, is_key: bool) -> float:
    """What stands at the right; keys in a frame. Returns its width."""
    metrics = QFontMetricsF(sized(11))
    width = metrics.horizontalAdvance(hint) + (12 if is_key else 0)
    if not hint:
        return 0
    box = QRectF(line.right() - width, line.center().y() - 9, width, 18)
    if is_key:
        painter.setPen(colour("line"))
        painter.setBrush(colour("panel"))
        painter.drawRoundedRect(box, 5, 5)
    painter.setFont(sized(11))
    painter.setPen(colour("muted"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), hint)
    return width


def _distance(text: str, words: Sequence[str]) -> int:
    """How far a text is from what was typed: it begins so, a word of it begins so, or it merely holds it."""
    if not words or text.startswith(words[0]):
        return 0
    return 1 if any(part.startswith(words[0]) for part in text.split()) else 2
