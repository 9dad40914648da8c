"""What is worked out for each page while its reader still holds it, in the reader's process.

The result travels as opaque bytes; ``findings_of`` checks and reads them on the other side.
"""

from collections.abc import Sequence

import msgspec

from explorer.analyze.dates import document_date
from explorer.analyze.entities import detect
from explorer.analyze.language import language
from explorer.analyze.printed_mail import printed_messages
from explorer.analyze.stamps import candidate
from explorer.extract.base import ExtractedPage
from explorer.model.document import Layer, Word
from explorer.model.entity import Detection
from explorer.model.passage import PageRef
from explorer.model.printed import PrintedMessage
from explorer.model.recognised import PageText
from explorer.store.recognition import PageFindings

_DATED_PAGES = 2  # a document's date stands on its first pages or nowhere
_BESIDE = frozenset((Layer.FIELD, Layer.PROPERTIES, Layer.REVISION))


class Findings(msgspec.Struct, frozen=True, array_like=True):
    """A page's stamp, language, first date (ISO 8601), entities as (kind, value, start, end), and printed messages."""

    stamp: str | None = None
    language: str = ""
    date: str = ""
    detections: tuple[tuple[str, str, int, int], ...] = ()
    printed: tuple[PrintedMessage, ...] = ()


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Findings)


def enrich(page: ExtractedPage) -> bytes:
    """Everything that is guessed about a page, as bytes."""
    if not page.text:
        return b""
    text = page.text[: _beside(page)]
    found = tuple((each.kind, each.value, each.start, each.end) for each in detect(text))
    date = (document_date(text) or "") if page.ordinal <= _DATED_PAGES else ""
    stamp = candidate(text, *_stamped_area(page))
    return _encoder.encode(Findings(stamp, language(text), date, found, printed_messages(text, page.words)))


def _beside(page: ExtractedPage) -> int:
    """Where the text begins that no page shows and no person wrote there: properties and the like come last."""
    return min((span.start for span in page.layers if span.layer in _BESIDE), default=len(page.text))


def _stamped_area(page: ExtractedPage) -> tuple[Sequence[Word], float, float]:
    """The words among which a stamp may stand, and the sides of the paper it was put on: notes hang below a slide."""
    notes = min((span.start for span in page.layers if span.layer is Layer.NOTES), default=None)
    if notes is None:
        beside = _beside(page)
        shown = page.words if beside == len(page.text) else [word for word in page.words if word.end <= beside]
        return shown, page.width, page.height
    slide = [word for word in page.words if word.end <= notes]
    return slide, page.width, max((word.box.y1 for word in slide), default=page.height)


def findings_of(extra: bytes) -> Findings:
    """What ``enrich`` found. Raises msgspec.DecodeError on anything else."""
    return _decoder.decode(extra) if extra else Findings()


def printed_of(found: Findings, inside: int) -> tuple[PrintedMessage, ...]:
    """The printed messages whose headers lie in a text of this length."""
    return tuple(each for each in found.printed if 0 <= each.start < each.end <= inside)


def findings_on(page: PageRef, shown: PageText, width: float, height: float) -> PageFindings:
    """Everything that is guessed about a page whose text is known already."""
    found = findings_of(
        enrich(ExtractedPage(page.ordinal, "", shown.text, width, height, shown.words, frozenset(), shown.layers))
    )
    detections = tuple(Detection(*each) for each in found.detections if 0 <= each[2] < each[3] <= len(shown.text))
    return PageFindings(found.stamp, found.language, found.date, detections, printed_of(found, len(shown.text)))
