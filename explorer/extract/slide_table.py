"""Draws a table of a slide: its cells' text wraps, rows grow, merged cells are one.

Source: ECMA-376 part 1, 21.1.3.
"""

from dataclasses import dataclass

from explorer.extract.ooxml import Element, child, children, number
from explorer.extract.slide_canvas import Canvas
from explorer.extract.slide_deck import EMU
from explorer.extract.slide_geometry import Place
from explorer.extract.slide_table_style import SIDES, CellLook, Line, Side, Spot, TableStyle, line_of
from explorer.extract.slide_theme import Palette
from explorer.extract.typeset import Colour, Paragraph, Shape, height_in, lay_out_in
from explorer.model.document import Box

_ANCHORS = {"ctr": "middle", "b": "bottom"}
_MARGINS = (("marL", 91_440), ("marT", 45_720), ("marR", 91_440), ("marB", 45_720))
_LINES: tuple[tuple[Side, str], ...] = (("left", "lnL"), ("right", "lnR"), ("top", "lnT"), ("bottom", "lnB"))
_ROWS_MOST = 2_000


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    columns: int
    rows: int
    fill: Colour | None
    lines: dict[Side, Line]
    anchor: str
    margins: tuple[float, float, float, float]  # left, top, right, bottom
    paragraphs: list[Paragraph]


def draw_table(canvas: Canvas, table: Element, where: Place) -> None:
    """Draw a table into its place; it may reach below it if its text needs the room."""
    widths = [max(number(column.get("w")) / EMU, 4.0) for column in children(child(table, "tblGrid"), "gridCol")]
    if not widths:
        return
    share = where.w / sum(widths) if where.w > 1 else 1.0
    lefts = [where.x]
    for width in widths:
        lefts.append(lefts[-1] + width * share)
    rows = children(table, "tr")[:_ROWS_MOST]
    style = TableStyle(canvas.design.palette, table, canvas.deck.table_styles)
    cells = [
        [
            _cell(canvas, style, cell, Spot(at, column, len(rows), len(widths)))
            for column, cell in _own_cells(row, widths)
        ]
        for at, row in enumerate(rows)
    ]
    heights = [
        max([number(row.get("h")) / EMU, *(_needs(cell, lefts) for cell in line if cell.rows == 1)])
        for row, line in zip(rows, cells, strict=True)
    ]
    _draw(canvas, cells, lefts, heights, where.y)


def _draw(canvas: Canvas, cells: list[list[_Cell]], lefts: list[float], heights: list[float], top: float) -> None:
    """Fills first, then lines, then text, so that no cell covers its neighbour's line."""
    y = top
    placed: list[tuple[_Cell, Box, str]] = []
    for at, line in enumerate(cells):
        for place, cell in enumerate(line):
            x0, x1 = lefts[cell.column], lefts[cell.column + cell.columns]
            box = Box(x0, y, x1, y + sum(heights[at : at + cell.rows]))
            placed.append((cell, box, "\t" if place else "\n"))
        y += heights[at]
    above = canvas.leaf.above
    above += [
        Shape("rect", ((box.x0, box.y0), (box.x1, box.y1)), None, cell.fill, 0.5)
        for cell, box, _separator in placed
        if cell.fill is not None
    ]
    above += [line for cell, box, _separator in placed for line in _sides(cell, box)]
    for cell, box, separator in placed:
        _put(canvas, cell, box, separator)


def _own_cells(row: Element, widths: list[float]) -> list[tuple[int, Element]]:
    """The cells of a row that are not parts of others, each with its column."""
    return [
        (column, cell)
        for column, cell in enumerate(children(row, "tc")[: len(widths)])
        if cell.get("hMerge") not in ("1", "true") and cell.get("vMerge") not in ("1", "true")
    ]


def _cell(canvas: Canvas, style: TableStyle, cell: Element, at: Spot) -> _Cell:
    properties, palette = child(cell, "tcPr"), canvas.design.palette
    look = style.look(at)
    own = palette.fill(properties)
    body = child(cell, "txBody")
    paragraphs = canvas.setter.paragraphs(body, colour=look.colour, bold=look.bold) if body is not None else []
    left, top, right, bottom = (
        min(max(number(properties.get(key) if properties is not None else None, usual) / EMU, 0.0), 100.0)
        for key, usual in _MARGINS
    )
    return _Cell(
        at.column,
        min(max(int(number(cell.get("gridSpan"), 1)), 1), at.columns - at.column),
        max(int(number(cell.get("rowSpan"), 1)), 1),
        own.colour if own is not None else look.fill,
        _lines(palette, properties, look),
        _ANCHORS.get(properties.get("anchor", "") if properties is not None else "", "top"),
        (left, top, right, bottom),
        paragraphs,
    )


def _lines(palette: Palette, properties: Element | None, look: CellLook) -> dict[Side, Line]:
    """The style's lines, but for those that the cell draws or leaves out itself."""
    lines = dict(look.lines)
    for side, name in _LINES:
        edge = child(properties, name)
        if edge is None or palette.fill(edge) is None:
            continue
        own = line_of(palette, edge)
        if own is None:
            lines.pop(side, None)
        else:
            lines[side] = own
    return lines


def _sides(cell: _Cell, box: Box) -> list[Shape]:
    corners = {
        "left": ((box.x0, box.y0), (box.x0, box.y1)),
        "right": ((box.x1, box.y0), (box.x1, box.y1)),
        "top": ((box.x0, box.y0), (box.x1, box.y0)),
        "bottom": ((box.x0, box.y1), (box.x1, box.y1)),
    }
    return [Shape("line", corners[side], *_paint(cell.lines[side])) for side in SIDES if side in cell.lines]


def _paint(line: Line) -> tuple[Colour, None, float]:
    return line[0], None, line[1]


def _needs(cell: _Cell, lefts: list[float]) -> float:
    left, top, right, bottom = cell.margins
    width = lefts[cell.column + cell.columns] - lefts[cell.column] - left - right
    return height_in(cell.paragraphs, width) + top + bottom if cell.paragraphs else 0.0


def _put(canvas: Canvas, cell: _Cell, box: Box, separator: str) -> None:
    left, top, right, bottom = cell.margins
    inner = Box(box.x0 + left, box.y0 + top, max(box.x1 - right, box.x0 + left + 4), box.y1 - bottom)
    if cell.paragraphs:
        lay_out_in(canvas.leaf, inner, cell.paragraphs, anchor=cell.anchor, layer=canvas.layer, separator=separator)
    else:
        canvas.leaf.part(separator)
