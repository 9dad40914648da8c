"""The text of a Word 6 to 2003 file as blocks: paragraphs, tables, boxes, with notes and comments where they hang.

What is deleted or hidden stands below its paragraph, in its layer; of a field its result is kept, not its code.
Source: [MS-DOC] 2.4.2 to 2.4.4 (paragraphs, cells), 2.8.25 (fields); 2.9.31 for the marks among the characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from explorer.extract.doc_pieces import Story, Stretch
from explorer.extract.doc_sprm import Look, Shape
from explorer.extract.doc_tables import Hung, Tables, code_page, moment
from explorer.extract.typeset import Block, Boxed, PageBreak, Paragraph, Run, Style, Table
from explorer.extract.word_body import aside_boxes
from explorer.extract.word_text import MARK
from explorer.model.document import Layer

_MARKS = re.compile("[\x00-\x08\x0b-\x1f]")
_LETTERS = {"\x0b": "\n", "\x1e": "\u2011", "\x1f": "\u00ad"}
_SYMBOLS = {0xA8: "☐", 0x6F: "☐", 0xFE: "☒", 0xFD: "☒", 0xFC: "✓", 0xE0: "→", 0xDF: "←", 0xE8: "→", 0xB7: "•"}
_HEADINGS = (18.0, 15.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.5, 10.5)
_INSERTED, _DELETED, _HIDDEN = (0.08, 0.36, 0.22), (0.72, 0.11, 0.11), (0.45, 0.33, 0.1)
_DEEPEST_FIELD = 40
_DEEPEST_NOTE = 6  # notes on notes; deeper ones follow at the end
_MOST_CELLS = 200  # in a row
_MOST_ROWS = 1000  # of one table; a longer one goes on in the next
_SIZES = (7.0, 24.0)
_TITLES = {"footnote": "Footnote", "endnote": "Endnote", "comment": "Comment"}


@dataclass(slots=True)
class Body:
    """Sets a file's text. ``waiting`` are notes and comments not yet set, by the position of their mark."""

    story: Story
    tables: Tables
    waiting: dict[int, Hung] = field(init=False)
    _counts: dict[str, int] = field(default_factory=dict)
    _page: str = field(init=False)
    _left: int = field(init=False)
    _depth: int = 0

    def __post_init__(self) -> None:
        self.waiting = dict(self.tables.hung)
        self._page = code_page(self.story.head)
        self._left = 100_000 + 3 * max(end for _start, end in self.story.head.parts.values())

    def blocks(self, start: int, end: int) -> Iterator[Block]:
        """The blocks of the characters from one position to another."""
        setter = _Setter(self)
        for stretch in self.story.stretches(start, end):
            self._left -= stretch.end - stretch.start
            if self._left < 0:
                break  # tables made to name the same characters over and over
            yield from setter.take(stretch)
        yield from setter.rest()

    def left_over(self) -> Iterator[Block]:
        """Notes and comments whose mark was not come upon."""
        for mark in sorted(self.waiting):
            yield from self.hung(mark)

    def hung(self, mark: int) -> Iterator[Block]:
        """The note or comment that hangs at a position."""
        if self._depth >= _DEEPEST_NOTE or mark not in self.waiting:
            return
        note = self.waiting.pop(mark)
        self._depth += 1
        blocks = [b for b in self.blocks(note.start, note.end) if not isinstance(b, PageBreak) and not _is_empty(b)]
        self._depth -= 1
        title = _TITLES[note.kind]
        if note.kind == "comment":
            if note.author:
                blocks.insert(0, Paragraph([Run(note.author, replace(MARK, bold=True))], space_after=1))
            yield Boxed(title, blocks, Layer.COMMENT)
        else:
            yield Boxed(f"{title} {self._counts.get(note.kind, 0)}", blocks, Layer.FOOTNOTE)

    def number(self, mark: int) -> str:
        """The number that a note's mark shows; empty for a comment."""
        note = self.waiting.get(mark)
        if note is None or note.kind == "comment":
            return ""
        self._counts[note.kind] = self._counts.get(note.kind, 0) + 1
        return str(self._counts[note.kind])

    def decoded(self, text: str, look: Look) -> str:
        """Eight-bit text of Word 6 by the code page of its font or of the document."""
        if not self.story.head.is_word6 or text.isascii():
            return text
        charsets = self.tables.charsets
        page = (charsets[look.font] if 0 <= look.font < len(charsets) else "") or self._page
        return text.encode("latin-1", "replace").decode(page, "replace")

    def author(self, look: Look) -> str:
        """Who made a change, and when."""
        known = self.tables.revisers
        name = known[look.author] if 0 <= look.author < len(known) else ""
        return ", ".join(part for part in ("" if name == "Unknown" else name, moment(look.date)) if part)


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and not any(run.text.strip() for run in block.runs)


