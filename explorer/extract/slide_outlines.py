"""Makers of preset outlines: points in shares of a shape's width and height, from its size and adjust values.

Source: ECMA-376 part 1, 20.1.10.56 (ST_ShapeType) and its presetShapeDefinitions; adjust values are in 100,000ths, of
the shorter side where the definitions say so.
"""

import math
from collections.abc import Callable, Mapping, Sequence

Point = tuple[float, float]
Path = tuple[Point, ...]
Adjust = Mapping[str, float]
_STEPS = 10  # points of a quarter of a circle
_SQUARE: Path = ((0, 0), (1, 0), (1, 1), (0, 1))


class Sized:
    """A shape's size in any unit and its adjust values, asked by name with the usual value."""

    def __init__(self, w: float, h: float, adjust: Adjust) -> None:
        self.w, self.h = max(w, 1e-6), max(h, 1e-6)
        self._adjust = adjust

    def value(self, name: str, usual: float, most: float = 100_000.0) -> float:
        """An adjust value as a share, within 0 and ``most``."""
        return min(max(self._adjust.get(name, usual), 0.0), most) / 100_000

    def signed(self, name: str, usual: float) -> float:
        return min(max(self._adjust.get(name, usual), -3e7), 3e7) / 100_000

    def across(self, share: float) -> float:
        """A share of the shorter side, as a share of the width."""
        return share * min(self.w, self.h) / self.w

    def down(self, share: float) -> float:
        return share * min(self.w, self.h) / self.h


def arc(cx: float, cy: float, rx: float, ry: float, start: float, sweep: float) -> list[Point]:
    """Points along an ellipse; degrees clockwise from the right."""
    steps = max(int(abs(sweep) / 90 * _STEPS), 2)
    angles = (math.radians(start + sweep * step / steps) for step in range(steps + 1))
    return [(cx + rx * math.cos(angle), cy + ry * math.sin(angle)) for angle in angles]


def cornered(s: Sized, radii: Sequence[float], *, cut: bool = False) -> Path:
    """A rectangle with its corners (from the top left, clockwise) rounded or cut off by shares of the shorter side."""
    points: list[Point] = []
    corners = ((0, 0, 180), (1, 0, 270), (1, 1, 0), (0, 1, 90))
    for (x, y, start), radius in zip(corners, radii, strict=True):
        rx, ry = s.across(radius), s.down(radius)
        cx, cy = x + (rx if x == 0 else -rx), y + (ry if y == 0 else -ry)
        around = arc(cx, cy, rx, ry, start, 90) if radius else [(float(x), float(y))]
        points += [around[0], around[-1]] if cut and radius else around
    return tuple(points)


def arrow(s: Sized) -> Path:
    """An arrow to the right."""
    thick, head = s.value("adj1", 50_000) / 2, min(s.across(s.value("adj2", 50_000, 1e6)), 1.0)
    neck = 1 - head
    return (
        (0, 0.5 - thick), (neck, 0.5 - thick), (neck, 0), (1, 0.5), (neck, 1), (neck, 0.5 + thick), (0, 0.5 + thick),
    )  # fmt: skip


def both_ways(s: Sized) -> Path:
    thick, head = s.value("adj1", 50_000) / 2, min(s.across(s.value("adj2", 50_000, 1e6)), 0.5)
    return (
        (0, 0.5), (head, 0), (head, 0.5 - thick), (1 - head, 0.5 - thick), (1 - head, 0), (1, 0.5),
        (1 - head, 1), (1 - head, 0.5 + thick), (head, 0.5 + thick), (head, 1),
    )  # fmt: skip


def turned(of: Callable[[Sized], Path], quarters: int) -> Callable[[Sized], Path]:
    """The same outline turned clockwise."""

    def made(s: Sized) -> Path:
        sized = s if quarters % 2 == 0 else _Swapped(s)
        points = of(sized)
        for _ in range(quarters):
            points = tuple((1 - y, x) for x, y in points)
        return points

    return made


class _Swapped(Sized):
    """A shape asked as if it lay on its side."""

    def __init__(self, other: Sized) -> None:
        super().__init__(other.h, other.w, other._adjust)


def star(count: int, usual: float) -> Callable[[Sized], Path]:
    def made(s: Sized) -> Path:
        inner = s.value("adj", usual, 50_000)
        return tuple(
            (0.5 + reach * math.sin(math.pi * at / count), 0.5 - reach * math.cos(math.pi * at / count))
            for at in range(2 * count)
            for reach in (0.5 if at % 2 == 0 else inner,)
        )

    return made


def _clockwise(point: Point) -> float:
    return math.atan2(point[1] - 0.5, point[0] - 0.5) % math.tau


def spliced(box: list[Point], base: list[Point]) -> list[Point]:
    """The tail put between the two points of the outline that it stands between."""
    start = min(range(len(box)), key=lambda at: _clockwise(box[at]))
    around = box[start:] + box[:start]
    turn = _clockwise(base[0])
    at = next((i for i, point in enumerate(around) if _clockwise(point) > turn), len(around))
    return around[:at] + base + around[at:]


