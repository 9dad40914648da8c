"""Bates numbers as printed and as read."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.model.bates import BatesNumber, BatesRange, parse_bates

prefixes = st.from_regex(r"[A-Z]{2,6}(-[A-Z]{1,3})?[-_ ]?", fullmatch=True)
numbers = st.builds(
    lambda prefix, serial, width: BatesNumber(prefix, serial % 10**width, width),
    prefixes, st.integers(0, 10**10), st.integers(3, 10),
)  # fmt: skip


@given(numbers)
def test_a_printed_label_reads_back_as_itself(number: BatesNumber) -> None:
    assert parse_bates(f" {number} ".lower()) == number


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = parse_bates(text)
    assert found is None or str(found) == text.strip().upper()


def test_a_range_holds_its_ends_and_its_own_prefix_only() -> None:
    span = BatesRange(BatesNumber("MSP-", 400), BatesNumber("MSP-", 420))
    assert BatesNumber("MSP-", 400) in span
    assert BatesNumber("MSP-", 420, 8) in span
    assert BatesNumber("MSP-", 421) not in span
    assert BatesNumber("DOJ-", 410) not in span
