"""What is searched for before anybody says that a name stands nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model.finding import Variant
from explorer.search.analyzer import fold, words
from explorer.search.probes import LONGEST, MOST_WORDS, matches, misreadings, probes
from explorer.search.syntax import parse

terms = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20), min_size=1, max_size=5).map(" ".join)
plain = st.lists(st.text("abcmrnäé15ßж", min_size=1, max_size=20), min_size=1, max_size=5).map(" ".join)


def stands(term: str, text: str) -> set[Variant]:
    return {each.variant for each in probes(term) if matches(each, text)}


@given(terms)
def test_every_query_can_be_read(term: str) -> None:
    asked = words(term)
    if len(asked) <= MOST_WORDS and all(len(word) <= LONGEST for word in asked):
        for each in probes(term):
            parse(each.query)
            for part in each.parts:
                parse(part)


@given(plain)
def test_a_term_stands_in_its_own_text(term: str) -> None:
    if all(len(word) <= LONGEST for word in words(term)):
        assert Variant.WRITTEN in stands(term, term)


@pytest.mark.parametrize(
    ("term", "text", "variant"),
    [
        ("contract", "Two Contracts were signed", Variant.FORMS),
        ("LinkView", "the Linkvew node", Variant.FUZZY),
        ("Ramírez", "by RAMIREZ", Variant.WRITTEN),
        ("Ramirez", "by Ramírez", Variant.WRITTEN),
        ("Farmer", "Mr Farrner said", Variant.OCR),
        ("Bill", "a 8i1l", Variant.OCR),
        ("LinkView", "the Link-\nView node", Variant.BROKEN),
        ("Dana Whitcomb", "Whitcomb, Dana R.", Variant.FORMS),
        ("Dana Whitcomb", "Dana Rose Whitcomb", Variant.FORMS),
        ("Dana Whitcomb", "Dana Whitcornb", Variant.OCR),
        ("Dana Whitcomb", "Dama Whitcomb", Variant.FUZZY),
        ("Link View", "the LinkView node", Variant.JOINED),
    ],
)
def test_what_is_written_otherwise_is_found(term: str, text: str, variant: Variant) -> None:
    assert variant in stands(term, text)


def test_words_of_a_name_that_stand_far_apart_are_no_hit() -> None:
    assert stands("Dana Whitcomb", "Dana wrote it and sent it to the office of Whitcomb") == set()


def test_one_word_is_not_both_words_of_a_name() -> None:
    assert stands("Dana Dona", "Dana was there") == set()


def test_a_misreading_changes_one_or_two_places() -> None:
    found = misreadings("mill")
    assert {"rnill", "mi1l", "m1ll"} <= set(found)
    assert "mill" not in found
    assert misreadings("xxxx") == []


def test_a_text_without_words_asks_nothing() -> None:
    assert probes("… — !") == []


@given(st.text("mlioescd", min_size=1, max_size=60))
def test_misreadings_are_few_and_other_words(word: str) -> None:
    found = misreadings(word)
    assert len(found) <= 40
    assert fold(word) not in found


def test_a_word_that_is_another_hides_no_place_where_it_is_none() -> None:
    text = "dama whitcomb, dama whitcomb, dama whitcomb, dama whitcomb and dona whitcomb"
    fuzzy = next(each for each in probes("Dana Whitcomb") if each.variant is Variant.FUZZY)
    assert matches(fuzzy, text, frozenset({"dama"})) == [("dona", "whitcomb")]
    assert matches(fuzzy, text, frozenset({"dama", "dona"})) == []


def test_a_page_that_repeats_a_name_over_and_over_is_answered_at_once() -> None:
    term = "aaaa aaab aaac aaad aaae aaaf aaag aaah"
    fuzzy = next(each for each in probes(term) if each.variant is Variant.FUZZY)
    assert matches(fuzzy, "aaaa " * 3000)
    assert matches(fuzzy, "aaaa " * 7) == []