def callout_square(s: Sized) -> Path:
    box = [(1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 0.0)]
    tip = (0.5 + s.signed("adj1", -20_833), 0.5 + s.signed("adj2", 62_500))
    dx, dy = tip[0] - 0.5, tip[1] - 0.5
    near, far = (0.17, 0.42) if (dx if abs(dy) >= abs(dx) else dy) < 0 else (0.58, 0.83)
    if abs(dy) >= abs(dx):
        base = [(far, 1.0), tip, (near, 1.0)] if dy > 0 else [(near, 0.0), tip, (far, 0.0)]
        at = 1 if dy > 0 else 3
    else:
        base = [(1.0, near), tip, (1.0, far)] if dx > 0 else [(0.0, far), tip, (0.0, near)]
        at = 4 if dx > 0 else 2
    return tuple(box[:at] + base + box[at:])


def heart(_s: Sized) -> Path:
    turns = [math.tau * step / 40 for step in range(40)]
    downs = [math.cos(4 * t) + 2 * math.cos(3 * t) + 5 * math.cos(2 * t) - 13 * math.cos(t) for t in turns]
    top, bottom = min(downs), max(downs)
    return tuple((0.5 + math.sin(t) ** 3 / 2, (y - top) / (bottom - top)) for t, y in zip(turns, downs, strict=True))


def ring(s: Sized) -> Path:
    inner = s.value("adj", 25_000, 50_000)
    hole = arc(0.5, 0.5, max(0.5 - s.across(inner), 0), max(0.5 - s.down(inner), 0), 0, -360)
    return (*arc(0.5, 0.5, 0.5, 0.5, 0, 360), *hole)


def frame_outline(s: Sized) -> Path:
    x, y = (side(s.value("adj1", 12_500, 50_000)) for side in (s.across, s.down))
    return (*_SQUARE, (0, 0), (x, y), (x, 1 - y), (1 - x, 1 - y), (1 - x, y), (x, y))


def plus(s: Sized) -> Path:
    x, y = (side(s.value("adj", 25_000, 50_000)) for side in (s.across, s.down))
    return (
        (x, 0), (1 - x, 0), (1 - x, y), (1, y), (1, 1 - y), (1 - x, 1 - y), (1 - x, 1), (x, 1), (x, 1 - y),
        (0, 1 - y), (0, y), (x, y),
    )  # fmt: skip


def sector(s: Sized) -> Path:
    start, end = (s.signed(name, usual) * 100_000 / 60_000 for name, usual in (("adj1", 0), ("adj2", 16_200_000)))
    return ((0.5, 0.5), *arc(0.5, 0.5, 0.5, 0.5, start, (end - start) % 360 or 360))


def slanted(s: Sized) -> Path:
    x = min(s.across(s.value("adj", 25_000, 1e6)), 1.0)
    return (x, 0), (1, 0), (1 - x, 1), (0, 1)


def trapezoid(s: Sized) -> Path:
    x = min(s.across(s.value("adj", 25_000, 1e6)), 0.5)
    return (x, 0), (1 - x, 0), (1, 1), (0, 1)


def six(s: Sized) -> Path:
    x = min(s.across(s.value("adj", 25_000, 1e6)), 0.5)
    return (x, 0), (1 - x, 0), (1, 0.5), (1 - x, 1), (x, 1), (0, 0.5)


def plate(s: Sized) -> Path:
    x = 1 - min(s.across(s.value("adj", 50_000, 1e6)), 1.0)
    return (0, 0), (x, 0), (1, 0.5), (x, 1), (0, 1)


def chevron(s: Sized) -> Path:
    x = min(s.across(s.value("adj", 50_000, 1e6)), 1.0)
    return (0, 0), (1 - x, 0), (1, 0.5), (1 - x, 1), (0, 1), (x, 0.5)


def fixed(*points: Point) -> Callable[[Sized], Path]:
    return lambda _s: points


def rounded(name: str, corners: Sequence[int], *, cut: bool = False, usual: float = 16_667) -> Callable[[Sized], Path]:
    def made(s: Sized) -> Path:
        radius = s.value(name, usual, 50_000)
        return cornered(s, [radius if at in corners else 0.0 for at in range(4)], cut=cut)

    return made


def tail(s: Sized) -> list[Point]:
    """The tip of a callout between the two points where its tail begins."""
    tip = (0.5 + s.signed("adj1", -20_833), 0.5 + s.signed("adj2", 62_500))
    angle = math.atan2(tip[1] - 0.5, tip[0] - 0.5)
    sides = (angle - 0.18, angle + 0.18)
    first, last = ((0.5 + 0.5 * math.cos(a), 0.5 + 0.5 * math.sin(a)) for a in sides)
    return [first, tip, last]


def bracket(x: float) -> Path:
    """A bracket that opens away from ``x``, 0 or 1."""
    inner = 1.0 - x
    return ((inner, 0.0), (x, 0.08), (x, 0.92), (inner, 1.0))


def brace(x: float) -> Path:
    inner = 1.0 - x
    return (
        (inner, 0), (0.5, 0.03), (0.5, 0.45), (x, 0.5), (0.5, 0.55), (0.5, 0.97), (inner, 1),
    )  # fmt: skip


def bent(at: float) -> Path:
    return (0, 0), (at, 0), (at, 1), (1, 1)


def squeezed(path: Path, left: float) -> Path:
    return tuple((left + x * 0.1, y) for x, y in path)


def sector_of(s: Sized) -> list[Point]:
    start, end = (s.signed(name, usual) * 100_000 / 60_000 for name, usual in (("adj1", 16_200_000), ("adj2", 0)))
    return arc(0.5, 0.5, 0.5, 0.5, start, (end - start) % 360 or 360)
