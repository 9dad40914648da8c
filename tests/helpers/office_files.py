"""Makers of Office files for tests: DOCX, PPTX and XLSX from a few lines of their own XML. Each gives bytes."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import xlsxwriter

from tests.helpers.files import zipped

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    f'xmlns:r="{_REL}"'
)
_CONTENT_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_CORE_NS = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def relations(*links: tuple[str, str]) -> bytes:
    """A part of links: (last word of the type, target); ids are rId1, rId2 …"""
    each = "".join(
        f'<Relationship Id="rId{place}" Type="{_REL}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'.encode()


def part(name: str, inner: str, attributes: str = "") -> bytes:
    """An XML part with a root element, as in ``part("w:document", …)``."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{name} {_NS} {attributes}>{inner}</{name}>'.encode()


def core(title: str = "", created: str = "") -> bytes:
    """Core properties."""
    inner = f"<dc:title>{escape(title)}</dc:title><dcterms:created>{created}</dcterms:created>"
    return f'<coreProperties xmlns="x" {_CORE_NS}>{inner}</coreProperties>'.encode()


def package(main: str, kind: str, members: Mapping[str, bytes], title: str = "", created: str = "") -> bytes:
    """An Office file of these parts whose main part is ``main``."""
    named = f"application/vnd.openxmlformats-officedocument.{kind}"
    types = _CONTENT_TYPES.replace(b"/>", f'><Override PartName="/{main}" ContentType="{named}"/></Types>'.encode())
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations(("officeDocument", main)),
            "docProps/core.xml": core(title, created),
            **members,
        }
    )


def w_text(text: str, properties: str = "") -> str:
    """A run of a document."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def w_paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of a document; a run is XML, or plain text."""
    inner = "".join(run if run.startswith("<") else w_text(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def w_table(rows: Sequence[Sequence[str]]) -> str:
    """A table of a document; a cell is XML, or plain text."""
    cells = [[cell if cell.startswith("<") else w_paragraph(cell) for cell in row] for row in rows]
    lines = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in cells)
    return f"<w:tbl>{lines}</w:tbl>"


def docx(*body: str, parts: Mapping[str, tuple[str, bytes]] | None = None, title: str = "", created: str = "") -> bytes:
    """A document.

    Args:
        body: paragraphs and tables as XML; plain text makes a paragraph.
        parts: by link type ("comments", "header"), the part's name below word/ and its bytes.
        title: in the core properties.
        created: likewise.
    """
    inner = "".join(each if each.startswith("<") else w_paragraph(each) for each in body)
    linked = parts or {}
    members = {
        "word/document.xml": part("w:document", f"<w:body>{inner}</w:body>"),
        "word/_rels/document.xml.rels": relations(*((kind, name) for kind, (name, _data) in linked.items())),
        **{f"word/{name}": data for name, data in linked.values()},
    }
    return package("word/document.xml", "wordprocessingml.document.main+xml", members, title, created)


def p_shape(
    text: str = "", box: tuple[int, int, int, int] = (36, 36, 400, 120), kind: str = "", extra: str = ""
) -> str:
    """A shape of a slide: its text, its box in points, its placeholder type, further shape properties."""
    x, y, wide, high = (each * 12_700 for each in box)
    place = f'<p:ph type="{kind}"/>' if kind else ""
    lines = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in text.split("\n"))
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="s"/><p:cNvSpPr/><p:nvPr>{place}</p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>{extra}</p:spPr>'
        f"<p:txBody><a:bodyPr/>{lines}</p:txBody></p:sp>"
    )


def p_picture(key: str, box: Sequence[int] = (0, 0, 720, 540)) -> str:
    """A picture of a slide by its relation id."""
    x, y, wide, high = (each * 12_700 for each in box)
    return (
        '<p:pic><p:nvPicPr><p:cNvPr id="3" name="p"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{key}"/></p:blipFill><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm></p:spPr></p:pic>'
    )


def p_frame(graphic: str, uri: str = "table") -> str:
    """A graphic frame of a slide that holds a table, chart or diagram."""
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="g"/></p:nvGraphicFramePr>'
        '<p:xfrm><a:off x="457200" y="457200"/><a:ext cx="5080000" cy="2540000"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def p_table(rows: Sequence[Sequence[str]]) -> str:
    """A table of a slide."""
    grid = "".join('<a:gridCol w="1270000"/>' for _ in rows[0])
    lines = "".join(
        '<a:tr h="254000">'
        + "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{escape(cell)}</a:t></a:r></a:p></a:txBody></a:tc>" for cell in row)
        + "</a:tr>"
        for row in rows
    )
    return p_frame(f"<a:tbl><a:tblGrid>{grid}</a:tblGrid>{lines}</a:tbl>")


def slide(*shapes: str, hidden: bool = False) -> bytes:
    """A slide's part."""
    tree = f"<p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld>"
    return part("p:sld", tree, 'show="0"' if hidden else "")


def notes(text: str) -> bytes:
    """A notes page's part."""
    return part("p:notes", f"<p:cSld><p:spTree>{p_shape(text, kind='body')}</p:spTree></p:cSld>")


def pptx(*slides: bytes, links: Mapping[int, Sequence[tuple[str, str]]] | None = None, title: str = "") -> bytes:
    """A deck of slides 720 by 540 points.

    Args:
        slides: their parts.
        links: by slide number, its links as (type, target from ppt/slides/).
        title: in the core properties.
    """
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    presentation = f'<p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>'
    members = {
        "ppt/presentation.xml": part("p:presentation", presentation),
        "ppt/_rels/presentation.xml.rels": relations(
            *(("slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1))
        ),
        **{f"ppt/slides/slide{n}.xml": data for n, data in enumerate(slides, 1)},
        **{f"ppt/slides/_rels/slide{n}.xml.rels": relations(*each) for n, each in (links or {}).items()},
    }
    return package("ppt/presentation.xml", "presentationml.presentation.main+xml", members, title)


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    hidden: Sequence[str] = (),
    comments: Mapping[str, str] | None = None,
    hidden_rows: Sequence[int] = (),
) -> bytes:
    """A workbook.

    Args:
        sheets: rows by sheet name.
        hidden: names of hidden sheets.
        comments: by cell of the first sheet.
        hidden_rows: of the first sheet, from 1.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
        for place, (name, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name in hidden:
                sheet.hide()
            for cell, text in (comments or {}).items() if place == 0 else ():
                sheet.write_comment(cell, text, {"author": "R. Ames"})
            for number in hidden_rows if place == 0 else ():
                sheet.set_row(number - 1, None, None, {"hidden": True})
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same package with one more part, or with that part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    return zipped({**members, name: content})
