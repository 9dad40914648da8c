"""Use cases of claims: what is to be published, and the passages it rests on or falls by."""

from explorer.app.record import Record
from explorer.errors import InputError
from explorer.model.claim import Claim, ClaimId, ClaimStatus, ClaimType, EvidenceId, Risk, Stance
from explorer.model.passage import PageRef, Passage
from explorer.store import claim_checks, claims, journal
from explorer.store.journal import Journal, JournalEntry

ClaimEvent = JournalEntry  # for the faces, which do not import the store


class Claiming:
    def __init__(self, record: Record) -> None:
        self._record = record

    def claims(self) -> list[Claim]:
        """All claims in order, each with its evidence in order."""
        return self._record.ask(claims.claims)

    def claim(self, claim: ClaimId) -> Claim:
        return self._record.ask(claims.claim, claim)

    def history(self, claim: ClaimId) -> list[ClaimEvent]:
        """All that was done to a claim, its evidence and its checks, oldest first."""
        return self._record.ask(journal.history_of_claim, claim)

    def citing(self, page: PageRef) -> list[Claim]:
        """The claims that cite a page."""
        return self._record.ask(claims.citing, page.document, page.ordinal)

    def add(self, text: str, type_: ClaimType = ClaimType.FACT, risk: Risk = Risk.ORDINARY, by: str = "") -> ClaimId:
        """Write a claim down. ``by`` is who wrote its words, if not who works here."""

        def act(journal: Journal) -> ClaimId:
            with journal.operation("Add a claim"):
                made = claims.add_claim(journal, _worded(text), by)
                claim_checks.set_nature(journal, made, type_, risk)
            return made

        return self._record.change(act)

    def edit(self, claim: ClaimId, text: str, by: str = "") -> None:
        """Reword a claim: all checks on it are to be made again."""
        return self._record.change(claims.edit_claim, claim, _worded(text), by)

    def classify(self, claim: ClaimId, type_: ClaimType | None = None, risk: Risk | None = None) -> None:
        """Say what kind of claim it is or what is at stake; None leaves it as it is."""
        self.claim(claim)
        return self._record.change(claim_checks.set_nature, claim, type_, risk)

    def set_status(self, claim: ClaimId, status: ClaimStatus) -> None:
        return self._record.change(claims.set_status, claim, status)

    def delete(self, claim: ClaimId) -> None:
        return self._record.change(claims.delete_claim, claim)

    def cite(
        self, claim: ClaimId, passage: Passage, stance: Stance, note: str = "", *, is_private: bool = False
    ) -> EvidenceId:
        """Add a passage as the claim's last piece of evidence; a private note stays out of all that is exported."""
        return self._record.change(claims.cite, claim, _quoted(passage), stance, note, is_private=is_private)

    def set_note(self, evidence: EvidenceId, note: str, *, is_private: bool = False) -> None:
        """Write what is to be said of a piece of evidence."""
        return self._record.change(claims.set_note, evidence, note.strip(), is_private=is_private)

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
