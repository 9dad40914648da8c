"""The pages of a document, one under another on the desk, with what is marked on them, to read and choose from."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from explorer.gui.theme import LIGHT, theme, themes
from explorer.gui.views.page_caret import CaretDesk
from explorer.gui.views.page_layout import GAP, on_screen
from explorer.gui.views.page_marks import (
    NO_MARKS,
    MarkPainter,
    PageMarks,
    Span,
    paint_edge,
    paint_reason,
    paint_sheet,
    paint_tag,
)
from explorer.gui.views.page_pictures import PagePictures, PageSource, PictureKey, fitting_dpi
from explorer.model.document import DocumentId, PageFlag, PageOutline
from explorer.model.passage import PageRef, Passage, boxes_of_span

_NEIGHBOURS = 2  # pages drawn ahead, above and below
_PULSE = 120  # milliseconds, twice
_SETTLE = 15  # milliseconds from a move until pictures are asked for, so that a drag of the bar asks for few
_MARKS_KEPT = 256  # pages
_CHOSEN = "#b5d0ea"  # under chosen words; the accent, paled until print stands out on it


class PageView(CaretDesk):
    """A viewer of pages.

    Signals:
        page_changed: the ordinal of the page now read.
        selection_changed: a Passage, or None.
        zoom_changed: 1.0 is the size of paper on a screen of 96 dots an inch.
    """

    def __init__(self, source: PageSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._source = source
        self._document: DocumentId | None = None
        self._marks_of: Callable[[PageOutline], PageMarks] | None = None
        self._marks: dict[int, PageMarks] = {}  # by row
        self._lit: tuple[int, Span] | None = None
        self._pictures = PagePictures(source, self)
        self._pictures.arrived.connect(self._show_arrived)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._want_pictures)
        self._pulse = QVariantAnimation(self, startValue=0.3, endValue=1.0, duration=_PULSE)
        self._pulse.setLoopCount(2)
        self._pulse.valueChanged.connect(self._repaint)
        themes.changed.connect(self._repaint)

    def open(self, document: DocumentId) -> None:
        """Show a document from its first page."""
        outlines = self._source.outline(document)
        self._pulse.stop()
        self.clear_selection()
        self._pictures.forget_requests()
        self._words.forget()
        self._marks.clear()
        self._lit = None
        self._document = document
        self.lay_out(outlines)

    def renew(self) -> bool:
        """Take in pages that were read anew; all stays in place, also what is chosen, where its words still stand.

        Returns whether that could be: not where there are other pages now, or pages of other sizes.
        """
        outlines = self._source.outline(self._document) if self._document is not None else []
        if not outlines or not self._layout.has_shape_of(outlines):
            return False
        chosen, before = self.selection(), self._layout.outlines
        self._layout.renew(outlines)
        if self._lit and before[self._lit[0]].id != outlines[self._lit[0]].id:
            self._lit = None
        self.refresh_marks()
        self._choose_again(chosen)
        return True

    def _choose_again(self, chosen: Passage | None) -> None:
        row = self._layout.row_of(chosen.ordinal) if chosen else None
        if chosen is None or row is None:
            return
        text = self._on(row).page.text
        found = chosen.found_in(text)
        if not found.stands_in(text):
            self.clear_selection()
        elif found != chosen:
            self.select_span(found.ordinal, found.start, found.end)

    def show_page(self, ordinal: int, span: Span | None = None, pulse: bool = True, *, is_lit: bool = True) -> None:
        """Go to a page, to a passage of it, and light that. An ordinal the document does not have changes nothing."""
        row = self._layout.row_of(ordinal)
        if row is None:
            return
        self._lit = (row, span) if span and is_lit else None
        boxes = boxes_of_span(self._on(row).words, *span) if span else ()
        if boxes:
            self._scroll_to_box(row, on_screen(boxes[0], self._layout.rect(row, self._desk()), self._layout.scale))
        else:
            self._scroll_to(self.horizontalScrollBar().value(), self._layout.top(row) - GAP)
        self._become(row)
        self._pulse.stop()
        if (
            boxes
            and pulse
            and is_lit
            and self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0
        ):
            self._pulse.start()
        self._moved()

    def show_words(self, ordinal: int, span: Span) -> None:
        """Choose words of a page and bring them into view; nothing moves where they are in view already."""
        row = self._layout.row_of(ordinal)
        if row is None:
            return
        self.select_span(ordinal, *span)
        around = QRectF(self.selection_rect())
        if around.isValid() and not QRectF(self.viewport().rect()).contains(around):
            self._scroll_to_box(row, around.translated(self._offset()))
        self._become(row)

    def top_of(self, ordinal: int) -> int:
        """How far down its top is, in pixels of the desk; 0 for a page that the document does not have."""
        row = self._layout.row_of(ordinal)
        return 0 if row is None else round(self._layout.top(row) - GAP)

    @property
    def is_settled(self) -> bool:
        """Whether every picture that is wanted is here."""
        return self._pictures.is_idle and not self._settle.isActive()

    def set_marks(self, marks: Callable[[PageOutline], PageMarks]) -> None:
        """Where the marks of a page come from; asked when the page comes into view."""
        self._marks_of = marks
        self.refresh_marks()

    def refresh_marks(self) -> None:
        """Ask for all marks and words anew."""
        self._marks.clear()
        self._words.forget()
        self._repaint()

    # Pictures

    def show_from(self, source: PageSource) -> None:
        """Show the same document as another source draws it: same pages, other pictures and places of words."""
        self.clear_selection()
        self._source = source
        self._words.take_from(source)
        self._pictures.take_from(source)
        self._moved()

    def draw_again(self) -> None:
        """Let pages that could not be drawn be tried once more."""
        self._pictures.forget_requests()
        self._moved()

    def _moved(self) -> None:
        if not self._settle.isActive():
            self._settle.start()
        self._repaint()

    def _repaint(self) -> None:
        self.viewport().update()

    def _key(self, row: int) -> PictureKey:
        assert self._document is not None
        dpi = fitting_dpi(*self._layout.size(row), 72 * self._layout.scale * self.devicePixelRatioF())
        return PictureKey(PageRef(self._document, self._layout.outlines[row].ordinal), dpi)

    def _want_pictures(self) -> None:
        if self._document is None:
            return
        shown = self._visible()
        below = range(shown.stop, min(shown.stop + _NEIGHBOURS, len(self._layout)))
        above = range(max(shown.start - _NEIGHBOURS, 0), shown.start)
        self._pictures.want([self._key(row) for row in shown], [self._key(row) for row in (*below, *above)])

    def _show_arrived(self, key: PictureKey) -> None:
        if key.page.document == self._document:
            self._repaint()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), QColor(theme().desk))
        for row in self._visible():
            self._paint_page(painter, row)
        painter.end()

    def _paint_page(self, painter: QPainter, row: int) -> None:
        page, key = self._rect(row), self._key(row)
        paint_sheet(painter, page)
        painter.save()
        painter.setClipRect(page)
        image = self._pictures.nearest(key)
        if image is not None:
            painter.drawImage(self._place(image, page), image)
        elif reason := self._pictures.failure(key):
            paint_reason(painter, page, reason)
        self._paint_marks(painter, row, page)
        if PageFlag.NEEDS_OCR in self._layout.outlines[row].flags:
            paint_tag(painter, page, self.tr("picture not read yet"))
        painter.restore()
        paint_edge(painter, page)

    def _paint_marks(self, painter: QPainter, row: int, page: QRectF) -> None:
        marks = self._marks_on(row)
        lit = self._lit[1] if self._lit and self._lit[0] == row else None
        chosen = self._selection.span if self._selection and self._selection.row == row else None
        if marks == NO_MARKS and lit is None and chosen is None:
            return
        pen = MarkPainter(painter, self._on(row).words, page, self._layout.scale)
        pen.paint(marks, lit)
        if lit:
            pulsing = self._pulse.state() == QVariantAnimation.State.Running
            pen.fill(lit, QColor(LIGHT.hit_current), float(self._pulse.currentValue()) if pulsing else 1.0)
        if chosen:
            pen.fill(chosen, QColor(_CHOSEN))

    def _marks_on(self, row: int) -> PageMarks:
        if self._marks_of is None:
            return NO_MARKS
        if row not in self._marks:
            if len(self._marks) >= _MARKS_KEPT:
                self._marks.clear()
            self._marks[row] = self._marks_of(self._layout.outlines[row])
        return self._marks[row]

    def _place(self, image: QImage, page: QRectF) -> QRectF:
        """Where to draw a picture: dot for dot if its size is the page's but for rounding, since scaling would blur."""
        ratio = self.devicePixelRatioF()
        own = QRectF(page.x(), page.y(), image.width() / ratio, image.height() / ratio)
        return own if abs(own.width() - page.width()) < 2 and abs(own.height() - page.height()) < 2 else page
