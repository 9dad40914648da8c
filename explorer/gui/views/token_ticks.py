"""The checkable tokens of a statement, each with a box that a named checker ticks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from explorer.gui.views.parts import ElidedLabel
from explorer.model.kept_draft import Standing

_LONGEST = 60  # characters


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
            box = QCheckBox()
            box.setChecked(check is not None)
            state = f", struck off by {check.by}" if check else ", open"
            box.setAccessibleName(f"{token.kind.value} {text}{state}")
            box.clicked.connect(lambda is_on, at=number: self.struck.emit(at, is_on))
            said = ElidedLabel(f"{_short(text)} · {token.kind.value}{by}", size=12)
            said.setBuddy(box)
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(box)
            row.addWidget(said, 1)
            column.addLayout(row)
            self.boxes.append(box)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
