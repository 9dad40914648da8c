"""Use cases of tracing: where the words of a draft's statements stand among the case's pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from explorer.analyze.ground import SourcePage
from explorer.analyze.quote_parts import Quotation
from explorer.analyze.said_by import is_somebody_else, said
from explorer.analyze.statements import statements as statements_in
from explorer.app.record import Record
from explorer.app.searching import Searching
from explorer.extract.draft_reading import read_draft
from explorer.jobs.job import JobContext
from explorer.jobs.trace import Rows, Tracer
from explorer.model.document import Box, DocumentId, Layer, Page, PageFlag, PageId
from explorer.model.draft import Draft, Statement, StatementKind
from explorer.model.passage import PageRef, Passage, boxes_of_span
from explorer.model.trace import Match, Trace
from explorer.store import columns, documents, recognition

_PORTION = 1_000  # pages
_LONGEST = 40  # words of a part that the index is asked for
_CERTAIN = 100  # percent; a person wrote the word, or the file holds it as text


class Tracing:
    """Reads what the case holds now; changes nothing."""

    def __init__(self, record: Record, searching: Searching) -> None:
        self._record, self._searching = record, searching

    def trace(self, statements: Sequence[Statement], context: JobContext, on_trace: Callable[[Trace], None]) -> None:
        """Trace statements; each is told as soon as it is settled, in no particular order.

        Raises:
            JobCancelledError: cancelled; what was told stays told.
        """
        speakers = {each.n: each.speaker for each in statements}
        senders: dict[DocumentId, str] = {}

        def tell(trace: Trace) -> None:
            told = [self._attributed(match, speakers[trace.n], senders) for match in trace.matches]
            alike = groupby(told, key=lambda each: each.score)  # who said it first goes before who quotes it
            ordered = [match for _, group in alike for match in sorted(group, key=lambda each: each.is_quoted)]
            on_trace(replace(trace, matches=tuple(ordered)))

        Tracer(_CaseShelf(self._record, self._searching)).trace(statements, context, tell)

    def _attributed(self, match: Match, speaker: str, senders: dict[DocumentId, str]) -> Match:
        """A match with who says its words there."""
        passage = match.passages[0]
        page = self._record.ask(documents.page_at, passage.document, passage.ordinal)
        if passage.document not in senders:
            senders[passage.document] = self._record.ask(documents.own_place, passage.document).sender
        body = max((span.end for span in page.layers if span.layer is Layer.HEADERS), default=0)
        held = said(page.text, passage.start, senders[passage.document], body)
        is_else = is_somebody_else(speaker, [held.by])
        return replace(match, said_by=held.by, is_quoted=held.is_quoted, by_somebody_else=is_else)

    def read(self, path: Path) -> tuple[Draft, list[Statement]]:
        """A draft that need not be kept in the case, and its statements.

        Raises:
            NotADraftError: it is of a kind that no draft is written in.
            DraftUnreadableError: it cannot be read.
        """
        draft = read_draft(path)
        return draft, statements_in(draft.text, draft.set_off)

    def trace_words(self, words: str) -> Trace:
        """Trace one quotation, as it is pasted into the search bar."""
        found: list[Trace] = []
        self.trace([Statement(1, StatementKind.QUOTE, words, ((0, len(words)),))], JobContext(), found.append)
        return found[0]

    def boxes(self, passage: Passage) -> tuple[Box, ...]:
        """The boxes of a passage on its page, one for each line, in points."""
        page = self._record.ask(documents.page_at, passage.document, passage.ordinal)
        return boxes_of_span(self._record.ask(documents.words, page.id), passage.start, passage.end)


class _CaseShelf:
    def __init__(self, record: Record, searching: Searching) -> None:
        self._record, self._searching = record, searching
        self._lengths: dict[DocumentId, int] = {}

    def likely(self, quote: Quotation, most: int) -> Sequence[PageId]:
        parts = [quote.text[each.start : each.start + each.letters.ends[-1]] for each in quote.parts] or [quote.plain]
        return self._searching.pages_holding([" ".join(each.split()[:_LONGEST]) for each in parts], most)

    def about(self, words: Sequence[str], most: int) -> Sequence[PageId]:
        return self._searching.pages_about(" ".join(words), most)

    def portions(self) -> Iterator[Rows]:
        pages = self._record.ask(columns.page_ids)
        for at in range(0, len(pages), _PORTION):
            yield self._record.ask(columns.page_texts, pages[at : at + _PORTION])

    def page(self, page: PageId) -> SourcePage | None:
        held = self._record.ask(documents.texts, [page]).get(page)
        return self._source(held) if held else None

    def numbered(self, document: DocumentId, ordinal: int) -> SourcePage | None:
        if not 0 < ordinal <= self._pages_of(document):
            return None
        return self._source(self._record.ask(documents.page_at, document, ordinal))

    def count(self) -> int:
        return self._record.ask(columns.page_count)

    def _pages_of(self, document: DocumentId) -> int:
        if document not in self._lengths:
            self._lengths[document] = len(self._record.ask(documents.page_outline, document))
        return self._lengths[document]

    def _source(self, page: Page) -> SourcePage:
        unsure = self._unsure(page) if PageFlag.OCR in page.flags else ()
        return SourcePage(page.document, page.ordinal, page.text, unsure, page.layers)

    def _unsure(self, page: Page) -> tuple[tuple[int, int], ...]:
        """The words that an engine read off the picture and that nobody has put right."""
        found = self._record.ask(documents.words, page.id)
        percents = self._record.ask(recognition.confidences, PageRef(page.document, page.ordinal))
        if len(percents) != len(found):
            return ((0, len(page.text)),)
        return tuple(
            (word.start, word.end) for word, percent in zip(found, percents, strict=True) if percent < _CERTAIN
        )
