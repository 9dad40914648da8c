"""Cells of sheets that calamine cannot hold, or of which it would lose some."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.extract.ooxml import Package
from explorer.extract.sheet_cells import needs_own_reading, read_cells
from explorer.extract.sheets import SheetReader, value_text
from tests.helpers.files import saved
from tests.helpers.office_files import with_part, xlsx
from tests.unit.extract.contract import check_reader, read

READER = SheetReader()
_HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_TAIL = "</sheetData></worksheet>"


def _sheet(rows: str) -> bytes:
    return with_part(xlsx({"s": [["x"]]}), "xl/worksheets/sheet1.xml", f"{_HEAD}{rows}{_TAIL}".encode())


def test_a_formula_that_was_never_worked_out_is_shown(tmp_path: Path) -> None:
    path = saved(
        tmp_path, "sums.xlsx", _sheet('<row r="1"><c r="A1"><v>3</v></c><c r="B1"><f>SUM(A1:A9)</f><v/></c></row>')
    )
    assert [page.text for page in read(READER, path).pages] == ["3\t=SUM(A1:A9)"]
    check_reader(READER, path)


def test_a_cell_in_the_far_corner_costs_no_more_than_any_other(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>near</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>'
    )
    (page,) = read(READER, saved(tmp_path, "far.xlsx", _sheet(rows))).pages
    assert page.text.split() == ["near", "far"]
    assert page.label == "sheet s, rows 1–1048576"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row><row r="3">'
        + '<c r="A3"><v>5</v></c>' * 20_000
        + "</row>",
        '<row><c r="XFD1048576"><v>5</v></c></row>',
        '<row r="1048576"><c r="Z1048576"><v>5</v></c></row><row r="1"><c r="XFD1"><v>5</v></c></row>',
    ],
)
def test_far_cells_are_seen_wherever_they_are_written(rows: str) -> None:
    assert needs_own_reading(f"{_HEAD}{rows}{_TAIL}".encode())
    assert not needs_own_reading(f'{_HEAD}<row r="1"><c r="A1"><v>5</v></c></row>{_TAIL}'.encode())


@pytest.mark.parametrize("is_1904", [False, True])
def test_cells_read_as_calamine_reads_them(tmp_path: Path, is_1904: bool) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": is_1904}) as book:
        sheet, day = book.add_worksheet("s"), book.add_format({"num_format": "d mmm yyyy h:mm"})
        sheet.write_row(0, 0, ["words", 2, 3.5, True, "", 1e15, -4])
        sheet.write_rich_string(1, 1, "rich ", book.add_format({"bold": True}), "words")
        sheet.write_number(2, 0, 43_165.40625, day)
        sheet.write_number(3, 0, 43_165, book.add_format({"num_format": 14}))
        sheet.write_number(4, 0, 0.125, book.add_format({"num_format": '0.0" days"'}))
        sheet.write_formula(5, 2, "=A1", None, "worked out")
    path = saved(tmp_path, "memo.xlsx", out.getvalue())
    with Package(path, "memo.xlsx") as package:
        rows = list(read_cells(package, "xl/worksheets/sheet1.xml", 1_000_000))
    own = "\n".join("\t".join(map(value_text, row.values)) for row in rows)
    (page,) = read(READER, path).pages
    assert not needs_own_reading(b"<worksheet/>")
    assert own.split() == page.text.split()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='<>/="rcfvst 019AXZ', max_size=300))
def test_any_rows_end(tmp_path_factory: pytest.TempPathFactory, rows: str) -> None:
    path = saved(tmp_path_factory.mktemp("any"), "any.xlsx", _sheet(rows))
    with Package(path, "any.xlsx") as package:
        for row in read_cells(package, "xl/worksheets/sheet1.xml", 1_000_000):
            assert len(row.values) <= 16_384
