"""What the program shows first: the cases worked on last, and the three ways to begin. Files can be dropped on it.

Signals:
    new_asked, open_asked, sample_asked: one of the three buttons.
    case_chosen: the path of a recent case.
    paths_dropped: files and folders for a new case.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.app.recent import RecentCase
from explorer.gui.icons import icon
from explorer.gui.theme import RADIUS, font, theme, themes

_WIDTH = 640
_DROP = """Drop a folder of records here to begin a case with it.
Nothing leaves this computer: Casefile never opens a connection."""


class StartPage(QWidget):
    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    case_chosen = Signal(str)
    paths_dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        column = QWidget()
        column.setMaximumWidth(_WIDTH)
        self._layout = QVBoxLayout(column)
        self._layout.setSpacing(8)
        self._layout.addWidget(_label("Casefile", 20, 600))
        self._layout.addWidget(
            _label(
                "Read a pile of public records, find every page, and tie each claim to its source.", 13, role="muted"
            )
        )
        self._layout.addSpacing(20)
        self._buttons = self._three_ways()
        self._layout.addSpacing(24)
        self._layout.addWidget(_label("RECENT CASES", 11, 600, "head"))
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        self._layout.addLayout(self._recent)
        self._layout.addSpacing(24)
        self._drop = QLabel(_DROP)
        self._drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop.setMinimumHeight(96)
        self._drop.setFont(font(13))
        self._layout.addWidget(self._drop)
        self._layout.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 72, 24, 24)
        across.addStretch(1)
        across.addWidget(column, 8)
        across.addStretch(1)
        self.show_recent(())
        themes.changed.connect(self._dress)
        self._dress()

    def _three_ways(self) -> list[tuple[QPushButton, str]]:
        row = QHBoxLayout()
        row.setSpacing(8)
        made = []
        for name, text, signal, is_first in (
            ("add", "New case…", self.new_asked, True),
            ("open", "Open case…", self.open_asked, False),
            ("sample", "Try the sample case", self.sample_asked, False),
        ):
            button = QPushButton(f"  {text}")
            button.setProperty("primary", is_first)
            button.setAccessibleName(text)
            button.setIconSize(QSize(18, 18))
            button.setMinimumHeight(38)
            button.clicked.connect(signal)
            row.addWidget(button)
            made.append((button, name))
        row.addStretch(1)
        self._layout.addLayout(row)
        return made

    def show_recent(self, cases: Sequence[RecentCase]) -> None:
        """List the cases worked on last, the newest first."""
        while self._recent.count():
            item = self._recent.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        for case in cases:
            self._recent.addWidget(self._row(case))
        if not cases:
            self._recent.addWidget(
                _label("No case yet. Make one, or look around in the sample case.", 13, role="muted")
            )

    def _row(self, case: RecentCase) -> QPushButton:
        row = QPushButton(f"{case.title}\n{case.path} · {case.opened[:10]}")
        row.setObjectName("recent")
        row.setToolTip(case.path)
        row.setAccessibleName(f"Open {case.title}")
        row.clicked.connect(lambda _checked=False, path=case.path: self.case_chosen.emit(path))
        return row

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.paths_dropped.emit(paths)

    def _dress(self) -> None:
        colours = theme()
        for button, name in self._buttons:
            button.setIcon(icon(name, colours.on_accent if button.property("primary") else colours.accent))
        self._drop.setStyleSheet(
            f"QLabel {{ border: 1px dashed {colours.faint}; border-radius: {RADIUS}px; color: {colours.muted};"
            f" background: {colours.panel}; }}"
        )
        self.setStyleSheet(f"#recent {{ text-align: left; padding: 8px 12px; background: {colours.card}; }}")


def _label(text: str, step: int, weight: int = 400, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setFont(font(step, weight))
    label.setWordWrap(True)
    label.setFrameShape(QFrame.Shape.NoFrame)
    if role:
        label.setProperty("role", role)
    return label
