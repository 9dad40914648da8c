"""UTF-16 and UTF-32 without a mark: which of them some bytes are, if any.

Of a western text most of every other byte is zero. Text of other scripts is told by being sound: no signs without a
meaning, and blanks or full stops where the other order of bytes would show none. Source: Unicode 2.6, 23.8.
"""

import unicodedata

_SAMPLE = 8192  # bytes that are looked at
_FEWEST = 12  # letters; of fewer nothing can be told
_MOST_ODD = 0.01  # share of signs that no text holds
_FEWEST_GAPS = 0.01
_GAPS = frozenset(" \n\r\t\u3000、。，.,")
_ORDERS = ("utf-16-le", "utf-16-be")


def wide_codec(data: bytes) -> str | None:
    """The codec's name; None if the bytes are most likely of another kind."""
    return _wide_32(data[:_SAMPLE]) or _by_zeros(data[:_SAMPLE]) or _by_soundness(data[:_SAMPLE])


def _by_zeros(sample: bytes) -> str | None:
    zeros = [sample[offset::4].count(0) * 4 / max(len(sample), 1) for offset in range(4)]
    for encoding, empty in (("utf-32-le", (2, 3)), ("utf-32-be", (0, 1)), ("utf-16-le", (1, 3)), ("utf-16-be", (0, 2))):
        others = [zeros[offset] for offset in range(4) if offset not in empty]
        if encoding.startswith("utf-32") and len(sample) >= 4 * _FEWEST:
            continue  # so do numbers look: ``_wide_32`` looks closer
        fullest = min(others) if encoding.startswith("utf-32") else max(others)
        if min(zeros[offset] for offset in empty) > 0.6 and fullest < 0.4:
            return encoding
    return None


def _wide_32(sample: bytes) -> str | None:
    for encoding in ("utf-32-le", "utf-32-be"):
        text = _decoded(sample, encoding, 4)
        if _oddness(text) <= _MOST_ODD and _gaps(text) > len(text) * _FEWEST_GAPS:
            return encoding
    return None


def _by_soundness(sample: bytes) -> str | None:
    """The order of bytes that gives sound text with the more gaps between its words."""
    if b"\0" not in sample and b"\x30" not in sample:
        return None
    found = {encoding: _decoded(sample, encoding, 2) for encoding in _ORDERS}
    gaps = {encoding: _gaps(text) for encoding, text in found.items()}
    best = max(_ORDERS, key=lambda encoding: gaps[encoding])
    text = found[best]
    is_parted = gaps[best] > len(text) * _FEWEST_GAPS and gaps[best] > 2 * min(gaps.values())
    return best if is_parted and _oddness(text) <= _MOST_ODD else None


def _decoded(sample: bytes, encoding: str, width: int) -> str:
    """Empty if the bytes are not sound in this encoding; the last letter may be cut."""
    whole = sample[: len(sample) // width * width]
    for end in (len(whole), len(whole) - width):
        try:
            return whole[: max(end, 0)].decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _gaps(text: str) -> int:
    return sum(letter in _GAPS for letter in text)


def _oddness(text: str) -> float:
    """The share of signs that stand in no text: controls, private and unassigned ones."""
    if len(text) < _FEWEST:
        return 1.0
    odd = sum(
        unicodedata.category(letter) in ("Cc", "Cn", "Co", "Cs") and letter not in "\t\n\r\f\v" for letter in text
    )
    return odd / len(text)
