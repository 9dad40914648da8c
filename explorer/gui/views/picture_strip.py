"""A quiet line above a page that is a picture not read yet: where it stands, and a key that reads it now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from explorer.gui.catalog import CATALOG
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import TextLabel

READ = "picture.read"
_ROOMY = 460  # pixels


class PictureStrip(QFrame):
    """Hidden until there is something to say.

    Signals:
        asked: its button was pressed: the id of an action.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pictureStrip")
        self._text = TextLabel(size=12, wraps=True)
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setToolTip(f"Before all others ({key_of(READ)})")
        self.button.clicked.connect(lambda: self.asked.emit(READ))
        self._key = TextLabel(key_of(READ), role="muted", size=11)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._key)
        row.addWidget(self.button)
        watch_theme(self, self._dress)
        self.hide()

    def say(self, words: str, button: str) -> None:
        """Say something, with a button where one helps; nothing hides the line."""
        if (words, button) == (self.words(), self.button.text()):
            return
        self._text.setText(words)
        self.setAccessibleName(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._key.setVisible(bool(button) and self.width() >= _ROOMY)
        self.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words have it; the key stands in the tool tip too."""
        super().resizeEvent(event)
        self._key.setVisible(bool(self.button.text()) and self.width() >= _ROOMY)

    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def _dress(self) -> None:
        card, line, amber = (colour(role).name() for role in ("card", "line", "needs_source"))
        self.setStyleSheet(
            f"QFrame#pictureStrip {{ background: {card}; border: none; border-bottom: 1px solid {line};"
            f" border-left: 3px solid {amber}; }} QPushButton {{ padding: 3px 10px; min-height: 16px; }}"
        )


def key_of(action: str) -> str:
    """The key that an action has in the catalog."""
    return next(spec.keys[0] for spec in CATALOG if spec.id == action)
