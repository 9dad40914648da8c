"""A packet as PDF: its words as plain HTML with the pictures beside it, set by the engine that draws pages."""

import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

from explorer.app.packets.seal import SealReport
from explorer.extract.packet_pdf import check_pdf, make_pdf
from explorer.model.packet import Exhibit, Packet, Picture, Sheet

_STYLE = """
body { font-family: serif; font-size: 11pt; color: #22262b }
h1 { font-size: 17pt } h2 { font-size: 13pt; margin: 2pt 0 }
.fact { font-family: sans-serif; font-size: 8pt; color: #5f646a; margin: 1pt 0 }
.quote { margin: 4pt 0 4pt 12pt } .doubt { font-family: sans-serif; font-size: 8pt; color: #b3372f }
.sheet { page-break-before: always } a { color: #1f4e79 }
"""
_WIDE, _TALL = 480, 620  # points that a picture may have


def pdf_packet(packet: Packet) -> bytes:
    """The packet's file.

    Raises:
        PacketError: it could not be set.
    """
    with tempfile.TemporaryDirectory(prefix="packet-") as name:
        folder = Path(name)
        body = "".join(_body(packet, folder))
        html = f"<html><head><style>{_STYLE}</style></head><body>{body}</body></html>"
        (folder / "packet.html").write_text(html, "utf-8", "replace")
        make_pdf(folder)
        return (folder / "packet.pdf").read_bytes()


def check_pdf_packet(data: bytes) -> SealReport | None:
    """Whether a PDF packet is as it was made; None if it is no packet."""
    with tempfile.TemporaryDirectory(prefix="packet-") as name:
        folder = Path(name)
        (folder / "packet.pdf").write_bytes(data)
        found = check_pdf(folder)
    if not found["is_packet"]:
        return None
    changed = [f"page {number}" for number in found["changed"]]
    if found["missing"]:
        changed.append("a page is gone" if found["missing"] == 1 else f"{found['missing']} pages are gone")
    return SealReport(not changed, found["seal"], found["pages"], tuple(changed))


def _body(packet: Packet, folder: Path) -> Iterator[str]:
    yield f"<h1>{escape(packet.title)}</h1>"
    yield from (_fact(each) for each in packet.facts)
    if packet.story:
        yield '<a id="story"></a>'
    for number, (start, text) in enumerate(packet.paragraphs, 1):
        words = "".join(_piece(piece, sheet) for piece, sheet in packet.pieces(start, text))
        yield f'<p><span style="font-size: 8pt; color: #6a6e73">{number}&#160;&#160;</span>{words}</p>'
    for sheet in packet.sheets:
        yield from _sheet(sheet, folder)


def _piece(text: str, sheet: int | None) -> str:
    if sheet is None:
        return escape(text)
    return f'<u>{escape(text)}</u><sup><a href="#sheet{sheet}">{sheet}</a></sup>'


def _sheet(sheet: Sheet, folder: Path) -> Iterator[str]:
    head = f"{sheet.number} · {escape(sheet.heading)}"
    yield f'<div class="sheet" id="sheet{sheet.number}"><p class="fact"><b>{head}</b></p>'
    yield f"<h2>{escape(sheet.text)}</h2>"
    yield from (_fact(each) for each in sheet.facts)
    for number, exhibit in enumerate(sheet.exhibits, 1):
        yield from _exhibit(exhibit, folder, f"{sheet.number}-{number}")
    yield "</div>"


def _exhibit(exhibit: Exhibit, folder: Path, name: str) -> Iterator[str]:
    yield f'<p class="fact"><b>{escape(exhibit.stance)}</b></p><p class="quote">“{escape(exhibit.quote)}”</p>'
    bates = f"Bates {exhibit.bates}" if exhibit.bates else ""
    for line in (exhibit.citation, bates, exhibit.production, exhibit.source, exhibit.note):
        if line:
            yield _fact(line)
    yield _fact(f"SHA-256 of the original {exhibit.sha256}")
    for doubt in (exhibit.doubt, exhibit.no_picture):
        if doubt:
            yield f'<p class="doubt">{escape(doubt)}</p>'
    for kind, picture in (("crop", exhibit.crop), ("page", exhibit.page)):
        if picture is not None:
            yield _image(picture, folder, f"{name}-{kind}.png")


def _image(picture: Picture, folder: Path, name: str) -> str:
    (folder / name).write_bytes(picture.png)
    scale = min(_WIDE / picture.width, _TALL / picture.height)
    wide, tall = picture.width * scale, picture.height * scale
    return f'<p><img src="{name}" style="width: {wide:.0f}pt; height: {tall:.0f}pt"/></p>'


def _fact(text: str) -> str:
    return f'<p class="fact">{escape(text)}</p>'
