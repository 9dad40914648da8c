"""Bates stamps: read off a page's margins, then kept only where the neighbouring pages bear them out.

A number alone proves nothing: "IL 62704" (a ZIP code), "INVOICE 20817" and "CF-001122" (a form) have the same shape.
So ``candidate`` proposes at most one stamp a page, and ``validate`` looks at a whole case: a stamp counts if its
serials rise with the pages. No files, no database.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.model.bates import BatesNumber, parse_bates
from explorer.model.document import PageId
from explorer.model.words import Word, WordColumns, columns_of

_MARGIN = 0.12  # of the page's height, top and bottom
_CORNER = 0.3  # of the page's width, left and right
_SIDE = 0.08  # of the page's width, left and right, where stamps stand that are turned
_TURNED = 1.5  # times as high as wide
_AROUND = "[](){}*"  # set around stamps
_YEAR = r"(?:\d{1,8}[-_.]?)?"  # or a case number, before the letters
_WHOLE = re.compile(
    _YEAR + r"[A-Z][A-Z0-9&]{0,11}(?:[-_.][A-Z0-9&]{1,12}){0,3}[-_.]?\d{3,10}"  # in capitals
    r"|" + _YEAR + r"[A-Za-z][A-Za-z0-9&]{0,19}(?:[-_.][A-Za-z0-9&]{1,20}){0,3}[-_.]\d{4,10}"  # of any letters
    r"|0\d{4,9}"  # of none
)
_SERIAL = re.compile(r"\d{3,10}")
_PREFIX = re.compile(r"[A-Z&]{2,10}(?:[-_.][A-Z&]{1,10}){0,3}[-_.]?")
_NO_PREFIXES = """
INVOICE INV FORM PAGE PG NO NUM NUMBER TEL PHONE FAX BOX SUITE STE ROOM RM REV REVISED FY CY EXT SSN ZIP VOL ISSUE OMB
JAN FEB MAR APR MAY JUN JUL AUG SEP SEPT OCT NOV DEC JANUARY FEBRUARY MARCH APRIL JUNE JULY AUGUST SEPTEMBER OCTOBER
NOVEMBER DECEMBER ISO RFC PO ITEM LINE SECTION SEC CHAPTER TABLE FIGURE CASE DATE COPYRIGHT
"""
_STATES = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC
SD TN TX UT VT VA WA WV WI WY DC PR
"""
_NEVER, _BEFORE_ZIP = frozenset(_NO_PREFIXES.split()), frozenset(_STATES.split())
_NEAR = 10  # serials between two files of one run: some files in between may have been withheld


