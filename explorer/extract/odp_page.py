"""An OpenDocument slide as a page: its texts and pictures in their frames; what is not on it in a strip below.

Source: OpenDocument 1.3 part 3, 10.2 (pages), 10.3 and 10.4 (shapes and frames), 16.5 (page layouts).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.extract.drawing_parts import is_shown
from explorer.extract.odf import DRAW, FO, PRESENTATION, STYLE, SVG, OdfFile, length
from explorer.extract.odf_body import blocks_of, comment_paragraph, described, object_blocks
from explorer.extract.odf_text import Odf, is_shape, plain_text
from explorer.extract.ooxml import Element, child, local
from explorer.extract.slide_edge import draw_edge, mark_hidden
from explorer.extract.typeset import Block, Boxed, Image, Leaf, Paragraph, Run, Style, Table, add_below, lay_out_in
from explorer.model.document import Box, Layer, PageFlag

_MARGIN = 24.0
_SHAPES_MOST = 20_000  # of one slide
_DEEPEST = 30  # groups within groups
_SMALL = Style(size=9.5)
_PICTURE_SHARE = 0.12  # of the slide; a smaller picture is a logo, not a page
_TRANSLATE = re.compile(r"translate\s*\(\s*([-\d.]+[a-z]+)[\s,]+([-\d.]+[a-z]+)")
_SIZES = {"title": 30.0, "subtitle": 22.0, "outline": 20.0}
_DECLARED = ("header", "footer", "date-time")


@dataclass(slots=True)
class Slide:
    """A slide being drawn, and what is gathered for the strip below it."""

    odf: Odf
    element: Element
    number: int  # from 1
    width: float
    height: float
    leaf: Leaf = field(init=False)
    outside: list[Paragraph] = field(default_factory=list)
    hidden: list[Paragraph] = field(default_factory=list)
    objects: list[Block] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    picture_area: float = 0.0

    @property
    def is_hidden(self) -> bool:
        return self.odf.styles.is_slide_hidden(self.element.get(f"{DRAW}style-name", ""))

    def __post_init__(self) -> None:
        mark = ", hidden" if self.is_hidden else ""
        self.leaf = Leaf(self.width, self.height, f"slide {self.number}{mark}")


def size_of(file: OdfFile, page: Element) -> tuple[float, float]:
    """The width and height of a page, in points, from its master's layout."""
    wanted = page.get(f"{DRAW}master-page-name", "")
    layout = ""
    masters = child(file.styles, "master-styles")
    for each in masters if masters is not None else ():
        if local(each) == "master-page" and (each.get(f"{STYLE}name") == wanted or not layout):
            layout = each.get(f"{STYLE}page-layout-name", "")
    for each in file.styles.iter(f"{STYLE}page-layout") if file.styles is not None else ():
        properties = child(each, "page-layout-properties")
        if each.get(f"{STYLE}name") == layout and properties is not None:
            wide, high = length(properties.get(f"{FO}page-width")), length(properties.get(f"{FO}page-height"))
            if wide > 0 and high > 0:
                return min(max(wide, 72.0), 4000.0), min(max(high, 72.0), 4000.0)
    return 720.0, 540.0


def title_of(page: Element) -> str:
    """A slide's title on one line; empty if it has none."""
    for frame in page.iter(f"{DRAW}frame", f"{DRAW}custom-shape"):
        if frame.get(f"{PRESENTATION}class") == "title":
            return " ".join(plain_text(frame).split())[:300]
    return ""


def leaf_of(slide: Slide) -> Leaf:
    """Draw a slide."""
    shapes = list(_shapes(slide.element, 0))[:_SHAPES_MOST]
    shapes.sort(key=lambda each: each.get(f"{PRESENTATION}class") != "title")
    for each in shapes:
        _draw(slide, each)
    if slide.is_hidden:
        mark_hidden(slide.leaf)
    if not slide.leaf.has_text and slide.picture_area >= slide.width * slide.height * _PICTURE_SHARE:
        slide.leaf.flags.add(PageFlag.NEEDS_OCR)
    draw_edge(slide.leaf, slide.width, slide.height)
    blocks = [box for box in _strip(slide) if not isinstance(box, Boxed) or box.blocks]
    if blocks:
        slide.leaf.height = add_below(slide.leaf, blocks, _MARGIN, slide.width - _MARGIN, slide.height + 14) + 10
    return slide.leaf


def _shapes(parent: Element, depth: int) -> Iterator[Element]:
    for each in parent:
        if local(each) in ("g", "a") and depth < _DEEPEST:
            yield each
            yield from _shapes(each, depth + 1)
        elif is_shape(each):
            yield each


