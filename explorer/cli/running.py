"""Runs an add with the reading of its pictures beside it, and tells both on one line of standard error."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

from explorer.app.recognising import OcrSetup
from explorer.app.session import CaseSession
from explorer.cli.terminal import ProgressLine, say
from explorer.errors import ExplorerError, JobCancelledError, OcrUnavailableError
from explorer.jobs.ingest import IngestJob
from explorer.jobs.job import Job, JobContext, JobReport, Progress
from explorer.jobs.watching import FolderWatch
from explorer.model.ocr import OcrWhen
from explorer.model.passage import PageRef


class BesideRun:
    """A job on the second lane; its progress is shown from ``show`` on. Ends with ``result``."""

    def __init__(self, session: CaseSession, job: Job, line: ProgressLine) -> None:
        self._line, self._is_shown = line, False
        self._ended: list[JobReport | BaseException] = []
        self.running = session.jobs.start(
            job, self._tell, self._ended.append, self._ended.append, self._ended.append, in_background=True
        )

    def _tell(self, progress: Progress) -> None:
        if self._is_shown:
            self._line(progress)

    def show(self) -> None:
        self._is_shown = True

    def result(self) -> JobReport:
        """Wait for the end.

        Raises:
            ExplorerError: what ended the job.
        """
        while not self.running.ended.wait(0.2):  # in steps, so that a signal is heard
            pass
        (end,) = self._ended
        if isinstance(end, BaseException):
            raise end
        if end.cancelled:
            raise JobCancelledError
        return end


def run_add(
    session: CaseSession,
    job: IngestJob,
    when: OcrWhen,
    setup: OcrSetup,
    on_signal: Callable[[], None] = lambda: None,
) -> JobReport:
    """Add, and read pages off their pictures meanwhile and afterwards; ends when both are done.

    ``on_signal`` is called, too, on Ctrl-C or a kind kill, now and until other work hears them.

    Raises:
        JobCancelledError: cancelled; what was done is kept.
    """
    line, fed = ProgressLine(), threading.Event()
    context = JobContext(line)
    beside = None
    if when is not OcrWhen.NEVER:
        reading = session.recognising.job(setup, more_comes=lambda: not fed.is_set())
        beside = BesideRun(session, reading, line)
    cancel_on_signals(on_signal, context.cancel, *((beside.running.cancel,) if beside else ()))
    try:
        report = job.run(context)
        if when is OcrWhen.ALWAYS:
            session.recognising.ask_all()
    except BaseException:
        if beside:
            beside.running.cancel()
        raise
    finally:
        fed.set()
        line.end()
    if beside:
        _finish(beside, line)
    return report


def _finish(beside: BesideRun, line: ProgressLine) -> None:
    beside.show()
    try:
        beside.result()
    except OcrUnavailableError as problem:  # the add itself is whole; its pages wait
        say(f"casefile: {problem} {problem.advice()}")
    finally:
        line.end()


def run_ocr(session: CaseSession, setup: OcrSetup, only: Sequence[PageRef] | None) -> JobReport:
    """Read what waits, or some pages.

    Raises:
        JobCancelledError: cancelled; what was read is kept.
        OcrUnavailableError: there is no engine.
    """
    line = ProgressLine()
    context = JobContext(line)
    cancel_on_signals(context.cancel)
    try:
        return session.recognising.job(setup, only).run(context)
    except ExplorerError:
        line.end()
        raise
    finally:
        line.end()


def has_changed(watch: FolderWatch, every: float, stopped: threading.Event) -> bool:
    """Wait until there is something new, looking every so many seconds; False once ``stopped`` is set."""
    next_look = time.monotonic() + every
    while not stopped.wait(min(every, 0.2)):  # in steps, so that a signal is heard
        if time.monotonic() >= next_look:
            if watch.look(time.monotonic()):
                return True
            next_look = time.monotonic() + every
    return False


def cancel_on_signals(*cancels: Callable[[], None]) -> None:
    """Let Ctrl-C and a kind kill end the work in order."""

    def cancel(_number: int, _frame: FrameType | None) -> None:
        for each in cancels:
            each()

    signal.signal(signal.SIGINT, cancel)
    signal.signal(signal.SIGTERM, cancel)
