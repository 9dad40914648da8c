"""The checkable tokens of a statement, each with a box that a named checker ticks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from explorer.gui.views.paint import sized
from explorer.model.kept_draft import Standing

_LONGEST = 60  # characters
_BOX = 28  # pixels of the box itself


class TokenTicks(QWidget):
    """
    Signals:
        struck: a token's number, from 0, and whether it is struck off.
    """

    struck = Signal(int, bool)

    def __init__(self, standing: Standing, words: Sequence[str]) -> None:
        """``words`` are the tokens' own."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.boxes: list[QCheckBox] = []
        tokens = standing.kept.statement.tokens
        for number, (token, text, check) in enumerate(zip(tokens, words, standing.struck, strict=True)):
            by = f" · {check.by}, {check.at[:16].replace('T', ' ')}" if check else ""
            box = ElidedBox(f"{_short(text)} · {token.kind.value}{by}")
            box.setChecked(check is not None)
            state = f", struck off by {check.by}" if check else ", open"
            box.setAccessibleName(f"{token.kind.value} {text}{state}")
            box.clicked.connect(lambda is_on, at=number: self.struck.emit(at, is_on))
            column.addWidget(box)
            self.boxes.append(box)


class ElidedBox(QCheckBox):
    """A box whose words end in "…" where there is no room; its spoken name is whole."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setFont(sized(12))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(words.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _BOX
        shown = QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._words else self._words)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
