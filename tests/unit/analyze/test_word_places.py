"""Words of a page are found in another drawing of the same page."""

import re

from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.word_places import moved_words, places_of
from explorer.model.words import Box, Word

Seen = list[tuple[str, Box]]


def spot(at: int, y: float = 0.0) -> Box:
    return Box(at * 10.0, y, at * 10.0 + 8, y + 10)


def page(text: str) -> list[Word]:
    """The words of a text, on one line."""
    return [Word(m.start(), m.end(), spot(at)) for at, m in enumerate(re.finditer(r"\S+", text))]


def drawn(*words: str, y: float = 100.0) -> Seen:
    return [(word, spot(at, y)) for at, word in enumerate(words)]


@given(st.lists(st.sampled_from(["a", "b", "stop", "Stop", "1"]), max_size=30))
def test_the_same_words_are_found_one_by_one(words: list[str]) -> None:
    text = " ".join(words)
    assert places_of(text, page(text), drawn(*words)) == [box for _word, box in drawn(*words)]


@given(st.lists(st.sampled_from("abc"), max_size=20), st.lists(st.sampled_from("abcd"), max_size=20))
def test_no_place_is_given_to_two_words(own: list[str], other: list[str]) -> None:
    text = " ".join(own)
    given_out = [box for box in places_of(text, page(text), drawn(*other)) if box is not None]
    assert len(given_out) == len(set(given_out)) == sum(min(own.count(each), other.count(each)) for each in set(own))


def test_a_sign_that_only_the_other_has_shifts_nothing() -> None:
    assert places_of("The flag", page("The flag"), drawn("•", "The", "flag")) == [spot(1, 100), spot(2, 100)]


def test_a_word_in_another_order_is_found_by_its_letters() -> None:
    assert places_of("12 Summary", page("12 Summary"), drawn("Summary", "12")) == [spot(1, 100), spot(0, 100)]


def test_ligatures_are_their_letters() -> None:
    assert places_of("officers", page("officers"), drawn("o\ufb03cers")) == [spot(0, 100)]


def test_what_the_other_lacks_is_left_out_and_what_lies_below_stays() -> None:
    words = [Word(0, 4, Box(0, 10, 8, 20)), Word(5, 9, Box(0, 30, 8, 40)), Word(10, 14, Box(0, 300, 8, 310))]
    moved = moved_words("seen lost note", words, drawn("seen"), 200.0)
    assert moved == (Word(0, 4, spot(0, 100)), words[2])
