"""What this program is: its version, licence, where it keeps what it remembers, and what it could not use."""

import platform
from collections.abc import Sequence
from pathlib import Path

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer import __version__
from explorer.gui.icons import program_icon
from explorer.gui.theme import font


class AboutDialog(QDialog):
    """
    Args:
        settings: where the settings lie.
        log: where reports on our own mistakes are kept.
        problems: what of the settings could not be used.
    """

    def __init__(self, parent: QWidget | None, settings: Path, log: Path, problems: Sequence[str] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Casefile")
        self.setFixedWidth(520)
        sign, words = QLabel(), QVBoxLayout()
        sign.setPixmap(program_icon().pixmap(64, 64))
        words.setSpacing(6)
        words.addWidget(_line(f"Casefile {__version__}", step=20, weight=600))
        words.addWidget(_line("Reads public records offline, and ties each claim of a story to its source page."))
        words.addWidget(_line("No account, no server, no network: nothing leaves this computer.", role="muted"))
        words.addSpacing(8)
        facts = (
            f"Python {platform.python_version()}, Qt {qt_version}",
            f"Settings: {settings}",
            f"Reports on our own mistakes: {log}",
            "Free software under AGPL-3.0-or-later",
        )
        words.addWidget(_line("\n".join(facts), step=11, role="muted"))
        for problem in problems:
            words.addWidget(_line(problem, role="problem"))
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        words.addStretch(1)
        words.addSpacing(8)
        words.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 22, 24, 18)
        row.setSpacing(20)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


def _line(text: str, *, step: int = 13, weight: int = 400, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setFont(font(step, weight))
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if role:
        label.setProperty("role", role)
    return label
