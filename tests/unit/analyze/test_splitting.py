"""Where a long file seems to hold another document."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.splitting import boundaries
from explorer.model.part import PageGlimpse


def _pages(*texts: str, **facts: object) -> list[PageGlimpse]:
    return [PageGlimpse(at, text, 612, 792, **facts) for at, text in enumerate(texts, 1)]  # type: ignore[arg-type]


def _found(pages: list[PageGlimpse]) -> list[int]:
    return [each.ordinal for each in boundaries(pages)]


def test_a_count_of_pages_that_begins_anew_is_a_boundary() -> None:
    pages = _pages(
        "Minutes\nPage 1 of 2", "more\nPage 2 of 2", "Costs\nPage 1 of 3", "b\nPage 2 of 3", "c\nPage 3 of 3"
    )
    (found,) = boundaries(pages)
    assert found.ordinal == 3
    assert found.confidence >= 0.95
    assert found.reasons == ("one count of pages ends and another begins",)


def test_a_message_at_the_top_of_a_page_is_a_boundary_and_one_further_down_is_not() -> None:
    top, middle = "From: Mara\nSent: today", "\n".join(["words"] * 20) + "\nFrom: Mara"
    pages = _pages("Dear board", top, middle)
    pages[1] = replace(pages[1], message_at=0)
    pages[2] = replace(pages[2], message_at=middle.index("From"))
    assert _found(pages) == [2]


def test_a_slip_sheet_begins_a_document() -> None:
    assert _found(_pages("words of a letter", "EXHIBIT B", "words of a table")) == [2]


def test_other_stamps_begin_a_document() -> None:
    pages = _pages("a", "b", "c")
    pages[0] = replace(pages[0], bates_prefix="LPD", bates_serial=7)
    pages[1] = replace(pages[1], bates_prefix="LPD", bates_serial=8)
    pages[2] = replace(pages[2], bates_prefix="MSP", bates_serial=1)
    assert _found(pages) == [3]


def test_a_number_in_the_margin_keeps_pages_together_or_parts_them() -> None:
    texts = [f"Case No. F-2014-20439 Doc No. {number}\nDear board" for number in ("C0576", "C0576", "C0599")]
    assert _found(_pages(*texts)) == [3]


def test_pages_of_one_book_are_not_parted() -> None:
    assert _found(_pages(*(f"words of the chapter\n{number}" for number in range(1, 40)))) == []


def test_a_page_of_a_running_count_is_not_parted_though_it_begins_like_a_letter() -> None:
    assert _found(_pages("Report\nPage 1 of 2", "Dear board\nPage 2 of 2")) == []


@given(st.lists(st.text(alphabet="Page 12of/Doc No.C\nExhibit ", max_size=80), max_size=12))
def test_any_pages_give_boundaries_among_them(texts: list[str]) -> None:
    for each in boundaries(_pages(*texts), least=0.0):
        assert 2 <= each.ordinal <= len(texts)
        assert 0 <= each.confidence <= 1
