"""Puts a table's rows on pages: a row too tall for a page is split, headers are drawn again on each page."""

from collections.abc import Sequence
from typing import Protocol

from explorer.extract.blocks import Shape, Style, Table
from explorer.extract.leaf import Form, Leaf
from explorer.extract.tables import CELL_LEADING, CELL_MARGIN, PAD, SetRow, column_widths, set_row
from explorer.model.document import Layer

GRID = (0.82, 0.81, 0.78)
_HEADER = (0.945, 0.94, 0.925)
_LABEL = Style(size=7.5, colour=(0.52, 0.53, 0.55))
GUTTER = 30.0  # room for row labels
LABEL_ROW = 12.0  # room for column labels


class Cursor(Protocol):
    """What the table asks of the flow it is set in."""

    leaf: Leaf
    y: float
    x0: float
    x1: float
    layer: Layer | None

    @property
    def bottom(self) -> float: ...
    @property
    def is_at_top(self) -> bool: ...
    def new_page(self) -> None: ...


def flow_table(cursor: Cursor, table: Table) -> None:
    """Set a table at the cursor."""
    gutter = GUTTER if any(table.row_labels) else 0.0
    widths = column_widths(table, cursor.x1 - cursor.x0 - gutter)
    if not widths:
        return
    is_first = True
    for index in range(len(table.rows)):
        row = set_row(table, index, widths)
        if cursor.y + row.height > cursor.bottom and not cursor.is_at_top:
            cursor.new_page()
            is_first = True
        if is_first:
            _draw_column_labels(cursor, table.column_labels, gutter, widths)
        is_first = False
        _put_row(cursor, row, cursor.x0 + gutter, widths, table.separator)
    cursor.y += table.space_after


def _draw_column_labels(cursor: Cursor, labels: Sequence[str], gutter: float, widths: Sequence[float]) -> None:
    if not labels:
        return
    x = cursor.x0 + gutter
    for label, width in zip(labels, widths, strict=False):
        cursor.leaf.put_label(x + PAD, cursor.y + 8, label, _LABEL)
        x += width
    cursor.y += LABEL_ROW


def _put_row(cursor: Cursor, row: SetRow, x: float, widths: Sequence[float], separator: str) -> None:
    """Put a row, over as many pages as it needs."""
    done = [0] * len(row.cells)
    while True:
        room = cursor.bottom - cursor.y - 2 * CELL_MARGIN
        ends = [_fitting(row, column, start, room) for column, start in enumerate(done)]
        _put_part(cursor, row, (done, ends), x, widths, separator)
        done = ends
        if all(end >= len(cell.lines) for end, cell in zip(done, row.cells, strict=True)):
            return
        cursor.new_page()


def _fitting(row: SetRow, column: int, start: int, room: float) -> int:
    """The line before which this cell must go on on the next page; at least one line is put."""
    lines = row.cells[column].lines
    end, used = start, 0.0
    while end < len(lines) and (end == start or used + lines[end].size * CELL_LEADING <= room):
        used += lines[end].size * CELL_LEADING
        end += 1
    return end


def _put_part(
    cursor: Cursor,
    row: SetRow,
    part: tuple[Sequence[int], Sequence[int]],
    x: float,
    widths: Sequence[float],
    separator: str,
) -> None:
    """Put the lines of each cell from its start up to its end, both given by ``part``."""
    starts, ends = part
    leaf, top, form = cursor.leaf, cursor.y, Form(CELL_LEADING, "left", cursor.layer)
    bottom = top + 2 * CELL_MARGIN
    leaf.part()
    if row.label and starts[0] == 0:
        leaf.put_label(x - GUTTER + 2, top + CELL_MARGIN + 9, row.label, _LABEL)
    left = x
    for column, cell in enumerate(row.cells):
        if column:
            leaf.add_text(separator)
        width = widths[column] - 2 * PAD
        y = leaf.put(cell, starts[column], ends[column], left + PAD, top + CELL_MARGIN, width, form)
        bottom = max(bottom, y + CELL_MARGIN)
        left += widths[column]
    left = x
    for width in widths:
        leaf.below.append(
            Shape("rect", ((left, top), (left + width, bottom)), GRID, _HEADER if row.is_header else None, 0.5)
        )
        left += width
    cursor.y = bottom
