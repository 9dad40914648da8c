"""The shapes of a PowerPoint 97 to 2003 slide: texts and pictures with their frames, and where they are hidden.

Source: [MS-ODRAW] 2.2.13 to 2.2.16 (groups and shapes), 2.3.7 (pictures); [MS-PPT] 2.5.13, 2.7.1 (anchors).
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from explorer.extract.ppt_records import Record
from explorer.model.document import Box

GROUP, SHAPE, GROUP_FRAME, SHAPE_ATOM, PROPERTIES, TEXT_BOX, CHILD_FRAME, FRAME, CLIENT = (
    0xF003, 0xF004, 0xF009, 0xF00A, 0xF00B, 0xF00D, 0xF00F, 0xF010, 0xF011,
)  # fmt: skip
DRAWING = 0x040C
_PLACEHOLDER = 0x0BC3
_PICTURE, _NAME, _DESCRIPTION, _WARP_TEXT, _FLAGS = 0x0104, 0x0380, 0x0381, 0x00C0, 0x03BF
_MARGINS = frozenset((7, 8, 9, 10))  # placeholders of date, number, footer and header
_DELETED, _FLIP_X, _FLIP_Y, _GROUND = 8, 0x40, 0x80, 0x400
_TURN, MASTER_SHAPE = 0x0004, 0x0301
_FLAGS_OF_GROUP = 0x3F
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
    is_placeholder: bool = False
    is_ground: bool = False  # what the slide stands on
    preset: int = 0  # the kind of shape, as the format numbers them
    number: int = 0  # by which another shape names this one as its master
    flip_x: bool = False
    flip_y: bool = False
    known: Mapping[int, int | str] = field(default_factory=dict)  # its properties by number

    @property
    def turn(self) -> float:
        """Degrees clockwise."""
        value = self.known.get(_TURN, 0)
        return (((value ^ 0x8000_0000) - 0x8000_0000) / 65_536) % 360 if isinstance(value, int) else 0.0

    def over(self, master: "Shape") -> "Shape":
        """The same with what it inherits from a shape of its master."""
        return replace(self, frame=self.frame or master.frame, known=_merged(master.known, self.known))


def _merged(master: Mapping[int, int | str], own: Mapping[int, int | str]) -> dict[int, int | str]:
    """A shape's properties over its master's. Sixteen flags are kept in one, each with a bit that says if it counts."""
    merged = {**master, **own}
    for key in own:
        below, above = master.get(key), own[key]
        if key & _FLAGS_OF_GROUP == _FLAGS_OF_GROUP and isinstance(below, int) and isinstance(above, int):
            counts = above & 0xFFFF_0000
            merged[key] = (below & ~(counts | counts >> 16)) | counts | (above & counts >> 16)
    return merged


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
    page = _page(slide)
    count = 0
    for each in page.inner() if page is not None else ():
        if each.kind == GROUP:
            for shape in _group(each, _Scale(), 0, is_page=True):
                count += 1
                if count > _MOST:
                    return
                yield shape


def ground_of(slide: Record) -> Shape | None:
    """What a slide or master stands on, as a shape without a frame."""
    page = _page(slide)
    for each in page.inner() if page is not None else ():
        shape = _shape(each, _Scale()) if each.kind == SHAPE else None
        if shape is not None and shape.is_ground:
            return shape
    return None


def _page(slide: Record) -> Record | None:
    drawing = slide.first(DRAWING)
    return drawing.first(0xF002) if drawing is not None else None


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
    how = atom.number(4) if atom is not None else 0
    if how & _DELETED:
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
        is_placeholder=placeholder is not None,
        is_ground=bool(how & _GROUND),
        preset=atom.instance if atom is not None else 0,
        number=atom.number(0) if atom is not None else 0,
        flip_x=bool(how & _FLIP_X),
        flip_y=bool(how & _FLIP_Y),
        known=known,
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
