"""What in a draft's words has to be checked: numbers, dates, money, names, titles, ages, places, superlatives.

Found by form alone, in English; too much rather than too little, for what is marked is struck off by a person.
Time is in proportion to the text.
"""

import re
from collections.abc import Iterator

from explorer.analyze import checkable_words as words
from explorer.analyze.checkable_forms import FORMS, UPPER
from explorer.model.draft import Token, TokenKind


def checkables(text: str, start: int, end: int) -> list[Token]:
    """What is checkable in the sentence ``text[start:end]``, in reading order; no two overlap."""
    sentence = text[start:end]
    taken = bytearray(len(sentence))
    found: list[Token] = []
    for kind, form in FORMS:
        for match in form.finditer(sentence):
            for first, last in _kept(kind, sentence, *match.span()):
                if not any(taken[first:last]):
                    taken[first:last] = b"\1" * (last - first)
                    found.append(Token(kind, start + first, start + last))
    return sorted(found, key=lambda token: token.start)


def _kept(kind: TokenKind, sentence: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    if kind is TokenKind.SUPERLATIVE:
        if sentence[first:last].casefold() not in words.NOT_SUPERLATIVE or sentence[first:last] == "best":
            yield first, last
    elif kind is TokenKind.NAME:
        yield from _named(sentence, first, last)
    elif last > first:
        yield first, last


def _named(sentence: str, first: int, last: int) -> Iterator[tuple[int, int]]:
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
    if name and not (begins and alone and not _is_proper(name)):
        yield first, last


def _is_proper(word: str) -> bool:
    """Whether a word that begins a sentence reads as a name by itself: LinkView, LAPD; "Records" does not."""
    return any(letter.isupper() for letter in word[1:])
