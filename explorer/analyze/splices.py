"""Quotations put together from different places: their stretches each stand somewhere, but nowhere as one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.analyze.ground import Ground
from explorer.analyze.letters import Letters
from explorer.analyze.quote_parts import Quotation

_RUN = 3  # words; fewer in a row stand anywhere
_LETTERS = 12
_COVERED = 0.85  # of the quotation's words
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``[q0, q1)`` of a quotation, as they stand in a text from its word ``p0`` on."""

    ground: Ground
    q0: int
    q1: int
    p0: int


def stretches(quote: Letters, ground: Ground) -> list[Stretch]:
    """The longest runs of a quotation's words that stand in a text."""
    page = ground.letters
    ours, theirs = _words(quote), _words(page)
    starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    wanted = {tuple(ours[at : at + _RUN]) for at in range(len(ours) - _RUN + 1)}
    for at in range(len(theirs) - _RUN + 1):
        run = tuple(theirs[at : at + _RUN])
        if run in wanted:
            starts[run].append(at)
    found: list[Stretch] = []
    for q0 in range(len(ours) - _RUN + 1):
        for p0 in starts.get(tuple(ours[q0 : q0 + _RUN]), ()):
            if q0 and p0 and ours[q0 - 1] == theirs[p0 - 1]:
                continue  # part of a longer one
            length = _RUN
            while q0 + length < len(ours) and p0 + length < len(theirs) and ours[q0 + length] == theirs[p0 + length]:
                length += 1
            if sum(map(len, ours[q0 : q0 + length])) >= _LETTERS:
                found.append(Stretch(ground, q0, q0 + length, p0))
    return found


def splice(quote: Quotation, grounds: Sequence[Ground]) -> list[Stretch]:
    """Two or three stretches from different places that make up nearly all of a quotation, in its order; or none."""
    found = [each for ground in grounds for each in stretches(quote.letters, ground)]
    found.sort(key=lambda each: each.q0 - each.q1)
    chosen: list[Stretch] = []
    covered: set[int] = set()
    for _ in range(_PARTS):
        best = max(found, key=lambda each: len(set(range(each.q0, each.q1)) - covered), default=None)
        if best is None or len(set(range(best.q0, best.q1)) - covered) < _RUN:
            break
        chosen.append(best)
        covered.update(range(best.q0, best.q1))
    if len(chosen) < 2 or len(covered) < _COVERED * len(quote.letters.words):
        return []
    return sorted(chosen, key=lambda each: each.q0)


def _words(held: Letters) -> list[str]:
    return [held.text[first:last] for first, last in held.words]
