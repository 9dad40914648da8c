"""Pages that are nearly the same are found, and no others are called so."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.near_duplicates import (
    ALIKE,
    Pair,
    groups,
    leaders,
    likeness,
    meeting,
    pairs_alike,
    shingles,
    sketch,
)
from explorer.app.bench_corpus import vocabulary

WORDS = vocabulary()


def page(dice: random.Random, words: int = 200) -> list[str]:
    return [dice.choice(WORDS[:5000]) for _ in range(words)]


def changed(dice: random.Random, words: list[str], share: float) -> str:
    return " ".join(dice.choice(WORDS) if dice.random() < share else word for word in words)


def alike(pages: dict[int, str]) -> list[Pair]:
    told = [key for key in sorted(pages) if len(shingles(pages[key]))]
    table = np.array([sketch(shingles(pages[key])) for key in told], np.uint32).reshape(-1, 64)
    return pairs_alike(told, table, lambda keys: {key: pages[key] for key in keys})


def found_in(pages: dict[int, str]) -> list[tuple[int, int]]:
    found = alike(pages)
    return sorted((pair.one, pair.other) for pair in found)


def test_copies_with_a_few_other_words_are_found_and_strangers_are_not() -> None:
    dice = random.Random(1)
    pages = {number: " ".join(page(dice)) for number in range(300)}
    planted = [(number, 1000 + number) for number in range(40)]
    pages |= {copy: changed(dice, pages[own].split(), 0.03) for own, copy in planted}
    assert found_in(pages) == planted


def test_case_punctuation_and_line_breaks_make_no_difference() -> None:
    words = page(random.Random(2))
    assert likeness(shingles(" ".join(words)), shingles(",\n".join(words).upper())) == 1.0


def test_short_pages_are_like_none() -> None:
    assert found_in({1: "Page left blank", 2: "Page left blank"}) == []


def test_pages_hang_together_in_groups() -> None:
    dice = random.Random(4)
    own = page(dice)
    pages = {1: " ".join(own), 2: changed(dice, own, 0.02), 5: " ".join(own[:190]), 7: " ".join(page(dice))}
    assert groups(alike(pages)) == [[1, 2, 5]]


@given(st.text(max_size=400), st.text(max_size=400))
def test_likeness_is_a_share_that_goes_both_ways(one: str, other: str) -> None:
    left, right = shingles(one), shingles(other)
    assert 0.0 <= likeness(left, right) == likeness(right, left) <= 1.0
    assert likeness(left, left) == (1.0 if len(left) else 0.0)


@given(st.lists(st.text(min_size=1, max_size=80), max_size=8))
def test_every_pair_found_is_as_like_as_it_says(texts: list[str]) -> None:
    pages = dict(enumerate(text * 5 for text in texts))
    for pair in alike(pages):
        assert pair.likeness == likeness(shingles(pages[pair.one]), shingles(pages[pair.other])) >= ALIKE


def test_what_meets_one_page_is_what_the_pairs_of_all_pages_say() -> None:
    dice = random.Random(6)
    own = page(dice)
    texts = [" ".join(own), changed(dice, own, 0.02), *(" ".join(page(dice)) for _ in range(30))]
    table = np.array([sketch(shingles(each)) for each in texts], np.uint32)
    assert {0, 1} <= set(meeting(table[0], table).tolist())
    assert len(meeting(table[0], table[:0])) == 0


@given(st.permutations(range(12)), st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30))
def test_leaders_stand_ahead_and_are_like_what_they_lead(order: list[int], drawn: set[tuple[int, int]]) -> None:
    like = {frozenset(each) for each in drawn if each[0] != each[1]}
    led = leaders(order, [Pair(min(each), max(each), 1.0) for each in like])
    for page, leader in led.items():
        assert frozenset((page, leader)) in like
        assert order.index(leader) < order.index(page)
        assert leader not in led
    standing = [page for page in order if page not in led]
    assert not any(frozenset((one, other)) in like for one in standing for other in standing if one != other)
