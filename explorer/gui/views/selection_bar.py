"""The small dark bar beside chosen words: the five things one does with them, each with its key."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from explorer.gui.views.paint import sized

_ACTIONS = (
    ("passage.cite", "Cite for claim", "Cite", "C"),
    ("passage.highlight", "Highlight", "Highlight", "H"),
    ("passage.tag", "Tag entity", "Tag", "E"),
    ("passage.copy_quote", "Copy quote", "Quote", "Q"),
    ("passage.note", "Note", "Note", "M"),
)
_GROUND, _UNDER, _INK, _KEY = "#22262b", "#3d434b", "#f2f0eb", "#a9afb6"  # the same in both schemes
_GAP = 8  # pixels between the words and the bar, and at least to the viewport's sides
_PAD = 9  # pixels beside a button's words


class _BarButton(QAbstractButton):
    """Words in light ink, then their key in grey."""

    def __init__(self, words: str, short: str, key: str) -> None:
        super().__init__()
        self._words, self._short, self._key = words, short, key
        self._is_short = self._hides_key = False
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def shorten(self, *, is_short: bool, hides_key: bool) -> None:
        self._is_short, self._hides_key = is_short, hides_key
        self.updateGeometry()

    def _shown(self) -> str:
        return self._short if self._is_short else self._words

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(13))
        wide = metrics.horizontalAdvance(self._shown()) + 2 * _PAD
        key = 0 if self._hides_key else 6 + QFontMetrics(sized(11)).horizontalAdvance(self._key)
        return QSize(wide + key, metrics.height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QColor(_INK) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_UNDER))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        line = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(sized(13))
        painter.setPen(QColor(_INK))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._shown())
        if not self._hides_key:
            painter.setFont(sized(11))
            painter.setPen(QColor(_KEY))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._key)


class SelectionBar(QFrame):
    """Lies over the viewport it is a child of, and stays inside it.

    Signals:
        chosen: the id of an action, as in the catalog.
    """

    chosen = Signal(str)

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setObjectName("selectionBar")
        self.setAccessibleName("What to do with the selected words")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # a click beside a button keeps the selection
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setStyleSheet(
            f"QFrame#selectionBar {{ background: {_GROUND}; border: 1px solid {_UNDER}; border-radius: 8px; }}"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 3, 5, 3)
        row.setSpacing(2)
        self._buttons: list[_BarButton] = []
        for action, words, short, key in _ACTIONS:
            button = _BarButton(words, short, key)
            button.clicked.connect(lambda _checked=False, action=action: self.chosen.emit(action))
            row.addWidget(button)
            self._buttons.append(button)
        self.hide()

    def buttons(self) -> list[QAbstractButton]:
        return list(self._buttons)

    def place(self, around: QRect) -> None:
        """Stand below some words, else above them, else over them; hidden while they are out of view."""
        viewport = self.parentWidget()
        assert viewport is not None
        room = viewport.rect()
        if around.isNull() or not around.intersects(room):
            self.hide()
            return
        self._fit(room.width() - 2 * _GAP)
        size = self.sizeHint()
        left = min(max(around.center().x() - size.width() // 2, _GAP), room.right() - _GAP - size.width())
        self.setGeometry(QRect(QPoint(max(left, 0), self._top(around, room, size.height())), size))
        self.show()
        self.raise_()

    def _top(self, around: QRect, room: QRect, height: int) -> int:
        if around.bottom() + _GAP + height <= room.bottom():
            return around.bottom() + _GAP
        above = around.top() - _GAP - height
        return above if above >= 0 else room.bottom() - _GAP - height

    def _fit(self, width: int) -> None:
        """Leave the keys away where there is no room, then shorten the words."""
        for is_short, hides_key in ((False, False), (False, True), (True, True)):
            for button in self._buttons:
                button.shorten(is_short=is_short, hides_key=hides_key)
            layout = self.layout()
            assert layout is not None
            layout.invalidate()
            if self.sizeHint().width() <= width:
                return
