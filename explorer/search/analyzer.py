"""Text to tokens, the same for the index, the query and the marks on a page.

NFKC, case and accents folded, words of letters, digits and underscores, no stop list. Joined forms that people search
for (``AT&T``, ``O'Brien``, ``4TR-91K``, ``2017-11-08``, ``(b)(7)(E)``, e-mail addresses) are tokens too, at the
position of their first part.
"""

import re
import string
import unicodedata
from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

VERSION = 1  # raise it when tokens change, so that indexes are made again

_WORD = re.compile(r"\w+")
_LINKED = re.compile(r"\b\w++(?:[-'’.&@/+:]\w++)+")  # possessive: a long run costs its length once
_CODE = re.compile(r"\(\w\)(?:\(\w++\))*")
_JOINED = re.compile(rf"{_LINKED.pattern}|{_CODE.pattern}")
_JOINED_ASCII = re.compile(_JOINED.pattern, re.ASCII)
_JOINER = re.compile("[-'’.&@/+:(]")
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


def tokens_like(text: str, wanted: Callable[[set[str]], set[str]], *, also_joined: bool = True) -> list[Token]:
    """Some of the words of a text, as ``tokens`` gives them. Only these are looked for place by place.

    Args:
        wanted: tells from all forms of the text which are wanted.
        also_joined: joined forms may be.
    """
    found = _WORD.findall(text)
    folded = _folded(set(found))
    whole = [(fold(match.group()), match) for match in _joined_forms(text)] if also_joined else []
    likes = wanted({*folded.values(), *(form for form, _ in whole)})
    if not likes:
        return []
    alike = {word for word, form in folded.items() if form in likes}
    kept = _placed([(at, word, folded[word]) for at, word in enumerate(found) if word in alike], text)
    linked = list(_counted([(form, match) for form, match in whole if form in likes], text))
    return sorted([*linked, *kept], key=lambda token: token.position) if linked else kept  # a joined form comes first


def _folded(found: Collection[str]) -> dict[str, str]:
    run = "\n".join(found)
    forms = run.lower().split("\n") if run.isascii() else map(fold, found)
    return dict(zip(found, forms, strict=True)) if found else {}


def _counted(whole: Iterable[tuple[str, re.Match[str]]], text: str) -> Iterator[Token]:
    """Joined forms in order, each at the position of its first part."""
    position = end = 0
    for form, match in whole:
        position += _count(text, end, match.start())
        end = match.start()
        yield Token(form, position, end, match.end())


def _placed(found: Iterable[tuple[int, str, str]], text: str) -> list[Token]:
    """Words of a text in order, each with the place where it stands as a whole word after the one before."""
    placed, end = [], 0
    for position, word, form in found:
        start = text.find(word, end)
        while _is_inside(text, start, start + len(word)):
            start = text.find(word, start + 1)
        end = start + len(word)
        placed.append(Token(form, position, start, end))
    return placed


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text is only a part of a word."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return before.isalnum() or before == "_" or after.isalnum() or after == "_"


def positions(text: str) -> dict[str, list[int]]:
    """Each folded form with its positions: all that an index needs, without offsets."""
    found: dict[str, list[int]] = {}
    for position, word in enumerate(_words(text)):
        if word in found:
            found[word].append(position)
        else:
            found[word] = [position]
    for form, position, _, _ in _counted([(fold(match.group()), match) for match in _joined_forms(text)], text):
        at = found.setdefault(form, [])
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
    if not _JOINER.search(text):
        return iter(())
    return (_JOINED_ASCII if text.isascii() else _JOINED).finditer(text)


def _count(text: str, start: int, end: int) -> int:
    """How many words begin in a stretch that ends between words."""
    return len(_WORD.findall(text, start, end))
