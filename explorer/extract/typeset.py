"""Text set into pages, for every kind that has none of its own: one layout gives the words' boxes and the PDF.

This file gathers what readers need: the blocks, the flow that sets them into pages, and ``lay_out_in`` for frames on
a page of one's own (slides). Reading only measures; a PDF is made by ``LaidOut.write`` alone.
"""

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


_NARROW_FRAME = 60.0  # a narrower one was not meant to hold the text that does not wrap in it


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

    Returns:
        The y below the last line.
    """
    width = max(box.x1 - box.x0, 1.0)
    scale = 1.0
    ready = _set_all(paragraphs, width, scale, wrap=wrap)
    while scale > 0.5 and (
        (shrink and _height(ready) > box.y1 - box.y0 + 1) or (not wrap and _widest(ready) > width + 4)
    ):
        scale -= 0.1
        ready = _set_all(paragraphs, width, scale, wrap=wrap)
    slack = box.y1 - box.y0 - _height(ready)
    y = box.y0 + (max(slack, 0.0) * {"middle": 0.5, "bottom": 1.0}.get(anchor, 0.0))
    for place, item in enumerate(ready):
        y += item.block.space_before if place else 0.0
        leaf.part("\n" if place else separator)
        y = _put(leaf, item, box.x0, y, width, layer) + item.block.space_after
    return y


def height_in(paragraphs: Sequence[Paragraph], width: float) -> float:
    """How tall paragraphs stand in a frame of a width, in points."""
    return _height(_set_all(paragraphs, max(width, 1.0), 1.0, wrap=True))


def label_width(text: str, style: Style) -> float:
    """How wide a text stands on one line, in points."""
    return face_of(style).width(text) * style.size


def _height(ready: Sequence[_Set]) -> float:
    between = sum(
        item.block.space_after + (item.block.space_before if place else 0) for place, item in enumerate(ready)
    )
    return sum(item.height for item in ready) + between


def _widest(ready: Sequence[_Set]) -> float:
    return max((line.width + item.hang for item in ready for line in item.text.lines), default=0.0)


def _set_all(paragraphs: Sequence[Paragraph], width: float, scale: float, *, wrap: bool) -> list[_Set]:
    ready = []
    for block in paragraphs:
        runs = [replace(run, style=replace(run.style, size=run.style.size * scale)) for run in block.runs]
        mark = set_text([replace(runs[0], text=block.bullet)], 1e6) if block.bullet and runs else None
        hang = max(mark.lines[0].width + 4, runs[0].style.size * 0.9) if mark else 0.0
        room = width - block.indent - hang if wrap else 1e6
        small = replace(block, space_before=block.space_before * scale, space_after=block.space_after * scale)
        ready.append(_Set(small, set_text(runs, max(room, 24.0)), mark, hang))
    return ready


def _put(leaf: Leaf, item: _Set, x: float, y: float, width: float, layer: Layer | None) -> float:
    block, left = item.block, x + item.block.indent
    room = width - block.indent - item.hang
    form = Form(block.leading, block.align, layer)
    text_left = left if item.text.rtl else left + item.hang
    if item.mark and item.text.text:
        left = left + room + item.hang - item.mark.lines[0].width if item.text.rtl else left
        if any(map(str.isalnum, block.bullet)):
            leaf.put(item.mark, 0, 1, left, y, room, replace(form, align="left"))
            leaf.add_text(" ")
        else:
            line = item.mark.lines[0]
            leaf.put_label(left, y + line.size * (block.leading / 2 + 0.34), block.bullet, line.inked[0][3])
    return leaf.put(item.text, 0, len(item.text.lines), text_left, y, room, form)
