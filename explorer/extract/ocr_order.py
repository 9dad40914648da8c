"""Puts the pieces of text that were found in an upright picture into reading order: columns, then lines.

A recursive XY-cut: a gutter that runs through a whole region parts it into columns, else its widest gap parts it into
what stands above and below. A gutter counts only between running text, so that rows of forms and tables stay whole.
Source: G. Nagy, S. Seth, "Hierarchical representation of optically scanned documents", ICPR 1984.
"""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

_DEEPEST = 40  # cuts within cuts
_GUTTER = 0.8  # of a line's height, at least
_COLUMN_WIDTH = 7.0  # of a line's height: the median piece of running text is at least so wide
_COLUMN_PIECES = 3
_SAME_LINE = 0.5  # of the lower piece's height that lies beside the other


class Piece(NamedTuple):
    """A box in pixels, and which one it is."""

    number: int
    x0: float
    y0: float
    x1: float
    y1: float


def reading_order(boxes: Sequence[tuple[float, float, float, float]]) -> list[list[int]]:
    """Lines, from first to last; each the indices of its boxes (x0, y0, x1, y1), left to right."""
    pieces = [Piece(index, *box) for index, box in enumerate(boxes)]
    if not pieces:
        return []
    height = median(each.y1 - each.y0 for each in pieces) or 1.0
    return [[each.number for each in line] for line in _cut(pieces, height, _DEEPEST)]


def _cut(pieces: list[Piece], height: float, depth: int) -> list[list[Piece]]:
    if depth and len(pieces) > 1:
        at = _gutter(pieces, height)
        if at is not None:
            left = [each for each in pieces if each.x1 <= at]
            return _cut(left, height, depth - 1) + _cut([each for each in pieces if each.x1 > at], height, depth - 1)
        at = _widest_gap([(each.y0, each.y1) for each in pieces])
        if at is not None:
            above = [each for each in pieces if each.y1 <= at]
            return _cut(above, height, depth - 1) + _cut([each for each in pieces if each.y1 > at], height, depth - 1)
    return _lines(pieces)


def _gutter(pieces: list[Piece], height: float) -> float | None:
    """Where the widest gutter between columns of running text begins; None if there is none."""
    found: list[tuple[float, float]] = []
    for start, end in _gaps([(each.x0, each.x1) for each in pieces]):
        left = [each for each in pieces if each.x1 <= start]
        right = [each for each in pieces if each.x1 > start]
        if end - start >= _GUTTER * height and _is_column(left, height) and _is_column(right, height):
            found.append((end - start, start))
    return max(found)[1] if found else None


def _is_column(pieces: list[Piece], height: float) -> bool:
    wide = median(each.x1 - each.x0 for each in pieces) >= _COLUMN_WIDTH * height if pieces else False
    return wide and len(pieces) >= _COLUMN_PIECES


def _widest_gap(spans: list[tuple[float, float]]) -> float | None:
    """Where the widest gap between spans begins; None if they leave none."""
    gaps = _gaps(spans)
    return max(gaps, key=lambda gap: gap[1] - gap[0])[0] if gaps else None


def _gaps(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The gaps that spans leave between them, from first to last."""
    gaps = []
    reached = min(start for start, _ in spans)
    for start, end in sorted(spans):
        if start > reached:
            gaps.append((reached, start))
        reached = max(reached, end)
    return gaps


def _lines(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces that no cut parts, as lines: those that stand beside each other make one."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: (each.y0 + each.y1, each.x0)):
        if lines and all(_are_beside(piece, each) for each in lines[-1][-2:]):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda each: each.x0) for line in lines]


def _are_beside(one: Piece, other: Piece) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > _SAME_LINE * min(one.y1 - one.y0, other.y1 - other.y0)
