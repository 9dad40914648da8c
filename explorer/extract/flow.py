"""Sets blocks into pages, top to bottom, breaking pages where they are full."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from explorer.extract.base import ExtractedPage
from explorer.extract.blocks import (
    Block,
    Boxed,
    Image,
    PageBreak,
    Paragraph,
    Picture,
    Shape,
    Style,
    Table,
)
from explorer.extract.leaf import Form, Leaf
from explorer.extract.lines import SetText, set_in_portions, set_text
from explorer.extract.pdf_writer import write_pdf
from explorer.extract.table_flow import flow_table
from explorer.model.document import Layer

_FRAME = Shape("rect", (), stroke=(0.78, 0.77, 0.74), fill=(0.985, 0.98, 0.97), thickness=0.6)
_FRAME_TITLE = Style(size=7.5, bold=True, colour=(0.42, 0.43, 0.45))
_RULE_COLOUR = (0.78, 0.77, 0.74)
_BOX_PAD = 8.0
_BOX_TITLE = 15.0
_HANG = 16.0
_FRAMES_MOST = 12  # boxes within boxes that are drawn on each page
_NARROWEST = 160.0  # boxes within boxes do not make a column narrower than this
_ENDLESS = 1e9


def _is_numeral(bullet: str) -> bool:
    return any(map(str.isalnum, bullet))


def numbered(ordinal: int) -> str:
    """The plain label of a page."""
    return f"p. {ordinal}"


@dataclass(slots=True)
class LaidOut:
    """Pages as laid out: what a reader reports, and what a rendition shows."""

    leaves: list[Leaf]
    label: Callable[[int], str] = numbered

    @property
    def pages(self) -> list[ExtractedPage]:
        return [leaf.extracted(number, self.label(number)) for number, leaf in enumerate(self.leaves, 1)]

    def write(self, path: Path) -> None:
        """Write the PDF whose page n shows page n's words at their boxes."""
        write_pdf(self.leaves, path)


LETTER = 792.0  # a page of US Letter, in points
LONG_PAGE = 7200.0  # what was written as one piece stays one page up to this: about 500 lines


@dataclass(frozen=True, slots=True)
class Flow:
    """A page size to lay blocks out on. Lengths in points.

    Attributes:
        shortest: where given, a page ends below its last line but is no shorter than this; ``height`` is then the most.
    """

    width: float = 612
    height: float = 792
    margin: float = 54
    shortest: float | None = None

    def leaves(self, blocks: Iterator[Block] | Sequence[Block]) -> Iterator[Leaf]:
        """Pages one by one, as they fill; at least one."""
        cursor = Cursor(self)
        for block in blocks:
            yield from cursor.filling(block)
        yield from cursor.take_all()

    def lay_out(self, blocks: Iterator[Block] | Sequence[Block], label: Callable[[int], str] = numbered) -> LaidOut:
        """All pages at once."""
        return LaidOut(list(self.leaves(blocks)), label)


def add_below(leaf: Leaf, blocks: Sequence[Block], x0: float, x1: float, y: float) -> float:
    """Set blocks on a page of one's own from ``y`` down, however far they reach; the y below them."""
    cursor = Cursor(Flow(leaf.width, _ENDLESS, 1.0))
    cursor.leaf, cursor.x0, cursor.x1, cursor.y = leaf, x0, x1, y
    for block in blocks:
        cursor.add(block)
    for _ in cursor.take_all():
        pass  # what was kept back for a heading is put; there is one page only
    return cursor.y


@dataclass(slots=True)
class _Frame:
    """A box that is open: its title, its left and right edge, and where it began on this page."""

    title: str
    x0: float
    x1: float
    top: float


