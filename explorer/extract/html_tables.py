"""Tells tables of data from tables that only lay a page out, and takes the cells of the former."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from explorer.extract.blocks import Block, Paragraph, Run, Style, Table
from explorer.extract.html_tree import onward
from explorer.model.document import Layer

_SPACE = re.compile(r"[ \t\n\r\f]+")
_LONGEST_CELL = 600  # characters; longer ones are columns of running text
_MOST_COLUMNS = 12  # that fit on a page; wider tables are set as lines with tabs
_MOST_NODES = 200_000
_CELL = Style(size=9)
_BREAKS = frozenset({"br", "p", "div", "li"})
_SKIPPED = frozenset({"script", "style", "template"})


@dataclass(slots=True)
class _Cells:
    rows: list[list[str]] = field(default_factory=list)
    is_headed: bool = False
    _is_open: bool = False

    def enter(self, tag: str) -> None:
        if tag == "tr":
            self.rows.append([])
            self._is_open = False
        elif tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            self.is_headed |= tag == "th" and len(self.rows) == 1
            self.rows[-1].append("")
            self._is_open = True
        elif tag in _BREAKS and self._is_open and self.rows[-1][-1]:
            self.rows[-1][-1] = self.rows[-1][-1].rstrip() + "\n"

    def add(self, text: str) -> bool:
        """Put text into the open cell; False if there is none and it is more than space."""
        text = _SPACE.sub(" ", text)
        if not self._is_open:
            return not text.strip()
        cell = self.rows[-1][-1]
        self.rows[-1][-1] += text.lstrip(" ") if not cell or cell[-1] in " \n" else text
        return True


def data_table(table: LexborNode, layer: Layer | None) -> list[Block] | None:
    """A table element as blocks; None if it lays out the page, or holds another table."""
    cells = _cells_of(table)
    if cells is None:
        return None
    rows = [[cell.strip() for cell in row] for row in cells.rows if any(cell.strip() for cell in row)]
    columns = max(map(len, rows), default=0)
    if len(rows) < 2 or columns < 2 or sum(len(row) > 1 for row in rows) * 2 < len(rows):
        return None
    if max(len(cell) for row in rows for cell in row) > _LONGEST_CELL:
        return None
    if columns > _MOST_COLUMNS:
        return [Paragraph([Run("\t".join(row).replace("\n", " "), _CELL, layer)], space_after=1) for row in rows]
    padded = [[[Run(cell, _CELL, layer)] for cell in [*row, *[""] * (columns - len(row))]] for row in rows]
    return [Table(padded, header_rows=int(cells.is_headed))]


def _cells_of(table: LexborNode) -> _Cells | None:
    cells, top = _Cells(), table.mem_id
    node: LexborNode | None = table
    for _count in range(_MOST_NODES):
        if node is None:
            return cells
        tag = node.tag or ""
        if tag == "table" and node.mem_id != top:
            return None
        if tag != "-text":
            cells.enter(tag)
        elif not cells.add(node.text_content or ""):
            return None  # a caption: text beside the cells
        below = node.child if tag not in _SKIPPED else None
        node = below or onward(node, top, _no_matter)
    return None


def _no_matter(_left: LexborNode) -> None:
    """Cells need not know what ends."""
