"""One running text of an RTF file: its body, a footnote, a comment, a text box. Gathers runs into paragraphs and rows.

Deleted and hidden runs are set apart below their paragraph, so that the text as it now reads stays in one piece.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from explorer.extract.blocks import PLAIN, Block, Boxed, PageBreak, Paragraph, Run, Style, Table
from explorer.model.document import Layer

MARK = Style(size=8, colour=(0.25, 0.35, 0.6))
_MOST_ROWS = 200  # of one table as it is set; a longer one goes on in the next
_MOST_CELLS = 200  # of one row
_LONGEST = 20_000  # characters of a paragraph set in one piece
_ALIGN = {"ql": "left", "qc": "center", "qr": "right", "qj": "left"}


@dataclass(slots=True)
class Story:
    """Text under way. ``layer`` is what all of it is; ``title`` names the box it is to be shown in."""

    title: str = ""
    layer: Layer | None = None
    runs: list[Run] = field(default_factory=list)
    aside: list[tuple[str, Run]] = field(default_factory=list)  # deleted and hidden runs, with who deleted them
    after: list[Block] = field(default_factory=list)  # notes, comments, boxes that hang on this paragraph
    blocks: list[Block] = field(default_factory=list)  # done, not yet taken
    is_row: bool = False  # the paragraph lies in a table
    _cells: list[list[Run]] = field(default_factory=list)
    _cell: list[Run] = field(default_factory=list)
    _rows: list[list[list[Run]]] = field(default_factory=list)
    _bullet: str = ""
    _align: str = "left"
    _indent: float = 0.0
    _is_heading: bool = False
    _length: int = 0
    _empty: int = 0

    def add(self, text: str, style: Style, layer: Layer | None, who: str = "") -> None:
        """Add text to the paragraph."""
        if layer is not None:
            self.aside.append((who, Run(text, style, layer)))
            return
        self._length += len(text)
        last = self.runs[-1] if self.runs else None
        if last is not None and last.style == style and not last.mark and len(last.text) < _LONGEST:
            self.runs[-1] = replace(last, text=last.text + text)
        else:
            self.runs.append(Run(text, style))
        if self._length > _LONGEST and not self.is_row and text.endswith((" ", "\n")):
            self.end_paragraph()

    def set_bullet(self, text: str) -> None:
        self._bullet = (self._bullet + text).strip()[:20]

    def mark(self, mark: str) -> None:
        """A small raised number that is no part of the text."""
        self.runs.append(Run("", MARK, mark=mark))

    def control(self, word: str, argument: int | None) -> None:
        """A control word that shapes paragraphs and tables; others say nothing here."""
        if word in ("par", "sect"):
            self.end_paragraph()
        elif word in ("line", "lbr", "softline"):
            self.add("\n", PLAIN, None)
        elif word in ("cell", "row", "nestcell", "nestrow", "trowd", "intbl"):
            self._table_word(word)
        elif word in ("page", "pagebb", "column"):
            if word == "page":
                self.end_paragraph()
                self._emit(PageBreak())
        elif word == "pard":
            self._align, self._indent, self._is_heading, self.is_row = "left", 0.0, False, False
        elif word in _ALIGN:
            self._align = _ALIGN[word]
        elif word == "li":
            self._indent = min(max((argument or 0) / 20, 0.0), 200.0)
        elif word == "outlinelevel":
            self._is_heading = argument is None or 0 <= argument < 9

    def _table_word(self, word: str) -> None:
        if word == "cell":
            self._end_cell_paragraph()
            if len(self._cells) < _MOST_CELLS:
                self._cells.append(self._cell)
            else:
                self._cells[-1] += [Run("\t"), *self._cell]
            self._cell = []
        elif word == "row":
            self.end_row()
        elif word == "nestcell":
            self.add(" | ", PLAIN, None)
        elif word == "nestrow":
            self.add("\n", PLAIN, None)
        elif word == "intbl":
            self.is_row = True

    def end_paragraph(self) -> None:
        """What was gathered becomes a paragraph, or a line of the cell it lies in."""
        if self.is_row:
            self._end_cell_paragraph()
            return
        self.end_table()
        runs, self.runs, self._length = self.runs, [], 0
        has_text = any(run.text.strip() or run.mark for run in runs)
        self._empty = 0 if has_text else self._empty + 1
        if has_text or self._empty < 2:
            bullet, heading = self._bullet if has_text else "", self._is_heading and has_text
            indent = max(self._indent, 12.0) if bullet else self._indent
            self._emit(Paragraph(runs or [Run("", PLAIN)], indent, 4.0, bullet, self._align, keep=heading))
        self._bullet = ""
        self._let_go()

    def _end_cell_paragraph(self) -> None:
        runs, self.runs, self._length = self.runs, [], 0
        if self._bullet and runs:
            runs.insert(0, Run(f"{self._bullet} "))
        self._bullet = ""
        if self._cell and runs:
            self._cell.append(Run("\n"))
        self._cell += runs

    def end_row(self) -> None:
        """The cells so far become a row."""
        if self.runs or self._cell:
            self._table_word("cell")
        cells, self._cells = self._cells, []
        if cells:
            self._rows.append(cells)
        if len(self._rows) >= _MOST_ROWS:
            self.end_table()

    def end_table(self) -> None:
        """The rows so far become a table; what hangs on them follows it."""
        if self._cells or self._cell:
            self.end_row()
        rows, self._rows = self._rows, []
        if any(run.text.strip() for row in rows for cell in row for run in cell):
            self._emit(Table(rows, header_rows=0))
        if rows:
            self._let_go()

    def finish(self) -> None:
        """End what is still open."""
        if self.is_row and (self.runs or self._cell or self._cells):
            self.end_row()
        self.is_row = False
        if self.runs or self.aside or self.after:
            self.end_paragraph()
        self.end_table()

    def take(self) -> Iterator[Block]:
        """The blocks that are done."""
        done, self.blocks = self.blocks, []
        yield from done

    def _emit(self, block: Block) -> None:
        self.blocks.append(block)

    def _let_go(self) -> None:
        """Put what hangs on the paragraph below it."""
        aside, self.aside = self.aside, []
        for (layer, who), group in groupby(aside, lambda item: (item[1].layer, item[0])):
            runs = [run for _who, run in group]
            if any(run.text.strip() for run in runs):
                title = "Deleted text" if layer is Layer.DELETED else "Hidden text"
                named = [Run(f"{who}: ", replace(MARK, bold=True))] if who else []
                self._emit(Boxed(title, [Paragraph([*named, *runs], space_after=2)]))
        after, self.after = self.after, []
        for block in after:
            self._emit(block)
