"""Cites some words for a claim: one that is there, or one written on the spot."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QListWidget, QListWidgetItem, QWidget

from explorer.app.session import CaseSession
from explorer.gui.dialogs.popup import PopupDialog
from explorer.gui.views.chips import Chip, FlowLayout
from explorer.gui.views.paint import stance_role
from explorer.gui.views.parts import TextLabel
from explorer.model.claim import Claim, Stance
from explorer.model.ocr import UNSURE
from explorer.model.passage import Passage

_SIGNS = {Stance.SUPPORTS: "+", Stance.CONTRADICTS: "≠", Stance.CONTEXT: "○"}  # never colour alone
_ID = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CiteClaimDialog(PopupDialog):
    """What is typed narrows the list; the last row writes it as a new claim. Up and Down move, Enter cites."""

    def __init__(self, session: CaseSession, passage: Passage, parent: QWidget | None = None) -> None:
        super().__init__("Cite for a claim", passage.quote, "Cite", parent)
        self._session, self._passage = session, passage
        self._claims = session.claiming.claims()
        self.words = QLineEdit()
        self.words.setPlaceholderText("Type to find a claim, or write a new one")
        self.words.setAccessibleName("Claim")
        self.words.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName("Claims")
        self.list.setFixedHeight(148)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.stances = {stance: self._chip(at, stance) for at, stance in enumerate(Stance, 1)}
        self.note = QLineEdit()
        self.note.setPlaceholderText("Note (optional): what it shows, what to check")
        self.note.setAccessibleName("Note on this evidence")
        self._lay_out()
        self.words.textChanged.connect(self._narrow)
        self.list.currentRowChanged.connect(self._name_verb)
        self.list.itemDoubleClicked.connect(lambda _item: self.submit())
        self._narrow("")
        self.words.setFocus()

    def stance(self) -> Stance:
        return next(stance for stance, chip in self.stances.items() if chip.isChecked())

    def write(self) -> str:
        item = self.list.currentItem()
        claim = item.data(_ID) if item is not None else None
        note = self.note.text().strip()
        if claim is None:
            self._session.claiming.cite_new(self.words.text(), self._passage, self.stance(), note)
            return "Cited for a new claim. Ctrl+Z undoes it."
        self._session.claiming.cite(claim, self._passage, self.stance(), note)
        return "Cited. Ctrl+Z undoes it."

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _chip(self, at: int, stance: Stance) -> Chip:
        chip = Chip(f"{_SIGNS[stance]} {stance.value}", stance_role(stance))
        chip.setAutoDefault(False)
        chip.setShortcut(f"Alt+{at}")
        chip.setToolTip(f"Alt+{at}")
        chip.setAccessibleName(f"It {stance.value}" if stance is not Stance.CONTEXT else "It gives context")
        return chip

    def _lay_out(self) -> None:
        stances, self._group = QWidget(), QButtonGroup(self)
        flow = FlowLayout(stances)
        for chip in self.stances.values():
            self._group.addButton(chip)
            flow.addWidget(chip)
        self.stances[Stance.SUPPORTS].setChecked(True)
        stances.setFixedHeight(flow.heightForWidth(self.width() - 28))
        self.hint.setText("↑ ↓ choose, Alt+1 … 3 stance, Enter cites")
        for widget in (self.words, self.list, stances, self.note):
            self.body.addWidget(widget)
        if self._session.recognising.is_uncertain(self._passage):
            self.body.addWidget(TextLabel(f"▲ {UNSURE}", role="needs_source", size=11, wraps=True))

    def _narrow(self, text: str) -> None:
        """List the claims that hold every typed word, then the new one."""
        typed = text.casefold().split()
        self.list.clear()
        for claim in self._claims:
            if all(word in claim.text.casefold() for word in typed):
                self.list.addItem(_row(claim))
        if text.strip() and not any(claim.text.casefold() == text.strip().casefold() for claim in self._claims):
            new = QListWidgetItem(f"New claim: “{text.strip()}”")
            new.setToolTip(text.strip())
            self.list.addItem(new)
        self.list.setCurrentRow(0)
        self._name_verb(self.list.currentRow())

    def _name_verb(self, row: int) -> None:
        item = self.list.item(row)
        is_new = item is None or item.data(_ID) is None
        self.keep.setText("Write and cite" if is_new else "Cite")


def _row(claim: Claim) -> QListWidgetItem:
    sources = f"{len(claim.evidence)} cited" if claim.evidence else "no evidence yet"
    item = QListWidgetItem(f"{claim.text}  ·  {sources}")
    item.setData(_ID, claim.id)
    item.setToolTip(f"{claim.text}\n{claim.status.value}, {sources}")
    return item
