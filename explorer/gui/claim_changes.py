"""What a person does to the claim that is shown: each signal of its pane is one change, undone with one step."""

from PySide6.QtCore import QObject

from explorer.app.session import CaseSession
from explorer.gui.services import WindowServices
from explorer.gui.views.claim_pane import ClaimPane
from explorer.model.claim import CheckId, ClaimStatus, ClaimType, Evidence, EvidenceId, Risk, Stance
from explorer.model.contradiction import ContradictionState
from explorer.model.finding import FindingId


class ClaimChanges(QObject):
    def __init__(self, session: CaseSession, services: WindowServices, pane: ClaimPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._services, self._pane = session, services, pane
        pane.page_opened.connect(services.open_page)
        pane.status_set.connect(self._on_status_set)
        pane.type_set.connect(self._on_type_set)
        pane.risk_set.connect(self._on_risk_set)
        pane.check_made.connect(self._on_check_made)
        pane.check_taken_back.connect(self._on_check_taken_back)
        pane.note_set.connect(self._on_note_set)
        pane.settled.connect(self._on_settled)
        pane.delete_wanted.connect(self._on_delete_wanted)
        pane.opened.connect(self._on_opened)
        pane.stance_set.connect(self._on_stance_set)
        pane.moved.connect(self._on_moved)
        pane.removed.connect(self._on_removed)
        pane.finding_removed.connect(self._on_finding_removed)

    def _on_status_set(self, status: ClaimStatus) -> None:
        if (claim := self._pane.claim_id) is not None:
            self._session.claiming.set_status(claim, status)

    def _on_type_set(self, type_: ClaimType) -> None:
        if (claim := self._pane.claim_id) is not None:
            self._session.claiming.classify(claim, type_=type_)

    def _on_risk_set(self, risk: Risk) -> None:
        if (claim := self._pane.claim_id) is not None:
            self._session.claiming.classify(claim, risk=risk)

    def _on_check_made(self, name: str, person: str) -> None:
        """Off this thread, because the check may ask for the claim's sources."""
        if (claim := self._pane.claim_id) is not None:
            self._pane.text.keep()
            session, its = self._session, claim
            self._services.tasks.run(
                lambda: session.standards.check(its, name, person), self._on_checked, self._services.show_error
            )

    def _on_checked(self, _check: CheckId) -> None:
        self._services.say("Checked. Ctrl+Z takes it back.")

    def _on_check_taken_back(self, check: CheckId) -> None:
        self._session.standards.uncheck(check)

    def _on_note_set(self, evidence: EvidenceId, note: str, is_private: bool) -> None:
        self._session.claiming.set_note(evidence, note, is_private=is_private)

    def _on_settled(self, pair: str, state: ContradictionState) -> None:
        session = self._session
        self._services.tasks.run(
            lambda: session.contradicting.settle(pair, state), lambda _done: None, self._services.show_error
        )

    def _on_delete_wanted(self) -> None:
        if (claim := self._pane.claim_id) is not None:
            self._session.claiming.delete(claim)
            self._services.say("The claim was deleted. Ctrl+Z brings it back.")

    def _on_opened(self, evidence: Evidence) -> None:
        self._services.open_page(evidence.passage.page, (evidence.passage.start, evidence.passage.end))

    def _on_stance_set(self, evidence: EvidenceId, stance: Stance) -> None:
        self._session.claiming.set_stance(evidence, stance)

    def _on_moved(self, evidence: EvidenceId, position: int) -> None:
        self._session.claiming.move(evidence, position)

    def _on_removed(self, evidence: EvidenceId) -> None:
        self._session.claiming.remove(evidence)

    def _on_finding_removed(self, finding: FindingId) -> None:
        if (claim := self._pane.claim_id) is not None:
            self._session.findings.uncite(finding, claim)
