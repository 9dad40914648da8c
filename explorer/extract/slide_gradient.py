"""Gradients as strips of one colour each, cut to a shape's outline.

Each strip reaches below the next, so that no seams show. Source: ECMA-376 part 1,
20.1.8.33 (gradFill), 20.1.8.41 (lin), 20.1.8.46 (path); Sutherland and Hodgman 1974 for the cutting.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.extract.typeset import Colour, Shape

Point = tuple[float, float]
Points = Sequence[Point]
_STRIPS, _FEWEST = 40, 8
_FINEST = 4.0  # points across a strip
_LAPS = 2.0  # strips that one is wide, the next laid over its second half
_AROUND = 40  # points of a circle
_CORNERS_MOST = 400  # of an outline; one with more has one colour


@dataclass(frozen=True, slots=True)
class Gradient:
    """Colours at shares of the way, which runs across at an angle or from a point outwards."""

    stops: tuple[tuple[float, Colour], ...]
    angle: float = 0.0  # degrees clockwise; 0 runs to the right
    centre: Point | None = None  # in shares of the shape; given where it runs outwards

    def colour(self, share: float) -> Colour:
        """The colour at a share of the way."""
        before = self.stops[0]
        for after in self.stops:
            if share <= after[0]:
                width = after[0] - before[0]
                part = (share - before[0]) / width if width > 1e-9 else 1.0
                red, green, blue = (a + (b - a) * part for a, b in zip(before[1], after[1], strict=True))
                return red, green, blue
            before = after
        return before[1]


def strips(gradient: Gradient, outline: Points) -> list[Shape]:
    """The shapes that show a gradient within an outline, to be drawn in order."""
    if not 3 <= len(outline) <= _CORNERS_MOST:
        return [Shape("polygon", tuple(outline), None, gradient.colour(0.5))]
    if gradient.centre is not None:
        return _outwards(gradient, gradient.centre, outline)
    angle = math.radians(gradient.angle)
    across = math.cos(angle), math.sin(angle)
    ways = [x * across[0] + y * across[1] for x, y in outline]
    low, high = min(ways), max(ways)
    count = min(max(round((high - low) / _FINEST), _FEWEST), _STRIPS)
    step = (high - low) / count
    back = -across[0], -across[1]
    made = []
    for at in range(count):
        left = cut(cut(outline, across, low + step * at), back, -(low + step * (at + _LAPS)))
        if len(left) > 2:
            made.append(Shape("polygon", tuple(left), None, gradient.colour((at + 0.5) / count)))
    return made


def _outwards(gradient: Gradient, centre: Point, outline: Points) -> list[Shape]:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    cx, cy = min(xs) + (max(xs) - min(xs)) * centre[0], min(ys) + (max(ys) - min(ys)) * centre[1]
    rx, ry = max(max(xs) - cx, cx - min(xs), 0.1) * math.sqrt(2), max(max(ys) - cy, cy - min(ys), 0.1) * math.sqrt(2)
    made = [Shape("polygon", tuple(outline), None, gradient.colour(1.0))]
    for step in range(_STRIPS - 1, 0, -1):
        share = step / _STRIPS
        left: Points = outline
        for at in range(_AROUND):
            angle = math.tau * at / _AROUND
            out = -math.cos(angle) / rx, -math.sin(angle) / ry
            left = cut(left, out, out[0] * cx + out[1] * cy - share)
            if len(left) < 3:
                break
        if len(left) > 2:
            made.append(Shape("polygon", tuple(left), None, gradient.colour(share)))
    return made


def cut(outline: Points, across: Point, least: float) -> list[Point]:
    """The part of an outline whose points lie at least so far along a direction."""
    kept: list[Point] = []
    for at, here in enumerate(outline):
        before = outline[at - 1]
        a = before[0] * across[0] + before[1] * across[1] - least
        b = here[0] * across[0] + here[1] * across[1] - least
        if (a >= 0) != (b >= 0):
            share = a / (a - b)
            kept.append((before[0] + (here[0] - before[0]) * share, before[1] + (here[1] - before[1]) * share))
        if b >= 0:
            kept.append(here)
    return kept
