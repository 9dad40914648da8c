"""How a page lies, found by its lines; and the way back from a picture made fit."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.extract.ocr_prepare import cleaned, fitted, turned
from explorer.extract.ocr_skew import lean_of
from tests.helpers.scans import LINES, drawn, leaning

PAGE = drawn([*LINES, "and the gauge at the mill was read", "twice a day, by hand, until June"], size=13.0)


@pytest.mark.parametrize("degrees", [-9.0, -2.0, -0.5, 0.0, 1.3, 5.0])
def test_a_lean_is_found_to_a_quarter_of_a_degree(degrees: float) -> None:
    lean = lean_of(leaning(PAGE, degrees))
    assert not lean.sideways
    assert lean.skew == pytest.approx(-degrees, abs=0.25)


@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_on_its_side_is_seen(turn: int) -> None:
    assert lean_of(turned(PAGE, turn)).sideways


@pytest.mark.parametrize("gray", [np.full((300, 200), 255), np.zeros((300, 200)), np.full((1, 1), 9)])
def test_a_page_of_no_lines_does_not_lean(gray: object) -> None:
    lean = lean_of(np.asarray(gray, np.uint8))
    assert (lean.skew, lean.sideways) == (0.0, False)


def test_noise_does_not_lean() -> None:
    noise = np.random.default_rng(5).integers(0, 255, (600, 400)).astype(np.uint8)
    assert not lean_of(noise).sideways


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from((0, 90, 180, 270)),
    st.floats(-14, 14),
    st.tuples(st.integers(20, 280), st.integers(20, 180)),
)
def test_what_is_found_in_the_fit_picture_is_put_back_where_it_was(
    rotation: int, skew: float, spot: tuple[int, int]
) -> None:
    gray = np.full((200, 300), 255, np.uint8)
    cv2.circle(gray, spot, 4, 0, -1)
    fit = fitted(gray, rotation, skew)
    row, column = np.argwhere(fit.gray < 100).mean(axis=0)
    x, y = fit.back @ (column + 0.5, row + 0.5, 1)
    assert (x, y) == pytest.approx((spot[0] + 0.5, spot[1] + 0.5), abs=1.5)


def test_white_on_black_becomes_black_on_white() -> None:
    assert np.array_equal(cleaned(255 - PAGE), PAGE)


def test_the_black_frame_of_a_scan_goes_and_the_rest_stays() -> None:
    framed = PAGE.copy()
    framed[:8] = framed[:, -5:] = 0
    clean = cleaned(framed)
    assert clean[:9].min() == 255
    assert clean[:, -5:].min() == 255
    assert np.array_equal(clean[20:-20, 20:-20], PAGE[20:-20, 20:-20])


def test_a_page_without_a_frame_is_left_as_it_is() -> None:
    assert cleaned(PAGE) is PAGE


def test_dust_is_taken_away_and_a_clean_page_is_left_as_it_is() -> None:
    dice = np.random.default_rng(3)
    dusty = PAGE.copy()
    rows, columns = (dice.integers(0, side, 120) for side in PAGE.shape)
    dusty[rows, columns] = 0
    far = np.ones_like(PAGE, bool)  # away from all letters
    far[cv2.dilate((PAGE < 170).astype(np.uint8), np.ones((15, 15), np.uint8)) > 0] = False
    assert (dusty[far] < 170).any()
    assert not (cleaned(dusty)[far] < 170).any()
    assert (cleaned(PAGE) == PAGE).all()
