"""Every sheet of a workbook is read, hidden ones too, in pages of forty rows."""

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError, LimitError
from explorer.extract.base import Collected, Source
from explorer.extract.grid import GridRow, Look, column_name, grid_leaves
from explorer.extract.mupdf import pymupdf
from explorer.extract.sheets import SheetReader, number_text, value_text
from explorer.model.document import Layer, PageFlag
from tests.helpers.files import zipped
from tests.helpers.office_files import relations, xlsx
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "list.xlsx"
    path.write_bytes(data)
    return path


def found_in(folder: Path, data: bytes) -> Collected:
    return read(SheetReader(), saved(folder, data))


@pytest.mark.parametrize("rows", [[["a", 1]], [[f"row {n}", n] for n in range(130)], [["wide"] * 300], []])
def test_the_reader_keeps_the_contract(tmp_path: Path, rows: list[list[object]]) -> None:
    check_reader(SheetReader(), saved(tmp_path, xlsx({"flags": rows, "other": [["x"]]})))


def test_a_page_holds_forty_rows_and_names_them(tmp_path: Path) -> None:
    found = found_in(tmp_path, xlsx({"flags": [[n] for n in range(1, 91)]}))
    assert [page.label for page in found.pages] == [f"sheet flags, rows {rows}" for rows in ("1–40", "41–80", "81–90")]


def test_cells_are_parted_by_tabs_and_rows_by_newlines(tmp_path: Path) -> None:
    assert found_in(tmp_path, xlsx({"s": [["a", 2], ["b", 3.5]]})).pages[0].text == "a\t2\nb\t3.5"


def test_empty_rows_are_left_out_and_their_numbers_kept(tmp_path: Path) -> None:
    (page,) = found_in(tmp_path, xlsx({"s": [["a"], [], [], ["b"]]})).pages
    assert (page.label, page.text) == ("sheet s, rows 1–4", "a\nb")


def test_a_hidden_sheet_is_read_and_said_to_be_hidden(tmp_path: Path) -> None:
    page = found_in(tmp_path, xlsx({"s": [["x"]], "back": [["secret"]]}, hidden=["back"])).pages[1]
    assert (page.label, page.text) == ("sheet back (hidden), rows 1–1", "secret")
    assert PageFlag.HIDDEN in page.flags


def test_an_empty_sheet_is_a_blank_page_with_its_name(tmp_path: Path) -> None:
    page = found_in(tmp_path, xlsx({"s": [["x"]], "none": []})).pages[1]
    assert (page.label, page.flags) == ("sheet none, empty", {PageFlag.BLANK})


def test_a_comment_stands_below_its_rows(tmp_path: Path) -> None:
    page = found_in(tmp_path, xlsx({"s": [["x"]]}, comments={"A1": "Who asked?"})).pages[0]
    (span,) = page.layers
    assert (span.layer, page.text[span.start : span.end]) == (Layer.COMMENT, "A1 R. Ames: Who asked?")


def test_a_hidden_row_is_read_and_marked(tmp_path: Path) -> None:
    page = found_in(tmp_path, xlsx({"s": [["a"], ["secret"]]}, hidden_rows=[2])).pages[0]
    assert [page.text[span.start : span.end] for span in page.layers if span.layer is Layer.HIDDEN] == ["secret"]
    assert PageFlag.HAS_HIDDEN in page.flags


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (123456789012345.0, "123456789012345"),
        (1e20, "100000000000000000000"),
        (True, "TRUE"),
        (datetime.date(2018, 3, 2), "2018-03-02"),
        (datetime.datetime(2018, 3, 2), "2018-03-02"),
        (datetime.datetime(2018, 3, 2, 9, 45), "2018-03-02 09:45:00"),
        (datetime.time(9, 45), "09:45:00"),
        (" padded ", "padded"),
        (None, ""),
    ],
)
def test_a_value_is_written_plainly(value: object, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_their_letters(index: int, name: str) -> None:
    assert column_name(index) == name


def test_a_wide_sheet_gets_a_wide_page_and_no_cell_is_cut(tmp_path: Path) -> None:
    (page,) = found_in(tmp_path, xlsx({"s": [[f"column {n}" for n in range(60)]]})).pages
    assert page.width > 2000
    assert len(page.words) == 120


def test_very_many_columns_are_set_in_bands() -> None:
    (leaf,) = grid_leaves([GridRow(1, [f"column {n}" for n in range(900)])], Look("s", lambda a, b: f"{a}–{b}"))
    assert leaf.width <= 14_000
    assert (
        leaf.extracted(1, "")
        .text.split("\n")[0]
        .endswith("\t" + leaf.extracted(1, "").text.split("\n")[0].split("\t")[-1])
    )


def test_the_drawing_shows_row_numbers_that_are_no_text(tmp_path: Path) -> None:
    source = Source(saved(tmp_path, xlsx({"s": [["only"]]})), "list.xlsx")
    SheetReader().render(source, tmp_path / "out.pdf")
    with pymupdf.open(tmp_path / "out.pdf") as document:
        drawn = document[0].get_text().split()
    assert {"only", "A", "1"} <= set(drawn)
    assert read(SheetReader(), source.path).pages[0].text == "only"


def test_a_part_that_unpacks_too_far_is_refused(tmp_path: Path) -> None:
    data = zipped({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * 60_000_000})
    with pytest.raises(LimitError):
        found_in(tmp_path, data)


def test_half_a_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        found_in(tmp_path, xlsx({"s": [["x"]]})[:900])


@given(st.binary(max_size=300))
@same_folder
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    check_garbage(SheetReader(), tmp_path, data)


@given(st.floats(-1e300, 1e300))
def test_a_number_reads_back_as_itself(value: float) -> None:
    assert float(number_text(value)) == pytest.approx(value, rel=1e-14)


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)


@given(st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=50))
@same_folder
def test_every_cell_is_on_a_page(rows: list[list[str]]) -> None:
    leaves = grid_leaves((GridRow(n, row) for n, row in enumerate(rows, 1)), Look("s", lambda a, b: f"{a}–{b}"))
    text = "\n".join(leaf.extracted(1, "").text for leaf in leaves)
    wanted = [cell.strip() for row in rows for cell in row]
    assert sorted(cell for line in text.split("\n") for cell in line.split("\t") if cell) == sorted(
        filter(None, wanted)
    )


def _binary(kind: int, data: bytes) -> bytes:
    """A record of a binary workbook. Source: [MS-XLSB] 2.1.4."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(data)]) + data


def _wide(text: str) -> bytes:
    return len(text).to_bytes(4, "little") + text.encode("utf-16-le")


def test_a_binary_workbook_is_read(tmp_path: Path) -> None:
    sheet = _binary(129, b"") + _binary(148, bytes(16)) + _binary(145, b"") + _binary(0, bytes(17))
    sheet += _binary(6, bytes(8) + _wide("Fees")) + _binary(146, b"") + _binary(130, b"")
    listed = _binary(156, bytes(4) + b"\1\0\0\0" + _wide("rId1") + _wide("Dues"))
    book = _binary(131, b"") + _binary(143, b"") + listed + _binary(144, b"") + _binary(132, b"")
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations(("worksheet", "worksheets/sheet1.bin")),
        "xl/worksheets/sheet1.bin": sheet,
    }
    path = tmp_path / "dues.xlsb"
    path.write_bytes(zipped(parts))
    found = check_reader(SheetReader(), path)
    assert [(page.label, page.text) for page in found.pages] == [("sheet Dues, rows 1–1", "Fees")]
    assert found.reasons == []
