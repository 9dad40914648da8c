"""The report on a mistake of ours: what it says is all that anyone would be sent, and nothing is sent."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.gui.theme import font


class CrashReport(QDialog):
    """Shows a report's text; it can be copied and read before it is given to anybody."""

    def __init__(self, parent: QWidget | None, text: str, kept: Path | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something broke")
        self.resize(640, 420)
        head = QLabel("Something broke inside Casefile")
        head.setFont(font(15, 600))
        says = QLabel(
            "What you had saved is safe; go on, or close the window and open the case again. The report below holds no "
            "text of your records." + (f" It is kept in {kept}." if kept else "")
        )
        says.setTextFormat(Qt.TextFormat.PlainText)
        says.setWordWrap(True)
        says.setProperty("role", "muted")
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Report")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        copy, go_on = QPushButton("Copy the report"), QPushButton("Go on")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        go_on.setProperty("primary", True)
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(10)
        for part in (head, says, self.text):
            layout.addWidget(part)
        layout.addLayout(buttons)
