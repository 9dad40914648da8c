"""The words of an index, and which of them a query's leaf stands for."""

import re
from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from explorer.model.query import Fuzzy, Pattern, Phrase, Term
from explorer.search.stemming import forms

_MOST_FORMS = 4000  # terms that a pattern or a fuzzy word may stand for; a cut is said aloud
_WILD = {"*": r".*", "?": r"."}


class Vocabulary:
    """The terms of an index. All of them are read only for what no prefix narrows: fuzzy words and leading wildcards.

    Args:
        everything: gives all terms.
        starting: gives the terms that begin with a prefix, in order.
    """

    def __init__(self, everything: Callable[[], Iterable[str]], starting: Callable[[str], Iterable[str]]) -> None:
        self._everything, self._starting = everything, starting
        self._terms: list[str] | None = None
        self._notices: list[str] = []

    @property
    def terms(self) -> list[str]:
        if self._terms is None:
            self._terms = list(self._everything())
        return self._terms

    def starting(self, prefix: str) -> list[str]:
        """The terms that begin with a prefix."""
        return list(self._starting(prefix))

    def forms(self, leaf: Term | Phrase | Pattern | Fuzzy) -> tuple[str, ...]:
        """The terms that a leaf stands for."""
        match leaf:
            case Term(text, True):
                return (text,)
            case Term(text):
                return forms(text, self.starting)
            case Phrase(words):
                return words
            case Pattern(pattern):
                return self._cut(self._matching(pattern), pattern)
            case Fuzzy(text, distance):
                found = process.extract(
                    text, self.terms, scorer=Levenshtein.distance, score_cutoff=distance, limit=None
                )
                return self._cut([term for term, _, _ in found], f"{text}~{distance}")

    def near(self, word: str, frequency: Callable[[str], int]) -> list[str]:
        """Terms spelt much like a word, the commonest of the nearest first."""
        found = process.extract(word, self.terms, scorer=Levenshtein.distance, score_cutoff=2, limit=40)
        ranked = sorted((distance, -frequency(term), term) for term, distance, _ in found if distance and len(term) > 2)
        return [term for _, _, term in ranked[:3]]

    def take_notices(self) -> tuple[str, ...]:
        notices, self._notices = tuple(self._notices), []
        return notices

    def _matching(self, pattern: str) -> list[str]:
        literal = re.match(r"[^*?]*", pattern)
        assert literal is not None
        candidates = self.starting(literal.group()) if literal.group() else self.terms
        if pattern == f"{literal.group()}*":
            return candidates
        wanted = re.compile("".join(_WILD.get(char, re.escape(char)) for char in pattern))
        return [term for term in candidates if wanted.fullmatch(term)]

    def _cut(self, found: list[str], said: str) -> tuple[str, ...]:
        if len(found) > _MOST_FORMS:
            notice = f"“{said}” stands for {len(found):,} words; only {_MOST_FORMS:,} were searched. Add letters."
            self._notices.append(notice)
        return tuple(found[:_MOST_FORMS])
