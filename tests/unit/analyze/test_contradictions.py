"""Different values for the same measure of the same subject, and much that only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.contradictions import Statement, contradictions, sentence_around
from explorer.analyze.measures import measures
from explorer.analyze.numbers import numbers
from explorer.model.claim import ClaimId, EvidenceId
from explorer.model.contradiction import Contradiction

CONTRARY = [
    ("Eastmere flagged 312 people in 2017.", "In 2017, Eastmere police flagged 321 people.", "312", "321"),
    ("Dana Whitcomb, 43, runs the center.", "Dana Whitcomb, 45, said no.", "43", "45"),
    ("Dana Whitcomb, 43, told Rhea Okafor no.", "Whitcomb, 45, runs the Marrow center.", "43", "45"),
    ("Whitcomb is 43 years old.", "The 45-year-old Whitcomb left.", "43 years old", "45-year-old"),
    (
        "The Eastmere contract cost $4.2 million.",
        "The Eastmere contract cost $4,120,000.",
        "$4.2 million",
        "$4,120,000",
    ),
    (
        "Whitcomb signed the agreement on March 3, 2017.",
        "The agreement was signed on March 5, 2017 by Whitcomb.",
        "March 3, 2017",
        "March 5, 2017",
    ),
    ("LinkView keeps records for five years.", "LinkView keeps records for 10 years.", "five years", "10 years"),
    ("Twelve percent of Eastmere officers used it.", "15% of Eastmere officers used it.", "Twelve percent", "15%"),
    ("In Eastmere, two of ten criteria suffice.", "In Eastmere, three of ten criteria suffice.", "two", "three"),
    ("Eastmere flagged 2017 people.", "Eastmere flagged 1918 people.", "2017", "1918"),
    ("Eastmere has more than 400 cameras.", "Eastmere has 312 cameras.", "400", "312"),
]
HARMLESS = [
    ("Eastmere flagged 312 people in 2017.", "Eastmere flagged 321 people in 2018."),
    ("In 2017 officers of Eastmere met.", "In 2018 officers of Eastmere met."),
    ("Eastmere flagged 312 people in May.", "Eastmere flagged 321 people in June."),
    ("Eastmere flagged 312 people.", "Oakmont flagged 321 people."),
    ("Eastmere entered 312 people.", "In Eastmere Officer B. Tarn entered 57 people."),
    ("Eastmere and Oakmont flagged 312 people.", "Eastmere flagged 57 people."),
    ("Eastmere flagged 312 people.", "Eastmere employs 321 people."),
    ("Eastmere flagged 312 people.", "Eastmere flagged 40 cars."),
    ("Eastmere has 312 sworn officers.", "Eastmere has 40 retired officers."),
    ("The Eastmere contract cost $4.2 million.", "The Eastmere contract cost $4,187,332."),
    ("The Eastmere contract cost $4.2 million.", "The Eastmere contract cost €4.9 million."),
    ("Eastmere flagged about 300 people.", "Eastmere flagged 312 people."),
    ("Eastmere flagged more than 300 people.", "Eastmere flagged 312 people."),
    ("Eastmere flagged up to 400 people.", "Eastmere flagged 312 people."),
    ("LinkView keeps records for five years.", "LinkView keeps records for 60 months."),
    ("LinkView keeps records for 3 years.", "LinkView keeps records for 10 days."),
    ("Dana Whitcomb, 43, runs the center.", "Rhea Okafor, 45, said no."),
    ("Whitcomb told Okafor, 45, no.", "Okafor told Whitcomb, 43, yes."),
    ("Eastmere answered two weeks later.", "Eastmere answered 14 days later."),
    ("Eastmere flagged 312 people, of whom 40 people were children.", "Eastmere flagged 40 people."),
    ("Officers of Eastmere met on March 3, 2017.", "Officers of Eastmere met on April 5, 2017."),
    ("Eastmere flagged three hundred and twelve people.", "Eastmere flagged 312 people."),
    ("Eastmere flagged 1,312 people.", "Eastmere flagged 1312 people."),
    ("See section 4 of the Eastmere policy.", "See section 5 of the Eastmere policy."),
]
ONLY_ACROSS = ("Eastmere has 312 sworn", "Eastmere entered", "Eastmere and")  # a person tied the passage to the claim


def found(*texts: str, cited: bool = False) -> list[Contradiction]:
    """What contradicts what among claims; or in a claim and the passages cited for it."""
    return contradictions(
        [
            Statement(ClaimId("c" if cited else f"c{n}"), EvidenceId(f"e{n}") if cited and n else None, text)
            for n, text in enumerate(texts)
        ]
    )


@pytest.mark.parametrize("cited", [False, True])
@pytest.mark.parametrize(("one", "other", "value", "contrary"), CONTRARY)
def test_different_values_stand_side_by_side(one: str, other: str, value: str, contrary: str, cited: bool) -> None:
    (made,) = found(one, other, cited=cited)
    assert (made.one.value, made.other.value) == (value, contrary)
    (turned,) = found(other, one, cited=cited)
    assert turned.pair == made.pair


@pytest.mark.parametrize(("one", "other"), HARMLESS)
def test_what_only_looks_like_it_is_left_alone(one: str, other: str) -> None:
    assert found(one, other) == []


@pytest.mark.parametrize(("one", "other"), [pair for pair in HARMLESS if not pair[0].startswith(ONLY_ACROSS)])
def test_nor_is_it_suggested_for_a_cited_passage(one: str, other: str) -> None:
    assert found(one, other, cited=True) == []


def test_no_two_people_are_suggested_without_a_name() -> None:
    assert found("They flagged 312 people.", "They flagged 321 people.") == []
    assert len(found("They flagged 312 people.", "They flagged 321 people.", cited=True)) == 1


def test_it_is_said_what_both_measure() -> None:
    assert found(*CONTRARY[0][:2])[0].about == "people · Eastmere"


def test_another_wording_is_another_pair() -> None:
    one = found("Eastmere flagged 312 people.", "Eastmere flagged 321 people.")[0]
    other = found("Eastmere flagged 312 people.", "Eastmere flagged 322 people.")[0]
    assert one.pair != other.pair


@given(st.lists(st.text(max_size=60), max_size=4))
def test_no_text_breaks_it_and_nothing_contradicts_itself(texts: list[str]) -> None:
    for each in found(*texts, *texts):
        assert each.one.text != each.other.text


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_two_counts_contradict_each_other_unless_they_are_equal(one: int, other: int) -> None:
    made = found(f"Eastmere flagged {one:,} people.", f"Eastmere flagged {other} people.")
    assert len(made) == (one != other)


UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
SMALL = ["zero", *UNITS.split(), "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" {in_words(number % size)}" if number % size else ""
            return f"{in_words(number // size)} {name}{rest}"
    raise AssertionError


@given(st.integers(0, 10**12 - 1))
def test_a_number_in_words_is_the_number(number: int) -> None:
    (found_number,) = numbers(f"They counted {in_words(number)} of them")
    assert found_number.value == number


@given(st.text(alphabet="0123456789,.$ %kmonehundrtw-", max_size=40))
def test_every_measure_stands_in_its_text(text: str) -> None:
    for each in measures(text):
        assert 0 <= each.start < each.end <= len(text)
        assert each.least <= each.most


def test_a_passage_is_read_with_its_sentence() -> None:
    text = "First one. Eastmere police\nflagged 312 people in 2017. Last one."
    start = text.index("312")
    assert sentence_around(text, start, start + 3) == "Eastmere police flagged 312 people in 2017."
    long = "x " * 2000
    assert sentence_around(long, 10, 15) == long[10:15].strip()
