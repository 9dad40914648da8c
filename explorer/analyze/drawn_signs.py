"""Signs that are drawn rather than written and that say something: words blacked out, boxes ticked, arrows, sums."""

import unicodedata

_BLACK = frozenset("█▇▉▊▋▓▒░■▬")
_BOXES = {"☐": "☐", "□": "☐", "☑": "☑", "☒": "☒", "✓": "✓", "✔": "✓", "✗": "✗", "✘": "✗"}
_BLANK = 3  # underscores from which they are a blank to be filled in
_BULLETS = frozenset("\u2217\u2219\u22c5\u25b7\u25c1\u2044\u2212\u223c")  # signs of sums that print uses for others


def drawn(text: str, at: int) -> str:
    """The letter for a drawn sign; empty where it is a bullet at a line's beginning or no such sign."""
    char = text[at]
    if char == "_":
        return _blank(text, at)
    if char <= "\x7f":
        return ""
    if char in _BLACK:
        return _black(text, at)
    if char in "☐☑☒":
        return char
    if char not in _BOXES and (char in _BULLETS or not (unicodedata.category(char) == "Sm" or "←" <= char <= "⇿")):
        return ""
    return "" if at and not _before(text, at).strip() else _BOXES.get(char, char)


def is_box(letter: str) -> bool:
    """Whether a letter stands for a box to be ticked or a tick, which may touch the word it belongs to."""
    return letter in _BOXES


def _black(text: str, at: int) -> str:
    """One letter for all of what is blacked out in a row; none for a single square that begins a line."""
    before = _before(text, at).rstrip()
    if before[-1:] in _BLACK and before:
        return ""
    is_bullet = not before and text[at] in "■▬" and text[at + 1 : at + 2] not in _BLACK
    return "" if is_bullet else "█"


def _blank(text: str, at: int) -> str:
    """One letter for a blank between words of one line; none for a rule."""
    if text[at - 1 : at] == "_" or text[at : at + _BLANK] != "_" * _BLANK or not _before(text, at).strip():
        return ""
    end = text.find("\n", at)
    return "_" if text[at : end if end >= 0 else len(text)][:400].strip(" _\t.") else ""


def _before(text: str, at: int) -> str:
    """What stands before a place in its line, at most 200 characters."""
    return text[max(at - 200, text.rfind("\n", 0, at) + 1) : at]
