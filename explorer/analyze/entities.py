"""What a page names, found by form alone: addresses, telephones, plates, case numbers; people and bodies by cues.

Suggestions only: nothing counts as known until a person confirmed it. Every pattern is bounded, so that no page,
however odd, takes more than time in proportion to its length.
"""

import re
from collections.abc import Iterator

import phonenumbers

from explorer.analyze.glance import Glance, cues
from explorer.analyze.name_cues import organisations, persons
from explorer.model.entity import CASE_NUMBER, EMAIL_ADDRESS, PHONE, PLATE, Detection

_EMAIL = re.compile(
    r"(?<![\w.%+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}?\.[^\W\d_]{2,24}(?![\w-]|\.[^\W\d_]{2})"
)

_DOMESTIC = r"(?:\+?1[-. ]?)?(?:\(\d{3}\)[-. ]?|\d{3}[-. ])\d{3}[-. ]\d{4}"
_PHONE = re.compile(
    rf"(?<![\w.#/$-]){_DOMESTIC}(?!\w|-\d)|(?<![\w+])\+[1-9]\d{{0,2}}(?:[-. ]?\(?\d{{1,5}}\)?){{2,6}}(?!\w|-\d)"
)
_PHONE_CUED = re.compile(
    r"\b(?:tel|telephone|phone|ph|cell|mobile|fax|call|pager)\b[.:#]?[ \t]*(?:(?:no|number)\b[.:]?[ \t]*)?"
    r"(\d{3}[-. ]?\d{3}[-. ]?\d{4}|\d{3}[-. ]\d{4})(?!\w|-\d)",
    re.IGNORECASE,
)

_PLATE = re.compile(
    r"(?i:\b(?:licen[cs]e[ \t]+(?:plates?|tags?)|(?:number[ \t]+)?plates?|vehicle[ \t]+registration|VRM|"
    r"(?:registration|licen[cs]e)[ \t]+(?:no\b\.?|number|mark))\b"
    r"[ \t]*(?:(?:no\b\.?|number|is|was|reading|reads?|of)[ \t]*)?)"
    r"[:#]?[ \t\"“]*(?:\(?[A-Z]{2}\)?[ \t]+(?=[A-Z0-9-]*\d))?"
    r"(?P<plate>(?=[A-Z -]{0,7}\d)(?=[\d -]{0,7}[A-Z])[A-Z0-9]{1,8}(?:[ -](?=[A-Z -]{0,4}\d)[A-Z0-9]{1,4}){0,2})(?!\w)"
)

_CASE_FORMS = re.compile(
    r"(?<![\w-])(?:"
    r"[A-Z]{1,5}-(?:19|20)\d\d-\d{3,8}"  # F-2014-20439, FOIA-2018-0417
    r"|C0\d{7}"  # a document released by the State Department
    r"|(?:\d:)?\d\d-(?i:cv|cr|mc|mj|md|ap|bk|civ|crim|cf|cm|ch|tr)-\d{2,6}(?:-[A-Z]{1,4}){0,3}"  # 1:18-cv-01234-ABC
    r")(?!\w|-\d)"
)
_CASE_CUED = re.compile(
    r"\b(?i:case|docket|matter|request|tracking|complaint|incident|file|foia|log|doc(?:ument)?|r\.?d|reference|ref|control)\b"
    r"\.?[ \t]*(?P<sign>(?i:(?:no|nos|num|number|id)\b\.?|\#)[ \t]*)?[:#]?[ \t]*(?P<sharp>\#[ \t]*)?"
    r"(?P<number>[A-Z]{0,5}[-/]?\d[A-Z0-9]{0,11}(?:[-/.][A-Z0-9]{1,11}){0,4})(?![\w])"
)
_DATE_LIKE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|\d{4})|(?:19|20)\d\d(?:[-/]\d{1,2}){0,2}")
# What a page must hold for a pattern to match it; each admits a little more than its pattern does.
_PHONE_SHAPES = (b"000-0000", b"000.0000", b"000 0000", b"+0")
_CASE_SHAPES = (b"A-0000-000", b"A00000000", b"00-A", b"00-a")
_PHONE_CUES = cues("tel telephone phone ph cell mobile fax call pager")
_PLATE_CUES = cues("license licence number plate plates vehicle vrm registration")
_CASE_CUES = cues(
    "case docket matter request tracking complaint incident file foia log doc document rd r reference ref control"
)


def detect(text: str) -> tuple[Detection, ...]:
    """Everything that the text names, in reading order; no two detections overlap.

    Values are in their normal form: e-mail addresses in lower case, US telephones as "(312) 555-0142" and others with
    their country code, names without titles.
    """
    seen = Glance(text)
    found: list[Detection] = []
    if "@" in text:
        found += _emails(text)
    if seen.has_digits:
        found += _cases(seen)
        found += _phones(seen)
        found += _plates(seen)
    found += organisations(seen)
    found += persons(seen)
    return tuple(_apart(found, len(text))) if found else ()


def _apart(found: list[Detection], length: int) -> list[Detection]:
    """Without those that overlap an earlier one of the list; in reading order."""
    taken = bytearray(length)
    kept = []
    for each in found:
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def _emails(text: str) -> Iterator[Detection]:
    for match in _EMAIL.finditer(text):
        yield Detection(EMAIL_ADDRESS, match[0].lower(), match.start(), match.end())


def _phones(seen: Glance) -> Iterator[Detection]:
    for match in _PHONE.finditer(seen.text) if seen.has_shape(*_PHONE_SHAPES) else ():
        value = _telephone(match[0])
        if value:
            yield Detection(PHONE, value, match.start(), match.end())
    for match in seen.matches(_PHONE_CUED, _PHONE_CUES):
        local = re.sub(r"\D", "-", match[1])
        value = _telephone(match[1]) or (local if len(local) == 8 else None)
        if value:
            yield Detection(PHONE, value, match.start(1), match.end(1))


def _telephone(printed: str) -> str | None:
    """The number as its country prints it; None if no such number can be dialled."""
    try:
        number = phonenumbers.parse(printed, "US")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    form = phonenumbers.PhoneNumberFormat
    return str(phonenumbers.format_number(number, form.NATIONAL if number.country_code == 1 else form.INTERNATIONAL))


def _plates(seen: Glance) -> Iterator[Detection]:
    for match in seen.matches(_PLATE, _PLATE_CUES):
        printed = match["plate"]
        if 4 <= len(re.sub(r"[ -]", "", printed)) <= 8:
            yield Detection(PLATE, " ".join(re.split(r"[ -]+", printed)), match.start("plate"), match.end("plate"))


def _cases(seen: Glance) -> Iterator[Detection]:
    for match in _CASE_FORMS.finditer(seen.text) if seen.has_shape(*_CASE_SHAPES) else ():
        yield Detection(CASE_NUMBER, match[0].upper(), match.start(), match.end())
    for match in seen.matches(_CASE_CUED, _CASE_CUES):
        number = match["number"]
        is_signed = bool(match["sign"] or match["sharp"])
        if _is_case_number(number, is_signed):
            yield Detection(CASE_NUMBER, number, match.start("number"), match.end("number"))


def _is_case_number(number: str, is_signed: bool) -> bool:
    """Whether what follows "case", "request" … is its number: any after "No." or "#", else one of several parts."""
    digits = sum(character.isdigit() for character in number)
    if digits < 3 or _DATE_LIKE.fullmatch(number):
        return False
    return is_signed or (digits >= 4 and bool(re.search(r"\d-\d|[A-Z]-?\d", number)))
