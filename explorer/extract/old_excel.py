"""Worksheets of Excel 2 to 4, which are a bare stream of records: values, texts, notes, running headers.

A date stands as its number of days, for its format is not applied; the reader says so.
Source: OpenOffice.org's documentation of the Microsoft Excel file format, 3.1 (records), 5 (BIFF2 to BIFF4).
"""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from explorer.errors import DamagedDocumentError, LimitError, LockedDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.encodings import decode
from explorer.extract.grid import GridRow, Look, empty_leaf, grid_leaves
from explorer.extract.office_facts import boxed
from explorer.extract.sheets import number_text
from explorer.extract.typeset import Block, Leaf, write_pdf
from explorer.model.document import Kind, Layer

_MOST_BYTES = 100_000_000
_BEGINS = (0x0009, 0x0209, 0x0409)
_LOCK, _NOTE, _SHEET_NAME, _CODE_PAGE = 0x002F, 0x001C, 0x008F, 0x0042
_MARGINS = (0x0014, 0x0015)
_INTEGER, _RK = 0x0002, 0x027E
_NUMBERS, _LABELS, _FLAGS = (0x0003, 0x0203), (0x0004, 0x0204, 0x00D6), (0x0005, 0x0205)
_FORMULAS, _STRINGS = (0x0006, 0x0206, 0x0406), (0x0007, 0x0207)
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


@dataclass(slots=True)
class _Sheet:
    name: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    notes: list[tuple[int, str]] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    encoding: str = "cp1252"

    def put(self, row: int, column: int, text: str) -> None:
        if text and column < 256:
            self.cells.setdefault(row, {})[column] = text

    def rows(self) -> Iterator[GridRow]:
        for row, cells in sorted(self.cells.items()):
            yield GridRow(row + 1, [cells.get(column, "") for column in range(max(cells) + 1)])

    def between(self, first: int, last: int) -> list[Block]:
        blocks = boxed("Notes", [text for row, text in self.notes if first <= row <= last], Layer.COMMENT)
        return blocks + (boxed("Header and footer", self.margins) if first <= 1 else [])


class OldExcelReader:
    """Reads sheets and workspaces of Excel 2, 3 and 4."""

    name = "old-excel"
    version = 2
    media = frozenset({media.OLD_EXCEL})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the sheets' pages."""
        sheets = _sheets(source)
        sink.facts(Facts(Kind.SHEET))
        for ordinal, leaf in enumerate(_leaves(sheets), 1):
            sink.page(leaf.extracted(ordinal, ""))
        sink.partly(f"“{source.name}” is an Excel 2 to 4 sheet: dates in it stand as numbers of days since 1899-12-30.")

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        write_pdf(_leaves(_sheets(source)), target)


def _leaves(sheets: list[_Sheet]) -> Iterator[Leaf]:
    for sheet in sheets:
        title = f"sheet {sheet.name}"
        found = False
        look = Look(title, partial(_label, title), sheet.between)
        for leaf in grid_leaves(sheet.rows(), look):
            found = True
            yield leaf
        if not found:
            yield empty_leaf(title, f"{title}, empty", sheet.between(1, 1 << 30), is_hidden=False)


def _label(title: str, first: int, last: int) -> str:
    return f"{title}, rows {first}–{last}"


def _sheets(source: Source) -> list[_Sheet]:
    if source.path.stat().st_size > _MOST_BYTES:
        raise LimitError(source.name, f"it has more than {_MOST_BYTES // 1_000_000} MB")
    sheets: list[_Sheet] = []
    name, waiting = "", None
    for kind, data in _records(source.path.read_bytes()):
        if kind == _LOCK:
            raise LockedDocumentError(source.name)
        if kind == _SHEET_NAME and len(data) > 5:
            name = data[5 : 5 + data[4]].decode("cp1252", "replace")
        elif kind in _BEGINS and len(data) >= 4 and data[2:4] != b"\0\1":  # a workspace has no cells of its own
            sheets.append(_Sheet(name or str(len(sheets) + 1)))
            name = ""
        elif sheets:
            waiting = _take(sheets[-1], kind, data, waiting)
    if not sheets:
        raise DamagedDocumentError(source.name, "it has no sheet that can be read")
    return sheets


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def _take(sheet: _Sheet, kind: int, data: bytes, waiting: tuple[int, int] | None) -> tuple[int, int] | None:
    """Take one record; gives the cell that waits for the text of its formula, if one does."""
    if kind in _STRINGS and waiting is not None:
        sheet.put(*waiting, _text(sheet, data, 1 if kind == 0x0007 else 2))
        return None
    if kind == _CODE_PAGE and len(data) >= 2:
        page = int.from_bytes(data[:2], "little")
        sheet.encoding = "mac-roman" if page in (0x8000, 10000) else f"cp{page}" if page < 0x8000 else "cp1252"
    elif kind in _MARGINS and len(data) > 1:
        sheet.margins.append(_text(sheet, data, 1))
    elif kind == _NOTE and len(data) > 6:
        row = int.from_bytes(data[:2], "little")
        sheet.notes.append((row + 1, _text(sheet, data[4:], 2)))
    elif len(data) >= 7:
        return _cell(sheet, kind, data)
    return waiting


def _cell(sheet: _Sheet, kind: int, data: bytes) -> tuple[int, int] | None:
    row, column = struct.unpack_from("<HH", data)
    rest = data[7:] if kind < 0x0010 else data[6:]
    if kind == _INTEGER and len(rest) >= 2:
        sheet.put(row, column, str(int.from_bytes(rest[:2], "little")))
    elif kind in _NUMBERS and len(rest) >= 8:
        sheet.put(row, column, _number(rest))
    elif kind in _LABELS and rest:
        sheet.put(row, column, _text(sheet, rest, 1 if kind == 0x0004 else 2))
    elif kind in _FLAGS and len(rest) >= 2:
        sheet.put(row, column, _flag(rest[0], is_error=bool(rest[1])))
    elif kind == _RK and len(rest) >= 4:
        sheet.put(row, column, _packed(int.from_bytes(rest[:4], "little")))
    elif kind in _FORMULAS and len(rest) >= 8:
        if rest[6:8] != b"\xff\xff":
            sheet.put(row, column, _number(rest))
        elif rest[0] == 0:
            return row, column
        elif rest[0] in (1, 2):
            sheet.put(row, column, _flag(rest[2], is_error=rest[0] == 2))
    return None


def _number(data: bytes) -> str:
    value: float = struct.unpack_from("<d", data)[0]
    return number_text(value) if math.isfinite(value) else ""


def _packed(value: int) -> str:
    """A number packed into 30 bits. Source: as above, 2.5.5 (RK values)."""
    signed = value - (1 << 32) if value & 1 << 31 else value
    number = float(signed >> 2) if value & 2 else struct.unpack("<d", struct.pack("<Q", (value & ~3) << 32))[0]
    number = number / 100 if value & 1 else number
    return number_text(number) if math.isfinite(number) else ""


def _flag(value: int, *, is_error: bool) -> str:
    return _ERRORS.get(value, "#ERROR") if is_error else "TRUE" if value else "FALSE"


def _text(sheet: _Sheet, data: bytes, count: int) -> str:
    """A text with its length before it in ``count`` bytes."""
    size = int.from_bytes(data[:count], "little")
    return decode(data[count : count + size], sheet.encoding).strip()
