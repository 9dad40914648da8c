"""Answers a search: words from the engine, filters from the columns, joined as arrays; then sorted, cut and dressed.

Relevance is the sum of the words' BM25 scores (Robertson and Zaragoza 2009), as the engine gives them; a word that a
message holds in quoted words alone counts a tenth, since another message said it.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from explorer.model import columns
from explorer.model.document import Page, PageFlag, PageId
from explorer.model.ocr import PageDoubt, touches
from explorer.model.passage import Citation
from explorer.model.query import (
    AllOf,
    AnyOf,
    Everything,
    Field,
    Hit,
    Near,
    NoneOf,
    Phrase,
    Query,
    SearchRequest,
    SearchResult,
    Sort,
    Term,
)
from explorer.search.analyzer import words
from explorer.search.engine import SearchEngine
from explorer.search.filters import Filters, Mask
from explorer.search.highlight import distance_holds, is_plain, leaves, spans
from explorer.search.ranking import RankingEngine, best_among, counted_best, divided, is_words, kinds_of
from explorer.search.record import Record
from explorer.search.snippet import snippet
from explorer.search.syntax import parse

Scored = tuple[Mask, NDArray[np.float64]]  # which rows of the page table match, and each row's score


class Searcher:
    """Searches one state of a case; make another when its pages change."""

    def __init__(self, engine: SearchEngine, record: Record) -> None:
        self._engine, self._record = engine, record
        self._filters = Filters(record)

    def search(self, request: SearchRequest) -> SearchResult:
        """The answer to a request.

        Raises:
            QueryError: the query cannot be read.
            EngineError: the index cannot be read.
        """
        started = time.perf_counter()
        query = parse(request.query)
        mask, scores, rows = self._found(query, request)
        shown = rows[request.offset : request.offset + request.limit]
        cited = frozenset(self._record.cited()) if len(shown) else frozenset()
        hits = self._hits(query, shown, scores, cited)
        table, by_document = self._filters.table, self._filters.by_document(mask)
        return SearchResult(
            query=request.query,
            pages=int(np.count_nonzero(mask)),
            documents=int(np.count_nonzero(by_document)),
            took_ms=(time.perf_counter() - started) * 1000,
            hits=hits,
            facets=self._filters.facets(mask, by_document) if request.facets else {},
            unsearched=int(np.count_nonzero(table.flags & columns.NEEDS_OCR)),
            notices=(*self._engine.take_notices(), *(self._suggestions(query) if not mask.any() else ())),
        )

    def matching(self, request: SearchRequest) -> NDArray[np.int64]:
        """The ids of all pages that a request finds, in document order."""
        mask, _, _ = self._found(parse(request.query), replace(request, offset=0, limit=0))
        return self._filters.table.ids[mask]

    def best(self, request: SearchRequest) -> tuple[int, NDArray[np.int64]]:
        """How many pages a request finds, and the ids of those that it would show, in order."""
        query = parse(request.query)
        if counted := self._counted(query, request):
            return counted
        mask, _, rows = self._found(query, request)
        shown = rows[request.offset : request.offset + request.limit]
        return int(np.count_nonzero(mask)), self._filters.table.ids[shown]

    def _counted(self, query: Query, request: SearchRequest) -> tuple[int, NDArray[np.int64]] | None:
        """The same from the index alone, without each page that matches; None where that cannot be."""
        parts, until, table = divided(query), request.offset + request.limit, self._filters.table
        if parts is None or not until or request.sort is not Sort.RELEVANCE:
            return None
        kinds = kinds_of(parts[1], request.filters)
        if kinds is None or not isinstance(self._engine, RankingEngine):
            return None
        is_level = self._engine.is_level(parts[0])
        if is_level and not self._filters.is_rising:
            return None
        if not self._engine.holds_only(table.ids, with_kinds=bool(kinds)):
            return None
        if is_level:
            count, first = self._engine.counted_first(parts[0], until, kinds)
            return count, first[request.offset :]
        count, (ids, scores) = counted_best(self._engine, parts[0], until, kinds)
        rows = self._filters.at(ids)
        return count, table.ids[rows[np.lexsort((rows, -scores))][request.offset : until]]

    def holding(self, phrases: Sequence[str], most: int) -> list[PageId]:
        """Pages that hold all the phrases, the best first: at most so many."""
        found = tuple(Phrase(each) for phrase in phrases if (each := words(phrase)))
        return self._best(AllOf(found), most) if found else []

    def about(self, text: str, most: int) -> list[PageId]:
        """Pages that hold any of a text's words, the best first: at most so many."""
        found = tuple(Term(each) for each in dict.fromkeys(words(text)))
        return self._best(AnyOf(found), most) if found else []

    def _best(self, query: AllOf | AnyOf, most: int) -> list[PageId]:
        if isinstance(self._engine, RankingEngine):
            ids, _ = self._engine.best(query, most, weighs=False)  # whoever said it
            return [PageId(each) for each in ids.tolist()]
        mask, scores = self._matches(query)
        rows = self._sorted(mask, scores, Sort.RELEVANCE)[:most]
        return [PageId(each) for each in self._filters.table.ids[rows].tolist()]

    def _found(self, query: Query, request: SearchRequest) -> tuple[Mask, NDArray[np.float64], NDArray[np.int64]]:
        """Which rows match, their scores, and the rows in order, as far as they are shown."""
        parts = divided(query)
        if parts is None or not isinstance(self._engine, RankingEngine):
            mask, scores = self._matches(query)
            mask = mask & self._filters.chosen(request.filters)
            return mask, scores, self._sorted(mask, scores, request.sort)
        ranked, rest = parts
        matched = self._engine.matching(ranked)
        mask = self._filters.held(matched)
        for part in rest:
            mask &= self._narrowed(self._engine, part)
        if request.filters:
            mask &= self._filters.chosen(request.filters)
        until = request.offset + request.limit
        if not until or not mask.any():
            return mask, np.zeros(len(mask)), np.empty(0, np.int64)
        if self._engine.is_level(ranked):
            scores = mask.astype(np.float64)
            return mask, scores, self._sorted(mask, scores, request.sort)
        if request.sort is Sort.RELEVANCE:
            left = int(np.count_nonzero(mask))
            found = best_among(
                self._engine, ranked, until, lambda ids: self._filters.among(ids, mask), len(matched), left
            )
            best, scores = self._placed(*found)
            return mask, scores, self._sorted(best, scores, request.sort)
        rows = self._sorted(mask, np.zeros(len(mask)), request.sort)
        shown = np.sort(self._filters.table.ids[rows[request.offset : until]])
        _, scores = self._placed(*self._engine.best(ranked, len(shown), shown)) if len(shown) else (mask, np.zeros(0))
        return mask, scores, rows

    def _narrowed(self, engine: RankingEngine, part: Query) -> Mask:
        """The rows that a part of a query leaves which does not count for the score."""
        if isinstance(part, NoneOf) and is_words(part.part):
            return ~self._filters.held(engine.matching(part.part))
        return self._matches(part)[0]

    def _matches(self, query: Query) -> Scored:
        size = len(self._filters.table.ids)
        match query:
            case Everything():
                return np.ones(size, np.bool_), np.zeros(size)
            case AllOf(parts):
                found = [self._matches(part) for part in parts]
                return np.logical_and.reduce([mask for mask, _ in found]), np.add.reduce([score for _, score in found])
            case AnyOf(parts):
                found = [self._matches(part) for part in parts]
                return np.logical_or.reduce([mask for mask, _ in found]), np.add.reduce([score for _, score in found])
            case NoneOf(part):
                return ~self._matches(part)[0], np.zeros(size)
            case Field(field="exemption", value=value):
                return self._matches(parse(value))
            case Field():
                return self._filters.mask(query), np.zeros(size)
            case Near():
                return self._near(query)
            case _:
                return self._placed(*self._engine.search(query))

    def _placed(self, ids: NDArray[np.int64], scores: NDArray[np.float64]) -> Scored:
        """An engine's matches as rows; pages that the case no longer holds are dropped."""
        size = len(self._filters.table.ids)
        mask, by_row = np.zeros(size, np.bool_), np.zeros(size)
        rows = self._filters.at(ids)
        known = rows >= 0
        mask[rows[known]] = True
        by_row[rows[known]] = scores[known]
        return mask, by_row

    def _near(self, near: Near) -> Scored:
        """Pages that hold all the words close enough to each other: as an engine has it, else on their own text."""
        mask, scores = self._matches(AllOf(tuple(Term(word, exact=True) for word in near.words)))
        different = set(near.words)
        if len(different) > 1 and all(map(is_plain, different)) and isinstance(self._engine, RankingEngine):
            mask &= self._filters.held(self._engine.matching(near))
            if len(different) == 2:
                return mask, scores
        table = self._filters.table
        candidates = np.flatnonzero(mask)
        pages = self._record.pages(PageId(int(each)) for each in table.ids[candidates])
        for row in candidates.tolist():
            page = pages.get(PageId(int(table.ids[row])))
            mask[row] = page is not None and distance_holds(near.words, near.distance, page.text)
        return mask, scores

    def _sorted(self, mask: Mask, scores: NDArray[np.float64], sort: Sort) -> NDArray[np.int64]:
        rows = np.flatnonzero(mask)
        if sort is Sort.RELEVANCE:
            return rows[np.argsort(-scores[rows], kind="stable")]
        if sort is Sort.DATE:
            documents = self._filters.table.documents
            dates = [documents[number].date or "9999" for number in self._filters.table.document[rows].tolist()]
            return rows[np.argsort(np.array(dates, dtype=str), kind="stable")] if dates else rows
        return rows

    def _hits(
        self, query: Query, rows: NDArray[np.int64], scores: NDArray[np.float64], cited: frozenset[PageId]
    ) -> tuple[Hit, ...]:
        table = self._filters.table
        ids = [PageId(int(each)) for each in table.ids[rows]]
        pages: Mapping[PageId, Page] = self._record.pages(ids)
        doubts = self._record.doubts(each for each, page in pages.items() if PageFlag.OCR in page.flags)
        return tuple(
            self._hit(query, pages[page_id], row, float(scores[row]), page_id in cited, doubts.get(page_id))
            for row, page_id in zip(rows.tolist(), ids, strict=True)
            if page_id in pages
        )

    def _hit(self, query: Query, page: Page, row: int, score: float, is_cited: bool, doubt: PageDoubt | None) -> Hit:
        lit = spans(query, page.text)
        document = self._filters.table.documents[int(self._filters.table.document[row])]
        credit = self._record.credit(document.production)
        return Hit(
            page=page.id,
            document=document.place,
            name=document.name,
            kind=document.kind,
            ordinal=page.ordinal,
            label=page.label,
            bates=page.bates,
            citation=str(Citation(document.name, page.label, page.bates, credit)),
            date=document.date,
            production=document.production,
            score=score,
            snippet=snippet(page.text, lit),
            flags=_flags(page, is_cited, doubt),
            is_uncertain=doubt is not None and any(touches(doubt.unsure, start, end) for start, end in lit),
        )

    def _suggestions(self, query: Query) -> tuple[str, ...]:
        """For each plain word that no page holds, the nearest that some page does."""
        asked = [
            words(leaf.text) if isinstance(leaf, Term) else leaf.words
            for leaf in leaves(query)
            if isinstance(leaf, Term | Phrase)
        ]
        unknown = [word for each in asked for word in each if not len(self._engine.search(Term(word, exact=True))[0])]
        nearest = {word: self._engine.near_words(word) for word in unknown[:3]}
        return tuple(f"No page holds “{word}”. Did you mean “{near[0]}”?" for word, near in nearest.items() if near)


_SAID = {
    PageFlag.HIDDEN: "hidden",
    PageFlag.HAS_HIDDEN: "hidden text",
    PageFlag.HAS_NOTES: "notes",
    PageFlag.ATTACHMENT: "attachment",
    PageFlag.NEEDS_OCR: "needs OCR",
}


def _flags(page: Page, is_cited: bool, doubt: PageDoubt | None) -> tuple[str, ...]:
    said = [said for flag, said in _SAID.items() if flag in page.flags]
    return (*(("cited",) * is_cited), *said, *((f"OCR {doubt.percent} %",) if doubt else ()))
