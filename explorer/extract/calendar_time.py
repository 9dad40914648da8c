"""Dates, times and spans of calendars, for people and in ISO 8601. Source: RFC 5545 3.3.4 to 3.3.6."""

import re
from datetime import datetime

_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?)?(Z)?", re.IGNORECASE)
_SPAN = re.compile(r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?")
_UNITS = ("week", "day", "hour", "minute", "second")


def iso(value: str) -> str:
    """A date or a moment in ISO 8601, without a zone unless it is UTC; empty if it is none."""
    match = _MOMENT.fullmatch(value.strip())
    if match is None:
        return ""
    numbers = [int(part or 0) for part in match.groups()[:6]]
    try:
        moment = datetime(*numbers)  # type: ignore[arg-type]
    except ValueError:
        return ""
    if match[4] is None:
        return moment.date().isoformat()
    return moment.isoformat() + ("Z" if match[7] else "")


def when(value: str, zone: str = "") -> str:
    """A date or a moment for people, with its zone as it is named; the value as it stands if it is none."""
    found = iso(value)
    if not found:
        return value.strip()
    day, _, time = found.partition("T")
    if not time:
        return day
    clock = time.removesuffix("Z")
    clock = clock[:5] if clock.endswith(":00") else clock
    return " ".join(filter(None, [day, clock, "UTC" if time.endswith("Z") else f"({zone})" if zone else ""]))


def span(value: str) -> str:
    """A length of time in words: "1 hour 30 minutes"; the value as it stands if it is none."""
    match = _SPAN.fullmatch(value.strip().upper())
    if match is None:
        return value.strip()
    counts = zip(map(int, (part or 0 for part in match.groups()[1:])), _UNITS, strict=True)
    words = " ".join(f"{count} {unit}{'s' * (count != 1)}" for count, unit in counts if count)
    return words or "0 minutes"
