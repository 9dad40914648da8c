"""A shape's inside and its edge: colour, gradient or picture; line, dashes and arrowheads."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.extract.ooxml import Element, child, number
from explorer.extract.slide_canvas import Canvas, draw_picture
from explorer.extract.slide_deck import EMU
from explorer.extract.slide_geometry import Place, Point, has_inside, outline
from explorer.extract.slide_gradient import strips
from explorer.extract.slide_outlines import arc
from explorer.extract.slide_picture import Look, pixels_of
from explorer.extract.slide_theme import Fill
from explorer.extract.typeset import Colour, Shape

_DASHES = {
    "sysDot": (1, 1), "sysDash": (3, 1), "dot": (1, 3), "dash": (4, 3), "lgDash": (8, 3), "dashDot": (4, 3, 1, 3),
    "lgDashDot": (8, 3, 1, 3), "lgDashDotDot": (8, 3, 1, 3, 1, 3), "sysDashDot": (3, 1, 1, 1),
    "sysDashDotDot": (3, 1, 1, 1, 1, 1),
}  # fmt: skip
_SIZES = {"sm": 2.0, "med": 3.0, "lg": 5.0}  # of an arrowhead, in line widths


@dataclass(frozen=True, slots=True)
class Edge:
    """A shape's line."""

    fill: Fill
    width: float = 0.75  # points
    dashes: str = ""
    head: Element | None = None  # at its start
    tail: Element | None = None  # at its end


def paint(canvas: Canvas, shape: Element, where: Place, ancestors: Sequence[Element]) -> None:
    """Draw a shape's inside and edge, as it or the placeholders it inherits from say."""
    fill, edge = _inside(canvas, shape, ancestors), _edge(canvas, shape, ancestors)
    properties = child(shape, "spPr")
    kind, paths = outline(properties, where)
    if fill.picture:
        cut = () if kind == "rect" or not paths else corners(kind, paths[0])
        draw_picture(canvas, fill.picture, where, Look(tile=_tile(canvas, fill), outline=cut), part=fill.part)
    for points in paths:
        if has_inside(properties):
            _fill(canvas, kind, points, fill)
        if edge.fill.colour is not None:
            _line(canvas, kind, points, edge, edge.fill.colour)


def fill_background(canvas: Canvas, fill: Fill) -> None:
    """Draw what the whole slide stands on."""
    whole = Place(0, 0, canvas.deck.width, canvas.deck.height)
    if fill.picture:
        draw_picture(canvas, fill.picture, whole, Look(tile=_tile(canvas, fill)), part=fill.part)
    _fill(canvas, "rect", ((0.0, 0.0), (whole.w, whole.h)), fill)


def _tile(canvas: Canvas, fill: Fill) -> tuple[float, float] | None:
    """How large the tiles of a picture are in points; None where it fills its shape."""
    if fill.tile is None:
        return None
    part = canvas.target(fill.picture, fill.part)
    size = pixels_of(canvas.deck.package.data(part) or b"") if part else None
    return (size[0] * 0.75 * fill.tile[0], size[1] * 0.75 * fill.tile[1]) if size else None


def _inside(canvas: Canvas, shape: Element, ancestors: Sequence[Element]) -> Fill:
    palette = canvas.design.palette
    if shape.get("useBgFill") in ("1", "true"):
        return Fill(palette.colours.get(palette.names.get("bg1", "lt1")))
    for each in (shape, *ancestors):
        found = palette.fill(child(each, "spPr"))
        if found is not None:
            return found
        reference = child(each, "style", "fillRef")
        if reference is not None:
            return palette.styled(reference) or Fill()
    return Fill()


def _edge(canvas: Canvas, shape: Element, ancestors: Sequence[Element]) -> Edge:
    palette = canvas.design.palette
    fill, width, dashes, head, tail = None, None, "", None, None
    for each in (shape, *ancestors):
        line = child(each, "spPr", "ln")
        if line is not None:
            fill = palette.fill(line) if fill is None else fill
            width = number(line.get("w")) / EMU if width is None and line.get("w") else width
            dash = child(line, "prstDash")
            dashes = dashes or (str(dash.get("val", "")) if dash is not None else "")
            head = child(line, "headEnd") if head is None else head
            tail = child(line, "tailEnd") if tail is None else tail
        reference = child(each, "style", "lnRef")
        if reference is not None and reference.get("idx", "0") != "0":
            usual = palette.line_width(reference)
            fill = Fill(*(palette.colour(reference) or (None,))) if fill is None else fill
            width = usual if width is None else width
    width = min(max(0.75 if width is None else width, 0.25), 60.0)
    return Edge(fill or Fill(), width, _dashes(dashes, width), head, tail)


def _dashes(name: str, width: float) -> str:
    pattern = _DASHES.get(name)
    return f"[{' '.join(format(part * max(width, 0.5), '.2f') for part in pattern)}] 0" if pattern else ""


def _fill(canvas: Canvas, kind: str, points: tuple[Point, ...], fill: Fill) -> None:
    above = canvas.leaf.above
    if fill.gradient is not None and fill.opacity > 0.98 and canvas.wants_pictures:
        above.extend(strips(fill.gradient, corners(kind, points)))
    elif fill.colour is not None:
        above.append(Shape("polygon" if kind == "line" else kind, points, None, fill.colour, 0.5, fill.opacity))


def corners(kind: str, points: tuple[Point, ...]) -> tuple[Point, ...]:
    """An outline's points all the way round."""
    if kind not in ("rect", "oval"):
        return points
    (x0, y0), (x1, y1) = points
    if kind == "rect":
        return (x0, y0), (x1, y0), (x1, y1), (x0, y1)
    return tuple(arc((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2, 0, 360))


def _line(canvas: Canvas, kind: str, points: tuple[Point, ...], edge: Edge, colour: Colour) -> None:
    canvas.leaf.above.append(Shape(kind, points, colour, None, edge.width, edge.fill.opacity, edge.dashes))
    if kind == "line" and len(points) > 1:
        _arrowhead(canvas, edge.head, points[0], points[1], edge, colour)
        _arrowhead(canvas, edge.tail, points[-1], points[-2], edge, colour)


def _arrowhead(canvas: Canvas, end: Element | None, tip: Point, back: Point, edge: Edge, colour: Colour) -> None:
    if end is None or end.get("type", "none") == "none":
        return
    length = math.dist(tip, back)
    if length < 0.01:
        return
    thick = max(edge.width, 1.5)
    long, wide = (_SIZES.get(end.get(key, "med"), 3.0) * thick for key in ("len", "w"))
    ux, uy = (back[0] - tip[0]) / length, (back[1] - tip[1]) / length
    at = tip[0] + ux * long, tip[1] + uy * long
    left, right = ((at[0] - side * uy * wide / 2, at[1] + side * ux * wide / 2) for side in (1, -1))
    points: tuple[Point, ...] = (tip, left, right)
    if end.get("type") in ("oval", "diamond"):
        points = tuple(arc(tip[0], tip[1], wide / 2, wide / 2, 0, 360))
    if end.get("type") == "arrow":
        canvas.leaf.above.append(Shape("line", (left, tip, right), colour, None, edge.width))
    else:
        canvas.leaf.above.append(Shape("polygon", points, None, colour, 0.5))
