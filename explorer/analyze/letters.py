"""Text as the letters that two copies of one passage have in common, each with where it stood.

Two texts are the same words when their letters are the same and their gaps agree. What print, mail programs and
scanners change is left out of the letters: case, white space, quotation marks, line breaks and the hyphens at them,
ligatures, soft hyphens, marks of quoted lines. What changes the meaning stays a letter: a sign before a number, the
separators inside one, signs of money and percent, an apostrophe inside a word, a question mark.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

from explorer.analyze.drawn_signs import drawn, is_box
from explorer.analyze.feet_and_inches import FOOT, INCH, measure

_HYPHENS = frozenset("-\u2010\u2011\u2043\ufe63\uff0d")
_DASHES = frozenset("\u2012\u2013\u2212")  # between digits they do a hyphen's work
_APOSTROPHES = frozenset("'\u2018\u2019\u02bc\u2032`\u00b4\u201b\uff07")
_MONEY_BEFORE = frozenset("$€£¥₹₽₩¢¤")
_UNIT_AFTER = frozenset(f"%‰°¢€£{FOOT}{INCH}")
_SIGNS = frozenset("%‰§&@°×÷±=≤≥≠≈~\ufffd?") | _MONEY_BEFORE
_SOFT = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_INSIDE_NUMBERS = frozenset(".:/")
_IN_BRACKETS = re.compile(r"\((?:[$€£]\s?)?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)%?\)|\([$€£]\s?\d+\)|\(\d+%\)")
_MILLI = {f"m{unit}": f"milli{unit.lower()}" for unit in ["W", "Wh", "V", "A", "Hz", "Pa", "J", "Sv"]}  # not MW
_COMPARED = re.compile(r"\s?[$€£]?\.?\d")
_NEXT_LINE_NUMBER = re.compile(r"\r?\n[> \t]{0,12}\d")
_RUNS = re.compile(r"([A-Za-z]+|[0-9]+)|(\s+)|.", re.DOTALL)
# Beginnings of words that turn them, or make another number of them.
_TURNING = (
    "a ab acting all almost anti bi co cross de deputy dis ex extra former half ill il im in ir low mid mis multi near "
    "never no non not one post pre pro pseudo quasi re self semi single so sub counter tri ultra un under upper over "
    "vice well would "
    "two three four five six seven eight nine ten hundred thousand "
    "twenty thirty forty fifty sixty seventy eighty ninety"
)
_NOT_ALONE = frozenset(_TURNING.split())
_SCALES = "hundred thousand million billion trillion mn bn dozen percent pct hundreds thousands millions billions"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = "one two three four five six seven eight nine"
_OTHERS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen hundred thousand"
_SCALED = frozenset(_SCALES.split())
_HAS_ONES, _IN_ONES = frozenset(_TENS.split()), frozenset(_ONES.split())
_COUNTED = _HAS_ONES | _IN_ONES | frozenset(_OTHERS.split())


# Decimal figures of other scripts, as 0 to 9.
_FIGURES = {
    chr(point): str(unicodedata.decimal(chr(point)))
    for point in range(0x80, 0x20000)
    if unicodedata.category(chr(point)) == "Nd"
}


class Gap(IntEnum):
    """What stands between a letter and the one before it."""

    NONE = 0
    HYPHEN = 1
    BROKEN = 2  # may be any of the others: a hyphen at the end of a line, the point inside "U.S."
    SPACE = 3


@dataclass(frozen=True)
class Letters:
    """The letters of a text. ``starts`` and ``ends`` say which characters each was, ``gaps`` what stands before it."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: bytes

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """Ranges of letters without a gap, in order."""
        starts = [at for at, gap in enumerate(self.gaps) if gap in (Gap.SPACE, Gap.HYPHEN) or not at]
        return tuple(zip(starts, [*starts[1:], len(self.text)], strict=True)) if self.text else ()

    def word_at(self, letter: int) -> int:
        """The index of the word that holds a letter; of the one before the end if there is none."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle][1] <= letter:
                low = middle + 1
            else:
                high = middle
        return min(low, len(self.words) - 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the letters from ``first`` up to, not including, ``last``."""
        return self.starts[first], self.ends[last - 1]


def letters(text: str) -> Letters:
    """The letters of a text, in one pass."""
    build = _Builder(text)
    for found in _RUNS.finditer(text):
        start, end = found.span()
        if found.lastindex == 1:
            build.take(_MILLI.get(found[1]) or found[1].lower(), start, end)
        elif found.lastindex == 2:
            build.between.has_space = True
        else:
            build.char(start)
    return build.done()


