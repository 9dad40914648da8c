"""Claims and their evidence: a statement to be published, and the passages it rests on or falls by.

A claim's status is set by a person. Nothing here, and nothing that computes, ever sets "verified". A check holds for
the words and the evidence that its checker saw: the claim's seal at that time is kept with it, so a claim that changed
since asks to be checked again, and one that was put back does not.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import NewType

from explorer.model.finding import Finding
from explorer.model.passage import Passage

ClaimId = NewType("ClaimId", str)
EvidenceId = NewType("EvidenceId", str)
CheckId = NewType("CheckId", str)


class ClaimStatus(StrEnum):
    DRAFT = "draft"
    CHECKING = "being checked"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_IN_RECORDS = "not in the records"
    NEEDS_CALL = "needs a call"


class ClaimType(StrEnum):
    """What kind of thing is said; a newsroom's standard may ask more of one than of another."""

    FACT = "fact"
    QUOTATION = "quotation"
    FIGURE = "figure"
    DATE = "date"
    PERSON = "person"
    ALLEGATION = "allegation"


class Risk(StrEnum):
    """What it would cost to be wrong."""

    LOW = "low"
    ORDINARY = "ordinary"
    HIGH = "high"


class Stance(StrEnum):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage and its stance to a claim.

    ``holds`` is False where the page's text changed under it; a note that is private stays out of all that is exported.
    ``is_uncertain`` says that it rests on words that an engine read off a picture and was not sure of.
    """

    id: EvidenceId
    claim: ClaimId
    passage: Passage
    stance: Stance
    note: str = ""
    position: int = 0
    holds: bool = True
    is_private: bool = False
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class CheckMark:
    """One check of the newsroom's standard, as a person made it on a claim."""

    id: CheckId
    claim: ClaimId
    check: str  # its name in the standard
    by: str
    at: str  # ISO 8601, UTC
    note: str
    seal: str  # the claim's, when it was checked


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement to be published, with its evidence in order, and its checks, oldest first."""

    id: ClaimId
    text: str
    status: ClaimStatus
    evidence: tuple[Evidence, ...] = ()
    position: int = 0
    type: ClaimType = ClaimType.FACT
    risk: Risk = Risk.ORDINARY
    checks: tuple[CheckMark, ...] = ()
    writers: tuple[str, ...] = ()  # who wrote its words, the first one first
    findings: tuple[Finding, ...] = ()  # searches that found nothing, which it cites

    @property
    def seal(self) -> str:
        """What a check holds for: the words, each passage with its stance, each search that is not stale.

        Order and notes apart.
        """
        evidence = sorted(
            [each.passage.document, each.passage.ordinal, " ".join(each.passage.quote.split()), each.stance, each.holds]
            for each in self.evidence
        )
        cited = [sorted([each.id, each.is_stale] for each in self.findings)] if self.findings else []
        said = json.dumps([self.text, evidence, *cited], ensure_ascii=True)
        return sha256(said.encode("ascii")).hexdigest()[:32]
