"""Choosing words on a page: by pointer, by key, by line, the whole page."""

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from explorer.gui.views.page_layout import PageDesk, on_screen
from explorer.gui.views.page_pictures import PageSource
from explorer.model.document import Page, PageOutline, Word
from explorer.model.passage import Passage, boxes_of_span

_KEPT = 64  # pages whose words are kept
_CLICK = 4  # pixels that the pointer may move while it clicks
_NEAR = 4.0  # points from the nearest word within which the pointer is said to be on text

Span = tuple[int, int]


class PageWords:
    """A page's text and words, ready to be asked what stands where."""

    def __init__(self, page: Page, words: tuple[Word, ...]) -> None:
        self.page = page
        self.words = words
        self._boxes: npt.NDArray[np.float64] = np.array(
            [(w.box.x0, w.box.y0, w.box.x1, w.box.y1) for w in words], dtype=np.float64
        ).reshape(-1, 4)

    def at(self, x: float, y: float) -> int | None:
        """The word nearest to a point: on the point's own line if there is one, else nearest of all."""
        if not self.words:
            return None
        x0, y0, x1, y1 = self._boxes.T
        lead = 0.25 * (y1 - y0)  # half the white between lines belongs to either
        across = np.maximum(np.maximum(x0 - x, x - x1), 0.0)
        down = np.maximum(np.maximum(y0 - lead - y, y - y1 - lead), 0.0)
        off_centre = np.abs((y0 + y1) / 2 - y)
        on_line = down == 0
        if on_line.any():
            return int(np.argmin(np.where(on_line, across + 0.1 * off_centre, np.inf)))
        return int(np.argmin(across + 3 * down))

    def is_near(self, x: float, y: float) -> bool:
        """Whether a point is on or just beside words."""
        found = self.at(x, y)
        if found is None:
            return False
        x0, y0, x1, y1 = self._boxes[found]
        return bool(max(x0 - x, x - x1, y0 - y, y - y1) <= _NEAR)

    def span(self, word: int) -> Span:
        return self.words[word].start, self.words[word].end

    def line(self, word: int) -> Span:
        """The span of the line of print that a word stands in."""
        first = last = word
        while first > 0 and self._abreast(first - 1, first):
            first -= 1
        while last + 1 < len(self.words) and self._abreast(last, last + 1):
            last += 1
        return self.words[first].start, self.words[last].end

    def whole(self) -> Span:
        return min(w.start for w in self.words), max(w.end for w in self.words)

    def beside(self, span: Span, step: int) -> Span | None:
        """The word after a span (step 1), or before it (step -1)."""
        if step > 0:
            return next(((w.start, w.end) for w in self.words if w.start >= span[1]), None)
        return next(((w.start, w.end) for w in reversed(self.words) if w.end <= span[0]), None)

    def _abreast(self, left: int, right: int) -> bool:
        a, b = self.words[left].box, self.words[right].box
        overlap = min(a.y1, b.y1) - max(a.y0, b.y0)
        return overlap > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0) and b.x0 >= a.x0


class WordsKept:
    """The words of the pages last looked at."""

    def __init__(self, source: PageSource) -> None:
        self._source = source
        self._kept: OrderedDict[int, PageWords] = OrderedDict()

    def take_from(self, source: PageSource) -> None:
        """Ask another source from now on."""
        self._source = source
        self.forget()

    def of(self, outline: PageOutline) -> PageWords:
        found = self._kept.get(outline.id)
        if found is None:
            found = PageWords(self._source.page(outline.id), self._source.words(outline.id))
            self._kept[outline.id] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(outline.id)
        return found

    def forget(self) -> None:
        self._kept.clear()


@dataclass(frozen=True, slots=True)
class Selection:
    """Words chosen on one page: from where it began to where it was drawn to. Both ends are whole words or lines."""

    row: int
    anchor: Span
    head: Span

    @property
    def span(self) -> Span:
        return min(self.anchor[0], self.head[0]), max(self.anchor[1], self.head[1])

    def drawn_to(self, head: Span) -> "Selection":
        return Selection(self.row, self.anchor, head)

    def stepped(self, words: PageWords, step: int) -> "Selection":
        """Drawn on by a word (step 1), or back (step -1)."""
        head = words.beside(self.head, step)
        return self.drawn_to(head) if head else self

    def passage(self, words: PageWords) -> Passage:
        start, end = self.span
        page = words.page
        return Passage(page.document, page.ordinal, start, end, page.text[start:end])


