"""Where shapes lie and what outline they have. All results are in points on the slide.

Source: ECMA-376 part 1, 20.1.7 (transforms), 20.1.9 (geometry). Presets without an outline of their own are
drawn as rectangles; custom outlines as polygons.
"""

import itertools
import math
from dataclasses import dataclass, replace

from explorer.extract.ooxml import Element, child, children, local, number
from explorer.extract.slide_deck import EMU
from explorer.extract.slide_outlines import Sized, arc
from explorer.extract.slide_presets import CLOSED, OPEN

Point = tuple[float, float]
_OVALS = ("ellipse", "flowChartConnector", "cloud", "cloudCallout", "flowChartOr", "flowChartSummingJunction")
_CURVE_STEPS = 8
_POINTS_MOST = 4_000
_ADJUSTS_MOST = 16
_GROUPS_MOST = 40


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

    def within(self, group: "Place") -> "Place":
        """The same place after its group was mirrored, then turned, about its centre."""
        (cx, cy), (gx, gy), turn = self.centre, group.centre, self.turn
        if group.flip_x:
            cx, turn = 2 * gx - cx, -turn
        if group.flip_y:
            cy, turn = 2 * gy - cy, -turn
        angle = math.radians(group.turn)
        dx, dy = cx - gx, cy - gy
        cx, cy = gx + dx * math.cos(angle) - dy * math.sin(angle), gy + dx * math.sin(angle) + dy * math.cos(angle)
        flips = self.flip_x != group.flip_x, self.flip_y != group.flip_y
        return Place(cx - self.w / 2, cy - self.h / 2, self.w, self.h, (turn + group.turn) % 360, *flips)

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
    groups: tuple[Place, ...] = ()  # that are turned or mirrored, the innermost first

    def place(self, xfrm: Element | None) -> Place | None:
        """Where a transform puts its shape, turned and mirrored with its groups; None if it does not say."""
        found = self._unturned(xfrm)
        for group in self.groups if found is not None else ():
            found = found.within(group) if found is not None else None
        return found

    def _unturned(self, xfrm: Element | None) -> Place | None:
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
        outer = self._unturned(xfrm)
        start, size = child(xfrm, "chOff"), child(xfrm, "chExt")
        if outer is None or start is None or size is None:
            return self
        wide, high = number(size.get("cx")), number(size.get("cy"))
        if wide <= 0 or high <= 0:
            return self
        sx, sy = outer.w / wide, outer.h / high
        is_moved = bool(outer.turn) or outer.flip_x or outer.flip_y
        groups = (outer, *self.groups)[:_GROUPS_MOST] if is_moved else self.groups
        return Frame(sx, sy, outer.x - number(start.get("x")) * sx, outer.y - number(start.get("y")) * sy, groups)

    def moved(self, x: float, y: float) -> "Frame":
        """The same frame with its origin at a point on the slide."""
        return replace(self, ox=x, oy=y)


def has_inside(properties: Element | None) -> bool:
    """Whether an outline can be filled: not a line, nor a bracket."""
    return child(properties, "custGeom") is not None or _preset(properties) not in OPEN


def outline(properties: Element | None, place: Place) -> tuple[str, list[tuple[Point, ...]]]:
    """The kind of shape to draw and its points: "rect" and "oval" by two corners, else lines or polygons."""
    custom = child(properties, "custGeom")
    if custom is not None:
        return "polygon", _custom(custom, place)
    preset = _preset(properties)
    sized = Sized(place.w, place.h, _adjust(child(properties, "prstGeom")))
    if preset in OPEN:
        return "line", [tuple(place.spot(*point) for point in path) for path in OPEN[preset](sized)]
    if preset in CLOSED:
        return "polygon", [tuple(place.spot(*point) for point in CLOSED[preset](sized))]
    if place.turn % 180 > 1:
        around = arc(0.5, 0.5, 0.5, 0.5, 0, 360) if preset in _OVALS else ((0, 0), (1, 0), (1, 1), (0, 1))
        return "polygon", [tuple(place.spot(x, y) for x, y in around)]
    corners = ((place.x, place.y), (place.x + place.w, place.y + place.h))
    return ("oval" if preset in _OVALS else "rect"), [corners]


def _preset(properties: Element | None) -> str:
    geometry = child(properties, "prstGeom")
    return str(geometry.get("prst", "rect")) if geometry is not None else "rect"


def _adjust(geometry: Element | None) -> dict[str, float]:
    """A preset's adjust values, by name."""
    found = {}
    for each in children(child(geometry, "avLst"), "gd")[:_ADJUSTS_MOST]:
        formula = (each.get("fmla") or "").split()
        if len(formula) == 2 and formula[0] == "val":
            found[str(each.get("name", ""))] = number(formula[1])
    return found


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
            if name == "arcTo" and points:
                spots = _arc_to(step, points[-1], wide, high)
            points += spots
            left -= len(spots)
            if left < 0:
                return paths
        if len(points) > 1:
            paths.append(tuple(place.spot(*point) for point in points))
    return paths


def _arc_to(step: Element, at: Point, wide: float, high: float) -> list[Point]:
    """Points along an arc that begins where the path has come to; in shares of the path's size."""
    rx, ry = number(step.get("wR")) / wide, number(step.get("hR")) / high
    start, sweep = (number(step.get(key)) / 60_000 for key in ("stAng", "swAng"))
    angle = math.radians(start % 360)
    cx, cy = at[0] - rx * math.cos(angle), at[1] - ry * math.sin(angle)
    return arc(cx, cy, rx, ry, start % 360, min(max(sweep, -360.0), 360.0))[1:]


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
