"""One entity: its name, kind and aliases, what a person decided, and everywhere it is named.

Shows and asks; what is asked for is done by the desk around it.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.gui.models.hits_model import counted
from explorer.gui.models.mentions_model import MentionsModel
from explorer.gui.views.mentions_list import MentionsList
from explorer.gui.views.paint import kind_look, sized, watch_theme
from explorer.gui.views.parts import Separator, TextLabel
from explorer.model.entity import Entity, EntityState

_SIDE = 20  # pixels


class NameField(QLineEdit):
    """A name that is changed in place: Enter or leaving it keeps, Escape takes the old one back.

    Signals:
        renamed: the new name.
    """

    renamed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._held = ""
        self.setAccessibleName("Name")
        self.setToolTip("Change the name and press Enter; the old one stays as an alias")
        self.setFont(sized(20, 600))
        self.editingFinished.connect(self._on_finished)
        watch_theme(self, self._dress)

    def hold(self, name: str, *, can_edit: bool) -> None:
        self._held = name
        self.setReadOnly(not can_edit)
        if self.text() != name:
            self.setText(name)
            self.setCursorPosition(0)

    def _on_finished(self) -> None:
        name = self.text().strip()
        if name and name != self._held:
            self._held = name
            self.renamed.emit(name)
        else:
            self.setText(self._held)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._held)
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setStyleSheet(
            "NameField { background: transparent; border-color: transparent; padding: 2px 0; }"
            'NameField:hover[readOnly="false"], NameField:focus[readOnly="false"] { padding: 2px 8px; }'
        )


class AskBar(QWidget):
    """A question in place: words, a field or choice, the answer, and the way back.

    Signals:
        answered: the name typed or chosen.
    """

    answered = Signal(str)

    def __init__(self, answer: str, back: str, name: str) -> None:
        super().__init__()
        self._words = TextLabel(wraps=True)
        self.choice = QComboBox()
        self.choice.setEditable(True)
        self.choice.setAccessibleName(name)
        self.choice.setMinimumWidth(160)
        yes, no = QPushButton(answer), QPushButton(back)
        yes.setProperty("primary", True)
        yes.clicked.connect(self._on_answer)
        no.clicked.connect(self.hide)
        line = QHBoxLayout()
        line.addWidget(self.choice, 1)
        line.addWidget(yes)
        line.addWidget(no)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 8, _SIDE, 8)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addLayout(line)
        self.hide()

    def ask(self, words: str, names: list[str]) -> None:
        self._words.setText(words)
        self.choice.clear()
        self.choice.addItems(names)
        self.show()
        self.choice.setFocus()

    def _on_answer(self) -> None:
        if self.choice.currentText().strip():
            self.hide()
            self.answered.emit(self.choice.currentText().strip())


class EntityPane(QWidget):
    """
    Signals:
        renamed, kind_set: the new name or kind.
        confirm_wanted, reject_wanted, untag_wanted, split_wanted: a button was pressed.
        mention_opened: a Mention.
    """

    renamed = Signal(str)
    kind_set = Signal(str)
    confirm_wanted = Signal()
    reject_wanted = Signal()
    untag_wanted = Signal()
    split_wanted = Signal()
    mention_opened = Signal(object)

    def __init__(self, mentions: MentionsModel) -> None:
        super().__init__()
        self._mentions = mentions
        self._entity: Entity | None = None
        self.name, self._kind = NameField(), QComboBox()
        self._shape = TextLabel(size=20)
        self._facts, self._aliases = TextLabel(role="muted", wraps=True), TextLabel(role="muted", wraps=True)
        self.confirm, self.reject = QPushButton("✓ Confirm"), QPushButton("✕ Reject")
        self.confirm.setProperty("primary", True)
        self.split, self.untag = QPushButton("Split off…"), QPushButton("Remove tag")
        self.list = MentionsList(mentions)
        self._kind.setAccessibleName("Kind")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(8)
        title.addWidget(self._shape)
        title.addWidget(self.name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._kind)
        for button in (self.confirm, self.reject, self.split, self.untag):
            buttons.addWidget(button)
        buttons.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(_SIDE, 14, _SIDE, 12)
        head.setSpacing(6)
        head.addLayout(title)
        head.addWidget(self._facts)
        head.addWidget(self._aliases)
        head.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Separator())
        column.addWidget(self.list, 1)

    def _connect(self) -> None:
        self.name.renamed.connect(self.renamed)
        self._kind.textActivated.connect(self._on_kind)
        self.confirm.clicked.connect(self.confirm_wanted)
        self.reject.clicked.connect(self.reject_wanted)
        self.split.clicked.connect(self.split_wanted)
        self.untag.clicked.connect(self.untag_wanted)
        self.list.opened.connect(self.mention_opened)
        self._mentions.ticked_changed.connect(self._show_ticked)

    def show_entity(self, entity: Entity, kinds: list[str]) -> None:
        """Show an entity; its mentions come through the model."""
        self._entity = entity
        is_confirmed = entity.state is EntityState.CONFIRMED
        shape, role = kind_look(entity.kind)
        self._shape.setText(shape)
        self._shape.set_role(role)
        self.name.hold(entity.name, can_edit=is_confirmed)
        self._kind.clear()
        self._kind.addItems(list(dict.fromkeys([*kinds, entity.kind])))
        self._kind.setCurrentText(entity.kind)
        self._kind.setEnabled(is_confirmed)
        where = f"{counted(entity.pages, 'page', 'pages')} in {counted(entity.documents, 'document', 'documents')}"
        self._facts.setText(f"{_STATE_WORDS[entity.state]} · {where}")
        self._aliases.setText("Also: " + ", ".join(entity.aliases))
        self._aliases.setVisible(bool(entity.aliases))
        self.confirm.setVisible(not is_confirmed)
        self.reject.setVisible(entity.state is EntityState.SUGGESTED)
        self._show_ticked()

    def _show_ticked(self) -> None:
        is_confirmed = self._entity is not None and self._entity.state is EntityState.CONFIRMED
        ticked = len(self._mentions.ticked())
        self.split.setVisible(is_confirmed)
        self.untag.setVisible(is_confirmed)
        self.split.setEnabled(ticked > 0)
        self.untag.setEnabled(ticked > 0)
        self.split.setText(f"Split off {ticked:,}…" if ticked else "Split off…")
        self.untag.setText(f"Remove {counted(ticked, 'tag', 'tags')}" if ticked else "Remove tag")
        hint = "" if ticked else "Tick the mentions that are meant"
        self.split.setToolTip(hint)
        self.untag.setToolTip(hint)

    def _on_kind(self, kind: str) -> None:
        if self._entity is not None and kind != self._entity.kind:
            self.kind_set.emit(kind)


_STATE_WORDS = {
    EntityState.CONFIRMED: "✓ Confirmed",
    EntityState.SUGGESTED: "Suggested: found by its form, not yet judged by a person",
    EntityState.REJECTED: "✕ Rejected",
}
