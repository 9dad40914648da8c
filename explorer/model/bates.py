"""Bates numbers: the label a producing agency stamps on each page, as in "MSP-000417".

Values only. The serial has three to ten digits; the prefix holds letters, digits and separators and is kept in
upper case with its separator. A prefix may begin with a year or a case number; there is none where the digits alone
say what they are, by the zeros they begin with.
"""

import re
from dataclasses import dataclass

_FORM = re.compile(
    r"\s*((?:[0-9]{1,8}[-_.]?)?[A-Z][A-Z0-9&]*(?:[-_ .][A-Z0-9&]+)*[-_ .]?)(?<![0-9])([0-9]{3,10})\s*",
    re.IGNORECASE | re.ASCII,
)
_BARE = re.compile(r"\s*()(0[0-9]{4,9})\s*", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class BatesNumber:
    """One page label. Sorts by prefix, then serial."""

    prefix: str  # upper case, separator included: "MSP-"; may be empty
    serial: int  # 0 or more
    width: int = 6  # digits printed, leading zeros included

    def __str__(self) -> str:
        return f"{self.prefix}{self.serial:0{self.width}d}"


@dataclass(frozen=True, slots=True)
class BatesRange:
    """All numbers of one prefix from the first to the last, both included."""

    first: BatesNumber
    last: BatesNumber

    def __contains__(self, number: BatesNumber) -> bool:
        return number.prefix == self.first.prefix and self.first.serial <= number.serial <= self.last.serial


def parse_bates(text: str) -> BatesNumber | None:
    """The number that a text is, and nothing but; None if it is none. Letters fold to upper case."""
    match = _FORM.fullmatch(text) or _BARE.fullmatch(text)
    if not match:
        return None
    prefix, digits = match[1].upper(), match[2]
    return BatesNumber(prefix, int(digits), len(digits))