@dataclass(slots=True)
class Cursor:
    """Where on which page the next block goes."""

    flow: Flow
    leaf: Leaf = field(init=False)
    y: float = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)
    layer: Layer | None = None
    _full: list[Leaf] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=list)
    _label: str | None = None
    _label_pages: int = 0
    _kept: list[Paragraph] = field(default_factory=list)
    _rest: Iterator[SetText] = field(default_factory=lambda: iter(()))  # of a paragraph that was begun

    def __post_init__(self) -> None:
        self.x0, self.x1 = self.flow.margin, self.flow.width - self.flow.margin
        self._begin_page()

    @property
    def bottom(self) -> float:
        return self.flow.height - self.flow.margin - _BOX_PAD * min(len(self._frames), _FRAMES_MOST)

    @property
    def is_at_top(self) -> bool:
        return self.y <= self.flow.margin + (_BOX_PAD + _BOX_TITLE) * min(len(self._frames), _FRAMES_MOST) + 0.01

    def take_full(self) -> Iterator[Leaf]:
        full, self._full = self._full, []
        yield from full

    def take_all(self) -> Iterator[Leaf]:
        self._flush_kept()
        yield from self.take_full()
        self._trim()
        yield self.leaf

    def add(self, block: Block) -> None:
        """Set a block after what was set before; headings wait for what they head."""
        self._begin(block)
        self._finish()

    def filling(self, block: Block) -> Iterator[Leaf]:
        """Set a block and give its pages as they fill, so that a long one never stands in memory whole."""
        self._begin(block)
        yield from self.take_full()
        while self._go_on():
            yield from self.take_full()

    def _begin(self, block: Block) -> None:
        """Set a block, or the first thousands of lines of a paragraph that is longer; ``_go_on`` sets the rest."""
        if isinstance(block, Paragraph) and block.keep and len(self._kept) < 4:
            self._kept.append(block)
            return
        kept, self._kept = self._kept, []
        if kept and not isinstance(block, PageBreak):
            wanted = sum(item.runs[0].style.size * 2 if item.runs else 12 for item in kept) + 40
            if self.y + wanted > self.bottom and not self.is_at_top:
                self.new_page()
        for item in kept:
            self._add_paragraph(item)
            self._finish()
        self._add(block)

    def _go_on(self) -> bool:
        """Set some more of what was begun; whether there was more."""
        return next(self._rest, None) is not None

    def _finish(self) -> None:
        while self._go_on():
            pass

    def new_page(self) -> None:
        """Close this page and go to the top of the next one; open frames go on there."""
        for frame in self._frames[:_FRAMES_MOST]:
            self._draw_frame(frame)
        self._trim()
        self._full.append(self.leaf)
        self._begin_page()

    def _trim(self) -> None:
        if self.flow.shortest is not None:
            self.leaf.height = min(max(self.flow.shortest, self.y + self.flow.margin), self.flow.height)

    def _begin_page(self) -> None:
        self.leaf = Leaf(self.flow.width, self.flow.height, self._next_label())
        self.y = self.flow.margin
        for frame in self._frames[:_FRAMES_MOST]:
            frame.top = self.y
            self.y += _BOX_PAD + _BOX_TITLE

    def _next_label(self) -> str | None:
        if self._label is None:
            return None
        self._label_pages += 1
        return self._label if self._label_pages == 1 else f"{self._label}, p. {self._label_pages}"

    def _flush_kept(self) -> None:
        kept, self._kept = self._kept, []
        for item in kept:
            self._add_paragraph(item)
            self._finish()

    def _add(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._add_paragraph(block)
        elif isinstance(block, Table):
            flow_table(self, block)
        elif isinstance(block, Boxed):
            self._add_boxed(block)
        elif isinstance(block, Picture):
            self._add_picture(block)
        elif isinstance(block, PageBreak):
            self._break_page(block.label)
        else:
            self._add_rule()

    def _add_paragraph(self, block: Paragraph) -> None:
        left = self.x0 + min(block.indent, (self.x1 - self.x0) * 0.6)
        mark = set_text([replace(block.runs[0], text=block.bullet)], 1e6) if block.bullet and block.runs else None
        hang = 0.0 if mark is None else max(_HANG, mark.lines[0].width + (6 if _is_numeral(block.bullet) else 0))
        portions = set_in_portions(block.runs, self.x1 - left - hang)
        text = next(portions)
        form = Form(block.leading, block.align, self.layer)
        self.y += 0.0 if self.is_at_top else block.space_before
        self._need(text.lines[0].size * form.leading)
        self.leaf.part()
        if mark is not None and text.text:
            self._put_bullet(block, mark, left, form, rtl=text.rtl)
        x = left if text.rtl else left + hang
        self._rest = self._put_lines(chain([text], portions), x, self.x1 - left - hang, form, block.space_after)
        self._go_on()

    def _put_lines(
        self, portions: Iterable[SetText], x: float, width: float, form: Form, space_after: float
    ) -> Iterator[SetText]:
        """Put all lines, over as many pages as they need, a portion at a time; at least one line a page."""
        end: int | None = None
        for text in portions:
            if end is not None and self.y + text.lines[0].size * form.leading > self.bottom:
                self.new_page()
            elif end is not None:
                self.leaf.add_text(text.text[end : text.lines[0].start])
            self._put_portion(text, x, width, form)
            end = text.lines[-1].end
            yield text
        self.y += space_after

    def _put_portion(self, text: SetText, x: float, width: float, form: Form) -> None:
        first, lines = 0, text.lines
        while first < len(lines):
            last, y = first, self.y
            while last < len(lines) and (last == first or y + lines[last].size * form.leading <= self.bottom):
                y += lines[last].size * form.leading
                last += 1
            self.y = self.leaf.put(text, first, last, x, self.y, width, form)
            first = last
            if first < len(lines):
                self.new_page()

    def _put_bullet(self, block: Paragraph, mark: SetText, left: float, form: Form, *, rtl: bool) -> None:
        """Put a bullet or number at the left edge, or at the right one of a paragraph that reads from there."""
        line = mark.lines[0]
        x = self.x1 - line.width if rtl else left
        if _is_numeral(block.bullet):
            self.leaf.put(mark, 0, 1, x, self.y, line.width, replace(form, align="left"))
            self.leaf.add_text(" ")
        else:
            baseline = self.y + line.size * (form.leading / 2 + 0.34)
            style = replace(block.runs[0].style, underline=False, strike=False)
            self.leaf.put_label(x - 3 if rtl else x + 3, baseline, block.bullet, style)

    def _need(self, height: float) -> None:
        if self.y + height > self.bottom and not self.is_at_top:
            self.new_page()

    def _add_rule(self) -> None:
        self._need(10)
        self.leaf.below.append(Shape("line", ((self.x0, self.y + 2), (self.x1, self.y + 2)), _RULE_COLOUR, None, 0.6))
        self.y += 9

    def _add_picture(self, block: Picture) -> None:
        room_x, room_y = self.x1 - self.x0, self.bottom - self.flow.margin - _BOX_TITLE
        scale = min(1.0, room_x / max(block.width, 1.0), room_y / max(block.height, 1.0))
        width, height = max(block.width, 1.0) * scale, max(block.height, 1.0) * scale
        self._need(height)
        slack = room_x - width
        x = self.x0 + (slack / 2 if block.align == "center" else slack if block.align == "right" else 0.0)
        self.leaf.above.append(Image(block.data, x, self.y, x + width, self.y + height))
        self.y += height + 8

    def _break_page(self, label: str | None) -> None:
        if label is not None:
            self._label, self._label_pages = label, 0
        if self.leaf.has_text or self.leaf.has_picture or self._full:
            self.new_page()
        elif label is not None:
            self.leaf.label = self._next_label()

    def _add_boxed(self, block: Boxed) -> None:
        self._need(_BOX_TITLE + 2 * _BOX_PAD + 24)
        frame = _Frame(block.title, self.x0, self.x1, self.y)
        outer = self.layer
        self.layer = block.layer or outer
        self._frames.append(frame)
        title = _BOX_PAD + _BOX_TITLE if len(self._frames) <= _FRAMES_MOST else 0.0
        if self.x1 - self.x0 > _NARROWEST:
            self.x0, self.x1 = self.x0 + _BOX_PAD, self.x1 - _BOX_PAD
        self.y += title
        for inner in block.blocks:
            self._add(inner)
            self._finish()
        if len(self._frames) <= _FRAMES_MOST:
            self._draw_frame(frame)
        self._frames.pop()
        self.x0, self.x1 = frame.x0, frame.x1
        self.layer = outer
        self.y += _BOX_PAD + 6

    def _draw_frame(self, frame: _Frame) -> None:
        self.leaf.frame(frame.x0, frame.top, frame.x1, self.y + 2, _FRAME)
        self.leaf.put_label(frame.x0 + _BOX_PAD, frame.top + 13, frame.title.upper(), _FRAME_TITLE)
