"""The line at the bottom: the job at hand with time left, and what was saved and can be undone."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from explorer.gui.theme import SIDE, font, theme, themes
from explorer.gui.views.job_words import progress_words, report_words, time_left
from explorer.gui.views.parts import ElidedLabel
from explorer.jobs.job import JobReport, Progress

_WIDE = 1280  # pixels
_SAID = 8000  # milliseconds that a short message stays
_SAID_BESIDE = 2500  # the same, where a job's words wait for their place


class StatusLine(QWidget):
    """
    Signals:
        pause_asked, cancel_asked: of the job at hand.
        jobs_asked: the list of jobs and of files that could not be read.
    """

    pause_asked = Signal()
    cancel_asked = Signal()
    jobs_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(28)
        self.setObjectName("statusLine")
        self._job, self._left, self._right = (ElidedLabel(role="muted", size=11) for _ in range(3))
        self._right.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._left.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._undo = self._progress = ""
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(130)
        self._bar.setAccessibleName("Progress")
        self._pause, self._cancel, self._jobs = (_quiet(text) for text in ("Pause", "Cancel", ""))
        self._pause.clicked.connect(self.pause_asked)
        self._cancel.clicked.connect(self.cancel_asked)
        self._jobs.clicked.connect(self.jobs_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIDE, 1, SIDE, 0)
        layout.setSpacing(8)
        for widget in (self._job, self._bar, self._left, self._pause, self._cancel, self._jobs):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._right)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(lambda: self._job.setText(self._progress))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        themes.changed.connect(self._dress)
        self._dress()
        self.clear()

    def clear(self) -> None:
        """Nothing is under way and nothing was."""
        self._show_bar(False)
        self._forget.stop()
        self._progress = ""
        self._job.setText("")
        self._jobs.hide()

    def show_progress(self, progress: Progress, is_paused: bool = False, waiting: int = 0) -> None:
        """How far the job is, and how many wait behind it."""
        self._progress = progress_words(progress)
        if not self._forget.isActive():
            self._job.setText(self._progress)
        more = f"{waiting} more to come" if waiting else ""
        parts = ("paused" if is_paused else time_left(progress.seconds_left), more)
        self._left.setText(" · ".join(part for part in parts if part))
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.done)
        self._pause.setText("Go on" if is_paused else "Pause")
        self._jobs.hide()
        self._show_bar(True)

    def end_job(self, report: JobReport | None = None) -> None:
        """The job has ended; with a report, say how."""
        self._show_bar(False)
        self._progress = ""
        self._forget.stop()
        self._job.setText(report_words(report) if report else "")
        unread = len(report.failures) if report else 0
        self._jobs.setText(f"{unread:,} not read in full")
        self._jobs.setVisible(unread > 0)

    def say(self, text: str) -> None:
        """A short message for some seconds, in place of the words of a job under way."""
        self._job.setText(text)
        self._forget.start(_SAID if self._bar.isHidden() else _SAID_BESIDE)

    def words(self) -> str:
        """What it says at the left."""
        return self._job.text()

    def show_saved(self, undo: str | None) -> None:
        """What undo would take back."""
        inner = undo.replace("“", "‘").replace("”", "’") if undo else ""
        self._undo = f" · undo: “{inner}”" if inner else ""
        self._fill_right()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_right()

    def _fill_right(self) -> None:
        """What undo does is in the menu too, and gives way to a job where there is little room."""
        is_tight = self.width() < _WIDE and not self._bar.isHidden()
        self._right.setText(f"offline · all changes saved{'' if is_tight else self._undo}")

    def _show_bar(self, is_shown: bool) -> None:
        for widget in (self._bar, self._left, self._pause, self._cancel):
            widget.setVisible(is_shown)
        self._fill_right()

    def _dress(self) -> None:
        colours = theme()
        self.setStyleSheet(
            f"#statusLine {{ background: {colours.panel}; border-top: 1px solid {colours.line}; }}"
            f"QProgressBar {{ max-height: 5px; min-height: 5px; }}"
        )


def _quiet(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("quiet", True)
    button.setFont(font(11))
    return button
