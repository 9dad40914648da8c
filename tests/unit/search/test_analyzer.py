"""Tokens: the same words for index, query and marks."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from explorer.search.analyzer import fold, joined, positions, tokens, words

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


_JOINED = re.compile(r"\w+(?:[-'’.&@/+:]\w+)+|\(\w\)(?:\(\w+\))*")


def plainly(text: str) -> dict[str, set[int]]:
    """What ``positions`` gives, word by word, as the analyzer's rules say it."""
    found: dict[str, set[int]] = {}
    starts = {}
    for position, match in enumerate(re.finditer(r"\w+", text)):
        found.setdefault(fold(match.group()), set()).add(position)
        starts[match.start()] = position
    for match in _JOINED.finditer(text):
        first = starts[match.start()] if match.start() in starts else starts[match.start() + 1]
        found.setdefault(fold(match.group()), set()).add(first)
    return found


@given(prose | st.text(max_size=60) | st.text(st.characters(max_codepoint=127), max_size=60))
@example("⒈a-b 1.a ﷺ ﾞ x\x1fy a\u0301b-c")
def test_the_fast_way_gives_the_tokens_of_the_rules(text: str) -> None:
    found = positions(text)
    assert {word: set(at) for word, at in found.items()} == plainly(text)
    assert all(at == sorted(set(at)) for at in found.values())
    assert joined(text) == [fold(match.group()) for match in _JOINED.finditer(text)]
    assert words(text) == tuple(fold(word) for word in re.findall(r"\w+", text))


def test_a_run_of_a_million_letters_is_one_word() -> None:
    assert [token.text for token in tokens("x" * 1_000_000 + " a-b")][1:] == ["a-b", "a", "b"]
