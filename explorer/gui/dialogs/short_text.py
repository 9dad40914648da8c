"""Asks for a few words: a note, a page's tag."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.theme import font

_LONGEST = 160  # characters of what it is about


class ShortTextDialog(QDialog):
    """``text()`` once accepted. Enter accepts; in a text of several lines Ctrl+Enter does."""

    def __init__(
        self, parent: QWidget | None, title: str, about: str, accept: str, known: Sequence[str] = (), lines: int = 1
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        head, says = QLabel(title), QLabel(about if len(about) < _LONGEST else f"{about[:_LONGEST]} …")
        head.setFont(font(15, 600))
        says.setWordWrap(True)
        says.setTextFormat(Qt.TextFormat.PlainText)
        says.setProperty("role", "muted")
        self._field: QLineEdit | QPlainTextEdit
        if lines == 1:
            self._field = QLineEdit()
            self._field.setCompleter(QCompleter(list(known), self))
        else:
            self._field = QPlainTextEdit()
            self._field.setFixedHeight(lines * 24)
            self._field.setTabChangesFocus(True)
        self._field.setAccessibleName(title)
        self._field.textChanged.connect(self._check)
        self._keep, leave = QPushButton(accept), QPushButton("Cancel")
        self._keep.setProperty("primary", True)
        self._keep.setDefault(True)
        self._keep.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self._keep)
        layout = QVBoxLayout(self)
        for widget in (head, says, self._field):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self._check()

    def text(self) -> str:
        """What was typed."""
        field = self._field
        return (field.text() if isinstance(field, QLineEdit) else field.toPlainText()).strip()

    def _check(self) -> None:
        self._keep.setEnabled(bool(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.text():
            self.accept()
        else:
            super().keyPressEvent(event)
