"""What a table's style gives its cells: fills, letters, lines; by the parts of the table that a cell belongs to.

Styles in use lie in the deck; one that does not is shown as PowerPoint's usual one, "Medium Style 2".
Source: ECMA-376 part 1, 20.1.4.2 (table styles), 21.1.3.13 (tblPr).
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from explorer.extract.ooxml import Element, child, number
from explorer.extract.slide_theme import Palette
from explorer.extract.typeset import Colour

Side = Literal["left", "right", "top", "bottom"]
SIDES: tuple[Side, ...] = ("left", "right", "top", "bottom")
Line = tuple[Colour, float]  # colour, points
_PLAIN_STYLES = ("{2D5ABB26-0587-4C30-8999-92F81FD0307C}",)  # no fill, no grid
_GRID_STYLES = ("{5940675A-B579-460E-94D1-54222C63F5DA}",)  # no fill, a thin grid
_TINTS = (0.4, 0.2)  # of the accent, in the rows of the usual style
_EMU = 12_700.0


@dataclass(frozen=True, slots=True)
class CellLook:
    """How one cell looks. A side that is not in ``lines`` has none."""

    fill: Colour | None = None
    colour: Colour | None = None
    bold: bool = False
    lines: dict[Side, Line] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell lies: its row and column, and how many there are."""

    row: int
    column: int
    rows: int
    columns: int


class TableStyle:
    """The style of one table.

    Args:
        palette: the slide's.
        table: its element.
        listed: the root of the deck's table styles, if it has any.
    """

    def __init__(self, palette: Palette, table: Element, listed: Element | None) -> None:
        self._palette = palette
        self._properties = child(table, "tblPr")
        named = child(self._properties, "tableStyleId")
        self._name = (named.text or "") if named is not None else ""
        found = (each for each in (listed if listed is not None else ()) if each.get("styleId") == self._name)
        self._style = next(found, None)

    def look(self, at: Spot) -> CellLook:
        """How a cell looks where it says nothing itself."""
        if self._style is None:
            return self._usual(at)
        look = CellLook()
        for part in self._parts(at):
            look = self._with(look, child(self._style, part), at, part)
        return look

    def _has(self, flag: str) -> bool:
        return self._properties is not None and self._properties.get(flag) in ("1", "true")

    def _parts(self, at: Spot) -> list[str]:
        """The parts of the style that a cell takes from, weakest first."""
        parts = ["wholeTbl"]
        row, column = at.row - self._has("firstRow"), at.column - self._has("firstCol")
        if self._has("bandRow") and row >= 0:
            parts.append("band2H" if row % 2 else "band1H")
        if self._has("bandCol") and column >= 0:
            parts.append("band2V" if column % 2 else "band1V")
        for flag, is_there in (
            ("lastCol", at.column == at.columns - 1),
            ("firstCol", at.column == 0),
            ("lastRow", at.row == at.rows - 1),
            ("firstRow", at.row == 0),
        ):
            if is_there and self._has(flag):
                parts.append(flag)
        return parts

    def _with(self, look: CellLook, part: Element | None, at: Spot, name: str) -> CellLook:
        text, cell = child(part, "tcTxStyle"), child(part, "tcStyle")
        if text is not None:
            found = self._palette.colour(text)
            look = replace(look, colour=found[0] if found else look.colour, bold=look.bold or text.get("b") == "on")
        fill = self._palette.fill(child(cell, "fill"))
        reference = child(cell, "fillRef")
        fill = self._palette.styled(reference) if fill is None and reference is not None else fill
        if fill is not None:
            look = replace(look, fill=fill.colour)
        return replace(look, lines={**look.lines, **self._lines(child(cell, "tcBdr"), at, name)})

    def _lines(self, borders: Element | None, at: Spot, name: str) -> dict[Side, Line]:
        """The lines of one part that run along a cell: those at its edge, else those within."""
        whole = name == "wholeTbl"
        inner: dict[Side, tuple[str, bool]] = {
            "left": ("insideV", at.column > 0 and name not in ("firstCol", "lastCol")),
            "right": ("insideV", at.column < at.columns - 1 and name not in ("firstCol", "lastCol")),
            "top": ("insideH", at.row > 0 and whole),
            "bottom": ("insideH", at.row < at.rows - 1 and whole),
        }
        found: dict[Side, Line] = {}
        for side in SIDES:
            inside, is_inside = inner[side]
            line = self._line(child(borders, inside if is_inside else side))
            if line is not None:
                found[side] = line
        return found

    def _line(self, border: Element | None) -> Line | None:
        edge, reference = child(border, "ln"), child(border, "lnRef")
        if edge is not None:
            return line_of(self._palette, edge)
        if reference is not None and reference.get("idx", "0") != "0":
            found = self._palette.colour(reference)
            return (found[0], self._palette.line_width(reference)) if found else None
        return None

    def _usual(self, at: Spot) -> CellLook:
        """PowerPoint's usual style, or the two that have no fill."""
        dark, light = (self._palette.colours.get(key, usual) for key, usual in (("dk1", (0, 0, 0)), ("lt1", (1, 1, 1))))
        if not self._name or self._name in (*_PLAIN_STYLES, *_GRID_STYLES):
            lines: dict[Side, Line] = dict.fromkeys(SIDES, (dark, 1.0)) if self._name in _GRID_STYLES else {}
            return CellLook(lines=lines)
        accent = self._palette.colours.get("accent1", (0.3, 0.5, 0.7))
        white: dict[Side, Line] = dict.fromkeys(SIDES, (light, 1.0))
        if self._has("firstRow") and at.row == 0:
            return CellLook(accent, light, True, {**white, "bottom": (light, 3.0)})
        if self._has("lastRow") and at.row == at.rows - 1:
            return CellLook(accent, light, True, {**white, "top": (light, 3.0)})
        if (self._has("firstCol") and at.column == 0) or (self._has("lastCol") and at.column == at.columns - 1):
            return CellLook(accent, light, True, white)
        band = (at.row - self._has("firstRow")) % 2 if self._has("bandRow") else 1
        red, green, blue = (part * _TINTS[band] + 1 - _TINTS[band] for part in accent)
        return CellLook((red, green, blue), dark, False, white)


def line_of(palette: Palette, edge: Element) -> Line | None:
    """The colour and thickness of a line element; None if it is not drawn."""
    fill = palette.fill(edge)
    if fill is None or fill.colour is None:
        return None
    return fill.colour, min(max(number(edge.get("w"), 12_700) / _EMU, 0.25), 20.0)