class StampRow(Protocol):
    """A page and the stamp proposed for it, if any."""

    @property
    def page(self) -> PageId: ...
    @property
    def document(self) -> str | int: ...
    @property
    def ordinal(self) -> int: ...
    @property
    def stamp(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class _Stamped:
    page: PageId
    document: str | int
    ordinal: int
    number: BatesNumber


def candidate(text: str, words: Sequence[Word], width: float, height: float) -> str | None:
    """The likeliest stamp in the page's top or bottom margin, as printed; None if nothing there has the form of one.

    One that stands alone on its line goes before one inside a line, a corner before the middle, the outermost first.
    """
    best: tuple[tuple[int, int, float], str] | None = None
    words = columns_of(words)
    middles = (words.boxes[:, 1] + words.boxes[:, 3]) / 2
    for index in np.flatnonzero(_in_margin(words, middles, width, height)).tolist():
        word, middle = words[index], middles[index]
        if not text[word.start : word.end].rstrip(_AROUND)[-1:].isdigit():
            continue
        found = _stamp_ending_at(text, words, index)
        if found is None:
            continue
        stamp, first = found
        is_alone = not _beside(words, first, -1) and not _beside(words, index, 1)
        is_cornered = words[first].box.x0 > (1 - _CORNER) * width or word.box.x1 < _CORNER * width
        rank = (int(is_alone), int(is_cornered), -min(middle, height - middle))
        if best is None or rank > best[0]:
            best = (rank, stamp)
    return best[1] if best else None


def _in_margin(words: WordColumns, middles: NDArray[np.float64], width: float, height: float) -> NDArray[np.bool_]:
    """Which words stand at the top or bottom, or turned at a side."""
    x0, y0, x1, y1 = words.boxes.T
    is_turned = (y1 - y0 > _TURNED * (x1 - x0)) & ((x1 <= _SIDE * width) | (x0 >= (1 - _SIDE) * width))
    found: NDArray[np.bool_] = (middles <= _MARGIN * height) | (middles >= (1 - _MARGIN) * height) | is_turned
    return found


def _stamp_ending_at(text: str, words: Sequence[Word], index: int) -> tuple[str, int] | None:
    """The stamp whose digits end with this word, and where it begins: in the word itself or in the one before."""
    word = words[index]
    printed = text[word.start : word.end].strip(_AROUND)
    if _WHOLE.fullmatch(printed) and not (printed.isdigit() and _beside(words, index, -1)):
        return (printed, index) if _number(printed) else None
    if not _SERIAL.fullmatch(printed) or not _beside(words, index, -1):
        return None
    before = words[index - 1]
    prefix = text[before.start : before.end].lstrip(_AROUND)
    if prefix in ("-", "–", "_") and _beside(words, index - 1, -1):  # a separator that stands by itself
        before = words[index - 2]
        prefix, first = text[before.start : before.end].lstrip(_AROUND), index - 2
        stamp = f"{prefix}-{printed}"
        return (stamp, first) if _PREFIX.fullmatch(prefix) and _number(stamp) else None
    stamp = f"{prefix} {printed}"
    return (stamp, index - 1) if _PREFIX.fullmatch(prefix) and _number(stamp) else None


def _beside(words: Sequence[Word], index: int, step: int) -> bool:
    """Whether another word stands next to this one on its line, less than three letter heights away."""
    if not 0 <= index + step < len(words):
        return False
    box, other = words[index].box, words[index + step].box
    size = max(box.y1 - box.y0, 1.0)
    gap = max(other.x0 - box.x1, box.x0 - other.x1)
    return min(box.y1, other.y1) - max(box.y0, other.y0) > 0.4 * size and gap < 3 * size


def _number(stamp: str) -> BatesNumber | None:
    """The number a stamp is; None for ZIP codes, invoices, forms, pages and the like."""
    number = parse_bates(stamp)
    if number is None:
        return None
    first = re.split(r"[-_ .\d]", number.prefix, maxsplit=1)[0]
    is_zip = number.prefix.endswith(" ") and number.width == 5 and first in _BEFORE_ZIP
    return None if is_zip or first in _NEVER else number


def validate(rows: Iterable[StampRow]) -> dict[PageId, BatesNumber | None]:
    """The number of each page; None where it has no stamp or its neighbours do not bear it out.

    Within a document the serials of a prefix must rise with the pages, mostly by one a page; stamps that break the run
    (misread, or no stamps at all) are dropped. A document with a single stamp keeps it if at least three pages of the
    case, at most ten serials apart from one to the next, share its prefix and width.

    Args:
        rows: pages in any order; rows without a stamp may be left out, but then a two-page document that is stamped
            on one page only cannot be told from a one-page document.
    """
    kept: dict[PageId, BatesNumber | None] = {}
    groups: dict[tuple[str | int, str], list[_Stamped]] = defaultdict(list)
    for row in rows:
        kept[row.page] = None
        number = _number(row.stamp) if row.stamp else None
        if number:
            groups[row.document, number.prefix].append(_Stamped(row.page, row.document, row.ordinal, number))
    runs = [_rising(sorted(group, key=lambda each: each.ordinal)) for group in groups.values()]
    serials: dict[tuple[str, int], set[int]] = defaultdict(set)
    for run in runs:
        for each in run:
            serials[each.number.prefix, each.number.width].add(each.number.serial)
    chained = {key: _chained(found) for key, found in serials.items()}
    for run in runs:
        if _is_run(run) or (len(run) == 1 and _continues(run[0], chained)):
            kept.update((each.page, each.number) for each in run)
    return kept


def _rising(stamped: Sequence[_Stamped]) -> list[_Stamped]:
    """The longest run whose serials rise with the pages (patience sorting)."""
    ends: list[int] = []  # the smallest serial that ends a run of each length
    last: list[int] = []  # its index
    before: list[int] = []
    for index, each in enumerate(stamped):
        length = bisect_left(ends, each.number.serial)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [each.number.serial]
        last[length : length + 1] = [index]
    run, index = [], last[-1] if last else -1
    while index >= 0:
        run.append(stamped[index])
        index = before[index]
    return run[::-1]


def _is_run(run: Sequence[_Stamped]) -> bool:
    """Whether at least half of the steps from page to page are the steps of the serials."""
    even = [b.number.serial - a.number.serial == b.ordinal - a.ordinal for a, b in pairwise(run)]
    return bool(even) and sum(even) * 2 >= len(even)


def _chained(serials: set[int]) -> frozenset[int]:
    """The serials that lie in a chain of three or more, each near the next."""
    chains: list[list[int]] = []
    for serial in sorted(serials):
        if chains and serial - chains[-1][-1] <= _NEAR:
            chains[-1].append(serial)
        else:
            chains.append([serial])
    return frozenset(serial for chain in chains if len(chain) >= 3 for serial in chain)


def _continues(single: _Stamped, chained: Mapping[tuple[str, int], frozenset[int]]) -> bool:
    """Whether the only stamp of its document goes on with what its neighbours count. One letter is no prefix here:
    "C05760370" is what an agency calls a document, not a page."""
    letters = re.sub(r"[^A-Z]", "", single.number.prefix)
    return len(letters) > 1 and single.number.serial in chained[single.number.prefix, single.number.width]
