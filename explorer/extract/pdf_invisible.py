"""Words that a PDF page holds but does not paint, where no picture lies below them that they were read off.

Source: ISO 32000-1, 9.3.6 (text rendering mode 3).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from explorer.extract.pdf_look import is_pictured
from explorer.extract.pdf_objects import ERRORS
from explorer.extract.words import placed
from explorer.model.document import Box, Layer, LayerSpan, Word

_MODE = re.compile(rb"\b[37]\s+Tr\b")
_UNPAINTED = 3  # PyMuPDF's type of a span that is not painted
_MOST = 2_000  # spans of a page


def invisible_spans(page: Any, words: Sequence[Word]) -> list[LayerSpan]:
    """Stretches of a page's text that are not painted; none where a picture covers the page."""
    try:
        written = page.read_contents() if words else b""
        if b"Tr" not in written or not _MODE.search(written) or is_pictured(page):
            return []
        trace = page.get_texttrace()
    except ERRORS:
        return []  # the page is damaged; what can be read of it is
    unpainted = [Box(*span["bbox"]) for span in trace if span["type"] == _UNPAINTED][:_MOST]
    painted = [Box(*span["bbox"]) for span in trace if span["type"] != _UNPAINTED][:_MOST]
    hidden, shown = placed(page, unpainted), placed(page, painted)
    return list(_joined(word for word in words if _is_in(word.box, hidden) and not _is_in(word.box, shown)))


def _is_in(word: Box, boxes: Sequence[Box]) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return any(box.x0 <= across <= box.x1 and box.y0 <= down <= box.y1 for box in boxes)


def _joined(words: Iterator[Word]) -> Iterator[LayerSpan]:
    """Words that follow one another as one stretch."""
    start = end = -2
    for word in words:
        if word.start != end + 1:
            if end > start >= 0:
                yield LayerSpan(Layer.HIDDEN, start, end)
            start = word.start
        end = word.end
    if end > start >= 0:
        yield LayerSpan(Layer.HIDDEN, start, end)
