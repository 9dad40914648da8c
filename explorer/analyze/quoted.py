"""The layers of a message's text: what its sender wrote, what is quoted from earlier messages, signatures, small print.

Sources: RFC 3676 (quote marks, the signature's separator); the forms that mail programs write before a quotation.
A line is in at most one layer. Time is in proportion to the text: each line looks ahead over a fixed number of others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explorer.analyze.quote_marks import (
    DEEPEST,
    attribution,
    depth_of,
    header_block,
    is_rule,
    leads_to_marks,
    unmarked,
)
from explorer.analyze.signatures import contact_block, is_device, is_disclaimer, is_separator
from explorer.model.message import Voice, VoiceSpan

_PARAGRAPH = 60  # lines of small print in one piece
_CLOSE = 3  # lines between "-----Original Message-----" and the headers below it


@dataclass(slots=True)
class _Line:
    depth: int
    voice: Voice | None  # None: the sender's own words, of this message or of a quoted one


def voices(text: str, start: int = 0) -> tuple[VoiceSpan, ...]:
    """The layers of ``text[start:]`` in order, none overlapping; offsets count from the text's beginning.

    A page's text begins with its message's own headers: ``start`` is where they end.
    """
    return page_voices([(text, start)])[0]


def page_voices(pages: Iterable[tuple[str, int]]) -> list[tuple[VoiceSpan, ...]]:
    """The layers of one message that goes on over pages, for each page by offsets in its own text.

    What was begun without marks on one page, as below "-----Original Message-----", goes on over the next.

    Args:
        pages: each page's text, and where in it the message's words begin.
    """
    found, below = [], 0
    for text, start in pages:
        lines = text[start:].split("\n")
        marked, below = _depths(lines, below)
        for first, last in _runs(marked):
            _mark_signature(lines, marked, first, last)
            _mark_small_print(lines, marked, first, last)
        found.append(tuple(_spans(lines, marked, start)))
    return found


def printed_voices(text: str, headers: Sequence[tuple[int, int]]) -> tuple[VoiceSpan, ...]:
    """The layers below each header printed on a page; above the first one nothing is told apart.

    Args:
        text: of the page, up to where its words end.
        headers: where those stand that are not quoted themselves, in order.
    """
    ends = [*(start for start, _ in headers[1:]), len(text)]
    return tuple(
        span for (_, start), end in zip(headers, ends, strict=False) for span in page_voices([(text[:end], start)])[0]
    )


def own_text(text: str, spans: Sequence[VoiceSpan]) -> str:
    """What the sender wrote: the text without its layers."""
    pieces, at = [], 0
    for span in spans:
        pieces.append(text[at : span.start])
        at = span.end
    return "".join([*pieces, text[at:]])


def quoted_text(text: str, spans: Sequence[VoiceSpan]) -> str:
    """Everything that is quoted from earlier messages, however deep."""
    return "\n".join(text[span.start : span.end] for span in spans if span.depth)


def _depths(lines: Sequence[str], below: int) -> tuple[list[_Line], int]:
    """Each line's depth: its marks, and the whole messages that were begun above it without marks.

    Args:
        below: how many such messages were begun on the pages before. How many there are now is returned.
    """
    found: list[_Line] = []
    ruled_at, introduced = -_CLOSE - 1, 0
    for at, line in enumerate(lines):
        marks = depth_of(line)
        if at < introduced:
            found.append(_Line(found[-1].depth, None))
            continue
        if marks == 0 and is_rule(lines, at):
            below, ruled_at = min(below + 1, DEEPEST), at
        elif marks == 0 and header_block(lines, at) and not (at - ruled_at <= _CLOSE):
            below = min(below + 1, DEEPEST)
        else:
            count = attribution(lines, at)
            introduced = at + count
            if count and leads_to_marks(lines, at + count, marks):
                marks += 1
            elif count and not marks:
                below = min(below + 1, DEEPEST)
        found.append(_Line(min(below + marks, DEEPEST), None))
    _join_blanks(lines, found)
    return found, below


def _join_blanks(lines: Sequence[str], found: list[_Line]) -> None:
    """A line without words is as deep as the shallower of its neighbours, but no less than its marks say."""
    filled = [bool(line.strip(" >\t\r")) for line in lines]
    above = below = 0
    above_of: list[int] = []
    for at, mark in enumerate(found):
        above = mark.depth if filled[at] else above
        above_of.append(above)
    for at in range(len(found) - 1, -1, -1):
        below = found[at].depth if filled[at] else below
        if not filled[at]:
            marks = found[at].depth if lines[at].strip() else 0
            found[at].depth = max(marks, min(above_of[at], below))


def _runs(marked: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """First and one past last line of each stretch of one depth."""
    first = 0
    for at in range(1, len(marked) + 1):
        if at == len(marked) or marked[at].depth != marked[first].depth:
            yield first, at
            first = at


def _mark_signature(lines: Sequence[str], marked: Sequence[_Line], first: int, last: int) -> None:
    """What follows the separator; the line that names a device; the contact block at the end."""
    run = [unmarked(lines[at]) for at in range(first, last)]
    separated = next((at for at, line in enumerate(run) if is_separator(line)), len(run))
    for at, line in enumerate(run):
        if at >= separated or is_device(line):
            marked[first + at].voice = Voice.SIGNATURE
    if separated < len(run):
        return
    end = len(run)
    while end and (not run[end - 1].strip() or marked[first + end - 1].voice):
        end -= 1
    for at in range(contact_block(run[max(0, end - 40) : end]) + max(0, end - 40), end):
        marked[first + at].voice = Voice.SIGNATURE


def _mark_small_print(lines: Sequence[str], marked: Sequence[_Line], first: int, last: int) -> None:
    """Paragraphs that read as small print, also below a signature's separator."""
    at = first
    while at < last:
        end = at
        while end < last and end - at < _PARAGRAPH and unmarked(lines[end]).strip():
            end += 1
        if end > at and is_disclaimer("\n".join(unmarked(line) for line in lines[at:end])):
            for number in range(at, end):
                marked[number].voice = Voice.DISCLAIMER
        at = max(end, at + 1)


def _spans(lines: Sequence[str], marked: Sequence[_Line], offset: int) -> Iterator[VoiceSpan]:
    """Neighbouring lines of one layer as one span, without the empty lines around it."""
    open_span: VoiceSpan | None = None
    for line, mark in zip(lines, marked, strict=True):
        end = offset + len(line)
        voice = mark.voice or (Voice.QUOTED if mark.depth else None)
        if line.strip():
            same = open_span is not None and (open_span.voice, open_span.depth) == (voice, mark.depth)
            if open_span is not None and not same:
                yield open_span
            begin = open_span.start if open_span is not None and same else offset
            open_span = VoiceSpan(voice, mark.depth, begin, end) if voice else None
        offset = end + 1
    if open_span is not None:
        yield open_span
