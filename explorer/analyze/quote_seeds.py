"""Which pages may hold a quotation, however badly either was read: runs of five letters that both have, in one line.

The q-gram filter of Ukkonen, "Approximate string matching with q-grams and maximal matches" (1992): a passage that is
nearly the quotation shares many of its q-grams, and at nearly the same distance from its beginning. All quotations are
looked for in one pass, so the time depends on the pages and hardly on their number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_RUN = 5  # letters
_BITS = 5  # of a letter's code
_BUCKET = 5  # bits: letters of shift that insertions and deletions may bring
_FIRST_LETTERS = 600  # of a quotation that are looked for
_LEAST = 3  # runs
OF_HALVES = 3  # pages
_HITS = 25_000_000  # of all runs in all pages that are counted; the commonest are given up
_ENOUGH = 8  # runs, the rarest, that a quotation keeps however common they are


def _code(char: str) -> int:
    """Five bits for a letter or digit; 0 for anything else."""
    if not char.isalnum():
        return 0
    low = char.casefold()[0]
    return ord(low) - 96 if "a" <= low <= "z" else 27 + ord(low) % 5


_PLAIN = bytes(_code(chr(point)) for point in range(256))
_NO_LETTERS = bytes(point for point in range(128) if not chr(point).isalnum())
_TABLE = np.array([_code(chr(point)) for point in range(0x10000)], np.uint8)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page (its number among those given) that shares ``runs`` runs with a quotation, or with its half 0 or 1."""

    quote: int
    page: int
    runs: int
    half: int | None = None


class Seeds:
    """The runs of a number of quotations, to be looked for in any number of pages."""

    def __init__(self, quotes: Sequence[str], pages: int) -> None:
        """``pages`` is how many there are in all."""
        pairs: list[tuple[int, int, int]] = []
        for at, text in enumerate(quotes):
            runs = _runs(np.frombuffer(_codes(text), np.uint8)[:_FIRST_LETTERS])
            pairs.extend((int(run), at, offset) for offset, run in enumerate(runs))
        self._middles = np.array([len(_codes(text)[:_FIRST_LETTERS]) // 2 for text in quotes] or [0], np.int64)
        self._slots = np.zeros(1 << (_RUN * _BITS), np.int32)
        self._is_wanted = np.zeros(len(self._slots), np.bool_)  # the same in a quarter of the memory
        self._pages, self._is_thinned = pages, False
        self._set(np.array(sorted(pairs), np.int64).reshape(-1, 3))

    def _set(self, table: NDArray[np.int64]) -> None:
        """Look for these from now on: rows of a run, a quotation and the run's place in it, in order."""
        self._table = table
        runs, starts = np.unique(table[:, 0], return_index=True)
        self._is_wanted[runs] = True
        self._slots[runs] = np.arange(1, len(runs) + 1)
        self._starts = np.append(starts, len(table)).astype(np.int64)

    def _thin(self, runs: NDArray[np.uint32], pages: int) -> None:
        """Give up the runs that are commonest in a first portion of pages, as far as it must be."""
        counts = np.bincount(self._slots.take(runs), minlength=len(self._starts))[1:]
        often = np.repeat(counts, np.diff(self._starts)) * (self._pages / max(1, pages))
        quotes = self._table[:, 1]
        order = np.lexsort((often, quotes))
        ranked, sums = quotes[order], np.cumsum(often[order])
        first = np.searchsorted(ranked, ranked)
        spent = sums - np.where(first > 0, sums[first - 1], 0.0)
        rank = np.arange(len(order)) - first
        kept = np.empty(len(order), np.bool_)
        kept[order] = (spent <= _HITS / len(self._middles)) | (rank < _ENOUGH)
        self._slots[self._table[:, 0]] = 0
        self._is_wanted[self._table[:, 0]] = False
        self._set(self._table[kept])
        self._is_thinned = True

    def candidates(self, pages: Sequence[str], most: int) -> list[Candidate]:
        """For each quotation the pages that share enough runs in one line with it, best first.

        ``most`` by all of the quotation, and a few by each of its halves, which may come from different places.
        """
        coded = [_codes(page) for page in pages]
        lengths = np.array([len(each) for each in coded], np.int64)
        runs = _runs(np.frombuffer(b"".join(coded), np.uint8))
        if not self._is_thinned and len(runs):
            self._thin(runs, len(pages))
        places = np.flatnonzero(self._is_wanted.take(runs))
        slots = self._slots.take(runs[places]) - 1
        return self._counted(places, slots, np.cumsum(lengths) - lengths, most) if len(places) else []

    def _counted(
        self, places: NDArray[np.intp], slots: NDArray[np.int32], page_starts: NDArray[np.int64], most: int
    ) -> list[Candidate]:
        """Runs counted by quotation, half, and by how far their place is shifted from that in the quotation."""
        counts = (self._starts[1:] - self._starts[:-1])[slots]
        spread = np.repeat(places, counts)
        within = np.arange(len(spread)) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = self._table[np.repeat(self._starts[slots], counts) + within]
        shifts = (spread - rows[:, 2] + _FIRST_LETTERS) >> _BUCKET
        is_second = rows[:, 2] >= self._middles[rows[:, 1]]
        keys, votes = np.unique((rows[:, 1] << 41) | (shifts << 1) | is_second, return_counts=True)
        found: list[Candidate] = []
        for half, of_half in ((None, most), (0, OF_HALVES), (1, OF_HALVES)):
            chosen = slice(None) if half is None else (keys & 1) == half
            found += self._best(keys[chosen] >> 1, votes[chosen], page_starts, of_half, half)
        return found

    def _best(
        self,
        keys: NDArray[np.int64],
        votes: NDArray[np.int64],
        page_starts: NDArray[np.int64],
        most: int,
        half: int | None,
    ) -> list[Candidate]:
        """The pages with the most votes for each quotation; a shift's neighbour counts with it."""
        lines, firsts = np.unique(keys, return_index=True)
        votes = np.add.reduceat(votes, firsts) if len(firsts) else votes
        follows = np.append(lines[1:] == lines[:-1] + 1, False)
        votes = votes + np.where(follows, np.append(votes[1:], 0), 0)
        strong = votes >= _LEAST
        lines, votes = lines[strong], votes[strong]
        at = ((lines & ((1 << 40) - 1)) << _BUCKET) - _FIRST_LETTERS + (1 << _BUCKET)
        pages = np.maximum(np.searchsorted(page_starts, at, side="right") - 1, 0)
        quotes = lines >> 40
        order = np.lexsort((-votes, quotes))
        quotes, pages, votes = quotes[order], pages[order], votes[order]
        best = np.arange(len(quotes)) - np.searchsorted(quotes, quotes) < most
        rows = zip(quotes[best].tolist(), pages[best].tolist(), votes[best].tolist(), strict=True)
        return [Candidate(*row, half) for row in rows]


def _codes(text: str) -> bytes:
    """The codes of a text's letters and digits."""
    if text.isascii():
        return text.encode("ascii").translate(_PLAIN, _NO_LETTERS)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = _TABLE[np.minimum(points, 0xFFFF)]
    return codes[codes > 0].tobytes()


def _runs(codes: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """The number that five letters in a row make, for each place."""
    if len(codes) < _RUN:
        return np.empty(0, np.uint32)
    pairs = codes[:-1].astype(np.uint32) << np.uint32(_BITS)
    pairs |= codes[1:]
    fours = pairs[:-2] << np.uint32(2 * _BITS)
    fours |= pairs[2:]
    runs = fours[:-1] << np.uint32(_BITS)
    runs |= codes[4:]
    return runs
