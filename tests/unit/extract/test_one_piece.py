"""Office files of one piece of XML, and electronic books: read like their packed kin."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract import media
from explorer.extract.base import Collected
from explorer.extract.epub import EpubReader
from explorer.extract.excel_2003 import Excel2003Reader
from explorer.extract.registry import reader_for, sniff
from explorer.extract.word_2003 import Word2003Reader
from explorer.model.document import Layer, PageFlag
from tests.helpers.files import zipped
from tests.helpers.office_files import part, relations, w_paragraph
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
_WORD_NS = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"'
)


def word(body: str, more: str = "") -> bytes:
    return f"<?xml version='1.0'?><w:wordDocument {_WORD_NS}>{more}<w:body>{body}</w:body></w:wordDocument>".encode()


def changed(kind: str, inner: str) -> str:
    said = 'aml:author="R. Ames" aml:createdate="2004-03-02T10:00:00Z"'
    return f'<aml:annotation aml:id="1" w:type="Word.{kind}" {said}><aml:content>{inner}</aml:content></aml:annotation>'


def run(text: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def sheet(rows: str, name: str = "Fees", options: str = "") -> str:
    settings_ = f"<WorksheetOptions>{options}</WorksheetOptions>"
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{settings_}</Worksheet>'


def excel(*sheets: str) -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    names = '<Names><NamedRange ss:Name="Rate" ss:RefersTo="=Fees!R1C2"/></Names>'
    inner = names + "".join(sheets)
    return f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{inner}</Workbook>'.encode()


def cell(text: str, kind: str = "String", attributes: str = "", more: str = "") -> str:
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data>{more}</Cell>'


def epub(**chapters: str) -> bytes:
    items = "".join(f'<item id="{n}" href="{n}%2Exhtml" media-type="application/xhtml+xml"/>' for n in chapters)
    order = "".join(f'<itemref idref="{n}"/>' for n in reversed(chapters))
    meta = '<metadata xmlns:dc="x"><dc:title>The weir</dc:title><dc:creator>T. Bell</dc:creator></metadata>'
    book = f"<package>{meta}<manifest>{items}</manifest><spine>{order}</spine></package>"
    container = b'<container><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>'
    texts = {f"in/{n}.xhtml": f"<html><body><p>{text}</p></body></html>".encode() for n, text in chapters.items()}
    first = {"mimetype": b"application/epub+zip", "META-INF/container.xml": container, "in/book.opf": book.encode()}
    return zipped({**first, **texts})


def found_in(folder: Path, data: bytes) -> Collected:
    path = folder / "file"
    path.write_bytes(data)
    return read(reader_for(sniff(path, path.name)), path)


def in_layer(found: Collected, layer: Layer) -> list[str]:
    return [page.text[s.start : s.end].strip() for page in found.pages for s in page.layers if s.layer is layer]


def test_word_2003_keeps_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "memo.xml"
    said = "<o:DocumentProperties><o:Title>Memo</o:Title><o:Author>T. Bell</o:Author></o:DocumentProperties>"
    lines = "".join(f"<w:p>{run(f'Line {n}')}</w:p>" for n in range(90))
    path.write_bytes(word(f"<wx:sect>{lines}</wx:sect>", said))
    found = check_reader(Word2003Reader(), path)
    assert found.known is not None
    assert found.known.title == "Memo"
    assert found.pages[0].text.startswith("Line 0\nLine 1\n")
    assert in_layer(found, Layer.MARGIN) == ["Author: T. Bell"]


def test_word_2003_changes_comments_notes_and_running_headers(tmp_path: Path) -> None:
    note = f"<w:r><w:footnote><w:p>{run('In camera')}</w:p></w:footnote></w:r>"
    comment = changed("Comment", f"<w:p>{run('Check this')}</w:p>")
    text = run("It cost ") + changed("Deletion", run("forty", "delText")) + changed("Insertion", run("four"))
    header = f'<w:sectPr><w:hdr w:type="odd"><w:p>{run("County clerk")}</w:p></w:hdr></w:sectPr>'
    found = found_in(tmp_path, word(f"<w:p>{text}{note}<w:r>{comment}</w:r></w:p>{header}"))
    assert "It cost four\n" in found.pages[0].text
    assert in_layer(found, Layer.DELETED) == ["forty"]
    assert in_layer(found, Layer.FOOTNOTE) == ["In camera"]
    assert in_layer(found, Layer.COMMENT) == ["R. Ames, 2004-03-02\nCheck this"]
    assert in_layer(found, Layer.MARGIN) == ["County clerk"]


def test_a_package_of_one_piece_is_read(tmp_path: Path) -> None:
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    members = {
        "/_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "/word/document.xml": part("w:document", f"<w:body>{w_paragraph('All in one')}</w:body>").partition(b"?>")[2],
    }
    held = {name: f"<pkg:xmlData>{data.decode()}</pkg:xmlData>" for name, data in members.items()}
    inner = "".join(f'<pkg:part pkg:name="{name}">{data}</pkg:part>' for name, data in held.items())
    start = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    found = found_in(tmp_path, f"{start}<pkg:package {space}>{inner}</pkg:package>".encode())
    assert found.pages[0].text == "All in one"


def test_excel_2003_cells_comments_hidden_parts_and_names(tmp_path: Path) -> None:
    comment = '<Comment ss:Author="R. Ames"><Data>Odd</Data></Comment>'
    third = cell("12.50", "Number", 'ss:Index="3"')
    rows = f"<Row>{cell('Item', more=comment)}{third}</Row>"
    rows += f'<Row ss:Index="5" ss:Hidden="1">{cell("2004-03-02T00:00:00.000", "DateTime")}</Row>'
    linked = cell("x", attributes='ss:HRef="https://weir.example"')
    kept = sheet(f"<Row>{linked}</Row>", "Kept", "<Visible>SheetVeryHidden</Visible>")
    path = tmp_path / "fees.xml"
    path.write_bytes(excel(sheet(rows), kept))
    found = check_reader(Excel2003Reader(), path)
    assert [page.label for page in found.pages] == ["sheet Fees, rows 1–5", "sheet Kept (very hidden), rows 1–1"]
    assert found.pages[0].text.startswith("Item\t\t12.5\n2004-03-02")
    assert in_layer(found, Layer.HIDDEN) == ["2004-03-02"]
    assert in_layer(found, Layer.COMMENT) == ["R. Ames: Odd\nRate = Fees!R1C2", "https://weir.example"]
    assert PageFlag.HIDDEN in found.pages[1].flags


def test_a_books_chapters_stand_in_reading_order(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(epub(b="Second chapter", a="First chapter"))
    found = check_reader(EpubReader(), path)
    assert found.known is not None
    assert found.known.title == "The weir"
    assert [page.text for page in found.pages] == ["First chapter", "Second chapter\nAuthor: T. Bell"]


def test_a_book_without_its_list_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError, match="list of its chapters"):
        found_in(tmp_path, zipped({"mimetype": b"application/epub+zip"}))


@same_folder
@given(st.text(alphabet='<>/="wprtannotiRowCell:Index19', max_size=300))
def test_any_body_is_read_or_refused(tmp_path: Path, inner: str) -> None:
    check_garbage(Word2003Reader(), tmp_path, word(inner))
    check_garbage(Excel2003Reader(), tmp_path, excel(sheet(inner)))
    check_garbage(EpubReader(), tmp_path, epub(a=inner))


@pytest.mark.parametrize(
    ("data", "kind"), [(word(""), media.WORD_2003), (excel(), media.EXCEL_2003), (epub(), media.EPUB)]
)
def test_bytes_tell_the_kind(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    assert sniff(path, path.name) == kind
