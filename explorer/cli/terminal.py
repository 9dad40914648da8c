"""What the command line says and how it ends: results to standard output, everything else to standard error."""

import json
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import platformdirs

from explorer.errors import ExplorerError, JobCancelledError
from explorer.jobs.job import Progress

DONE, SOME_UNREAD, WRONG_CALL, BUG = 0, 1, 2, 70


def say(text: str) -> None:
    """A message for the person, beside the result."""
    print(text, file=sys.stderr, flush=True)


def show(text: str) -> None:
    """A line of the result. Names that no encoding can spell are shown escaped."""
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def show_json(answer: Any) -> None:
    """The one JSON document of a command called with ``--json``."""
    show(json.dumps(answer, ensure_ascii=False, indent=None, default=str))


def show_table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Columns as wide as they need, the last one cut at the terminal's edge if there is one."""
    cells = [[str("" if cell is None else cell) for cell in row] for row in rows]
    widths = [max([len(name), *(len(row[n]) for row in cells)]) for n, name in enumerate(head)]
    edge = shutil.get_terminal_size((0, 0)).columns if sys.stdout.isatty() else 0
    for row in ([*head], *cells):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        show(line[: edge - 1] + "…" if 0 < edge < len(line) else line)


class ProgressLine:
    """One line on standard error that is written over; nothing where standard error is no terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._started = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        if not self._shown:
            return
        left = f" · {duration(progress.seconds_left)} left" if progress.seconds_left is not None else ""
        rate = f" · {progress.rate:,.{0 if progress.rate >= 10 else 1}f} pages/s" if progress.rate else ""
        text = (
            f"{progress.stage} {progress.done:,} of {progress.total:,} {progress.unit}s{rate}{left} · {progress.detail}"
        )
        width = shutil.get_terminal_size((80, 24)).columns
        sys.stderr.write("\r\x1b[K" + text[: width - 1])
        sys.stderr.flush()

    def end(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def duration(seconds: float) -> str:
    """A time left, rounded honestly: "under 5 s", "40 s", "3 min", "2 h"."""
    if seconds < 5:
        return "under 5 s"
    if seconds < 90:
        return f"{round(seconds / 5) * 5} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{round(seconds / 3600)} h"


def run_and_exit(command: Callable[[], int | None]) -> NoReturn:
    """Run a command; turn what went wrong into one line and the exit code that belongs to it."""
    try:
        sys.exit(command() or DONE)
    except JobCancelledError as cancelled:
        say(f"casefile: {cancelled}")
        sys.exit(cancelled.exit_code)
    except ExplorerError as problem:
        say(f"casefile: {problem} {problem.advice()}".rstrip())
        sys.exit(problem.exit_code)
    except BrokenPipeError:
        sys.exit(DONE)
    except Exception:  # noqa: BLE001 - the last resort: a bug is said in one line, its trace goes to the log file
        say(f"casefile: something broke inside Casefile; your case was not changed by it. Details: {_log_crash()}")
        sys.exit(BUG)


def _log_crash() -> str:
    """Write the trace where the person can find it; no document text is in it."""
    target = Path(platformdirs.user_log_dir("casefile", appauthor=False)) / "crash.log"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("a", encoding="utf-8") as log:
        log.write(time.strftime("%Y-%m-%dT%H:%M:%SZ\n", time.gmtime()) + traceback.format_exc() + "\n")
    return str(target)
