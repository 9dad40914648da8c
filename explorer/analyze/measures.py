"""What a sentence measures: how many of what, how much money, how old, which share, how long, and when; and of whom.

No grammar is known here, only the order of words, so a measure is taken only where that order leaves little doubt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from explorer.analyze.dates import dates_in
from explorer.analyze.numbers import Number, numbers
from explorer.model.contradiction import MeasureKind

_UNITS = {
    **dict.fromkeys(("minute", "minutes"), ("time", 60.0)),
    **dict.fromkeys(("hour", "hours"), ("time", 3600.0)),
    **dict.fromkeys(("day", "days"), ("time", 86_400.0)),
    **dict.fromkeys(("week", "weeks"), ("time", 604_800.0)),
    **dict.fromkeys(("month", "months"), ("months", 1.0)),
    **dict.fromkeys(("year", "years"), ("months", 12.0)),
    **dict.fromkeys(("mile", "miles"), ("length", 1609.344)),
    **dict.fromkeys(("kilometer", "kilometers", "kilometre", "kilometres", "km"), ("length", 1000.0)),
    **dict.fromkeys(("meter", "meters", "metre", "metres"), ("length", 1.0)),
    **dict.fromkeys(("foot", "feet"), ("length", 0.3048)),
    **dict.fromkeys(("inch", "inches"), ("length", 0.0254)),
    **dict.fromkeys(("pound", "pounds"), ("weight", 0.45359237)),
    **dict.fromkeys(("kilogram", "kilograms", "kg"), ("weight", 1.0)),
    **dict.fromkeys(("ton", "tons"), ("weight", 907.18474)),
    **dict.fromkeys(("acre", "acres"), ("area", 1.0)),
    **dict.fromkeys(("gallon", "gallons"), ("volume", 1.0)),
}
_STOP_WORDS = """
a an the of in on at to from for with by as per and or but nor that which who whom whose when where while than then is
are was were be been being am do does did done has have had having will would can could may might must shall should
it its they them their he she him her his we us our you your i me my this these those there here not no since during
between after before until under over about into onto out up down off again also only just more most less least fewer
some any each every all both such so if because through against within without across among
"""
_STOP = frozenset(_STOP_WORDS.split())
_PLURALS = frozenset(
    ("people", "men", "women", "children", "staff", "police", "personnel", "data", "media", "criteria")
)
_TITLES_WORDS = "mr mrs ms dr officer chief sheriff judge sgt lt capt detective deputy mayor gov sen rep"
_TITLES = frozenset(_TITLES_WORDS.split())
_MONTHS_WORDS = "january february march april may june july august september october november december"
_MONTHS = frozenset(_MONTHS_WORDS.split())
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_AGE_AFTER = re.compile(r"[ -]years?[ -]old\b", re.I)
_AGE_BEFORE = re.compile(r"\b(?:aged|age)\s+$", re.I)
_WHOSE = r"([A-Z][\w'’-]+(?:\.? [A-Z][\w'’-]*)*)"
_WHOSE_BEFORE = re.compile(rf"{_WHOSE}(?:,| is| was)\s+(?:(?:now|then|aged|age)\s+)?$")
_WHOSE_AFTER = re.compile(rf"\s+{_WHOSE}")
_APPOSED = re.compile(r"[A-Z][\w'’-]+,\s+$")
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b)", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+)?")
_YEARLY = re.compile(
    rf"(?:\b(?:in|since|by|of|from|until|till|during|before|after|to|through|year|{'|'.join(_MONTHS)})\s+|[,(/–-]\s*)$",
    re.I,
)
_ON = re.compile(r"\b(?:on|in|by|since|from|until|before|after|dated)\s+(?:\w+day,?\s+)?$")
_RUN = 4  # words looked at after a number
_MOST = 40  # measures of a sentence


Name = frozenset[str]  # its words, folded: {"dana", "whitcomb"}


@dataclass(frozen=True, slots=True)
class Measure:
    """One value at ``start`` to ``end`` of a sentence. What is compared comes in stems or folded."""

    kind: MeasureKind
    unit: str  # currency or dimension; of counts "of 10" where it is a part of so many, else empty
    head: str  # what is counted, as a stem
    least: float
    most: float
    start: int
    end: int
    head_word: str = ""  # as written
    with_head: frozenset[str] = frozenset()  # what stands before the head: "sworn" of "sworn officers"
    names: frozenset[Name] = frozenset()  # in the sentence
    said: frozenset[str] = frozenset()  # stems of its other words
    times: frozenset[str] = frozenset()  # years and months that it names

    def differs(self, other: "Measure") -> bool:
        """Whether no value can be meant by both."""
        return self.most < other.least or other.most < self.least


@dataclass(frozen=True, slots=True)
class _Around:
    """What a sentence says beside its values."""

    text: str
    names: frozenset[Name]
    said: frozenset[str]
    times: frozenset[str]


@lru_cache(4096)
def measures(sentence: str) -> tuple[Measure, ...]:
    """The measures of a sentence in order."""
    around = _around(sentence)
    dated = list(_dates(around))
    taken = [(each.start, each.end) for each in dated]
    found = list(dated)
    for number in numbers(sentence):
        if len(found) >= _MOST:
            break
        if any(start < number.end and number.start < end for start, end in taken):
            continue
        if measure := _measure(number, around):
            found.append(measure)
    return tuple(sorted(found, key=lambda each: each.start))


def stem(word: str) -> str:
    """The beginning of a word that its plural and its tenses share, roughly: enough to compare two sentences."""
    word = word.casefold().replace("’", "'").removesuffix("'s")
    for ending in ("ies", "ied"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            bare = word[: -len(ending)]
            if ending in ("ing", "ed") and len(bare) > 3 and bare[-1] == bare[-2]:
                bare = bare[:-1]
            return bare.removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


def _measure(number: Number, around: _Around) -> Measure | None:
    after = around.text[number.end :]
    if age := _age(number, around, after):
        return age
    if percent := _PERCENT.match(after):
        end = number.end + percent.end()
        of = re.match(r"\s+of\s+(?:all\s+|the\s+|its\s+|their\s+)*", around.text[end:])
        head, word, before = _head(around.text[end + of.end() :], 2.0) if of else ("", "", frozenset[str]())
        return _made(MeasureKind.PERCENT, "%", head, number, around, end, 1.0, word, before)
    if number.currency:
        head, word, before = _head(after, 2.0)
        return _made(MeasureKind.MONEY, number.currency, head, number, around, number.end, 1.0, word, before)
    unit = re.match(r"[\s-]([^\W\d_]+)", after)
    if unit and (known := _UNITS.get(unit[1].casefold())):
        dimension, factor = known
        end = number.end + unit.end()
        return _made(MeasureKind.QUANTITY, dimension, "", number, around, end, factor, unit[1], frozenset())
    if number.is_plain and _is_year(around.text, number):
        return None
    unit_of, after = _whole(after)
    head, word, before = _head(after, number.value)
    return _made(MeasureKind.COUNT, unit_of, head, number, around, number.end, 1.0, word, before) if head else None


def _whole(after: str) -> tuple[str, str]:
    """Of "two of ten criteria", behind the two: "of 10" and what stands behind the ten."""
    part = _PART.match(after)
    whole = next(numbers(after[part.end() : part.end() + 60]), None) if part else None
    if part is None or whole is None or whole.start:
        return "", after
    return f"of {whole.value:g}", after[part.end() + whole.end :]


def _made(
    kind: MeasureKind,
    unit: str,
    head: str,
    number: Number,
    around: _Around,
    end: int,
    factor: float,
    word: str,
    with_head: frozenset[str],
) -> Measure:
    said = around.said - {head} - with_head
    return Measure(
        kind, unit, head, number.least * factor, number.most * factor, number.start, end, word, with_head,
        around.names, said, around.times,
    )  # fmt: skip


def _head(after: str, value: float) -> tuple[str, str, frozenset[str]]:
    """What is counted, right after a number: its stem, the word, and stems of the words before it; empty if unclear."""
    run: list[str] = []
    at = 0
    while len(run) < _RUN and (found := re.compile(r"[ \t\n-]+([^\W\d_][\w'’]*)").match(after, at)):
        word = found[1]
        is_verb_like = word.endswith(("ed", "ing", "ly")) and bool(run)
        if word.casefold() in _STOP or word[0].isupper() or is_verb_like:
            break
        run.append(word.casefold())
        at = found.end()
    counted = [n for n, word in enumerate(run) if word in _PLURALS or (word.endswith("s") and not word.endswith("ss"))]
    if value == 1 and run:
        counted = [0]
    if not counted:
        return "", "", frozenset()
    last = counted[0]
    while last + 1 in counted:
        last += 1
    return stem(run[last]), run[last], frozenset(stem(word) for word in run[:last])


def _is_year(text: str, number: Number) -> bool:
    """Whether four digits are a year, not a count: "in 2017 officers", but "flagged 2017 people"."""
    if not _YEAR.fullmatch(text[number.start : number.end]):
        return False
    return bool(_YEARLY.search(text[max(0, number.start - 20) : number.start])) or not _head(text[number.end :], 2.0)[0]


def _age(number: Number, around: _Around, after: str) -> Measure | None:
    before = around.text[: number.start]
    old = _AGE_AFTER.match(after)
    is_apposed = _APPOSED.search(before) and re.match(r"\s*[,.;]|\s*$", after) and number.is_plain
    if not (old or _AGE_BEFORE.search(before) or is_apposed) or not 0 < number.value < 120:
        return None
    end = number.end + (old.end() if old else 0)
    of = _WHOSE_BEFORE.search(before) or _WHOSE_AFTER.match(around.text[end:])
    whose = _around(of[1]).names if of else around.names
    return _made(MeasureKind.AGE, "years", "", number, replace(around, names=whose), end, 1.0, "age", frozenset())


def _dates(around: _Around) -> Iterator[Measure]:
    """Whole dates behind a preposition: "was signed on March 3, 2017"."""
    for start, end, day in dates_in(around.text):
        if _ON.search(around.text[max(0, start - 40) : start]):
            value = float(day.toordinal())
            yield Measure(
                MeasureKind.DATE, "", "", value, value, start, end, "date", names=around.names, said=around.said
            )


def _around(text: str) -> _Around:
    found_numbers = list(numbers(text))
    counted = [(each.start, each.end) for each in found_numbers]
    names: list[set[str]] = []
    said, ended = set(), len(text)
    times = {text[each.start : each.end] for each in found_numbers if each.is_plain and _is_year(text, each)}
    for found in _WORD.finditer(text):
        if any(start <= found.start() < end for start, end in counted):
            continue
        word, folded = found.group(), found.group().casefold().removesuffix("'s").removesuffix("’s")
        if word[0].isupper() and folded in _MONTHS:
            times.add(folded)
        elif folded in _STOP or folded in _TITLES:
            continue
        elif word[0].isupper():
            if names and not text[ended : found.start()].strip(". "):  # the name goes on: "B. Tarn"
                names[-1].add(folded)
            else:
                names.append({folded})
            ended = found.end()
        elif len(folded) > 2 and folded not in _UNITS and not folded.startswith(("percent", "year")):
            said.add(stem(folded))
    return _Around(text, frozenset(map(frozenset, names)), frozenset(said), frozenset(times))
