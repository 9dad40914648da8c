"""The date of a document, read off its text: the first that stands behind "Date:" or "Sent:", else the first at all.

Only dates with year, month and day, in the forms that English records use; nothing is guessed from parts. Slashes are
read the American way (month first) unless that cannot be. Years from 1900 to 2099.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from explorer.analyze.glance import Glance, cues

_MONTH_NAMES = (
    *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug"),
    *("september sept sep", "october oct", "november nov", "december dec"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH}\s*{_DAY}(?:\s*,|\s)\s*{_YEAR}",  # November 8, 2017
        rf"(?<!\d){_DAY}(?:\s+of)?[\s-]*{_MONTH}[\s,-]*{_YEAR}",  # 8 Nov. 2017, 08-Nov-2017
        rf"\b{_MONTH}\s+{_DAY}\s+\d\d?:\d\d(?::\d\d)?(?:\s+[A-Z]{{2,4}})?\s+{_YEAR}",  # Aug 28 17:03:11 2009
        rf"(?<![\d/-]){_YEAR}(?P<mark>[-/])(?P<month>[01]?\d)(?P=mark)(?P<day>[0-3]?\d)(?!\d|[-/]\d)",  # 2017-11-08
        r"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<mark>[/.-])(?P<second>[0-3]?\d)(?P=mark)"
        r"(?P<year>(?:19|20)\d\d|\d\d)(?!\d|[/.-]\d)",  # 11/08/2017, 11/8/17
    )
)
_NAMED = 3  # so many of these name the month
_LABELLED = re.compile(r"^[^\w\n]*(?:date(?:d| sent)?|sent(?: on)?|issued)\b[ \t]*:[ \t]*([^\n]{4,80})", re.I | re.M)
_CENTURY = 70  # two-digit years below this are of the 2000s
_NUMERIC = (b"0-0", b"0/0", b"0.0")  # what a date without a month's name must hold, once its digits are 0
_MONTH_CUES = cues(" ".join(_MONTHS))
_LABELS = (b"date", b"dated", b"sent", b"on", b"issued")


def document_date(text: str) -> str | None:
    """The text's date in ISO 8601 (``2017-11-08``), or None if it names none."""
    seen = Glance(text)
    named, numeric = seen.has_any(_MONTH_CUES), seen.has_shape(*_NUMERIC)
    if not seen.has_digits or not (named or numeric):
        return None
    for labelled in _LABELLED.finditer(text) if seen.has_label(*_LABELS) else ():
        found = _first(labelled[1], _FORMS)
        if found:
            return found
    return _first(text, (_FORMS[:_NAMED] if named else ()) + (_FORMS[_NAMED:] if numeric else ()))


def _first(text: str, forms: Sequence[re.Pattern[str]]) -> str | None:
    """The date that stands first, whatever its form."""
    found = [next(_dates(form, text), None) for form in forms]
    return min((each for each in found if each), default=(0, None))[1]


def _dates(form: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Every plausible date of one form with where it begins."""
    for match in form.finditer(text):
        day = _date(match.groupdict())
        if day:
            yield match.start(), day.isoformat()


def _date(parts: dict[str, str | None]) -> date | None:
    """The calendar day that the parts name; None if there is no such day."""
    year = int(parts["year"] or 0)
    if year < 100:
        year += 2000 if year < _CENTURY else 1900
    if "first" in parts:
        month, day = int(parts["first"] or 0), int(parts["second"] or 0)
        if month > 12:
            month, day = day, month
    else:
        name = (parts["month"] or "").lower()
        month, day = _MONTHS.get(name) or int(name), int(parts["day"] or 0)
    try:
        return date(year, month, day)
    except ValueError:  # 31 June, month 13
        return None


def dates_in(text: str) -> list[tuple[int, int, date]]:
    """Every whole date in a text with where it begins and ends, in order, none overlapping."""
    found = [
        (match.start(), match.end(), day)
        for form in _FORMS
        for match in form.finditer(text)
        if (day := _date(match.groupdict()))
    ]
    kept: list[tuple[int, int, date]] = []
    for start, end, day in sorted(found, key=lambda each: (each[0], -each[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, day))
    return kept
