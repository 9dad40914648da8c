"""Runs jobs on threads of their own, one at a time for each case; the others wait in order.

What nobody waits for, such as reading pages off their pictures, runs beside them on a second lane.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from explorer.errors import ExplorerError, JobCancelledError
from explorer.jobs.job import Job, JobContext, JobReport, Progress

_log = logging.getLogger(__name__)


class RunningJob:
    """A job that was started. ``cancel``, ``pause`` and ``resume`` may be called from any thread."""

    def __init__(self, job: Job, context: JobContext, in_background: bool = False) -> None:
        self.job, self.context, self.in_background = job, context, in_background
        self.title = job.title
        self.ended = threading.Event()

    def cancel(self) -> None:
        self.context.cancel()

    def pause(self) -> None:
        self.context.pause()

    def resume(self) -> None:
        self.context.resume()


class JobRunner:
    """Starts jobs and says how each ends, in exactly one of three ways."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="job")
        self._background = ThreadPoolExecutor(1, thread_name_prefix="background-job")
        self._jobs: list[RunningJob] = []

    def start(
        self,
        job: Job,
        on_progress: Callable[[Progress], None],
        on_finished: Callable[[JobReport], None],
        on_failed: Callable[[ExplorerError], None],
        on_broke: Callable[[BaseException], None],
        in_background: bool = False,
    ) -> RunningJob:
        """Run a job when those before it have ended. Callbacks come on the job's thread; a cancelled job finishes."""
        running = RunningJob(job, JobContext(on_progress), in_background)
        self._jobs.append(running)

        def run() -> None:
            try:
                on_finished(job.run(running.context))
            except JobCancelledError:
                on_finished(JobReport(job.title, cancelled=True))
            except ExplorerError as problem:
                on_failed(problem)
            except BaseException as bug:  # noqa: BLE001 - a bug must reach the crash report, not die with the thread
                _log.exception("a job broke")
                on_broke(bug)
            finally:
                self._jobs.remove(running)
                running.ended.set()

        (self._background if in_background else self._threads).submit(run)
        return running

    @property
    def is_busy(self) -> bool:
        """Whether a person waits for a job that is at work."""
        return any(not each.in_background and not each.context.is_paused for each in self.running())

    def running(self) -> list[RunningJob]:
        return list(self._jobs)

    def close(self) -> None:
        """Cancel all and wait for them."""
        for running in self.running():
            running.cancel()
        self._threads.shutdown(wait=True)
        self._background.shutdown(wait=True)
