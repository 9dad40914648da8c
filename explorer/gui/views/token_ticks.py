"""The checkable tokens of a statement, each with a box that a named checker ticks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from explorer.gui.views.paint import sized
from explorer.model.kept_draft import Standing
from explorer.model.trace import Piece

_LONGEST = 60  # characters


class TokenTicks(QWidget):
    """
    Signals:
        struck: a token's number, from 0, and whether it is struck off.
    """

    struck = Signal(int, bool)

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.boxes: list[QCheckBox] = []
        for number, (words, kind, check) in enumerate(_rows(standing)):
            by = f" · {check.by}, {check.at[:16].replace('T', ' ')}" if check else ""
            box = QCheckBox(f"{_short(words)} · {kind}{by}".replace("&", "&&"))
            box.setFont(sized(12))
            box.setChecked(check is not None)
            box.setAccessibleName(f"{kind} {words}{', struck off by ' + check.by if check else ', open'}")
            box.clicked.connect(lambda is_on, at=number: self.struck.emit(at, is_on))
            column.addWidget(box)
            self.boxes.append(box)
