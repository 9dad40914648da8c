"""An OpenDocument slide as a page: its texts and pictures in their frames; what is not on it in a strip below.

Source: OpenDocument 1.3 part 3, 10.2 (pages), 10.3 and 10.4 (shapes and frames), 16.5 (page layouts).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from explorer.extract.drawing_parts import is_shown
from explorer.extract.odf import DRAW, PRESENTATION, SVG, length
from explorer.extract.odf_body import blocks_of, described, object_blocks
from explorer.extract.odf_text import is_shape, plain_text
from explorer.extract.odp_paint import fill_of, ground_of, insets_of, master_of, paint, value_of
from explorer.extract.odp_slide import Slide
from explorer.extract.odp_strip import strip_of
from explorer.extract.ooxml import Element, child, local
from explorer.extract.slide_edge import draw_edge, mark_hidden
from explorer.extract.typeset import (
    Block,
    Boxed,
    Colour,
    Image,
    Leaf,
    Paragraph,
    Run,
    Shape,
    Style,
    Table,
    add_below,
    lay_out_in,
)
from explorer.model.document import Box, PageFlag

_MARGIN = 24.0
_SHAPES_MOST = 20_000  # of one slide
_DEEPEST = 30  # groups within groups
_SMALL = Style(size=9.5)
_LEADING = 1.17  # line height over type size, where nothing is said
_CONTRAST = 0.2  # of lightness, below which letters are lost on their ground
_PICTURE_SHARE = 0.12  # of the slide; a smaller picture is a logo, not a page
_TRANSLATE = re.compile(r"translate\s*\(\s*([-\d.]+[a-z]+)[\s,]+([-\d.]+[a-z]+)")
_SIZES = {"title": 30.0, "subtitle": 22.0, "outline": 20.0}


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
    slide.odf.styles.as_drawn = True
    _draw_ground(slide)
    for each in _shapes(slide.element, 0):
        _paint(slide, each)
    for each in shapes:
        _draw(slide, each)
    if slide.is_hidden:
        mark_hidden(slide.leaf)
    if not slide.leaf.has_text and slide.picture_area >= slide.width * slide.height * _PICTURE_SHARE:
        slide.leaf.flags.add(PageFlag.NEEDS_OCR)
    draw_edge(slide.leaf, slide.width, slide.height)
    blocks = [box for box in strip_of(slide) if not isinstance(box, Boxed) or box.blocks]
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
        _set(slide, shape, frame, lines)


def _draw_ground(slide: Slide) -> None:
    """What the slide stands on, and the shapes without text that its master lends it."""
    master = master_of(slide.odf, slide.element)
    colour, image = ground_of(slide.odf, slide.element, master)
    slide.ground = colour
    whole = ((0.0, 0.0), (slide.width, slide.height))
    slide.leaf.above.append(Shape("rect", whole, None, colour))
    if image is not None:
        area = slide.picture_area
        _draw_picture(slide, image, Box(0.0, 0.0, slide.width, slide.height))
        slide.picture_area = area  # a ground is no page to be read
    for each in list(_shapes(master, 0))[:_SHAPES_MOST] if master is not None else ():
        if each.get(f"{PRESENTATION}class") is None:
            _paint(slide, each)


def _paint(slide: Slide, shape: Element) -> None:
    """A shape without its text."""
    frame = None if local(shape) in ("g", "a") or slide.odf.styles.is_shape_hidden(shape) else _frame(shape)
    is_empty = shape.get(f"{PRESENTATION}placeholder") == "true"
    if frame is not None and not is_empty and child(shape, "image") is None and slide.painted < _SHAPES_MOST:
        slide.painted += 1
        thin = (
            frame.x0 + max(length(shape.get(f"{SVG}width")), 0.3),
            frame.y0 + max(length(shape.get(f"{SVG}height")), 0.3),
        )
        paint(slide.leaf, slide.odf.styles, shape, Box(frame.x0, frame.y0, *thin))


def _set(slide: Slide, shape: Element, frame: Box, lines: list[Paragraph]) -> None:
    """A shape's text into its frame, in letters that can be told from what they stand on."""
    styles = slide.odf.styles
    ground = (fill_of(styles, shape) if child(shape, "image") is None else None) or slide.ground
    left, top, right, bottom = insets_of(styles, shape)
    box = Box(frame.x0 + left, frame.y0 + top, max(frame.x1 - right, frame.x0 + left + 8), frame.y1 - bottom)
    anchor = value_of(styles, shape, f"{DRAW}textarea-vertical-align")
    whole = Box(0.0, 0.0, slide.width, slide.height)
    shown = [_legible(each, ground) for each in lines]
    lay_out_in(slide.leaf, box, shown, anchor=anchor if anchor in ("middle", "bottom") else "top", within=whole)


def _legible(paragraph: Paragraph, ground: Colour) -> Paragraph:
    """The same with letters whose colour is too near to the ground's in black or white."""

    def told_apart(style: Style) -> Style:
        if abs(_lightness(style.colour) - _lightness(ground)) > _CONTRAST:
            return style
        return replace(style, colour=(0, 0, 0) if _lightness(ground) > 0.5 else (1, 1, 1))

    leading = _LEADING if paragraph.leading == Paragraph(()).leading else paragraph.leading
    return replace(
        paragraph, leading=leading, runs=[replace(run, style=told_apart(run.style)) for run in paragraph.runs]
    )


def _lightness(colour: Colour) -> float:
    """Of a colour, 0 to 1, as the eye takes it (ITU-R BT.601)."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


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
