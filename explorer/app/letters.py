"""Reads messages from their pages: what each sender wrote, what is quoted, where every stretch of it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.analyze.quoted import page_voices, printed_voices
from explorer.app.reading import Reading
from explorer.app.record import Record
from explorer.model.conversation import Turn
from explorer.model.document import Document, Kind, Layer, Page
from explorer.model.letter import Copy, Letter, LetterPart
from explorer.model.message import MessageFacts, Voice, VoiceSpan
from explorer.model.passage import PageRef
from explorer.model.printed import PrintedMessage
from explorer.store import documents, printed

_LONGEST = 200_000  # characters of a message
_MOST_PAGES = 400
_GOES_ON = 3  # pages that a printed message may go on over without another header

Stretch = tuple[Page, int, int]  # characters of a page's text


class Letters:
    """Any thread may ask."""

    def __init__(self, record: Record, reading: Reading) -> None:
        self._record, self._reading = record, reading

    def letter(self, turn: Turn) -> Letter | None:
        """What a message says; None for one that is not in the case.

        Raises:
            InputError: it is no longer in the case.
        """
        if not turn.copies:
            return None
        facts = turn.copies[0]
        place = self._reading.own_place(facts.document)
        message = None if place.kind is Kind.EMAIL else self._message(facts)
        stretches = list(self._mail(facts) if message is None else self._printed(facts, message))
        parts, is_cut = _within(_parts(stretches), _LONGEST)
        return Letter(
            copies=tuple(self._copy(each) for each in turn.copies),
            to=message.to if message else place.to,
            cc=message.cc if message else place.cc,
            parts=_raised(parts) if message is not None and message.is_quoted else parts,
            attachments=self._attachments(place),
            is_cut=is_cut,
        )

    def voices(self, page: Page) -> tuple[VoiceSpan, ...]:
        """The layers of one page of a message, by offsets in its text; none of a page that is no message's."""
        if self._reading.own_place(page.document).kind is not Kind.EMAIL:
            return self._printed_voices(page)
        pages = [self._record.ask(documents.page_at, page.document, each) for each in range(1, page.ordinal)]
        return page_voices([(each.text, _body_start(each)) for each in (*pages[-_MOST_PAGES:], page)])[-1]

    def message_at(self, page: PageRef, start: int) -> PrintedMessage | None:
        """The message printed at a place of a page: the last whose header begins before it, else the page's first."""
        found = self._record.ask(printed.on_page, page.document, page.ordinal)
        before = [each for each in found if each.start <= start]
        return before[-1] if before else next(iter(found), None)

    def _copy(self, facts: MessageFacts) -> Copy:
        page = PageRef(facts.document, facts.page)
        return Copy(page, str(replace(self._reading.citation(page), credit="")))

    def _attachments(self, place: Document) -> tuple[Document, ...]:
        if place.kind is not Kind.EMAIL:
            return ()
        return tuple(each for each in self._reading.children(place.id) if each.pages)

    def _mail(self, facts: MessageFacts) -> Iterator[Stretch]:
        for outline in self._reading.outline(facts.document)[:_MOST_PAGES]:
            page = self._reading.page(outline.id)
            yield page, _body_start(page), _body_end(page)

    def _message(self, facts: MessageFacts) -> PrintedMessage | None:
        said = (facts.subject, facts.date, facts.sender)
        found = self._record.ask(printed.on_page, facts.document, facts.page)
        return next((each for each in found if (each.subject, each.date, each.sender) == said), None)

    def _printed(self, facts: MessageFacts, message: PrintedMessage) -> Iterator[Stretch]:
        """From below a header up to the next message, at most a few pages."""
        start = message.end
        for outline in self._reading.outline(facts.document)[facts.page - 1 : facts.page + _GOES_ON]:
            page = self._reading.page(outline.id)
            others = self._record.ask(printed.on_page, facts.document, outline.ordinal)
            ends = [each.start for each in others if each.start >= start and (message.is_quoted or not each.is_quoted)]
            yield page, start, min([*ends, _body_end(page)])
            if ends:
                return
            start = 0

    def _printed_voices(self, page: Page) -> tuple[VoiceSpan, ...]:
        found = self._record.ask(printed.on_page, page.document, page.ordinal)
        return printed_voices(page.text[: _body_end(page)], [(e.start, e.end) for e in found if not e.is_quoted])


def _body_start(page: Page) -> int:
    """Where the words begin below a message's own headers."""
    return max((each.end for each in page.layers if each.layer is Layer.HEADERS), default=0)


def _body_end(page: Page) -> int:
    """Where the words end, before what is set beside them: comments, fields, what a file says of itself."""
    beside = (Layer.COMMENT, Layer.FIELD, Layer.PROPERTIES, Layer.REVISION)
    return min((each.start for each in page.layers if each.layer in beside), default=len(page.text))


def _parts(stretches: Sequence[Stretch]) -> Iterator[LetterPart]:
    layers = page_voices([(page.text[:end], min(start, end)) for page, start, end in stretches])
    for (page, start, end), spans in zip(stretches, layers, strict=True):
        at = start
        for span in spans:
            yield from _part(page, None, 0, at, span.start)
            yield from _part(page, span.voice, span.depth, span.start, span.end)
            at = span.end
        yield from _part(page, None, 0, at, end)


def _part(page: Page, voice: Voice | None, depth: int, start: int, end: int) -> Iterator[LetterPart]:
    """A stretch without the white space around it; nothing where there are no words."""
    text = page.text[start:end]
    begin = start + len(text) - len(text.lstrip())
    bare = text.strip()
    if bare:
        yield LetterPart(voice, depth, bare, PageRef(page.document, page.ordinal), begin, begin + len(bare))


def _within(parts: Iterator[LetterPart], most: int) -> tuple[tuple[LetterPart, ...], bool]:
    """The parts up to so many characters, and whether any were left out."""
    kept: list[LetterPart] = []
    for part in parts:
        if len(part.text) > most:
            cut = part.text[:most]
            kept += (
                [LetterPart(part.voice, part.depth, cut, part.page, part.start, part.start + len(cut))] if cut else []
            )
            return tuple(kept), True
        most -= len(part.text)
        kept.append(part)
    return tuple(kept), False


def _raised(parts: Sequence[LetterPart]) -> tuple[LetterPart, ...]:
    """The parts of a message that is itself quoted: the shallowest are its sender's own words."""
    least = min((part.depth for part in parts), default=0)
    if not least:
        return tuple(parts)
    return tuple(
        LetterPart(
            None if part.voice is Voice.QUOTED and part.depth == least else part.voice,
            part.depth - least,
            part.text,
            part.page,
            part.start,
            part.end,
        )
        for part in parts
    )
