"""Which pages are nearly the same: MinHash over word shingles finds the pairs, their shingles themselves decide.

Sources: Broder, "On the resemblance and containment of documents" (1997), for shingles and MinHash; Leskovec, Rajaraman
and Ullman, "Mining of Massive Datasets", 3.4, for the bands. A hash only ever proposes: a pair counts by its exact
resemblance, so nothing is called alike that is not.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Sketches = NDArray[np.uint32]

LEAST_WORDS = 12  # on a page of fewer, three words in a row say little
ALIKE = 0.6  # of the shingles of both that both have

_WORDS_A_SHINGLE = 3
_PERMUTATIONS = 64  # in bands of two: pages of which an engine read every tenth word wrong still meet
_AGREE = 20  # values of two sketches, or the pages are not looked at
_PORTION = 500  # pairs looked at with one question for texts
_MOST_IN_BUCKET = 200  # pages of one form, each its neighbours' like; those beyond meet them in other bands
_WORD = re.compile(r"\w+")
_NONE = np.empty(0, np.uint64)
_dice = np.random.default_rng(1997)  # the same permutations every time
_FACTORS = _dice.integers(1, 1 << 63, _PERMUTATIONS, np.uint64) | np.uint64(1)
_TERMS = _dice.integers(0, 1 << 63, _PERMUTATIONS, np.uint64)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pages that are nearly the same; ``likeness`` is the Jaccard index of their shingles."""

    one: int
    other: int
    likeness: float


def shingles(text: str) -> Hashes:
    """The different runs of three words of a text, as hashes, sorted; none where there are too few words."""
    words = _WORD.findall(text.casefold())
    if len(words) < LEAST_WORDS:
        return _NONE
    crcs = np.fromiter((zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words))
    runs = sum(crcs[at : len(crcs) - _WORDS_A_SHINGLE + 1 + at] * _MIX[at] for at in range(_WORDS_A_SHINGLE))
    mixed = np.asarray(runs, np.uint64)
    mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed * _MIX[0])


def sketch(found: Hashes) -> Sketches:
    """The MinHash of shingles: one value for each of 64 permutations, the upper half of its bits."""
    return np.asarray((found[:, None] * _FACTORS + _TERMS).min(axis=0) >> np.uint64(32), np.uint32)


def likeness(one: Hashes, other: Hashes) -> float:
    """The Jaccard index of two texts' shingles; 0 where one has none."""
    if not len(one) or not len(other):
        return 0.0
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)


def meeting(one: Sketches, table: Sketches) -> NDArray[np.intp]:
    """Which rows of a table (n, 64) agree with one sketch in a whole band."""
    if not len(table):
        return np.empty(0, np.intp)
    return np.flatnonzero((_bands(table) == _bands(one[None, :])).any(axis=1))


def candidates(table: Sketches) -> set[tuple[int, int]]:
    """Pairs of rows of a table (n, 64) that agree in a whole band and look alike, the smaller number first."""
    pairs: set[tuple[int, int]] = set()
    if len(table) < 2:
        return pairs
    for band in _bands(table).T:
        order = np.argsort(band, kind="stable")
        ends = np.flatnonzero(np.diff(band[order])) + 1
        for bucket in np.split(order, ends) if len(ends) < len(order) - 1 else ():
            if len(bucket) > 1:
                pairs |= _looking_alike(table, bucket[:_MOST_IN_BUCKET])
    return pairs


def _looking_alike(table: Sketches, bucket: NDArray[np.intp]) -> set[tuple[int, int]]:
    """Pairs of a bucket whose sketches agree in so many values that they may well be alike: their share estimates the
    likeness, and of a pair at ``ALIKE`` 38 of 64 agree, fewer than 20 in one of a million."""
    first, second = np.triu_indices(len(bucket), 1)
    agree = (table[bucket[first]] == table[bucket[second]]).sum(axis=1) >= _AGREE
    return set(zip(bucket[first[agree]].tolist(), bucket[second[agree]].tolist(), strict=True))


def pairs_alike(
    pages: Sequence[int],
    table: Sketches,
    texts: Callable[[Sequence[int]], Mapping[int, str]],
    least: float = ALIKE,
) -> list[Pair]:
    """All pairs of pages that are nearly the same, the likest first.

    Args:
        pages: rising numbers of pages, shape (n,).
        table: their sketches, shape (n, 64).
        texts: gives the texts of some pages; those that are gone are left out.
        least: the likeness from which two pages count.
    """
    proposed = sorted(candidates(table))
    known: dict[int, Hashes] = {}
    pairs = []
    for at in range(0, len(proposed), _PORTION):
        portion = [(pages[one], pages[other]) for one, other in proposed[at : at + _PORTION]]
        wanted = {key for pair in portion for key in pair}
        known = {key: found for key, found in known.items() if key in wanted}
        missing = sorted(wanted - known.keys())
        known |= {key: shingles(text) for key, text in texts(missing).items()}
        for one, other in portion:
            if (like := likeness(known.get(one, _NONE), known.get(other, _NONE))) >= least:
                pairs.append(Pair(one, other, like))
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.one, pair.other))


def groups(pairs: Iterable[Pair]) -> list[list[int]]:
    """Pages that hang together by such pairs, each group in order, the largest first."""
    above: dict[int, int] = {}

    def root(key: int) -> int:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for pair in pairs:
        above[root(pair.one)] = root(pair.other)
    found: dict[int, list[int]] = defaultdict(list)
    for key in sorted(above):
        found[root(key)].append(key)
    return sorted(found.values(), key=lambda group: (-len(group), group))


def leaders(order: Sequence[int], pairs: Iterable[Pair]) -> dict[int, int]:
    """For each page of a list that is like another ahead of it: the first such that is itself like none ahead of it."""
    like: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        like[pair.one].add(pair.other)
        like[pair.other].add(pair.one)
    led: dict[int, int] = {}
    place = {page: at for at, page in enumerate(order)}
    for page in order:
        ahead = [each for each in like.get(page, ()) if each not in led and place.get(each, len(order)) < place[page]]
        if ahead:
            led[page] = min(ahead, key=place.__getitem__)
    return led


def _bands(table: Sketches) -> Hashes:
    """Sketches (n, 64) as one number for each of their 32 bands of two rows."""
    return np.ascontiguousarray(table).view(np.uint64)
