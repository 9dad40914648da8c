"""An index kept by tantivy, for cases that are large: words and page ids, and answers to whole trees of words.

A long-lived index beside another writer leaves files that nobody removes, so each batch of writes opens it afresh and
collects what is no longer needed.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from explorer.errors import EngineError
from explorer.model.document import PageId
from explorer.model.page_words import PageWords
from explorer.model.query import Fuzzy, Pattern, Query
from explorer.search.engine import Leaf, Matches
from explorer.search.expansion import Vocabulary
from explorer.search.ranking import Kinds
from explorer.search.tantivy_terms import (
    NO_KIND,
    SPAN,
    document,
    of_kinds,
    query_of,
    quoting,
    schema,
    term_of,
    weighed,
    word_of,
)
from explorer.search.uncollected import uncollected

_MEMORY = 128_000_000  # bytes of postings held before they are written out
_BUCKETS = {
    "pages": {
        "histogram": {"field": "page", "interval": SPAN, "min_doc_count": 1},
        "aggs": {"bits": {"sum": {"field": "bit"}}},
    }
}
_MOST_BUCKETS = 60_000  # tantivy refuses 65,000; above, pages are fetched one by one
_HITS_A_BUCKET = 8
_Hits = Sequence[tuple[float, tantivy.DocAddress]]
_Searcher = tuple[tantivy.Searcher, Vocabulary, bool]  # and whether any page quotes earlier messages


class TantivyEngine:
    """tantivy behind the engine's protocol. Thread-safe for searching; one thread writes.

    Args:
        folder: where the index lies, or is to lie.
        threads: that write; each takes a share of the memory.

    Raises:
        EngineError: the folder holds no index that can be opened.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        self._schema = schema()
        with _told("it cannot be opened"):
            self._index = tantivy.Index(self._schema, str(folder), reuse=True)
        self._lock = threading.Lock()
        self._seen: object = None  # the state of the index that the searcher reads
        self._searching: _Searcher | None = None
        self._held: tuple[object, object, bool] = (None, None, False)  # an index, pages, and whether it holds these
        self._writer: Any = None
        self._searcher()

    # Writing

    def add(self, pages: Iterable[PageWords]) -> None:
        writer = self._writing()
        with _told("it cannot be written"):
            for page, text, own, kind in pages:
                writer.add_document(document(int(page), text, own, kind))

    def delete(self, pages: Sequence[PageId]) -> None:
        writer = self._writing()
        with _told("it cannot be written"):
            writer.delete_documents_by_query(self._these(pages))

    def commit(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            with _told("it cannot be written"):
                writer.commit()
                writer.garbage_collect_files()
                writer.wait_merging_threads()

    def _writing(self) -> Any:
        if self._writer is None:
            with _told("another program writes it"):
                self._writer = tantivy.Index.open(str(self._folder)).writer(_MEMORY, self._threads)
        return self._writer

    # Reading

    def search(self, leaf: Leaf) -> Matches:
        ids, scores = self.best(leaf, 0)
        order = np.argsort(ids, kind="stable")
        return ids[order], scores[order]

    def matching(self, query: Query) -> NDArray[np.int64]:
        """All pages that a tree of words matches, rising."""
        searcher, vocabulary, _ = self._searcher()
        with _told("it cannot be read"):
            return _pages(searcher, query_of(query, self._schema, vocabulary.forms))

    def best(self, query: Query, most: int, among: NDArray[np.int64] | None = None, *, weighs: bool = True) -> Matches:
        """The pages that match a tree of words best, the best first, with their scores.

        Args:
            most: how many; 0 for all.
            among: only these pages.
            weighs: words that a page only quotes from earlier messages score less.
        """
        searcher, vocabulary, quotes = self._searcher()
        with _told("it cannot be read"):
            plain = query_of(query, self._schema, vocabulary.forms)
            if not (weighs and quotes):
                return _scored(searcher, self._among(plain, among), _most(most, searcher))
            if most and among is None:
                hits = searcher.search(plain, _most(most, searcher), count=False).hits
                if not _any_quotes(searcher, hits):
                    return _taken(searcher, hits)  # all others score less, however they are weighed
            by_voice = weighed(query, self._schema, vocabulary.forms)
            return _scored(searcher, self._among(by_voice, among), _most(most, searcher))

    def counted(self, query: Query, most: int, kinds: Kinds = ()) -> tuple[int, Matches]:
        """How many pages match a tree of words, and the best of them, in one pass where none quotes.

        Args:
            kinds: of documents, each set of which must hold the page's.
        """
        searcher, vocabulary, quotes = self._searcher()
        with _told("it cannot be read"):
            plain = of_kinds(query_of(query, self._schema, vocabulary.forms), kinds, self._schema)
            found = searcher.search(plain, _most(most, searcher), count=True)
            count = int(found.count)  # type: ignore[attr-defined]  # its stub lacks it
            if not quotes or not _any_quotes(searcher, found.hits):
                return count, _taken(searcher, found.hits)
            by_voice = of_kinds(weighed(query, self._schema, vocabulary.forms), kinds, self._schema)
            return count, _scored(searcher, by_voice, _most(most, searcher))

    def counted_first(self, query: Query, most: int, kinds: Kinds = ()) -> tuple[int, NDArray[np.int64]]:
        """How many pages match, and those of the lowest ids, rising."""
        searcher, vocabulary, _ = self._searcher()
        with _told("it cannot be read"):
            plain = of_kinds(query_of(query, self._schema, vocabulary.forms), kinds, self._schema)
            least = min(most, searcher.num_docs) or 1
            found = searcher.search(plain, least, count=True, order_by_field="page", order=tantivy.Order.Asc)
            count = int(found.count)  # type: ignore[attr-defined]  # its stub lacks it
            return count, np.array([page for page, _ in found.hits], np.int64)

    def holds_only(self, pages: NDArray[np.int64], *, with_kinds: bool) -> bool:
        """Whether the index holds none but these pages, each once; told at once for an array asked before.

        Args:
            with_kinds: and knows the kind of each page's document.
        """
        state = self._searcher()
        if self._held[0] is not state or self._held[1] is not pages:
            held = self.all_ids()
            self._held = state, pages, len(held) == state[0].num_docs and bool(np.isin(held, pages).all())
        return self._held[2] and not (with_kinds and state[0].doc_freq("kind", NO_KIND))

    def is_level(self, query: Query) -> bool:
        """Whether every page that a query matches scores 1."""
        return isinstance(query, Pattern | Fuzzy) and not self._searcher()[2]

    def _among(self, query: tantivy.Query, pages: NDArray[np.int64] | None) -> tantivy.Query:
        if pages is None:
            return query
        return query.and_must_match(tantivy.Query.const_score_query(self._these(pages.tolist()), 0.0))

    def forms(self, leaf: Leaf) -> tuple[str, ...]:
        return self._searcher()[1].forms(leaf)

    def near_words(self, word: str) -> list[str]:
        searcher, vocabulary, _ = self._searcher()
        with _told("it cannot be read"):
            return vocabulary.near(word, lambda term: int(searcher.doc_freq("text", term_of(term))))

    def take_notices(self) -> tuple[str, ...]:
        return ()  # nothing is ever cut short

    def all_ids(self) -> NDArray[np.int64]:
        with _told("it cannot be read"):
            return _pages(self._searcher()[0], tantivy.Query.all_query())

    def close(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            with _told("it cannot be written"):
                writer.rollback()
        self._searching = None

    def _these(self, pages: Sequence[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, "page", list(pages))

    def _searcher(self) -> _Searcher:
        """A searcher over the newest commit."""
        with self._lock, _told("it cannot be read"):
            at = (self._folder / "meta.json").stat()
            state = (at.st_mtime_ns, at.st_ino, at.st_size)
            if self._searching is None or state != self._seen:
                self._index.reload()
                searcher = self._index.searcher()
                quotes = bool(searcher.search(quoting(self._schema), 1, count=False).hits)
                self._searching, self._seen = (searcher, _vocabulary(searcher), quotes), state
            return self._searching


def _any_quotes(searcher: tantivy.Searcher, hits: _Hits) -> bool:
    """Whether any of the pages found quotes earlier messages."""
    return any(searcher.fast_field_values("quotes", [address for _, address in hits]))


def _most(most: int, searcher: tantivy.Searcher) -> int:
    return min(most or searcher.num_docs, searcher.num_docs)


def _vocabulary(searcher: tantivy.Searcher) -> Vocabulary:
    """The terms of a searcher, read as they are needed."""

    def starting(prefix: str) -> Iterator[str]:
        for field in ("text", "joined"):
            for term, _frequency in searcher.terms_with_prefix(field, term_of(prefix) if prefix else ""):
                yield word_of(term)

    return Vocabulary(lambda: starting(""), starting)


def _pages(searcher: tantivy.Searcher, query: tantivy.Query) -> NDArray[np.int64]:
    """The pages that match, rising: few as hits, many as bits, where a bucket costs about as much as eight hits.

    Where a page was indexed twice, its bit was added twice and the sum is no set: fewer bits are on than pages counted.
    """
    alike, buckets = tantivy.Query.const_score_query(query, 1.0), searcher.num_docs // SPAN + 1
    few = _most(_HITS_A_BUCKET * buckets or 1, searcher)
    with uncollected():
        found = searcher.search(alike, few, count=True) if few else None
        matched = int(found.count) if found else 0  # type: ignore[attr-defined]  # its stub lacks it
        if matched > few and buckets < _MOST_BUCKETS:
            ids = _from_bits(searcher, query)
            if len(ids) == matched:
                return ids
        if matched > few:
            found = searcher.search(alike, matched, count=False)
        return _rising(_ids(searcher, found.hits if found else []))


def _rising(ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each id once, in order. ``np.unique`` takes several times as long."""
    ids = np.sort(ids)
    return ids[np.append(True, ids[1:] != ids[:-1])] if len(ids) else ids


def _from_bits(searcher: tantivy.Searcher, query: tantivy.Query) -> NDArray[np.int64]:
    """Ids as bits, a bucket of pages at a time."""
    buckets = searcher.aggregate(query, _BUCKETS)["pages"]["buckets"]
    starts = np.array([bucket["key"] for bucket in buckets], np.float64).astype(np.int64)
    sums = np.array([bucket["bits"]["value"] for bucket in buckets], np.float64).astype("<u8")
    bits = np.unpackbits(sums.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
    rows, places = np.divmod(np.flatnonzero(bits), 64)
    found: NDArray[np.int64] = starts[rows] + places  # buckets come in order
    return found


def _ids(searcher: tantivy.Searcher, hits: _Hits) -> NDArray[np.int64]:
    return np.array(searcher.fast_field_values("page", [address for _, address in hits]), np.int64)


def _scored(searcher: tantivy.Searcher, query: tantivy.Query, most: int) -> Matches:
    if not most:
        return np.empty(0, np.int64), np.empty(0)
    return _taken(searcher, searcher.search(query, most, count=False).hits)


def _taken(searcher: tantivy.Searcher, hits: _Hits) -> Matches:
    found, scores = _ids(searcher, hits), np.array([score for score, _ in hits], np.float64)
    kept = np.sort(np.unique(found, return_index=True)[1])  # a page that was indexed twice is one page
    return found[kept], scores[kept]


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Say in our own words what tantivy could not do; a panic in it is no end of the program."""
    try:
        yield
    except EngineError:
        raise
    except BaseException as problem:
        if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
            raise EngineError(f"{what} ({type(problem).__name__})") from problem
        raise
