"""A draft's text split into what has to be traced: each quotation, and each sentence that holds something checkable.

Quotations never overlap each other, nor do sentences; a sentence may hold quotations. Time is in proportion to the
text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.analyze.checkables import Vocabulary, checkables
from explorer.analyze.quotations import Quotation, quotations
from explorer.analyze.sentences import sentences
from explorer.analyze.speakers import says, signature, speaker
from explorer.model.draft import Statement, StatementKind, Token, TokenKind

_NAMED = 50  # speakers of one sentence; no writer names more
_LEADING = 200
_BETWEEN = 160  # characters of an attribution that cuts a quotation in two

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Said:
    """A quotation with the pieces that an attribution cut it into."""

    start: int
    end: int
    spans: tuple[Span, ...]
    outer: tuple[Span, ...]  # with the marks


def statements(text: str, set_off: Sequence[Span] = ()) -> list[Statement]:
    """The text's statements by where they begin; a quotation comes before a sentence that begins with it.

    Args:
        set_off: paragraphs of the text that are quotations by how they are set.
    """
    return [each for each, _ in framed(text, set_off)]


def framed(text: str, set_off: Sequence[Span] = ()) -> list[tuple[Statement, str]]:
    """The statements, each quotation with the words of its sentence that stand outside of all quotations."""
    quoted = quotations(text, set_off)
    closed = [(each.start, each.end) for each in quoted]
    spans = list(_sentences(text, closed))
    said = list(_joined(text, quoted, spans))
    made = sorted(_made(text, said, spans), key=lambda each: (each[0].start, each[0].kind is StatementKind.STATEMENT))
    return [(replace(each, n=n), frame) for n, (each, frame) in enumerate(made, 1)]


def _sentences(text: str, closed: Sequence[Span]) -> Iterator[Span]:
    """Sentences of each paragraph; one that a quotation carries over several paragraphs stays whole."""
    start, at = 0, 0
    while start <= len(text):
        end = text.find("\n", start)
        while end != -1:
            while at < len(closed) and closed[at][1] <= end:
                at += 1
            if at == len(closed) or closed[at][0] > end:
                break
            end = text.find("\n", closed[at][1])
        end = len(text) if end == -1 else end
        low = bisect_left(closed, (start, start))
        high = bisect_left(closed, (end, end))
        yield from sentences(text, start, end, closed[low:high])
        start = end + 1


def _joined(text: str, quoted: Sequence[Quotation], spans: Sequence[Span]) -> Iterator[_Said]:
    """Quotations, those that an attribution cuts in two as one."""
    ends = [end for _, end in spans]
    at = 0
    while at < len(quoted):
        first = last = at
        while last + 1 < len(quoted) and _is_cut(text, quoted[last], quoted[last + 1], ends):
            last += 1
        pieces = quoted[first : last + 1]
        inner = tuple(span for each in pieces for span in each.spans)
        yield _Said(pieces[0].start, pieces[-1].end, inner, tuple((each.start, each.end) for each in pieces))
        at = last + 1


def _is_cut(text: str, first: Quotation, second: Quotation, ends: Sequence[int]) -> bool:
    """Whether only an attribution within one sentence stands between both."""
    between = text[first.end : second.start]
    if len(between) > _BETWEEN or "\n" in between or not between.strip():
        return False
    sentence_end = ends[bisect_left(ends, first.end)] if ends and ends[-1] >= first.end else first.end
    if sentence_end < second.end or not says(between):
        return False
    words = text[first.spans[-1][0] : first.spans[-1][1]]
    goes_on = words[-1] in ",—–-…" or between.lstrip()[:1] in ",—–-"
    return goes_on and between.rstrip()[-1] in ",—–-:"


def _made(text: str, said: Sequence[_Said], spans: Sequence[Span]) -> Iterator[tuple[Statement, str]]:
    """Statements out of quotations and sentences; each checkable token belongs to one of them."""
    starts = [each.start for each in said]
    vocabulary = Vocabulary.of(text)
    for at, (start, end) in enumerate(spans):
        within = said[bisect_left(starts, start) : bisect_left(starts, end)]
        outer = [span for each in within for span in each.outer]
        tokens = _outside(checkables(text, start, end, vocabulary), outer)
        speakers = list(_speakers(text, within, (start, end)))
        frame = _frame(text, start, end, outer)
        if not any(char.isalnum() for char in frame):
            signed, line = signature(text, start, max(end, outer[-1][1] if outer else end))
            frame = f"{_attributed(text, frame, start, spans[at : at + 2])} {line}".rstrip()
            speakers = [who or signed for who in speakers]
        naming = " ; ".join(list(dict.fromkeys(speakers))[:_NAMED])
        checked = any(not _is_speaker(text, token, naming) for token in tokens)
        for each, who in zip(within, speakers, strict=True):
            yield _quote(text, each, who, () if checked or each is not within[0] else tokens), frame
        if checked:
            yield Statement(0, StatementKind.STATEMENT, text[start:end], ((start, end),), "", tuple(tokens)), ""


def _quote(text: str, said: _Said, who: str, beside: Sequence[Token]) -> Statement:
    own = [Token(TokenKind.QUOTATION, *span) for span in said.spans]
    words = " ".join(text[first:last] for first, last in said.spans)
    tokens = sorted([*own, *beside], key=lambda token: token.start)
    return Statement(0, StatementKind.QUOTE, words, said.spans, who, tuple(tokens))


def _frame(text: str, start: int, end: int, outer: Sequence[Span]) -> str:
    """The words of a sentence with an ellipsis for each quotation."""
    edges = [start, *(edge for span in outer for edge in span), max(end, outer[-1][1] if outer else end)]
    pieces = [text[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True)]
    return " ".join("…".join(pieces).split())


def _attributed(text: str, frame: str, start: int, spans: Sequence[Span]) -> str:
    """The frame of a sentence that is all quotation, with the words before or after it that say whose it is."""
    before = _leading(text, start)
    after = text[slice(*spans[1])] if len(spans) > 1 and "\n" not in text[spans[0][1] : spans[1][0]] else ""
    after = after[:_BETWEEN] if says(after) and "\n" not in after else ""
    return " ".join(f"{before} {frame} {after}".split())


def _outside(tokens: Sequence[Token], outer: Sequence[Span]) -> list[Token]:
    """Tokens that touch no quotation."""
    ends = [end for _, end in outer]

    def is_free(token: Token) -> bool:
        at = bisect_right(ends, token.start)
        return at == len(outer) or outer[at][0] >= token.end

    return [token for token in tokens if is_free(token)]


def _speakers(text: str, within: Sequence[_Said], sentence: Span) -> Iterator[str]:
    """Who says each quotation of a sentence, by its words on both sides, as far as the next quotations."""
    before = sentence[0]
    pieces = [span for each in within for span in each.outer]
    at = 0
    for each in within:
        following = pieces[at + 1][0] if at + 1 < len(pieces) else max(sentence[1], each.end)
        led = _leading(text, each.start) if before == each.start else text[before : each.start]
        yield speaker(led, text[each.outer[0][1] : following])
        at, before = at + len(each.outer), each.end


def _leading(text: str, start: int) -> str:
    """The end of the paragraph above, if it leads to what stands here: "The memo says:"."""
    above = text[:start].rstrip()[-_LEADING:] if start <= _LEADING else text[start - _LEADING : start].rstrip()
    return above.rpartition("\n")[2] if above.endswith(":") and "\n" in text[start - 1 : start] else ""


def _is_speaker(text: str, token: Token, speakers: str) -> bool:
    """Whether a name or title only says who speaks."""
    return token.kind in (TokenKind.NAME, TokenKind.TITLE) and text[token.start : token.end] in speakers
