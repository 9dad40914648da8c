"""The date that a text bears is found in the forms records use."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.dates import document_date

days = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@pytest.mark.parametrize(
    "printed",
    ["November 8, 2017", "Nov. 8, 2017", "nov 8th, 2017", "8 Nov. 2017", "08-Nov-2017", "8th of November, 2017",
     "11/08/2017", "11/8/17", "2017-11-08", "2017-11-08T10:00:00Z", "Wed Nov 8 17:03:11 2017",
     "Wednesday, November 08, 2017 5:17 PM"],
)  # fmt: skip
def test_each_form_reads_as_the_same_day(printed: str) -> None:
    assert document_date(f"It happened on {printed} in Eastmere.") == "2017-11-08"


def test_a_day_above_twelve_stands_first_only_if_it_must() -> None:
    assert document_date("25/12/2016") == "2016-12-25"


def test_a_sent_line_goes_before_an_earlier_date() -> None:
    text = "Case No. F-2014-20439 Date: 06/30/2015\nFrom: H\nSent:   Friday, August 28, 2009 5:17 PM"
    assert document_date(text) == "2009-08-28"


def test_the_first_of_several_dates_is_taken() -> None:
    assert document_date("From 3 May 2016 to January 1, 2015") == "2016-05-03"


@pytest.mark.parametrize("text", ["", "3 of 12", "#2210", "312-555-0142", "June 31, 2017", "99/99/2017", "1.2.3.2017",
                                  "123-45-6789", "May 2017", "10-11-12-13"])  # fmt: skip
def test_what_is_no_day_gives_none(text: str) -> None:
    assert document_date(text) is None


@given(days, st.sampled_from(["%B %d, %Y", "%d %b. %Y", "%m/%d/%Y", "%Y-%m-%d", "%m/%d/%y", "%a %b %d 10:11:12 %Y"]))
def test_every_day_of_a_century_reads_back(day: date, form: str) -> None:
    assert document_date(f"Received {day.strftime(form)}.") == day.isoformat()


@given(st.text("0123456789/-., JanSetDcobr:\n", max_size=80))
def test_any_text_gives_a_real_day_or_none(text: str) -> None:
    found = document_date(text)
    assert found is None or date.fromisoformat(found)
