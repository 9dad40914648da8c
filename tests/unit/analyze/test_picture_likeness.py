"""Pictures are alike by the bits of their hashes that differ, and by nothing else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.picture_likeness import FARTHEST, distances, pictures_alike
from explorer.model.ocr import HASH_BYTES

hashes = st.binary(min_size=HASH_BYTES, max_size=HASH_BYTES)


@given(hashes, st.lists(hashes, max_size=8))
def test_distances_are_those_of_the_bits(one: bytes, others: list[bytes]) -> None:
    table = np.frombuffer(b"".join(others), np.uint8).reshape(-1, HASH_BYTES)
    counted = [(int.from_bytes(one) ^ int.from_bytes(each)).bit_count() for each in others]
    assert distances(np.frombuffer(one, np.uint8), table).tolist() == counted


@given(hashes, st.sets(st.integers(0, 8 * HASH_BYTES - 1), max_size=2 * FARTHEST))
def test_so_many_bits_may_differ_and_no_more(one: bytes, turned: set[int]) -> None:
    other = int.from_bytes(one) ^ sum(1 << bit for bit in turned)
    table = np.frombuffer(one + other.to_bytes(HASH_BYTES), np.uint8).reshape(2, HASH_BYTES)
    assert [row for row, _ in pictures_alike(0, table)] == ([1] if len(turned) <= FARTHEST else [])
