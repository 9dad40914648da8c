"""The words of a PDF page: its text in MuPDF's reading order, and a box for each word as the page is displayed.

One pass over the page gives both. Words of a line are joined by a space; lines and blocks are parted by a line break.
Written for speed, since every page of every PDF passes here: columns rather than rows.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.extract.mupdf import pymupdf
from explorer.extract.word_rows import rows_of
from explorer.model.words import Box, WordColumns

# Of the height from ascender to descender in MuPDF's own fonts, what no letter of Latin script reaches.
_ABOVE, _BELOW = 0.14, 0.08
_FEW = 3  # letters; a word of fewer may be higher than wide

# Ligatures are taken apart, so that "ffi" is found; what lies outside the page is not shown and not read.
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE

pymupdf.TOOLS.unset_quad_corrections(True)  # a letter's own quad, which costs a third less than PyMuPDF's corrected one


def words_of(page: Any) -> tuple[str, WordColumns | tuple[()]]:
    """The text and the words of a PDF page.

    Args:
        page: a ``pymupdf.Page``.

    Returns:
        The text, and its words with boxes in points on the displayed (rotated, cropped) page.
    """
    rows = rows_of(page, _FLAGS)
    if not rows:
        return "", ()
    left, top, right, bottom, texts, blocks, lines, _ = zip(*rows, strict=True)
    breaks = np.flatnonzero(np.diff(np.array((blocks, lines)), axis=1).any(axis=0)) + 1
    edges = [0, *breaks.tolist(), len(texts)]
    text = "\n".join([" ".join(texts[start:end]) for start, end in pairwise(edges)])
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths + 1) - 1
    sides = np.array((left, top, right, bottom))
    if _has_no_own_fonts(page):
        sides = _as_high_as_print(sides, lengths)
    return text, WordColumns(ends - lengths, ends, _displayed(page, sides))


def plain_text(page: Any) -> str:
    """The text alone, line by line as ``words_of`` parts it but for white space; several times as fast."""
    return str(page.get_textpage(flags=_FLAGS).extractText())


def _has_no_own_fonts(page: Any) -> bool:
    """Whether a page names fonts that it does not bring, so that MuPDF's own take their place."""
    fonts = page.get_fonts()
    return bool(fonts) and all(font[1] == "n/a" for font in fonts)


def _as_high_as_print(sides: NDArray[np.float64], letters: NDArray[np.int64]) -> NDArray[np.float64]:
    """Boxes (4, n) without the room that those fonts reserve around their letters; upright words are left alone."""
    high, wide = sides[3] - sides[1], sides[2] - sides[0]
    lies = (high <= 2.5 * wide) | (letters < _FEW)
    sides[1] += np.where(lies, high * _ABOVE, 0.0)
    sides[3] -= np.where(lies, high * _BELOW, 0.0)
    return sides


def placed(page: Any, boxes: Sequence[Box]) -> list[Box]:
    """Boxes on the unrotated page as they lie on the displayed one, cut at its edges."""
    if not boxes:
        return []
    sides = np.array([(box.x0, box.y0, box.x1, box.y1) for box in boxes], np.float64).T
    return [Box(*box) for box in _displayed(page, sides).tolist()]


def _displayed(page: Any, sides: NDArray[np.float64]) -> NDArray[np.float64]:
    """Boxes as columns (4, n) to boxes as rows (n, 4) on the displayed page."""
    shown = page.rect
    if page.rotation:
        a, b, c, d, e, f = page.rotation_matrix
        xs, ys = sides[0::2], sides[1::2]
        across, down = np.sort(xs * a + ys * c + e, axis=0), np.sort(xs * b + ys * d + f, axis=0)
        sides = np.array((across[0], down[0], across[1], down[1]))
    edges = np.array((shown.width, shown.height, shown.width, shown.height))
    return np.clip(sides.T, 0, edges)
