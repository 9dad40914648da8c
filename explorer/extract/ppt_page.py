"""A PowerPoint 97 to 2003 slide as a page: its texts and pictures in their frames, its notes and comments below.

It is our own drawing, with its master's ground, shapes and styles; every word of the slide stands where it belongs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from explorer.extract.ppt_comments import comments_of
from explorer.extract.ppt_design import Design, follows_background
from explorer.extract.ppt_file import SlideRef
from explorer.extract.ppt_paint import paint, paint_ground, picture_fill
from explorer.extract.ppt_pictures import Pictures
from explorer.extract.ppt_records import Record
from explorer.extract.ppt_setting import paragraphs_of
from explorer.extract.ppt_shapes import MASTER_SHAPE, Shape, ground_of, shapes_of
from explorer.extract.ppt_text import Text, texts_of
from explorer.extract.slide_edge import draw_edge, mark_hidden
from explorer.extract.typeset import Block, Boxed, Image, Leaf, Paragraph, Run, Style, add_below, lay_out_in
from explorer.extract.typeset import Shape as Drawn
from explorer.model.document import Box, Layer, PageFlag

_MARGIN = 24.0
_INSETS = ((0x81, 7.2), (0x82, 3.6), (0x83, 7.2), (0x84, 3.6))  # left, top, right, bottom, with the usual ones
_WRAP, _ANCHOR, _NO_WRAP = 0x85, 0x87, 2
_ANCHORS: dict[int | str, str] = {1: "middle", 4: "middle", 2: "bottom", 5: "bottom", 7: "bottom", 9: "bottom"}
_SMALL = Style(size=9.5)
_WHO = Style(size=9.5, bold=True)
_QUIET = (0.62, 0.61, 0.58)
_LABEL = Style(size=8, colour=(0.45, 0.46, 0.48))
_PICTURE_SHARE = 0.12  # of the slide; a smaller picture is a logo, not a page
_HEADERS, _STRING, _FOOTER = 0x0FD9, 0x0FBA, 2


@dataclass(slots=True)
class Page:
    """A slide being drawn, and what is gathered for the strip below it."""

    slide: SlideRef
    width: float
    height: float
    pictures: Pictures
    wants_pictures: bool
    design: Design
    designs: Sequence[str] = ()  # said below the first slide alone
    leaf: Leaf = field(init=False)
    below: list[Paragraph] = field(default_factory=list)
    hidden: list[Paragraph] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    picture_area: float = 0.0

    def __post_init__(self) -> None:
        mark = ", hidden" if self.slide.is_hidden else ""
        self.leaf = Leaf(self.width, self.height, f"slide {self.slide.number}{mark}")


def page_of(page: Page) -> Leaf:
    """Draw a slide."""
    outline = list(texts_of(page.slide.outline))
    footer = _footer(page.slide.record)
    shapes = _inherited(page)
    shown = [(shape, _texts(shape, outline, page.slide.number, footer)) for shape in shapes]
    shown.sort(key=lambda item: not any(text.is_title for text in item[1]))
    _draw_ground(page)
    for shape, texts in shown:
        _gather(page, shape, texts)
    for shape in shapes:
        _draw_shape(page, shape)
    for shape, texts in shown:
        _draw(page, shape, texts)
    written = {text.words for _shape, texts in shown for text in texts}
    page.below += [each for text in outline if text.words not in written for each in _lines(text, _SMALL)]
    if page.slide.is_hidden:
        mark_hidden(page.leaf)
    if not _has_own_words(page.leaf) and page.picture_area >= page.width * page.height * _PICTURE_SHARE:
        page.leaf.flags.add(PageFlag.NEEDS_OCR)
    draw_edge(page.leaf, page.width, page.height)
    blocks = list(_strip(page))
    if blocks:
        page.leaf.height = add_below(page.leaf, blocks, _MARGIN, page.width - _MARGIN, page.height + 14) + 10
    return page.leaf


def _has_own_words(leaf: Leaf) -> bool:
    """Whether there are words beside those of the master, headers and footers."""
    margins = sum(span.end - span.start for span in leaf.layers if span.layer is Layer.MARGIN)
    return sum(word.end - word.start for word in leaf.words) > margins


def title_of(slide: SlideRef) -> str:
    """A slide's title on one line; empty if it has none."""
    outline = list(texts_of(slide.outline))
    boxed = (text for shape in shapes_of(slide.record) for text in _texts(shape, outline, slide.number, ""))
    return next((" ".join(t.words.split())[:300] for t in (*outline, *boxed) if t.is_title and t.words.strip()), "")


