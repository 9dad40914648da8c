"""Which pictures of pages are alike, by the Hamming distance of their hashes."""

import numpy as np
from numpy.typing import NDArray

# Of 576 bits. Two scans of one page, one of them askew, blurred and specked, mostly lie 30 to 40 apart, a few that
# could not be levelled over 180; other pages of one letterhead 58 and more, of no common form 230 and more: seldom is a
# page called alike that is not, and a tenth of the bad scans are missed (tests/bench/near_duplicates.py).
FARTHEST = 66

_BITS = np.array([each.bit_count() for each in range(256)], np.uint8)


def distances(one: NDArray[np.uint8], table: NDArray[np.uint8]) -> NDArray[np.int64]:
    """How many bits of each row of a table (n, bytes) differ from a hash."""
    return np.asarray(_BITS[table ^ one].sum(axis=1), np.int64)


def pictures_alike(at: int, table: NDArray[np.uint8]) -> list[tuple[int, float]]:
    """The other rows of a table whose pictures are like a row's, the likest first, with the share of bits in common."""
    apart = distances(table[at], table)
    near = [int(each) for each in np.flatnonzero(apart <= FARTHEST) if each != at]
    return [
        (each, 1 - int(apart[each]) / (8 * table.shape[1])) for each in sorted(near, key=lambda each: int(apart[each]))
    ]
