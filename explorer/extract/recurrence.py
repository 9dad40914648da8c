"""When something repeats, in words: "every 2 weeks on Monday and Friday, 10 times". Source: RFC 5545 3.3.10."""

import re

from explorer.extract.calendar_time import when

_UNITS = {
    "SECONDLY": "second", "MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month",
    "YEARLY": "year",
}  # fmt: skip
_DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
    "SU": "Sunday",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_ORDER = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_NAMED = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL", "WKST"})
_MOST_PARTS = 30


def in_words(rule: str) -> str:
    """A rule as a person says it; the rule as it stands if it cannot be read."""
    parts = {
        name.strip(): value.strip()
        for name, mark, value in (part.partition("=") for part in rule.upper().split(";")[:_MOST_PARTS])
        if mark
    }
    unit = _UNITS.get(parts.get("FREQ", ""))
    if unit is None:
        return rule
    count = parts.get("INTERVAL", "1")
    said = [f"every {unit}" if count == "1" else f"every {count} {unit}s", _days(parts)]
    if "BYMONTHDAY" in parts:
        said.append(f"on day {_joined(parts['BYMONTHDAY'].split(','))}")
    if "BYMONTH" in parts:
        said.append(f"in {_joined([_month(each) for each in parts['BYMONTH'].split(',')])}")
    text = " ".join(filter(None, said))
    if "COUNT" in parts:
        text += f", {parts['COUNT']} times"
    if "UNTIL" in parts:
        text += f", until {when(parts['UNTIL'])}"
    others = [f"{name}={value}" for name, value in parts.items() if name not in _NAMED]
    return f"{text} ({'; '.join(others)})" if others else text


def _days(parts: dict[str, str]) -> str:
    found = [_DAY.fullmatch(each.strip()) for each in parts.get("BYDAY", "").split(",") if each.strip()]
    if not found:
        return ""
    if not all(found):
        return f"on {parts['BYDAY']}"
    place = parts.get("BYSETPOS", "")
    names = [f"{_order(day[1])}{_DAYS[day[2]]}" for day in found if day]
    return f"on {_order(place)}{_joined(names)}"


def _order(number: str | None) -> str:
    if not number or not number.lstrip("+-").isdigit():
        return f"{number} " if number else ""
    return f"the {_ORDER.get(int(number), number)} "


def _month(number: str) -> str:
    return _MONTHS[int(number) - 1] if number.isascii() and number.isdigit() and 1 <= int(number) <= 12 else number


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
