"""Sheets of Excel 2 to 4: every kind of cell, notes, and what a broken stream does."""

import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import LockedDocumentError
from explorer.extract.old_excel import OldExcelReader
from explorer.model.document import Layer
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
BEGIN_2, BEGIN_4, END = b"\x09\0\4\0\2\0\x10\0", b"\x09\4\6\0\0\0\x10\0\0\0", b"\x0a\0\0\0"


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def cell(kind: int, row: int, column: int, data: bytes) -> bytes:
    return record(kind, struct.pack("<HH", row, column) + bytes(3 if kind < 0x10 else 2) + data)


def test_cells_of_excel_2(tmp_path: Path) -> None:
    path = tmp_path / "fees.bin"
    formula = struct.pack("<d", 2.5) + bytes(3)
    text = b"\0\0\0\0\0\0\xff\xff" + bytes(3)
    cells = cell(4, 0, 0, b"\x04Fees") + cell(2, 0, 1, b"\x2a\0") + cell(3, 0, 2, struct.pack("<d", 12.5))
    cells += cell(6, 1, 0, formula) + cell(6, 1, 1, text) + record(7, b"\x03sum") + cell(5, 1, 2, b"\x01\0")
    note = record(0x1C, struct.pack("<HHH", 1, 0, 3) + b"Odd")
    path.write_bytes(BEGIN_2 + cells + note + END)
    found = check_reader(OldExcelReader(), path)
    (page,) = found.pages
    assert page.label == "sheet 1, rows 1–2"
    assert page.text == "Fees\t42\t12.5\n2.5\tsum\tTRUE\nOdd"
    assert [span.layer for span in page.layers] == [Layer.COMMENT]
    assert "dates" in found.reasons[0]


def test_cells_of_excel_4(tmp_path: Path) -> None:
    path = tmp_path / "fees.xls"
    cells = cell(0x204, 0, 0, b"\x04\0Caf\xe9") + cell(0x27E, 0, 1, struct.pack("<I", 1250 << 2 | 3))
    cells += cell(0x203, 0, 2, struct.pack("<d", float("nan"))) + cell(0x205, 0, 3, b"\x07\1")
    path.write_bytes(BEGIN_4 + record(0x42, b"\xe4\4") + cells + END)
    assert check_reader(OldExcelReader(), path).pages[0].text == "Café\t12.5\t\t#DIV/0!"


def test_a_locked_sheet_says_so(tmp_path: Path) -> None:
    path = tmp_path / "fees.xls"
    path.write_bytes(BEGIN_4 + record(0x2F, bytes(4)))
    with pytest.raises(LockedDocumentError):
        read(OldExcelReader(), path)


@same_folder
@given(st.lists(st.tuples(st.integers(0, 0x290), st.binary(max_size=24)), max_size=12))
def test_any_records_are_read_or_refused(tmp_path: Path, records: list[tuple[int, bytes]]) -> None:
    check_garbage(OldExcelReader(), tmp_path, BEGIN_4 + b"".join(record(*each) for each in records))
