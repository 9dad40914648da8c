"""A quiet strip under the top bar that says what went wrong and what to do now."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from explorer.gui.theme import SIDE, theme, themes


class Banner(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        close = QPushButton("Close")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIDE, 8, SIDE, 8)
        layout.addWidget(self._text, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        themes.changed.connect(self._dress)
        self._dress()
        self.hide()

    def say(self, what: str, remedy: str) -> None:
        """What happened to which thing, and what to do now."""
        self._text.setText(f"{what} {remedy}".strip())
        self.setAccessibleName(self._text.text())
        self.show()

    def _dress(self) -> None:
        colours = theme()
        self.setStyleSheet(f"Banner {{ background: {colours.card}; border-bottom: 1px solid {colours.differs}; }}")
