"""A production as a card that can be pressed: its name, and what is known of it, wrapped."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout

from explorer.gui.theme import font

_PAD = 10  # pixels


class ProductionCard(QPushButton):
    def __init__(self, name: str, facts: Sequence[str]) -> None:
        super().__init__()
        self._lines = layout = QVBoxLayout(self)
        layout.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        layout.setSpacing(2)
        for number, text in enumerate((name, *facts)):
            line = QLabel(text)
            line.setWordWrap(True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setFont(font(13, 600) if number == 0 else font(11))
            line.setProperty("role", "" if number == 0 else "muted")
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(line)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 160)
        return QSize(width, self._lines.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
