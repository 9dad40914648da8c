"""One claim: its words, its status as a person set it, and its evidence in order. Shows and asks, does nothing itself.

What is typed is given out once: when the field is left, or two seconds after the last key.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.models.claims_model import passages_words, status_words
from explorer.gui.views.evidence_card import EvidenceCard
from explorer.gui.views.paint import colour, sized, watch_theme
from explorer.gui.views.parts import TextLabel, emptied
from explorer.model.claim import Claim, ClaimStatus, Evidence, EvidenceId
from explorer.model.passage import PageRef

_PAUSE = 2000  # milliseconds after the last key
_SIDE, _WIDEST = 20, 900  # pixels; longer lines are hard to read


class ClaimText(QPlainTextEdit):
    """The claim's words.

    Signals:
        written: the words, trimmed, when they are other than those held and not empty.
    """

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._held = ""
        self.setAccessibleName("The claim, as it is to be published")
        self.setPlaceholderText("Type the sentence that is to be published.")
        self.setTabChangesFocus(True)
        self.setFont(sized(15))
        self.setFixedHeight(84)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.keep)
        self.textChanged.connect(self._on_typed)

    def hold(self, text: str) -> None:
        """Show words that are kept elsewhere; what is being typed is not written over."""
        if self.toPlainText().strip() == self._held.strip() and self.toPlainText().strip() != text:
            self._held = text
            self.setPlainText(text)
        self._held = text

    def start(self, text: str) -> None:
        """Show another claim's words."""
        self._held = text
        self.setPlainText(text)
        self._timer.stop()

    def keep(self) -> None:
        """Give out what was typed, if anything was; an emptied field goes back to what it held."""
        self._timer.stop()
        text = self.toPlainText().strip()
        if not text and self._held:
            self.setPlainText(self._held)
        elif text and text != self._held:
            self._held = text
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another workspace is shown, or the case is being closed: what was typed must not wait any longer."""
        super().hideEvent(event)
        self.keep()

    def _on_typed(self) -> None:
        if self.toPlainText().strip() not in ("", self._held):
            self._timer.start()


class ClaimPane(QScrollArea):
    """
    Signals:
        written: a ClaimId, empty for a claim that is new, and its words.
        status_set: a ClaimStatus.
        delete_wanted: the claim is to go.
        opened: an Evidence whose page is to be shown.
        stance_set: an EvidenceId and a Stance.
        moved: an EvidenceId and its new position.
        removed: an EvidenceId.
    """

    written = Signal(str, str)
    status_set = Signal(object)
    delete_wanted = Signal()
    opened = Signal(object)
    stance_set = Signal(str, object)
    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._claim: Claim | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("claimPane")
        self.text, self.status, self._delete = ClaimText(), QComboBox(), QPushButton("Delete claim")
        self._facts = TextLabel(role="muted")
        self._hint = TextLabel(
            "No passage yet. Open a page in Read, select the words that this rests on and press C.",
            role="muted",
            wraps=True,
        )
        self._cards = QVBoxLayout()
        self._lay_out()
        self.text.written.connect(self._on_written)
        self.status.activated.connect(self._on_status)
        self._delete.clicked.connect(self.delete_wanted)
        watch_theme(self, self._dress)

    def _lay_out(self) -> None:
        self.status.setAccessibleName("Status; only a person sets it")
        self.status.setToolTip("Only you set this; the program never does")
        for status in ClaimStatus:
            self.status.addItem(status_words(status), status)
        self._delete.setToolTip("Takes the claim and its evidence away; Ctrl+Z brings both back")
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.status)
        line.addWidget(self._facts)
        line.addStretch(1)
        line.addWidget(self._delete)
        self._cards.setSpacing(8)
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
        column.addLayout(line)
        column.addWidget(self._hint)
        column.addLayout(self._cards)
        column.addStretch(1)
        self.setWidget(inner)

    def show_new(self) -> None:
        """An empty claim that is not kept yet."""
        self._claim = None
        self.text.start("")
        self._facts.setText("")
        emptied(self._cards)
        for widget in (self.status, self._delete, self._hint):
            widget.hide()
        self.text.setFocus()

    def show_claim(self, claim: Claim, citations: Mapping[PageRef, str]) -> None:
        """Show a claim; the same one again keeps what is being typed."""
        if self._claim is not None and self._claim.id == claim.id:
            self.text.hold(claim.text)
        else:
            self.text.start(claim.text)
        is_same_evidence = self._claim is not None and self._claim.evidence == claim.evidence
        self._claim = claim
        for widget in (self.status, self._delete):
            widget.show()
        self.status.setCurrentIndex(list(ClaimStatus).index(claim.status))
        self._facts.setText(passages_words(claim))
        self._hint.setVisible(not claim.evidence)
        if not is_same_evidence or not claim.evidence:
            self._show_evidence(claim.evidence, citations)

    def _show_evidence(self, evidence: tuple[Evidence, ...], citations: Mapping[PageRef, str]) -> None:
        emptied(self._cards)
        for at, each in enumerate(evidence):
            self._cards.addWidget(self._card(each, citations.get(each.passage.page, ""), at, len(evidence)))

    def _card(self, evidence: Evidence, citation: str, at: int, count: int) -> EvidenceCard:
        card = EvidenceCard(evidence, citation, at + 1, count)
        its: EvidenceId = evidence.id
        card.opened.connect(lambda: self.opened.emit(evidence))
        card.stance_set.connect(lambda stance: self.stance_set.emit(its, stance))
        card.moved.connect(lambda by: self.moved.emit(its, at + by))
        card.removed.connect(lambda: self.removed.emit(its))
        return card

    def cards(self) -> list[EvidenceCard]:
        found = (self._cards.itemAt(at) for at in range(self._cards.count()))
        return [card for item in found if item is not None and isinstance(card := item.widget(), EvidenceCard)]

    def _on_written(self, text: str) -> None:
        self.written.emit(self._claim.id if self._claim is not None else "", text)

    def _on_status(self, row: int) -> None:
        status = list(ClaimStatus)[row]
        if self._claim is not None and status is not self._claim.status:
            self.status_set.emit(status)

    def _dress(self) -> None:
        window = colour("window").name()
        self.setStyleSheet(f"QScrollArea#claimPane, QWidget#claimInner {{ background: {window}; }}")
