"""Text set into pages, for every kind that has none of its own: one layout gives the words' boxes and the PDF.

This file gathers what readers need: the blocks, the flow that sets them into pages, and ``lay_out_in`` for frames on
a page of one's own (slides). Reading only measures; a PDF is made by ``LaidOut.write`` alone.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.extract.blocks import (
    PLAIN,
    Block,
    Boxed,
    Colour,
    Image,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Run,
    Shape,
    Span,
    Style,
    Table,
)
from explorer.extract.flow import Flow, LaidOut, add_below, numbered
from explorer.extract.fonts import face_of
from explorer.extract.leaf import Form, Leaf
from explorer.extract.lines import SetText, set_text
from explorer.extract.pdf_writer import write_pdf
from explorer.model.document import Box, Layer

__all__ = [
    "PLAIN",
    "Block",
    "Boxed",
    "Colour",
    "Flow",
    "Form",
    "Image",
    "LaidOut",
    "Leaf",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Rule",
    "Run",
    "SetText",
    "Shape",
    "Span",
    "Style",
    "Table",
    "add_below",
    "height_in",
    "label_width",
    "lay_out_in",
    "numbered",
    "set_text",
    "write_pdf",
]  # fmt: skip


_STEP = 0.05  # of the type size, by which text that does not fit is made smaller


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph broken into lines, with its mark and where it hangs."""

    block: Paragraph
    text: SetText
    mark: SetText | None
    hang: float

    @property
    def height(self) -> float:
        return sum(line.size for line in self.text.lines) * self.block.leading


def lay_out_in(
    leaf: Leaf,
    box: Box,
    paragraphs: Sequence[Paragraph],
    *,
    anchor: str = "top",
    shrink: bool = False,
    wrap: bool = True,
    layer: Layer | None = None,
    separator: str = "\n",
    within: Box | None = None,
) -> float:
    """Put paragraphs into a frame on a page; text that does not fit goes on below the frame.

    Args:
        leaf: the page; paragraphs are parted by newlines, also from what was written before.
        box: the frame, in points on the page.
        paragraphs: what to set.
        anchor: "top", "middle" or "bottom".
        shrink: set smaller, down to half the size, if the frame is too low.
        wrap: False sets each paragraph on one line, smaller if it would be wider than the frame.
        layer: what all of the text is.
        separator: what parts the first paragraph from what was written before.
        within: text may leave the frame to both sides, as ``anchor`` has it, but not this box: there it is set smaller.

    Returns:
        The y below the last line.
    """
    width = max(box.x1 - box.x0, 1.0)
    room = box.y1 - box.y0 if shrink else within.y1 - within.y0 if within else math.inf
    ready = _fitted(paragraphs, width, room, wrap=wrap)
    slack = box.y1 - box.y0 - _height(ready)
    share = {"middle": 0.5, "bottom": 1.0}.get(anchor, 0.0)
    y = box.y0 + (slack if within else max(slack, 0.0)) * share
    if within:
        y = max(min(y, within.y1 - _height(ready)), min(within.y0, y))
    for place, item in enumerate(ready):
        y += item.block.space_before if place else 0.0
        leaf.part("\n" if place else separator)
        y = _put(leaf, item, box.x0, y, width, layer) + item.block.space_after
    return y


def _fitted(paragraphs: Sequence[Paragraph], width: float, room: float, *, wrap: bool) -> "list[_Set]":
    """Paragraphs set into a frame, smaller where it is too low, or, if they do not wrap, too narrow."""
    scale = 1.0
    ready = _set_all(paragraphs, width, scale, wrap=wrap)
    while scale > 0.5 and (_height(ready) > room + 1 or (not wrap and _widest(ready) > width + 4)):
        scale -= _STEP
        ready = _set_all(paragraphs, width, scale, wrap=wrap)
    return ready


def height_in(paragraphs: Sequence[Paragraph], width: float) -> float:
    """How tall paragraphs stand in a frame of a width, in points."""
    return _height(_set_all(paragraphs, max(width, 1.0), 1.0, wrap=True))


def label_width(text: str, style: Style) -> float:
    """How wide a text stands on one line, in points."""
    return face_of(style).width(text) * style.size


def _height(ready: Sequence[_Set]) -> float:
    between = sum(before.block.space_after + after.block.space_before for before, after in itertools.pairwise(ready))
    return sum(item.height for item in ready) + between


def _widest(ready: Sequence[_Set]) -> float:
    return max((line.width + item.hang for item in ready for line in item.text.lines), default=0.0)


def _set_all(paragraphs: Sequence[Paragraph], width: float, scale: float, *, wrap: bool) -> list[_Set]:
    ready = []
    for block in paragraphs:
        runs = [replace(run, style=replace(run.style, size=run.style.size * scale)) for run in block.runs]
        mark = set_text([_marked(block, runs[0], scale)], 1e6) if block.bullet and runs else None
        hang = _hang(block, mark.lines[0].width, runs[0].style.size) if mark else 0.0
        room = width - block.indent - hang if wrap else 1e6
        small = replace(block, space_before=block.space_before * scale, space_after=block.space_after * scale)
        ready.append(_Set(small, set_text(runs, max(room, 24.0)), mark, hang))
    return ready


def _marked(block: Paragraph, first: Run, scale: float) -> Run:
    """The bullet as a run, in its own style if it has one."""
    style = block.bullet_style
    style = replace(style, size=style.size * scale) if style else replace(first.style, underline=False, strike=False)
    return Run(block.bullet, style)


def _hang(block: Paragraph, mark: float, size: float) -> float:
    """From the bullet to the text: as the paragraph says, but not into a bullet that is wider."""
    return max(mark + 4, size * 0.9) if block.hang is None else max(mark + 2, block.hang)


def _put(leaf: Leaf, item: _Set, x: float, y: float, width: float, layer: Layer | None) -> float:
    block, left = item.block, x + item.block.indent
    room = width - block.indent - item.hang
    form = Form(block.leading, block.align, layer)
    text_left = left if item.text.rtl else left + item.hang
    if item.mark and item.text.text:
        left += (room - item.text.lines[0].width) * {"center": 0.5, "right": 1.0}.get(block.align, 0.0)
        left = x + block.indent + room + item.hang - item.mark.lines[0].width if item.text.rtl else left
        if any(map(str.isalnum, block.bullet)):
            leaf.put(item.mark, 0, 1, left, y, room, replace(form, align="left"))
            leaf.add_text(" ")
        else:
            line = item.mark.lines[0]
            height = item.text.lines[0].size
            leaf.put_label(left, y + height * (block.leading / 2 + 0.34), block.bullet, line.inked[0][3])
    return leaf.put(item.text, 0, len(item.text.lines), text_left, y, room, form)
