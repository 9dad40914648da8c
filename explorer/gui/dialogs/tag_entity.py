"""Says that some words name a person, an organisation, a place, a plate …"""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QButtonGroup, QCompleter, QLineEdit, QWidget

from explorer.app.session import CaseSession
from explorer.errors import InputError
from explorer.gui.dialogs.popup import PopupDialog
from explorer.gui.views.chips import Chip, FlowLayout
from explorer.gui.views.paint import kind_look
from explorer.gui.views.parts import TextLabel
from explorer.model.entity import BUILT_IN_KINDS, PERSON, Entity, EntityState
from explorer.model.passage import Passage


class TagEntityDialog(PopupDialog):
    """Enter tags. A name that is known is that entity, in whichever letters it is typed."""

    def __init__(self, session: CaseSession, passage: Passage, parent: QWidget | None = None) -> None:
        super().__init__("Tag entity", passage.quote, "Tag", parent)
        self._session, self._passage = session, passage
        self._known = session.tagging.entities(state=EntityState.CONFIRMED)
        self.name = QLineEdit(" ".join(passage.quote.split()))
        self.name.setAccessibleName("Name")
        self.own_kind = QLineEdit()
        self.own_kind.setPlaceholderText("or a kind of your own")
        self.own_kind.setAccessibleName("Kind of your own")
        self.chips = {kind: self._chip(at, kind) for at, kind in enumerate(BUILT_IN_KINDS, 1)}
        self._group = QButtonGroup(self)
        self._names = QStringListModel(self)
        self._lay_out()
        self.name.setCompleter(self._completer())
        self._known_kind(self.name.text())
        self.name.textEdited.connect(self._known_kind)
        self.own_kind.textChanged.connect(self._on_own_kind)
        self.name.selectAll()
        self.name.setFocus()

    def kind(self) -> str:
        """The kind chosen, or the reader's own."""
        own = " ".join(self.own_kind.text().split()).casefold()
        return own or next((kind for kind, chip in self.chips.items() if chip.isChecked()), PERSON)

    def choose_kind(self, kind: str) -> None:
        if kind in self.chips:
            self.own_kind.clear()
            self.chips[kind].setChecked(True)
        else:
            self.own_kind.setText(kind)

    def write(self) -> str:
        name = " ".join(self.name.text().split())
        if not name:
            raise InputError("An entity needs a name", "Type how it is called.")
        known = self._of_name(name, self.kind())
        self._session.tagging.tag(
            self._passage, self.kind(), known.name if known else name, known.id if known else None
        )
        return f"Tagged “{known.name if known else name}” as {self.kind()}. Ctrl+Z undoes it."

    def _chip(self, at: int, kind: str) -> Chip:
        shape, role = kind_look(kind)
        chip = Chip(f"{shape} {kind}", role)
        chip.setAutoDefault(False)
        chip.setShortcut(f"Alt+{at}")
        chip.setToolTip(f"Alt+{at}")
        chip.setAccessibleName(kind)
        chip.clicked.connect(lambda: self.own_kind.clear())
        return chip

    def _lay_out(self) -> None:
        kinds = QWidget()
        flow = FlowLayout(kinds)
        for chip in self.chips.values():
            self._group.addButton(chip)
            flow.addWidget(chip)
        self.chips[PERSON].setChecked(True)
        self.hint.setText("Alt+1 … 7 choose the kind, Enter tags, Esc leaves")
        for widget in (TextLabel("Name", role="muted", size=11), self.name, TextLabel("Kind", role="muted", size=11)):
            self.body.addWidget(widget)
        self.body.addWidget(kinds)
        self.body.addWidget(self.own_kind)
        kinds.setFixedHeight(flow.heightForWidth(self.width() - 28))

    def _completer(self) -> QCompleter:
        self._names.setStringList([entity.name for entity in self._known])
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._known_kind)
        return completer

    def _of_name(self, name: str, kind: str | None = None) -> Entity | None:
        """The known entity of a name or alias, of the kind if one is given."""
        fold = " ".join(name.split()).casefold()
        return next(
            (
                entity
                for entity in self._known
                if kind in (None, entity.kind) and fold in {each.casefold() for each in (entity.name, *entity.aliases)}
            ),
            None,
        )

    def _known_kind(self, name: str) -> None:
        """A name that is known brings its kind."""
        if (entity := self._of_name(name)) is not None:
            self.choose_kind(entity.kind)

    def _on_own_kind(self, text: str) -> None:
        self._group.setExclusive(False)
        for chip in self.chips.values():
            chip.setChecked(chip.isChecked() and not text.strip())
        self._group.setExclusive(True)
