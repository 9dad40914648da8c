"""Queries that an engine can answer whole: which pages match and which are the best, without a score for each page.

Handing each match with its score to Python costs a microsecond a page; a common word of a large case is on all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from explorer.model.query import AllOf, AnyOf, Everything, Field, Fuzzy, NoneOf, Pattern, Phrase, Query, Term
from explorer.search.engine import Matches

Kept = Callable[[NDArray[np.int64]], NDArray[np.bool_]]

Kinds = tuple[frozenset[str], ...]  # sets of kinds of documents, each of which must hold a page's

_STEP = 8  # how many times more of the best are asked for where filters left too few


@runtime_checkable
class RankingEngine(Protocol):
    """An engine that answers trees of words, phrases and patterns."""

    def matching(self, query: Query) -> NDArray[np.int64]:
        """All pages that match, rising."""

    def best(self, query: Query, most: int, among: NDArray[np.int64] | None = None, *, weighs: bool = True) -> Matches:
        """The pages that match best, the best first; all of them for 0.

        Args:
            among: only these pages.
            weighs: words that a page only quotes from earlier messages score less.
        """

    def counted(self, query: Query, most: int, kinds: Kinds = ()) -> tuple[int, Matches]:
        """How many pages match, as the index has it, and the best of them.

        Args:
            kinds: of documents, each set of which must hold the page's.
        """

    def counted_first(self, query: Query, most: int, kinds: Kinds = ()) -> tuple[int, NDArray[np.int64]]:
        """How many pages match, as the index has it, and those of the lowest ids, rising."""

    def holds_only(self, pages: NDArray[np.int64], *, with_kinds: bool) -> bool:
        """Whether the index holds none but these pages, each once.

        Args:
            with_kinds: and knows the kind of each page's document.
        """

    def is_level(self, query: Query) -> bool:
        """Whether every page that a query matches scores 1."""


def divided(query: Query) -> tuple[Query, tuple[Query, ...]] | None:
    """A query as the words that an engine ranks, and what only narrows them; None if it is not of that form."""
    if is_words(query):
        return query, ()
    if not isinstance(query, AllOf):
        return None
    ranked = tuple(part for part in query.parts if is_words(part))
    rest = tuple(part for part in query.parts if not is_words(part))
    if not ranked or not all(isinstance(part, Field | NoneOf | Everything) for part in rest):
        return None
    if any(isinstance(part, Field) and part.field == "exemption" for part in rest):
        return None  # words on the page, which count
    return ranked[0] if len(ranked) == 1 else AllOf(ranked), rest


def kinds_of(rest: Sequence[Query], filters: Mapping[str, frozenset[str]]) -> Kinds | None:
    """The kinds that all narrowing is about; None if it is about anything else."""
    chosen = {facet: values for facet, values in filters.items() if values}
    if not all(isinstance(part, Field) and part.field == "kind" for part in rest) or chosen.keys() - {"kind"}:
        return None
    return (*(frozenset({part.value}) for part in rest if isinstance(part, Field)), *chosen.values())


def counted_best(engine: RankingEngine, query: Query, wanted: int, kinds: Kinds) -> tuple[int, Matches]:
    """How many pages match, and the best: so many, and all that are as good as the last of them."""
    most = wanted * 5 // 4 + 8
    while True:
        count, (ids, scores) = engine.counted(query, most, kinds)
        if len(ids) >= count or scores[-1] < scores[wanted - 1]:
            return count, (ids, scores)
        most *= _STEP


def is_words(query: Query) -> bool:
    """Whether a query is nothing but words, phrases and patterns."""
    match query:
        case Term() | Phrase() | Pattern() | Fuzzy():
            return True
        case AllOf(parts) | AnyOf(parts):
            return all(map(is_words, parts))
        case _:
            return False


def best_among(engine: RankingEngine, query: Query, wanted: int, kept: Kept, matched: int, left: int) -> Matches:
    """The best pages of those kept: so many, and all that are as good as the last of them.

    Args:
        kept: tells which of some pages all filters leave.
        matched: how many pages the words match in all.
        left: how many of them are kept.
    """
    most = min(matched, (wanted * 5 // 4 + 8) * matched // max(left, 1))  # a few more, to see the scores fall
    while True:
        ids, scores = engine.best(query, most)
        among = kept(ids)
        ids, least, scores = ids[among], scores[-1] if len(scores) else 0.0, scores[among]
        is_enough = len(ids) >= wanted and least < scores[wanted - 1]  # or pages as good may have been left out
        if is_enough or most >= matched:
            return ids, scores
        most *= _STEP
