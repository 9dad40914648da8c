"""What is marked on a page, and how each kind of mark is painted over the page's picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from explorer.gui.theme import LIGHT, theme
from explorer.gui.views.page_layout import on_screen
from explorer.gui.views.paint import sized
from explorer.model.annotation import HighlightColour
from explorer.model.document import Word
from explorer.model.entity import ORGANISATION, PERSON, PLACE
from explorer.model.passage import boxes_of_span

Span = tuple[int, int]  # characters of the page's text

BAR = 3  # pixels of the bar beside evidence
_NOTE = 7  # pixels of a note's corner
_WAVE = 3.0  # pixels of half a wave below an uncertain word
_WEDGE = 4.0  # pixels of half a wedge where words are missing
_VEIL = QColor(255, 255, 255, 90)  # over dimmed words
_OUTSET = 1.0  # pixels by which a fill stands out around its words

HIGHLIGHTS = {
    HighlightColour.YELLOW.value: "#fff3a3",
    HighlightColour.GREEN.value: "#cdebc8",
    HighlightColour.RED.value: "#f9d3d0",
    HighlightColour.BLUE.value: "#cfe3f7",
}  # pale enough that black print on them keeps a contrast above 4.5:1


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Everything marked on one page, as spans of its text."""

    hits: tuple[Span, ...] = ()
    current_hit: Span | None = None
    highlights: tuple[tuple[Span, str], ...] = ()  # with a colour's name
    evidence: tuple[Span, ...] = ()
    entities: tuple[tuple[Span, str, bool], ...] = ()  # with kind, and whether a person confirmed it
    notes: tuple[Span, ...] = ()
    uncertain: tuple[Span, ...] = ()  # words that were read off the picture with little confidence
    dimmed: tuple[Span, ...] = ()  # what the sender of a message did not write for it
    alone: tuple[Span, ...] = ()  # what another page does not say, of two that are compared
    alone_now: Span | None = None  # the difference at hand; empty where the other page alone has words
    is_later: bool = False  # of the two pages that are compared, the one on the right


NO_MARKS = PageMarks()


