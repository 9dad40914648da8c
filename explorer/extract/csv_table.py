"""Tables as text: comma, semicolon, tab or bar between the cells, in whatever encoding they were saved.

Each page is up to forty rows, as with a spreadsheet; cells are joined by the file's own sign, so that a line can be
quoted as it stands in the file. Source: RFC 4180, and what spreadsheet programs really write.
"""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from explorer.errors import DamagedDocumentError, UnreadableFileError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.encodings import decode
from explorer.extract.grid import GridRow, Look, empty_leaf, grid_leaves
from explorer.extract.typeset import Leaf, write_pdf
from explorer.model.document import Kind

ROWS_MOST = 200_000
BYTES_MOST = 100_000_000
_SEPARATORS = ",;\t|"
_SAMPLE_LINES = 60
_SAMPLE = 262_144  # letters looked at to find the sign between cells
_LONGEST_CELL = 2_000_000


class CsvReader:
    """Reads CSV and its kin."""

    name = "csv"
    version = 2
    media = frozenset({media.CSV})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the table's pages."""
        sink.facts(Facts(Kind.SHEET))
        for ordinal, leaf in enumerate(_leaves(source, sink), 1):
            sink.page(leaf.extracted(ordinal, ""))

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        write_pdf(_leaves(source, None), target)


def _leaves(source: Source, sink: Sink | None) -> Iterator[Leaf]:
    csv.field_size_limit(_LONGEST_CELL)
    text = _text(source, sink)
    separator = separator_of(text[:_SAMPLE])
    found = False
    look = Look(source.name, lambda first, last: f"rows {first}–{last}", separator=separator)
    for leaf in grid_leaves(_rows(text, separator, source, sink), look):
        found = True
        yield leaf
    if not found:
        yield empty_leaf(source.name, "no rows", (), is_hidden=False)


def _text(source: Source, sink: Sink | None) -> str:
    try:
        with source.path.open("rb") as file:
            data = file.read(BYTES_MOST + 1)
    except OSError as problem:
        raise UnreadableFileError(source.name, problem.strerror or "it cannot be read") from problem
    if len(data) > BYTES_MOST and sink is not None:
        sink.partly(f"“{source.name}” has more than {BYTES_MOST:,} bytes; what comes after them was left out.")
    return decode(data[:BYTES_MOST]).replace("\x00", "")


def _rows(text: str, separator: str, source: Source, sink: Sink | None) -> Iterator[GridRow]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(rows, 1):
            if number > ROWS_MOST:
                if sink is not None:
                    sink.partly(f"“{source.name}” has more than {ROWS_MOST:,} rows; the rest was left out.")
                return
            yield GridRow(number, [cell.strip() for cell in cells])
    except csv.Error as problem:
        raise DamagedDocumentError(source.name, f"line {rows.line_num:,} cannot be told apart into cells") from problem


def separator_of(sample: str) -> str:
    """The sign between cells: the one that gives most rows the same number of cells, more than one."""
    lines = sample.splitlines()[:_SAMPLE_LINES]
    if lines and (named := lines[0].strip().lower()).startswith("sep=") and len(named) == 5:
        return named[4]
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        try:
            counts = [len(row) for row in islice(csv.reader(lines, delimiter=separator), _SAMPLE_LINES) if row]
        except csv.Error:
            continue
        usual = max(set(counts), key=counts.count, default=1)
        score = counts.count(usual) / max(len(counts), 1) * min(usual - 1, 5)
        if score > best_score:
            best, best_score = separator, score
    return best
