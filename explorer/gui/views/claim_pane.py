"""One claim: its words, its status as a person set it, the newsroom's standard, its evidence by source, and what
contradicts it. Shows and asks, does nothing itself.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.app.claiming import ClaimEvent
from explorer.gui.models.claim_beside import ClaimBeside, standing_words
from explorer.gui.models.claims_model import passages_words, status_words
from explorer.gui.views.claim_text import ClaimText
from explorer.gui.views.contradiction_card import ContradictionCard
from explorer.gui.views.evidence_card import EvidenceCard
from explorer.gui.views.finding_parts import CitedCard
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import LinkButton, TextLabel, emptied
from explorer.gui.views.standard_box import StandardBox
from explorer.model.claim import Claim, ClaimId, ClaimStatus, ClaimType, Evidence, EvidenceId, Risk
from explorer.model.finding import Finding
from explorer.model.passage import PageRef
from explorer.model.standard import Assessment

_SIDE, _WIDEST = 20, 900  # pixels; longer lines are hard to read
_PAST = 12  # entries of the history that are shown


class ClaimPane(QScrollArea):
    """
    Signals:
        written: a ClaimId, empty for a claim that is new, and its words.
        status_set: a ClaimStatus.
        type_set: a ClaimType.
        risk_set: a Risk.
        check_made: a check's name, and who made it.
        check_taken_back: a CheckId.
        delete_wanted: the claim is to go.
        opened: an Evidence whose page is to be shown.
        page_opened: a PageRef and the span to light on it.
        stance_set: an EvidenceId and a Stance.
        note_set: an EvidenceId, its note, and whether it is for the newsroom alone.
        moved: an EvidenceId and its new position.
        removed: an EvidenceId.
        settled: the name of a contradiction, and a ContradictionState.
        finding_opened: the FindingId of a search that is to be shown.
        finding_removed: the FindingId of a search that is to be cited no more.
        search_wanted: what the claim names is to be searched for everywhere.
    """

    written = Signal(str, str)
    status_set = Signal(object)
    type_set = Signal(object)
    risk_set = Signal(object)
    check_made = Signal(str, str)
    check_taken_back = Signal(str)
    delete_wanted = Signal()
    opened = Signal(object)
    page_opened = Signal(object, object)
    stance_set = Signal(str, object)
    note_set = Signal(str, str, bool)
    moved = Signal(str, int)
    removed = Signal(str)
    settled = Signal(str, object)
    finding_opened = Signal(str)
    finding_removed = Signal(str)
    search_wanted = Signal()

    def __init__(self, person: str = "") -> None:
        super().__init__()
        self._claim: Claim | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("claimPane")
        self.text, self._delete = ClaimText(), QPushButton("Delete claim")
        self.status, self.type, self.risk = QComboBox(), QComboBox(), QComboBox()
        self.verified = TextLabel(weight=600, wraps=True)
        self.search = LinkButton("Search for it everywhere, and keep that nothing was found…")
        self.standard = StandardBox(person)
        self._hint = TextLabel(
            "No passage yet. Open a page in Read, select the words that this rests on and press C.",
            role="muted",
            wraps=True,
        )
        self._sources = TextLabel(role="muted", size=11, weight=600, wraps=True)
        self._against, self._past = _head("Contradictions"), _head("History")
        self._cards, self._pairs, self._events = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._nothing, self._searches = _head("Searches that found nothing"), QVBoxLayout()
        self._kept = QWidget()  # what only a claim that is kept has
        self._lay_out()
        self._connect()
        watch_theme(self, self._dress)

    def _connect(self) -> None:
        self.text.written.connect(self._on_written)
        self.status.activated.connect(self._on_status)
        self.type.activated.connect(lambda row: self.type_set.emit(list(ClaimType)[row]))
        self.risk.activated.connect(lambda row: self.risk_set.emit(list(Risk)[row]))
        self.standard.check_made.connect(self.check_made)
        self.standard.check_taken_back.connect(self.check_taken_back)
        self._delete.clicked.connect(self.delete_wanted)
        self.search.clicked.connect(self.search_wanted)

    def _lay_out(self) -> None:
        self.status.setAccessibleName("Status; only a person sets it")
        self.status.setToolTip("Only you set this; the program never does")
        for status in ClaimStatus:
            self.status.addItem(status_words(status), status)
        self.type.setAccessibleName("What kind of claim it is")
        for each in ClaimType:
            self.type.addItem(each.value.capitalize(), each)
        self.risk.setAccessibleName("Risk: what it would cost to be wrong")
        for risk in Risk:
            self.risk.addItem(f"{risk.value.capitalize()} risk", risk)
        self._delete.setToolTip("Takes the claim and its evidence away; Ctrl+Z brings both back")
        self._cards.setSpacing(8)
        self._pairs.setSpacing(8)
        self._searches.setSpacing(8)
        self._events.setSpacing(2)
        sheet = QWidget()
        sheet.setMaximumWidth(_WIDEST)
        inner = QWidget()
        inner.setObjectName("claimInner")
        beside = QHBoxLayout(inner)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(sheet, 1)
        beside.addStretch(0)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(_SIDE, 18, _SIDE, 18)
        column.setSpacing(12)
        column.addWidget(self.text)
        column.addWidget(self._kept)
        column.addStretch(1)
        self._lay_out_kept()
        self.setWidget(inner)

    def _lay_out_kept(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for chooser in (self.status, self.type, self.risk):
            line.addWidget(chooser)
        line.addStretch(1)
        line.addWidget(self._delete)
        column = QVBoxLayout(self._kept)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.search)
        column.addSpacing(4)
        column.addWidget(self.verified)
        column.addWidget(self.standard)
        column.addWidget(self._against)
        column.addLayout(self._pairs)
        column.addSpacing(6)
        column.addWidget(self._sources)
        column.addWidget(self._hint)
        column.addLayout(self._cards)
        column.addWidget(self._nothing)
        column.addLayout(self._searches)
        column.addWidget(self._past)
        column.addLayout(self._events)

    @property
    def claim_id(self) -> ClaimId | None:
        """The claim that is shown; None for one that is not kept yet."""
        return self._claim.id if self._claim is not None else None

    def show_new(self) -> None:
        """An empty claim that is not kept yet."""
        self._claim = None
        self.text.start("")
        self._forget()
        self._kept.hide()
        self.text.setFocus()

    def show_claim(self, claim: Claim, citations: Mapping[PageRef, str], assessment: Assessment | None = None) -> None:
        """Show a claim; the same one again keeps what is being typed. The rest comes with ``show_beside``."""
        is_same = self._claim is not None and self._claim.id == claim.id
        if is_same:
            self.text.hold(claim.text)
        else:
            self.text.start(claim.text)
            self._forget()
        if not is_same or self._claim is None or self._claim.findings != claim.findings:
            self._show_searches(claim.findings)
        is_same_evidence = is_same and self._claim is not None and self._claim.evidence == claim.evidence
        self._claim = claim
        self._kept.show()
        self.status.setCurrentIndex(list(ClaimStatus).index(claim.status))
        self.search.setVisible(claim.status is ClaimStatus.NOT_IN_RECORDS)
        self.type.setCurrentIndex(list(ClaimType).index(claim.type))
        self.risk.setCurrentIndex(list(Risk).index(claim.risk))
        if assessment is not None:
            words, role = standing_words(assessment)
            missing = "; ".join(check.text for check in assessment.missing)
            self.verified.setText(f"{words} · still needed: {missing}" if missing else words)
            self.verified.set_role(role)
            self.standard.show_assessment(assessment)
        self._hint.setVisible(not claim.evidence and not claim.findings)
        if not is_same_evidence or not claim.evidence:
            self._sources.setText(f"Evidence: {passages_words(claim)}".upper())
            self._show_evidence(claim.evidence, citations)

    def show_beside(self, beside: ClaimBeside) -> None:
        """Show what was worked out beside the claim, if it is still the one that is shown."""
        if self._claim is None or beside.claim != self._claim.id:
            return
        independence = beside.independence
        if self._claim.evidence:
            self._sources.setText(f"Evidence: {passages_words(self._claim)} · {independence.words()}".upper())
        for card in self.cards():
            its = card.evidence.id
            if len(independence.groups) and independence.group_of(its) >= 0 and len(self._claim.evidence) > 1:
                card.show_source(independence.group_of(its) + 1, independence.reason(its))
        emptied(self._pairs)
        self._against.setVisible(bool(beside.pairs))
        for pair in beside.pairs:
            card_of_pair, name = ContradictionCard(pair), pair.found.pair
            card_of_pair.settled.connect(lambda state, its=name: self.settled.emit(its, state))
            card_of_pair.opened.connect(self.page_opened)
            self._pairs.addWidget(card_of_pair)
        self._show_past(beside.history)

    def _show_searches(self, findings: tuple[Finding, ...]) -> None:
        emptied(self._searches)
        self._nothing.setVisible(bool(findings))
        for each in findings:
            card = CitedCard(each)
            card.opened.connect(partial(self.finding_opened.emit, each.id))
            card.removed.connect(partial(self.finding_removed.emit, each.id))
            self._searches.addWidget(card)

    def searches(self) -> list[CitedCard]:
        found = (self._searches.itemAt(at) for at in range(self._searches.count()))
        return [card for item in found if item is not None and isinstance(card := item.widget(), CitedCard)]

    def _show_past(self, history: tuple[ClaimEvent, ...]) -> None:
        emptied(self._events)
        self._past.setVisible(bool(history))
        for each in history[:_PAST]:
            undone = {"undo": " (undone)", "redo": " (done again)"}.get(each.action, "")
            said = f"{each.at[:10]} {each.at[11:16]} UTC · {each.who} · {each.label}{undone}"
            self._events.addWidget(TextLabel(said, role="muted", size=12))
        if len(history) > _PAST:
            self._events.addWidget(TextLabel(f"and {len(history) - _PAST:,} before", role="muted", size=12))

    def _forget(self) -> None:
        """Show nothing of what was worked out for another claim."""
        for layout in (self._cards, self._pairs, self._events):
            emptied(layout)
        self._against.hide()
        self._past.hide()

    def _show_evidence(self, evidence: tuple[Evidence, ...], citations: Mapping[PageRef, str]) -> None:
        emptied(self._cards)
        for at, each in enumerate(evidence):
            self._cards.addWidget(self._card(each, citations.get(each.passage.page, ""), at, len(evidence)))

    def _card(self, evidence: Evidence, citation: str, at: int, count: int) -> EvidenceCard:
        card = EvidenceCard(evidence, citation, at + 1, count)
        its: EvidenceId = evidence.id
        card.opened.connect(lambda: self.opened.emit(evidence))
        card.stance_set.connect(lambda stance: self.stance_set.emit(its, stance))
        card.note_set.connect(lambda note, is_private: self.note_set.emit(its, note, is_private))
        card.moved.connect(lambda by: self.moved.emit(its, at + by))
        card.removed.connect(lambda: self.removed.emit(its))
        return card

    def cards(self) -> list[EvidenceCard]:
        found = (self._cards.itemAt(at) for at in range(self._cards.count()))
        return [card for item in found if item is not None and isinstance(card := item.widget(), EvidenceCard)]

    def pairs(self) -> list[ContradictionCard]:
        found = (self._pairs.itemAt(at) for at in range(self._pairs.count()))
        return [card for item in found if item is not None and isinstance(card := item.widget(), ContradictionCard)]

    def _on_written(self, text: str) -> None:
        self.written.emit(self._claim.id if self._claim is not None else "", text)

    def _on_status(self, row: int) -> None:
        status = list(ClaimStatus)[row]
        if self._claim is not None and status is not self._claim.status:
            self.status_set.emit(status)

    def _dress(self) -> None:
        window = colour("window").name()
        self.setStyleSheet(f"QScrollArea#claimPane, QWidget#claimInner {{ background: {window}; }}")


def _head(title: str) -> TextLabel:
    head = TextLabel(title.upper(), role="muted", size=11, weight=600)
    head.hide()
    return head