class WordDesk(PageDesk):
    """A desk on which words are chosen by pointer and key.

    Signals:
        selection_changed: a Passage, or None.
    """

    selection_changed = Signal(object)

    def __init__(self, source: PageSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = WordsKept(source)
        self._selection: Selection | None = None
        self._pressed: tuple[int, QPointF] | None = None  # the row and place where a drag began
        self._by_line = False
        self._doubled = QPointF()
        self._triple = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())

    def selection(self) -> Passage | None:
        """The words chosen."""
        return self._selection.passage(self._on(self._selection.row)) if self._selection else None

    def clear_selection(self) -> None:
        self._choose(None)

    def select_span(self, ordinal: int, start: int, end: int) -> None:
        """Choose characters of a page. A page the document does not have changes nothing."""
        row = self._layout.row_of(ordinal)
        if row is not None and start < end:
            self._choose(Selection(row, (start, end), (start, end)))

    def selection_rect(self) -> QRect:
        """What the chosen words take up, in the viewport; null where nothing is chosen. It may lie out of view."""
        around = QRectF()
        if self._selection:
            page = self._rect(self._selection.row)
            for box in boxes_of_span(self._on(self._selection.row).words, *self._selection.span):
                around = around.united(on_screen(box, page, self._layout.scale))
        return around.toAlignedRect()

    def _on(self, row: int) -> PageWords:
        return self._words.of(self._layout.outlines[row])

    def _choose(self, selection: Selection | None) -> None:
        if selection != self._selection:
            self._selection = selection
            self.viewport().update()
            self.selection_changed.emit(self.selection())

    def _span_at(self, row: int, at: QPointF) -> Span | None:
        words = self._on(row)
        word = words.at(*self._inside(row, at))
        if word is None:
            return None
        return words.line(word) if self._by_line else words.span(word)

    def _inside(self, row: int, at: QPointF) -> tuple[float, float]:
        """A place in the viewport, in points of a page."""
        point = (at - self._rect(row).topLeft()) / self._layout.scale
        return point.x(), point.y()

    def _row_under(self, at: QPointF) -> int | None:
        if not len(self._layout):
            return None
        row = self._layout.row_at((at + self._offset()).y())
        return row if self._rect(row).contains(at) else None

    def _begin(self, row: int, at: QPointF) -> None:
        span = self._span_at(row, at)
        self._choose(Selection(row, span, span) if span else None)

    def _draw_to(self, at: QPointF) -> None:
        chosen = self._selection
        head = self._span_at(chosen.row, at) if chosen else None
        if chosen and head:
            self._choose(chosen.drawn_to(head))

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        row = self._row_under(at)
        self._by_line = self._triple.isActive() and _is_click(at, self._doubled)
        if self._selection and self._selection.row == row and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._draw_to(at)
        elif row is not None and self._by_line:
            self._begin(row, at)
        else:
            self.clear_selection()
        self._pressed = (row, at) if row is not None else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        row = self._row_under(at)
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            return
        self._doubled = at
        self._triple.start()
        self._by_line = False
        if self._on(row).is_near(*self._inside(row, at)):
            self._begin(row, at)
        self._pressed = (row, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if not self._pressed:
            self._show_pointer(at)
            return
        row, start = self._pressed
        if self._selection is None and not _is_click(at, start):
            self._begin(row, start)
        if not _is_click(at, start):
            self._draw_to(at)
            self._follow(at)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._choose_whole_page()
        elif event.key() == Qt.Key.Key_Escape and self._selection:
            self.clear_selection()
        elif self._selection and event.matches(QKeySequence.StandardKey.SelectNextChar):
            self._choose(self._selection.stepped(self._on(self._selection.row), 1))
        elif self._selection and event.matches(QKeySequence.StandardKey.SelectPreviousChar):
            self._choose(self._selection.stepped(self._on(self._selection.row), -1))
        else:
            super().keyPressEvent(event)

    def _choose_whole_page(self) -> None:
        if len(self._layout) and self._on(self._current).words:
            span = self._on(self._current).whole()
            self._choose(Selection(self._current, span, span))

    def _follow(self, at: QPointF) -> None:
        """Scroll by as much as a drag has left the viewport."""
        bar, high = self.verticalScrollBar(), self.viewport().height()
        past = min(at.y(), 0) + max(at.y() - high, 0)
        if past:
            bar.setValue(bar.value() + round(past / 4))

    def _show_pointer(self, at: QPointF) -> None:
        row = self._row_under(at)
        on_text = row is not None and self._on(row).is_near(*self._inside(row, at))
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor if on_text else Qt.CursorShape.ArrowCursor)


def _is_click(at: QPointF, start: QPointF) -> bool:
    """Whether the pointer has hardly moved."""
    return (at - start).manhattanLength() < _CLICK
