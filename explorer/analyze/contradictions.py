"""Statements that measure the same of the same subject and give different values.

It is easy to find many and hard to find true ones, so the rules are narrow: what is counted is the same, both name the
same and nobody else, the sentences say the same of them, and they do not speak of different years.
Between a claim and a passage that a person cited for it, less is asked: that person has said already that both speak of
one thing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations

from explorer.analyze.measures import Measure, Name, measures
from explorer.analyze.sentences import sentences
from explorer.model.claim import ClaimId, EvidenceId
from explorer.model.contradiction import Contradiction, MeasureKind, Side

_LONGEST = 600  # characters of a sentence
_MOST = 300  # values of one measure that are compared with each other
_DATED = 2  # words that two sentences must share before their dates are of one event
_ALIKE = 0.5  # of the other words of the shorter sentence that both have


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a claim (``evidence`` is None), or the one around a passage cited for it."""

    claim: ClaimId
    evidence: EvidenceId | None
    text: str


@dataclass(frozen=True, slots=True)
class _Said:
    statement: Statement
    measure: Measure


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentences that a passage touches, on one line; the passage alone where they are too long."""
    reach = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    near = text[reach[0] : reach[1]]
    touched = [(a, b) for a, b in sentences(near, 0, len(near)) if a < end - reach[0] and b > start - reach[0]]
    whole = near[touched[0][0] : touched[-1][1]] if touched else ""
    chosen = whole if 0 < len(whole) <= max(_LONGEST, 2 * (end - start)) else text[start:end]
    return " ".join(chosen.split())


def contradictions(statements: Sequence[Statement]) -> list[Contradiction]:
    """Pairs that seem to contradict each other, in the order of the statements."""
    by_measure: dict[tuple[MeasureKind, str, str], list[_Said]] = {}
    for statement in statements:
        for begin, end in sentences(statement.text, 0, min(len(statement.text), 4 * _LONGEST)):
            sentence = Statement(statement.claim, statement.evidence, statement.text[begin:end])
            for measure in measures(sentence.text):
                key = (measure.kind, measure.unit, measure.head)
                by_measure.setdefault(key, []).append(_Said(sentence, measure))
    found: dict[str, Contradiction] = {}
    for group in by_measure.values():
        for one, other in _contrary(group[:_MOST]):
            made = _made(one, other)
            found.setdefault(made.pair, made)
    order = {(each.claim, each.evidence): n for n, each in enumerate(statements)}
    return sorted(
        found.values(),
        key=lambda each: (
            order[each.one.claim, each.one.evidence],
            order[each.other.claim, each.other.evidence],
            each.one.start,
        ),
    )


def _contrary(group: Sequence[_Said]) -> Iterator[tuple[_Said, _Said]]:
    for one, other in combinations(group, 2):
        if one.statement.text == other.statement.text or not one.measure.differs(other.measure):
            continue
        if _says_both(one, other) or _says_both(other, one):
            continue
        is_cited = one.statement.claim == other.statement.claim and (
            (one.statement.evidence is None) != (other.statement.evidence is None)
        )
        if _is_of_one(one.measure, other.measure, is_cited=is_cited):
            yield one, other


def _says_both(one: _Said, other: _Said) -> bool:
    """Whether a sentence also holds the other's value, and so tells the two apart itself."""
    return any(
        (each.kind, each.unit, each.head) == (other.measure.kind, other.measure.unit, other.measure.head)
        and not each.differs(other.measure)
        for each in measures(one.statement.text)
    )


def _is_of_one(one: Measure, other: Measure, *, is_cited: bool) -> bool:
    """Whether two measures are of the same subject."""
    if one.times and other.times and one.times.isdisjoint(other.times):
        return False
    if not _one_in_the_other(one.with_head, other.with_head):
        return False
    shared, fewest = len(one.said & other.said), min(len(one.said), len(other.said))
    if one.kind is MeasureKind.DATE and shared < _DATED:
        return False
    if is_cited:
        is_named_otherwise = bool(one.names and other.names) and not _common(one.names, other.names)
        return not is_named_otherwise and (shared > 0 or not fewest or one.kind is MeasureKind.AGE)
    if not one.names or not _are_the_same(one.names, other.names):
        return False
    says_nothing_else = not one.said and not other.said
    return one.kind is MeasureKind.AGE or says_nothing_else or (shared > 0 and shared >= _ALIKE * fewest)


def _common(one: frozenset[Name], other: frozenset[Name]) -> list[Name]:
    """The names of one that the other has, too, in full or in part: Whitcomb, Dana Whitcomb."""
    return [name for name in one if any(_one_in_the_other(name, each) for each in other)]


def _are_the_same(one: frozenset[Name], other: frozenset[Name]) -> bool:
    """Whether both name the same, and neither names anybody else."""
    return len(_common(one, other)) == len(one) and len(_common(other, one)) == len(other)


def _one_in_the_other(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _made(one: _Said, other: _Said) -> Contradiction:
    left, right = _side(one), _side(other)
    named = sorted(f"{side.text}\x00{side.start}" for side in (left, right))
    kind = one.measure.kind
    both = frozenset[str]().union(*_common(one.measure.names, other.measure.names))
    names = [word for word in re.findall(r"\w+", one.statement.text) if word.casefold() in both]
    of = f" · {' '.join(dict.fromkeys(names))}" if names else ""
    about = one.measure.head_word or kind.value
    return Contradiction(sha256("\x00".join(named).encode()).hexdigest()[:24], kind, f"{about}{of}", left, right)


def _side(said: _Said) -> Side:
    statement = said.statement
    return Side(statement.claim, statement.evidence, statement.text, said.measure.start, said.measure.end)
