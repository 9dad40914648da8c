"""Use cases of search: answers, and hits on a page and in a document."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from explorer.app.indexing import Indexing
from explorer.app.record import Record
from explorer.errors import EngineError
from explorer.jobs.job import JobContext
from explorer.jobs.shared_feed import Feed
from explorer.model.bates import parse_bates
from explorer.model.columns import PageTable
from explorer.model.document import DocumentId, Kind, Page, PageId, PlaceId
from explorer.model.ocr import PageDoubt
from explorer.model.passage import PageRef
from explorer.model.query import Hit, SearchRequest, SearchResult
from explorer.search.engine import SearchEngine
from explorer.search.highlight import spans
from explorer.search.searcher import Searcher
from explorer.search.syntax import parse
from explorer.store import columns, documents
from explorer.store.doubt import doubts

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one document, in the order of the answer."""

    document: PlaceId
    name: str
    kind: Kind
    date: str | None
    production: str
    hits: tuple[Hit, ...]


def grouped(hits: Sequence[Hit]) -> list[HitGroup]:
    """Hits by document; documents in the order of their first hit."""
    groups: dict[PlaceId, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.document, []).append(hit)
    return [
        HitGroup(place, of[0].name, of[0].kind, of[0].date, of[0].production, tuple(of)) for place, of in groups.items()
    ]


class CaseRecord:
    """The case as the search sees it: its columns, cached until its pages change."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._credits = {each.name: each.credit for each in record.ask(documents.productions)}
        self._table = record.ask(columns.page_table)

    def table(self) -> PageTable:
        return self._table

    def pages(self, ids: Iterable[PageId]) -> Mapping[PageId, Page]:
        return self._record.ask(documents.texts, ids)

    def tags(self) -> Mapping[str, Sequence[PageId]]:
        return self._record.ask(columns.tags)

    def cited(self) -> Sequence[PageId]:
        return self._record.ask(columns.cited_pages)

    def read(self) -> Sequence[PageId]:
        return self._record.ask(columns.read_pages)

    def naming(self, name: str) -> Sequence[PageId]:
        return self._record.ask(columns.pages_naming, name)

    def doubts(self, ids: Iterable[PageId]) -> Mapping[PageId, PageDoubt]:
        return self._record.ask(doubts, ids)

    def credit(self, production: str) -> str:
        return self._credits.get(production, "")


class Searching:
    """Search over one case. Any thread may ask."""

    def __init__(self, record: Record, indexing: Indexing) -> None:
        self._record, self._indexing = record, indexing
        self._engine: SearchEngine | None = None
        self._searcher: Searcher | None = None
        self._stamp = ""
        self._lock = threading.RLock()

    def search(self, request: SearchRequest) -> SearchResult:
        """The answer to a request; takes milliseconds, so a window asks from another thread.

        Raises:
            QueryError: the query cannot be read; says where and how to mend it.
        """
        result = self._answered(lambda: self._current().search(request))
        slow = self._indexing.slowness(result.took_ms)
        return replace(result, notices=(*result.notices, *slow)) if slow else result

    def best(self, request: SearchRequest) -> list[PageId]:
        """The pages that an answer would show, in order, without what is shown of them.

        Raises:
            QueryError: the query cannot be read; says where and how to mend it.
        """
        return [PageId(each) for each in self._answered(lambda: self._current().best(request))[1].tolist()]

    def page_stamped(self, bates: str) -> PageRef | None:
        """The page that carries a Bates number; None if none does or the text is no Bates number."""
        if parse_bates(bates) is None:
            return None
        hits = self.search(SearchRequest(f'bates:"{bates}"', limit=1)).hits
        if not hits:
            return None
        return PageRef(self._record.ask(documents.document, hits[0].document).document, hits[0].ordinal)

    def pages_holding(self, phrases: Sequence[str], most: int) -> list[PageId]:
        """Pages that the index names for phrases, the best first; none where the index cannot say."""
        return self._answered(lambda: self._current().holding(phrases, most))

    def pages_about(self, text: str, most: int) -> list[PageId]:
        """Pages that the index names for a text's words, the best first."""
        return self._answered(lambda: self._current().about(text, most))

    def check(self, query: str) -> None:
        """Raise QueryError if a query cannot be read."""
        parse(query)

    def hit_spans(self, query: str, page: PageId) -> list[tuple[int, int]]:
        """What a query lights on a page, as spans of its text; nothing for a query that cannot be read."""
        return spans(parse(query), self._record.ask(documents.page, page).text)

    def hit_pages(self, query: str, filters: Mapping[str, frozenset[str]], document: DocumentId) -> list[int]:
        """The numbers of a document's pages that a query finds, in order."""
        request = SearchRequest(query, filters)
        found = set(self._answered(lambda: self._current().matching(request)).tolist())
        return [each.ordinal for each in self._record.ask(documents.page_outline, document) if each.id in found]

    def matching_pages(self, query: str) -> list[PageId]:
        """The ids of all pages that a query finds, in document order."""
        found = self._answered(lambda: self._current().matching(SearchRequest(query)))
        return [PageId(each) for each in found.tolist()]

    def _answered(self, ask: Callable[[], Answer]) -> Answer:
        """An answer; an index that cannot be read is made anew, once."""
        try:
            return ask()
        except EngineError:
            self._indexing.distrust()
            return ask()

    def _current(self) -> Searcher:
        """A searcher over the case as it is now."""
        with self._lock:
            stamp = self._record.ask(columns.data_stamp)
            engine = self._indexing.engine(has_changed=stamp != self._stamp)  # words that somebody put right
            if self._searcher is None or engine is not self._engine or stamp != self._stamp:
                self._searcher, self._stamp = Searcher(engine, CaseRecord(self._record)), stamp
                self._engine = engine
            return self._searcher

    def feed(self, on_commit: Callable[[], None]) -> Feed:
        """A line to the process that writes the index while records are added or read off their pictures."""
        return self._indexing.feed(on_commit)

    def index_problems(self) -> list[str]:
        """Where the index does not match the case, after it was given the chance to catch up."""
        return self._indexing.problems()

    def reindex(self, context: JobContext, choice: str = "") -> int:
        """Make the index anew from the database. Returns how many pages it holds.

        Args:
            choice: the engine that this case is to have from now on; "auto" by its size; empty as it was.

        Raises:
            EngineError: another program writes it, or the engine is not there on this system.
        """
        return self._indexing.reindex(context, choice)

    def engine_name(self) -> str:
        """Which engine answers."""
        self._indexing.as_it_lies()
        return self._indexing.name

    def indexed_pages(self) -> int:
        """How many pages can be found right now."""
        return len(self._indexing.as_it_lies().all_ids())

    def index_bytes(self) -> int:
        return self._indexing.bytes()

    def close(self) -> None:
        self._indexing.close()
