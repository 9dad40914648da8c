"""Insides and edges of the shapes of a PowerPoint 97 to 2003 slide, and what the slide stands on.

Source: [MS-ODRAW] 2.3.7 (fill), 2.3.8 (line), 2.4.24 (MSOSPT: the kinds of shapes).
"""

from collections.abc import Mapping

from explorer.extract.ppt_design import Design
from explorer.extract.ppt_shapes import Shape
from explorer.extract.slide_geometry import Place
from explorer.extract.slide_gradient import Gradient, strips
from explorer.extract.slide_outlines import Sized, arc
from explorer.extract.slide_presets import CLOSED, OPEN
from explorer.extract.typeset import Colour, Leaf
from explorer.extract.typeset import Shape as Drawn

_TYPE, _COLOUR, _OPACITY, _BACK, _ANGLE, _FOCUS, _FILLED = 0x180, 0x181, 0x182, 0x183, 0x18B, 0x18C, 0x1BF
_LINE_COLOUR, _LINE_WIDTH, _LINED = 0x1C0, 0x1CB, 0x1FF
PICTURE_FILL = 0x186
_SHADES = range(4, 9)
_PICTURES = (2, 3)  # texture and picture, among the types of fills
_NAMES = {
    1: "rect", 2: "roundRect", 3: "ellipse", 4: "diamond", 5: "triangle", 6: "rtTriangle", 7: "parallelogram",
    8: "trapezoid", 9: "hexagon", 10: "octagon", 11: "plus", 12: "star5", 13: "rightArrow", 15: "homePlate", 20: "line",
    22: "can", 23: "donut", 32: "straightConnector1", 33: "bentConnector2", 34: "bentConnector3",
    37: "curvedConnector2", 38: "curvedConnector3", 55: "chevron", 56: "pentagon", 58: "star8", 59: "star16",
    60: "star32", 61: "wedgeRectCallout", 62: "wedgeRoundRectCallout", 63: "wedgeEllipseCallout", 66: "leftArrow",
    67: "downArrow", 68: "upArrow", 69: "leftRightArrow", 70: "upDownArrow", 73: "lightningBolt", 74: "heart",
    85: "leftBracket", 86: "rightBracket", 87: "leftBrace", 88: "rightBrace", 92: "star24", 96: "ellipse",
    109: "rect", 110: "flowChartDecision", 111: "flowChartInputOutput", 112: "rect", 114: "flowChartDocument",
    116: "flowChartTerminator", 117: "flowChartPreparation", 120: "ellipse", 132: "flowChartMagneticDisk",
    176: "flowChartAlternateProcess", 177: "flowChartOffpageConnector", 183: "sun", 187: "star4", 202: "rect",
}  # fmt: skip
_POINT = 12_700.0  # EMU
_DERIVED, _OF_FILL = 0x10, 0xF0  # how a colour is meant; which one it is made from
_ONE = 65_536.0  # of a fixed-point number


def paint(leaf: Leaf, shape: Shape, design: Design, *, wants_gradients: bool) -> None:
    """Draw a shape's inside and edge."""
    name = _NAMES.get(shape.preset)
    if shape.frame is None or name is None:
        return
    box = shape.frame
    place = Place(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0, shape.turn, shape.flip_x, shape.flip_y)
    sized = Sized(place.w, place.h, {})
    if name in OPEN:
        paths = [tuple(place.spot(*point) for point in path) for path in OPEN[name](sized)]
    else:
        around = arc(0.5, 0.5, 0.5, 0.5, 0, 360) if name == "ellipse" else ((0, 0), (1, 0), (1, 1), (0, 1))
        made = CLOSED[name](sized) if name in CLOSED else tuple(around)
        paths = [tuple(place.spot(*point) for point in made)]
        leaf.above += _inside(shape.known, design, paths[0], wants_gradients=wants_gradients)
    edge = _edge(shape, design, is_line=name in OPEN)
    if edge is not None:
        colour, width = edge
        kind = "line" if name in OPEN else "polygon"
        leaf.above += [Drawn(kind, path, colour, None, width) for path in paths]


