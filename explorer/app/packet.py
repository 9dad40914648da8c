"""The source packet: every claim with each passage it cites, the page with the passage lit, and where it came from.

One HTML file that opens anywhere: pictures are inside it, nothing is fetched, no script runs. It holds nothing that was
not cited: no path, no other document's name.
"""

import base64
from collections.abc import Sequence
from html import escape

from explorer.app.reading import Reading
from explorer.errors import DocumentError
from explorer.model.claim import Claim, Evidence
from explorer.model.ocr import UNSURE
from explorer.model.passage import boxes_of_span

_DPI = 110
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"  # nothing is fetched, no script runs

_MOVED = "The page’s text has changed since this was cited: look at the picture."
_STYLE = """
body { font: 15px/1.5 Georgia, serif; color: #22262b; background: #f6f5f2; max-width: 52rem }
body { margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2.5rem; border-top: 1px solid #e3e0d9; padding-top: 1rem }
.status, .source, footer { font: 13px/1.5 system-ui, sans-serif; color: #5f646a }
figure { background: #fff; border: 1px solid #e3e0d9; border-radius: 8px; padding: 14px; margin: 12px 0 }
blockquote { margin: 0 0 6px; padding-left: 10px; border-left: 3px solid #1f4e79 }
img { max-width: 100%; border: 1px solid #e3e0d9 }
summary { cursor: pointer; font: 13px system-ui, sans-serif; color: #1f4e79 }
.moved { color: #b3372f } code { font-size: 11px; overflow-wrap: anywhere }
"""


def packet_html(claims: Sequence[Claim], reading: Reading) -> str:
    """The packet's HTML. Says of each passage where it stands, never that a claim is true."""
    body = "".join(_claim(number, claim, reading) for number, claim in enumerate(claims, 1))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Source packet</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>{_STYLE}</style></head><body><h1>Source packet</h1>"
        f'<p class="status">{len(claims)} claims. Each passage is shown on the page it stands on.</p>{body}'
        "<footer>Made by Casefile from the case’s own originals.</footer></body></html>\n"
    )


def _claim(number: int, claim: Claim, reading: Reading) -> str:
    sources = (
        "".join(_evidence(each, reading) for each in claim.evidence) or '<p class="status">No passage is cited yet.</p>'
    )
    return f'<h2>{number}. {escape(claim.text)}</h2><p class="status">Status: {claim.status.value}</p>{sources}'


def _evidence(evidence: Evidence, reading: Reading) -> str:
    passage = evidence.passage
    document = reading.own_place(passage.document)
    doubt = "" if evidence.holds else _MOVED
    doubt = UNSURE if evidence.is_uncertain else doubt
    moved = f'<p class="moved">{doubt}</p>' if doubt else ""
    note = f"<p>{escape(evidence.note)}</p>" if evidence.note and not evidence.is_private else ""
    return (
        f'<figure><p class="status">{evidence.stance.value.capitalize()}</p>'
        f"<blockquote>{escape(passage.quote)}</blockquote>{moved}{note}"
        f'<p class="source">{escape(str(reading.citation(passage.page)))}<br>'
        f"SHA-256 of the original <code>{document.sha256}</code></p>"
        f"{_picture(evidence, reading)}</figure>"
    )


def _picture(evidence: Evidence, reading: Reading) -> str:
    passage = evidence.passage
    page = reading.page_at(passage.page)
    boxes = boxes_of_span(reading.words(page.id), passage.start, passage.end) if evidence.holds else ()
    try:
        picture = reading.picture(passage.page, _DPI, boxes=boxes, png=True).result()
    except DocumentError as problem:
        return f'<p class="moved">{escape(str(problem))}</p>'
    data = base64.b64encode(picture.pixels).decode("ascii")
    image = f'<img alt="The page with the passage lit" src="data:image/png;base64,{data}">'
    return f"<details open><summary>The whole page</summary>{image}</details>"
