"""The line at the bottom: the job at hand with time left, and what was saved and can be undone.

Signals:
    pause_asked, cancel_asked: of the job at hand.
    problems_asked: the list of files that could not be read.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from explorer.gui.theme import SIDE, font, theme, themes
from explorer.jobs.job import JobReport, Progress


class StatusLine(QWidget):
    pause_asked = Signal()
    cancel_asked = Signal()
    problems_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(28)
        self._job, self._right = QLabel(), QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(130)
        self._bar.setAccessibleName("Progress")
        self._pause, self._cancel, self._problems = (QPushButton(text) for text in ("Pause", "Cancel", ""))
        for button, signal in (
            (self._pause, self.pause_asked), (self._cancel, self.cancel_asked), (self._problems, self.problems_asked),
        ):  # fmt: skip
            button.setObjectName("quiet")
            button.clicked.connect(signal)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIDE, 0, SIDE, 0)
        layout.setSpacing(8)
        for widget in (self._job, self._bar, self._pause, self._cancel, self._problems):
            widget.setFont(font(11))
            layout.addWidget(widget)
        layout.addStretch(1)
        self._right.setFont(font(11))
        layout.addWidget(self._right)
        self.end_job()
        self._problems.hide()
        themes.changed.connect(self._dress)
        self._dress()

    def show_progress(self, progress: Progress, is_paused: bool) -> None:
        """How far the job is."""
        left = f" · {_left(progress.seconds_left)} left" if progress.seconds_left is not None else ""
        pages = f" · {progress.pages:,} pages, {progress.rate:,.0f} a second" if progress.pages else ""
        self._job.setText(f"{progress.stage} {progress.done:,} of {progress.total:,} {progress.unit}s{pages}{left}")
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.done)
        self._pause.setText("Go on" if is_paused else "Pause")
        for widget in (self._bar, self._pause, self._cancel):
            widget.show()

    def end_job(self, report: JobReport | None = None) -> None:
        """The job has ended."""
        for widget in (self._bar, self._pause, self._cancel):
            widget.hide()
        if report is None:
            self._job.setText("")
            return
        seen, unread = report.counts.get("seen", 0), len(report.failures)
        ended = (
            "Cancelled; what was read is kept"
            if report.cancelled
            else f"{seen:,} files added in {_left(report.seconds)}"
        )
        self._job.setText(ended)
        self._problems.setText(f"{unread:,} not read in full")
        self._problems.setVisible(unread > 0)

    def say(self, text: str) -> None:
        """A short message in the job's place."""
        self._job.setText(text)

    def show_saved(self, undo: str | None) -> None:
        """What undo would take back."""
        undone = f" · undo: “{undo}”" if undo else ""
        self._right.setText(f"offline · all changes saved{undone}")

    def _dress(self) -> None:
        colours = theme()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(
            f"StatusLine {{ background: {colours.window}; border-top: 1px solid {colours.line}; }}"
            f"QLabel {{ color: {colours.muted}; }}"
            f"#quiet {{ border: none; background: transparent; color: {colours.accent}; padding: 0 4px; }}"
        )


def _left(seconds: float) -> str:
    if seconds < 5:
        return "under 5 s"
    if seconds < 90:
        return f"{round(seconds / 5) * 5} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"
