"""Bates stamps are found in margins and kept where neighbours agree."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.stamps import candidate, validate
from explorer.model.bates import BatesNumber
from explorer.model.document import Box, PageId, Word

BODY, FOOT = 400.0, 760.0


@dataclass(frozen=True)
class Row:
    page: PageId
    document: int
    ordinal: int
    stamp: str | None


def page_of(*lines: tuple[str, float, float]) -> tuple[str, list[Word]]:
    """A page's text and words; each line is its words, where it begins and how far down it stands."""
    text, words = "", []
    for line, x, y in lines:
        for word in line.split():
            start = len(text)
            text += word + " "
            words.append(Word(start, start + len(word), Box(x, y, x + 6.0 * len(word), y + 10)))
            x += 6.0 * len(word) + 4
    return text, words


def stamp_of(*lines: tuple[str, float, float]) -> str | None:
    return candidate(*page_of(*lines), 612, 792)


def rows_of(documents: Sequence[Sequence[str | None]]) -> list[Row]:
    pages = [(d, o, stamp) for d, stamps in enumerate(documents) for o, stamp in enumerate(stamps, start=1)]
    return [Row(PageId(index), d, o, stamp) for index, (d, o, stamp) in enumerate(pages)]


def kept(*documents: Sequence[str | None]) -> list[str | None]:
    return [str(number) if number else None for number in validate(rows_of(documents)).values()]


def test_a_stamp_in_the_bottom_corner_is_found() -> None:
    assert stamp_of(("Some words 1234", 72, BODY), ("MSP-000417", 480, FOOT)) == "MSP-000417"


def test_a_prefix_of_several_parts_is_found() -> None:
    assert stamp_of(("STATE-A-000001", 430, FOOT)) == "STATE-A-000001"


def test_a_prefix_and_its_digits_may_be_two_words() -> None:
    assert stamp_of(("DOJ 0001234", 500, FOOT)) == "DOJ 0001234"


def test_an_underscore_may_join_them() -> None:
    assert stamp_of(("ABC_000123", 20, 12)) == "ABC_000123"


def test_a_number_in_the_body_is_no_stamp() -> None:
    assert stamp_of(("MSP-000417", 480, BODY)) is None


def test_a_stamp_alone_goes_before_a_number_in_a_running_line() -> None:
    running = ("Case No. F-2014-20439 Doc No. C05760370 Date: today", 72, 770)
    assert stamp_of(running, ("STATE-A-000001", 430, FOOT)) == "STATE-A-000001"


def test_zip_codes_and_invoices_are_not_proposed() -> None:
    assert stamp_of(("Springfield IL 62704", 72, FOOT), ("INVOICE 20817", 400, 20)) is None


def test_a_heading_word_before_a_whole_stamp_is_not_its_prefix() -> None:
    assert stamp_of(("CONFIDENTIAL MSP-000417", 400, FOOT)) == "MSP-000417"


def test_rising_serials_of_one_document_are_kept() -> None:
    assert kept(["MSP-000001", "MSP-000002", "MSP-000003"]) == ["MSP-000001", "MSP-000002", "MSP-000003"]


def test_a_short_document_stamped_on_every_page_is_kept() -> None:
    assert kept(["MSP-000001", "MSP-000002"]) == ["MSP-000001", "MSP-000002"]


def test_a_form_number_printed_on_each_page_is_dropped() -> None:
    assert kept(["CF-001122", "CF-001122", "CF-001122"]) == [None, None, None]


def test_a_lone_number_is_dropped() -> None:
    assert kept(["SF-002017"], [None]) == [None, None]


def test_single_pages_that_go_on_with_each_other_are_kept() -> None:
    assert kept(["MSP-000001"], ["MSP-000002"], ["MSP-000004"]) == ["MSP-000001", "MSP-000002", "MSP-000004"]


def test_a_single_page_that_goes_on_with_a_document_is_kept() -> None:
    assert kept(["MSP-000001", "MSP-000002", "MSP-000003"], ["MSP-000004"])[3] == "MSP-000004"


def test_a_misread_stamp_is_dropped_and_the_rest_kept() -> None:
    assert kept(["MSP-000001", "MSP-000902", "MSP-000003", "MSP-000004"]) == [
        "MSP-000001", None, "MSP-000003", "MSP-000004"
    ]  # fmt: skip


def test_numbers_that_rise_in_leaps_are_dropped() -> None:
    assert kept(["REF-001122", "REF-004817", "REF-009930"]) == [None, None, None]


def test_document_numbers_with_one_letter_are_dropped() -> None:
    assert kept(["C05760370"], ["C05760371"], ["C05760372"]) == [None, None, None]


@given(st.integers(1, 10**6), st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_a_production_split_into_files_in_any_way_keeps_every_stamp(first: int, lengths: list[int]) -> None:
    numbers = iter(range(first, first + sum(lengths) + 3))
    documents = [[str(BatesNumber("MSP-", next(numbers), 7)) for _ in range(length)] for length in [3, *lengths]]
    assert None not in kept(*documents)


@given(st.lists(st.lists(st.none() | st.text("ABC-_ .0123456789", max_size=12), max_size=6), max_size=6))
def test_whatever_is_read_each_page_gets_its_own_stamp_or_none(documents: list[list[str | None]]) -> None:
    for row, number in zip(rows_of(documents), kept(*documents), strict=True):
        assert number is None or str(row.stamp).strip().upper() == number


@given(st.text(max_size=60), st.floats(0, 800), st.floats(0, 800))
def test_any_text_gives_a_part_of_itself_or_nothing(text: str, x: float, y: float) -> None:
    printed, words = page_of((text, x, y))
    assert (candidate(printed, words, 612, 792) or "") in printed


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("HarrowDWR-000123", "HarrowDWR-000123"),
        ("abc_000123", "abc_000123"),
        ("2018FOIA-000040", "2018FOIA-000040"),
        ("2018-FOIA-000040", "2018-FOIA-000040"),
        ("00004100", "00004100"),
        ("[MSP-000417]", "MSP-000417"),
        ("MSP - 000417", "MSP-000417"),
        ("4100", None),
        ("41000", None),
        ("Figure-012", None),
        ("Page 00012", None),
        ("555-0100", None),
    ],
)
def test_stamps_of_many_forms(line: str, stamp: str | None) -> None:
    assert stamp_of((line, 480, FOOT)) == stamp


def test_a_stamp_that_is_turned_stands_at_the_side() -> None:
    text, upright = page_of(("MSP-000417", 590, 300))
    turned = [Word(upright[0].start, upright[0].end, Box(592, 300, 602, 360))]
    assert candidate(text, turned, 612, 792) == "MSP-000417"
    assert candidate(text, upright, 612, 792) is None


def test_numbers_without_letters_count_where_they_rise_with_the_pages() -> None:
    assert kept(["00004100", "00004101", "00004102"]) == ["00004100", "00004101", "00004102"]
    assert kept(["00004100", "00004100", "00004100"]) == [None, None, None]
    assert kept(["00004100"], ["00004101"], ["00004102"]) == [None, None, None]
