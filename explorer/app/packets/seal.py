"""Seals: a hash of each part of a packet inside it, so that a change is found and named.

A seal finds what was changed by accident or in passing. Whoever wants to deceive can seal anew: then the seal of the
whole, which is said when a packet is made, is another.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

_PART = re.compile(
    r'<section class="sheet" id="(?P<id>[a-z]+\d*)" data-seal="(?P<seal>[0-9a-f]{64})">(?P<inside>.*?)</section>', re.S
)
_WHOLE = re.compile(r'<meta name="casefile-packet" content="(?P<seal>[0-9a-f]{64})">')
_EMPTY = "0" * 64
_HEAD = '<meta charset="utf-8">'


@dataclass(frozen=True, slots=True)
class SealReport:
    """Whether a packet is as it was made; ``changed`` names the parts that are not. ``seal`` is that of the whole."""

    ok: bool
    seal: str
    parts: int
    changed: tuple[str, ...] = ()


def digest(text: str | bytes) -> str:
    return sha256(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")).hexdigest()


def seal_html(before: str, parts: Sequence[tuple[str, str]], after: str) -> str:
    """An HTML file of sealed parts; each is an id and what stands inside it."""
    body = "\n".join(
        f'<section class="sheet" id="{name}" data-seal="{digest(inside)}">{inside}</section>' for name, inside in parts
    )
    empty = f"{before.replace(_HEAD, _HEAD + _meta(_EMPTY), 1)}{body}\n{after}"
    return empty.replace(_meta(_EMPTY), _meta(digest(empty)), 1)


def _meta(seal: str) -> str:
    return f'<meta name="casefile-packet" content="{seal}">'


def check_html(text: str) -> SealReport | None:
    """Whether an HTML packet is as it was made; None if it is no packet."""
    whole = _WHOLE.search(text)
    if whole is None:
        return None
    found = list(_PART.finditer(text))
    changed = [_named(each["id"]) for each in found if digest(each["inside"]) != each["seal"]]
    is_same = digest(text.replace(whole.group(), _meta(_EMPTY), 1)) == whole["seal"]
    if not is_same and not changed:
        changed.append("what stands outside of its sheets, or a sheet that is gone")
    return SealReport(is_same, whole["seal"], len(found), tuple(changed))


def _named(part: str) -> str:
    return {"head": "the title", "story": "the story"}.get(part, part.replace("sheet", "sheet "))
