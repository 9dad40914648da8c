"""A newsroom's standard: which checks it asks of a claim, how many are needed, and whether a claim meets them.

A standard is met by people: each check is a mark that somebody made on the claim as it stands now. Nothing here
makes one.
"""

from dataclasses import dataclass
from enum import StrEnum

from explorer.model.claim import CheckMark, Claim, ClaimStatus, ClaimType, Risk


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that somebody does before a claim is published.

    ``sources`` is how many independent sources there must be for it to be true; ``is_by_another``: whoever wrote the
    claim's words cannot make it.
    """

    name: str
    text: str
    sources: int = 0
    is_by_another: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What is asked of claims of a type or a risk (None is any) in place of or beside what is asked of all."""

    type: ClaimType | None = None
    risk: Risk | None = None
    needed: int | None = None
    required: tuple[str, ...] = ()

    def is_for(self, claim: Claim) -> bool:
        return self.type in (None, claim.type) and self.risk in (None, claim.risk)


@dataclass(frozen=True, slots=True)
class Standard:
    """Checks in order. Of these ``needed`` are to be made, and those that are ``required`` in any case.

    Of several rules for a claim each adds what it requires; the last that says how many are needed says it.
    """

    name: str
    checks: tuple[Check, ...]
    needed: int
    required: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    def needed_for(self, claim: Claim) -> int:
        """How many checks a claim needs."""
        said = [rule.needed for rule in self.rules if rule.is_for(claim) and rule.needed is not None]
        return said[-1] if said else self.needed

    def required_for(self, claim: Claim) -> frozenset[str]:
        """The names of the checks that a claim needs in any case."""
        return frozenset(self.required).union(*(rule.required for rule in self.rules if rule.is_for(claim)))

    def check(self, name: str) -> Check | None:
        """The check of that name, or None."""
        return next((each for each in self.checks if each.name == name), None)


class CheckState(StrEnum):
    OPEN = "open"
    CHECKED = "checked"
    AGAIN = "check again"  # the claim's words or its evidence changed since


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check of the standard and how it stands with a claim: ``mark`` is the one that counts, or the newest."""

    check: Check
    is_required: bool
    state: CheckState
    mark: CheckMark | None = None
    problem: str = ""  # why the mark does not count although nothing changed


@dataclass(frozen=True, slots=True)
class Assessment:
    """How a claim stands with a standard."""

    standard: str
    needed: int
    lines: tuple[CheckLine, ...]
    is_met: bool
    is_verified: bool

    @property
    def made(self) -> int:
        """How many checks count."""
        return sum(line.state is CheckState.CHECKED for line in self.lines)

    @property
    def missing(self) -> tuple[Check, ...]:
        """The checks that are needed in any case and do not count."""
        return tuple(line.check for line in self.lines if line.is_required and line.state is not CheckState.CHECKED)

    @property
    def must_check_again(self) -> bool:
        """Whether a check was made before the claim or its evidence changed, and none since."""
        return any(line.state is CheckState.AGAIN for line in self.lines)


_FALLEN = frozenset((ClaimStatus.CONTRADICTED, ClaimStatus.NOT_IN_RECORDS, ClaimStatus.NEEDS_CALL))


def assess(claim: Claim, standard: Standard) -> Assessment:
    """How a claim stands with a standard.

    It is verified when people made the checks that are needed, on the words and the evidence as they are now, and no
    person marked it as contradicted, as not in the records or as needing a call.
    """
    required, needed = standard.required_for(claim), standard.needed_for(claim)
    lines = tuple(_line(claim, check, check.name in required) for check in standard.checks)
    made = [line for line in lines if line.state is CheckState.CHECKED]
    is_met = bool(made) and len(made) >= needed and required <= {line.check.name for line in made}
    return Assessment(standard.name, needed, lines, is_met, is_met and claim.status not in _FALLEN)


def is_writer(claim: Claim, person: str) -> bool:
    """Whether a person is among those who wrote the claim's words; case and white space apart."""
    return _folded(person) in map(_folded, claim.writers)


def _line(claim: Claim, check: Check, is_required: bool) -> CheckLine:
    marks = [mark for mark in claim.checks if mark.check == check.name]
    current = [mark for mark in marks if mark.seal == claim.seal]
    counting = [mark for mark in current if not (check.is_by_another and is_writer(claim, mark.by))]
    if counting:
        return CheckLine(check, is_required, CheckState.CHECKED, counting[-1])
    if current:
        problem = f"{current[-1].by} wrote these words; somebody else has to check them"
        return CheckLine(check, is_required, CheckState.OPEN, current[-1], problem)
    if marks:
        return CheckLine(check, is_required, CheckState.AGAIN, marks[-1])
    return CheckLine(check, is_required, CheckState.OPEN)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
