"""A small card over the window, beside the words it is about: asks for one thing and goes. Blocks nothing.

It is a child of the window rather than a window, so that it can stand beside the words on every system, and so that
keys typed in it never reach the desk. Enter does it, Escape leaves it; clicking elsewhere leaves it too, unless
something was written in it.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import TextLabel

_WIDTH = 400  # pixels
_AWAY = 8  # pixels from the words, and from the window's edge
_QUOTED = 160  # characters of a quotation that are shown


class Popover(QFrame):
    """Subclasses add what they ask to ``column`` and say in ``_submit`` what was answered.

    Signals:
        closed: it has gone, answered or not.
    """

    closed = Signal()

    def __init__(self, window: QWidget, title: str, answer: str, quote: str = "") -> None:
        super().__init__(window)
        self.setObjectName("popover")
        self.setAccessibleName(title)
        self._before = QApplication.focusWidget()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 12)
        self.column.setSpacing(8)
        self.column.addWidget(TextLabel(title, size=13, weight=600))
        if quote:
            self.column.addWidget(TextLabel(shortened(quote), role="muted", size=12, wraps=True))
        self.answer = QPushButton(answer)
        self.answer.setProperty("primary", True)
        self.answer.clicked.connect(self._submit)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        watch_theme(self, self._dress)

    def add_answers(self, hint: str = "") -> None:
        """Put the buttons below what is asked, with a word on the keys."""
        leave = QPushButton("Cancel")
        leave.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.addWidget(TextLabel(hint, role="faint", size=11))
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.answer)
        self.column.addLayout(row)

    def is_written_in(self) -> bool:
        """Whether going away would lose what somebody typed."""
        return False

    def show_beside(self, words: QRect) -> None:
        """Stand below a rectangle of the window, or above it, and take the keys."""
        window = self.parentWidget()
        self.setFixedWidth(min(_WIDTH, window.width() - 2 * _AWAY))
        self.ensurePolished()
        self.column.activate()
        self.setFixedHeight(self._height())
        top = words.bottom() + _AWAY
        if top + self.height() > window.height() - _AWAY:
            top = words.top() - _AWAY - self.height()
        left = min(words.left(), window.width() - _AWAY - self.width())
        self.move(max(_AWAY, left), min(max(_AWAY, top), max(_AWAY, window.height() - _AWAY - self.height())))
        self.show()
        self.raise_()
        self._take_keys()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def dismiss(self) -> None:
        """Go without an answer."""
        self.close()

    def _submit(self) -> None:
        raise NotImplementedError

    def _take_keys(self) -> None:
        self.focusNextPrevChild(True)

    def _height(self) -> int:
        room = self.width()
        return self.column.heightForWidth(room) if self.column.hasHeightForWidth() else self.sizeHint().height()

    def grow(self) -> None:
        """Take the height that what is asked now needs."""
        self.setFixedHeight(self._height())

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab stays within the card."""
        stops = [
            each
            for each in self.findChildren(QWidget)
            if each.isVisibleTo(self) and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not stops:
            return False
        focus = QApplication.focusWidget()
        at = stops.index(focus) if focus in stops else (-1 if is_next else 0)
        stops[(at + (1 if is_next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit()
        else:
            event.accept()  # nothing typed here reaches the desk

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        focus = QApplication.focusWidget()
        if self._before is not None and (focus is None or focus is self or self.isAncestorOf(focus)):
            self._before.setFocus()
        self.closed.emit()
        self.deleteLater()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        is_elsewhere = now is not None and now is not self and not self.isAncestorOf(now)
        if is_elsewhere and self.isVisible() and not self.is_written_in():
            self._before = None  # the person has chosen where to be
            self.close()

    def _dress(self) -> None:
        card, line = colour("card").name(), colour("line").name()
        self.setStyleSheet(f"QFrame#popover {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}")


def shortened(quote: str) -> str:
    """A quotation on a line or three: its beginning and, where that is not all, its end."""
    words = " ".join(quote.split())
    if len(words) > _QUOTED:
        half = _QUOTED // 2
        words = f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"
    return f"“{words}”"
