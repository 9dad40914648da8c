"""How far a job is and how it ended, in words. Values only: no widgets."""

from explorer.jobs.job import JobReport, Progress


def progress_words(progress: Progress) -> str:
    """What is being done, to how much of it."""
    unit = progress.unit if progress.total == 1 else f"{progress.unit}s"
    pages = f" · {progress.pages:,} pages" if progress.pages else ""
    rate = f", {progress.rate:,.0f} a second" if pages and progress.rate >= 1 else ""
    return f"{progress.stage} {progress.done:,} of {progress.total:,} {unit}{pages}{rate}"


def report_words(report: JobReport) -> str:
    """How a job ended."""
    if report.cancelled:
        return "Cancelled; what was done so far is kept"
    if "seen" not in report.counts and "read" in report.counts:
        failed = report.counts.get("failed", 0)
        lost = f", {failed:,} not readable" if failed else ""
        return f"{counted(report.counts['read'], 'picture')} read{lost}"
    files, pages = report.counts.get("seen", 0), report.counts.get("pages", 0)
    took = f" in {_span(report.seconds)}" if report.seconds >= 1 else ""
    return f"{counted(files, 'file')}, {counted(pages, 'page')}{took}"


def time_left(seconds: float | None) -> str:
    """How long it still takes, rounded as far as it can be known; empty where it cannot."""
    if seconds is None:
        return ""
    return "a few seconds left" if seconds < 5 else f"{_span(seconds)} left"


def counted(number: int, thing: str) -> str:
    """ "1 file", "3,000 files"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _span(seconds: float) -> str:
    if seconds < 10:
        return f"{max(round(seconds), 1)} s"
    if seconds < 90:
        return f"{round(seconds / 5) * 5} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{round(seconds / 3600)} h"
