"""Pictures of one page have nearly the same hash, however they were scanned; blank pages have none."""

import random

import cv2
import numpy as np
import pytest

from explorer.analyze.picture_likeness import FARTHEST, distances
from explorer.extract.ocr_engine import Gray
from explorer.extract.picture_hash import picture_hash
from explorer.model.ocr import HASH_BYTES


def sheet(seed: int) -> Gray:
    """A page of grey bars as long as words, in lines."""
    dice, page = random.Random(seed), np.full((1100, 850), 255, np.uint8)
    for y in range(100, 1000, 24):
        x = 90
        while x < 760 - dice.randrange(300):
            wide = dice.randrange(15, 90)
            page[y : y + 12, x : min(x + wide, 760)] = 40
            x += wide + 10
    return page


def apart(one: Gray, other: Gray) -> int:
    first, second = (np.frombuffer(picture_hash(each), np.uint8) for each in (one, other))
    assert len(first) == len(second) == HASH_BYTES
    return int(distances(first, second[None, :])[0])


def test_a_scan_of_another_size_moved_and_noisy_is_the_same_picture() -> None:
    page = sheet(1)
    moved = np.roll(page, (25, -30), (0, 1))
    noise = np.random.default_rng(1).normal(0, 12, page.shape)
    noisy = np.clip(cv2.GaussianBlur(moved, (0, 0), 1.0) + noise, 0, 255).astype(np.uint8)
    larger = np.asarray(cv2.resize(noisy, None, fx=1.33, fy=1.33), np.uint8)
    assert apart(page, page) == 0
    assert apart(page, larger) <= FARTHEST


def test_another_page_is_another_picture() -> None:
    assert all(apart(sheet(1), sheet(other)) > FARTHEST for other in range(2, 8))


@pytest.mark.parametrize("size", [(1100, 850), (10, 10), (1, 2000)])
def test_a_blank_page_has_no_hash(size: tuple[int, int]) -> None:
    assert picture_hash(np.full(size, 255, np.uint8)) == b""


def test_an_almost_blank_page_has_no_hash() -> None:
    page = np.full((1100, 850), 255, np.uint8)
    page[500:512, 300:500] = 0  # "this page intentionally left blank"
    assert picture_hash(page) == b""
