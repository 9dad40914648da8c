"""Numbers in running text: digits with scales, and numbers in words up to the trillions.

A number stands for a range: "about", "more than" and the digits that were left out when it was rounded widen it.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SMALL_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_SMALL = _SMALL_WORDS.split()
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS) if word
}
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_WORDS = "|".join([*_UNITS, "hundred", "thousand", "million", "billion", "trillion", "dozen"])
_NUMBER = re.compile(
    rf"""(?P<currency>[$€£]\s?)?
    (?:(?<![\w.,/-])(?<![\d][.,])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,15}}(?:\.\d+)?)(?![\d/])
       (?:[ -]?(?P<scale>thousand|million|billion|trillion|bn|[mk])\b)?
     | \b(?P<words>(?:{_WORDS})(?:(?:[ -]|\sand\s)(?:{_WORDS}))*)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(about|around|roughly|nearly|almost|some|approximately|an estimated|close to)\s+$", re.I)
_LEAST = re.compile(r"\b(more than|over|at least|no fewer than|no less than|upwards of|exceeding|above)\s+$", re.I)
_MOST = re.compile(r"\b(fewer than|less than|under|at most|up to|no more than|as many as|below)\s+$", re.I)
_BEFORE = 20  # characters looked at before a number
_NEAR = 0.1  # what "about" may hide


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``start`` to ``end`` of a text, its least and its most; ``currency`` is its sign or empty."""

    start: int
    end: int
    value: float
    least: float
    most: float
    currency: str = ""
    is_plain: bool = False  # digits alone, as a year is written


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text in order."""
    for found in _NUMBER.finditer(text):
        value, step = _digits(found) if found["digits"] else (_in_words(found["words"]), 0.0)
        if value is None or not math.isfinite(value):
            continue
        start = found.start()
        least, most = _range(text[max(0, start - _BEFORE) : start], value, step)
        is_plain = bool(found["digits"]) and found["digits"].isdigit() and not found["scale"] and not found["currency"]
        yield Number(start, found.end(), value, least, most, (found["currency"] or "").strip(), is_plain)


def _digits(found: re.Match[str]) -> tuple[float, float]:
    """The value, and half a step of the last digit where a scale shows that it was rounded."""
    digits = found["digits"].replace(",", "")
    scale = _SCALES[found["scale"].lower()] if found["scale"] else 1.0
    decimals = len(digits.partition(".")[2])
    return float(digits) * scale, (0.5 * scale / 10**decimals if found["scale"] else 0.0)


def _range(before: str, value: float, step: float) -> tuple[float, float]:
    if _LEAST.search(before):
        return value, math.inf
    if _MOST.search(before):
        return 0.0, value
    room = max(step, _NEAR * value if _ABOUT.search(before) else 0.0)
    return value - room, value + room


def _in_words(text: str) -> float | None:
    """ "three hundred and twelve" as 312; None for what is no number, such as "five twenty"."""
    total, part, last = 0.0, 0.0, math.inf
    words: Sequence[str] = [word for word in re.split(r"[\s-]+", text.lower()) if word != "and"]
    for word in words:
        if word in _UNITS:
            number = _UNITS[word]
            if part % 100 and not (part % 10 == 0 and part % 100 >= 20 and 0 < number < 10):
                return None
            part += number
        elif word in ("hundred", "dozen"):
            if part >= 100:
                return None
            part = (part or 1) * (100 if word == "hundred" else 12)
        else:
            scale = _SCALES[word]
            if scale >= last:
                return None
            total, part, last = total + (part or 1) * scale, 0.0, scale
    return total + part
