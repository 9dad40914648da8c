"""Where shapes lie and what outline they have. All results are in points on the slide.

Source: ECMA-376 part 1, 20.1.7 (transforms), 20.1.9 (geometry). Presets that are not in the table are drawn as
rectangles; custom outlines as polygons.
"""

import itertools
import math
from dataclasses import dataclass, replace

from explorer.extract.ooxml import Element, child, local, number
from explorer.extract.slide_deck import EMU

Point = tuple[float, float]
_PRESETS: dict[str, tuple[Point, ...]] = {
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "flowChartDecision": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "trapezoid": ((0.25, 0), (0.75, 0), (1, 1), (0, 1)),
    "hexagon": ((0.25, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0.25, 1), (0, 0.5)),
    "pentagon": ((0.5, 0), (1, 0.38), (0.81, 1), (0.19, 1), (0, 0.38)),
    "homePlate": ((0, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0, 1)),
    "chevron": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1), (0.25, 0.5)),
    "rightArrow": ((0, 0.25), (0.7, 0.25), (0.7, 0), (1, 0.5), (0.7, 1), (0.7, 0.75), (0, 0.75)),
    "leftArrow": ((1, 0.25), (0.3, 0.25), (0.3, 0), (0, 0.5), (0.3, 1), (0.3, 0.75), (1, 0.75)),
    "downArrow": ((0.25, 0), (0.75, 0), (0.75, 0.7), (1, 0.7), (0.5, 1), (0, 0.7), (0.25, 0.7)),
    "upArrow": ((0.25, 1), (0.75, 1), (0.75, 0.3), (1, 0.3), (0.5, 0), (0, 0.3), (0.25, 0.3)),
    "leftRightArrow": (
        (0, 0.5), (0.2, 0), (0.2, 0.25), (0.8, 0.25), (0.8, 0), (1, 0.5),
        (0.8, 1), (0.8, 0.75), (0.2, 0.75), (0.2, 1),
    ),
}  # fmt: skip
_OVALS = ("ellipse", "flowChartConnector", "donut", "cloud")
_LINES = ("line", "straightConnector1", "bentConnector", "curvedConnector")
_OPEN = ("Bracket", "Brace", "arc", "bracketPair", "bracePair")  # outlines without an inside
_CURVE_STEPS = 8
_POINTS_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Place:
    """A shape's frame before turning: left, top, width, height in points; then its turn and flips."""

    x: float = 0.0
    y: float = 0.0
    w: float = 0.0
    h: float = 0.0
    turn: float = 0.0  # degrees clockwise
    flip_x: bool = False
    flip_y: bool = False

    @property
    def centre(self) -> Point:
        return self.x + self.w / 2, self.y + self.h / 2

    def spot(self, across: float, down: float) -> Point:
        """The point at shares of width and height, flipped and turned."""
        x = self.x + self.w * (1 - across if self.flip_x else across)
        y = self.y + self.h * (1 - down if self.flip_y else down)
        if not self.turn:
            return x, y
        (cx, cy), angle = self.centre, math.radians(self.turn)
        dx, dy = x - cx, y - cy
        return cx + dx * math.cos(angle) - dy * math.sin(angle), cy + dx * math.sin(angle) + dy * math.cos(angle)


@dataclass(frozen=True, slots=True)
class Frame:
    """How a group's coordinates (EMU) become points on the slide: x · sx + ox."""

    sx: float = 1 / EMU
    sy: float = 1 / EMU
    ox: float = 0.0
    oy: float = 0.0

    def place(self, xfrm: Element | None) -> Place | None:
        """Where a transform puts its shape; None if it does not say."""
        off, ext = child(xfrm, "off"), child(xfrm, "ext")
        if xfrm is None or off is None or ext is None:
            return None
        w, h = abs(number(ext.get("cx")) * self.sx), abs(number(ext.get("cy")) * self.sy)
        turn = (number(xfrm.get("rot")) / 60_000) % 360
        flips = [xfrm.get(key) in ("1", "true") for key in ("flipH", "flipV")]
        return Place(
            self.ox + number(off.get("x")) * self.sx, self.oy + number(off.get("y")) * self.sy, w, h, turn, *flips
        )

    def inner(self, xfrm: Element | None) -> "Frame":
        """The frame of a group's members."""
        outer = self.place(xfrm)
        start, size = child(xfrm, "chOff"), child(xfrm, "chExt")
        if outer is None or start is None or size is None:
            return self
        wide, high = number(size.get("cx")), number(size.get("cy"))
        if wide <= 0 or high <= 0:
            return self
        sx, sy = outer.w / wide, outer.h / high
        return Frame(sx, sy, outer.x - number(start.get("x")) * sx, outer.y - number(start.get("y")) * sy)

    def moved(self, x: float, y: float) -> "Frame":
        """The same frame with its origin at a point on the slide."""
        return replace(self, ox=x, oy=y)


def is_line(preset: str) -> bool:
    return preset.startswith(_LINES)


def is_open(preset: str) -> bool:
    return any(part in preset for part in _OPEN)


def outline(properties: Element | None, place: Place) -> tuple[str, list[tuple[Point, ...]]]:
    """The kind of shape to draw and its points: "rect" and "oval" by two corners, else lines or polygons."""
    custom = child(properties, "custGeom")
    if custom is not None:
        return "polygon", _custom(custom, place)
    geometry = child(properties, "prstGeom")
    preset = geometry.get("prst", "rect") if geometry is not None else "rect"
    if is_line(preset):
        return "line", [(place.spot(0, 0), place.spot(1, 1))]
    if preset in _PRESETS:
        return "polygon", [tuple(place.spot(x, y) for x, y in _PRESETS[preset])]
    if place.turn % 180 > 1:
        return "polygon", [tuple(place.spot(x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)))]
    corners = ((place.x, place.y), (place.x + place.w, place.y + place.h))
    return ("oval" if preset in _OVALS else "rect"), [corners]


def _custom(custom: Element, place: Place) -> list[tuple[Point, ...]]:
    """A custom outline's paths, curves as short lines."""
    paths: list[tuple[Point, ...]] = []
    left = _POINTS_MOST
    for path in custom.iter():
        if local(path) != "path":
            continue
        wide = number(path.get("w")) or max(place.w * EMU, 1.0)
        high = number(path.get("h")) or max(place.h * EMU, 1.0)
        points: list[Point] = []
        for step in path:
            name = local(step)
            spots = [(number(pt.get("x")) / wide, number(pt.get("y")) / high) for pt in step if local(pt) == "pt"]
            if name == "moveTo" and len(points) > 1:
                paths.append(tuple(place.spot(*point) for point in points))
                points = []
            if name in ("cubicBezTo", "quadBezTo") and points and len(spots) > 1:
                spots = _curve([points[-1], *spots])
            points += spots
            left -= len(spots)
            if left < 0:
                return paths
        if len(points) > 1:
            paths.append(tuple(place.spot(*point) for point in points))
    return paths


def _curve(controls: list[Point]) -> list[Point]:
    """Points along a Bézier curve, without its first one (de Casteljau)."""
    found = []
    for step in range(1, _CURVE_STEPS + 1):
        share, points = step / _CURVE_STEPS, controls
        while len(points) > 1:
            pairs = itertools.pairwise(points)
            points = [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairs]
        found.append(points[0])
    return found
