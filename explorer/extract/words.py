"""The words of a PDF page: its text in MuPDF's reading order, and a box for each word as the page is displayed.

One pass over the page gives both. Words of a line are joined by a space; lines and blocks are parted by a line break.
"""

from collections.abc import Callable
from typing import Any

from explorer.extract.mupdf import pymupdf
from explorer.model.document import Box, Word

# Ligatures are taken apart, so that "ffi" is found; what lies outside the page is not shown and not read.
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE


def words_of(page: Any) -> tuple[str, tuple[Word, ...]]:
    """The text and the words of a PDF page.

    Args:
        page: a ``pymupdf.Page``.

    Returns:
        The text, and its words with boxes in points on the displayed (rotated, cropped) page.
    """
    rows = page.get_textpage(flags=_FLAGS).extractWORDS()
    if not rows:
        return "", ()
    place = placer(page)
    parts: list[str] = []
    words: list[Word] = []
    at = 0
    before: tuple[int, int] | None = None
    for x0, y0, x1, y1, text, block, line, _ in rows:
        if before is not None:
            parts.append(" " if before == (block, line) else "\n")
            at += 1
        before = (block, line)
        parts.append(text)
        end = at + len(text)
        words.append(Word(at, end, place(x0, y0, x1, y1)))
        at = end
    return "".join(parts), tuple(words)


def placer(page: Any) -> Callable[[float, float, float, float], Box]:
    """A function from a box on the unrotated page to a Box on the displayed page, cut at its edges."""
    width, height = page.rect.width, page.rect.height
    if not page.rotation:

        def upright(x0: float, y0: float, x1: float, y1: float) -> Box:
            if x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= height:
                return Box(x0, y0, x1, y1)
            return _cut(x0, y0, x1, y1, width, height)

        return upright
    matrix = page.rotation_matrix

    def rotated(x0: float, y0: float, x1: float, y1: float) -> Box:
        turned = pymupdf.Rect(x0, y0, x1, y1) * matrix
        return _cut(turned.x0, turned.y0, turned.x1, turned.y1, width, height)

    return rotated


def _cut(x0: float, y0: float, x1: float, y1: float, width: float, height: float) -> Box:
    left, right = sorted((min(max(x0, 0.0), width), min(max(x1, 0.0), width)))
    top, bottom = sorted((min(max(y0, 0.0), height), min(max(y1, 0.0), height)))
    return Box(left, top, right, bottom)
