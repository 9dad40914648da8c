"""Paints the rows of a conversation: cards indented below what they answer, quoted layers dimmed, all of it bounded."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from explorer.gui.models.conversation_rows import DEEPEST, Row, RowKind
from explorer.gui.views.lit_text import LitText, LitTexts
from explorer.gui.views.paint import colour, sized

_SIDE, _PAD, _STEP, _LEAST_STEP = 14, 14, 20, 5  # pixels
_ABOVE, _BELOW, _GAP = 10, 10, 10  # in a card, above its head and below its end; between cards
_BETWEEN, _QUOTE, _BAR = 6, 12, 3
_WIDEST = 860  # of a card: longer lines are hard to read
_NARROW = 420  # of a card: below, steps give way
_LEAST_ASIDE = 0.3  # of a head's line
_ALL = 1_000_000  # lines
_BREAK = "\u2028"  # a line's end within a layout


class RowPainter:
    """Measures and paints at whatever width the list has."""

    def __init__(self) -> None:
        self._texts = LitTexts()
        line = QFontMetricsF(sized(13))
        one, small = QFontMetricsF(sized(13, 600)).height(), QFontMetricsF(sized(12)).height()
        self._heights = {
            RowKind.HEAD: float(ceil(one) + _ABOVE + 2),
            RowKind.NOTE: float(ceil(small) + 6),
            RowKind.FOLD: float(ceil(small) + 8),
            RowKind.END: float(_BELOW + _GAP),
        }
        self._letter, self._line_height = line.averageCharWidth(), line.height()

    def estimate(self, row: Row, width: int) -> float:
        """About how high a row is, without laying its text out."""
        if row.kind is not RowKind.TEXT:
            return self._heights[row.kind]
        room = max(self._text_room(row, width) / self._letter, 1.0)
        lines = sum(1 + int(len(line) / room) for line in row.text.split("\n"))
        return float(ceil(lines * self._line_height) + _BETWEEN)

    def height(self, row: Row, width: int) -> float:
        """How high a row is, in pixels."""
        if row.kind is not RowKind.TEXT:
            return self._heights[row.kind]
        return float(ceil(self._layout(row, width).height) + _BETWEEN)

    def step(self, width: int) -> float:
        """How far a card is indented for each message above it."""
        return min(_STEP, max((width - 2 * _SIDE - _NARROW) / DEEPEST, _LEAST_STEP))

    def card(self, row: Row, width: int) -> tuple[float, float]:
        """The left edge and the width of a row's card."""
        left = _SIDE + row.indent * self.step(width)
        return left, max(min(width - left - _SIDE, _WIDEST), 60)

    def active(self, row: Row, box: QRectF) -> QRectF:
        """Where a click does what the row says: a head's citation, a fold, a note that leads elsewhere."""
        left, room = self.card(row, int(box.width()))
        line = QRectF(left + _PAD, box.top(), room - 2 * _PAD, box.height())
        match row.kind:
            case RowKind.HEAD:
                _, aside = self._head_places(row, line)
                return aside
            case RowKind.FOLD:
                return line
            case RowKind.NOTE if row.role != "muted" or row.text.startswith("Also"):
                return line
            case _:
                return QRectF()

    def paint(self, painter: QPainter, row: Row, box: QRectF, is_current: bool, is_under: bool) -> None:
        """Paint one row with the slice of its card behind it."""
        left, room = self.card(row, int(box.width()))
        self._paint_guide(painter, row, box)
        self._paint_card(painter, row, QRectF(left, box.top(), room, box.height()), is_current)
        line = QRectF(left + _PAD, box.top(), room - 2 * _PAD, box.height())
        match row.kind:
            case RowKind.HEAD:
                self._paint_head(painter, row, line, is_under)
            case RowKind.NOTE:
                self._paint_line(painter, row.text, line, row.role, is_under)
            case RowKind.FOLD:
                self._paint_fold(painter, row, line, is_under)
            case RowKind.TEXT:
                self._paint_text(painter, row, line, int(box.width()))
            case RowKind.END:
                pass

    def _paint_guide(self, painter: QPainter, row: Row, box: QRectF) -> None:
        """A thin line beside what stands below something else."""
        if row.indent:
            at = round(self.card(row, int(box.width()))[0] - self.step(int(box.width())) / 2) + 0.5
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(at, box.top()), QPointF(at, box.bottom()))

    def _paint_card(self, painter: QPainter, row: Row, card: QRectF, is_current: bool) -> None:
        bottom = card.bottom() - (_GAP if row.kind is RowKind.END else 0)
        whole = QRectF(card.left() + 0.5, card.top(), card.width() - 1, bottom - card.top())
        painter.save()
        painter.setClipRect(QRectF(card.left(), card.top(), card.width(), bottom - card.top() + 1))
        shape = whole.adjusted(0, 0.5 if row.kind is RowKind.HEAD else -20, 0, -0.5 if row.kind is RowKind.END else 20)
        pen = QPen(colour("line"), 1)
        if row.is_missing:
            pen.setStyle(Qt.PenStyle.DashLine)
            pen.setColor(colour("faint"))
        painter.setPen(pen)
        painter.setBrush(colour("panel" if row.is_missing else "card"))
        painter.drawRoundedRect(shape, 8, 8)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            inset = QRectF(card.left(), whole.top(), _BAR, whole.height())
            top, low = 8 if row.kind is RowKind.HEAD else 0, 6 if row.kind is RowKind.END else 0
            painter.drawRect(inset.adjusted(0, top, 0, -low))
        painter.restore()

    def _head_places(self, row: Row, line: QRectF) -> tuple[QRectF, QRectF]:
        """Where a head's sender and date stand, and at the right its citation, which gives way to them."""
        text = QRectF(line.left(), line.top() + _ABOVE, line.width(), line.height() - _ABOVE)
        if not row.aside:
            return text, QRectF()
        bold, small = QFontMetricsF(sized(13, 600)), QFontMetricsF(sized(12))
        said = bold.horizontalAdvance(row.text) + small.horizontalAdvance(row.detail) + 24
        aside = min(small.horizontalAdvance(row.aside) + 2, max(text.width() - said, text.width() * _LEAST_ASIDE))
        return text.adjusted(0, 0, -aside - 12, 0), text.adjusted(text.width() - aside, 0, 0, 0)

    def _paint_head(self, painter: QPainter, row: Row, line: QRectF, is_under: bool) -> None:
        said, aside = self._head_places(row, line)
        bold, small = QFontMetricsF(sized(13, 600)), QFontMetricsF(sized(12))
        taken = small.horizontalAdvance(row.detail) + 10 if row.detail else 0.0
        mark = "◌ " if row.is_missing else ""
        name = bold.elidedText(mark + row.text, Qt.TextElideMode.ElideRight, max(said.width() - taken, 40))
        painter.setFont(sized(13, 600))
        painter.setPen(colour(row.role))
        painter.drawText(said, int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.setFont(sized(12))
        painter.setPen(colour("muted"))
        after = said.adjusted(bold.horizontalAdvance(name) + 10, 0, 0, 0)
        painter.drawText(after, int(Qt.AlignmentFlag.AlignVCenter), row.detail)
        if row.aside:
            self._underlined(painter, is_under)
            painter.setPen(colour("accent"))
            shown = small.elidedText(row.aside, Qt.TextElideMode.ElideMiddle, aside.width())
            painter.drawText(aside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), shown)

    def _paint_line(self, painter: QPainter, text: str, line: QRectF, role: str, is_under: bool) -> None:
        self._underlined(painter, is_under)
        painter.setPen(colour(role))
        shown = QFontMetricsF(sized(12)).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _underlined(self, painter: QPainter, is_under: bool) -> None:
        small = sized(12)
        if is_under:
            small = type(small)(small)
            small.setUnderline(True)
        painter.setFont(small)

    def _paint_fold(self, painter: QPainter, row: Row, line: QRectF, is_under: bool) -> None:
        said = f"▾ {row.text}" if row.is_open else f"▸ … {row.text}"
        self._paint_line(painter, said, line.adjusted(0, 0, 0, -2), "accent" if is_under else "muted", False)

    def _paint_text(self, painter: QPainter, row: Row, line: QRectF, width: int) -> None:
        left = line.left()
        if row.role != "ink":
            painter.fillRect(QRectF(left, line.top(), 2, line.height()), colour("line"))
            left += _QUOTE
        at, lit = QPointF(left, line.top() + 2), colour("hit")
        self._layout(row, width).draw(painter, at, colour(row.role), lit, row.lit)

    def _layout(self, row: Row, width: int) -> LitText:
        return self._texts.get(row.text.replace("\n", _BREAK), sized(13), int(self._text_room(row, width)), _ALL)

    def _text_room(self, row: Row, width: int) -> float:
        return self.card(row, width)[1] - 2 * _PAD - (0 if row.role == "ink" else _QUOTE)
