"""Letters: what two copies of one passage have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.letters import Gap, begins_whole, ends_whole, gaps_agree, letters


def words(text: str) -> list[str]:
    found = letters(text)
    return [found.text[first:last] for first, last in found.words]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s done”", '"It\'s done"'),
        ("near real-\ntime systems", "near real-time systems"),
        ("infor-\nmation", "information"),
        ("infor\u00ad\nmation and infor\u00admation", "information and information"),
        ("ﬁnal oﬃce", "final office"),
        ("Cafe\u0301 Zürich", "CAFÉ ZU\u0308RICH"),
        ("1,960 of 12,345,678", "1960 of 12345678"),
        ("3½ miles", "3 1/2 miles"),
        ("> a quoted\n> line", "a quoted line"),
        ("the U.S. office", "the US office"),
        ("a small-business owner", "a small business owner"),
        ("so — he said", "so—he said"),
        ("2016–17", "2016-17"),
        ("５ ％", "5%"),
    ],
)
def test_texts_that_are_the_same(one: str, other: str) -> None:
    left, right = letters(one), letters(other)
    assert left.text == right.text
    assert all(
        gaps_agree(left.gaps[at], right.gaps[at], left.text[at - 1], left.text[at]) for at in range(1, len(left))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5 million", "15 million"),
        ("$5", "5"),
        ("5%", "5"),
        ("fell to −5", "fell to 5"),
        ("fell to -5 points", "fell to 5 points"),
        ("we're done", "were done"),
        ("10:30", "1030"),
        ("1/2", "12"),
        ("1,5", "15"),
        ("was he there?", "was he there"),
        ("€5", "$5"),
    ],
)
def test_texts_whose_letters_differ(one: str, other: str) -> None:
    assert letters(one).text != letters(other).text


@pytest.mark.parametrize(
    ("one", "other"), [("now here", "nowhere"), ("re-signed", "resigned"), ("to gether", "together")]
)
def test_texts_whose_gaps_differ(one: str, other: str) -> None:
    left, right = letters(one), letters(other)
    assert left.text == right.text
    assert not all(
        gaps_agree(left.gaps[at], right.gaps[at], left.text[at - 1], left.text[at]) for at in range(1, len(left))
    )


def test_words_are_parted_by_spaces_and_hyphens() -> None:
    assert words("near real-time, of 2,960 (5 %)") == ["near", "real", "time", "of", "2960", "5", "%"]
    assert words("") == []
    assert letters("a b").word_at(99) == 1


@pytest.mark.parametrize(
    ("page", "quote", "whole"),
    [
        ("of 2,960 of them", "960 of", False),
        ("about $5 million", "5 million", False),
        ("about 5 % more", "about 5", False),
        ("nonprofit", "profit", False),
        ("the non-profit", "profit", False),
        ("incap-\nable of it", "able of it", True),
        ("in-\ncapable of it", "capable of it", False),
        ("twenty-\nfive of them", "five of them", False),
        ("is it so? he asked", "is it so", True),
        ("a well-known man", "a well", False),
        ("a plain man", "plain", True),
    ],
)
def test_words_cut_out_of_longer_ones(page: str, quote: str, whole: bool) -> None:
    held = letters(page)
    first = held.text.index(letters(quote).text)
    last = first + len(letters(quote))
    assert (begins_whole(held, first) and ends_whole(held, last, has_hyphen=False)) is whole


def test_a_trailing_hyphen_is_quoted_with_its_half_word() -> None:
    held = letters("the government re-\nvised it")
    assert held.gaps[held.text.index("vised")] == Gap.BROKEN
    last = held.text.index("vised")
    assert ends_whole(held, last, has_hyphen=True)
    assert not ends_whole(held, last, has_hyphen=False)


@given(st.text(max_size=300))
def test_every_letter_knows_where_it_stood(text: str) -> None:
    found = letters(text)
    assert len(found.starts) == len(found.ends) == len(found.gaps) == len(found.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(found.starts, found.ends, strict=True))
    assert list(found.starts) == sorted(found.starts)
    assert "".join(found.text[first:last] for first, last in found.words) == found.text


@given(st.text(alphabet="abc dé-’'.,\n\u00ad…123$%", max_size=80))
def test_letters_of_letters_are_the_same(text: str) -> None:
    found = letters(text)
    if found:
        again = letters(" ".join(found.text[first:last] for first, last in found.words))
        assert again.text.replace("-", "") == found.text.replace("-", "")
