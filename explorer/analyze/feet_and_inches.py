"""Feet and inches: marks after a number that look like the end of a quotation, and that say six feet or six inches."""

import re

FOOT, INCH = "\u2032", "\u2033"
_FEET = frozenset("'\u2019\u2032\u00b4\u02b9")
_INCHES = frozenset('"\u201d\u2033\u02ba')
_OPENING = {FOOT: re.compile(r"(?<!\w)['\u2018\u2019]|\u2018"), INCH: re.compile(r"[\u201c\u201e«]|(?<!\w)\"(?=\w)")}
_CLOSING = {FOOT: re.compile(r"(?<=[^\s\d])['\u2019](?!\w)"), INCH: re.compile(r"(?<=[^\s\d])[\"\u201d]")}
_MEASURED = re.compile(
    r"[\s-]{0,2}(?:\d|[x×]\s?\d|by\s\d|(?:long|tall|high|wide|deep|thick|across|diameter|gauge|apart|square|pipes?|"
    r"in\s(?:diameter|length|height|width|depth))\b)"
)
_WORDS_FOLLOW = re.compile(r" [a-z]")
_LOOK_BACK = 1_000  # characters of a paragraph


def measure(text: str, at: int) -> str:
    """The sign for feet or inches that a mark after a digit stands for; empty where it may end a quotation."""
    char = text[at]
    if char == "\u2032" or (char in _FEET and text[at + 1 : at + 2] not in _FEET):
        sign, after = FOOT, at + 1
    elif char in _INCHES:
        sign, after = INCH, at + 1
    elif char in _FEET:
        sign, after = INCH, at + 2  # two strokes
    else:
        return ""
    if char in "\u2032\u2033" or _MEASURED.match(text, after):
        return sign
    return sign if _WORDS_FOLLOW.match(text, after) and not _is_open(text, at, sign) else ""


def _is_open(text: str, at: int, sign: str) -> bool:
    """Whether a quotation began in the paragraph before a mark, and has not ended since."""
    begin = max(text.rfind("\n\n", 0, at) + 1, at - _LOOK_BACK, 0)
    opened = max((found.start() for found in _OPENING[sign].finditer(text, begin, at)), default=-1)
    closed = max((found.start() for found in _CLOSING[sign].finditer(text, begin, at)), default=-1)
    return opened > closed
