"""Where the very words of a quotation stand in a text: whole, or in parts with words left out between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from explorer.analyze.letters import Letters, begins_whole, ends_whole, gaps_agree
from explorer.analyze.quote_parts import Part, Quotation
from explorer.analyze.weighty_words import has_negation, is_another_amount, is_another_name, is_hedge, puts_in_amount

_LEFT_OUT = 500  # letters, about a hundred words: more, and the parts stand in different places
_REPLACED = 80  # letters for which brackets may stand
_EDGE = 2  # words for which brackets at an edge may stand
_BEGINNINGS = 200  # places tried of the first part
_LEAST = 8  # letters that the parts must hold together
_NEGATING = re.compile(r"(?:un|in|im|ir|il|dis|non|a|anti)-?", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?]+[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of a quotation stand, as ranges of letters of the page.

    ``turns`` says that what was left out or put in changes what is said: a negation, another number.
    """

    ranges: tuple[tuple[int, int], ...]
    turns: bool = False


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
        yield Place(ranges, _turns(quote, page, text, ranges))


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
        reach = _REPLACED if part.put_in is not None else _LEFT_OUT
        found = next(_part_found(part, page, at, min(len(page), at + reach + len(part.letters))), None)
        if found is None:
            return ()
        ranges.append((found, found + len(part.letters)))
    return tuple(ranges)


def _turns(quote: Quotation, page: Letters, text: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    """Whether what was left out or put in turns what is said: a negation, or a number in place of another."""
    put_in = [part.put_in for part in quote.parts]
    if any(each and has_negation(each) for each in (*put_in, quote.put_in_last)):
        return True
    if _turns_at_edges(quote, page, text, ranges):
        return True
    pairs = zip(quote.parts, quote.parts[1:], ranges, ranges[1:], strict=False)
    if any(_turns_between(one, other, page, text, left[1], right[0]) for one, other, left, right in pairs):
        return True
    first = quote.parts[0]
    if not first.put_in:
        return False
    return bool(first.joins and (_NEGATING.fullmatch(first.put_in.strip()) or page.text[ranges[0][0]].isdigit()))


def _turns_between(one: Part, other: Part, page: Letters, text: str, before: int, after: int) -> bool:
    """Whether what stands between two parts turns what they say; ``before`` and ``after`` are letters of the page."""
    put_in = other.put_in or ""
    if put_in and _joins_number(one, other, page.text[before - 1], page.text[after]):
        return True
    if other.joins and _NEGATING.fullmatch(put_in) and (before == after or begins_whole(page, after)):
        return True
    if before == after:
        return bool((one.is_joined and put_in.casefold() == "less") or puts_in_amount(put_in, ""))
    skipped = text[page.ends[before - 1] : page.starts[after]]
    if has_negation(_beside_the_kept(skipped)):
        return True
    if put_in:
        if "[" in skipped:
            return True  # brackets that the record itself holds are its words
        return any(of(put_in, skipped) for of in (is_another_amount, is_another_name, puts_in_amount))
    return is_hedge(skipped)


def _joins_number(one: Part, other: Part, left: str, right: str) -> bool:
    """Whether brackets touch a number, so that it reads as another: [1]4."""
    return (one.is_joined and left.isdigit()) or (other.joins and right.isdigit())


def _turns_at_edges(quote: Quotation, page: Letters, text: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    """Whether brackets at the beginning or the end stand for words that said otherwise, as [All] for "Few"."""
    first, last = ranges[0][0], ranges[-1][1]
    opening = quote.parts[0].put_in if not quote.parts[0].joins else None
    before = _SENTENCE_ENDS.split(text[max(0, page.starts[first] - _REPLACED) : page.starts[first]])[-1]
    after = _SENTENCE_ENDS.split(text[page.ends[last - 1] : page.ends[last - 1] + _REPLACED])[0]
    for put_in, replaced in ((opening, before.split()[-_EDGE:]), (quote.put_in_last, after.split()[:_EDGE])):
        words = " ".join(replaced)
        if not put_in:
            continue
        if has_negation(words) != has_negation(put_in) or is_another_amount(put_in, words):
            return True
        if puts_in_amount(put_in, words):
            return True
    return False


def _beside_the_kept(skipped: str) -> str:
    """Of words left out, those in the same sentences as the words kept before and after them."""
    ends = list(_SENTENCE_ENDS.finditer(skipped))
    return f"{skipped[: ends[0].end()]} {skipped[ends[-1].end() :]}" if ends else skipped