def _texts(shape: Shape, outline: Sequence[Text], number: int, footer: str) -> list[Text]:
    art = [Text(4, shape.art)] if shape.art.strip() else []
    return (list(texts_of(shape.text.inner(), outline, number, footer)) if shape.text is not None else []) + art


def _inherited(page: Page) -> list[Shape]:
    """The slide's shapes with what they inherit from those of its masters."""
    masters = {shape.number: shape for each in page.design.masters for shape in shapes_of(each)}
    found = []
    for shape in shapes_of(page.slide.record):
        number = shape.known.get(MASTER_SHAPE)
        master = masters.get(number) if isinstance(number, int) else None
        found.append(shape.over(master) if master is not None else shape)
    return found


def _draw_ground(page: Page) -> None:
    """What the slide stands on, and the shapes that its masters lend it."""
    masters = page.design.masters
    holders = masters if follows_background(page.slide.record) else (page.slide.record,)
    ground = next((found for each in holders if (found := ground_of(each)) is not None), None)
    known = ground.known if ground is not None else {}
    paint_ground(page.leaf, known, page.design, wants_gradients=page.wants_pictures)
    if picture_fill(known):
        _put_picture(page, picture_fill(known), Box(0.0, 0.0, page.width, page.height))
    if not page.design.shows_masters:
        return
    for shape in (each for master in masters[:1] for each in shapes_of(master) if not each.is_placeholder):
        if shape.is_hidden or shape.frame is None or not _is_on(page, shape.frame):
            continue
        _draw_shape(page, shape)
        texts = _texts(shape, (), page.slide.number, "")
        if any(text.words.strip() for text in texts):
            _set(page, shape, shape.frame, texts, Layer.MARGIN)


def _gather(page: Page, shape: Shape, texts: Sequence[Text]) -> None:
    """Keep for the strip below what cannot stand on the slide."""
    if shape.description.strip():
        page.descriptions.append(shape.description.strip())
    if not any(text.words.strip() for text in texts):
        return
    if shape.is_hidden:
        page.hidden += [each for text in texts for each in _lines(text, _SMALL)]
    elif shape.frame is None or not _is_on(page, shape.frame):
        page.below += [each for text in texts for each in _lines(text, _SMALL)]


def _draw_shape(page: Page, shape: Shape) -> None:
    """A shape without its text."""
    if shape.is_hidden or shape.frame is None:
        return
    if shape.picture:
        _draw_picture(page, shape.picture, shape.frame)
        return
    if picture_fill(shape.known):
        _put_picture(page, picture_fill(shape.known), shape.frame)
    paint(page.leaf, shape, page.design, wants_gradients=page.wants_pictures)


def _draw(page: Page, shape: Shape, texts: Sequence[Text]) -> None:
    """A shape's text."""
    frame = shape.frame
    if shape.is_hidden or frame is None or not _is_on(page, frame) or not any(text.words.strip() for text in texts):
        return
    _set(page, shape, frame, texts, Layer.MARGIN if shape.is_margin else None)


