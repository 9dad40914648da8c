"""The queries that a word or a name is searched for with before anybody says that it stands nowhere.

What pictures are read as follows the confusions that OCR is known for: Nagy, Nartker and Rice, "Optical Character
Recognition: An Illustrated Guide to the Frontier" (2000), chapter 3. Case and accents are folded by the index itself.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from explorer.model.finding import Variant
from explorer.search.analyzer import fold, tokens, words
from explorer.search.highlight import Span, spans
from explorer.search.syntax import parse

MOST_WORDS, LONGEST = 8, 60  # words of a term, letters of a word
_FUZZY_FROM, _BROKEN_FROM, _SIDE = 4, 6, 2  # letters of a word; letters on either side of a break
_MOST_READINGS = 40  # of one word
_LONGEST_READINGS = 1_600  # characters of all readings in one query
_APART = 2  # words that may stand between those of a name
_CONFUSED = (
    ("m", "rn"), ("w", "vv"), ("d", "cl"), ("u", "ii"), ("h", "li"), ("k", "lc"), ("n", "ri"), ("b", "lo"), ("g", "cj"),
    ("l", "1"), ("l", "i"), ("i", "1"), ("o", "0"), ("s", "5"), ("b", "8"), ("z", "2"), ("g", "9"), ("q", "g"),
    ("e", "c"), ("t", "f"), ("b", "6"), ("u", "v"), ("a", "o"), ("y", "v"), ("f", "r"), ("h", "b"),
)  # fmt: skip
_PAIRS = tuple((one, other) for pair in _CONFUSED for one, other in (pair, pair[::-1]))


@dataclass(frozen=True, slots=True)
class Probe:
    """One query. With ``parts``, one for each word of a name, a page counts where they stand near each other."""

    variant: Variant
    query: str
    parts: tuple[str, ...] = ()


def probes(term: str) -> list[Probe]:
    """Every query for a term; none for a text without words."""
    asked = words(term)
    if not asked:
        return []
    found = list(_for_one(asked[0]) if len(asked) == 1 else _for_several(asked))
    return list({probe.query: probe for probe in reversed(found)}.values())[::-1]


def _for_one(word: str) -> Iterator[Probe]:
    yield Probe(Variant.WRITTEN, _exact(word))
    yield Probe(Variant.FORMS, _plain(word))
    if _can_be_fuzzy(word):
        yield Probe(Variant.FUZZY, f"{word}~1")
    if readings := misreadings(word):
        yield Probe(Variant.OCR, _any(readings))
    if len(word) >= _BROKEN_FROM:
        pairs = ((word[:at], word[at:]) for at in range(_SIDE, len(word) - _SIDE + 1))
        yield Probe(Variant.BROKEN, " OR ".join(f'"{left} {right}"' for left, right in pairs))


def _for_several(asked: Sequence[str]) -> Iterator[Probe]:
    yield Probe(Variant.WRITTEN, f'"{" ".join(asked)}"')
    yield _together(Variant.FORMS, [_plain(word) for word in asked])
    yield _together(Variant.FUZZY, [f"{word}~1" if _can_be_fuzzy(word) else _exact(word) for word in asked])
    readings = [_any(_as_room([word, *misreadings(word)], _LONGEST_READINGS // len(asked))) for word in asked]
    yield _together(Variant.OCR, [f"({each})" if " OR " in each else each for each in readings])
    yield Probe(Variant.JOINED, _exact("".join(asked)))


def _together(variant: Variant, parts: Sequence[str]) -> Probe:
    return Probe(variant, " ".join(dict.fromkeys(parts)), tuple(parts))


def _can_be_fuzzy(word: str) -> bool:
    """With one letter off, a short word is any word; and ¼ is no word."""
    return len(word) >= _FUZZY_FROM and word.isalnum()


def _exact(word: str) -> str:
    return f'"{word}"'


def _plain(word: str) -> str:
    """A word as one types it, with its other forms; quoted where bare it would mean something else."""
    return word if word.isalnum() else _exact(word)


def _as_room(readings: Sequence[str], room: int) -> list[str]:
    """The first readings, as many as have room in a query."""
    lengths = accumulate(len(each) + len('"" OR ') for each in readings)
    return [each for each, length in zip(readings, lengths, strict=True) if length <= room or each == readings[0]]


def _any(found: Iterable[str]) -> str:
    return " OR ".join(map(_exact, found))


def misreadings(word: str) -> list[str]:
    """What a picture of a word may be read as: one or two places wrong, those with one first."""
    once = list(dict.fromkeys(_misread(word)))
    twice = (each for reading in once[:_MOST_READINGS] for each in _misread(reading))
    return [each for each in dict.fromkeys([*once, *twice]) if each != word][:_MOST_READINGS]


def _misread(word: str) -> Iterator[str]:
    for one, other in _PAIRS:
        at = word.find(one)
        while at >= 0:
            yield word[:at] + other + word[at + len(one) :]
            at = word.find(one, at + 1)


def matches(probe: Probe, text: str, excepted: frozenset[str] = frozenset()) -> list[tuple[str, ...]]:
    """What stands on a page that a probe found: for each place its words, folded. Empty if nothing does after all.

    Args:
        excepted: words, folded, that are others than those searched for: where they stand is no place.
    """
    found = [
        [span for span in spans(parse(part), text) if fold(text[span[0] : span[1]]) not in excepted]
        for part in probe.parts or (probe.query,)
    ]
    if len(found) == 1:
        return [(fold(text[start:end]),) for start, end in found[0]]
    starts = [token.start for token in tokens(text)]
    places = [[bisect_right(starts, start) for start, _ in each] for each in found]
    reach = len(found) - 1 + _APART
    together = []
    for at, first in zip(places[0], found[0], strict=True):
        others = [
            each[bisect_left(place, at - reach) : bisect_right(place, at + reach)]
            for each, place in zip(found[1:], places[1:], strict=True)
        ]
        if window := _apart((first,), others):
            together.append(tuple(fold(text[start:end]) for start, end in window))
    return together


def _apart(taken: tuple[Span, ...], others: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """The spans and one of each of the others, no word twice; empty if that cannot be."""
    if not others:
        return taken
    free = (span for span in others[0] if span not in taken)
    return next((window for span in free if (window := _apart((*taken, span), others[1:]))), ())
