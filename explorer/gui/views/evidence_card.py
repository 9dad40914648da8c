"""One piece of evidence: its stance to the claim, the words, where they stand, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.gui.models.claims_model import STANCE_SHAPES
from explorer.gui.views.inspector_parts import Card, Writing
from explorer.gui.views.paint import sized, stance_role
from explorer.gui.views.parts import LinkButton, SmallButton, TextLabel
from explorer.model.claim import Evidence, Stance
from explorer.model.ocr import UNSURE

_STANCE_WORDS = {
    Stance.SUPPORTS: "Supports the claim",
    Stance.CONTRADICTS: "Contradicts it",
    Stance.CONTEXT: "Gives context",
}


class _EvidenceNote(QWidget):
    """What is said of a piece of evidence, written in place.

    Signals:
        note_set: its words, and whether they are for the newsroom alone.
    """

    note_set = Signal(str, bool)

    def __init__(self, note: str, *, is_private: bool) -> None:
        super().__init__()
        self._words, self._is_private = note, is_private
        name = "Private note, in no export" if is_private else "Note"
        self._said = TextLabel(f"{name}: {note}", size=12, wraps=True)
        self._said.setVisible(bool(note))
        self._edit = LinkButton("Edit note" if note else "Add note", size=12)
        self._edit.clicked.connect(self._on_edit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._said)
        self._column.addWidget(self._edit)

    def _on_edit(self) -> None:
        writing = Writing(self._words, "Keep note", "Note on this evidence")
        private = QCheckBox("For the newsroom alone: no export shows it")
        private.setFont(sized(12))
        private.setChecked(self._is_private)
        writing.kept.connect(lambda text: self.note_set.emit(text, private.isChecked()))
        writing.dropped.connect(writing.deleteLater)
        writing.dropped.connect(private.deleteLater)
        writing.dropped.connect(lambda: self._edit.show())
        self._edit.hide()
        self._column.addWidget(writing)
        self._column.addWidget(private)
        writing.setFocus()


class EvidenceCard(Card):
    """
    Signals:
        opened: its page is to be shown.
        stance_set: a Stance.
        moved: by -1 (up) or +1 (down).
        removed: it is to go.
        note_set: the note's new words, and whether they are for the newsroom alone.
    """

    opened = Signal()
    stance_set = Signal(object)
    moved = Signal(int)
    removed = Signal()
    note_set = Signal(str, bool)

    def __init__(self, evidence: Evidence, citation: str, number: int, count: int) -> None:
        super().__init__(can_choose=False)
        self.evidence = evidence
        self.setAccessibleName(f"Evidence {number} of {count}: {evidence.stance.value}")
        self.column.setContentsMargins(14, 10, 10, 12)
        self.column.addLayout(self._head(number, count))
        quote = TextLabel(f"“{' '.join(evidence.passage.quote.split())}”", size=14, wraps=True)
        self.column.addWidget(quote)
        self.column.addWidget(TextLabel(citation, role="muted", size=12, wraps=True))
        self._source = TextLabel(role="muted", size=12, wraps=True)
        self._source.hide()
        self.column.addWidget(self._source)
        self._note = _EvidenceNote(evidence.note, is_private=evidence.is_private)
        self._note.note_set.connect(self.note_set)
        self.column.addWidget(self._note)
        if not evidence.holds:
            said = "▲ The page was read anew and these words no longer stand there. Open it and cite them again."
            self.column.addWidget(TextLabel(said, role="needs_source", size=12, wraps=True))
        if evidence.is_uncertain:
            self.column.addWidget(TextLabel(f"▲ {UNSURE}", role="needs_source", size=12, wraps=True))

    def show_source(self, number: int, reason: str) -> None:
        """Say which of the claim's sources it comes from; with a reason, that it is none of its own."""
        self._source.setText(f"◌ Source {number} again, it counts once: {reason}" if reason else f"● Source {number}")
        self._source.set_role("needs_source" if reason else "muted")
        self._source.show()

    def _head(self, number: int, count: int) -> QHBoxLayout:
        shape = TextLabel(STANCE_SHAPES[self.evidence.stance], role=stance_role(self.evidence.stance), weight=600)
        stance = QComboBox()
        stance.setAccessibleName(f"Stance of evidence {number}")
        stance.setFont(sized(12))
        for each, words in _STANCE_WORDS.items():
            stance.addItem(words, each)
        stance.setCurrentIndex(list(_STANCE_WORDS).index(self.evidence.stance))
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
        if stance is not self.evidence.stance:
            self.stance_set.emit(stance)
