"""One piece of evidence: its stance to the claim, the words, where they stand, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton

from explorer.gui.models.claims_model import STANCE_SHAPES
from explorer.gui.views.inspector_parts import Card
from explorer.gui.views.paint import sized, stance_role
from explorer.gui.views.parts import SmallButton, TextLabel
from explorer.model.claim import Evidence, Stance
from explorer.model.ocr import UNSURE

_STANCE_WORDS = {
    Stance.SUPPORTS: "Supports the claim",
    Stance.CONTRADICTS: "Contradicts it",
    Stance.CONTEXT: "Gives context",
}


class EvidenceCard(Card):
    """
    Signals:
        opened: its page is to be shown.
        stance_set: a Stance.
        moved: by -1 (up) or +1 (down).
        removed: it is to go.
    """

    opened = Signal()
    stance_set = Signal(object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, evidence: Evidence, citation: str, number: int, count: int) -> None:
        super().__init__(can_choose=False)
        self._evidence = evidence
        self.setAccessibleName(f"Evidence {number} of {count}: {evidence.stance.value}")
        self.column.setContentsMargins(14, 10, 10, 12)
        self.column.addLayout(self._head(number, count))
        quote = TextLabel(f"“{' '.join(evidence.passage.quote.split())}”", size=14, wraps=True)
        self.column.addWidget(quote)
        self.column.addWidget(TextLabel(citation, role="muted", size=12, wraps=True))
        if evidence.note:
            self.column.addWidget(TextLabel(f"Note: {evidence.note}", size=12, wraps=True))
        if not evidence.holds:
            said = "▲ The page was read anew and these words no longer stand there. Open it and cite them again."
            self.column.addWidget(TextLabel(said, role="needs_source", size=12, wraps=True))
        if evidence.is_uncertain:
            self.column.addWidget(TextLabel(f"▲ {UNSURE}", role="needs_source", size=12, wraps=True))

    def _head(self, number: int, count: int) -> QHBoxLayout:
        shape = TextLabel(STANCE_SHAPES[self._evidence.stance], role=stance_role(self._evidence.stance), weight=600)
        stance = QComboBox()
        stance.setAccessibleName(f"Stance of evidence {number}")
        stance.setFont(sized(12))
        for each, words in _STANCE_WORDS.items():
            stance.addItem(words, each)
        stance.setCurrentIndex(list(_STANCE_WORDS).index(self._evidence.stance))
        stance.activated.connect(lambda row: self._on_stance(list(_STANCE_WORDS)[row]))
        show = QPushButton("Open")
        show.setAccessibleName(f"Open the page of evidence {number}")
        show.clicked.connect(self.opened)
        up, down = SmallButton("↑", f"Move evidence {number} up"), SmallButton("↓", f"Move evidence {number} down")
        up.setEnabled(number > 1)
        down.setEnabled(number < count)
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        remove = SmallButton("✕", f"Remove evidence {number} from this claim")
        remove.clicked.connect(self.removed)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(shape)
        line.addWidget(stance)
        line.addStretch(1)
        for widget in (show, up, down, remove):
            line.addWidget(widget)
        return line

    def _on_stance(self, stance: Stance) -> None:
        if stance is not self._evidence.stance:
            self.stance_set.emit(stance)
