"""Values of fields, checked when a query is read: ranges of dates and Bates numbers, and the words of has: and is:."""

import difflib
import re
from datetime import date

from explorer.errors import QueryError
from explorer.model.bates import parse_bates
from explorer.model.document import Kind
from explorer.model.query import HAS_VALUES, IS_VALUES, Field

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_WORDS = {"has": HAS_VALUES, "is": IS_VALUES, "kind": tuple(kind.value for kind in Kind)}


def checked_field(name: str, value: str, column: int) -> Field:
    """A field with a value that can be searched.

    Raises:
        QueryError: it cannot; says how to mend it.
    """
    if name == "date":
        low, high = _range(value)
        return Field(name, low=_day(low, column, last=False), high=_day(high, column, last=True))
    if name == "bates":
        low, high = _range(value)
        return Field(name, low=_bates(low, column), high=_bates(high, column))
    if name in _WORDS and value.lower() not in _WORDS[name]:
        near = difflib.get_close_matches(value.lower(), _WORDS[name], 1)
        mend = f"Did you mean “{name}:{near[0]}”?" if near else f"Use one of {', '.join(_WORDS[name])}."
        raise QueryError(f"“{name}:{value}” is not known", column, mend)
    return Field(name, value.lower() if name in _WORDS else value)


def _range(value: str) -> tuple[str, str]:
    """The ends of a..b, >=a, <=b, >a, <b, or a alone as both; an open end is empty."""
    if ".." in value:
        low, _, high = value.partition("..")
        return low, high
    if value[:1] in "<>":
        bare = value.lstrip("<>=")
        return (bare, "") if value[0] == ">" else ("", bare)
    return value, value


def _day(text: str, column: int, *, last: bool) -> str:
    """A date as a whole day: its first or last one where only a year or month is given; empty stays empty."""
    if not text:
        return ""
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = int(match[1]), int(match[2] or (12 if last else 1)), match[3]
        if day:
            return date(year, month, int(day)).isoformat()
        if not last:
            return date(year, month, 1).isoformat()
        following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 or month < 12 else date.max
        return date.fromordinal(following.toordinal() - (following != date.max)).isoformat()
    except ValueError:
        raise QueryError(
            f"“{text}” is not a date", column, "Write 2017, 2017-06 or 2017-06-30, or a range as 2017..2018."
        ) from None


def _bates(text: str, column: int) -> str:
    if not text:
        return ""
    number = parse_bates(text)
    if number is None:
        raise QueryError(f"“{text}” is not a Bates number", column, "Write it as stamped, as in MSP-000417.")
    return str(number)


def is_stamp_in_two(text: str, following: str) -> bool:
    """Whether two words are a Bates number that the first alone is not: “DOJ 0001234”."""
    return parse_bates(text) is None and following[:1].isdigit() and parse_bates(f"{text} {following}") is not None
