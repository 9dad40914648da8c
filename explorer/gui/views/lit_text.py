"""Text with lit words, laid out to a width and cut to a number of lines: elided, never cut in the middle of a letter.

Layouts are kept, since a list asks for the same rows again and again while it scrolls.
"""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

Span = tuple[int, int]
_KEPT = 600  # layouts


class LitText:
    """One laid-out text."""

    def __init__(self, text: str, font: QFont, width: float, lines: int) -> None:
        self._metrics = QFontMetricsF(font)
        self._font, self._width = font, max(width, 1.0)
        layout = self._laid_out(text)
        if layout.lineCount() > lines:
            start = layout.lineAt(lines - 1).textStart()
            rest = self._metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, self._width)
            # The last line holds no place to break, so that what was measured as one line stays one.
            layout = self._laid_out(text[:start] + rest, start)
        self._layout = layout
        self.height = layout.boundingRect().height()
        self.used_width = max((layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount())), default=0.0)

    def _laid_out(self, text: str, unbroken_from: int | None = None) -> QTextLayout:
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            is_last = unbroken_from is not None and line.textStart() >= unbroken_from
            line.setLineWidth(self._width * 2 if is_last else self._width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def draw(self, painter: QPainter, at: QPointF, ink: QColor, lit: QColor, spans: Sequence[Span] = ()) -> None:
        """Draw with its top left at a point; spans get a background and keep the ink."""
        text = self._layout.text()
        length = _units(text, len(text))
        formats = []
        for start, end in ((_units(text, start), _units(text, end)) for start, end in spans):
            if start < length:
                look = QTextLayout.FormatRange()
                look.start, look.length = start, min(end, length) - start
                form = QTextCharFormat()
                form.setBackground(QBrush(lit))
                look.format = form
                formats.append(look)
        painter.setPen(ink)
        self._layout.draw(painter, at, formats, QRectF())


def _units(text: str, at: int) -> int:
    """Where a character stands as Qt counts: letters beyond the basic plane are two."""
    return at + sum(char > "\uffff" for char in text[:at])


class LitTexts:
    """Layouts by what they were made of; the least used go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str, int, int], LitText] = OrderedDict()

    def get(self, text: str, font: QFont, width: int, lines: int) -> LitText:
        key = (text, font.key(), width, lines)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = LitText(text, font, width, lines)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found
