"""The workspace of claims: what is to be published and the passages it rests on. Each change can be undone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.claim_changes import ClaimChanges
from explorer.gui.findings_part import FindingsPart
from explorer.gui.models.claim_beside import GONE, ClaimBeside, claim_beside, standing_words
from explorer.gui.models.claims_model import ClaimsModel, names_in
from explorer.gui.services import WindowServices
from explorer.gui.standard_files import StandardFiles
from explorer.gui.views.chips import Chip
from explorer.gui.views.claim_list import ClaimList
from explorer.gui.views.claim_pane import ClaimPane
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import ElidedLabel, EmptyState, Separator
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.claim import (
    Claim,
    ClaimId,
)
from explorer.model.finding import FindingId
from explorer.model.passage import PageRef

_LIST, _PANE = 340, 700  # pixels at first


class ClaimsDesk(QWidget):
    """Claims at the left, the chosen one at the right."""

    def __init__(self, session: CaseSession, services: WindowServices) -> None:
        super().__init__()
        self._session, self._services = session, services
        self._current: ClaimId | None = None
        self.claims = ClaimsModel(self)
        self.list, self.pane = ClaimList(self.claims), ClaimPane(session.who)
        self._count, self._new = ElidedLabel(weight=600), QPushButton("New claim")
        self._none = EmptyState(
            "What will the story say?",
            "A claim is one sentence that is to be published, with the passages it stands on or falls by. Write one "
            "with New claim, or open a page in Read, select words on it and press C. Its status and its "
            "checks are yours alone to set.",
        )
        self.findings = FindingsPart(session, services, self)
        self.changes = ClaimChanges(session, services, self.pane, self)
        self.standard_files = StandardFiles(session, services, self.pane.standard, self)
        self._stack, self._lists = QStackedWidget(), QStackedWidget()
        self._to_claims, self._to_findings = Chip("Claims"), Chip("Not in the records")
        self._lay_out()
        self._connect()
        self.reload()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 10, 10)
        head.addWidget(self._count, 1)
        head.addWidget(self._new)
        switch = QHBoxLayout()
        switch.setContentsMargins(14, 10, 10, 0)
        switch.setSpacing(6)
        for chip in (self._to_claims, self._to_findings):
            chip.setAutoExclusive(True)
            switch.addWidget(chip)
        switch.addStretch(1)
        self._to_claims.setChecked(True)
        self._to_findings.setToolTip("Searches that found nothing, kept with what was searched")
        self._left = QWidget()
        self._left.setObjectName("claimsLeft")
        self._left.setMinimumWidth(240)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(switch)
        left.addLayout(head)
        left.addWidget(Separator())
        left.addWidget(self._lists, 1)
        for each in (self.list, self.findings.list):
            self._lists.addWidget(each)
        for widget in (self._none, self.pane, self.findings.pane):
            self._stack.addWidget(widget)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left)
        splitter.addWidget(self._stack)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST, _PANE])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        watch_theme(self, self._dress)

    def _connect(self) -> None:
        self._new.clicked.connect(self._on_new)
        self._to_claims.clicked.connect(self.show_claims)
        self._to_findings.clicked.connect(self.show_findings)
        self.findings.findings.modelReset.connect(self._name)
        self.list.chosen.connect(self._on_chosen)
        self.list.check_toggled.connect(self.pane.standard.toggle)
        self.pane.search_wanted.connect(self._on_search_wanted)
        self.pane.finding_opened.connect(self.show_finding)
        self.pane.written.connect(self._on_written)
        self._services.changes.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"claim.check_next": self.check_next}

    @property
    def shows_findings(self) -> bool:
        """Whether searches that found nothing are shown in place of the claims."""
        return self._lists.currentWidget() is self.findings.list

    def show_findings(self) -> None:
        """Show the searches that found nothing."""
        self.pane.text.keep()
        self._to_findings.setChecked(True)
        self._lists.setCurrentWidget(self.findings.list)
        self._stack.setCurrentWidget(self.findings.pane)
        self.findings.show()
        self._name()

    def show_claims(self) -> None:
        """Show the claims, and the one that was chosen."""
        self._to_claims.setChecked(True)
        self._lists.setCurrentWidget(self.list)
        self._stack.setCurrentWidget(self._none)
        self.reload()

    def show_finding(self, finding: FindingId) -> None:
        """Show one of the searches that found nothing."""
        self.show_findings()
        self.findings.list.select(finding)

    def start_finding(self, terms: Sequence[str] = (), claim: ClaimId | None = None) -> None:
        """Open the form that searches for what is not there; for a claim, which cites it then."""
        self.show_findings()
        self.findings.start(terms, claim)

    def _name(self) -> None:
        """Say how many there are, and what the button makes."""
        count, one, many = self.claims.rowCount(), "claim", "claims"
        if self.shows_findings:
            count, one, many = self.findings.count, "search for nothing", "searches for nothing"
        self._count.setText(f"{count:,} {one if count == 1 else many}")
        self._new.setText("New search" if self.shows_findings else "New claim")

    def _on_new(self) -> None:
        if self.shows_findings:
            self.findings.start()
        else:
            self.start_claim()

    def keep(self) -> None:
        """Keep what is being typed, before the case is closed."""
        self.pane.text.keep()

    def show_claim(self, claim: ClaimId) -> None:
        """Choose a claim."""
        if self.shows_findings:
            self.show_claims()
        self.list.select(claim)

    def show_claim_that_says(self, words: str) -> None:
        """Choose the first claim that begins with some words; nothing if none does."""
        for each in self._session.claiming.claims():
            if each.text.casefold().startswith(words.casefold()):
                self.show_claim(each.id)
                return

    def start_claim(self) -> None:
        """Open an empty claim; it is kept as soon as it has words."""
        if self.shows_findings:
            self.show_claims()
        self.pane.text.keep()
        self._current = None
        self.list.clearSelection()
        self.list.setCurrentIndex(self.claims.index(-1))
        self._stack.setCurrentWidget(self.pane)
        self.pane.show_new()

    def check_next(self) -> None:
        """Make the first check of the claim that is open."""
        if self._current is None or not self.isVisible():
            self._services.say("Choose a claim first; then this makes its next check.")
        elif not self.pane.standard.make_next():
            self._services.say("Every check of this claim is made.")

    def reload(self) -> None:
        """Show all claims as they are now."""
        found = self._session.claiming.claims()
        self.claims.show(found, {each.id: standing_words(self._session.standards.assess(each)) for each in found})
        self._name()
        if self.shows_findings:
            return
        current = next((each for each in found if each.id == self._current), None)
        if current is not None:
            self.list.select(current.id)
            self._show(current)
        elif self._current is not None or not self._is_writing_new():
            self._current = None
            self._stack.setCurrentWidget(self._none)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while another workspace was shown is worked out now."""
        super().showEvent(event)
        self.reload()

    def _is_writing_new(self) -> bool:
        return self._stack.currentWidget() is self.pane and self._current is None

    def _show(self, claim: Claim) -> None:
        citations = {each.passage.page: self._citation(each.passage.page) for each in claim.evidence}
        self._stack.setCurrentWidget(self.pane)
        self.pane.show_claim(claim, citations, self._session.standards.assess(claim))
        if not self.isVisible():
            return  # asked for when it is seen
        session, its = self._session, claim.id
        self._services.tasks.run(lambda: claim_beside(session, its), self._on_beside, self._on_gone, key="claim beside")

    def _on_beside(self, beside: ClaimBeside) -> None:
        self.pane.show_beside(beside)
        self.claims.mark_contrary(beside.contrary)

    def _on_gone(self, _problem: ExplorerError) -> None:
        """The claim went while what is beside it was worked out: what shows it now asks again."""

    def _citation(self, page: PageRef) -> str:
        try:
            return str(self._session.reading.citation(page))
        except ExplorerError:
            return GONE

    def _on_chosen(self, claim: Claim) -> None:
        if claim.id != self._current:
            self._current = claim.id
            self.pane.text.keep()
            self._show(self._session.claiming.claim(claim.id))

    def _on_changed(self, change: ChangeSet) -> None:
        if self.isVisible() and change.kinds & {RecordKind.CLAIMS, RecordKind.DOCUMENTS, RecordKind.PRODUCTIONS}:
            self.reload()

    def _on_written(self, claim: ClaimId, text: str) -> None:
        if claim:
            self._session.claiming.edit(claim, text)
            return
        made = self._session.claiming.add(text)
        if self._is_writing_new():
            self._current = made
        self.reload()

    def _on_search_wanted(self) -> None:
        """Begin with the names in the claim; a person says what else to search for."""
        if self._current is not None:
            self.start_finding(names_in(self._session.claiming.claim(self._current).text), self._current)

    def _dress(self) -> None:
        self._left.setStyleSheet(f"QWidget#claimsLeft {{ background: {colour('panel').name()}; }}")
