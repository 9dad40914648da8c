"""Rows of a sheet set into pages: up to forty rows a page, column letters and row numbers drawn at the edges.

A page grows to hold its columns, so that no cell is cut; very many columns are set in bands, one below the other.
Page text: the cells of a row joined by tabs, rows by newlines.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from explorer.extract.table_flow import GUTTER, flow_table
from explorer.extract.tables import measured
from explorer.extract.typeset import Block, Leaf, Run, Style, Table, add_below
from explorer.model.document import Layer, PageFlag

ROWS = 40  # of one page
_CHARACTERS = 24_000  # of one page; long cells end it earlier
_MARGIN = 36.0
_TITLE_HEIGHT = 20.0
_WIDEST_COLUMN = 260.0
_WIDEST_OF_MANY = 150.0  # where the columns would make the page wider than the next
_WIDE_PAGE = 960.0
_WIDEST_PAGE = 14_000.0
_CELL = Style(size=9)
_HIDDEN_CELL = Style(size=9, colour=(0.45, 0.33, 0.1), italic=True)
_TITLE = Style(size=9, bold=True, colour=(0.42, 0.43, 0.45))


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its number as the program shows it, and its cells' texts."""

    number: int
    cells: Sequence[str]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How a sheet's pages are named and what else they hold."""

    title: str  # drawn above the table, no part of the text
    label: Callable[[int, int], str]  # first and last row
    extras: Callable[[int, int], Sequence[Block]] = lambda _first, _last: ()  # set below those rows
    hidden_columns: frozenset[int] = frozenset()  # from 0
    is_hidden: bool = False
    separator: str = "\t"  # between cells, in the page's text


def column_name(index: int) -> str:
    """A, B … Z, AA … for 0, 1 …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def grid_leaves(rows: Iterable[GridRow], look: Look) -> Iterator[Leaf]:
    """Pages of a sheet; none if no row holds anything."""
    widest: list[float] = []
    last = 0
    for block in _blocks(rows):
        count = max(len(row.cells) for row in block)
        least, most = measured([[[Run(cell, _CELL)] for cell in row.cells] for row in block], count, 0)
        cap = _WIDEST_COLUMN if sum(min(width, _WIDEST_COLUMN) for width in most) < _WIDE_PAGE else _WIDEST_OF_MANY
        widths = [max(low, min(high, cap)) for low, high in zip(least, most, strict=True)]
        widest = [max(pair) for pair in zip(widths, widest[:count] + widths[len(widest) :], strict=True)]
        yield _leaf(block, widest, look, last + 1)
        last = block[-1].number


def _blocks(rows: Iterable[GridRow]) -> Iterator[list[GridRow]]:
    block: list[GridRow] = []
    characters = 0
    for row in rows:
        if not any(row.cells):
            continue
        size = sum(map(len, row.cells))
        if block and (len(block) == ROWS or characters + size > _CHARACTERS):
            yield block
            block, characters = [], 0
        block.append(row)
        characters += size
    if block:
        yield block


def _bands(widths: Sequence[float]) -> Iterator[tuple[int, int]]:
    start, used = 0, 0.0
    for index, width in enumerate(widths):
        if index > start and used + width > _WIDEST_PAGE - 2 * _MARGIN - GUTTER:
            yield start, index
            start, used = index, 0.0
        used += width
    yield start, len(widths)


@dataclass(slots=True)
class _Sheet:
    """A page that never ends, as the table setter sees it."""

    leaf: Leaf
    y: float
    x0: float
    x1: float
    layer: Layer | None = None
    bottom: float = 1e9
    is_at_top: bool = False

    def new_page(self) -> None:
        raise AssertionError("a sheet's page has no end")


def _leaf(block: Sequence[GridRow], widths: Sequence[float], look: Look, first: int) -> Leaf:
    bands = list(_bands(widths))
    need = max(sum(widths[start:end]) for start, end in bands) + GUTTER + 2 * _MARGIN
    width = 612.0 if need <= 612 else max(792.0, need)
    leaf = Leaf(width, 0.0, look.label(block[0].number, block[-1].number))
    leaf.put_label(_MARGIN, _MARGIN + 8, f"{look.title}, rows {block[0].number}–{block[-1].number}", _TITLE)
    y = _MARGIN + _TITLE_HEIGHT
    for start, end in bands:
        sheet = _Sheet(leaf, y, _MARGIN, _MARGIN + GUTTER + sum(widths[start:end]))
        flow_table(sheet, _table(block, widths, start, end, look))
        y = sheet.y
    y = add_below(leaf, look.extras(first, block[-1].number), _MARGIN, min(width, 1200.0) - _MARGIN, y)
    leaf.height = max(y + _MARGIN, 792.0 if width <= 612 else 612.0)
    if look.is_hidden:
        leaf.flags.add(PageFlag.HIDDEN)
    return leaf


def _table(block: Sequence[GridRow], widths: Sequence[float], start: int, end: int, look: Look) -> Table:
    rows = [
        [
            _cell(text, row.is_hidden or start + index in look.hidden_columns)
            for index, text in enumerate(row.cells[start:end])
        ]
        for row in block
    ]
    letters = [column_name(index) + (" hidden" if index in look.hidden_columns else "") for index in range(start, end)]
    numbers = [str(row.number) + ("h" if row.is_hidden else "") for row in block]
    return Table(rows, widths[start:end], 0, letters, numbers, separator=look.separator)


def _cell(text: str, is_hidden: bool) -> list[Run]:
    if not text:
        return []
    return [Run(text, _HIDDEN_CELL, Layer.HIDDEN)] if is_hidden else [Run(text, _CELL)]


def empty_leaf(title: str, label: str, extras: Sequence[Block], *, is_hidden: bool) -> Leaf:
    """The page of a sheet without cells, so that the sheet is not silently missing."""
    leaf = Leaf(612, 792, label)
    leaf.put_label(_MARGIN, _MARGIN + 8, title, _TITLE)
    y = add_below(leaf, extras, _MARGIN, 612 - _MARGIN, _MARGIN + _TITLE_HEIGHT)
    leaf.height = max(792.0, y + _MARGIN)
    if is_hidden:
        leaf.flags.add(PageFlag.HIDDEN)
    return leaf
