"""Makes a page's picture fit for an engine: dark on light, no black frame, upright, level.

What was turned is kept as a matrix, so that words of the fit picture can be put where they stand in the drawn one.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from explorer.extract.ocr_engine import Gray

_LEAST_SKEW = 0.2  # degrees; less does no harm, and turning blurs
_DARK = 110  # below it a pixel is dark, in a page whose paper is light
_MOSTLY_DARK = 0.6  # of the pixels of a page that is white on black
_FRAME = 0.06  # of a side: how deep a black frame of a scan is looked for
_FRAME_DARK = 0.75
_INK = 170  # below it a pixel is more than the paper's grain
_SPECK = 4  # pixels of the largest speck: smaller than a full stop at 150 dpi
_ALONE = 13  # pixels across the square around a speck in which there is no letter
_SPECKED = 12.0  # specks that stand alone, for each million pixels, from which a page is dusty
_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True, slots=True)
class Fit:
    """A picture fit to be read.

    Attributes:
        rotation: degrees clockwise by which it was turned: 0, 90, 180 or 270.
        skew: degrees clockwise by which it was straightened after that.
        back: 2 × 3; takes its pixels to those of the drawn picture.
    """

    gray: Gray
    rotation: int
    skew: float
    back: npt.NDArray[np.float64]


def cleaned(gray: Gray) -> Gray:
    """Dark on light, without the black frame that a scanner's lid leaves, and without dust.

    A median of 3 × 3 pixels takes dust away and halves the errors on a dusty page; on a clean one it eats full stops.
    """
    if np.count_nonzero(gray[::4, ::4] < _DARK) > _MOSTLY_DARK * gray[::4, ::4].size:
        gray = 255 - gray
    gray = _unframed(gray)
    return np.asarray(cv2.medianBlur(gray, 3), np.uint8) if _is_dusty(gray) else gray


def turned(gray: Gray, rotation: int) -> Gray:
    """Turned clockwise by 0, 90, 180 or 270 degrees."""
    return np.asarray(cv2.rotate(gray, _TURNS[rotation]), np.uint8) if rotation else gray


def fitted(gray: Gray, rotation: int, skew: float) -> Fit:
    """A picture turned and straightened clockwise by so many degrees."""
    height, width = gray.shape
    upright = turned(gray, rotation)
    back = _quarter_back(rotation, width, height)
    if abs(skew) < _LEAST_SKEW:
        return Fit(upright, rotation, 0.0, back)
    straight, inverse = _straightened(upright, skew)
    return Fit(straight, rotation, skew, back @ np.vstack((inverse, (0, 0, 1))))


def _is_dusty(gray: Gray) -> bool:
    """Whether many specks stand away from all letters."""
    _, labels, parts, _ = cv2.connectedComponentsWithStats(np.asarray(gray < _INK, np.uint8), connectivity=8)
    is_small = parts[:, cv2.CC_STAT_AREA] <= _SPECK
    is_letter = ~is_small
    is_letter[0] = False  # the paper
    near = cv2.dilate(is_letter[labels].astype(np.uint8), np.ones((_ALONE, _ALONE), np.uint8))
    across = parts[:, cv2.CC_STAT_LEFT] + parts[:, cv2.CC_STAT_WIDTH] // 2
    down = parts[:, cv2.CC_STAT_TOP] + parts[:, cv2.CC_STAT_HEIGHT] // 2
    alone = int(np.count_nonzero(is_small & (near[down, across] == 0)))
    return alone * 1e6 > _SPECKED * gray.size


def _unframed(gray: Gray) -> Gray:
    """White where rows or columns at the edge are dark for most of their length."""
    dark = gray < _DARK
    top, bottom = _frame(dark.mean(axis=1))
    left, right = _frame(dark.mean(axis=0))
    if not (top or bottom or left or right):
        return gray
    height, width = gray.shape
    white = np.full_like(gray, 255)
    inside = np.s_[top : height - bottom, left : width - right]
    white[inside] = gray[inside]
    return white


def _frame(darkness: npt.NDArray[np.float64]) -> tuple[int, int]:
    """How many lines of pixels are a black frame, at the first edge and at the last."""
    deep = int(len(darkness) * _FRAME)
    first, last = (np.nonzero(edge > _FRAME_DARK)[0] for edge in (darkness[:deep], darkness[::-1][:deep]))
    return (int(first[-1]) + 2 if len(first) else 0), (int(last[-1]) + 2 if len(last) else 0)


def _quarter_back(rotation: int, width: int, height: int) -> npt.NDArray[np.float64]:
    """From a picture turned clockwise to the one of this size that it was before."""
    match rotation:
        case 90:
            rows = ((0, 1, 0), (-1, 0, height))
        case 180:
            rows = ((-1, 0, width), (0, -1, height))
        case 270:
            rows = ((0, -1, width), (1, 0, 0))
        case _:
            rows = ((1, 0, 0), (0, 1, 0))
    return np.array(rows, float)


def _straightened(gray: Gray, skew: float) -> tuple[Gray, npt.NDArray[np.float64]]:
    """A picture turned clockwise about its middle, on a sheet that holds it whole; and the way back."""
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    wide, high = int(width * cos + height * sin + 0.5), int(width * sin + height * cos + 0.5)
    matrix[:, 2] += ((wide - width) / 2, (high - height) / 2)
    paper = int(np.percentile(gray[::8, ::8], 75))
    straight = cv2.warpAffine(gray, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=(paper,))
    return np.asarray(straight, np.uint8), np.asarray(cv2.invertAffineTransform(matrix), float)
