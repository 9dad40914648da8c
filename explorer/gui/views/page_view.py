"""The pages of a document, one under another on the desk, with what is marked on them, to read and choose words from."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QStyle, QWidget

from explorer.gui.theme import LIGHT, theme, themes
from explorer.gui.views.page_layout import GAP, PIXELS_PER_POINT, Anchor, PageLayout, on_screen
from explorer.gui.views.page_marks import (
    NO_MARKS,
    MarkPainter,
    PageMarks,
    paint_edge,
    paint_reason,
    paint_sheet,
    paint_tag,
)
from explorer.gui.views.page_pictures import PagePictures, PageSource, PictureKey, fitting_dpi
from explorer.gui.views.page_selection import PageWords, Selection, WordsKept
from explorer.model.document import DocumentId, PageFlag, PageOutline
from explorer.model.passage import PageRef, Passage, boxes_of_span

_SMALLEST, _LARGEST = 0.1, 8.0  # zoom
_STEP = 1.15  # of zoom, for one notch of the wheel
_NEIGHBOURS = 2  # pages drawn ahead, above and below
_PULSE = 120  # milliseconds, twice
_SETTLE = 15  # milliseconds that pages stand still before they are asked for
_MARKS_KEPT = 256  # pages

Span = tuple[int, int]


class PageView(QAbstractScrollArea):
    """A viewer of pages.

    Signals:
        page_changed: the ordinal of the page now read.
        selection_changed: a Passage, or None.
        zoom_changed: 1.0 is the size of paper on a screen of 96 dots an inch.
    """

    page_changed = Signal(int)
    selection_changed = Signal(object)
    zoom_changed = Signal(float)

    def __init__(self, source: PageSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._document: DocumentId | None = None
        self._layout = PageLayout(())
        self._words = WordsKept(source)
        self._marks_of: Callable[[PageOutline], PageMarks] | None = None
        self._marks: dict[int, PageMarks] = {}  # by row
        self._fit: str | None = "width"
        self._current = 0  # row
        self._moving = False  # while we scroll ourselves
        self._lit: tuple[int, Span] | None = None
        self._selection: Selection | None = None
        self._dragging = False
        self._by_line = False
        self._last_double: tuple[float, QPointF] = (0.0, QPointF())
        self._pictures = PagePictures(source, self)
        self._pictures.arrived.connect(self._show_arrived)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._want_pictures)
        self._pulse = QVariantAnimation(self, startValue=0.3, endValue=1.0, duration=_PULSE, loopCount=2)
        self._pulse.valueChanged.connect(self.viewport().update)
        self._set_up()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else fit-to-width would chase its bar
        self.setAccessibleName(self.tr("Page"))
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        themes.changed.connect(self.viewport().update)

    # Documents and pages

    def open(self, document: DocumentId) -> None:
        """Show a document from its first page."""
        self._pulse.stop()
        self._pictures.forget_requests()
        self._words.forget()
        self._marks.clear()
        self._lit = None
        self.clear_selection()
        self._document = document
        self._layout = PageLayout(self._source.outline(document))
        self._current = 0
        self._lay_out(None)
        self._scroll_to(0, 0)
        self._say_page()

    def ordinals(self) -> int:
        """How many pages there are."""
        return len(self._layout)

    def current_ordinal(self) -> int:
        """The page now read; 0 where there is none."""
        return self._layout.outlines[self._current].ordinal if len(self._layout) else 0

    def show_page(self, ordinal: int, span: Span | None = None, pulse: bool = True) -> None:
        """Go to a page, and light a passage of it. An ordinal the document does not have changes nothing."""
        row = self._layout.row_of(ordinal)
        if row is None:
            return
        self._lit = (row, span) if span else None
        boxes = boxes_of_span(self._page(row).words, *span) if span else ()
        if boxes:
            self._scroll_to_box(row, on_screen(boxes[0], self._layout.rect(row, self._desk()), self._layout.scale))
        else:
            self._scroll_to(self.horizontalScrollBar().value(), self._layout.top(row) - GAP)
        self._become(row)
        self._pulse.stop()
        if span and pulse and self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0:
            self._pulse.start()
        self.viewport().update()

    def set_marks(self, marks: Callable[[PageOutline], PageMarks]) -> None:
        """Where the marks of a page come from; asked when the page comes into view."""
        self._marks_of = marks
        self.refresh_marks()

    def refresh_marks(self) -> None:
        """Ask for all marks anew."""
        self._marks.clear()
        self.viewport().update()

    # Zoom

    def zoom(self) -> float:
        """1.0 is the size of paper on a screen of 96 dots an inch."""
        return self._layout.scale / PIXELS_PER_POINT

    def set_zoom(self, zoom: float | str) -> None:
        """A factor, or "width" or "page" to fit pages from now on."""
        self._fit = zoom if isinstance(zoom, str) else None
        middle = QPointF(self.viewport().rect().center())
        self._lay_out(self._anchor(middle), None if isinstance(zoom, str) else zoom)

    def zoom_by(self, step: float) -> None:
        """Larger by so many notches of the wheel, or smaller."""
        self.set_zoom(self.zoom() * _STEP**step)

    def _fitting(self) -> float:
        width = (self.viewport().width() - 2 * GAP) / self._layout.widest()
        if self._fit == "width" or not len(self._layout):
            return width / PIXELS_PER_POINT
        wide, high = self._layout.size(self._current)
        fits = min((self.viewport().width() - 2 * GAP) / wide, (self.viewport().height() - 2 * GAP) / high)
        return fits / PIXELS_PER_POINT

    def _lay_out(self, anchor: Anchor | None, zoom: float | None = None) -> None:
        """Lay the pages out at a zoom, or at the one that fits, or as they were, so that the anchor stays put."""
        before = self.zoom()
        wanted = zoom if zoom is not None else (self._fitting() if self._fit else before)
        self._layout.scale_to(min(max(wanted, _SMALLEST), _LARGEST) * PIXELS_PER_POINT)
        self._set_bars()
        if anchor and len(self._layout):
            page = self._layout.rect(anchor.row, self._desk())
            left = page.left() + anchor.across * self._layout.scale - anchor.at.x()
            self._scroll_to(left, page.top() + anchor.down * self._layout.scale - anchor.at.y())
        if self.zoom() != before:
            self.zoom_changed.emit(self.zoom())
        self._settle.start()
        self.viewport().update()

    def _set_bars(self) -> None:
        view = self.viewport()
        self._moving = True
        for bar, whole, room in (
            (self.verticalScrollBar(), self._layout.height, view.height()),
            (self.horizontalScrollBar(), self._layout.width, view.width()),
        ):
            bar.setRange(0, max(0, whole - room))
            bar.setPageStep(room)
            bar.setSingleStep(48)
        self._moving = False

    # Scrolling

    def _desk(self) -> int:
        return self.viewport().width()

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _scroll_to(self, x: float, y: float) -> None:
        self._moving = True
        self.horizontalScrollBar().setValue(round(x))
        self.verticalScrollBar().setValue(round(y))
        self._moving = False

    def _scroll_to_box(self, row: int, box: QRectF) -> None:
        """Bring words into the upper third; but stay at the page's top if they show there anyway."""
        view = self.viewport()
        top = self._layout.top(row) - GAP
        y = top if box.bottom() - top < 0.6 * view.height() else box.top() - view.height() / 3
        x = self.horizontalScrollBar().value()
        if not x + GAP <= box.left() <= x + view.width() - GAP:
            x = round(box.left() - view.width() / 4)
        self._scroll_to(x, y)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        if len(self._layout) and not self._moving:
            self._become(self._layout.row_at(self._offset().y() + self.viewport().height() / 3))
        if not self._settle.isActive():
            self._settle.start()
        self.viewport().update()

    def _become(self, row: int) -> None:
        if row != self._current:
            self._current = row
            self._say_page()

    def _say_page(self) -> None:
        if not len(self._layout):
            return
        label = self._layout.outlines[self._current].label
        self.setAccessibleDescription(
            self.tr("{0}, page {1} of {2}").format(label, self._current + 1, len(self._layout))
        )
        self.page_changed.emit(self.current_ordinal())

    # Pictures

    def _visible(self) -> range:
        top = self._offset().y()
        return self._layout.rows_between(top, top + self.viewport().height())

    def _key(self, row: int) -> PictureKey:
        assert self._document is not None
        dpi = fitting_dpi(*self._layout.size(row), 72 * self._layout.scale * self.devicePixelRatioF())
        return PictureKey(PageRef(self._document, self._layout.outlines[row].ordinal), dpi)

    def _want_pictures(self) -> None:
        if self._document is None:
            return
        shown = self._visible()
        ahead = [*range(shown.stop, shown.stop + _NEIGHBOURS), *range(shown.start - 1, shown.start - 1 - _NEIGHBOURS, -1)]
        neighbours = [self._key(row) for row in ahead if 0 <= row < len(self._layout)]
        self._pictures.want([self._key(row) for row in shown], neighbours)

    def _show_arrived(self, key: PictureKey) -> None:
        if key.page.document == self._document:
            self.viewport().update()
