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
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Key = TypeVar("Key", bound=int)

LEAST_WORDS = 12  # on a page of fewer, three words in a row say little
ALIKE = 0.6  # of the shingles of both that both have

_WORDS_A_SHINGLE = 3
_PERMUTATIONS, _BANDS = 64, 32  # two rows a band: pages of which an engine read every tenth word wrong still meet
_MOST_IN_BUCKET = 200  # pages of one form, each its neighbours' like; those beyond meet them in other bands
_WORD = re.compile(r"\w+")
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
        return np.empty(0, np.uint64)
    crcs = np.fromiter((zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words))
    runs = sum(crcs[at : len(crcs) - _WORDS_A_SHINGLE + 1 + at] * _MIX[at] for at in range(_WORDS_A_SHINGLE))
    mixed = np.asarray(runs, np.uint64)
    mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed * _MIX[0])


def signature(found: Hashes) -> Hashes:
    """The MinHash of shingles, one value for each of 64 permutations."""
    return np.asarray((found[:, None] * _FACTORS + _TERMS).min(axis=0), np.uint64)


def likeness(one: Hashes, other: Hashes) -> float:
    """The Jaccard index of two texts' shingles; 0 where one has none."""
    if not len(one) or not len(other):
        return 0.0
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)


def candidates(signatures: Mapping[Key, Hashes]) -> set[tuple[Key, Key]]:
    """Pairs of pages whose signatures agree in a whole band."""
    pairs: set[tuple[Key, Key]] = set()
    keys = list(signatures)
    if not keys:
        return pairs
    table = np.stack([signatures[key] for key in keys])
    rows = _PERMUTATIONS // _BANDS
    for band in range(_BANDS):
        buckets: dict[bytes, list[Key]] = defaultdict(list)
        part = np.ascontiguousarray(table[:, band * rows : (band + 1) * rows])
        for key, row in zip(keys, part, strict=True):
            buckets[row.tobytes()].append(key)
        for bucket in buckets.values():
            if len(bucket) > 1:
                pairs.update(_pairs(bucket[:_MOST_IN_BUCKET]))
    return pairs


def pairs_alike(
    texts: Iterable[tuple[Key, str]], again: Callable[[Sequence[Key]], Mapping[Key, str]], least: float = ALIKE
) -> list[Pair]:
    """All pairs of pages that are nearly the same, the likest first.

    Args:
        texts: every page with its text; gone through once, so that it may be larger than memory.
        again: the texts of some pages once more.
        least: the likeness from which two pages count.
    """
    signatures = {key: signature(found) for key, text in texts if len(found := shingles(text))}
    proposed = sorted(candidates(signatures))
    known: dict[Key, Hashes] = {}
    pairs = []
    for at in range(0, len(proposed), 500):
        portion = proposed[at : at + 500]
        wanted = {key for pair in portion for key in pair}
        known = {key: found for key, found in known.items() if key in wanted}
        missing = sorted(wanted - known.keys())
        known |= {key: shingles(text) for key, text in again(missing).items()}
        for one, other in portion:
            if (like := likeness(known[one], known[other])) >= least:
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


def _pairs(bucket: Sequence[Key]) -> Iterable[tuple[Key, Key]]:
    for at, one in enumerate(bucket):
        for other in bucket[at + 1 :]:
            yield (one, other) if one < other else (other, one)
