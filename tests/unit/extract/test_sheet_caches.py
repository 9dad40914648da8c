"""What workbooks keep besides their sheets."""

import io
import zipfile
from pathlib import Path

import pytest

from explorer.extract.sheet_caches import prompt_lines
from explorer.extract.sheets import SheetReader
from tests.helpers.files import saved, zipped
from tests.helpers.office_files import xlsx
from tests.unit.extract.contract import check_reader, read

READER = SheetReader()
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _with(kind: str, target: str, parts: dict[str, str]) -> bytes:
    """A workbook of the sheet "s" that links to one more part."""
    with zipfile.ZipFile(io.BytesIO(xlsx({"s": [["x"]]}))) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    links = "xl/_rels/workbook.xml.rels"
    more = f'<Relationship Id="rIdMore" Type="{_LINKS}/{kind}" Target="{target}"/></Relationships>'
    members[links] = members[links].replace(b"</Relationships>", more.encode())
    return zipped({**members, **{name: data.encode() for name, data in parts.items()}})


def _pivot(source: str) -> bytes:
    definition = (
        f'<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{_LINKS}"><cacheSource type="worksheet">{source}</cacheSource>'
        '<cacheFields count="2"><cacheField name="Payee"><sharedItems><s v="Thornbury Dredging"/><s v="Osric Vale"/>'
        '</sharedItems></cacheField><cacheField name="Paid"><sharedItems/></cacheField></cacheFields>'
        "</pivotCacheDefinition>"
    )
    records = (
        f'<pivotCacheRecords xmlns="{_MAIN}"><r><x v="1"/><n v="4100"/></r><r><x v="9"/><n v="7"/></r>'
        '<r><x v="0"/><s v="waived"/></r></pivotCacheRecords>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_LINKS}/pivotCacheRecords" Target="records.xml"/></Relationships>'
    )
    parts = {"xl/pivot/cache.xml": definition, "xl/pivot/records.xml": records, "xl/pivot/_rels/cache.xml.rels": links}
    return _with("pivotCacheDefinition", "pivot/cache.xml", parts)


@pytest.mark.parametrize(
    "source", ['<worksheetSource ref="A1:B9" sheet="gone"/>', "", '<worksheetSource sheet="s" r:id="r9"/>']
)
def test_rows_of_a_pivot_table_whose_sheet_was_taken_out_are_read(tmp_path: Path, source: str) -> None:
    path = saved(tmp_path, "sums.xlsx", _pivot(source))
    (page,) = read(READER, path).pages
    assert page.text.split("\n") == ["x", "Payee\tPaid", "Osric Vale\t4100", "7", "Thornbury Dredging\twaived"]
    check_reader(READER, path)


@pytest.mark.parametrize("source", ['<worksheetSource ref="A1:B9" sheet="s"/>', '<worksheetSource name="Table1"/>'])
def test_rows_that_a_sheet_shows_are_not_read_twice(tmp_path: Path, source: str) -> None:
    (page,) = read(READER, saved(tmp_path, "sums.xlsx", _pivot(source))).pages
    assert page.text == "x"


def test_cells_of_another_workbook_are_read(tmp_path: Path) -> None:
    outer = (
        f'<externalLink xmlns="{_MAIN}"><externalBook><sheetNames><sheetName val="Fees"/></sheetNames><sheetDataSet>'
        '<sheetData sheetId="0"><row r="2"><cell r="B2"><v>4100</v></cell><cell r="C2"/></row></sheetData>'
        "</sheetDataSet></externalBook></externalLink>"
    )
    data = _with("externalLink", "externalLinks/externalLink1.xml", {"xl/externalLinks/externalLink1.xml": outer})
    (page,) = read(READER, saved(tmp_path, "sums.xlsx", data)).pages
    assert page.text == "x\nFees!B2: 4100"


def test_prompts_and_choices_of_a_sheet() -> None:
    rules = (
        b'<sheetData/><dataValidations count="2"><dataValidation type="list" sqref="D2" prompt="Pick one">'
        b'<formula1>"paid,waived"</formula1></dataValidation><dataValidation sqref="E2" type="whole">'
        b"<formula1>1</formula1></dataValidation></dataValidations>"
    )
    assert prompt_lines(rules) == ["D2: Pick one · paid,waived"]
    assert prompt_lines(b"<dataValidations") == []
