"""What the sender of a message wrote, beside what is quoted from earlier ones: quoted words weigh less in a search."""

from collections.abc import Iterable, Sequence

from explorer.analyze.quoted import page_voices, printed_voices
from explorer.model.document import Layer, LayerSpan
from explorer.model.printed import PrintedMessage

_BESIDE = (Layer.COMMENT, Layer.FIELD, Layer.PROPERTIES, Layer.REVISION)  # set beside a page's words


def own_words(pages: Iterable[tuple[str, Iterable[LayerSpan]]]) -> list[str | None]:
    """The text of each page of one message without the words that it quotes; None where it quotes none.

    Args:
        pages: text and layers of the message's pages, from the first on.
    """
    held = [
        (text, max((each.end for each in layers if each.layer is Layer.HEADERS), default=0)) for text, layers in pages
    ]
    return [
        _without(text, [(span.start, span.end) for span in spans if span.depth])
        for (text, _), spans in zip(held, page_voices(held), strict=True)
    ]


def printed_own_words(text: str, layers: Iterable[LayerSpan], printed: Sequence[PrintedMessage]) -> str | None:
    """The text of a page that messages are printed on without the words that they quote; None where they quote none."""
    if not printed:
        return None
    until = min((each.start for each in layers if each.layer in _BESIDE), default=len(text))
    headers = [(each.start, each.end) for each in printed if not each.is_quoted]
    return _without(text, [(each.start, each.end) for each in printed_voices(text[:until], headers) if each.depth])


def _without(text: str, quoted: list[tuple[int, int]]) -> str | None:
    if not quoted:
        return None
    pieces, at = [], 0
    for start, end in quoted:
        pieces.append(text[at:start])
        at = end
    return "\n".join([*pieces, text[at:]])
