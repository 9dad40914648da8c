"""A packet as a Word file: the story with footnotes that cite its sources, then a sheet for each statement or claim.

Written plainly (ECMA-376, 5th edition, part 1, 17): the same packet makes the same bytes.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from explorer.app.packets.seal import SealReport, digest
from explorer.model.packet import Exhibit, Packet, Picture, Sheet

_SEAL = "casefile/seal.json"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # of every member: the same packet makes the same bytes
_EMU = 914_400  # of an inch
_WIDE = 6.3  # inches between the margins
_TALL = 8.4
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = (("document", "document.main"), ("styles", "styles"), ("footnotes", "footnotes"))
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="json" ContentType="application/json"/>'
    + "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>' for name, kind in _PARTS)
    + "</Types>"
)
_RELS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_CITED = '<w:u w:val="single" w:color="2E7D4F"/>'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def docx_packet(packet: Packet) -> bytes:
    """The packet's file."""
    return _Writer(packet).bytes()


def check_docx(data: bytes) -> SealReport | None:
    """Whether a Word packet is as it was made; None if it is no packet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _SEAL not in archive.namelist():
                return None
            seals: dict[str, str] = json.loads(archive.read(_SEAL))
            found = {name: digest(archive.read(name)) for name in archive.namelist() if name != _SEAL}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return None
    wrong = sorted(name for name in seals.keys() | found.keys() if seals.get(name) != found.get(name))
    return SealReport(not wrong, digest(json.dumps(seals, sort_keys=True)), len(seals), tuple(map(_named, wrong)))


def _named(member: str) -> str:
    picture = re.fullmatch(r"word/media/sheet(\d+)-(\d+)-(crop|page)\.png", member)
    if picture:
        what = "the passage" if picture[3] == "crop" else "the page"
        return f"sheet {picture[1]}, the picture of {what} of its source {picture[2]}"
    return {
        "word/document.xml": "the story or the words of a sheet",
        "word/footnotes.xml": "the footnotes",
    }.get(member, member)


class _Writer:
    def __init__(self, packet: Packet) -> None:
        self._packet = packet
        self._media: dict[str, bytes] = {}
        self._notes: list[str] = []

    def bytes(self) -> bytes:
        document = "".join(self._body())
        members = {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELS,
            "word/document.xml": _document(document),
            "word/_rels/document.xml.rels": self._relations(),
            "word/footnotes.xml": self._footnotes(),
            "word/styles.xml": _STYLES,
        }
        held = {name: text.encode("utf-8", "replace") for name, text in members.items()} | self._media
        held[_SEAL] = json.dumps({name: digest(data) for name, data in held.items()}, sort_keys=True, indent=1).encode()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in held.items():
                archive.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _body(self) -> Iterator[str]:
        yield _paragraph(self._packet.title, "Title")
        for fact in self._packet.facts:
            yield _paragraph(fact, "Fact")
        for start, text in self._packet.paragraphs:
            runs = "".join(self._piece(piece, sheet) for piece, sheet in self._packet.pieces(start, text))
            yield f'<w:p><w:pPr><w:pStyle w:val="Story"/></w:pPr>{runs}</w:p>'
        for sheet in self._packet.sheets:
            yield from self._sheet(sheet)

    def _piece(self, text: str, number: int | None) -> str:
        if number is None:
            return _run(text)
        sheet = self._packet.sheets[number - 1]
        cited = "; ".join(f"“{each.quote}”, {each.citation}" for each in sheet.exhibits)
        self._notes.append(f"{cited or 'No record is cited.'} Sheet {number}.")
        note = f'<w:footnoteReference w:id="{len(self._notes) + 1}"/>'
        return f"{_run(text, _CITED)}<w:r>{_RAISED}{note}</w:r>"

    def _sheet(self, sheet: Sheet) -> Iterator[str]:
        yield _paragraph(f"{sheet.number} · {sheet.heading}", "Heading", new_page=True)
        yield _paragraph(sheet.text, "Claim")
        for fact in sheet.facts:
            yield _paragraph(fact, "Fact")
        for number, exhibit in enumerate(sheet.exhibits, 1):
            yield from self._exhibit(exhibit, sheet.number, number)

    def _exhibit(self, exhibit: Exhibit, sheet: int, number: int) -> Iterator[str]:
        yield _paragraph(exhibit.stance, "Heading")
        yield _paragraph(f"“{exhibit.quote}”", "Quote")
        lines = [
            exhibit.citation,
            f"Bates {exhibit.bates}" if exhibit.bates else "",
            exhibit.production,
            exhibit.source,
        ]
        lines += [f"SHA-256 of the original {exhibit.sha256}", exhibit.doubt, exhibit.note, exhibit.no_picture]
        for line in filter(None, lines):
            yield _paragraph(line, "Fact")
        for name, picture in (("crop", exhibit.crop), ("page", exhibit.page)):
            if picture is not None:
                yield self._image(f"sheet{sheet}-{number}-{name}.png", picture)

    def _image(self, name: str, picture: Picture) -> str:
        self._media[f"word/media/{name}"] = picture.png
        scale = min(_WIDE / picture.width, _TALL / picture.height)
        wide, tall = int(picture.width * scale * _EMU), int(picture.height * scale * _EMU)
        return _IMAGE.format(number=len(self._media), wide=wide, tall=tall, name=escape(name))

    def _relations(self) -> str:
        kinds = [("rIdStyles", "styles", "styles.xml"), ("rIdNotes", "footnotes", "footnotes.xml")]
        kinds += [(f"rId{n}", "image", name.removeprefix("word/")) for n, name in enumerate(self._media, 1)]
        rows = "".join(f'<Relationship Id="{i}" Type="{_R}/{kind}" Target="{target}"/>' for i, kind, target in kinds)
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'{_HEAD}<Relationships xmlns="{space}">{rows}</Relationships>'

    def _footnotes(self) -> str:
        kinds = ("separator", "continuationSeparator")
        rows = [
            f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for n, kind in enumerate(kinds)
        ]
        head = f'<w:pPr><w:pStyle w:val="Fact"/></w:pPr><w:r>{_RAISED}<w:footnoteRef/></w:r>'
        rows += [
            f'<w:footnote w:id="{n}"><w:p>{head}{_run(f" {text}")}</w:p></w:footnote>'
            for n, text in enumerate(self._notes, len(kinds))
        ]
        return f'{_HEAD}<w:footnotes xmlns:w="{_W}">{"".join(rows)}</w:footnotes>'


def _document(body: str) -> str:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    names = (
        f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:wp="{drawing}/wordprocessingDrawing" '
        f'xmlns:a="{drawing}/main" xmlns:pic="{drawing}/picture"'
    )
    page = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/><w:lnNumType w:countBy="5" w:restart="continuous"/></w:sectPr>'  # noqa: E501 - one element
    return f"{_HEAD}<w:document {names}><w:body>{body}{page}</w:body></w:document>"


def _paragraph(text: str, style: str, *, new_page: bool = False) -> str:
    before = "<w:pageBreakBefore/>" if new_page else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}<w:suppressLineNumbers/></w:pPr>{_run(text)}</w:p>'


def _run(text: str, properties: str = "") -> str:
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{held}<w:t xml:space="preserve">{escape(_NOT_XML.sub("�", text))}</w:t></w:r>'


def _style(name: str, size: int, more: str = "", paragraph: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:pPr>{paragraph}<w:spacing w:after="120"/></w:pPr><w:rPr><w:sz w:val="{2 * size}"/>{more}</w:rPr></w:style>'
    )


_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    + _style("Title", 18, "<w:b/>")
    + _style("Story", 12)
    + _style("Heading", 9, '<w:b/><w:color w:val="5F646A"/>', "<w:keepNext/>")
    + _style("Claim", 14, "<w:b/>", "<w:keepNext/>")
    + _style("Quote", 12, "<w:i/>")
    + _style("Fact", 9, '<w:color w:val="5F646A"/>', "<w:suppressLineNumbers/>")
    + "</w:styles>"
)
_IMAGE = (
    '<w:p><w:pPr><w:suppressLineNumbers/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{wide}" cy="{tall}"/><wp:docPr id="{number}" name="{name}"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rId{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
