"""A PowerPoint 97 to 2003 slide as a page: its texts and pictures in their frames, its notes and comments below.

It is our own plain drawing: no master, no colours; every word of the slide stands on it about where it belongs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from explorer.extract.ppt_comments import comments_of
from explorer.extract.ppt_file import SlideRef
from explorer.extract.ppt_pictures import Pictures
from explorer.extract.ppt_records import Record
from explorer.extract.ppt_shapes import Shape, shapes_of
from explorer.extract.ppt_text import Text, texts_of
from explorer.extract.slide_edge import draw_edge, mark_hidden
from explorer.extract.typeset import Block, Boxed, Image, Leaf, Paragraph, Run, Style, add_below, lay_out_in
from explorer.extract.typeset import Shape as Drawn
from explorer.model.document import Box, Layer, PageFlag

_MARGIN = 24.0
_SIZES = {"title": 30.0, "body": 19.0, "other": 14.0}
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
    shown = [(shape, _texts(shape, outline, page.slide.number, footer)) for shape in shapes_of(page.slide.record)]
    shown.sort(key=lambda item: not any(text.is_title for text in item[1]))
    for shape, texts in shown:
        _draw(page, shape, texts)
    written = {text.words for _shape, texts in shown for text in texts}
    page.below += [each for text in outline if text.words not in written for each in _lines(text, _SMALL)]
    if page.slide.is_hidden:
        mark_hidden(page.leaf)
    if not page.leaf.has_text and page.picture_area >= page.width * page.height * _PICTURE_SHARE:
        page.leaf.flags.add(PageFlag.NEEDS_OCR)
    draw_edge(page.leaf, page.width, page.height)
    blocks = list(_strip(page))
    if blocks:
        page.leaf.height = add_below(page.leaf, blocks, _MARGIN, page.width - _MARGIN, page.height + 14) + 10
    return page.leaf


def title_of(slide: SlideRef) -> str:
    """A slide's title on one line; empty if it has none."""
    outline = list(texts_of(slide.outline))
    boxed = (text for shape in shapes_of(slide.record) for text in _texts(shape, outline, slide.number, ""))
    return next((" ".join(t.words.split())[:300] for t in (*outline, *boxed) if t.is_title and t.words.strip()), "")


def _texts(shape: Shape, outline: Sequence[Text], number: int, footer: str) -> list[Text]:
    return list(texts_of(shape.text.inner(), outline, number, footer)) if shape.text is not None else []


def _draw(page: Page, shape: Shape, texts: Sequence[Text]) -> None:
    frame = shape.frame
    if shape.picture and not shape.is_hidden and frame is not None:
        _draw_picture(page, shape.picture, frame)
    if shape.description.strip():
        page.descriptions.append(shape.description.strip())
    found = [*texts, *([Text(4, shape.art)] if shape.art.strip() else [])]
    if not any(text.words.strip() for text in found):
        return
    if shape.is_hidden:
        page.hidden += [each for text in found for each in _lines(text, _SMALL)]
    elif frame is None or not _is_on(page, frame):
        page.below += [each for text in found for each in _lines(text, _SMALL)]
    else:
        lines = [each for text in found for each in _lines(text, Style(size=_size(text), bold=text.is_title))]
        lay_out_in(page.leaf, frame, lines, shrink=True, layer=Layer.MARGIN if shape.is_margin else None)


def _size(text: Text) -> float:
    return _SIZES["title" if text.is_title else "body" if text.is_body else "other"]


def _is_on(page: Page, frame: Box) -> bool:
    return frame.x0 < page.width - 4 and frame.x1 > 4 and -4 < frame.y0 < page.height - 4


def _lines(text: Text, style: Style) -> list[Paragraph]:
    return [Paragraph([Run(line, style)], space_after=3.0, leading=1.25) for line in text.lines if line.strip()]


def _draw_picture(page: Page, number: int, frame: Box) -> None:
    kind, data = page.pictures.picture(number)
    width, height = frame.x1 - frame.x0, frame.y1 - frame.y0
    if data:
        page.picture_area = max(page.picture_area, width * height)
        kept = data if page.wants_pictures else b""
        page.leaf.above.append(Image(kept, frame.x0, frame.y0, frame.x1, frame.y1))
        return
    corners = ((frame.x0, frame.y0), (frame.x1, frame.y1))
    page.leaf.above.append(Drawn("rect", corners, _QUIET, None, 0.5, 1.0, "[2 2] 0"))
    if width > 60 and height > 12:
        page.leaf.put_label(frame.x0 + 4, frame.y0 + 10, f"Picture ({kind or 'missing'}), not shown", _LABEL)


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