def paint_ground(leaf: Leaf, known: Mapping[int, int | str], design: Design, *, wants_gradients: bool) -> None:
    """Draw what the slide stands on, over the whole of it."""
    whole = ((0.0, 0.0), (leaf.width, 0.0), (leaf.width, leaf.height), (0.0, leaf.height))
    filled = {_FILLED: 0x0010_0010, **known} if known else {_FILLED: 0x0010_0010}
    found = _inside(filled, design, whole, wants_gradients=wants_gradients)
    leaf.above += found or [Drawn("polygon", whole, None, design.scheme[0])]


def picture_fill(known: Mapping[int, int | str]) -> int:
    """The number of the picture that a shape is filled with; 0 for none."""
    number = known.get(PICTURE_FILL, 0)
    return number if known.get(_TYPE) in _PICTURES and isinstance(number, int) else 0


def _inside(
    known: Mapping[int, int | str], design: Design, points: tuple[tuple[float, float], ...], *, wants_gradients: bool
) -> list[Drawn]:
    flags = known.get(_FILLED)
    is_filled = bool(flags & 0x10) if isinstance(flags, int) and flags & 0x10_0000 else _COLOUR in known
    if not is_filled or known.get(_TYPE) in _PICTURES:
        return []
    colour = design.paint(known.get(_COLOUR, 0x0800_0004)) or design.scheme[4 if len(design.scheme) > 4 else 0]
    opacity = known.get(_OPACITY, _ONE)
    share = min(max(float(opacity) / _ONE, 0.0), 1.0) if isinstance(opacity, int | float) else 1.0
    back = _derived(known.get(_BACK), colour) or design.paint(known.get(_BACK))
    if known.get(_TYPE) in _SHADES and back is not None and wants_gradients and share > 0.98:
        return strips(_gradient(known, colour, back), points)
    if known.get(_TYPE) in _SHADES and back is not None:
        red, green, blue = ((a + b) / 2 for a, b in zip(colour, back, strict=True))
        colour = red, green, blue
    return [Drawn("polygon", points, None, colour, 0.5, share)]


def _gradient(known: Mapping[int, int | str], colour: Colour, back: Colour) -> Gradient:
    angle, focus = (_signed(known.get(key, 0)) for key in (_ANGLE, _FOCUS))
    first, last = (back, colour) if focus >= 100 or focus < 0 else (colour, back)
    stops: tuple[tuple[float, Colour], ...] = ((0.0, first), (1.0, last))
    if 0 < abs(focus) < 100:
        stops = ((0.0, first), (abs(focus) / 100, last), (1.0, first))
    centre = (0.5, 0.5) if known.get(_TYPE) in (5, 6) else None
    return Gradient(stops, 90.0 - angle / _ONE, centre)


def _derived(value: int | str | None, colour: Colour) -> Colour | None:
    """A colour that is said to be the fill's own, darker or lighter."""
    if not isinstance(value, int) or value >> 24 != _DERIVED or value & 255 != _OF_FILL:
        return None
    how, share = value >> 8 & 15, (value >> 16 & 255) / 255
    if how == 1:
        red, green, blue = (part * share for part in colour)
    elif how == 2:
        red, green, blue = (1 - (1 - part) * share for part in colour)
    else:
        return None
    return red, green, blue


def _signed(value: int | str) -> int:
    return (value ^ 0x8000_0000) - 0x8000_0000 if isinstance(value, int) else 0


def _edge(shape: Shape, design: Design, *, is_line: bool) -> tuple[Colour, float] | None:
    flags = shape.known.get(_LINED)
    is_drawn = (
        bool(flags & 8) if isinstance(flags, int) and flags & 0x8_0000 else is_line or _LINE_COLOUR in shape.known
    )
    if not is_drawn:
        return None
    colour = design.paint(shape.known.get(_LINE_COLOUR, 0x0800_0001)) or (0.0, 0.0, 0.0)
    width = shape.known.get(_LINE_WIDTH, 9_525)
    return colour, min(max(width / _POINT if isinstance(width, int) else 0.75, 0.25), 40.0)