class _Builder:
    """Letters while they are collected, and what was passed over since the last one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[str] = []
        self._starts, self._ends, self._gaps = array("i"), array("i"), bytearray()
        self.between = _Between()

    def take(self, folded: str, start: int, end: int) -> None:
        """Take letters in: as many as characters, or all of one character."""
        gap = self.between.gap() if self._found else Gap.SPACE
        if folded[0].isdigit() and _is_fraction(self._text[start]):
            gap = Gap.SPACE
        self._found.append(folded)
        self._gaps.append(gap)
        self._gaps.extend(bytes(len(folded) - 1))
        if len(folded) == end - start:
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))
        else:
            self._starts.extend([start] * len(folded))
            self._ends.extend([end] * len(folded))
        self.between = _Between()

    def char(self, at: int) -> None:
        """Take in one character that is no plain letter or digit."""
        char = self._text[at]
        if unicodedata.combining(char) and self._ends and self._ends[-1] == at:
            self._combine(at)
            return
        if char in _SOFT and char != "\u00ad":
            return
        folded = _fold(char) or _sign(self._text, at)
        if folded:
            self.take(folded, at, at + 1)
        else:
            self.between.pass_over(self._text, at)

    def _combine(self, at: int) -> None:
        """Put a mark on the letter before it: where the two make one letter, that one; else it says nothing."""
        start = self._starts[-1]
        folded = _fold(self._text[start : at + 1]) or _joined_sign(self._text[start : at + 1])
        if len(folded) == 1:
            self._found[-1] = self._found[-1][:-1] + folded
        self._ends[-1] = at + 1

    def done(self) -> Letters:
        return Letters("".join(self._found), self._starts, self._ends, bytes(self._gaps))


@dataclass(slots=True)
class _Between:
    """What was passed over since the last letter."""

    has_space: bool = False
    has_hyphen: bool = False
    has_point: bool = False
    is_apart: bool = False

    def pass_over(self, text: str, at: int) -> None:
        char = text[at]
        if char.isspace() or (char == ">" and self.has_space and _begins_line(text, at)):
            self.has_space = True
        elif char in _HYPHENS:
            self.is_apart = self.is_apart or self.has_hyphen or self.has_space
            self.has_hyphen = True
        elif char == "\u00ad":
            self.has_hyphen = self.has_hyphen or _ends_line(text, at + 1)
        elif char == "." and _is_inside(text, at) and not (text[at - 1].islower() and text[at + 1].isupper()):
            self.has_point = True
        elif not _is_grouping(text, at):
            self.is_apart = True

    def gap(self) -> Gap:
        if self.is_apart or (self.has_space and not self.has_hyphen):
            return Gap.SPACE
        if self.has_hyphen:
            return Gap.BROKEN if self.has_space else Gap.HYPHEN
        return Gap.BROKEN if self.has_point else Gap.NONE


@lru_cache(maxsize=65_536)
def _fold(cluster: str) -> str:
    """The letters and digits of a character: compatible forms made plain, small; empty if it is neither."""
    if cluster.isdigit() and _is_raised(cluster):
        return cluster  # 10² is neither 102 nor 10
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())
    kept = (each for each in plain.replace("\u2044", "/") if each.isalnum() or (each == "/" and len(plain) > 2))
    return "".join(_FIGURES.get(each) or each for each in kept)


def _joined_sign(cluster: str) -> str:
    """The sign that another and a mark over it make, as = and a stroke make ≠."""
    one = unicodedata.normalize("NFC", cluster)
    return one if len(one) == 1 and unicodedata.category(one) == "Sm" else ""


def _is_raised(char: str) -> bool:
    return char > "\x7f" and unicodedata.decomposition(char).startswith("<super>")


def _is_fraction(char: str) -> bool:
    """Whether a character is one such as ½, which print puts beside a whole number without a space."""
    return char > "\x7f" and unicodedata.decomposition(char).startswith("<fraction>")


def _sign(text: str, at: int) -> str:
    """The letter for a sign that changes what is said; empty for every other sign."""
    char = _plain(text[at])
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in _SIGNS:
        return char
    if before.isdigit() and not after.isalnum() and (sign := measure(text, at)):
        return sign
    if char in _APOSTROPHES:
        return "'" if _is_inside(text, at) else ""
    if char == "," and before.isdigit() and after.isdigit():
        return "" if _is_grouping(text, at) else ","
    if char in "\u2044\u066b" and before.isdigit() and after.isdigit():
        return "/" if char == "\u2044" else "."
    if char == "/" and before == after == " " and text[at - 2 : at - 1].isdigit() and text[at + 2 : at + 3].isdigit():
        return char
    if char in _INSIDE_NUMBERS:
        return char if before.isdigit() and after.isdigit() else _leading_point(text, at)
    if char in _HYPHENS or char in _DASHES or char == "—":
        return _hyphen_of_number(text, at)
    if char in "+#" and before.isalnum() and not after.isalnum():
        return char  # A+, C#
    if char in "<>+":
        return char if _COMPARED.match(text, at + 1) and (at and not _begins_line(text, at)) else ""
    if char == "(" and (_IN_BRACKETS.match(text, at) or (before in _MONEY_BEFORE and before and after.isdigit())):
        return char  # a loss, in accounts
    return drawn(text, at)


def _plain(char: str) -> str:
    """A sign in its usual width."""
    if char < "\ufe00" or char in _HYPHENS or char in _APOSTROPHES:
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _leading_point(text: str, at: int) -> str:
    """The point of ".45"."""
    return "." if text[at] == "." and text[at + 1 : at + 2].isdigit() and (not at or text[at - 1] in " \n\t($") else ""


def _hyphen_of_number(text: str, at: int) -> str:
    """A hyphen or dash between digits, or a minus before a number or its money; not a mark at the start of a line."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isdigit() and (after.isdigit() or _NEXT_LINE_NUMBER.match(text, at + 1)):
        return "-"
    if text[at] == "—" or not _is_amount(text, at + 1):
        return ""
    if before in _MONEY_BEFORE and before:
        return "-"
    return "-" if (not before or before.isspace() or before == "(") and not _is_item(text, at) else ""


