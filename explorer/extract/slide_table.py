"""Draws a table of a slide: its cells' text wraps, rows grow, merged cells are one.

Source: ECMA-376 part 1, 21.1.3. Built-in table styles are shown in one form: coloured header, banded rows.
"""

from dataclasses import dataclass

from explorer.extract.ooxml import Element, child, children, number
from explorer.extract.slide_deck import EMU
from explorer.extract.slide_geometry import Place
from explorer.extract.slide_text import TextSetter
from explorer.extract.slide_theme import Palette
from explorer.extract.typeset import Colour, Leaf, Paragraph, Shape, height_in, lay_out_in
from explorer.model.document import Box, Layer

_GRID = (0.7, 0.7, 0.7)
_PAD_X, _PAD_Y = 7.2, 3.6
_PLAIN_STYLES = ("{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}")  # no fill


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    columns: int
    rows: int
    fill: Colour | None
    anchor: str
    paragraphs: list[Paragraph]


def draw_table(
    leaf: Leaf, setter: TextSetter, palette: Palette, table: Element, where: Place, layer: Layer | None
) -> None:
    """Draw a table into its place; it may reach below it if its text needs the room."""
    widths = [max(number(column.get("w")) / EMU, 4.0) for column in children(child(table, "tblGrid"), "gridCol")]
    if not widths:
        return
    share = where.w / sum(widths) if where.w > 1 else 1.0
    lefts = [where.x]
    for width in widths:
        lefts.append(lefts[-1] + width * share)
    rows = children(table, "tr")
    cells = [_row_cells(setter, palette, table, row, at, len(widths)) for at, row in enumerate(rows)]
    heights = [
        max([number(row.get("h")) / EMU, *(_needs(cell, lefts) for cell in line if cell.rows == 1)])
        for row, line in zip(rows, cells, strict=True)
    ]
    y = where.y
    for at, line in enumerate(cells):
        for place, cell in enumerate(line):
            height = sum(heights[at : at + cell.rows])
            _put(leaf, cell, lefts, y, height, layer, "\t" if place else "\n")
        y += heights[at]


def _row_cells(setter: TextSetter, palette: Palette, table: Element, row: Element, at: int, count: int) -> list[_Cell]:
    found = []
    for column, cell in enumerate(children(row, "tc")[:count]):
        if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
            continue
        properties = child(cell, "tcPr")
        own = palette.fill(properties)
        styled, colour = _style(palette, table, at)
        body = child(cell, "txBody")
        anchor = {"ctr": "middle", "b": "bottom"}.get(
            properties.get("anchor", "") if properties is not None else "", "top"
        )
        columns = min(max(int(number(cell.get("gridSpan"), 1)), 1), count - column)
        fill = own.colour if own is not None else styled
        paragraphs = setter.paragraphs(body, None, (), colour) if body is not None else []
        found.append(_Cell(column, columns, max(int(number(cell.get("rowSpan"), 1)), 1), fill, anchor, paragraphs))
    return found


def _style(palette: Palette, table: Element, row: int) -> tuple[Colour | None, Colour | None]:
    """Fill and text colour that the table's style gives a row."""
    properties = child(table, "tblPr")
    style = child(properties, "tableStyleId")
    if properties is None or style is None or (style.text or "") in _PLAIN_STYLES:
        return None, None
    accent = palette.colours.get("accent1", (0.3, 0.5, 0.7))
    has_header = properties.get("firstRow") in ("1", "true")
    if has_header and row == 0:
        return accent, palette.colours.get("lt1")
    if properties.get("bandRow") not in ("1", "true"):
        return None, None
    share = 0.62 if (row - has_header) % 2 == 0 else 0.82
    red, green, blue = (part + (1 - part) * share for part in accent)
    return (red, green, blue), None


def _needs(cell: _Cell, lefts: list[float]) -> float:
    width = lefts[cell.column + cell.columns] - lefts[cell.column] - 2 * _PAD_X
    return height_in(cell.paragraphs, width) + 2 * _PAD_Y if cell.paragraphs else 0.0


def _put(
    leaf: Leaf, cell: _Cell, lefts: list[float], y: float, height: float, layer: Layer | None, separator: str
) -> None:
    x0, x1 = lefts[cell.column], lefts[cell.column + cell.columns]
    leaf.above.append(Shape("rect", ((x0, y), (x1, y + height)), _GRID, cell.fill, 0.5))
    box = Box(x0 + _PAD_X, y + _PAD_Y, x1 - _PAD_X, y + height - _PAD_Y)
    if cell.paragraphs:
        lay_out_in(leaf, box, cell.paragraphs, anchor=cell.anchor, layer=layer, separator=separator)
    else:
        leaf.part(separator)
