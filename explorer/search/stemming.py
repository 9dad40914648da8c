"""Which surface forms of a vocabulary share a word's stem: how a plain word is widened, and an exact one is not.

Stems are Porter's (Porter 1980, in Whoosh's implementation). A stem is nearly a prefix of its forms, so candidates are
looked up by a prefix and only those are stemmed.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from whoosh.lang.porter import stem as porter

_SHORTEST = 3  # shorter words and words with digits are their own stem
_FORMS = 60


@lru_cache(65536)
def stem(word: str) -> str:
    """The stem of a folded word."""
    if len(word) <= _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    return str(porter(word))


def forms(word: str, vocabulary: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """The word and all forms with its stem that occur, the word first.

    Args:
        word: folded.
        vocabulary: gives the terms that begin with a prefix.
    """
    root = stem(word)
    if root == word and (len(word) <= _SHORTEST or not word.isalpha()):
        return (word,)
    prefix = root[: max(_SHORTEST, len(root) - 1)]
    same = (
        each for each in vocabulary(prefix) if each != word and abs(len(each) - len(root)) < 9 and stem(each) == root
    )
    return (word, *list(same)[:_FORMS])
