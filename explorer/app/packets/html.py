"""A packet as one HTML file that opens anywhere: pictures are inside it, nothing is fetched, no script runs."""

import base64
from collections.abc import Iterator
from html import escape

from explorer.app.packets.seal import seal_html
from explorer.model.packet import Exhibit, Packet, Picture, Sheet

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"  # nothing is fetched, no script runs
_STYLE = """
body { font: 16px/1.55 Georgia, "Noto Serif", serif; color: #22262b; background: #f6f5f2; margin: 0;
  overflow-wrap: anywhere }
main { max-width: 54rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem }
h1 { font-size: 1.55rem; margin: 0 0 .4rem } h2 { font-size: 1.1rem; margin: 0 0 .3rem }
.facts, .heading, figcaption, footer { font: 13px/1.5 system-ui, "Segoe UI", sans-serif; color: #5f646a }
.facts { margin: .2rem 0 .8rem; padding: 0; list-style: none }
.heading { font-weight: 600; text-transform: uppercase; letter-spacing: .03em; font-size: 11px }
.story { padding: .3rem .6rem 0 2.8rem }
.story p { position: relative; margin: 0 0 .9rem }
.story .n { position: absolute; left: -2.6rem; width: 1.8rem; text-align: right; color: #6a6e73 }
.story .n { font: 12px/2 system-ui }
.story a { color: inherit; text-decoration: underline; text-decoration-color: #2e7d4f; text-underline-offset: 3px }
.story sup a { color: #1f4e79; text-decoration: none; font: 11px system-ui }
section.sheet { background: #fff; border: 1px solid #e3e0d9; border-radius: 8px }
section.sheet { padding: 1.1rem 1.4rem; margin: 1.4rem 0 }
figure { border-top: 1px solid #e3e0d9; margin: 1rem 0 0; padding: .9rem 0 0 }
blockquote { margin: .3rem 0 .5rem; padding-left: .8rem; border-left: 3px solid #1f4e79 }
img { max-width: 100%; border: 1px solid #e3e0d9; display: block; height: auto; margin: .5rem 0 }
summary { cursor: pointer; font: 13px system-ui, sans-serif; color: #1f4e79 }
.doubt { color: #b3372f; font: 13px/1.5 system-ui, sans-serif } code { font-size: 11px }
a.back { color: #1f4e79; font: 12px system-ui; text-decoration: none; float: right }
@media print { body { background: #fff } section.sheet { break-inside: avoid } details > * { display: block } }
"""


def html_packet(packet: Packet) -> bytes:
    """The packet's file. Says of each passage where it stands, never that a claim is true."""
    linked = {sheet for start, text in packet.paragraphs for _, sheet in packet.pieces(start, text)}
    backs = (f"said{each.number}" if each.number in linked else "story" for each in packet.sheets)
    sheets = (
        (f"sheet{each.number}", _sheet(each, packet, back)) for each, back in zip(packet.sheets, backs, strict=True)
    )
    parts = [("head", _head(packet)), *_story(packet), *sheets]
    before = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(packet.title)}</title>"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{_STYLE}</style></head><body><main>\n"
    )
    after = (
        "<footer>Made by Casefile from the case’s own originals. Whether anything in this file was changed: "
        "<code>casefile verify FILE</code>.</footer></main></body></html>\n"
    )
    return seal_html(before, parts, after).encode("utf-8", "surrogatepass")


def _head(packet: Packet) -> str:
    facts = "".join(f"<li>{escape(each)}</li>" for each in packet.facts)
    return f'<h1>{escape(packet.title)}</h1><ul class="facts">{facts}</ul>'


def _story(packet: Packet) -> Iterator[tuple[str, str]]:
    if not packet.story:
        return
    paragraphs, linked = [], set[int]()
    for number, (start, text) in enumerate(packet.paragraphs, 1):
        words = "".join(_piece(piece, sheet, linked) for piece, sheet in packet.pieces(start, text))
        paragraphs.append(f'<p><span class="n">{number}</span>{words}</p>')
    yield "story", f'<div class="story">{"".join(paragraphs)}</div>'


def _piece(text: str, sheet: int | None, linked: set[int]) -> str:
    """Words of the story; the first that a sheet is about are what its way back leads to."""
    if sheet is None:
        return escape(text)
    name = "" if sheet in linked else f' id="said{sheet}"'
    linked.add(sheet)
    link = f'<a href="#sheet{sheet}"'
    return f"{link}{name}>{escape(text)}</a><sup>{link}>{sheet}</a></sup>"


def _sheet(sheet: Sheet, packet: Packet, target: str) -> str:
    facts = "".join(f"<li>{escape(each)}</li>" for each in sheet.facts)
    back = f'<a class="back" href="#{target}">back to the story</a>' if packet.story else ""
    exhibits = "".join(_exhibit(each) for each in sheet.exhibits) or '<p class="facts">No passage is cited.</p>'
    return (
        f'{back}<p class="heading">{sheet.number} · {escape(sheet.heading)}</p><h2>{escape(sheet.text)}</h2>'
        f'<ul class="facts">{facts}</ul>{exhibits}'
    )


def _exhibit(exhibit: Exhibit) -> str:
    bates = f"<br>Bates {escape(exhibit.bates)}" if exhibit.bates else ""
    production = f"<br>{escape(exhibit.production)}" if exhibit.production else ""
    source = f"<br>{escape(exhibit.source)}" if exhibit.source else ""
    doubt = f'<p class="doubt">▲ {escape(exhibit.doubt)}</p>' if exhibit.doubt else ""
    note = f"<p>{escape(exhibit.note)}</p>" if exhibit.note else ""
    return (
        f'<figure><p class="heading">{escape(exhibit.stance)}</p><blockquote>{escape(exhibit.quote)}</blockquote>'
        f"{doubt}{note}<figcaption>{escape(exhibit.citation)}{bates}{production}{source}"
        f"<br>SHA-256 of the original <code>{exhibit.sha256}</code></figcaption>{_pictures(exhibit)}</figure>"
    )


def _pictures(exhibit: Exhibit) -> str:
    if exhibit.no_picture:
        return f'<p class="doubt">{escape(exhibit.no_picture)}</p>'
    crop = _image(exhibit.crop, "The passage on its page") if exhibit.crop else ""
    page = _image(exhibit.page, "The whole page with the passage lit") if exhibit.page else ""
    return f"{crop}<details><summary>The whole page</summary>{page}</details>" if page else crop


def _image(picture: Picture, words: str) -> str:
    data = base64.b64encode(picture.png).decode("ascii")
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<img alt="{words}" {size} src="data:image/png;base64,{data}">'
