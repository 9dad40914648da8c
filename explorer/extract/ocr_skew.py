"""How far a page's lines of text lean, and whether they run across the page at all.

Skew: the angle along which the lower edges of the ink, projected, pile up the highest. Coarse sweep, then a fine one.
Sources: W. Postl, "Detection of linear oblique structures and skew scan", ICPR 1986; H. Baird, "The skew angle of
printed documents", 1987 (the lower edges alone); D. Bloomberg, G. Kopec, L. Dasari, "Measuring document image skew and
orientation", SPIE 2422, 1995 (the sweep on a reduced picture, and when not to believe it).
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from explorer.extract.ocr_engine import Gray

_WIDTH = 1000  # pixels of the reduced picture's longest side
_POINTS = 40_000  # edges looked at
_FEWEST = 150
_FARTHEST, _COARSE, _FINE = 15.0, 0.5, 0.05  # degrees
_CLEAR = 1.25  # how much higher the peak is than what all angles give, to be believed
_SIDEWAYS = 1.2  # how much clearer lines across the page turned must be than across the page as it is


@dataclass(frozen=True, slots=True)
class Lean:
    """How the lines of a page lie.

    Attributes:
        skew: degrees clockwise by which the picture must be turned for its lines to lie level; 0 where not clear.
        sideways: whether the lines seem to run up or down the page; then ``skew`` is that of the page turned.
    """

    skew: float
    sideways: bool


def lean_of(gray: Gray) -> Lean:
    """How the lines of a page lie, as far as can be seen without reading them."""
    ink = _ink(gray)
    (level, clear), (upright, clear_turned) = _sweep(ink), _sweep(np.rot90(ink, -1))
    sideways = clear_turned >= _CLEAR and clear_turned > _SIDEWAYS * clear
    angle, clarity = (upright, clear_turned) if sideways else (level, clear)
    return Lean(angle if clarity >= _CLEAR else 0.0, sideways)


def _sweep(ink: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """The angle at which the edges pile up the highest, and how much higher than at most angles (1 or more)."""
    ys, xs = np.nonzero(ink[:-1] & ~ink[1:])
    if len(ys) < _FEWEST:
        return 0.0, 0.0
    every = max(len(ys) // _POINTS, 1)
    down, across = ys[::every].astype(np.float32), xs[::every].astype(np.float32) - ink.shape[1] / 2
    angles = np.arange(-_FARTHEST, _FARTHEST + _COARSE / 2, _COARSE)
    heights = np.array([_height(down, across, angle) for angle in angles])
    best = float(angles[int(heights.argmax())])
    if abs(best) > _FARTHEST - _COARSE:
        return 0.0, 0.0
    near = np.arange(best - _COARSE, best + _COARSE + _FINE / 2, _FINE)
    fine = np.array([_height(down, across, angle) for angle in near])
    return -round(float(near[int(fine.argmax())]), 2), float(max(fine.max(), heights.max()) / np.median(heights))


def _ink(gray: Gray) -> npt.NDArray[np.bool_]:
    shrink = min(_WIDTH / max(gray.shape), 1.0)
    small = cv2.resize(gray, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else gray
    _, black = cv2.threshold(small, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    return black.astype(bool)


def _height(ys: npt.NDArray[np.float32], xs: npt.NDArray[np.float32], angle: float) -> float:
    """How unevenly edges pile up when looked at along an angle: the sum of the squares."""
    along = (ys - xs * np.float32(np.tan(np.radians(angle)))).astype(np.int32)
    piles = np.bincount(along - along.min())
    return float(np.dot(piles, piles))
