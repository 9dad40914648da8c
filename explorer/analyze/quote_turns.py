"""Whether words left out of a quotation, or put into it in brackets, change what is said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.analyze.letters import Letters, begins_whole
from explorer.analyze.quote_parts import Part, Quotation
from explorer.analyze.sentences import sentences
from explorer.analyze.weighty_words import has_negation, is_another_amount, is_another_name, is_hedge, puts_in_amount
from explorer.model.trace import Matter

REPLACED = 80  # letters for which brackets may stand
_EDGE = 2  # words for which brackets at an edge may stand
_NEGATING = re.compile(r"(?:un|in|im|ir|il|dis|non|a|anti)-?", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?]+[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n\s*\n")
_AROUND = 200  # characters in which a sentence's beginning or end is looked for
_NEW = re.compile(
    r"\n[ \t>]*\n[\s>]*|"
    r"\n[ \t>]*(?:[•▪●◦‣*–—-]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]|[A-Z][A-Z .'’-]{1,30}:)[ \t]+"
)
_NUMBER_FIRST = re.compile(r"[\s(]*[$€£¥]?\s?\d")
_ENDED = re.compile(r"[\"”’)\]]*[.!?][\"”’)\]]*\s*(?:…|\[|\(|\.\s?\.\s?\.)")  # a full stop, then the mark


@dataclass(frozen=True, slots=True)
class Turn:
    """What the words left out or put in change. ``is_slight`` says that a person has to look, but nothing else."""

    matter: Matter
    is_slight: bool = False


def turned_by(quote: Quotation, page: Letters, text: str, ranges: Sequence[tuple[int, int]]) -> Turn | None:
    """What the words left out or put in change in what is said; None where they change nothing that matters.

    Args:
        quote: a quotation in parts.
        page, text: the letters of a text, and the text.
        ranges: where the parts stand, as ranges of letters of the page.
    """
    if _turns(quote, page, text, ranges):
        return Turn(Matter.NEGATION)
    found = [_joined(quote, at, page, text, ranges) for at in range(1, len(quote.parts))]
    return min(filter(None, found), key=lambda turn: turn.is_slight, default=None)


def _joined(quote: Quotation, at: int, page: Letters, text: str, ranges: Sequence[tuple[int, int]]) -> Turn | None:
    """What the mark before a part joins that did not belong together."""
    one, other, left, right = quote.parts[at - 1], quote.parts[at], ranges[at - 1], ranges[at]
    start, end = page.starts[left[0]], page.ends[right[1] - 1]
    gap = _Gap(
        left_out=text[page.ends[left[1] - 1] : page.starts[right[0]]],
        mark=quote.text[one.start + one.letters.ends[-1] : other.start],
        before=text[start : page.ends[left[1] - 1]],
        after=text[page.starts[right[0]] : end],
        goes_on=quote.text[other.start :].lstrip()[:1].islower() and not other.joins,
    )
    if other.put_in is None and gap.gives_other_number:
        return Turn(Matter.NUMBER, is_slight="\n" not in gap.left_out and not gap.joins_sentences)
    if gap.gives_other_answer:
        return Turn(Matter.SENTENCES)
    if not gap.joins_sentences:
        return None
    return Turn(Matter.SENTENCES, is_slight=not _begins(text, start) and not _ends(text, end))


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands in a text between two parts of a quotation, and the quotation's mark in its place."""

    left_out: str
    mark: str
    before: str
    after: str
    goes_on: bool  # the quotation after the mark begins small

    @property
    def gives_other_number(self) -> bool:
        """Whether a number follows the mark that another one stood before: "paid in 2019 … $900"."""
        return bool(_NUMBER_FIRST.match(self.after)) and any(map(str.isdigit, self.left_out))

    @property
    def gives_other_answer(self) -> bool:
        """Whether an answer follows a question that it was not given to."""
        return self.before.endswith("?") and "?" in self.left_out and "?" not in self.after

    @property
    def joins_sentences(self) -> bool:
        """Whether the beginning of one sentence is made to go on as the end of another."""
        text = f"{self.before}{self.left_out}{self.after}"
        left, right = len(self.before), len(self.before) + len(self.left_out)
        starts = [at for at in _beginnings(text) if left <= at <= right]
        if not starts:
            return False
        begins = not _has_letter(text[starts[-1] : right]) and not self.goes_on
        ends = not _has_letter(text[left : starts[0]]) and (text[left - 1] == "?" or bool(_ENDED.match(self.mark)))
        return not begins and not ends


def _begins(text: str, at: int) -> bool:
    """Whether a sentence or its like begins at a character."""
    around = text[max(0, at - _AROUND) : at + _AROUND]
    here = min(at, _AROUND)
    starts = [start for start in _beginnings(around) if start <= here and (start or at <= _AROUND)]
    return bool(starts) and not _has_letter(around[starts[-1] : here])


def _ends(text: str, at: int) -> bool:
    """Whether a sentence or its like ends before a character."""
    if not _has_letter(text[at : at + _AROUND]):
        return True
    around = text[max(0, at - _AROUND) : at + _AROUND]
    here = min(at, _AROUND)
    return any(start >= here and not _has_letter(around[here:start]) for start in _beginnings(around))


def _beginnings(text: str) -> list[int]:
    """Where sentences, paragraphs, items of a list and turns of a talk begin, the marks before them apart."""
    found = {start for start, _ in sentences(text, 0, len(text))} | {match.end() for match in _NEW.finditer(text)}
    return sorted(found)


def _has_letter(text: str) -> bool:
    return any(map(str.isalnum, text))


def _turns(quote: Quotation, page: Letters, text: str, ranges: Sequence[tuple[int, int]]) -> bool:
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


def _turns_at_edges(quote: Quotation, page: Letters, text: str, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether brackets at the beginning or the end stand for words that said otherwise, as [All] for "Few"."""
    first, last = ranges[0][0], ranges[-1][1]
    opening = quote.parts[0].put_in if not quote.parts[0].joins else None
    before = _SENTENCE_ENDS.split(text[max(0, page.starts[first] - REPLACED) : page.starts[first]])[-1]
    after = _SENTENCE_ENDS.split(text[page.ends[last - 1] : page.ends[last - 1] + REPLACED])[0]
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
