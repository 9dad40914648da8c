"""When a message says that it was sent, as mail programs write it in several languages.

Slashes are read the American way (month first) unless that cannot be, as in ``dates``; dots are read day first.
"""

import re
from datetime import datetime

_LOOKED_AT = 200  # characters
_MONTH_NAMES = (
    "january jan januar jänner janvier enero ene gennaio gen januari janeiro stycznia января"
    " tammikuuta ledna január ianuarie ιανουαρίου січня",
    "february feb februar février févr fevr febrero febbraio februari fevereiro lutego февраля"
    " helmikuuta února február februarie φεβρουαρίου лютого",
    "march mar märz mär mrz mars marzo maart mrt março marca марта"
    " marts maaliskuuta března március martie μαρτίου березня",
    "april apr avril avr abril abr aprile kwietnia апреля huhtikuuta dubna április aprilie απριλίου квітня",
    "may mai mayo maggio mag mei maj maio maja мая toukokuuta května május μαΐου травня",
    "june jun juni juin junio giugno giu junho czerwca июня kesäkuuta června június iunie ιουνίου червня",
    "july jul juli juillet juil julio luglio lug julho lipca июля heinäkuuta července július iulie ιουλίου липня",
    "august aug août aout agosto ago augustus augusti sierpnia августа elokuuta srpna augusztus αυγούστου серпня",
    "september sep sept septembre septiembre settembre set setembro września сентября"
    " syyskuuta září szeptember septembrie σεπτεμβρίου вересня",
    "october oct oktober okt octobre octubre ottobre ott outubro października октября"
    " lokakuuta října október octombrie οκτωβρίου жовтня",
    "november nov novembre noviembre novembro listopada ноября marraskuuta listopadu noiembrie νοεμβρίου листопада",
    "december dec dezember dez décembre déc diciembre dic dicembre desember dezembro grudnia декабря"
    " joulukuuta prosince decembrie δεκεμβρίου грудня",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH}\s*{_DAY}\s*,?\s+{_YEAR}",
        rf"{_DAY}[\s-]*(?:de\s+)?{_MONTH}[\s,-]*(?:de\s+)?{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY}\s+\d\d?:\d\d(?::\d\d)?(?:\s+[A-Z]{{2,4}})?\s+{_YEAR}",
        rf"(?<!\d){_YEAR}\.?\s+{_MONTH}\s+{_DAY}",
        rf"(?<![\d/-]){_YEAR}(?P<mark>[-/年])\s?(?P<month>[01]?\d)(?:(?P=mark)|月)\s?(?P<day>[0-3]?\d)(?!\d)",
        r"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<mark>[/.-])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
    )
)
_TIME = re.compile(r"(?<![\d:])([0-2]?\d)[:h.]([0-5]\d)(?:[:.]([0-5]\d))?(?![\d:/.]\d)\s*(?:([AaPp])\.?[Mm]\b)?")
_ZONE = re.compile(r"(?:GMT|UTC)?\s?([+-])(\d\d):?([0-5]\d)\b")
_CENTURY = 70  # two-digit years below this are of the 2000s


def mail_date(written: str) -> str:
    """The moment in ISO 8601, with its time and zone where they are named; empty if no day is named."""
    written = " ".join(written[:_LOOKED_AT].replace("\xad", "-").split())
    for form in _FORMS:
        match = form.search(written)
        day = _day(match.groupdict()) if match else None
        if match and day:
            rest = written[match.end() :]
            clock = _time(rest) or _time(written[: match.end()])
            return day + (clock + _zone(written) if clock else "")
    return ""


def has_time(written: str) -> bool:
    """Whether a time of day is named."""
    return bool(_time(written[:_LOOKED_AT]))


def _day(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    year += 0 if year > 99 else 2000 if year < _CENTURY else 1900
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        is_month_first = parts.get("mark") == "/" and first <= 12
        month, day = (first, second) if is_month_first else (second, first)
    else:
        named = (parts["month"] or "").lower()
        month, day = _MONTHS.get(named) or int(named), int(parts["day"] or 0)
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return None


def _time(text: str) -> str:
    for match in _TIME.finditer(text):
        hour, minute, second, half = match.groups()
        number = int(hour)
        if half:
            number = number % 12 + (12 if half in "pP" else 0)
        if number < 24:
            return f"T{number:02d}:{minute}:{second or '00'}"
    return ""


def _zone(text: str) -> str:
    match = _ZONE.search(text)
    return f"{match[1]}{match[2]}:{match[3]}" if match and int(match[2]) < 15 else ""
