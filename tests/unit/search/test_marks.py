"""Snippets and highlights over any text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from explorer.search.highlight import spans
from explorer.search.snippet import snippet
from explorer.search.syntax import parse

texts = st.lists(st.sampled_from(["gang", "Member", "flags", "\n", "  ", "élan", "x" * 30]), max_size=60).map(" ".join)


def lit(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in spans(parse(query), text)]


def test_each_kind_of_word_lights_its_own() -> None:
    text = "Gang members were flagged; the gang member flag. Élan agents."
    assert lit('"gang member"', text) == ["gang member"]
    assert lit("member", text) == ["members", "member"]
    assert lit('"member"', text) == ["member"]
    assert lit("agen*", text) == ["agents"]
    assert lit("elan", text) == ["Élan"]
    assert lit("flog~1", text) == ["flag"]
    assert lit("gang -member", text) == ["Gang", "gang"]
    assert lit('"flagged gang"~2', text) == ["flagged", "gang"]


def test_a_phrase_is_lit_across_a_line_break() -> None:
    assert lit('"gang member"', "gang\nmember") == ["gang\nmember"]


@given(texts, st.sampled_from(["gang", '"gang member"', "flag*", "member OR elan"]))
def test_marks_are_in_order_apart_and_inside(text: str, query: str) -> None:
    found = spans(parse(query), text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))


@given(texts, st.sampled_from(["gang", '"gang member"', "flag*"]))
def test_a_snippet_is_short_and_its_marks_lie_in_it(text: str, query: str) -> None:
    found = spans(parse(query), text)
    made = snippet(text, found)
    assert len(made.text) < 320
    assert all(0 <= start < end <= len(made.text) for start, end in made.spans)
    if found:
        assert made.spans
