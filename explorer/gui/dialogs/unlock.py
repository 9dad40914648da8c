"""Asks once for the passwords of all files that are locked; each is tried on every one of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.gui.theme import font
from explorer.gui.views.parts import TextLabel
from explorer.model.document import Document

_NONE = "No file waits for a password. Those that you type are tried when a page is shown, and on files added."
_SOME = "Type the passwords that may fit, one on each line. All are tried on all these files, and on files added."
_KEPT = "They are kept until the case is closed, and written nowhere."


class UnlockDialog(QDialog):
    """``passwords()`` once accepted."""

    def __init__(self, parent: QWidget | None, locked: Sequence[Document]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Passwords for locked files")
        self.setMinimumSize(560, 420)
        self.files, self.typed = QListWidget(), QPlainTextEdit()
        self.files.setAccessibleName("Locked files")
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.files.setProperty("framed", True)
        self.files.addItems([each.path for each in locked])
        self.files.setVisible(bool(locked))
        self.typed.setAccessibleName("Passwords, one on each line")
        self.typed.setTabChangesFocus(True)
        self.typed.textChanged.connect(self._check)
        head = TextLabel(f"{len(locked):,} locked" if locked else "Passwords for locked files")
        head.setFont(font(15, 600))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(head)
        layout.addWidget(self.files, 2)
        layout.addWidget(TextLabel(_SOME if locked else _NONE, wraps=True))
        layout.addWidget(self.typed, 1)
        layout.addWidget(TextLabel(_KEPT, role="muted", wraps=True))
        layout.addLayout(self._buttons())
        self._check()
        self.typed.setFocus()

    def passwords(self) -> list[str]:
        """What was typed, a line each. Spaces count."""
        return [line for line in self.typed.toPlainText().split("\n") if line]

    def _buttons(self) -> QHBoxLayout:
        self.attempt, leave = QPushButton("Try them"), QPushButton("Cancel")
        self.attempt.setProperty("primary", True)
        self.attempt.setDefault(True)
        self.attempt.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.attempt)
        return row

    def _check(self) -> None:
        self.attempt.setEnabled(bool(self.passwords()))
