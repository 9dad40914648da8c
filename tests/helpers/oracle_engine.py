"""A plain engine that looks at every page for every question: slow, and right by inspection."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from explorer.model.document import PageId
from explorer.model.page_words import PageWords
from explorer.model.query import Fuzzy, Pattern, Phrase, Term
from explorer.search.analyzer import tokens, words
from explorer.search.engine import Leaf, Matches
from explorer.search.stemming import stem


class OracleEngine:
    """The same protocol as a real engine; all matches score 1."""

    def __init__(self) -> None:
        self._pages: dict[PageId, str] = {}

    def add(self, pages: Iterable[PageWords]) -> None:
        self._pages.update((each.page, each.text) for each in pages)

    def delete(self, pages: Sequence[PageId]) -> None:
        for page in pages:
            self._pages.pop(page, None)

    def commit(self) -> None: ...

    def search(self, leaf: Leaf) -> Matches:
        found = sorted(page for page, text in self._pages.items() if _holds(leaf, text))
        return np.array(found, np.int64), np.ones(len(found))

    def forms(self, leaf: Leaf) -> tuple[str, ...]:
        return ()

    def all_ids(self) -> NDArray[np.int64]:
        return np.array(sorted(self._pages), np.int64)

    def near_words(self, word: str) -> list[str]:
        return []

    def take_notices(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None: ...


def _holds(leaf: Leaf, text: str) -> bool:
    terms = {token.text for token in tokens(text)}
    match leaf:
        case Term(word, True):
            return word in terms
        case Term(word):
            return any(term == word or stem(term) == stem(word) for term in terms)
        case Phrase(run):
            plain = words(text)
            return any(plain[at : at + len(run)] == run for at in range(len(plain)))
        case Pattern(pattern):
            wanted = re.compile("".join({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern))
            return any(wanted.fullmatch(term) for term in terms)
        case Fuzzy(word, distance):
            return any(Levenshtein.distance(term, word) <= distance for term in terms)
