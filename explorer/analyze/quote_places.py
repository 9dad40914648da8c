"""Where the very words of a quotation stand in a text: whole, or in parts with words left out between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from explorer.analyze.letters import Letters, begins_whole, ends_whole, gaps_agree
from explorer.analyze.quote_parts import Part, Quotation
from explorer.analyze.quote_turns import REPLACED, Turn, turned_by

_LEFT_OUT = 500  # letters, about a hundred words: more, and the parts stand in different places
_BEGINNINGS = 200  # places tried of the first part
_LEAST = 8  # letters that the parts must hold together


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of a quotation stand, as ranges of letters of the page.

    ``turn`` is what the words left out or put in change in what is said: a negation, another number.
    """

    ranges: tuple[tuple[int, int], ...]
    turn: Turn | None = None


def whole_places(quote: Quotation, page: Letters) -> Iterator[Place]:
    """Places that hold the quotation's words and nothing else, none of them cut out of a longer word."""
    for first in _found(quote.letters, page, 0, len(page)):
        last = first + len(quote.letters)
        if not (begins_whole(page, first) and ends_whole(page, last, has_hyphen=quote.ends_with_hyphen)):
            continue
        if quote.ends_sentence and len(quote.letters.words) > 5 and page.text[last : last + 1] == "?":
            continue
        yield Place(((first, last),))


def parted_places(quote: Quotation, page: Letters, text: str) -> Iterator[Place]:
    """Places that hold the quotation's parts in their order, a bounded stretch apart."""
    if not quote.parts or sum(len(part.letters) for part in quote.parts) < _LEAST:
        return
    tightest: dict[int, tuple[tuple[int, int], ...]] = {}
    for first in islice(_part_found(quote.parts[0], page, 0, len(page)), _BEGINNINGS):
        ranges = _follow(quote.parts, page, first)
        if ranges:
            tightest[ranges[-1][1]] = ranges  # a later beginning leaves less out
    for ranges in tightest.values():
        yield Place(ranges, turned_by(quote, page, text, ranges))


def _found(wanted: Letters, page: Letters, at: int, end: int) -> Iterator[int]:
    """Where a text's letters stand with gaps that agree."""
    if not wanted.text:
        return
    first = page.text.find(wanted.text, at, end)
    while first >= 0:
        if all(
            gaps_agree(wanted.gaps[step], page.gaps[first + step], wanted.text[step - 1], wanted.text[step])
            for step in range(1, len(wanted))
            if wanted.gaps[step] != page.gaps[first + step]
        ):
            yield first
        first = page.text.find(wanted.text, first + 1, end)


def _part_found(part: Part, page: Letters, at: int, end: int) -> Iterator[int]:
    for first in _found(part.letters, page, at, end):
        last = first + len(part.letters)
        if (part.joins or begins_whole(page, first)) and (part.is_joined or ends_whole(page, last, has_hyphen=False)):
            yield first


def _follow(parts: tuple[Part, ...], page: Letters, first: int) -> tuple[tuple[int, int], ...]:
    """Ranges of all parts from the first one's place on, each at the nearest place after the one before; or none."""
    ranges = [(first, first + len(parts[0].letters))]
    for part in parts[1:]:
        at = ranges[-1][1]
        reach = REPLACED if part.put_in is not None else _LEFT_OUT
        found = next(_part_found(part, page, at, min(len(page), at + reach + len(part.letters))), None)
        if found is None:
            return ()
        ranges.append((found, found + len(part.letters)))
    return tuple(ranges)
