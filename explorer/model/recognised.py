"""The text of a page whose picture was read: an engine's words, what people put right, and what only the file knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from explorer.model.document import Box, Layer, LayerSpan, Word

# What no picture of the page shows, so no engine can read it: it stays beside the words that were recognised.
_UNSEEN = frozenset(
    {
        Layer.NOTES,
        Layer.COMMENT,
        Layer.HIDDEN,
        Layer.DELETED,
        Layer.HEADERS,
        Layer.FIELD,
        Layer.PROPERTIES,
        Layer.REVISION,
    }
)
_CERTAIN = 100  # percent: of words that a person wrote or that the file holds as text


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person put in place of ``quote``, which stands at this span of one engine's own text."""

    id: str
    engine: str
    start: int
    end: int
    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text with its words; ``confidences`` holds a percentage for each word, or nothing."""

    text: str
    words: tuple[Word, ...]
    confidences: bytes = b""
    layers: tuple[LayerSpan, ...] = ()


def standing(corrections: Iterable[Correction], text: str) -> list[Correction]:
    """Those whose quote still stands in an engine's text, in order, without overlaps."""
    found: list[Correction] = []
    for each in sorted(corrections, key=lambda each: (each.start, each.end)):
        if text[each.start : each.end] == each.quote and (not found or found[-1].end <= each.start):
            found.append(each)
    return found


def corrected(page: PageText, corrections: Sequence[Correction]) -> PageText:
    """A page with the standing corrections put in. Corrected words keep the boxes of those they replace."""
    pieces: list[str] = []
    words: list[Word] = []
    percents = bytearray()
    confidences = page.confidences or bytes([_CERTAIN]) * len(page.words)
    at = moved = length = first = 0
    for each in [*corrections, None]:
        until = each.start if each else len(page.text) + 1
        while first < len(page.words) and page.words[first].end <= until:
            word = page.words[first]
            words.append(Word(word.start + moved, word.end + moved, word.box))
            percents.append(confidences[first])
            first += 1
        pieces.append(page.text[at:until])
        length += len(pieces[-1])
        if each is None:
            break
        last = first
        while last < len(page.words) and page.words[last].start < each.end:
            last += 1
        made = _laid(each.text, length, [word.box for word in page.words[first:last]])
        words += made
        percents += bytes([_CERTAIN]) * len(made)
        pieces.append(each.text)
        length += len(each.text)
        at, first, moved = each.end, last, length - each.end
    return replace(page, text="".join(pieces), words=tuple(words), confidences=bytes(percents))


def _laid(text: str, at: int, boxes: Sequence[Box]) -> list[Word]:
    """The words of a corrected stretch: each in the box it replaces where there are as many, else sharing their box."""
    spans, end = [], 0
    for part in text.split():
        start = text.index(part, end)
        end = start + len(part)
        spans.append((start, end))
    if not boxes or not spans:
        return []
    if len(spans) != len(boxes):
        whole = boxes[0]
        for box in boxes[1:]:
            whole = whole.union(box)
        scale = (whole.x1 - whole.x0) / len(text)
        boxes = [Box(whole.x0 + start * scale, whole.y0, whole.x0 + end * scale, whole.y1) for start, end in spans]
    return [Word(at + start, at + end, box) for (start, end), box in zip(spans, boxes, strict=True)]


def span_before(corrections: Sequence[Correction], start: int, end: int) -> tuple[int, int]:
    """Where a span of the corrected text stands in the engine's own; corrected ones that it touches count whole."""
    moved, first, last = 0, start, end
    begun = ended = False
    for each in corrections:
        shown_start = each.start + moved
        shown_end = shown_start + len(each.text)
        if not begun and start < shown_end:
            first, begun = min(start - moved, each.start), True
        if not ended and end <= shown_start:
            last, ended = end - moved, True
        elif not ended and end <= shown_end:
            last, ended = each.end, True
        moved += len(each.text) - (each.end - each.start)
    return (first if begun else start - moved), (last if ended else end - moved)


def with_unseen(read: PageText, layer: PageText) -> PageText:
    """What an engine read, followed by the parts of the file's own text that no picture shows."""
    text, words, layers = read.text, list(read.words), list(read.layers)
    percents = bytearray(read.confidences)
    for span in layer.layers:
        if span.layer not in _UNSEEN or not layer.text[span.start : span.end].strip():
            continue
        text += "\n" if text else ""
        shift = len(text) - span.start
        text += layer.text[span.start : span.end]
        layers.append(LayerSpan(span.layer, span.start + shift, span.end + shift))
        inside = [word for word in layer.words if span.start <= word.start and word.end <= span.end]
        words += [Word(word.start + shift, word.end + shift, word.box) for word in inside]
        percents += bytes([_CERTAIN]) * len(inside)
    return PageText(text, tuple(words), bytes(percents), tuple(layers))
