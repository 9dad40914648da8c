"""Where two pages that are nearly the same differ, word by word, as spans of both texts."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

Span = tuple[int, int]  # characters of a page's text

_LONGEST = 3_000  # words of a page that are compared; the time is in proportion to those of both and what differs
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that stand on one page alone; an empty span lies where the other page has nothing."""

    one: Span
    other: Span


def differences(one: str, other: str) -> tuple[Difference, ...]:
    """What must be taken out of one text and put in to make the other of it, in reading order; white space apart."""
    left, right = list(_WORD.finditer(one))[:_LONGEST], list(_WORD.finditer(other))[:_LONGEST]
    found: list[tuple[int, int, int, int]] = []
    for step in Indel.opcodes([word[0] for word in left], [word[0] for word in right]):
        if step.tag == "equal":
            continue
        here = (step.src_start, step.src_end, step.dest_start, step.dest_end)
        if found and found[-1][1] == here[0] and found[-1][3] == here[2]:  # taken out and put in at the same place
            here = (found[-1][0], here[1], found.pop()[2], here[3])
        found.append(here)
    return tuple(
        Difference(_span(left, start, end), _span(right, other_start, other_end))
        for start, end, other_start, other_end in found
    )


def _span(words: list[re.Match[str]], start: int, end: int) -> Span:
    if end > start:
        return words[start].start(), words[end - 1].end()
    at = words[start - 1].end() if start else 0
    return at, at
