"""A glance may say yes too often, never no where the pattern would match."""

import re

from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.glance import Glance, cues

PATTERN = re.compile(r"\b(?:case|file)\b[ ]\d", re.IGNORECASE)
CUES = cues("case file")
PIECES = st.sampled_from(
    ["case", "Case", "FILE", "files", "casefile", " ", "1", "é", "“", "_", "-", "\n", "case 1", "(file 2"]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_matches_are_those_of_a_whole_search(text: str) -> None:
    seen = Glance(text)
    assert [match.span() for match in seen.matches(PATTERN, CUES)] == [match.span() for match in PATTERN.finditer(text)]


def test_a_word_counts_as_it_is_written() -> None:
    assert Glance("Signed, the Clerk").has_any(frozenset({"Clerk"}))
    assert not Glance("clerks").has_any(frozenset({"clerk"}))


def test_shapes_and_labels() -> None:
    seen = Glance("Ph. 312-555-0142\nFROM \t: A. Tarn")
    assert seen.has_shape(b"000-000-0000")
    assert seen.has_shape(b"0.0", b"Aa.")
    assert not seen.has_shape(b"0/0")
    assert seen.has_label(b"from")
    assert not seen.has_label(b"to")


@given(st.text(max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    seen = Glance(text)
    assert seen.has_digits or not re.search("[0-9]", text)
    assert all(word.isascii() and word.isalpha() for word in seen.words)
