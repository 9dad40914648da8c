"""Use cases of search: answers, hits on a page and in a document, and an index that always matches the case.

The index is a cache. Whatever a crash or a deletion left of it, it is brought in line with the database before it is
asked for the first time, or while records are added.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.app.record import Record
from explorer.errors import EngineError
from explorer.jobs.index_feed import IndexFeed
from explorer.jobs.job import JobContext, Progress
from explorer.jobs.shared_feed import Feed, SharedFeed
from explorer.model.bates import parse_bates
from explorer.model.case import CaseId
from explorer.model.columns import PageTable
from explorer.model.document import DocumentId, Kind, Page, PageId, PlaceId
from explorer.model.passage import PageRef
from explorer.model.query import Hit, SearchRequest, SearchResult
from explorer.search.highlight import spans
from explorer.search.index_place import index_bytes, open_or_reset, remove_index
from explorer.search.searcher import Searcher
from explorer.search.syntax import parse
from explorer.search.whoosh_engine import WhooshEngine
from explorer.store import columns, documents

_PORTION = 500  # pages handed to the index at once


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

    def credit(self, production: str) -> str:
        return self._credits.get(production, "")


class Searching:
    """Search over one case. Any thread may ask."""

    def __init__(self, record: Record, case: CaseId) -> None:
        self._record, self._case = record, case
        self._engine: WhooshEngine | None = None
        self._searcher: Searcher | None = None
        self._stamp = ""
        self._lock = threading.RLock()
        self._shared = SharedFeed(self._open_feed)

    def search(self, request: SearchRequest) -> SearchResult:
        """The answer to a request; takes milliseconds, so a window asks from another thread.

        Raises:
            QueryError: the query cannot be read; says where and how to mend it.
        """
        return self._current().search(request)

    def page_stamped(self, bates: str) -> PageRef | None:
        """The page that carries a Bates number; None if none does or the text is no Bates number."""
        if parse_bates(bates) is None:
            return None
        hits = self.search(SearchRequest(f'bates:"{bates}"', limit=1)).hits
        if not hits:
            return None
        return PageRef(self._record.ask(documents.document, hits[0].document).document, hits[0].ordinal)

    def check(self, query: str) -> None:
        """Raise QueryError if a query cannot be read."""
        parse(query)

    def hit_spans(self, query: str, page: PageId) -> list[tuple[int, int]]:
        """What a query lights on a page, as spans of its text; nothing for a query that cannot be read."""
        return spans(parse(query), self._record.ask(documents.page, page).text)

    def hit_pages(self, query: str, filters: Mapping[str, frozenset[str]], document: DocumentId) -> list[int]:
        """The numbers of a document's pages that a query finds, in order."""
        found = set(self._current().matching(SearchRequest(query, filters)).tolist())
        return [each.ordinal for each in self._record.ask(documents.page_outline, document) if each.id in found]

    def _current(self) -> Searcher:
        """A searcher over the case as it is now."""
        with self._lock:
            stamp = self._record.ask(columns.data_stamp)
            if self._searcher is None or stamp != self._stamp:
                is_new = self._engine is None
                engine = self._opened()
                if not is_new and not self._shared.is_open:  # words that somebody put right
                    self._catch_up(engine)
                self._searcher, self._stamp = Searcher(engine, CaseRecord(self._record)), stamp
            return self._searcher

    def _opened(self) -> WhooshEngine:
        if self._engine is None:
            self._engine, _ = open_or_reset(self._case)
            self._catch_up(self._engine)
        return self._engine

    def _catch_up(self, engine: WhooshEngine) -> None:
        """Index what a crash left out, unless another program is doing so right now."""
        missing, gone = self._difference(engine)
        if missing or gone:
            try:
                self._write(engine, missing, gone, JobContext())
            except EngineError:
                return  # the one who writes it will add them

    def _difference(self, engine: WhooshEngine) -> tuple[list[PageId], list[PageId]]:
        """Pages that the index lacks, and pages that it holds and the case does not."""
        held = np.array(self._record.ask(columns.page_ids), np.int64)
        indexed = engine.all_ids()
        missing, gone = np.setdiff1d(held, indexed), np.setdiff1d(indexed, held)
        return [PageId(each) for each in missing.tolist()], [PageId(each) for each in gone.tolist()]

    def _write(
        self, engine: WhooshEngine, missing: Sequence[PageId], gone: Sequence[PageId], context: JobContext
    ) -> None:
        if gone:
            engine.delete(gone)
        for at in range(0, len(missing), _PORTION):
            portion = self._record.ask(documents.texts, missing[at : at + _PORTION])
            engine.add((page, portion[page].text) for page in sorted(portion))
            context.report(Progress("Indexing", min(at + _PORTION, len(missing)), len(missing), "page"))
        engine.commit()

    def feed(self, on_commit: Callable[[], None]) -> Feed:
        """A line to the process that writes the index while records are added or read off their pictures."""
        return self._shared.line(on_commit)

    def _open_feed(self, on_commit: Callable[[], None]) -> IndexFeed:
        """That process; first it is told what an earlier crash left out."""
        with self._lock:
            engine = self._engine or open_or_reset(self._case)[0]
            self._engine = engine
            missing, gone = self._difference(engine)
        feed = IndexFeed(self._case, self._record.folder.path, on_commit)
        feed.forget(gone)
        for at in range(0, len(missing), _PORTION):
            portion = self._record.ask(documents.texts, missing[at : at + _PORTION])
            feed.add([(page, portion[page].text) for page in sorted(portion)])
        return feed

    def index_problems(self) -> list[str]:
        """Where the index does not match the case, after it was given the chance to catch up."""
        with self._lock:
            missing, gone = self._difference(self._opened())
        problems = [f"{len(missing)} pages are not in the index"] if missing else []
        return [*problems, f"the index holds {len(gone)} pages that the case does not"] if gone else problems

    def reindex(self, context: JobContext) -> int:
        """Make the index anew from the database. Returns how many pages it holds.

        Raises:
            EngineError: another program writes it.
        """
        with self._lock:
            self.close()
            remove_index(self._case)
            engine, _ = open_or_reset(self._case)
            self._engine, self._searcher = engine, None
            self._write(engine, self._record.ask(columns.page_ids), (), context)
            return len(engine.all_ids())

    def indexed_pages(self) -> int:
        """How many pages can be found right now."""
        with self._lock:
            if self._engine is None:
                self._engine, _ = open_or_reset(self._case)
            return len(self._engine.all_ids())

    def index_bytes(self) -> int:
        return index_bytes(self._case)

    def close(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None
