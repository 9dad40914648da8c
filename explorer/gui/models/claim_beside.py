"""What is worked out beside a claim, off the window's thread: its sources, what contradicts it, and its history."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.app.claiming import ClaimEvent
from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.model.claim import Claim, ClaimId
from explorer.model.contradiction import Contradiction, Side
from explorer.model.independence import Independence
from explorer.model.passage import PageRef
from explorer.model.standard import Assessment, CheckState

GONE = "The page is no longer in the case"


@dataclass(frozen=True, slots=True)
class SideShown:
    """One side of a contradiction: where it stands in words, and the page to open, if it is a page."""

    side: Side
    where: str
    page: PageRef | None
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class PairShown:
    found: Contradiction
    sides: tuple[SideShown, SideShown]


@dataclass(frozen=True, slots=True)
class ClaimBeside:
    claim: ClaimId
    independence: Independence
    pairs: tuple[PairShown, ...]
    history: tuple[ClaimEvent, ...]  # the newest first
    contrary: frozenset[ClaimId]  # all claims that something seems to contradict


def claim_beside(session: CaseSession, claim: ClaimId) -> ClaimBeside:
    """All of it for one claim; takes as long as the case's mail is to be read through once."""
    known = {each.id: each for each in session.claiming.claims()}
    found = session.claiming.claim(claim)
    found_pairs = session.contradicting.contradictions()
    contrary = frozenset(side.claim for each in found_pairs for side in (each.one, each.other))
    pairs = [each for each in found_pairs if claim in (each.one.claim, each.other.claim)]
    shown = tuple(
        PairShown(each, (_side(session, known, each.one, claim), _side(session, known, each.other, claim)))
        for each in pairs
    )
    history = tuple(reversed(session.claiming.history(claim)))
    return ClaimBeside(claim, session.sourcing.independence(found), shown, history, contrary)


def standing_words(assessment: Assessment) -> tuple[str, str]:
    """How a claim stands with the standard, in a shape and words, and the role of their colour."""
    count = f"{assessment.made} of {assessment.needed} checks"
    if assessment.is_verified:
        return f"✔ Verified · {count}", "supported"
    if assessment.must_check_again:
        return f"▲ Check again · {count}", "needs_source"
    if assessment.is_met:
        return f"○ Checked, and marked as fallen · {count}", "differs"
    return f"○ Not verified · {count}", "muted"


def mark_words(at: str, by: str) -> str:
    """Who made a check, and when: "Ada, 2026-11-23"."""
    return f"{by}, {at[:10]}"


def checks_open(assessment: Assessment) -> list[str]:
    """The names of the checks that do not count yet, in order."""
    return [line.check.name for line in assessment.lines if line.state is not CheckState.CHECKED]


def _side(session: CaseSession, known: Mapping[ClaimId, Claim], side: Side, claim: ClaimId) -> SideShown:
    its = known[side.claim]
    if side.evidence is None:
        return SideShown(side, "This claim" if side.claim == claim else "Another claim", None, None)
    passage = next(each.passage for each in its.evidence if each.id == side.evidence)
    try:
        where = str(session.reading.citation(passage.page))
    except ExplorerError:
        where = GONE
    return SideShown(side, where, passage.page, (passage.start, passage.end))
