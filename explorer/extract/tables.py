"""Sets a table: how wide its columns are, and its cells broken into lines."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.extract.blocks import Run, Table
from explorer.extract.fonts import face_of
from explorer.extract.lines import SetText, set_text

PAD = 4.0  # between a cell's edge and its text, at the sides
_SAMPLE = 400  # rows looked at to choose widths
_WORD_CAP = 220.0  # a longer word does not keep its column wide


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row with its cells broken into lines, and the height they need at a leading of 1.25."""

    cells: tuple[SetText, ...]
    height: float
    is_header: bool
    label: str


CELL_LEADING = 1.25
CELL_MARGIN = 2.5  # above and below a cell's text


def column_widths(table: Table, available: float) -> list[float]:
    """Widths in points that together fill no more than ``available``."""
    count = max((len(row) for row in table.rows), default=0)
    if not count:
        return []
    if table.widths is not None and len(table.widths) >= count and sum(table.widths[:count]) > 0:
        whole = sum(table.widths[:count])
        return [max(width, 1.0) * available / whole for width in table.widths[:count]]
    least, most = measured(table.rows, count, table.header_rows)
    if sum(most) <= available:
        return most
    if sum(least) >= available:
        return [width * available / sum(least) for width in least]
    slack = (available - sum(least)) / max(sum(most) - sum(least), 0.001)
    return [low + (high - low) * slack for low, high in zip(least, most, strict=True)]


def measured(rows: Sequence[Sequence[Sequence[Run]]], count: int, headers: int) -> tuple[list[float], list[float]]:
    """For each column, the width of its longest word (capped) and of its longest line, padding included."""
    least, most = [2 * PAD + 6.0] * count, [2 * PAD + 6.0] * count
    for number, row in enumerate(rows[:_SAMPLE]):
        for index, cell in enumerate(row):
            word, line = _cell_widths(_bold(cell) if number < headers else cell)
            least[index] = max(least[index], min(word, _WORD_CAP) + 2 * PAD + 1)
            most[index] = max(most[index], line + 2 * PAD + 1, least[index])
    return least, most


def _bold(cell: Sequence[Run]) -> list[Run]:
    return [replace(run, style=replace(run.style, bold=True)) for run in cell]


def _cell_widths(cell: Sequence[Run]) -> tuple[float, float]:
    word = line = current = 0.0
    for run in cell:
        face, size = face_of(run.style), run.style.size
        for number, part in enumerate(run.text.split("\n")):
            current = face.width(part) * size + (0.0 if number else current)
            line = max(line, current)
        word = max([word, *(face.width(piece) * size for piece in run.text.split())])
    return word, line


def set_row(table: Table, index: int, widths: Sequence[float]) -> SetRow:
    """One row's cells, broken into lines; a short row is filled up with empty cells."""
    is_header = index < table.header_rows
    row = table.rows[index]
    cells: list[SetText] = []
    for column, width in enumerate(widths):
        runs = row[column] if column < len(row) else ()
        if is_header:
            runs = _bold(runs)
        cells.append(set_text(runs, width - 2 * PAD))
    label = table.row_labels[index] if index < len(table.row_labels) else ""
    return SetRow(tuple(cells), max((height_of(cell) for cell in cells), default=0.0), is_header, label)


def height_of(cell: SetText) -> float:
    """Points a cell needs, its margins included."""
    return sum(line.size * CELL_LEADING for line in cell.lines) + 2 * CELL_MARGIN
