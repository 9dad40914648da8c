"""Choosing words on a page: by pointer, by key, by line, whole page. Knows nothing of pixels: points and characters."""

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.gui.views.page_pictures import PageSource
from explorer.model.document import Page, PageOutline, Word
from explorer.model.passage import Passage

_KEPT = 64  # pages whose words are kept
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
