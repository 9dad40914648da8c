"""Progress, pause and cancel."""

import threading

import pytest

from explorer.errors import InputError, JobCancelledError
from explorer.jobs.job import JobContext, JobReport, Progress
from explorer.jobs.runner import JobRunner


def progress(done: int) -> Progress:
    return Progress("Reading", done, 10, "file")


def test_reports_that_come_too_fast_are_dropped_but_the_last() -> None:
    seen: list[int] = []
    context = JobContext(lambda each: seen.append(each.done))
    for done in range(1, 11):
        context.report(progress(done))
    assert seen[0] == 1
    assert seen[-1] == 10
    assert len(seen) < 10


def test_a_cancelled_job_stops_at_its_next_report() -> None:
    context = JobContext()
    context.cancel()
    with pytest.raises(JobCancelledError):
        context.report(progress(1))


def test_a_paused_job_waits_until_resumed() -> None:
    context = JobContext()
    context.pause()
    went_on = threading.Event()
    thread = threading.Thread(target=lambda: (context.checkpoint(), went_on.set()))
    thread.start()
    assert not went_on.wait(0.15)
    context.resume()
    assert went_on.wait(5)
    thread.join()


class Ends:
    """A job that ends as it is told."""

    title = "Ends"

    def __init__(self, error: BaseException | None = None) -> None:
        self._error = error

    def run(self, context: JobContext) -> JobReport:
        context.checkpoint()
        if self._error:
            raise self._error
        return JobReport(self.title)


@pytest.mark.parametrize(
    ("error", "end"),
    [
        (None, "finished"),
        (JobCancelledError(), "finished"),
        (InputError("a", "b"), "failed"),
        (ZeroDivisionError(), "broke"),
    ],
)
def test_a_job_ends_in_exactly_one_way(error: BaseException | None, end: str) -> None:
    ends: list[str] = []
    runner = JobRunner()
    running = runner.start(
        Ends(error),
        lambda _: None,
        lambda _: ends.append("finished"),
        lambda _: ends.append("failed"),
        lambda _: ends.append("broke"),
    )
    assert running.ended.wait(5)
    runner.close()
    assert ends == [end]
