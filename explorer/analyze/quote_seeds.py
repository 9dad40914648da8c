"""Which pages may hold a quotation, however badly either was read: runs of five letters that both have, in one line.

The q-gram filter of Ukkonen, "Approximate string matching with q-grams and maximal matches" (1992): a passage that is
nearly the quotation shares many of its q-grams, and at nearly the same distance from its beginning. All quotations are
looked for in one pass, so the time depends on the pages and hardly on their number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_RUN = 5  # letters
_BITS = 5  # of a letter's code
_CODES = 1 << (_RUN * _BITS)
_BUCKET = 5  # bits: letters of shift that insertions and deletions may bring
_FIRST_LETTERS = 600  # of a quotation that are looked for
_LEAST = 3  # runs
_TOO_COMMON = 0.0004  # of all letters: a run that stands more often tells little


def _code_table() -> NDArray[np.uint8]:
    """A code of five bits for each character of the basic plane; 0 for what is no letter or digit."""
    table = np.zeros(0x10000, np.uint8)
    for point in range(0x10000):
        char = chr(point)
        if char.isalnum():
            low = char.casefold()[0]
            table[point] = ord(low) - 96 if "a" <= low <= "z" else 27 + ord(low) % 5
    return table


_TABLE = _code_table()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page (its number among those given) that shares ``runs`` runs with a quotation."""

    quote: int
    page: int
    runs: int


class Seeds:
    """The runs of a number of quotations, to be looked for in any number of pages."""

    def __init__(self, quotes: Sequence[str]) -> None:
        self._slots: NDArray[np.int32] = np.zeros(_CODES, np.int32)
        pairs: list[tuple[int, int, int]] = []
        for at, text in enumerate(quotes):
            runs = _runs(_codes(text)[:_FIRST_LETTERS])
            pairs.extend((int(run), at, offset) for offset, run in enumerate(runs))
        pairs.sort()
        table = np.array(pairs, np.int64).reshape(-1, 3)
        runs, starts = np.unique(table[:, 0], return_index=True)
        self._slots[runs] = np.arange(1, len(runs) + 1)
        self._starts = np.append(starts, len(table)).astype(np.int64)
        self._quotes, self._offsets = table[:, 1], table[:, 2]

    def candidates(self, pages: Sequence[str], most: int) -> Iterator[Candidate]:
        """For each quotation up to ``most`` pages that share enough runs in one line with it, best first."""
        joined = "\0".join(pages)
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
        codes = _TABLE[np.minimum(points, 0xFFFF)]
        kept = codes > 0
        lengths = np.array([len(page) + 1 for page in pages], np.int64)
        lengths[-1] -= 1
        page_starts = _letters_before(kept, lengths)
        slots = self._slots[_runs(codes[kept])]
        places = np.flatnonzero(slots)
        slots = slots[places] - 1
        common = np.bincount(slots, minlength=len(self._starts)) > max(4, _TOO_COMMON * len(kept))
        rare = ~common[slots]
        if rare.any():
            yield from self._counted(places[rare], slots[rare], page_starts, most)

    def _counted(
        self, places: NDArray[np.intp], slots: NDArray[np.int32], page_starts: NDArray[np.int64], most: int
    ) -> Iterator[Candidate]:
        """Runs counted by quotation and by how far their place is shifted from that in the quotation."""
        counts = self._starts[slots + 1] - self._starts[slots]
        spread = np.repeat(places, counts)
        within = np.arange(len(spread)) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = np.repeat(self._starts[slots], counts) + within
        quotes, shifts = self._quotes[rows], spread - self._offsets[rows] + _FIRST_LETTERS
        lines, votes = np.unique((quotes << 40) | (shifts >> _BUCKET), return_counts=True)
        follows = np.append(lines[1:] == lines[:-1] + 1, False)
        votes = votes + np.where(follows, np.append(votes[1:], 0), 0)
        strong = votes >= _LEAST
        lines, votes = lines[strong], votes[strong]
        at = ((lines & ((1 << 40) - 1)) << _BUCKET) - _FIRST_LETTERS + (1 << _BUCKET)
        of_page = np.maximum(np.searchsorted(page_starts, at, side="right") - 1, 0)
        order = np.lexsort((-votes, lines >> 40))
        quotes, of_page, votes = (lines >> 40)[order], of_page[order], votes[order]
        rank = np.arange(len(quotes)) - np.searchsorted(quotes, quotes)
        best = rank < most
        for quote, page, runs in zip(quotes[best].tolist(), of_page[best].tolist(), votes[best].tolist(), strict=True):
            yield Candidate(quote, page, runs)


def _letters_before(kept: NDArray[np.bool_], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many letters stand before each page, whose lengths are in characters."""
    starts = np.cumsum(lengths) - lengths
    blocks = np.flatnonzero(lengths > 0)
    sums = np.zeros(len(lengths), np.int64)
    sums[blocks] = np.add.reduceat(kept, starts[blocks], dtype=np.int64)
    return np.cumsum(sums) - sums


def _codes(text: str) -> NDArray[np.uint8]:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = _TABLE[np.minimum(points, 0xFFFF)]
    return codes[codes > 0]


def _runs(codes: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """The number that five letters in a row make, for each place."""
    if len(codes) < _RUN:
        return np.empty(0, np.uint32)
    count = len(codes) - _RUN + 1
    runs = np.zeros(count, np.uint32)
    for at in range(_RUN):
        runs = (runs << np.uint32(_BITS)) | codes[at : at + count]
    return runs
