"""Reads files that were spoilt in thousands of ways, through the real readers in their child processes.

    python tests/bench/fuzz.py FOLDER [--count 20000] [--seconds S] [--seed 1] [--workers 2] [--corpus DIR]

FOLDER keeps what was found (``results.tsv``) and each file that stopped its reader (``killers/``); run it again and it
goes on where it stopped. The parent runs in a process of its own, so that its crash is counted and not suffered.
Ends with 1 if a parent crashed or a file was not ended within its limits.
"""

import argparse
import collections
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from explorer.errors import DocumentError, LimitError, ReaderDiedError, ReaderTimeoutError
from explorer.extract.base import Limits
from explorer.extract.sandbox import ChildFound, Ended, FactsFound, PageFound, ReaderPool, ReadTask
from tests.bench.fuzz_seeds import mutated, seeds

ENRICH = "explorer.jobs.enrich:enrich"
LIMITS = replace(Limits(), seconds=60.0, silent_seconds=30.0)
_SLACK = 15.0  # seconds that the watcher may need to end a child
_MOST_CRASHES = 20


@dataclass(slots=True)
class Peaks:
    """The most resident bytes that any child of this process ever held; looked at five times a second."""

    most: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        while not self.stopped.wait(0.2):
            for status in self._statuses():
                line = next((each for each in status.splitlines() if each.startswith("VmHWM")), "VmHWM: 0 kB")
                self.most = max(self.most, int(line.split()[1]) * 1024)

    def _statuses(self) -> list[str]:
        found = []
        for tasks in Path("/proc/self/task").glob("*/children"):
            try:
                found += [Path(f"/proc/{pid}/status").read_text("ascii") for pid in tasks.read_text("ascii").split()]
            except OSError:
                continue  # it ended
        return found


@dataclass(slots=True)
class _Open:
    """A file that is being read."""

    path: Path
    media: str = ""
    pages: int = 0


class Run:
    """One parent: reads from a number on until the count or the time is used up."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._folder, self._seed, self._count = options.folder, options.seed, options.count
        self._until = time.monotonic() + options.seconds if options.seconds else float("inf")
        self._seeds = seeds(options.corpus if options.corpus and options.corpus.is_dir() else None)
        self._ahead = 4 * options.workers
        self._pool = ReaderPool(options.workers, self._folder / "scratch", LIMITS, ENRICH)
        self._open: dict[str, _Open] = {}
        self._peaks = Peaks()

    def go(self) -> None:
        done = set(_done(self._folder))
        watcher = threading.Thread(target=self._peaks.watch, daemon=True)
        watcher.start()
        try:
            with (self._folder / "results.tsv").open("a", encoding="utf-8", buffering=1) as results:
                for number in range(self._count):
                    if time.monotonic() > self._until:
                        break
                    if number not in done:
                        self._submit(number)
                        while self._pool.outstanding >= self._ahead:
                            self._take(results)
                while self._pool.outstanding:
                    self._take(results)
        finally:
            self._peaks.stopped.set()
            self._pool.close()

    def _submit(self, number: int) -> None:
        (self._folder / "begun").write_text(str(number), "ascii")
        name, data = mutated(self._seeds, self._seed, number)
        path = self._folder / "files" / str(number)
        path.write_bytes(data)
        self._open[str(number)] = _Open(path)
        self._pool.submit(ReadTask(str(number), path, name, passwords=("wrong", "kestrel")))

    def _take(self, results: "object") -> None:
        patience = LIMITS.seconds + _SLACK
        event = self._pool.next_event(patience)
        if event is None:
            for number in self._open:
                print(f"{number}\thang\t\t0\t{patience:.1f}\t{self._peaks.most}", file=results)  # type: ignore[call-overload]
            raise SystemExit(9)
        each = self._open[event.key]
        if isinstance(event, FactsFound):
            each.media = event.media
        elif isinstance(event, PageFound):
            each.pages += 1
        elif isinstance(event, ChildFound):
            event.path.unlink()
        elif isinstance(event, Ended):
            how = _outcome(event.error)
            line = f"{event.key}\t{how}\t{each.media}\t{each.pages}\t{event.seconds:.2f}\t{self._peaks.most}"
            print(line, file=results)  # type: ignore[call-overload]
            if how.startswith(("died", "time")):
                each.path.replace(self._folder / "killers" / event.key)
            else:
                each.path.unlink()
            del self._open[event.key]


def _outcome(error: DocumentError | None) -> str:
    if error is None:
        return "read"
    if isinstance(error, ReaderDiedError):
        return f"died: {error.args[1]}"
    if isinstance(error, ReaderTimeoutError):
        return "time limit"
    if isinstance(error, LimitError):
        return f"limit: {error.args[1]}"
    detail = error.args[1] if len(error.args) > 1 and "failed with" in str(error.args[1]) else ""
    return f"{type(error).__name__} {detail}".strip()


def _done(folder: Path) -> list[int]:
    try:
        lines = (folder / "results.tsv").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    return [int(line.split("\t", 1)[0]) for line in lines if line]


def table(folder: Path, crashes: int) -> bool:
    """Print what was found; whether all is well."""
    rows = [line.split("\t") for line in (folder / "results.tsv").read_text("utf-8").splitlines()]
    outcomes = collections.Counter(row[1] for row in rows)
    hangs = outcomes["hang"]
    print(f"files read            {len(rows):8,}")
    print(f"crashes of the parent {crashes:8,}")
    print(f"hangs past the limit  {hangs:8,}")
    print(f"peak of any reader    {max((int(row[5]) for row in rows), default=0) / 1e6:8,.0f} MB resident")
    print(f"slowest file          {max((float(row[4]) for row in rows), default=0):8.1f} s\n")
    for outcome, count in outcomes.most_common():
        print(f"{count:8,}  {outcome}")
    print("\nby kind: files, read, of these in pages; readers that died; stopped at the time limit")
    for media in sorted({row[2] for row in rows}):
        mine = [row for row in rows if row[2] == media]
        read = [row for row in mine if row[1] == "read"]
        died, slow = (sum(row[1].startswith(way) for row in mine) for way in ("died", "time"))
        pages = sum(int(row[3]) for row in mine)
        print(f"{len(mine):8,} {len(read):8,} {pages:8,} {died:4,} {slow:4,}  {media or '(not told)'}")
    return not (crashes or hangs)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--corpus", type=Path, default=None)
    parser.add_argument("--one-parent", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    for name in ("files", "killers", "scratch"):
        (options.folder / name).mkdir(parents=True, exist_ok=True)
    if options.one_parent:
        Run(options).go()
        return 0
    crashes, until = 0, time.monotonic() + options.seconds if options.seconds else 0.0
    while crashes < _MOST_CRASHES:
        left = ["--seconds", str(max(until - time.monotonic(), 1))] if until else []
        ended = subprocess.run([sys.executable, __file__, *sys.argv[1:], *left, "--one-parent"], check=False)
        if ended.returncode == 0:
            break
        crashes += ended.returncode != 9  # which is a hang, and listed as one
        with (options.folder / "results.tsv").open("a", encoding="utf-8") as results:  # not tried for ever
            print(
                f"{(options.folder / 'begun').read_text('ascii')}\tparent ended with {ended.returncode}\t\t0\t0\t0",
                file=results,
            )
    return 0 if table(options.folder, crashes) else 1


if __name__ == "__main__":
    sys.exit(main())
