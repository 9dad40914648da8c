"""Text to tokens, the same for the index, the query and the marks on a page.

NFKC, case and accents folded, words of letters, digits and underscores, no stop list. Joined forms that people search
for (``AT&T``, ``O'Brien``, ``4TR-91K``, ``2017-11-08``, ``(b)(7)(E)``, e-mail addresses) are tokens too, at the
position of their first part.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

VERSION = 1  # raise it when tokens change, so that indexes are made again

_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"\w+(?:[-'’.&@/+:]\w+)+|\(\w\)(?:\(\w+\))*")
_JOINERS = frozenset("-'’.&@/+:(")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its folded form, its position among the words, and where it stands in the text."""

    text: str
    position: int
    start: int
    end: int


@lru_cache(65536)
def fold(text: str) -> str:
    """NFKC, case and accents folded, curly apostrophes made straight. May change the length."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", kept).replace("’", "'")


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, each joined form just before its first part."""
    joined = {match.start(): match for match in _JOINED.finditer(text)} if not _JOINERS.isdisjoint(text) else {}
    for position, match in enumerate(_WORD.finditer(text)):
        start = match.start()
        whole = joined.get(start) or (joined.get(start - 1) if start and text[start - 1] == "(" else None)
        if whole is not None and whole.end() > match.end():
            yield Token(fold(whole.group()), position, whole.start(), whole.end())
        yield Token(fold(match.group()), position, start, match.end())


def positions(text: str) -> dict[str, list[int]]:
    """Each folded form with its positions: all that an index needs, without offsets."""
    found: dict[str, list[int]] = {}
    ends_at: dict[int, int] = {}
    for position, match in enumerate(_WORD.finditer(text)):
        found.setdefault(fold(match.group()), []).append(position)
        ends_at[match.start()] = position
    if not _JOINERS.isdisjoint(text):
        for match in _JOINED.finditer(text):
            first = ends_at.get(match.start(), ends_at.get(match.start() + 1))
            if first is not None:
                at = found.setdefault(fold(match.group()), [])
                if first not in at:
                    at.append(first)
                    at.sort()
    return found


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text without joined forms: how a phrase is compared."""
    return tuple(fold(match.group()) for match in _WORD.finditer(text))


def is_joined(text: str) -> bool:
    """Whether a text is one joined form, as it is indexed."""
    return _JOINED.fullmatch(text) is not None
