"""Two statements on the same subject and measure that give different values. A suggestion, until a person says."""

from dataclasses import dataclass
from enum import StrEnum

from explorer.model.claim import ClaimId, EvidenceId


class MeasureKind(StrEnum):
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    AGE = "age"
    DATE = "date"


class ContradictionState(StrEnum):
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Side:
    """A claim's words, or those around a passage cited for it. The value stands at ``start`` to ``end``."""

    claim: ClaimId
    evidence: EvidenceId | None
    text: str
    start: int
    end: int

    @property
    def value(self) -> str:
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``pair`` names what both sides say, so it is another one as soon as either says something else."""

    pair: str
    kind: MeasureKind
    about: str  # what both measure: "officers", "age of Whitcomb"
    one: Side
    other: Side
    state: ContradictionState = ContradictionState.SUGGESTED
    note: str = ""
