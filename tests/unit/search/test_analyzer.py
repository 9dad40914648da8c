"""Tokens: the same words for index, query and marks."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.search.analyzer import fold, positions, tokens, words

prose = st.text(st.sampled_from("aAé ßﬁ-'’&.@()7_\n,x1\u0301"), max_size=40)


def test_joined_forms_stand_at_their_first_part() -> None:
    found = [(token.text, token.position) for token in tokens("AT&T's O’Brien, 4TR-91K (b)(7)(E)")]
    assert ("at&t's", 0) in found
    assert ("at", 0) in found
    assert ("4tr-91k", 5) in found
    assert ("(b)(7)(e)", 7) in found


def test_case_and_accents_fold() -> None:
    assert [token.text for token in tokens("ÉLAN Straße")] == ["elan", "strasse"]


@given(prose)
def test_a_token_is_the_fold_of_the_text_it_stands_on(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]) == token.text


@given(prose)
def test_index_and_marks_see_the_same_words_at_the_same_positions(text: str) -> None:
    marked: dict[str, set[int]] = {}
    for token in tokens(text):
        marked.setdefault(token.text, set()).add(token.position)
    assert {word: set(at) for word, at in positions(text).items()} == marked


@given(prose)
def test_positions_count_the_plain_words(text: str) -> None:
    plain = words(text)
    assert all(number in positions(text)[word] for number, word in enumerate(plain))
