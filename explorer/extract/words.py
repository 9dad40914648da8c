"""The words of a PDF page: its text in MuPDF's reading order, and a box for each word as the page is displayed.

One pass over the page gives both. Words of a line are joined by a space; lines and blocks are parted by a line break.
Written for speed, since every page of every PDF passes here: columns rather than rows.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np

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
    left, top, right, bottom, texts, blocks, lines, _ = zip(*rows, strict=True)
    places = list(zip(blocks, lines, strict=True))
    joints = [" " if one == other else "\n" for one, other in pairwise(places)]
    text = "".join([part for pair in zip(texts, [*joints, ""], strict=True) for part in pair])
    ends = [end - 1 for end in accumulate([len(each) + 1 for each in texts])]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return text, tuple(map(Word, starts, ends, placed(page, left, top, right, bottom)))


def placed(
    page: Any, left: Sequence[float], top: Sequence[float], right: Sequence[float], bottom: Sequence[float]
) -> Iterator[Box]:
    """Boxes on the unrotated page as they lie on the displayed one, cut at its edges."""
    width, height = page.rect.width, page.rect.height
    if not page.rotation and min(left) >= 0 and min(top) >= 0 and max(right) <= width and max(bottom) <= height:
        return map(Box, left, top, right, bottom)
    a, b, c, d, e, f = page.rotation_matrix
    xs, ys = np.array((left, right)), np.array((top, bottom))
    across = np.clip(np.sort(xs * a + ys * c + e, axis=0), 0, width).tolist()
    down = np.clip(np.sort(xs * b + ys * d + f, axis=0), 0, height).tolist()
    return map(Box, across[0], down[0], across[1], down[1])
