"""Puts right what an engine misread on a page that is a picture."""

from PySide6.QtWidgets import QLineEdit, QWidget

from explorer.app.session import CaseSession
from explorer.errors import InputError
from explorer.gui.dialogs.popup import PopupDialog
from explorer.model.passage import Passage


class CorrectTextDialog(PopupDialog):
    """The words as they were read, to be written as the picture shows them. Enter keeps; the engine's reading stays.

    Args:
        left: how many other words of little confidence the page has, where these were read with little.
    """

    def __init__(
        self, session: CaseSession, passage: Passage, parent: QWidget | None = None, left: int | None = None
    ) -> None:
        super().__init__("What the picture says", passage.quote, "Put right", parent)
        self._session, self._passage = session, passage
        self.text = QLineEdit(" ".join(passage.quote.split()))
        self.text.setAccessibleName("What the picture says")
        self.body.addWidget(self.text)
        if left is not None:
            self.hint.setText(f"Enter keeps it · {left:,} more · Esc leaves")
        self.text.selectAll()
        self.text.setFocus()

    def write(self) -> str:
        text = self.text.text().strip()
        if not text:
            raise InputError("There are no words to put there", "Type what the picture says.")
        self._session.recognising.correct(self._passage, text)
        return "Put right; searches find it as you wrote it. Ctrl+Z undoes it."