def _set(page: Page, shape: Shape, frame: Box, texts: Sequence[Text], layer: Layer | None) -> None:
    left, top, right, bottom = (_length(shape, key, usual) for key, usual in _INSETS)
    box = Box(frame.x0 + left, frame.y0 + top, max(frame.x1 - right, frame.x0 + left + 8.0), frame.y1 - bottom)
    paragraphs = [each for text in texts for each in paragraphs_of(text, page.design)]
    whole = Box(0.0, 0.0, page.width, page.height)
    anchor = shape.known.get(_ANCHOR, 0)
    wraps = shape.known.get(_WRAP, 0) != _NO_WRAP
    lay_out_in(page.leaf, box, paragraphs, anchor=_ANCHORS.get(anchor, "top"), wrap=wraps, layer=layer, within=whole)


def _length(shape: Shape, key: int, usual: float) -> float:
    value = shape.known.get(key)
    return min(value / 12_700, 200.0) if isinstance(value, int) else usual


def _is_on(page: Page, frame: Box) -> bool:
    return frame.x0 < page.width - 4 and frame.x1 > 4 and -4 < frame.y0 < page.height - 4


def _lines(text: Text, style: Style) -> list[Paragraph]:
    return [Paragraph([Run(line, style)], space_after=3.0, leading=1.25) for line in text.lines if line.strip()]


def _draw_picture(page: Page, number: int, frame: Box) -> None:
    width, height = frame.x1 - frame.x0, frame.y1 - frame.y0
    if _put_picture(page, number, frame):
        page.picture_area = max(page.picture_area, width * height)
        return
    kind, _data = page.pictures.picture(number)
    corners = ((frame.x0, frame.y0), (frame.x1, frame.y1))
    page.leaf.above.append(Drawn("rect", corners, _QUIET, None, 0.5, 1.0, "[2 2] 0"))
    if width > 60 and height > 12:
        page.leaf.put_label(frame.x0 + 4, frame.y0 + 10, f"Picture ({kind or 'missing'}), not shown", _LABEL)


def _put_picture(page: Page, number: int, frame: Box) -> bool:
    """Draw a picture; whether there is one that can be drawn."""
    _kind, data = page.pictures.picture(number)
    if data:
        kept = data if page.wants_pictures else b""
        page.leaf.above.append(Image(kept, frame.x0, frame.y0, frame.x1, frame.y1))
    return bool(data)


def _footer(slide: Record) -> str:
    held = slide.first(_HEADERS)
    strings = held.inner() if held is not None else ()
    return next((each.text() for each in strings if each.kind == _STRING and each.instance == _FOOTER), "")


def _strip(page: Page) -> Iterator[Block]:
    """What stands below the slide: what lies off it, notes, comments, descriptions of pictures."""
    comments = [
        Paragraph([*_who(each.author, each.date), Run(" ".join(each.text.split("\r")), _SMALL)], space_after=2)
        for each in comments_of(page.slide.record)
    ]
    described = [Paragraph([Run(text, _SMALL)], space_after=2) for text in dict.fromkeys(page.descriptions)]
    boxes = (
        Boxed("Speaker notes", _notes(page.slide), Layer.NOTES),
        Boxed("Comments", comments, Layer.COMMENT),
        Boxed("Picture descriptions", described, Layer.COMMENT),
        Boxed("Off the slide", page.below, Layer.HIDDEN),
        Boxed("Hidden shapes", page.hidden, Layer.HIDDEN),
        Boxed("Designs", [Paragraph([Run(name, _SMALL)], space_after=2) for name in page.designs], Layer.MARGIN),
    )
    return (box for box in boxes if box.blocks)


def _who(author: str, date: str) -> list[Run]:
    who = ", ".join(part for part in (author.strip(), date) if part)
    return [Run(f"{who}: ", _WHO)] if who else []


def _notes(slide: SlideRef) -> list[Block]:
    """The text of the notes page; a mere slide number is left out."""
    if slide.notes is None:
        return []
    found = [
        text
        for shape in shapes_of(slide.notes)
        if not shape.is_margin
        for text in _texts(shape, (), slide.number, "")
        if not text.words.strip().isdigit() and text.words.strip() not in ("", "*")
    ]
    return [each for text in found for each in _lines(text, _SMALL)]
