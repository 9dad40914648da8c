"""What stands at the edges of a page and is no part of its text: stamps, page numbers, running headers, footers."""

import re
from collections.abc import Sequence

_LINES = 4  # looked at on each edge
_LONGEST = 160  # characters of such a line
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W{0,4}(?:(?:page|p\.|seite|pag\.?|página)\s{0,3})?(?:\d{1,5}|[ivxlc]{1,7})(?:\s{0,3}(?:of|/|von|de)\s{0,3}\d{1,5})?\W{0,4}",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\W{0,3}[A-Z][A-Z0-9&]{0,14}(?:[-_ ][A-Z0-9]{1,12}){0,3}[-_ ]?\d{3,10}\W{0,3}")


def body(text: str, neighbours: Sequence[str]) -> tuple[int, int]:
    """The characters of a page between what recurs at its edges; ``neighbours`` are pages of the same document."""
    lines = _lines(text)
    tops = {_form(line) for other in neighbours for line in _edge(other, from_top=True)}
    feet = {_form(line) for other in neighbours for line in _edge(other, from_top=False)}
    first, last = 0, len(lines)
    while first < min(_LINES, last) and _is_furniture(text[slice(*lines[first])], tops):
        first += 1
    while last > max(first, len(lines) - _LINES) and _is_furniture(text[slice(*lines[last - 1])], feet):
        last -= 1
    if first >= last:
        return (0, len(text))
    return lines[first][0], lines[last - 1][1]


def _lines(text: str) -> list[tuple[int, int]]:
    """Lines that are not blank, as spans."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _edge(text: str, *, from_top: bool) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    return lines[:_LINES] if from_top else lines[-_LINES:]


def _form(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()).casefold())


def _is_furniture(line: str, recurring: set[str]) -> bool:
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    return bool(_PAGE_NUMBER.fullmatch(line) or _STAMP.fullmatch(line)) or (len(line) > 2 and _form(line) in recurring)