def _draw(slide: Slide, shape: Element) -> None:
    slide.descriptions += described(shape)
    if local(shape) in ("g", "a"):
        return
    frame = _frame(shape)
    image = child(shape, "image")
    has_object = any(local(each) in ("object", "table") for each in shape)
    if image is not None and not has_object and frame is not None:
        _draw_picture(slide, image, frame)
    for each in shape:
        if local(each) == "object":
            slide.objects += object_blocks(slide.odf, each)
    if shape.get(f"{PRESENTATION}placeholder") == "true":
        return
    lines = _lines(slide, shape)
    if not lines:
        return
    if slide.odf.styles.is_shape_hidden(shape):
        slide.hidden += lines
    elif frame is None or not _is_on(slide, frame):
        slide.outside += lines
    else:
        lay_out_in(slide.leaf, frame, lines, shrink=True)


def _lines(slide: Slide, shape: Element) -> list[Paragraph]:
    kind = shape.get(f"{PRESENTATION}class", "")
    base = Style(size=_SIZES.get(kind, 16.0), bold=kind == "title")
    for family, attribute in (("graphic", f"{DRAW}style-name"), ("presentation", f"{PRESENTATION}style-name")):
        base, _hidden = slide.odf.styles.look(family, shape.get(attribute, ""), base)
    found: list[Paragraph] = []
    for block in blocks_of(slide.odf, shape, 1, base):
        found += _paragraphs(slide, block)
    return found


def _paragraphs(slide: Slide, block: Block) -> list[Paragraph]:
    if isinstance(block, Paragraph):
        return [block] if any(run.text.strip() for run in block.runs) else []
    if isinstance(block, Table):
        rows = ([run for cell in row for run in (*cell, Run("\t"))] for row in block.rows)
        return [Paragraph(row[:-1], space_after=3) for row in rows if any(run.text.strip() for run in row)]
    if isinstance(block, Boxed):
        slide.objects.append(block)
    return []


def _frame(shape: Element) -> Box | None:
    x, y = length(shape.get(f"{SVG}x")), length(shape.get(f"{SVG}y"))
    width, height = length(shape.get(f"{SVG}width")), length(shape.get(f"{SVG}height"))
    moved = _TRANSLATE.search(shape.get(f"{DRAW}transform", "")[:500])
    if moved is not None:
        x, y = x + length(moved[1]), y + length(moved[2])
    if shape.get(f"{SVG}x1") is not None:
        x, y = length(shape.get(f"{SVG}x1")), length(shape.get(f"{SVG}y1"))
        width, height = abs(length(shape.get(f"{SVG}x2")) - x), abs(length(shape.get(f"{SVG}y2")) - y)
    if width <= 0 and height <= 0:
        return None
    return Box(x, y, x + max(width, 40.0), y + max(height, 12.0))


def _is_on(slide: Slide, frame: Box) -> bool:
    return frame.x0 < slide.width - 4 and frame.x1 > 4 and -4 < frame.y0 < slide.height - 4


def _draw_picture(slide: Slide, image: Element, frame: Box) -> None:
    data = slide.odf.file.picture(image)
    if is_shown(data):
        slide.picture_area = max(slide.picture_area, (frame.x1 - frame.x0) * (frame.y1 - frame.y0))
        kept = data if slide.odf.wants_pictures else b""
        slide.leaf.above.append(Image(kept, frame.x0, frame.y0, frame.x1, frame.y1))


def _strip(slide: Slide) -> Iterator[Block]:
    """What stands below the slide."""
    comments = [comment_paragraph(each) for each in slide.element if local(each) == "annotation"]
    yield Boxed("Speaker notes", list(_notes(slide)), Layer.NOTES)
    yield Boxed("Comments", comments, Layer.COMMENT)
    yield from slide.objects
    described_ = [Paragraph([Run(text, _SMALL)], space_after=2) for text in dict.fromkeys(slide.descriptions)]
    yield Boxed("Picture descriptions", described_, Layer.COMMENT)
    yield Boxed("Off the slide", slide.outside, Layer.HIDDEN)
    yield Boxed("Hidden shapes", slide.hidden, Layer.HIDDEN)
    yield Boxed("Header and footer", list(_declared(slide)), Layer.MARGIN)


def _notes(slide: Slide) -> Iterator[Paragraph]:
    notes = child(slide.element, "notes")
    for each in notes.iter(f"{DRAW}text-box") if notes is not None else ():
        text = plain_text(each).strip()
        if text and not text.isdigit() and text != "<number>":
            yield Paragraph([Run(text, _SMALL)], space_after=2)


def _declared(slide: Slide) -> Iterator[Paragraph]:
    """Header, footer and date that the slide names among those of the presentation."""
    parent = slide.element.getparent()
    for kind in _DECLARED:
        wanted = slide.element.get(f"{PRESENTATION}use-{kind}-name", "")
        for each in parent if parent is not None and wanted else ():
            if local(each) == f"{kind}-decl" and each.get(f"{PRESENTATION}name") == wanted:
                text = plain_text(each).strip()
                if text:
                    yield Paragraph([Run(text, _SMALL)], space_after=2)
