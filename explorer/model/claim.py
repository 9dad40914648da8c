"""Claims and their evidence: a statement to be published, and the passages it rests on or falls by.

A claim's status is set by a person. Nothing here, and nothing that computes, ever sets "verified".
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from explorer.model.passage import Passage

ClaimId = NewType("ClaimId", str)
EvidenceId = NewType("EvidenceId", str)


class ClaimStatus(StrEnum):
    DRAFT = "draft"
    CHECKING = "being checked"
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_IN_RECORDS = "not in the records"
    NEEDS_CALL = "needs a call"


class Stance(StrEnum):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage and its stance to a claim. ``holds`` is False where the page's text changed under it."""

    id: EvidenceId
    claim: ClaimId
    passage: Passage
    stance: Stance
    note: str = ""
    position: int = 0
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement to be published, with its evidence in order."""

    id: ClaimId
    text: str
    status: ClaimStatus
    evidence: tuple[Evidence, ...] = ()
    position: int = 0
