"""A subject without what replies and forwards add to it: the base subject of RFC 5256, section 2.1.

The RFC knows "Re", "Fw" and "Fwd"; mail programs in other languages write AW, WG, SV, TR, RV and so on.
"""

import re

_LONGEST = 1_000  # characters
_ROUNDS = 50
_LEADER = re.compile(
    r"(?:re|fw|fwd|aw|antw|antwort|wg|sv|vs|vb|tr|rv|rif|res|enc|ref|odp|betr|doorst)\s*(?:\[[^\]\[]{0,60}\])?"
    r"\s*(?:\(\d{1,3}\)|\d{1,3})?\s*[:：]\s*",
    re.IGNORECASE,
)
_BLOB = re.compile(r"\[[^\]\[]{0,60}\]\s*(?=\S)")
_TRAILER = re.compile(r"\(fwd\)\s*$", re.IGNORECASE)
_WRAPPED = re.compile(r"\[fwd:\s*(.*)\]$", re.IGNORECASE)


def base_subject(subject: str) -> str:
    """The base subject in small letters; empty if nothing else was there."""
    base = " ".join(subject[:_LONGEST].split())
    for _ in range(_ROUNDS):
        before = base
        base = _TRAILER.sub("", base).strip()
        leader = _LEADER.match(base) or _behind_blob(base) or _BLOB.match(base)
        if leader:
            base = base[leader.end() :].strip()
        wrapped = _WRAPPED.match(base)
        if wrapped:
            base = wrapped[1].strip()
        if base == before:
            break
    return base.casefold()


def _behind_blob(text: str) -> re.Match[str] | None:
    """The reply's mark behind a list's name: "[council] Re: "."""
    blob = _BLOB.match(text)
    return _LEADER.match(text, blob.end()) if blob else None


def is_reply(subject: str) -> bool:
    """Whether the subject says that the message answers or forwards another."""
    text = " ".join(subject[:_LONGEST].split())
    return bool(_LEADER.match(text) or _behind_blob(text) or _WRAPPED.match(text) or _TRAILER.search(text))
