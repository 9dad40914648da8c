"""Passages that a sentence may rest on: where most of its telling words stand close together. Never a proof of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*")
_WINDOW = 60  # words
_STEM = 6  # letters by which two forms of a word are taken for one
_WEIGHT_OF_NUMBER, _WEIGHT_OF_NAME = 3.0, 2.0
_LEAST_SHARE = 0.45  # of the weight of a sentence's words
_LEAST_WORDS = 3
_EMPTY_WORDS = (
    "the and for that with this from was were are had has have not but who whom which what when where how its his "
    "her their they them then than there here into onto upon over under about after before between among been "
    "being will would could should may might can did does done said says say told also only some such more most "
    "much very one our your you she him out off all any each other another because while during against through "
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a page, and the share (0 to 1) of the sentence's weight that stands among them."""

    start: int
    end: int
    share: float


def telling_words(sentence: str) -> dict[str, float]:
    """The words of a sentence that tell it from others, by their stems, with their weights."""
    found: dict[str, float] = {}
    for at, match in enumerate(_WORD.finditer(sentence)):
        word = match.group()
        if word.casefold() in _EMPTY or (len(word) < 3 and not word.isdigit()):
            continue
        weight = 1.0
        if any(char.isdigit() for char in word):
            weight = _WEIGHT_OF_NUMBER
        elif at and word[0].isupper():
            weight = _WEIGHT_OF_NAME
        found.setdefault(_stem(word), weight)
    return found


def stretch(wanted: dict[str, float], text: str) -> Stretch | None:
    """The few dozen words of a text that hold most of what is wanted; None if they hold too little of it."""
    hits = [(at, match, _stem(match.group())) for at, match in enumerate(_WORD.finditer(text))]
    hits = [each for each in hits if each[2] in wanted]
    best: tuple[float, int, int] = (0.0, 0, 0)
    first, held, weight = 0, dict.fromkeys(wanted, 0), 0.0
    for last, (at, _, stem) in enumerate(hits):
        weight += wanted[stem] if not held[stem] else 0.0
        held[stem] += 1
        while hits[first][0] <= at - _WINDOW:
            gone = hits[first][2]
            held[gone] -= 1
            weight -= wanted[gone] if not held[gone] else 0.0
            first += 1
        if weight > best[0]:
            best = (weight, first, last)
    share = best[0] / max(1.0, sum(wanted.values()))
    words = {stem for _, _, stem in hits[best[1] : best[2] + 1]}
    if share < _LEAST_SHARE or len(words) < min(_LEAST_WORDS, len(wanted)):
        return None
    begin, end = _shortest(hits[best[1] : best[2] + 1], words)
    return Stretch(begin, end, share)


def _shortest(hits: Sequence[tuple[int, re.Match[str], str]], words: set[str]) -> tuple[int, int]:
    """The characters of the last run of hits that still holds all the words."""
    missing = set(words)
    for _, match, stem in reversed(hits):
        missing.discard(stem)
        if not missing:
            return match.start(), hits[-1][1].end()
    return hits[0][1].start(), hits[-1][1].end()


def _stem(word: str) -> str:
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    if any(char.isdigit() for char in plain):
        return plain.replace(",", "").rstrip(".:")
    return plain[:_STEM]