@dataclass(slots=True)
class _Setter:
    """One story being set: the paragraph, the row and the table under way."""

    body: Body
    runs: list[Run] = field(default_factory=list)
    aside: list[tuple[str, Run]] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)  # of notes and comments in this paragraph
    cell: list[Run] = field(default_factory=list)
    row: list[list[Run]] = field(default_factory=list)
    rows: list[list[list[Run]]] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)  # what follows the table: what was deleted in it, its notes
    fields: list[bool] = field(default_factory=list)  # of each open field, whether its result has begun

    def take(self, stretch: Stretch) -> Iterator[Block]:
        """Set a stretch of characters; the blocks that it ends."""
        at, position = 0, stretch.start
        for found in _MARKS.finditer(stretch.text):
            between = stretch.text[at : found.start()]
            self._write(between, stretch.look)
            position += len(between) + sum(letter > "\uffff" for letter in between)
            yield from self._mark(found.group(), position, stretch)
            position += 1
            at = found.end()
        self._write(stretch.text[at:], stretch.look)

    def rest(self) -> Iterator[Block]:
        """What is left at the end of the story."""
        if self.runs or self.aside or self.marks:
            yield from self._end_paragraph(Shape(), is_last=True)
        yield from self._end_table()

    def _write(self, text: str, look: Look) -> None:
        if not text or (self.fields and not all(self.fields)):
            return
        if look.special and look.symbol and text == "(":
            code = look.symbol
            text = _SYMBOLS.get(code & 0xFF, "▪") if 0xF000 <= code <= 0xF0FF else chr(code)
        else:
            text = self.body.decoded(text, look)
        run = Run(text, _style(look), _layer(look))
        if run.layer is not None:
            self.aside.append((self.body.author(look) if look.deleted else "", run))
        else:
            self.runs.append(run)

    def _mark(self, mark: str, position: int, stretch: Stretch) -> Iterator[Block]:
        if mark == "\x13":
            self.fields += [False] if len(self.fields) < _DEEPEST_FIELD else []
        elif mark == "\x14":
            if self.fields:
                self.fields[-1] = True
        elif mark == "\x15":
            if self.fields:
                self.fields.pop()
        elif mark in _LETTERS:
            self._write(_LETTERS[mark], stretch.look)
        elif mark in "\x02\x05" and position in self.body.waiting:
            self._hang(position)
        elif mark in "\r\x07\x0c":
            self.fields.clear()
            byte = stretch.at + (position - stretch.start) * stretch.width
            yield from self._end(mark, self.body.story.shape(byte))

    def _hang(self, position: int) -> None:
        number = self.body.number(position)
        self.marks.append(position)
        if number:
            self.runs.append(Run("", MARK, mark=number))

    def _end(self, mark: str, shape: Shape) -> Iterator[Block]:
        """A paragraph, cell, row or page ends."""
        if mark == "\x07" or (mark == "\r" and shape.in_table):
            if not shape.row_end or self.runs:
                self._end_cell_paragraph(shape)
            if mark == "\x07" and shape.row_end:
                self._end_row()
            elif mark == "\x07":
                self.row += [self.cell] if len(self.row) < _MOST_CELLS else []
                self.cell = []
            if len(self.rows) >= _MOST_ROWS:
                yield from self._end_table()
            return
        yield from self._end_table()
        if mark == "\r" or self.runs or self.aside or self.marks:
            yield from self._end_paragraph(shape, is_last=False)
        if mark == "\x0c":
            yield PageBreak()

    def _end_cell_paragraph(self, shape: Shape) -> None:
        """A paragraph within a cell; cells of tables within it are parted by bars."""
        if self.cell and any(run.text for run in self.runs):
            is_inner = shape.depth > 1 and not shape.inner_row and self.cell[-1].text == " | "
            self.cell += [] if is_inner else [Run("\n")]
        self.cell += self.runs
        if shape.inner_cell and not shape.inner_row:
            self.cell.append(Run(" | "))
        self.after += [*aside_boxes(self.aside), *self._hung()]
        self.runs, self.aside = [], []

    def _end_row(self) -> None:
        if self.cell:
            self.row.append(self.cell)
        if self.row:
            self.rows.append(self.row)
        self.row, self.cell = [], []

    def _end_table(self) -> Iterator[Block]:
        self._end_row()
        rows, self.rows = self.rows, []
        if rows:
            yield Table(rows, header_rows=0)
        after, self.after = self.after, []
        yield from after

    def _end_paragraph(self, shape: Shape, *, is_last: bool) -> Iterator[Block]:
        runs, aside = self.runs, self.aside
        self.runs, self.aside = [], []
        boxes: list[Block] = []
        if any(run.text.strip() for run in runs) or not aside:
            boxes = aside_boxes(aside)
        else:  # nothing but deleted or hidden text: it is the paragraph
            runs = [*runs, *(run for _who, run in aside)]
        if runs or not is_last:
            yield _paragraph(runs, shape)
        yield from boxes
        yield from self._hung()

    def _hung(self) -> list[Block]:
        marks, self.marks = self.marks, []
        return [block for mark in marks for block in self.body.hung(mark)]


def _paragraph(runs: list[Run], shape: Shape) -> Paragraph:
    level = shape.style if 1 <= shape.style <= 9 else shape.outline + 1
    if not 1 <= level <= 9 or not any(run.text.strip() for run in runs):
        return Paragraph(runs or [Run("")], space_after=4)
    size = _HEADINGS[level - 1]
    large = [replace(run, style=replace(run.style, size=max(run.style.size, size), bold=True)) for run in runs]
    return Paragraph(large, space_after=4, space_before=8, keep=True)


def _layer(look: Look) -> Layer | None:
    return Layer.DELETED if look.deleted else Layer.HIDDEN if look.hidden else None


def _style(look: Look) -> Style:
    size = min(max(look.size / 2, _SIZES[0]), _SIZES[1]) if look.size else 10.5
    style = Style(size=size, bold=look.bold, italic=look.italic)
    if look.deleted:
        return replace(style, colour=_DELETED, strike=True)
    if look.hidden:
        return replace(style, colour=_HIDDEN, underline=True)
    return replace(style, colour=_INSERTED, underline=True) if look.inserted else style
