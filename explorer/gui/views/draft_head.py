"""The line above the story: which draft it is, its version, and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.gui.views.paint import sized
from explorer.gui.views.parts import ElidedLabel, LinkButton
from explorer.model.kept_draft import DraftVersion, KeptDraft


class DraftHead(QWidget):
    """
    Signals:
        chosen: a DraftId.
        import_asked: another draft, or the next version of this one, is to be opened.
        sign_asked: the draft is to be signed as checked.
        packet_asked: its source packet is to be written.
    """

    chosen = Signal(str)
    import_asked = Signal()
    sign_asked = Signal()
    packet_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drafts, self._state = QComboBox(), ElidedLabel(role="muted", size=12)
        self._drafts.setAccessibleName("Drafts of this case")
        self._drafts.setFont(sized(13, 600))
        self._drafts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._drafts.setMinimumContentsLength(12)
        self._drafts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._drafts.activated.connect(self._on_activated)
        self._sign = _link("Sign…", "Sign the draft as checked, once everything is struck off", self.sign_asked.emit)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(
            _link("Import…", "Open a draft, or the next version of this one (Ctrl+Shift+I)", self.import_asked.emit)
        )
        row.addWidget(self._sign)
        about = "The story with its sources as one file, for an editor or a lawyer (Ctrl+Shift+E)"
        row.addWidget(_link("Source packet…", about, self.packet_asked.emit))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 6)
        column.setSpacing(3)
        column.addWidget(self._drafts)
        column.addWidget(self._state)
        column.addLayout(row)

    def _on_activated(self, row: int) -> None:
        if draft := self._drafts.itemData(row):
            self.chosen.emit(draft)

    def show_draft(self, drafts: Sequence[KeptDraft], version: DraftVersion, signed: str, open_tokens: int) -> None:
        """Show which draft it is; ``signed`` says by whom and when, empty if nobody signed."""
        self._drafts.clear()
        for each in drafts:
            self._drafts.addItem(each.name, each.id)
        self._drafts.setCurrentIndex(max(0, self._drafts.findData(version.draft)))
        left = f"{open_tokens:,} to strike off" if open_tokens else "all struck off"
        self._state.setText(f"{_nth(version.number)} import · {signed or left}")
        self._sign.setEnabled(not signed)

    def show_pasted(self, drafts: Sequence[KeptDraft]) -> None:
        """Show that what is traced are pasted words."""
        self._drafts.clear()
        self._drafts.addItem("Pasted words", "")
        for each in drafts:
            self._drafts.addItem(each.name, each.id)
        self._state.setText("Traced, and not kept. O opens the page; C cites a passage there.")
        self._sign.setEnabled(False)

    def say(self, words: str) -> None:
        """Say something in place of the state."""
        self._state.setText(words)


def _link(words: str, about: str, act: Callable[[], None]) -> LinkButton:
    link = LinkButton(words, size=12)
    link.setToolTip(about)
    link.clicked.connect(act)
    return link


def _nth(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
