"""One page while it is laid out: its text, its words' boxes, its layers, and what is to be drawn.

Both what is read and what is drawn come from here, so a word's box and its ink cannot part.
"""

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from operator import itemgetter

from explorer.extract.base import ExtractedPage
from explorer.extract.blocks import Drawing, Image, Shape, Span, Style
from explorer.extract.fonts import ASCENT, DESCENT
from explorer.extract.lines import Line, SetText
from explorer.extract.shaping import drawn_line
from explorer.model.document import Box, Layer, LayerSpan, PageFlag, Word

_MARK = Style(colour=(0.25, 0.35, 0.6))
_FLAGS = {
    Layer.HIDDEN: PageFlag.HAS_HIDDEN,
    Layer.DELETED: PageFlag.HAS_HIDDEN,
    Layer.NOTES: PageFlag.HAS_NOTES,
}


@dataclass(slots=True)
class Leaf:
    """A page under way. ``below`` is drawn before ``above``; sides may still grow."""

    width: float
    height: float
    label: str | None = None
    below: list[Drawing] = field(default_factory=list)
    above: list[Drawing] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    layers: list[LayerSpan] = field(default_factory=list)
    flags: set[PageFlag] = field(default_factory=set)
    _texts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def has_text(self) -> bool:
        return self._length > 0

    @property
    def has_picture(self) -> bool:
        return any(isinstance(drawing, Image) for drawing in (*self.below, *self.above))

    def add_text(self, text: str) -> int:
        """Append to the page's text; where it begins."""
        start = self._length
        self._texts.append(text)
        self._length += len(text)
        return start

    def part(self, separator: str = "\n") -> None:
        """Put a separator between what was written and what follows, if anything was written."""
        if self._length:
            self.add_text(separator)

    def put(self, block: SetText, first: int, last: int, x: float, y: float, width: float, form: "Form") -> float:
        """Write lines ``first`` up to ``last`` with their left top at (x, y); the y below them.

        The text between the lines is the source's own; no separator is added before it.
        """
        lines = block.lines[first:last]
        if not lines:
            return y
        begin = lines[0].start
        shift = self.add_text(block.text[begin : lines[-1].end]) - begin
        align = "right" if block.rtl and form.align == "left" else form.align
        for line in lines:
            size = line.size
            height = size * form.leading
            baseline = y + (height - (ASCENT + DESCENT) * size) / 2 + ASCENT * size
            left = x if align == "left" else x + (width - line.width) * (0.5 if align == "center" else 1.0)
            top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
            self.words += [
                Word(start + shift, end + shift, Box(left + near, top, left + far, bottom))
                for start, end, near, far in line.words
            ]
            self.above += [
                Span(left + near, baseline - style.rise * style.size, far, text, style)
                for near, far, text, style in line.inked
            ]
            if block.marks:
                self._put_marks(block, line, left, baseline)
            y += height
        self._mark_layers(block, begin, lines[-1].end, shift, form.layer)
        return y

    def _put_marks(self, block: SetText, line: Line, left: float, baseline: float) -> None:
        first = bisect_left(block.marks, line.start, key=itemgetter(0))
        past = bisect_right(block.marks, line.end, key=itemgetter(0))
        for offset, mark in block.marks[first:past]:
            if line.start < offset or offset == 0:
                x = max((far for start, _end, _near, far in line.words if start < offset), default=0.0)
                self.put_label(left + x + 0.5, baseline - line.size * 0.38, mark, replace(_MARK, size=line.size * 0.58))

    def put_label(self, x: float, baseline: float, text: str, style: Style, width: float = 0.0) -> None:
        """Draw a text that is no part of the page's text."""
        self.above.append(Span(x, baseline, width, text if text.isascii() else drawn_line(text), style))

    def _mark_layers(self, block: SetText, begin: int, end: int, shift: int, layer: Layer | None) -> None:
        if layer is not None:
            self._mark(layer, begin + shift, end + shift)
            return
        for low, high, run in block.runs_in(begin, end):
            if run.layer is not None:
                self._mark(run.layer, low + shift, high + shift)

    def _mark(self, layer: Layer, start: int, end: int) -> None:
        if layer in _FLAGS and start < end:
            self.flags.add(_FLAGS[layer])
        if self.layers and self.layers[-1].layer is layer and self.layers[-1].end >= start - 1:
            start = self.layers.pop().start
        if start < end:
            self.layers.append(LayerSpan(layer, start, end))

    def frame(self, x0: float, y0: float, x1: float, y1: float, shape: Shape) -> None:
        """Draw a shape's box below the text; ``shape`` gives the paint."""
        corners = ((x0, y0), (x1, y1))
        self.below.append(Shape("rect", corners, shape.stroke, shape.fill, shape.thickness, shape.opacity))

    def turn(self, words: int, drawings: int, angle: float, centre: tuple[float, float]) -> None:
        """Turn what was written since by ``angle`` degrees clockwise; a turned word's box is the one around it.

        Args:
            words: how many words there were before.
            drawings: how many drawings ``above`` held before.
            angle: degrees clockwise.
            centre: the point about which it turns.
        """
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))

        def turned(x: float, y: float) -> tuple[float, float]:
            x, y = x - centre[0], y - centre[1]
            return centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos

        for place in range(words, len(self.words)):
            word = self.words[place]
            box = word.box
            corners = [turned(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            self.words[place] = Word(word.start, word.end, Box(min(xs), min(ys), max(xs), max(ys)))
        for place in range(drawings, len(self.above)):
            span = self.above[place]
            if isinstance(span, Span):
                x, y = turned(span.x, span.y)
                self.above[place] = replace(span, x=x, y=y, turn=angle)

    def extracted(self, ordinal: int, label: str) -> ExtractedPage:
        """The page as a reader reports it; words that stick out of the page are clipped to it."""
        text = "".join(self._texts)
        flags = set(self.flags)
        if not text.strip():
            flags.add(PageFlag.NEEDS_OCR if self.has_picture else PageFlag.BLANK)
        words = tuple(word if self._holds(word.box) else self._clipped(word) for word in self.words)
        return ExtractedPage(
            ordinal, self.label or label, text, self.width, self.height, words, frozenset(flags), tuple(self.layers)
        )

    def _holds(self, box: Box) -> bool:
        return box.x0 >= 0 and box.y0 >= 0 and box.x1 <= self.width and box.y1 <= self.height

    def _clipped(self, word: Word) -> Word:
        x0, x1 = (min(max(x, 0.0), self.width) for x in (word.box.x0, word.box.x1))
        y0, y1 = (min(max(y, 0.0), self.height) for y in (word.box.y0, word.box.y1))
        return Word(word.start, word.end, Box(x0, y0, x1, y1))


@dataclass(frozen=True, slots=True)
class Form:
    """How lines stand: their height over the type size, their alignment, and the layer all of them belong to."""

    leading: float = 1.35
    align: str = "left"
    layer: Layer | None = None