def _is_amount(text: str, at: int) -> bool:
    """Whether a number begins here, or money and a number."""
    first = text[at : at + 1]
    return first.isdigit() or (first in _MONEY_BEFORE and text[at + 1 : at + 2].isdigit() and bool(first))


def _is_item(text: str, at: int) -> bool:
    """Whether a hyphen at the start of a line marks one of several items, as the line before or after it shows."""
    if not _begins_line(text, at):
        return False
    begin = text.rfind("\n", 0, at)
    previous = text[text.rfind("\n", 0, max(0, begin)) + 1 : max(0, begin)].strip(" \t>")
    end = text.find("\n", at)
    following = text[end + 1 : end + 40].lstrip(" \t>") if end >= 0 else ""
    return not previous or previous[0] in "-–−" or following[:1] in ("-", "–", "−") or previous[-1] in ".:;,!?"


def _begins_line(text: str, at: int) -> bool:
    return not text[max(0, text.rfind("\n", 0, at) + 1) : at].strip(" \t>") and at > 0


def _ends_line(text: str, at: int) -> bool:
    return text[at : at + 2].lstrip(" ").startswith(("\n", "\r"))


def _is_inside(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _is_grouping(text: str, at: int) -> bool:
    """Whether a comma parts the thousands of a number, as in 1,960."""
    if text[at] != ",":
        return False
    after = text[at + 1 : at + 5]
    return text[at - 1 : at].isdigit() and after[:3].isdigit() and len(after) >= 3 and not after[3:].isdigit()


def is_sign(letter: str) -> bool:
    """Whether a letter is no letter or digit; the space beside a sign says nothing."""
    return not letter.isalnum()


def gaps_agree(one: int, other: int, left: str, right: str) -> bool:
    """Whether two gaps between the same two letters can be those of one text set twice."""
    if one == other or Gap.BROKEN in (one, other):
        return True
    if Gap.NONE in (one, other):
        return is_sign(left) or is_sign(right) or (_is_unspaced(left) and _is_unspaced(right))
    return True  # a hyphen and a space: "real-time", "real time"


def _is_unspaced(letter: str) -> bool:
    """Whether a letter belongs to a script that is written without spaces."""
    return "\u3040" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or "\u0e00" <= letter <= "\u0eff"


def begins_whole(page: Letters, first: int) -> bool:
    """Whether words that begin at a letter are not cut out of a longer word or number.

    Words copied from a line's beginning may begin within a word that is broken there, unless its beginning turns it.
    """
    if not first:
        return True
    if page.text[first - 1] in _MONEY_BEFORE and page.text[first].isdigit():
        return False
    if is_sign(page.text[first]) and page.text[first] != "?":
        return True
    if page.text[first - 1] == "?" or is_box(page.text[first - 1]):
        return True
    if page.gaps[first] == Gap.BROKEN and page.text[first].isalpha():
        word = page.words[page.word_at(first)][0]
        return page.text[word:first] not in _NOT_ALONE and page.text[first - 1].isalpha()
    return page.gaps[first] == Gap.SPACE


def ends_whole(page: Letters, last: int, *, has_hyphen: bool) -> bool:
    """Whether words that end before a letter are not cut; ``has_hyphen`` says that they are quoted with the hyphen."""
    if last >= len(page):
        return True
    if _goes_on_as_number(page, last):
        return False
    if page.text[last] in _UNIT_AFTER and page.text[last - 1].isdigit():
        return False
    if page.text[last] == "?" or (is_sign(page.text[last - 1]) and page.text[last - 1] != "?"):
        return True
    gap = page.gaps[last]
    return gap == Gap.SPACE or (has_hyphen and gap in (Gap.HYPHEN, Gap.BROKEN))


def _goes_on_as_number(page: Letters, last: int) -> bool:
    """Whether the word that ends before a letter and the next one are one number: "12 million", "twenty five"."""
    after = page.word_at(last)
    if not after or page.words[after][0] != last:
        return False
    left, right = (page.text[slice(*page.words[each])] for each in (after - 1, after))
    if right in _SCALED:
        return left[-1].isdigit() or left in _COUNTED
    return left in _HAS_ONES and right in _IN_ONES
