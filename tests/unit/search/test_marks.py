"""Snippets and highlights over any text."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from explorer.model.query import AnyOf, Fuzzy, Near, Pattern, Phrase, Query, Term
from explorer.search.analyzer import fold, joined, tokens, tokens_like, words
from explorer.search.highlight import spans
from explorer.search.snippet import snippet
from explorer.search.syntax import parse
from tests.helpers.plain_marks import plain_spans

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


odd = st.text(st.sampled_from("aAbBgs1_é’'-&.@()/⒈ßﬁ²İ\u0301 \n"), max_size=60)
mixed = st.lists(odd | texts | st.sampled_from(["O'Brien", "AT&T", "(b)(7)(E)", "gang-flags"]), max_size=8).map(
    " ".join
)


@st.composite
def asked_of(draw: st.DrawFn) -> tuple[str, Query]:
    """A text, and a query that is mostly about words of it."""
    text = draw(mixed)
    word = st.sampled_from([*words(text), *joined(text), "gang", "flag", "a"])
    several = st.lists(word, min_size=1, max_size=3).map(tuple)
    leaf: st.SearchStrategy[Query] = st.one_of(
        st.builds(Term, word, st.booleans()),
        st.builds(Phrase, several),
        st.builds(Near, several, st.integers(1, 5)),
        st.builds(Pattern, st.builds(lambda start, end: f"{start[:2]}*{end[-1:]}", word, word | st.just(""))),
        st.builds(Fuzzy, word, st.integers(1, 2)),
    )
    return text, draw(leaf | st.builds(AnyOf, st.lists(leaf, min_size=2, max_size=3).map(tuple)))


@given(asked_of())
@example(("a aa_a aé (a)(a) a", Term("a", True)))
@example(("x ⒈ 1.a", Phrase(("1.", "a"))))
def test_marks_are_those_found_over_all_words(asked: tuple[str, Query]) -> None:
    text, query = asked
    assert spans(query, text) == plain_spans(query, text)


@given(mixed, st.sets(st.integers(0, 20)))
def test_some_words_are_found_as_among_all(text: str, chosen: set[int]) -> None:
    whole = list(tokens(text))
    wanted = {token.text for at, token in enumerate(whole) if at in chosen} | {fold("A")}
    assert tokens_like(text, lambda forms: forms & wanted) == [token for token in whole if token.text in wanted]
