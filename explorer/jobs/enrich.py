"""What is worked out for each page while its reader still holds it, in the reader's process.

The result travels as opaque bytes; ``findings_of`` checks and reads them on the other side.
"""

import msgspec

from explorer.analyze.dates import document_date
from explorer.analyze.entities import detect
from explorer.analyze.language import language
from explorer.analyze.stamps import candidate
from explorer.extract.base import ExtractedPage

_DATED_PAGES = 2  # a document's date stands on its first pages or nowhere


class Findings(msgspec.Struct, frozen=True, array_like=True):
    """A page's stamp, language, first date (ISO 8601) and detected entities as (kind, value, start, end)."""

    stamp: str | None = None
    language: str = ""
    date: str = ""
    detections: tuple[tuple[str, str, int, int], ...] = ()


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Findings)


def enrich(page: ExtractedPage) -> bytes:
    """Everything that is guessed about a page, as bytes."""
    if not page.text:
        return b""
    found = tuple((each.kind, each.value, each.start, each.end) for each in detect(page.text))
    date = (document_date(page.text) or "") if page.ordinal <= _DATED_PAGES else ""
    stamp = candidate(page.text, page.words, page.width, page.height)
    return _encoder.encode(Findings(stamp, language(page.text), date, found))


def findings_of(extra: bytes) -> Findings:
    """What ``enrich`` found. Raises msgspec.DecodeError on anything else."""
    return _decoder.decode(extra) if extra else Findings()
