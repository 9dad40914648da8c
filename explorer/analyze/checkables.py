"""What in a draft's words has to be checked: numbers, dates, money, names, titles, ages, places, superlatives.

Found by form alone, in English; too much rather than too little, for what is marked is struck off by a person.
Time is in proportion to the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.analyze import checkable_words as words
from explorer.analyze.checkable_forms import FORMS, UPPER
from explorer.model.draft import Token, TokenKind

_ITEM = re.compile(r"\s*[(\[]?\d{1,3}[.)]\s")
_SMALL = re.compile(r"(?<![^\W_])[^\W\dA-ZÀ-ÖØ-Þ_][^\W\d_]{1,40}")
_WITHIN = re.compile(rf"(?:(?<=[^\W\dA-Z_][ ])|(?<=[,;][ ])|(?<=[A-Z]\.[ ]))({UPPER}[^\W\d_]{{1,40}})")
_TITLED = re.compile(rf"\b{words.TITLES}[ ]({UPPER}[^\W\d_]{{1,40}})")
_TELLS = re.compile(r"[.!?…][\"”’'»)]*\s*$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How a draft writes its words, which tells names from words that only begin a sentence."""

    names: frozenset[str] = frozenset()  # with a capital letter in the midst of a sentence, and never without
    common: frozenset[str] = frozenset()  # with a small one

    @classmethod
    def of(cls, text: str) -> "Vocabulary":
        common = frozenset(_SMALL.findall(text))
        told = "\n".join(line for line in text.split("\n") if _TELLS.search(line))  # no headings
        names = {word for form in (_WITHIN, _TITLED) for word in form.findall(told)}
        return cls(frozenset(word for word in names if word.casefold() not in common | words.NO_NAMES), common)

    def has(self, name: str) -> bool:
        """Whether one of a name's words is known as a name, or looks like nothing else: LinkView."""
        return any(word in self.names or _is_proper(word, "", self) for word in re.findall(r"[^\W_]+", name))


def _is_heading(sentence: str) -> bool:
    """Whether it is a line in which every longer word has a capital letter, and which ends as no sentence does."""
    longer = re.findall(r"[^\W\d_]{5,}", sentence)
    return len(longer) > 1 and not _TELLS.search(sentence) and all(word[0].isupper() for word in longer)


def checkables(text: str, start: int, end: int, vocabulary: Vocabulary | None = None) -> list[Token]:
    """What is checkable in the sentence ``text[start:end]``, in reading order; no two overlap."""
    known = vocabulary or Vocabulary()
    sentence = text[start:end]
    is_heading, loud = _is_heading(sentence), sentence.isupper()
    taken = bytearray(len(sentence))
    found: list[Token] = []
    for kind, form in FORMS:
        for match in form.finditer(sentence):
            for first, last in _kept(kind, sentence, *match.span(), known):
                if is_heading and kind is TokenKind.NAME and (loud or not known.has(sentence[first:last])):
                    continue
                if not any(taken[first:last]):
                    taken[first:last] = b"\1" * (last - first)
                    found.append(Token(kind, start + first, start + last))
    return sorted(found, key=lambda token: token.start)


def _kept(kind: TokenKind, sentence: str, first: int, last: int, known: Vocabulary) -> Iterator[tuple[int, int]]:
    if kind is TokenKind.SUPERLATIVE:
        if sentence[first:last].casefold() not in words.NOT_SUPERLATIVE or sentence[first:last] == "best":
            yield first, last
    elif kind is TokenKind.NUMBER and _ITEM.fullmatch(sentence[: last + 2][:12]):
        return  # only counts the items of a list
    elif kind is TokenKind.NAME:
        yield from _named(sentence, first, last, known)
    elif last > first:
        yield first, last


def _named(sentence: str, first: int, last: int, known: Vocabulary) -> Iterator[tuple[int, int]]:
    """The name without the words before it that only begin a sentence; none if nothing is left."""
    while first < last:
        word = re.match(r"[\w’'-]+", sentence[first:last])
        if word is None or word[0].casefold() not in words.NO_NAMES:
            break
        following = re.search(rf"[ ](?={UPPER})", sentence[first + word.end() : last])
        first = first + word.end() + following.end() if following else last
    name = sentence[first:last]
    begins = not sentence[:first].strip(" \t\"“‘'«„([*_—–-")
    alone = re.fullmatch(r"[^\W_]+", name)
    if name and not (begins and alone and not _is_proper(name, sentence[last : last + 2], known)):
        yield first, last


def _is_proper(word: str, after: str, known: Vocabulary) -> bool:
    """Whether a word that begins a sentence reads as a name by itself: LinkView, LAPD; "Records" does not."""
    if any(letter.isupper() for letter in word[1:]) or word in known.names:
        return True
    return after in ("'s", "’s") and word.casefold() not in known.common
