"""Work under way and done: each job with its progress, and the files that it could not read, with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.case_jobs import JobEntry
from explorer.gui.models.failures_model import FailuresModel
from explorer.gui.theme import SIDE, head_font
from explorer.gui.views.job_words import progress_words, report_words, time_left
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import ElidedLabel, SmallButton, TextLabel, emptied

_TALL = 260  # pixels
_SHOWN = 4  # the jobs that began last


@dataclass(frozen=True, slots=True)
class _Parts:
    """What changes in a job's row while it goes on."""

    bar: QProgressBar
    words: ElidedLabel
    is_paused: bool


class JobsPanel(QWidget):
    """Stands above the status line while it is wanted.

    Signals:
        pause_asked, cancel_asked: a JobEntry.
    """

    pause_asked = Signal(object)
    cancel_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("jobsPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_TALL)
        self._rows, self._bars = QVBoxLayout(), dict[int, _Parts]()
        self._rows.setSpacing(4)
        self.failures = FailuresModel(self)
        self._nothing = TextLabel(role="muted", wraps=True)
        self._table = self._failures_table()
        self._copy = QPushButton("Copy this list")
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.failures.as_text()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, 8, SIDE, 8)
        layout.setSpacing(6)
        layout.addLayout(self._head())
        layout.addLayout(self._rows)
        layout.addWidget(self._nothing)
        layout.addWidget(self._table, 1)
        layout.addStretch(0)
        watch_theme(self, self._dress)
        self.show_jobs(())
        self.hide()

    def _head(self) -> QHBoxLayout:
        title, close = TextLabel("WORK UNDER WAY", role="muted"), SmallButton("✕", "Close this panel (Ctrl+J)")
        title.setFont(head_font())
        close.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self._copy)
        row.addWidget(close)
        return row

    def _failures_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.failures)
        table.setAccessibleName("Files that were not read in full")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(24)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setColumnWidth(0, 90)
        table.setColumnWidth(1, 380)
        return table

    def show_jobs(self, entries: Sequence[JobEntry]) -> None:
        """The jobs of this case, those that began last."""
        emptied(self._rows)
        self._bars.clear()
        for entry in entries[-_SHOWN:]:
            self._rows.addWidget(self._row(entry))
        ended = [entry.report for entry in entries if entry.report is not None]
        failures = [failure for report in ended for failure in report.failures]
        self.failures.show(failures)
        self._table.setVisible(bool(failures))
        self._copy.setVisible(bool(failures))
        self._nothing.setText(_words(entries, has_failures=bool(failures)))
        self._nothing.setVisible(not failures)

    def words(self) -> str:
        """What stands in the place of a list."""
        return self._nothing.text()

    def holds(self, entry: JobEntry) -> bool:
        """Whether a job is listed as it is now: its button says what it would do."""
        parts = self._bars.get(id(entry))
        return parts is not None and parts.is_paused == entry.is_paused

    def show_progress(self, entry: JobEntry) -> None:
        """One job went on."""
        if parts := self._bars.get(id(entry)):
            _fill(parts.bar, parts.words, entry)

    def _row(self, entry: JobEntry) -> QWidget:
        row, bar, words = QWidget(), QProgressBar(), ElidedLabel(role="muted")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ElidedLabel(entry.title, weight=600))
        layout.addWidget(words)
        layout.addStretch(1)
        bar.setTextVisible(False)
        bar.setFixedWidth(160)
        bar.setAccessibleName(f"Progress of {entry.title}")
        layout.addWidget(bar)
        for text, signal in (
            ("Go on" if entry.is_paused else "Pause", self.pause_asked),
            ("Cancel", self.cancel_asked),
        ):
            button = QPushButton(text)
            button.setProperty("quiet", True)
            button.setAccessibleName(f"{text}: {entry.title}")
            button.clicked.connect(lambda _on=False, of=signal: of.emit(entry))
            button.setVisible(not entry.has_ended)
            layout.addWidget(button)
        bar.setVisible(not entry.has_ended)
        self._bars[id(entry)] = _Parts(bar, words, entry.is_paused)
        _fill(bar, words, entry)
        return row

    def _dress(self) -> None:
        panel, line = colour("panel").name(), colour("line").name()
        self.setStyleSheet(f"#jobsPanel {{ background: {panel}; border-top: 1px solid {line}; }}")


def _fill(bar: QProgressBar, words: ElidedLabel, entry: JobEntry) -> None:
    """How far a job is, or how it ended."""
    if entry.report is not None or entry.problem:
        words.setText(report_words(entry.report) if entry.report else entry.problem)
    elif entry.progress is None:
        words.setText("waiting for the job before it")
        bar.setRange(0, 1)
    else:
        left = "paused" if entry.is_paused else time_left(entry.progress.seconds_left)
        parts = (progress_words(entry.progress), left)
        words.setText(" · ".join(part for part in parts if part))
        bar.setRange(0, max(entry.progress.total, 1))
        bar.setValue(entry.progress.done)


def _words(entries: Sequence[JobEntry], *, has_failures: bool) -> str:
    if not entries:
        return "Nothing is under way. Adding documents is shown here, with every file that could not be read and why."
    if not has_failures and all(entry.has_ended for entry in entries):
        return "Every file was read in full."
    return ""
