"""A quiet strip under the top bar that says what went wrong and what to do now; it goes when it is closed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from explorer.gui.icons import icon
from explorer.gui.theme import SIDE, theme, themes


class Banner(QWidget):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._sign = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # names come from received files
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QPushButton("Close")
        close.setAccessibleName("Close this message")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIDE, 6, SIDE, 6)
        layout.setSpacing(10)
        layout.addWidget(self._sign)
        layout.addWidget(self._text, 1)
        layout.addWidget(close)
        self.setObjectName("banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        themes.changed.connect(self._dress)
        self._dress()
        self.hide()

    def say(self, what: str, remedy: str) -> None:
        """What happened to which thing, and what to do now."""
        self._text.setText(f"{what} {remedy}".strip())
        self.setAccessibleName(self._text.text())
        self.show()

    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def _dress(self) -> None:
        colours = theme()
        self._sign.setPixmap(icon("problem", colours.differs).pixmap(18, 18))
        self.setStyleSheet(
            f"#banner {{ background: {colours.card}; border-bottom: 1px solid {colours.line};"
            f" border-left: 3px solid {colours.differs}; }}"
        )