class MarkPainter:
    """Paints the marks of one page that stands at one rectangle of the viewport."""

    def __init__(self, painter: QPainter, words: Sequence[Word], page: QRectF, scale: float) -> None:
        self._painter = painter
        self._words = words
        self._page = page
        self._scale = scale

    def paint(self, marks: PageMarks, lit: Span | None = None) -> None:
        """Fills first, so that no underline, bar or note is dimmed by one. A lit hit is left to who lights it."""
        for span in marks.dimmed:
            self._dim(span)
        for span, name in marks.highlights:
            self.fill(span, QColor(HIGHLIGHTS.get(name, HIGHLIGHTS[HighlightColour.YELLOW.value])))
        for span in marks.evidence:
            self.fill(span, QColor(LIGHT.accent_wash))
        for span in marks.hits:
            if span not in (marks.current_hit, lit):
                self.fill(span, QColor(LIGHT.hit))
        if marks.current_hit and marks.current_hit != lit:
            self.fill(marks.current_hit, QColor(LIGHT.hit_current))
        for span, kind, confirmed in marks.entities:
            self._underline(span, kind, confirmed)
        for span in marks.uncertain:
            self._wave(span)
        for span in marks.alone:
            self._alone(span, marks.is_later, is_now=span == marks.alone_now)
        if marks.alone_now and marks.alone_now not in marks.alone:
            self._gap(marks.alone_now[0])
        for span in marks.evidence:
            self._bar(span)
        for span in marks.notes:
            self._note(span)

    def fill(self, span: Span, colour: QColor, strength: float = 1.0) -> None:
        """Lay a colour over words as a marker pen does: print stays black. Strength 0 is none, 1 is full."""
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        pale = QColor.fromRgbF(*(1 - strength * (1 - part) for part in parts))
        self._painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for rect in self._rects(span):
            self._painter.fillRect(rect.adjusted(-_OUTSET, -_OUTSET, _OUTSET, _OUTSET), pale)
        self._painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _alone(self, span: Span, is_later: bool, is_now: bool) -> None:
        """Red over a broken line on the left, green over a whole one on the right: not told by colour alone."""
        self.fill(span, QColor(HIGHLIGHTS["green" if is_later else "red"]))
        line = Qt.PenStyle.SolidLine if is_later else Qt.PenStyle.DashLine
        self._painter.setPen(QPen(QColor(LIGHT.supported if is_later else LIGHT.differs), 1.6, line))
        for rect in self._rects(span):
            self._painter.drawLine(QLineF(rect.left(), rect.bottom() + 1, rect.right(), rect.bottom() + 1))
        if is_now:
            self._painter.setPen(QPen(QColor(LIGHT.ink), 1.4))
            outline = QPainterPath()
            outline.setFillRule(Qt.FillRule.WindingFill)
            for rect in self._rects(span):
                outline.addRect(rect.adjusted(-3, -3, 3, 3))
            self._painter.drawPath(outline.simplified())  # one line around all of them

    def _gap(self, at: int) -> None:
        """A wedge below the place where the other page alone has words."""
        before = next(reversed(list(self._rects((max(at - 1, 0), max(at, 1))))), None)
        if before is not None:
            tip = QPointF(before.right() + 2, before.bottom() - 1)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(LIGHT.ink))
            self._painter.drawPolygon([tip, tip + QPointF(-_WEDGE, 2 * _WEDGE), tip + QPointF(_WEDGE, 2 * _WEDGE)])
            self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _dim(self, span: Span) -> None:
        """Let words recede behind the others; black print on white keeps a contrast above 4.5:1."""
        for rect in self._rects(span):
            self._painter.fillRect(rect.adjusted(-_OUTSET, -_OUTSET, _OUTSET, _OUTSET), _VEIL)

    def _underline(self, span: Span, kind: str, confirmed: bool) -> None:
        pen = QPen(QColor(_ink_of(kind)), 1.6 if confirmed else 1.4)
        pen.setStyle(Qt.PenStyle.SolidLine if confirmed else Qt.PenStyle.DotLine)
        self._painter.setPen(pen)
        for rect in self._rects(span):
            self._painter.drawLine(QLineF(rect.left(), rect.bottom() + 1, rect.right(), rect.bottom() + 1))

    def _wave(self, span: Span) -> None:
        """A wavy line below words: they may say something else on the picture."""
        self._painter.setPen(QPen(QColor(LIGHT.differs), 1.2))
        for rect in self._rects(span):
            steps = max(int(rect.width() // _WAVE), 1)
            low, high = rect.bottom() + 1.0, rect.bottom() + 1.0 + _WAVE * 0.7
            line = [QPointF(rect.left() + at * _WAVE, low if at % 2 else high) for at in range(steps + 1)]
            self._painter.drawPolyline(line)

    def _bar(self, span: Span) -> None:
        rects = list(self._rects(span))
        if not rects:
            return
        left = max(self._page.left(), min(rect.left() for rect in rects) - 3 * BAR)
        for rect in rects:
            self._painter.fillRect(QRectF(left, rect.top() - 1, BAR, rect.height() + 2), QColor(LIGHT.accent))

    def _note(self, span: Span) -> None:
        """A small slip at the end of the words, or in the corner for a note on the page as a whole."""
        last = next(reversed(list(self._rects(span))), None)
        corner = QPointF(last.right() + 1, last.top() - _NOTE / 2) if last else self._page.topLeft() + QPointF(8, 8)
        slip = QRectF(corner, QSizeF(_NOTE, _NOTE))
        self._painter.setPen(QPen(QColor(LIGHT.thing), 1))
        self._painter.setBrush(QColor(LIGHT.hit))
        self._painter.drawRect(slip)
        self._painter.drawLine(QLineF(slip.left() + 2, slip.center().y(), slip.right() - 2, slip.center().y()))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _rects(self, span: Span) -> Iterator[QRectF]:
        for box in boxes_of_span(self._words, *span):
            yield on_screen(box, self._page, self._scale)


def _ink_of(kind: str) -> str:
    """The light scheme's colours: the page is white in either scheme."""
    return {PERSON: LIGHT.person, ORGANISATION: LIGHT.organisation, PLACE: LIGHT.place}.get(kind, LIGHT.thing)


def paint_sheet(painter: QPainter, page: QRectF) -> None:
    """A white sheet with a thin line, and a soft shadow on the desk."""
    painter.setPen(Qt.PenStyle.NoPen)
    for reach in (4, 3, 2, 1):
        painter.setBrush(QColor(0, 0, 0, 9))
        painter.drawRoundedRect(page.adjusted(-reach, 1 - reach, reach, 1 + reach), reach + 1, reach + 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.fillRect(page, Qt.GlobalColor.white)


def paint_edge(painter: QPainter, page: QRectF) -> None:
    """The thin line around a sheet, over its picture."""
    painter.setPen(QPen(QColor(theme().line), 1))
    painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))


def paint_tag(painter: QPainter, page: QRectF, text: str) -> None:
    """A small quiet label at a page's top right."""
    painter.setFont(sized(11))
    wide = QFontMetricsF(sized(11)).horizontalAdvance(text) + 16
    tag = QRectF(page.right() - wide - 8, page.top() + 8, wide, 20)
    painter.setPen(QPen(QColor(LIGHT.line), 1))
    painter.setBrush(QColor(LIGHT.panel))
    painter.drawRoundedRect(tag, 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(LIGHT.muted))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)


def paint_reason(painter: QPainter, page: QRectF, text: str) -> None:
    """Why a page's picture cannot be shown, on the empty sheet."""
    painter.setFont(sized(13))
    painter.setPen(QColor(LIGHT.muted))
    room = page.adjusted(24, 24, -24, -24)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), text)
