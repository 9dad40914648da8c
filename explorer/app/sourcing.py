"""Use cases of independence: which of a claim's passages come from the same hand, worked out from the case as it is."""

import threading
from collections.abc import Sequence
from itertools import accumulate

from explorer.analyze.independence import Source, independence
from explorer.analyze.quoted import voices
from explorer.app.conversing import Conversing, thread_id
from explorer.app.reading import Reading
from explorer.app.record import Record
from explorer.errors import InputError
from explorer.model.claim import Claim, Evidence, Stance
from explorer.model.conversation import Conversation
from explorer.model.document import Document, DocumentId, Kind, Layer, Page
from explorer.model.independence import Independence
from explorer.model.printed import PrintedMessage
from explorer.store import columns, documents, people, printed

_GOES_ON = 3  # pages that a printed message may go on over without another header
_PAGES = 300  # of a file whose other pages are compared, too
_ROOM = 2_000_000  # characters of them
_AUTHOR = "Author: "

MessageKey = tuple[str, int, str, str]  # document, page, subject, date
Threads = dict[MessageKey, tuple[str, str]]  # a thread's id and subject


class Sourcing:
    """Any thread may ask; a window asks off its own, because the threads of all mail are worked out once."""

    def __init__(self, record: Record, reading: Reading, conversing: Conversing) -> None:
        self._record, self._reading, self._conversing = record, reading, conversing
        self._lock = threading.Lock()
        self._threads: tuple[str, Threads] = ("", {})

    def independence(self, claim: Claim) -> Independence:
        """The claim's evidence by source, and why."""
        if len(claim.evidence) < 2:
            return independence([self._plain(each) for each in claim.evidence])
        return independence([self._source(each) for each in claim.evidence])

    def _plain(self, evidence: Evidence) -> Source:
        passage = evidence.passage
        supports = evidence.stance is Stance.SUPPORTS
        return Source(evidence.id, passage.document, passage.ordinal, passage.quote, "", supports=supports)

    def _source(self, evidence: Evidence) -> Source:
        passage = evidence.passage
        try:
            document = self._reading.own_place(passage.document)
            page = self._reading.page_at(passage.page)
        except InputError:  # the page is no longer in the case
            return self._plain(evidence)
        message = None if document.kind is Kind.EMAIL else self._message(page, passage.start)
        thread, subject = self._thread(document, message)
        headers = [
            each for each in self._record.ask(printed.on_page, page.document, page.ordinal) if not each.is_quoted
        ]
        is_quoted = _is_quoted(page, headers, passage.start) or (message is not None and message[1].is_quoted)
        sender = message[1].sender if message else document.sender if document.kind is Kind.EMAIL else ""
        return Source(
            evidence=evidence.id,
            document=passage.document,
            ordinal=passage.ordinal,
            quote=passage.quote,
            page_text=_body(page, headers),
            place=_where(page, document),
            thread=thread,
            thread_name=f"“{subject}”" if subject else "",
            addresses=frozenset() if is_quoted else people.people(sender),
            author="" if sender else document.sender or self._stated_author(passage.document),
            supports=evidence.stance is Stance.SUPPORTS,
            others=self._others(document, page),
        )

    def _others(self, document: Document, page: Page) -> tuple[tuple[str, str], ...]:
        """The other pages of a file; none of a long one, where each page had to be read for one passage."""
        if not 1 < document.pages <= _PAGES:
            return ()
        found = [each for each in self._record.ask(documents.pages, document.document) if each.ordinal != page.ordinal]
        lengths = accumulate(len(each.text) for each in found)
        kept = (each for each, length in zip(found, lengths, strict=True) if length <= _ROOM)
        return tuple((_where(each, document), each.text) for each in kept)

    def _message(self, page: Page, start: int) -> tuple[int, PrintedMessage] | None:
        """The message printed at a place of a page, and the page on which it begins."""
        for back in range(_GOES_ON + 1):
            found = self._record.ask(printed.on_page, page.document, page.ordinal - back)
            before = [each for each in found if back or each.start <= start]
            if before:
                return page.ordinal - back, before[-1]
        return None

    def _thread(self, document: Document, message: tuple[int, PrintedMessage] | None) -> tuple[str, str]:
        if message is None and document.kind is not Kind.EMAIL:
            return "", ""
        page, subject, date = 1, document.subject, document.date or ""
        if message is not None:
            page, subject, date = message[0], message[1].subject, message[1].date
        return self._by_message().get((document.document, page, subject, date), ("", ""))

    def _by_message(self) -> Threads:
        """The thread of each message; worked out once for each state of the case."""
        with self._lock:
            stamp = self._record.ask(columns.data_stamp)
            if self._threads[0] != stamp:
                found: Threads = {}
                for each in self._conversing.conversations():
                    found.update(_members(each))
                self._threads = (stamp, found)
            return self._threads[1]

    def _stated_author(self, document: DocumentId) -> str:
        """Who a file says wrote it, in the properties on its first page."""
        page = next(iter(self._record.ask(documents.pages, document)[:1]), None)
        lines = (
            (page.text[each.start : each.end] for each in page.layers if each.layer is Layer.PROPERTIES) if page else ()
        )
        return next((each[len(_AUTHOR) :] for each in lines if each.startswith(_AUTHOR)), "")


def _members(conversation: Conversation) -> Threads:
    name = thread_id(conversation)
    copies = [facts for turn in conversation.turns for facts in turn.copies]
    subject = copies[0].subject if copies else ""
    return {(each.document, each.page, each.subject, each.date): (name, subject) for each in copies}


def _where(page: Page, document: Document) -> str:
    return f"{page.label} of {document.name}" if page.label else document.name


def _body(page: Page, headers: Sequence[PrintedMessage]) -> str:
    """A page's text without what its file says of itself, which is alike for all that one office makes."""
    beside = (Layer.PROPERTIES, Layer.HEADERS, Layer.MARGIN)
    cuts = [(each.start, each.end) for each in page.layers if each.layer in beside]
    text, at, kept = page.text, 0, []
    for start, end in sorted([*cuts, *((each.start, each.end) for each in headers)]):
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    return "\n".join([*kept, text[at:]])


def _is_quoted(page: Page, headers: Sequence[PrintedMessage], start: int) -> bool:
    """Whether a place of a page stands in a message quoted there, so that its sender did not write it."""
    own = [each.end for each in page.layers if each.layer is Layer.HEADERS] + [each.end for each in headers]
    begin = max((end for end in own if end <= start), default=0)
    return any(span.depth and span.start <= start < span.end for span in voices(page.text, begin))
