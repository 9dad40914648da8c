"""What the program shows first: the cases worked on last, and the three ways to begin. Files can be dropped on it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.app.recent import RecentCase
from explorer.gui.icons import icon, program_icon
from explorer.gui.theme import RADIUS, head_font, theme, themes
from explorer.gui.views.parts import ElidedLabel, TextLabel, emptied
from explorer.gui.views.recent_row import RecentRow

_WIDTH = 640  # pixels
_STEPS = (
    ("1", "Add what you were given.", "A folder of PDFs, slides, mail, sheets and scans. Every file is accounted for."),
    ("2", "Search every page.", "Hits are grouped by document; N and P step through them on the page itself."),
    ("3", "Select words, press a key.", "H highlights, E tags who is named, C cites the passage for a claim."),
    ("4", "Check each claim.", "A claim shows the pages it stands on, and each of them opens."),
)


class StartPage(QWidget):
    """
    Signals:
        new_asked, open_asked, sample_asked: one of the three buttons.
        case_chosen: the path of a recent case.
        paths_dropped: files and folders for a new case.
    """

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    case_chosen = Signal(str)
    paths_dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._busy, self._busy_words = QProgressBar(), TextLabel(role="muted")
        self._recent, self._head = QVBoxLayout(), TextLabel(role="muted")
        self._drop = QLabel("Drop a folder or files here to begin a case with them.")
        self._sign = QLabel()
        self._column.addLayout(self._title())
        self._column.addSpacing(18)
        self._buttons = self._three_ways()
        self._column.addLayout(self._opening())
        self._column.addSpacing(20)
        self._head.setFont(head_font())
        self._column.addWidget(self._head)
        self._recent.setSpacing(2)
        self._column.addLayout(self._recent)
        self._column.addSpacing(20)
        self._column.addWidget(self._drop_place())
        self._column.addStretch(1)
        self._lay_out()
        self.show_recent(())
        themes.changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        inside, column = QWidget(), QWidget()
        column.setMaximumWidth(_WIDTH)
        column.setLayout(self._column)
        across = QHBoxLayout(inside)
        across.setContentsMargins(24, 56, 24, 24)
        across.addStretch(1)
        across.addWidget(column, 8)
        across.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _title(self) -> QHBoxLayout:
        self._sign.setPixmap(program_icon().pixmap(44, 44))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(TextLabel("Casefile", size=20, weight=600))
        words.addWidget(TextLabel("Read public records, and tie each sentence of a story to its page.", role="muted"))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        return row

    def _three_ways(self) -> list[tuple[QPushButton, str]]:
        row, made = QHBoxLayout(), []
        row.setSpacing(8)
        for name, text, signal, tip in (
            ("add", "New case…", self.new_asked, "Begin a case (Ctrl+N)"),
            ("open", "Open case…", self.open_asked, "Open a case folder (Ctrl+O)"),
            ("sample", "Try the sample case", self.sample_asked, "Fictional records to look around in (Ctrl+Shift+S)"),
        ):
            button = QPushButton(f" {text}")
            button.setProperty("primary", name == "add")
            button.setAccessibleName(text)
            button.setToolTip(tip)
            button.setIconSize(QSize(18, 18))
            button.setMinimumHeight(38)
            button.clicked.connect(signal)
            row.addWidget(button)
            made.append((button, name))
        row.addStretch(1)
        self._column.addLayout(row)
        return made

    def _opening(self) -> QVBoxLayout:
        """A quiet bar for while a case is being opened."""
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName("Opening a case")
        column = QVBoxLayout()
        column.addWidget(self._busy_words)
        column.addWidget(self._busy)
        self.show_opening("")
        return column

    def _drop_place(self) -> QLabel:
        self._drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop.setMinimumHeight(72)
        self._drop.setWordWrap(True)
        return self._drop

    def show_opening(self, title: str) -> None:
        """Say that a case is being opened; an empty title ends it."""
        self._busy_words.setText(f"Opening {title} …")
        self._busy_words.setVisible(bool(title))
        self._busy.setVisible(bool(title))

    def show_recent(self, cases: Sequence[RecentCase]) -> None:
        """List the cases worked on last, the newest first; without any, say how it goes."""
        emptied(self._recent)
        self._head.setText("RECENT CASES" if cases else "HOW IT GOES")
        for case in cases:
            row = RecentRow(case)
            row.clicked.connect(lambda _checked=False, path=case.path: self.case_chosen.emit(path))
            self._recent.addWidget(row)
        if not cases:
            for step in _STEPS:
                self._recent.addWidget(_step(*step))

    def words(self) -> str:
        """The head of what is listed."""
        return self._head.text()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._dress(is_over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._dress()

    def dropEvent(self, event: QDropEvent) -> None:
        self._dress()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.paths_dropped.emit(paths)

    def _dress(self, is_over: bool = False) -> None:
        colours = theme()
        for button, name in self._buttons:
            button.setIcon(icon(name, colours.on_accent if button.property("primary") else colours.accent))
        edge, wash = (colours.accent, colours.accent_wash) if is_over else (colours.faint, colours.panel)
        self._drop.setStyleSheet(
            f"border: 1px dashed {edge}; border-radius: {RADIUS}px; color: {colours.muted}; background: {wash};"
        )


def _step(number: str, what: str, how: str) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 4, 0, 4)
    layout.setSpacing(12)
    sign = TextLabel(number, role="accent", size=15, weight=600)
    sign.setFixedWidth(14)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(ElidedLabel(what, weight=600))
    words.addWidget(TextLabel(how, role="muted", wraps=True))
    layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(words, 1)
    return row
