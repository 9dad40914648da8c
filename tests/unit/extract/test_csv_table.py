"""Tables as text are read whatever their separator and encoding."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.extract.base import Collected, Source
from explorer.extract.csv_table import CsvReader, separator_of
from explorer.extract.mupdf import pymupdf
from explorer.model.document import Kind
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
ROWS = "name,date\nR. Ames,2018-03-02\nB. Tarn,2018-04-01\n"


def saved(folder: Path, data: bytes | str) -> Path:
    path = folder / "flags.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def found_in(folder: Path, data: bytes | str) -> Collected:
    return read(CsvReader(), saved(folder, data))


@pytest.mark.parametrize("data", [ROWS, ROWS * 100, ROWS.replace(",", ";"), 'a,"b\nc"\n1,2\n'])
def test_the_reader_keeps_the_contract(tmp_path: Path, data: str) -> None:
    check_reader(CsvReader(), saved(tmp_path, data))


def test_a_line_can_be_quoted_as_it_stands_in_the_file(tmp_path: Path) -> None:
    found = found_in(tmp_path, ROWS)
    assert found.pages[0].text == ROWS.rstrip()
    assert found.known is not None
    assert found.known.kind is Kind.SHEET


def test_a_page_names_its_rows(tmp_path: Path) -> None:
    found = found_in(tmp_path, "".join(f"{n},x\n" for n in range(50)))
    assert [page.label for page in found.pages] == ["rows 1–40", "rows 41–50"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_common_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = "name,place\nRené,Orléans\nZoë,Besançon\n"
    assert found_in(tmp_path, text.encode(encoding)).pages[0].text == text.rstrip()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    assert separator_of("".join(f"a b{separator}1.5{separator}c\n" for _ in range(9))) == separator


def test_a_named_separator_is_believed() -> None:
    assert separator_of("sep=|\na,b|c,d\n") == "|"


def test_a_quoted_cell_keeps_its_line_ends(tmp_path: Path) -> None:
    page = found_in(tmp_path, 'a,"first\nsecond"\nc,d\n').pages[0]
    assert page.text == "a,first\nsecond\nc,d"


def test_a_table_without_rows_is_one_blank_page(tmp_path: Path) -> None:
    assert [page.text for page in found_in(tmp_path, "\n\n").pages] == [""]


def test_the_drawing_has_as_many_pages_as_were_read(tmp_path: Path) -> None:
    source = Source(saved(tmp_path, ROWS * 60), "flags.csv")
    CsvReader().render(source, tmp_path / "out.pdf")
    with pymupdf.open(tmp_path / "out.pdf") as document:
        assert document.page_count == len(read(CsvReader(), source.path).pages)


@given(st.binary(max_size=400))
@same_folder
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    check_garbage(CsvReader(), tmp_path, data)
