"""Use cases of claims: what is to be published, and the passages it rests on or falls by."""

from explorer.app.record import Record
from explorer.errors import InputError
from explorer.model.claim import Claim, ClaimId, ClaimStatus, EvidenceId, Stance
from explorer.model.passage import PageRef, Passage
from explorer.store import claims
from explorer.store.journal import Journal


class Claiming:
    def __init__(self, record: Record) -> None:
        self._record = record

    def claims(self) -> list[Claim]:
        """All claims in order, each with its evidence in order."""
        return self._record.ask(claims.claims)

    def claim(self, claim: ClaimId) -> Claim:
        return self._record.ask(claims.claim, claim)

    def citing(self, page: PageRef) -> list[Claim]:
        """The claims that cite a page."""
        return self._record.ask(claims.citing, page.document, page.ordinal)

    def add(self, text: str) -> ClaimId:
        return self._record.change(claims.add_claim, _worded(text))

    def edit(self, claim: ClaimId, text: str) -> None:
        return self._record.change(claims.edit_claim, claim, _worded(text))

    def set_status(self, claim: ClaimId, status: ClaimStatus) -> None:
        return self._record.change(claims.set_status, claim, status)

    def delete(self, claim: ClaimId) -> None:
        return self._record.change(claims.delete_claim, claim)

    def cite(self, claim: ClaimId, passage: Passage, stance: Stance, note: str = "") -> EvidenceId:
        """Add a passage as the claim's last piece of evidence."""
        return self._record.change(claims.cite, claim, _quoted(passage), stance, note)

    def cite_new(self, text: str, passage: Passage, stance: Stance, note: str = "") -> ClaimId:
        """Write a claim and cite a passage for it, as one operation."""

        def act(journal: Journal) -> ClaimId:
            with journal.operation("Cite for a new claim"):
                claim = claims.add_claim(journal, _worded(text))
                claims.cite(journal, claim, _quoted(passage), stance, note)
            return claim

        return self._record.change(act)

    def set_stance(self, evidence: EvidenceId, stance: Stance) -> None:
        return self._record.change(claims.set_stance, evidence, stance)

    def move(self, evidence: EvidenceId, position: int) -> None:
        """Put a piece of evidence at a position (from 0) among the claim's evidence."""
        return self._record.change(claims.move_evidence, evidence, position)

    def remove(self, evidence: EvidenceId) -> None:
        return self._record.change(claims.remove_evidence, evidence)


def _worded(text: str) -> str:
    if not text.strip():
        raise InputError("A claim needs words", "Type the sentence that is to be published.")
    return text.strip()


def _quoted(passage: Passage) -> Passage:
    if not passage.quote.strip():
        raise InputError("Nothing is selected to cite", "Select the words on the page that the claim rests on.")
    return passage
