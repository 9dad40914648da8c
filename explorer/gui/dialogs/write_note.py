"""Writes a note on some words, or on a page as a whole."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from explorer.app.session import CaseSession
from explorer.errors import InputError
from explorer.gui.dialogs.popup import PopupDialog
from explorer.model.passage import Passage

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WriteNoteDialog(PopupDialog):
    """Enter keeps the note, Shift+Enter begins a line. An empty quote means the page as a whole."""

    def __init__(self, session: CaseSession, passage: Passage, parent: QWidget | None = None) -> None:
        super().__init__("Note" if passage.quote else "Note on this page", passage.quote, "Keep note", parent)
        self._session, self._passage = session, passage
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Note")
        self.text.setPlaceholderText("What to remember or to ask")
        self.text.setFixedHeight(110)
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        self.hint.setText("Enter keeps it, Shift+Enter begins a line")
        self.body.addWidget(self.text)
        self.text.setFocus()

    def write(self) -> str:
        text = self.text.toPlainText().strip()
        if not text:
            raise InputError("The note is empty", "Type what you want to remember.")
        self._session.annotating.write_note(self._passage, text)
        return "Note kept. Ctrl+Z undoes it."

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_enter = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
        if is_enter and isinstance(event, QKeyEvent) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.submit()
            return True
        return super().eventFilter(watched, event)
