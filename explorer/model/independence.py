"""Which pieces of a claim's evidence come from the same hand, and why."""

from dataclasses import dataclass
from enum import StrEnum

from explorer.model.claim import EvidenceId


class Bond(StrEnum):
    """Why two pieces of evidence are one source, the plainest first."""

    FILE = "same file"
    QUOTES = "quoted"
    NEAR_DUPLICATE = "nearly the same page"
    THREAD = "same thread"
    AUTHOR = "same author"
    WORDS = "same words"


@dataclass(frozen=True, slots=True)
class Tie:
    """Two pieces of evidence that are one source. ``of_one`` and ``of_other`` say why, as is said of each.

    Where it is not certain, the program says so and counts one source, but contradicts nobody who counts two.
    """

    one: EvidenceId
    other: EvidenceId
    bond: Bond
    of_one: str  # "quotes p. 3 of Policy.pdf"
    of_other: str  # "is quoted on message 4"
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Evidence from one source, in order; ``ties`` are those that hold it together, one less than it has members."""

    evidence: tuple[EvidenceId, ...]
    ties: tuple[Tie, ...] = ()

    @property
    def bonds(self) -> tuple[Bond, ...]:
        """Why they are one, each reason once, the plainest first."""
        return tuple(bond for bond in Bond if any(tie.bond is bond for tie in self.ties))


@dataclass(frozen=True, slots=True)
class Independence:
    """The evidence of one claim by source.

    ``sources`` counts the groups that support the claim; ``certain_sources`` counts them by certain ties alone, so it
    is never less.
    """

    groups: tuple[SourceGroup, ...]
    sources: int
    certain_sources: int
    supporting: int  # passages

    def group_of(self, evidence: EvidenceId) -> int:
        """The number of the source (from 0) that a piece of evidence comes from; -1 if it is unknown."""
        return next((n for n, group in enumerate(self.groups) if evidence in group.evidence), -1)

    def reason(self, evidence: EvidenceId) -> str:
        """Why a piece of evidence is no source of its own; empty where it is, or is the first of its source."""
        group = self.groups[self.group_of(evidence)]
        tied = next((tie for tie in group.ties if evidence in (tie.one, tie.other)), None)
        if tied is None or evidence == group.evidence[0]:
            return ""
        return tied.of_one if evidence == tied.one else tied.of_other

    def words(self) -> str:
        """How many sources support the claim, and why no more: "2 passages come from one source (same thread)"."""
        if not self.supporting:
            return "no passage supports the claim"
        if self.sources == self.supporting:
            return f"{self.sources} independent sources" if self.sources > 1 else "one source supports it"
        why = ", ".join(dict.fromkeys(bond.value for group in self.groups for bond in group.bonds))
        count = "one source" if self.sources == 1 else f"{self.sources} independent sources"
        return f"{self.supporting} passages come from {count} ({why})"
