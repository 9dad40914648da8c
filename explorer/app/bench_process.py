"""Runs a command as a person would and watches it: seconds, processor seconds, and memory of all its processes."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_LOOK = 0.1  # seconds between looks at a running command
_WEIGH = 5  # looks between two weighings: the kernel walks all pages for each


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command cost. ``megabytes`` is the most that its processes held together, shared pages counted once."""

    seconds: float
    processor_seconds: float
    megabytes: float
    code: int


def watched(command: Sequence[str], look: Callable[[float], None] | None = None) -> Watched:
    """Run a command to its end, silently. ``look`` is called with the seconds gone while it runs."""
    before, started = _spent(), time.monotonic()
    child = subprocess.Popen(
        list(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    peak, looks = 0.0, 0
    while child.poll() is None:
        if looks % _WEIGH == 0:
            peak = max(peak, session_megabytes(child.pid))
        if look:
            look(time.monotonic() - started)
        looks += 1
        time.sleep(_LOOK)
    return Watched(time.monotonic() - started, _spent() - before, peak, child.returncode)


def timed(command: Sequence[str]) -> float:
    """Milliseconds of a short command, its process's start and end included."""
    started = time.monotonic()
    subprocess.run(list(command), check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.monotonic() - started) * 1000


def casefile(*arguments: object) -> list[str]:
    """The command that runs this program."""
    return [sys.executable, "-W", "ignore", "-m", "explorer", *map(str, arguments)]


def session_megabytes(session: int) -> float:
    """Memory of all processes of a session. 0 where there is no /proc."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                total += _kilobytes(stat.with_name("smaps_rollup"))
        except OSError:  # it ended, or is not ours to look at
            continue
    return total / 1024


def cores() -> int:
    """Processors that may be used: every peer gets as many processes."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _kilobytes(rollup: Path) -> int:
    return next((int(line.split()[1]) for line in rollup.read_text().splitlines() if line.startswith("Pss:")), 0)


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime
