"""Layers of Office packages that are easily forgotten: properties, outer links, names, descriptions, packed objects."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from explorer.extract.base import Collected
from explorer.extract.old_writer import compound_bytes
from explorer.extract.registry import reader_for, sniff
from explorer.model.document import Layer
from tests.helpers.files import zipped
from tests.helpers.office_files import docx, p_shape, pptx, slide, xlsx
from tests.unit.extract.contract import read

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_APP = b"<Properties><Company>Harrow Creek Works</Company><Manager>R. Ames</Manager></Properties>"
_CORE = b"<coreProperties><creator>T. Bell</creator><lastModifiedBy>R. Ames</lastModifiedBy></coreProperties>"
_INLINE = '<wp:inline xmlns:wp="wp"><wp:docPr descr="Map of the weir"/></wp:inline>'
_DRAWING = f"<w:p><w:r><w:drawing>{_INLINE}</w:drawing></w:r></w:p>"


def rels(*links: tuple[str, str], outer: bool = False) -> bytes:
    mode = ' TargetMode="External"' if outer else ""
    each = "".join(
        f'<Relationship Id="x{n}" Type="{_REL}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target) in enumerate(links)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'.encode()


def patched(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A package with some parts put in or in place of its own."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({**{name: archive.read(name) for name in archive.namelist()}, **parts})


def found_in(folder: Path, data: bytes) -> Collected:
    path = folder / "file"
    path.write_bytes(data)
    return read(reader_for(sniff(path, path.name)), path)


def in_layer(found: Collected, layer: Layer) -> str:
    return "\n".join(page.text[s.start : s.end] for page in found.pages for s in page.layers if s.layer is layer)


@pytest.mark.parametrize(
    ("data", "main"),
    [(docx("Words"), "word/document.xml"), (pptx(slide(p_shape("Words"))), "ppt/presentation.xml")],
)
def test_properties_of_documents_and_decks_are_text(tmp_path: Path, data: bytes, main: str) -> None:
    links = rels(("officeDocument", main), ("core-properties", "a.xml"), ("extended-properties", "b.xml"))
    found = found_in(tmp_path, patched(data, {"_rels/.rels": links, "a.xml": _CORE, "b.xml": _APP}))
    lines = ["Author: T. Bell", "Last changed by: R. Ames", "Company: Harrow Creek Works", "Manager: R. Ames"]
    assert in_layer(found, Layer.MARGIN).split("\n") == lines


def test_a_document_names_where_it_leads_and_what_its_drawings_show(tmp_path: Path) -> None:
    links = rels(("hyperlink", "https://weir.example/map"), ("attachedTemplate", "file:///T:/memo.dot"), outer=True)
    found = found_in(tmp_path, patched(docx("Words", _DRAWING), {"word/_rels/document.xml.rels": links}))
    comment = in_layer(found, Layer.COMMENT)
    assert comment.split("\n") == ["Map of the weir", "https://weir.example/map", "template: file:///T:/memo.dot"]


def test_a_slide_names_where_it_leads(tmp_path: Path) -> None:
    links = rels(("hyperlink", "https://weir.example/plan"), outer=True)
    deck = patched(pptx(slide(p_shape("Words"))), {"ppt/slides/_rels/slide1.xml.rels": links})
    assert in_layer(found_in(tmp_path, deck), Layer.COMMENT) == "https://weir.example/plan"


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Fees")
        sheet.write_row(0, 0, ["Item", 12])
        sheet.insert_textbox("D4", "Not for release", {"description": "A stamp"})
        book.add_worksheet("Kept").very_hidden()
        book.define_name("Rate", "=Fees!$B$1")
        book.set_properties({"author": "T. Bell", "company": "Harrow Creek Works"})
        book.set_custom_property("Docket", "19-204")
    return out.getvalue()


def test_a_workbook_tells_names_properties_and_very_hidden_sheets(tmp_path: Path) -> None:
    found = found_in(tmp_path, workbook())
    assert [page.label for page in found.pages] == ["sheet Fees, rows 1–1", "sheet Kept (very hidden), empty"]
    text = found.pages[0].text
    for words in ("Not for release", "A stamp", "Rate = Fees!$B$1", "Author: T. Bell", "Docket: 19-204"):
        assert words in text


def test_other_workbooks_that_cells_draw_on_are_named(tmp_path: Path) -> None:
    data = xlsx({"s": [["only"]]})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        own = archive.read("xl/_rels/workbook.xml.rels")
    link = rels(("externalLink", "externalLinks/externalLink1.xml")).split(b">", 1)[1].removesuffix(b"</Relationships>")
    parts = {
        "xl/_rels/workbook.xml.rels": own.replace(b"</Relationships>", link + b"</Relationships>"),
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": rels(("externalLinkPath", "file:///T:/old.xlsx"), outer=True),
    }
    assert "externalLinkPath: file:///T:/old.xlsx" in found_in(tmp_path, patched(data, parts)).pages[0].text


def test_the_file_in_a_packed_object_comes_under_its_own_name(tmp_path: Path) -> None:
    inside = b"%PDF-1.4 not whole"
    native = b"\0\0\0\0\x02\0plan.pdf\0C:\\plan.pdf\0" + bytes(4) + (5).to_bytes(4, "little") + b"C:\\p\0"
    native += len(inside).to_bytes(4, "little") + inside
    packed = compound_bytes({("\x01Ole10Native",): native})
    other = compound_bytes({("Equation Native",): b"x" * 40})
    parts = {"word/embeddings/oleObject1.bin": packed, "word/embeddings/oleObject2.bin": other}
    assert found_in(tmp_path, patched(docx("Words"), parts)).children == [
        ("plan.pdf", inside),
        ("oleObject2.bin", other),
    ]
