"""Differences of two pages are told in full and at their places."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.page_diff import Difference, differences

WORDS = st.lists(st.sampled_from(["board", "voted", "seven", "two", "mill", "road", "of"]), max_size=25)


def test_words_that_stand_on_one_page_alone_are_named_by_their_places() -> None:
    one, other = "the board voted seven to two", "the board voted six to two again"
    assert differences(one, other) == (Difference((16, 21), (16, 19)), Difference((28, 28), (27, 32)))
    assert differences(one, f" {one}\n") == ()


@given(WORDS, WORDS, st.sampled_from([" ", "\n", "  "]))
def test_one_page_with_its_differences_put_in_is_the_other(one: list[str], other: list[str], gap: str) -> None:
    left, right = gap.join(one), " ".join(other)
    made, at = [], 0
    for each in differences(left, right):
        made += [left[at : each.one[0]], right[slice(*each.other)]]
        at = each.one[1]
    assert " ".join(" ".join([*made, left[at:]]).split()) == right


@given(WORDS, WORDS)
def test_differences_stand_in_reading_order_and_apart(one: list[str], other: list[str]) -> None:
    found = differences(" ".join(one), " ".join(other))
    for before, after in pairwise(found):
        assert before.one[1] <= after.one[0]
        assert before.other[1] <= after.other[0]
