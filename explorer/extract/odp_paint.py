"""Insides and edges of OpenDocument shapes, and what a slide stands on.

Source: OpenDocument 1.3 part 3, 10.3 (shapes), 16.40 and 20.99 to 20.170 (fill and stroke), 20.3 (colours).
"""

import re

from explorer.extract.odf import DRAW, FO, PRESENTATION, STYLE, SVG, length
from explorer.extract.odf_styles import Styles
from explorer.extract.odf_text import Odf
from explorer.extract.ooxml import Element, child, local
from explorer.extract.slide_geometry import Place, Point
from explorer.extract.slide_outlines import Sized, arc
from explorer.extract.slide_presets import CLOSED
from explorer.extract.typeset import Colour, Leaf, Shape
from explorer.model.document import Box

_HEX = re.compile("#[0-9A-Fa-f]{6}")
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?")
_OTHER_NAMES = {"round-rectangle": "roundRect", "isosceles-triangle": "triangle", "right-triangle": "rtTriangle",
                "cross": "plus", "pentagon-right": "homePlate", "ring": "donut", "vertical-scroll": "rect"}  # fmt: skip
_ROUND = ("ellipse", "circle")
_POINTS_MOST = 4_000
_GRAPHIC, _PAGE = "graphic-properties", "drawing-page-properties"


def value_of(styles: Styles, shape: Element, attribute: str) -> str:
    """A graphic attribute of a shape's own style, or of what that inherits from."""
    for family, key in (("graphic", f"{DRAW}style-name"), ("presentation", f"{PRESENTATION}style-name")):
        found = styles.value(family, shape.get(key, ""), _GRAPHIC, attribute)
        if found:
            return found
    return ""


def fill_of(styles: Styles, shape: Element) -> Colour | None:
    """The colour that a shape is filled with; a gradient's is the one its style names beside it."""
    if value_of(styles, shape, f"{DRAW}fill") not in ("solid", "gradient", "hatch"):
        return None
    return colour_of(value_of(styles, shape, f"{DRAW}fill-color"))


def colour_of(text: str) -> Colour | None:
    if not _HEX.fullmatch(text):
        return None
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def paint(leaf: Leaf, styles: Styles, shape: Element, frame: Box) -> None:
    """Draw a shape's inside and edge."""
    kind, points = _outline(shape, frame)
    fill = None if kind == "line" else fill_of(styles, shape)
    opacity = length(value_of(styles, shape, f"{DRAW}opacity").replace("%", "pt"), 100.0) / 100
    if fill is not None and len(points) > 2:
        leaf.above.append(Shape("polygon", points, None, fill, 0.5, min(max(opacity, 0.0), 1.0)))
    edge = colour_of(value_of(styles, shape, f"{SVG}stroke-color"))
    if edge is not None and value_of(styles, shape, f"{DRAW}stroke") in ("solid", "dash") and len(points) > 1:
        width = length(value_of(styles, shape, f"{SVG}stroke-width"), 0.5)
        leaf.above.append(Shape(kind, points, edge, None, min(max(width, 0.25), 40.0)))


def ground_of(odf: Odf, page: Element, master: Element | None) -> tuple[Colour, Element | None]:
    """What a slide stands on: a colour, and the element of a picture over it if there is one."""
    for holder in (page, master):
        name = holder.get(f"{DRAW}style-name", "") if holder is not None else ""
        kind = odf.styles.value("drawing-page", name, _PAGE, f"{DRAW}fill")
        colour = colour_of(odf.styles.value("drawing-page", name, _PAGE, f"{DRAW}fill-color"))
        if kind in ("solid", "gradient") and colour is not None:
            return colour, None
        if kind == "bitmap":
            wanted = odf.styles.value("drawing-page", name, _PAGE, f"{DRAW}fill-image-name")
            root = odf.file.styles
            images = root.iter(f"{DRAW}fill-image") if root is not None else ()
            return (1, 1, 1), next((each for each in images if each.get(f"{DRAW}name") == wanted), None)
    return (1, 1, 1), None


def master_of(odf: Odf, page: Element) -> Element | None:
    """The master page that a slide names."""
    wanted = page.get(f"{DRAW}master-page-name", "")
    masters = child(odf.file.styles, "master-styles")
    found = (each for each in (masters if masters is not None else ()) if each.get(f"{STYLE}name") == wanted)
    return next(found, None)


def insets_of(styles: Styles, shape: Element) -> tuple[float, float, float, float]:
    """From a shape's sides to its text: left, top, right, bottom, in points."""
    usual = length(value_of(styles, shape, f"{FO}padding"))
    left, top, right, bottom = (
        min(max(length(value_of(styles, shape, f"{FO}padding-{side}"), usual), 0.0), 200.0)
        for side in ("left", "top", "right", "bottom")
    )
    return left, top, right, bottom


def _outline(shape: Element, frame: Box) -> tuple[str, tuple[Point, ...]]:
    name = local(shape)
    ends = [length(shape.get(f"{SVG}{key}")) for key in ("x1", "y1", "x2", "y2")]
    if name in ("line", "connector", "measure"):
        return "line", ((ends[0], ends[1]), (ends[2], ends[3]))
    if name in ("polygon", "polyline"):
        return ("polygon" if name == "polygon" else "line"), _points(shape, frame)
    place = Place(frame.x0, frame.y0, frame.x1 - frame.x0, frame.y1 - frame.y0)
    geometry = child(shape, "enhanced-geometry")
    preset = _preset(geometry.get(f"{DRAW}type", "") if geometry is not None else name)
    if preset in _ROUND:
        made: tuple[Point, ...] = tuple(arc(0.5, 0.5, 0.5, 0.5, 0, 360))
    else:
        made = CLOSED[preset](Sized(place.w, place.h, {})) if preset in CLOSED else ((0, 0), (1, 0), (1, 1), (0, 1))
    return "polygon", tuple(place.spot(*point) for point in made)


def _preset(name: str) -> str:
    name = _OTHER_NAMES.get(name, name).removeprefix("ooxml-")
    first, *rest = name.split("-")
    return first + "".join(part.capitalize() for part in rest)


def _points(shape: Element, frame: Box) -> tuple[Point, ...]:
    """A polygon's corners, from its own units to points on the slide."""
    view = [float(each) for each in _NUMBERS.findall(shape.get(f"{SVG}viewBox", "")[:200])]
    found = [float(each) for each in _NUMBERS.findall(shape.get(f"{DRAW}points", "")[: 20 * _POINTS_MOST])]
    if len(view) != 4 or view[2] <= 0 or view[3] <= 0:
        return ()
    across, down = (frame.x1 - frame.x0) / view[2], (frame.y1 - frame.y0) / view[3]
    pairs = zip(found[::2], found[1::2], strict=False)
    return tuple((frame.x0 + (x - view[0]) * across, frame.y0 + (y - view[1]) * down) for x, y in pairs)[:_POINTS_MOST]
