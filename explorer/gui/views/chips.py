"""Chips that are chosen one at a time, and the layout that wraps them."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from explorer.gui.views.paint import colour, sized, watch_theme

_GAP = 6  # pixels


class Chip(QPushButton):
    """A small round button that stays chosen."""

    def __init__(self, text: str, role: str = "ink") -> None:
        super().__init__(text)
        self._role = role
        self.setCheckable(True)
        self.setObjectName("chip")
        self.setFont(sized(12))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        watch_theme(self, self._dress)

    def _dress(self) -> None:
        ink, card, line, wash, accent = (
            colour(role).name() for role in (self._role, "card", "line", "accent_wash", "accent")
        )
        self.setStyleSheet(
            f"QPushButton#chip {{ color: {ink}; background: {card}; border: 1px solid {line}; border-radius: 11px;"
            f" padding: 2px 9px; min-height: 16px; }}"
            f"QPushButton#chip:hover, QPushButton#chip:focus {{ border-color: {accent}; }}"
            f"QPushButton#chip:checked {{ background: {wash}; border-color: {accent}; }}"
        )


class FlowLayout(QLayout):
    """Sets items side by side and goes on in the next line where there is no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        parent.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def clear(self) -> None:
        """Take all out."""
        for item in self._items:
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        self._items.clear()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moves=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(widest, max((item.sizeHint().height() for item in self._items), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def _place(self, rect: QRect, *, moves: bool) -> int:
        """Place the items, or only find out how high they stand; gives that height."""
        x, y, line = rect.left(), rect.top(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > rect.left() and x + size.width() > rect.right() + 1:
                x, y, line = rect.left(), y + line + _GAP, 0
            if moves:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, line = x + size.width() + _GAP, max(line, size.height())
        return y + line - rect.top()
