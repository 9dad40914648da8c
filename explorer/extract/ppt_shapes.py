"""The shapes of a PowerPoint 97 to 2003 slide: texts and pictures with their frames, and where they are hidden.

Source: [MS-ODRAW] 2.2.13 to 2.2.16 (groups and shapes), 2.3.7 (pictures); [MS-PPT] 2.5.13, 2.7.1 (anchors).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.extract.ppt_records import Record
from explorer.model.document import Box

GROUP, SHAPE, GROUP_FRAME, SHAPE_ATOM, PROPERTIES, TEXT_BOX, CHILD_FRAME, FRAME, CLIENT = (
    0xF003, 0xF004, 0xF009, 0xF00A, 0xF00B, 0xF00D, 0xF00F, 0xF010, 0xF011,
)  # fmt: skip
DRAWING = 0x040C
_PLACEHOLDER = 0x0BC3
_PICTURE, _NAME, _DESCRIPTION, _WARP_TEXT, _FLAGS = 0x0104, 0x0380, 0x0381, 0x00C0, 0x03BF
_MARGINS = frozenset((7, 8, 9, 10))  # placeholders of date, number, footer and header
_DELETED = 8
_DEEPEST = 20
_MOST = 20_000  # shapes of one slide
_POINT = 8.0  # master units to the point


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape with its frame in points. ``picture`` counts from 1; 0 is none."""

    frame: Box | None
    text: Record | None
    picture: int = 0
    description: str = ""
    art: str = ""  # letters drawn as a picture
    is_margin: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    """From a group's own units to points."""

    x: float = 1 / _POINT
    y: float = 1 / _POINT
    left: float = 0.0
    top: float = 0.0

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        xs = sorted((self.left + left * self.x, self.left + right * self.x))
        ys = sorted((self.top + top * self.y, self.top + bottom * self.y))
        return Box(xs[0], ys[0], xs[1], ys[1])


def shapes_of(slide: Record) -> Iterator[Shape]:
    """The shapes of a slide or notes page, in the order in which they were drawn."""
    drawing = slide.first(DRAWING)
    page = drawing.first(0xF002) if drawing is not None else None
    count = 0
    for each in page.inner() if page is not None else ():
        if each.kind == GROUP:
            for shape in _group(each, _Scale(), 0, is_page=True):
                count += 1
                if count > _MOST:
                    return
                yield shape


def _group(group: Record, scale: _Scale, depth: int, *, is_page: bool = False) -> Iterator[Shape]:
    for place, each in enumerate(group.inner()):
        if each.kind == GROUP and depth < _DEEPEST:
            yield from _group(each, scale, depth + 1)
        elif each.kind == SHAPE:
            if place == 0:  # the first shape of a group is the group itself
                scale = scale if is_page else _within(each, scale)
            else:
                shape = _shape(each, scale)
                if shape is not None:
                    yield shape


def _within(shape: Record, scale: _Scale) -> _Scale:
    """The scale of a group: its own corners, and the frame they are set into."""
    frame, own = _frame(shape, scale), shape.first(GROUP_FRAME)
    if frame is None or own is None or own.end - own.start < 16:
        return scale
    left, top, right, bottom = struct.unpack_from("<4i", own.data, own.start)
    x = (frame.x1 - frame.x0) / (right - left) if right > left else scale.x
    y = (frame.y1 - frame.y0) / (bottom - top) if bottom > top else scale.y
    return _Scale(x, y, frame.x0 - left * x, frame.y0 - top * y)


def _frame(shape: Record, scale: _Scale) -> Box | None:
    for each in shape.inner():
        length = each.end - each.start
        if each.kind == FRAME and length >= 8:
            form = "<4i" if length >= 16 else "<4h"
            top, left, right, bottom = struct.unpack_from(form, each.data, each.start)
            return _Scale().box(left, top, right, bottom)
        if each.kind == CHILD_FRAME and length >= 16:
            return scale.box(*struct.unpack_from("<4i", each.data, each.start))
    return None


def _shape(shape: Record, scale: _Scale) -> Shape | None:
    atom, properties, text, client = (shape.first(kind) for kind in (SHAPE_ATOM, PROPERTIES, TEXT_BOX, CLIENT))
    if atom is not None and atom.number(4) & _DELETED:
        return None
    known = dict(_properties(properties)) if properties is not None else {}
    placeholder = client.first(_PLACEHOLDER) if client is not None else None
    flags = known.get(_FLAGS, 0)
    return Shape(
        _frame(shape, scale),
        text,
        picture=flag if isinstance(flag := known.get(_PICTURE, 0), int) else 0,
        description=str(known.get(_DESCRIPTION, "")),
        art=str(known.get(_WARP_TEXT, "")),
        is_margin=placeholder is not None and placeholder.number(4, 1) in _MARGINS,
        is_hidden=isinstance(flags, int) and flags & 0x0002_0002 == 0x0002_0002,
    )


def _properties(record: Record) -> Iterator[tuple[int, int | str]]:
    """A shape's properties by number; long ones, which stand behind the table, as text."""
    table, behind = record.start, record.start + 6 * record.instance
    for place in range(min(record.instance, (record.end - record.start) // 6)):
        head, value = struct.unpack_from("<HI", record.data, table + 6 * place)
        if head & 0x8000:
            if behind + value > record.end:
                return
            raw = record.data[behind : behind + min(value, 20_000)]
            behind += value
            yield head & 0x3FFF, raw.decode("utf-16-le", "replace").partition("\0")[0]
        else:
            yield head & 0x3FFF, value
