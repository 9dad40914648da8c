"""Where two readings of one page differ, word by word.

The longest runs of words that both hold are matched first (Ratcliff and Obershelp 1988, as ``difflib`` does it); what
stands between them differs. White space is not compared: engines break lines in other places.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

Span = tuple[int, int]
Difference = tuple[Span, Span]

_MOST = 3000  # words of each that are matched; a page of print holds 500, and the time grows with the square


def differences(left: str, right: str) -> tuple[Difference, ...]:
    """The stretches that differ, in reading order, as spans of both; where one has nothing its span is empty.

    Of texts that are longer than any page of print, the rest counts as one stretch.
    """
    ours, theirs = _words(left), _words(right)
    first = _common(ours, theirs)
    last = _common(ours[first:][::-1], theirs[first:][::-1])
    mine, others = ours[first : len(ours) - last], theirs[first : len(theirs) - last]
    found = [
        (_span(left, ours, first + a0, first + a1), _span(right, theirs, first + b0, first + b1))
        for a0, a1, b0, b1 in _stretches([word for word, _ in mine], [word for word, _ in others])
    ]
    return tuple(found)


def _words(text: str) -> list[tuple[str, Span]]:
    return [(each.group(), each.span()) for each in re.finditer(r"\S+", text)]


def _common(left: Sequence[tuple[str, Span]], right: Sequence[tuple[str, Span]]) -> int:
    """How many words both begin with."""
    count = 0
    for ours, theirs in zip(left, right, strict=False):
        if ours[0] != theirs[0]:
            break
        count += 1
    return count


def _stretches(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int, int]]:
    match = SequenceMatcher(None, left[:_MOST], right[:_MOST], autojunk=False)
    found = [(a0, a1, b0, b1) for tag, a0, a1, b0, b1 in match.get_opcodes() if tag != "equal"]
    if len(left) > _MOST or len(right) > _MOST:
        found.append((min(_MOST, len(left)), len(left), min(_MOST, len(right)), len(right)))
    return found


def _span(text: str, words: Sequence[tuple[str, Span]], first: int, end: int) -> Span:
    """From the first word to the last; an empty span stands where the words would."""
    if first < end:
        return words[first][1][0], words[end - 1][1][1]
    at = words[first][1][0] if first < len(words) else len(text)
    return at, at
