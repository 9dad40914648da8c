"""A short hash of a page's picture by which copies of a scan are told, also where their words cannot be read.

The perceptual hash pHash: the signs of the lowest frequencies of a discrete cosine transform about their median, as in
Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010), 3.2.1. The paper's margins are cut
off first, since a second scan lies elsewhere on the glass.
"""

import cv2
import numpy as np
import numpy.typing as npt

from explorer.extract.ocr_engine import Gray

_GRID = 128  # pixels of the small picture's side
_WAVES = 24  # of them, in each direction, count: 576 bits; the usual 64 take all pages of one letterhead for the same
_INK = 128  # below it a pixel is ink
_LEAST_INK = 0.003  # of all pixels; an almost blank page is like every other
_LEAST_SIDE = 0.25  # of the paper's sides that the ink must cover
_LINE = 0.002  # of a row or column that is ink: more than dust


def picture_hash(gray: Gray) -> bytes:
    """The 72 bytes of an upright, level picture; none for a page that is blank or almost so."""
    height, width = gray.shape
    if min(height, width) < 2 * _GRID:
        return b""
    ink = gray < _INK
    rows, columns = (np.flatnonzero(ink.mean(axis=axis) > _LINE) for axis in (1, 0))
    if ink.mean() < _LEAST_INK or not len(rows) or not len(columns):
        return b""
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    if bottom - top < _LEAST_SIDE * height or right - left < _LEAST_SIDE * width:
        return b""
    small = cv2.resize(gray[top:bottom, left:right], (_GRID, _GRID), interpolation=cv2.INTER_AREA)
    waves: npt.NDArray[np.float32] = np.asarray(cv2.dct(np.asarray(small, np.float32)), np.float32)[
        1 : _WAVES + 1, 1 : _WAVES + 1
    ]
    return np.packbits(waves > np.median(waves)).tobytes()
