"""An index kept by Whoosh 2.7.4, through its public interface, set up lean: postings with positions and page ids.

An index is full of pickles, so it is only ever opened where ``index_place`` puts it. Segments are never optimised: a
commit costs what is new.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns, fields, formats, index, query, scoring
from whoosh.index import LockError

from explorer.errors import EngineError
from explorer.model.document import PageId
from explorer.model.page_words import PageWords
from explorer.model.query import Fuzzy, Pattern, Phrase, Term
from explorer.search.analyzer import positions
from explorer.search.engine import QUOTED, Leaf, Matches
from explorer.search.expansion import Vocabulary

SCHEMA_VERSION = 3
_MEMORY_MB = 512  # postings held before they are written out
_SEGMENTS = 24  # more than these are merged, small ones first


class PageText(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of words already analysed: a mapping from each form to its positions."""

    analyzer = None

    def __init__(self) -> None:
        self.format = formats.Positions()
        self.scorable, self.stored, self.unique, self.vector = True, False, False, None

    def index(self, value: Mapping[str, list[int]], **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh stores for one page: term, frequency, weight, encoded positions."""
        encode = self.format.encode
        for term, at in value.items():
            yield term.encode("utf-8", "replace"), len(at), float(len(at)), encode(at)

    def supports(self, name: str) -> bool:
        return bool(self.format.supports(name))


def _schema() -> fields.Schema:
    """All words of a page; and where it quotes earlier messages, those that it does not quote once more."""
    return fields.Schema(
        page=fields.COLUMN(columns.NumericColumn("q")),
        quotes=fields.COLUMN(columns.NumericColumn("b")),
        text=PageText(),
        own=PageText(),
    )


class WhooshEngine:
    """Whoosh behind the engine's protocol. Thread-safe for searching; one thread writes.

    Raises:
        EngineError: the folder holds no index that can be opened.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._index = index.open_dir(folder) if index.exists_in(folder) else index.create_in(folder, _schema())
        except Exception as problem:
            raise EngineError(f"it cannot be opened ({type(problem).__name__})") from problem
        self._lock = threading.Lock()
        self._searcher: Any = None
        self._ids: NDArray[np.int64] = np.empty(0, np.int64)
        self._quoting: NDArray[np.int64] = np.empty(0, np.int64)  # pages that quote earlier messages
        self._vocabulary = Vocabulary(list, lambda _prefix: [])
        self._writer: Any = None

    # Writing

    def add(self, pages: Iterable[PageWords]) -> None:
        writer = self._writing()
        for page, text, own, _kind in pages:
            more = {} if own is None else {"own": positions(own)}
            writer.add_document(page=int(page), quotes=int(own is not None), text=positions(text), **more)

    def delete(self, pages: Sequence[PageId]) -> None:
        gone = set(map(int, pages))
        writer = self._writing()
        with self._lock:
            self._refresh()
            numbers = [number for number, page in enumerate(self._ids.tolist()) if page in gone]
        for number in numbers:
            writer.delete_document(number)

    def commit(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            many = len(writer.segments) > _SEGMENTS
            writer.commit(merge=many)

    def _writing(self) -> Any:
        if self._writer is None:
            try:
                self._writer = self._index.writer(limitmb=_MEMORY_MB)
            except LockError as problem:
                raise EngineError("another program writes it") from problem
        return self._writer

    # Reading

    def search(self, leaf: Leaf) -> Matches:
        with self._lock:
            self._refresh()
            ids, scores = self._matches(leaf, "text")
            quoting = np.isin(ids, self._quoting)
            if quoting.any():
                own, _ = self._matches(leaf, "own")
                scores[quoting & ~np.isin(ids, own)] *= QUOTED
            return ids, scores

    def _matches(self, leaf: Leaf, field: str) -> Matches:
        match leaf:
            case Phrase(words):
                if any((field, word) not in self._searcher.reader() for word in words):
                    return _none()
                return self._scored(query.Phrase(field, list(words)))
            case Term(text, True):
                return self._scored(query.Term(field, text))
            case Term():
                return self._scored(query.Or([query.Term(field, each) for each in self._vocabulary.forms(leaf)]))
            case Pattern() | Fuzzy():
                return self._any_of(self._vocabulary.forms(leaf), field)

    def forms(self, leaf: Leaf) -> tuple[str, ...]:
        with self._lock:
            self._refresh()
            return self._vocabulary.forms(leaf)

    def near_words(self, word: str) -> list[str]:
        with self._lock:
            self._refresh()
            return self._vocabulary.near(word, lambda term: int(self._searcher.doc_frequency("text", term)))

    def take_notices(self) -> tuple[str, ...]:
        return self._vocabulary.take_notices()

    def all_ids(self) -> NDArray[np.int64]:
        with self._lock:
            self._refresh()
            reader = self._searcher.reader()
            if reader.has_deletions():
                return np.sort(self._ids[np.fromiter(reader.all_doc_ids(), np.int64)])
            return np.sort(self._ids)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None
        if self._searcher is not None:
            self._searcher.close()
        self._index.close()

    def _refresh(self) -> None:
        """Look at the newest commit."""
        if self._searcher is not None and self._searcher.up_to_date():
            return
        old = self._searcher
        self._searcher = self._index.searcher(weighting=scoring.BM25F())
        if old is not None:
            old.close()
        reader = self._searcher.reader()
        size = reader.doc_count_all()
        self._ids = np.fromiter(reader.column_reader("page"), np.int64, size) if size else np.empty(0, np.int64)
        quotes = np.fromiter(reader.column_reader("quotes"), np.int64, size) if size else np.empty(0, np.int64)
        self._quoting = self._ids[quotes > 0]
        self._vocabulary = _vocabulary(reader)

    def _scored(self, wanted: Any) -> Matches:
        numbers: list[int] = []
        scores: list[float] = []
        context = self._searcher.boolean_context()
        context.weighting = self._searcher.weighting
        for leaf, offset in self._searcher.leaf_searchers():
            matcher = wanted.matcher(leaf, context)
            while matcher.is_active():
                numbers.append(matcher.id() + offset)
                scores.append(matcher.score())
                matcher.next()
        return self._by_page(np.array(numbers, np.int64), np.array(scores))

    def _any_of(self, terms: Iterable[str], field: str) -> Matches:
        """Pages that hold any of the terms, all scored alike."""
        numbers: set[int] = set()
        reader = self._searcher.reader()
        for term in terms:
            if (field, term) in reader:
                numbers.update(reader.postings(field, term).all_ids())
        found = np.fromiter(numbers, np.int64, len(numbers))
        return self._by_page(found, np.ones(len(found)))

    def _by_page(self, numbers: NDArray[np.int64], scores: NDArray[np.float64]) -> Matches:
        if not len(numbers):
            return _none()
        ids = self._ids[numbers]
        order = np.argsort(ids, kind="stable")
        return ids[order], scores[order]


def _vocabulary(reader: Any) -> Vocabulary:
    """The terms of a reader, read as they are needed."""
    return Vocabulary(
        lambda: (term.decode("utf-8") for term in reader.lexicon("text")),
        lambda prefix: (term.decode("utf-8") for term in reader.expand_prefix("text", prefix)),
    )


def _none() -> Matches:
    return np.empty(0, np.int64), np.empty(0)
