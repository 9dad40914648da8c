"""OpenDocument texts, sheets and presentations, packed and flat: everything in them is found and says what it is."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError, LockedDocumentError
from explorer.extract import media
from explorer.extract.base import Collected
from explorer.extract.odp import OdpReader
from explorer.extract.ods import OdsReader
from explorer.extract.odt import OdtReader
from explorer.extract.old_writer import compound_bytes
from explorer.extract.registry import reader_for, sniff
from explorer.model.document import Layer, PageFlag
from tests.helpers.files import zipped
from tests.helpers.odf_files import cell, comment, flat, frame, note, odf, p, row, style
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
HIDDEN_TEXT = style("T1", "text", 'text:display="none"')


def found_in(folder: Path, data: bytes) -> Collected:
    path = folder / "file"
    path.write_bytes(data)
    return read(reader_for(sniff(path, path.name)), path)


def in_layer(found: Collected, layer: Layer) -> list[str]:
    return [page.text[s.start : s.end].strip() for page in found.pages for s in page.layers if s.layer is layer]


def test_a_text_keeps_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "memo.odt"
    path.write_bytes(odf("text", "".join(p(f"Line {n} of the memo") for n in range(120)), title="Memo"))
    found = check_reader(OdtReader(), path)
    assert found.known is not None
    assert (found.known.title, found.known.date) == ("Memo", "2019-04-02T10:00:00")
    assert "Line 119 of the memo" in found.pages[-1].text


@pytest.mark.parametrize("make", [odf, flat])
def test_notes_comments_and_hidden_text_say_what_they_are(tmp_path: Path, make: object) -> None:
    inner = p(f"The vote{note('Held in camera')} was{comment('R. Ames', 'Check this')} close.")
    inner += p('Seen <text:span text:style-name="T1">but kept back</text:span>.')
    found = found_in(tmp_path, make("text", inner, HIDDEN_TEXT))  # type: ignore[operator]
    assert found.pages[0].text.startswith("The vote was close.\n")
    assert in_layer(found, Layer.FOOTNOTE) == ["Held in camera"]
    assert in_layer(found, Layer.COMMENT) == ["R. Ames, 2018-03-02: Check this"]
    assert in_layer(found, Layer.HIDDEN) == ["but kept back"]


def test_tracked_deletions_stand_below_their_paragraph(tmp_path: Path) -> None:
    change = '<text:changed-region text:id="c{0}"><text:deletion><office:change-info><dc:creator>R. Ames</dc:creator>'
    change += "<dc:date>2018-03-02T00:00:00</dc:date></office:change-info>{1}</text:deletion></text:changed-region>"
    regions = change.format(1, p("forty thousand")) + change.format(2, p("lost its place"))
    inner = f"<text:tracked-changes>{regions}</text:tracked-changes>"
    inner += p('It cost <text:change text:change-id="c1"/>four thousand.')
    found = found_in(tmp_path, odf("text", inner))
    assert found.pages[0].text.startswith("It cost four thousand.")
    assert in_layer(found, Layer.DELETED) == ["forty thousand", "lost its place"]
    assert "R. Ames, 2018-03-02: " in found.pages[0].text


def test_lists_tables_spaces_frames_and_headers_are_read(tmp_path: Path) -> None:
    level = '<text:list-level-style-number text:level="1" style:num-format="i" style:num-suffix=")"/>'
    numbered = f'<text:list-style style:name="L1">{level}</text:list-style>'
    items = "".join(f"<text:list-item>{p(word)}</text:list-item>" for word in ("First", "Second"))
    inner = f'<text:list text:style-name="L1">{items}</text:list>'
    inner += f"<table:table>{row(cell(p('Name')), cell(p('Sum')))}</table:table>"
    inner += p(f'A<text:s text:c="3"/>B<text:tab/>C<text:line-break/>D{frame(p("In a box"))}')
    header = f"<style:master-page><style:header>{p('County clerk')}</style:header></style:master-page>"
    master = f"<office:master-styles>{header}</office:master-styles>"
    found = found_in(tmp_path, odf("text", inner, numbered, master))
    text = found.pages[0].text
    assert "i) First\nii) Second" in text
    assert "Name\tSum" in text
    assert "A   B\tC\nD" in text
    assert "In a box" in text
    assert in_layer(found, Layer.MARGIN) == ["County clerk"]


def test_sheets_hidden_rows_columns_comments_and_names(tmp_path: Path) -> None:
    styles = style("ta1", "table", 'table:display="false"')
    sum_ = cell(p("1,235"), 'office:value-type="float" office:value="1234.5"')
    date = cell(p("Mar 2"), 'office:value-type="date" office:date-value="2018-03-02"')
    rows = row(cell(comment("R. Ames", "Odd") + p("Fees"), 'office:value-type="string"'), sum_, date)
    rows += row(cell(p("kept back")), attributes='table:visibility="collapse"')
    rows += row(cell("", 'table:number-columns-repeated="1024"'), attributes='table:number-rows-repeated="1048574"')
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    name = '<table:named-range table:name="Rates" table:cell-range-address="$A.$B$1"/>'
    second = f'<table:table table:name="B" table:style-name="ta1">{row(cell(p("x")))}</table:table>'
    inner = f'<table:table table:name="A">{columns}{rows}</table:table>{second}'
    inner += f"<table:named-expressions>{name}</table:named-expressions>"
    found = found_in(tmp_path, odf("spreadsheet", inner, styles))
    assert [page.label for page in found.pages] == ["sheet A, rows 1–2", "sheet B (hidden), rows 1–1"]
    assert found.pages[0].text.startswith("Fees\t1234.5\t2018-03-02\nkept back")
    assert in_layer(found, Layer.HIDDEN) == ["1234.5", "kept back"]
    assert in_layer(found, Layer.COMMENT) == ["R. Ames, 2018-03-02: Odd\nRates = $A.$B$1"]
    assert PageFlag.HIDDEN in found.pages[1].flags
    assert found.reasons == [], "empty rows down to the last are no loss"


def test_a_sheet_keeps_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "list.fods"
    rows = "".join(row(cell(p(f"Row {n}"))) for n in range(90))
    path.write_bytes(flat("spreadsheet", f'<table:table table:name="A">{rows}</table:table>'))
    assert len(check_reader(OdsReader(), path).pages) == 3


def test_slides_notes_hidden_ones_and_what_lies_off_them(tmp_path: Path) -> None:
    styles = style("dp2", "drawing-page", 'presentation:visibility="hidden"')
    notes = f"<presentation:notes>{frame(p('Say it slowly'))}</presentation:notes>"
    first = frame(p("A point")) + frame(p("Plan"), attributes='presentation:class="title"')
    first += frame(p("Pushed aside"), x="90cm") + comment("R. Ames", "Too soon") + notes
    inner = f'<draw:page>{first}</draw:page><draw:page draw:style-name="dp2">{frame(p("Held back"))}</draw:page>'
    path = tmp_path / "deck.odp"
    path.write_bytes(odf("presentation", inner, styles))
    found = check_reader(OdpReader(), path)
    assert found.known is not None
    assert found.known.title == "Plan"
    assert [page.label for page in found.pages] == ["slide 1", "slide 2, hidden"]
    assert found.pages[0].text.startswith("Plan\nA point\n")
    assert in_layer(found, Layer.NOTES) == ["Say it slowly"]
    assert in_layer(found, Layer.COMMENT) == ["R. Ames, 2018-03-02: Too soon"]
    assert in_layer(found, Layer.HIDDEN) == ["Pushed aside"]
    assert PageFlag.HIDDEN in found.pages[1].flags


@pytest.mark.parametrize(
    ("kind", "expected"), [("text", media.ODT), ("spreadsheet", media.ODS), ("presentation", media.ODP)]
)
def test_templates_and_flat_files_are_known_by_their_bytes(tmp_path: Path, kind: str, expected: str) -> None:
    path = tmp_path / "file.bin"
    for data in (odf(f"{kind}-template", ""), flat(kind, "")):
        path.write_bytes(data)
        assert sniff(path, path.name) == expected


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "memo.odt"
    manifest = b"<manifest:encryption-data/>"
    path.write_bytes(odf("text", "", more={"META-INF/manifest.xml": manifest}))
    with pytest.raises(LockedDocumentError):
        sniff(path, path.name)


def test_without_a_body_it_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError, match="no document body"):
        found_in(tmp_path, zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}))


def test_a_deep_file_is_read_without_end(tmp_path: Path) -> None:
    deep = "<text:section>" * 90 + p("At the bottom") + "</text:section>" * 90
    lists = "<text:list><text:list-item>" * 60 + p("Under lists") + "</text:list-item></text:list>" * 60
    text = found_in(tmp_path, flat("text", deep + lists)).pages[0].text
    assert "At the bottom" in text
    assert "Under lists" in text


@same_folder
@given(st.text(alphabet='<>/="tableoficx:pwn- 19', max_size=300))
def test_any_body_is_read_or_refused(tmp_path: Path, inner: str) -> None:
    for kind, reader in (("text", OdtReader()), ("spreadsheet", OdsReader()), ("presentation", OdpReader())):
        check_garbage(reader, tmp_path, flat(kind, inner))


def test_the_file_in_a_packed_object_comes_under_its_own_name(tmp_path: Path) -> None:
    native = bytes(4) + b"\2\0plan.txt\0plan.txt\0" + bytes(8) + (5).to_bytes(4, "little") + b"Weirs"
    packed = compound_bytes({("\x01Ole10Native",): native})
    inner = p('<draw:frame><draw:object-ole xlink:href="./Obj1"/></draw:frame>')
    found = found_in(tmp_path, odf("text", inner, more={"Obj1": packed}))
    assert found.children == [("plan.txt", b"Weirs")]
