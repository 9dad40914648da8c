"""Traces quotations through a case: first where the index says their words stand, then, for the rest, every page."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Protocol

from explorer.analyze.candidate_passages import stretch, telling_words
from explorer.analyze.ground import Ground, SourcePage, one_page, over_the_break
from explorer.analyze.quote_findings import Finding, findings
from explorer.analyze.quote_parts import Quotation, quotation
from explorer.analyze.quote_seeds import OF_HALVES, Seeds
from explorer.analyze.quote_verdict import verdict
from explorer.jobs.job import JobContext, Progress
from explorer.model.document import DocumentId, PageId
from explorer.model.draft import Statement, StatementKind
from explorer.model.trace import Match, Trace, Verdict

_CUTOFF = 50.0  # likeness below which nothing is said
_LIKELY = 20  # pages asked of the index for one quotation
_OF_PORTION, _LOOKED_AT = 12, 10  # candidates kept of a portion of pages, and of all
_OVER = 5  # candidates whose page breaks are looked at
_REACH = 700  # characters on either side of a page break, beside the quotation's own length
_AROUND = 2  # pages on either side that show what recurs at the edges
_CANDIDATES = 8  # passages shown for a sentence
_KEPT = 400  # grounds kept to be looked at again

Rows = Sequence[tuple[PageId, str]]


class Shelf(Protocol):
    """The case's pages, as tracing needs them."""

    def likely(self, quote: Quotation, most: int) -> Sequence[PageId]:
        """Pages that the index names for the words of a quotation, the likeliest first."""

    def about(self, words: Sequence[str], most: int) -> Sequence[PageId]:
        """Pages that the index names for any of some words, the likeliest first."""

    def portions(self) -> Iterator[Rows]:
        """All pages with their texts, some thousand at a time."""

    def page(self, page: PageId) -> SourcePage | None:
        """A page; None if it is gone."""

    def numbered(self, document: DocumentId, ordinal: int) -> SourcePage | None:
        """A document's page by its number; None where there is none."""

    def count(self) -> int:
        """How many pages hold text."""


@dataclass(slots=True)
class _Search:
    """A quotation, and what was found for it so far."""

    n: int
    quote: Quotation
    kind: StatementKind
    found: list[Finding] = field(default_factory=list)
    grounds: dict[PageId, Ground] = field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        return any(each.verdict in (Verdict.EXACT, Verdict.ELIDED) for each in self.found)

    def verdict(self) -> Trace:
        return verdict(self.n, self.quote, self.found, list(self.grounds.values()))


class Tracer:
    """Traces any number of quotations through one case."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._grounds: dict[PageId, Ground | None] = {}

    def trace(self, statements: Sequence[Statement], context: JobContext, on_trace: Callable[[Trace], None]) -> None:
        """Trace statements; each is told as soon as it is settled.

        A sentence that is no quotation is not looked for on every page: it is only given passages that it may rest on.

        Raises:
            JobCancelledError: cancelled; what was told stays told.
        """
        began = time.monotonic()
        searches = [_Search(each.n, quotation(each.text), each.kind) for each in statements]
        rest: list[_Search] = []
        for at, search in enumerate(searches):
            context.report(_progress("Asking the index", at, len(searches), "quotation", began))
            if not search.quote.letters:
                on_trace(Trace(search.n, Verdict.NOT_FOUND))
                continue
            self._look(search, self._shelf.likely(search.quote, _LIKELY))
            if search.is_settled:
                on_trace(search.verdict())
            elif search.kind is StatementKind.STATEMENT:
                on_trace(self._may_rest_on(search))
            else:
                rest.append(search)
        if rest:
            self._read_everything(rest, context)
        for at, search in enumerate(rest):
            context.report(_progress("Comparing", at, len(rest), "quotation", began))
            self._look_over_breaks(search)
            on_trace(search.verdict())

    def _look(self, search: _Search, pages: Sequence[PageId]) -> None:
        for page in pages:
            ground = self._ground(page)
            if ground is not None and page not in search.grounds:
                search.grounds[page] = ground
                search.found += findings(search.quote, ground, _CUTOFF)

    def _may_rest_on(self, search: _Search) -> Trace:
        """A sentence with the passages that hold most of its telling words, and no more said of it."""
        wanted = telling_words(search.quote.text)
        found: list[Match] = []
        for page in self._shelf.about(list(wanted), _LIKELY) if wanted else ():
            ground = self._ground(page)
            held = stretch(wanted, ground.text) if ground else None
            if ground and held:
                passages = ground.passages(held.start, held.end)
                words = " ".join(ground.text[held.start : held.end].split())
                found.append(Match(passages, round(held.share * 100, 1), words, uncertain=ground.is_unsure(passages)))
        best = sorted(found, key=lambda each: -each.score)[:_CANDIDATES]
        return Trace(search.n, Verdict.NOT_FOUND, tuple(best))

    def _read_everything(self, searches: Sequence[_Search], context: JobContext) -> None:
        """Look at the pages that share most runs of letters with each quotation, of all pages of the case."""
        total = self._shelf.count()
        seeds = Seeds([search.quote.letters.text for search in searches], total)
        best: dict[tuple[int, int | None], list[tuple[int, PageId]]] = defaultdict(list)
        began, done = time.monotonic(), 0
        for rows in self._shelf.portions():
            for each in seeds.candidates([text for _, text in rows], _OF_PORTION):
                best[each.quote, each.half].append((each.runs, rows[each.page][0]))
            done += len(rows)
            context.report(_progress("Reading every page", done, total, "page", began))
        for at, search in enumerate(searches):
            context.checkpoint()
            for half, most in ((None, _LOOKED_AT), (0, OF_HALVES), (1, OF_HALVES)):
                ranked = dict.fromkeys(page for _, page in nlargest(2 * most, best[at, half]))
                self._look(search, list(ranked)[:most])

    def _look_over_breaks(self, search: _Search) -> None:
        """Where a quotation is only nearly on a page, look at the page breaks before and after it."""
        if search.is_settled:
            return
        reach = _REACH + 2 * len(search.quote.text)
        seen: set[tuple[DocumentId, int]] = set()
        for ground in list(search.grounds.values())[-_LOOKED_AT:][:_OVER] + list(search.grounds.values())[:_OVER]:
            page = ground.stretches[0][0]
            for first in (page.ordinal - 1, page.ordinal):
                if (page.document, first) not in seen:
                    seen.add((page.document, first))
                    self._look_over_break(search, page.document, first, reach)

    def _look_over_break(self, search: _Search, document: DocumentId, first: int, reach: int) -> None:
        before, after = self._shelf.numbered(document, first), self._shelf.numbered(document, first + 1)
        if before is None or after is None:
            return
        around = [self._shelf.numbered(document, at) for at in range(first - _AROUND + 1, first + _AROUND + 1)]
        texts = [each.text for each in around if each and each.ordinal not in (first, first + 1)]
        ground = over_the_break(before, after, texts, reach)
        search.found += [each for each in findings(search.quote, ground, _CUTOFF) if len(each.match.passages) > 1]

    def _ground(self, page: PageId) -> Ground | None:
        if page not in self._grounds:
            if len(self._grounds) >= _KEPT:
                self._grounds.pop(next(iter(self._grounds)))
            source = self._shelf.page(page)
            self._grounds[page] = one_page(source) if source else None
        return self._grounds[page]


def _progress(stage: str, done: int, total: int, unit: str, began: float) -> Progress:
    passed = time.monotonic() - began
    return Progress(stage, done, total, unit, seconds_left=passed / done * (total - done) if done else None)
