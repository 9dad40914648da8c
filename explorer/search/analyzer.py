"""Text to tokens, the same for the index, the query and the marks on a page.

NFKC, case and accents folded, words of letters, digits and underscores, no stop list. Joined forms that people search
for (``AT&T``, ``O'Brien``, ``4TR-91K``, ``2017-11-08``, ``(b)(7)(E)``, e-mail addresses) are tokens too, at the
position of their first part.
"""

import re
import string
import unicodedata
from bisect import insort
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

VERSION = 1  # raise it when tokens change, so that indexes are made again

_WORD = re.compile(r"\w+")
_LINKED = re.compile(r"\b\w++(?:[-'’.&@/+:]\w++)+")  # possessive: a long run costs its length once
_CODE = re.compile(r"\(\w\)(?:\(\w++\))*")
_JOINED = re.compile(rf"{_LINKED.pattern}|{_CODE.pattern}")
_JOINED_ASCII = re.compile(_JOINED.pattern, re.ASCII)
_JOINERS = frozenset("-'’.&@/+:(")
_KEPT = string.ascii_letters + string.digits + "_"
_PLAIN = bytes(ord(char.lower()) if (char := chr(code)) in _KEPT else 32 for code in range(256))


class Token(NamedTuple):
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
    joined = {match.start(): match for match in _joined_forms(text)}
    for position, match in enumerate(_WORD.finditer(text)):
        start = match.start()
        whole = joined.get(start) or (joined.get(start - 1) if start and text[start - 1] == "(" else None)
        if whole is not None:
            yield Token(fold(whole.group()), position, whole.start(), whole.end())
        yield Token(fold(match.group()), position, start, match.end())


def positions(text: str) -> dict[str, list[int]]:
    """Each folded form with its positions: all that an index needs, without offsets."""
    found: dict[str, list[int]] = {}
    for position, word in enumerate(_words(text)):
        if word in found:
            found[word].append(position)
        else:
            found[word] = [position]
    position = end = 0
    for match in _joined_forms(text):
        position += _count(text, end, match.start())
        end = match.start()
        at = found.setdefault(fold(match.group()), [])
        if not at or at[-1] < position:
            at.append(position)
        elif position not in at:  # a single letter that folds to a joined form, as ⒈ does, stood elsewhere
            insort(at, position)
    return found


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text without joined forms: how a phrase is compared."""
    return tuple(_words(text))


def _words(text: str) -> list[str]:
    if text.isascii():
        return text.encode("ascii").translate(_PLAIN).decode("ascii").split()
    found = _WORD.findall(text)
    run = " ".join(found)
    return run.lower().split(" ") if run and run.isascii() else [fold(word) for word in found]


def joined(text: str) -> list[str]:
    """The folded joined forms of a text, in order."""
    return [fold(match.group()) for match in _joined_forms(text)]


def is_joined(text: str) -> bool:
    """Whether a text is one joined form, as it is indexed."""
    return _JOINED.fullmatch(text) is not None


def _joined_forms(text: str) -> Iterator[re.Match[str]]:
    if _JOINERS.isdisjoint(text):
        return iter(())
    return (_JOINED_ASCII if text.isascii() else _JOINED).finditer(text)


def _count(text: str, start: int, end: int) -> int:
    """How many words begin in a stretch that ends between words."""
    return len(_WORD.findall(text, start, end))
