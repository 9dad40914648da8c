"""The program's own measurements: what an add and a search cost, beside peers doing the same work in the same run."""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.app.bench_corpus import make_corpus, vocabulary
from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.model.query import SearchRequest

_RARE, _COMMON, _MIDDLE = 9000, 3, 300  # ranks in the vocabulary
_ROUNDS = 12


@dataclass(slots=True)
class Measured:
    """Figures by name, in the order taken. Times in seconds or, where named so, milliseconds."""

    machine: str
    figures: dict[str, Any] = field(default_factory=dict)


def measure(pages: int, say: Callable[[str], None], folder: Path | None = None) -> Measured:
    """Measure adding and searching ``pages`` made pages, or the files of a folder, beside the peers installed."""
    found = Measured(
        f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    )
    with tempfile.TemporaryDirectory(prefix="casefile-bench-") as name:
        work = Path(name)
        records = folder or work / "records"
        if folder is None:
            say(f"making {pages:,} pages")
            found.figures["corpus_mb"] = round(make_corpus(records, pages) / 1e6, 1)
        _measure_add(records, work, found.figures, say)
        _measure_search(work / "bench.casefile", found.figures, say)
        _measure_peers(records, work, found.figures, say)
    return found


def _measure_add(records: Path, work: Path, figures: dict[str, Any], say: Callable[[str], None]) -> None:
    say("adding")
    case = work / "bench.casefile"
    CaseSession.create(case).close()
    started = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-m", "explorer", "add", str(case), str(records), "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    first, peak = None, 0.0
    while child.poll() is None:
        peak = max(peak, session_megabytes(child.pid))
        if first is None and _is_searchable(case):
            first = time.monotonic() - started
        time.sleep(0.05)
    seconds = time.monotonic() - started
    with CaseSession.open(case, for_writing=False) as session:
        totals = session.reading.totals()
    figures |= {
        "pages": totals.pages,
        "add_seconds": round(seconds, 2),
        "pages_per_second": round(totals.pages / seconds, 1),
        "first_page_searchable_seconds": round(first if first is not None else seconds, 2),
        "add_peak_mb_all_processes": round(peak),
    }


def _is_searchable(case: Path) -> bool:
    try:
        with CaseSession.open(case, for_writing=False) as session:
            return session.searching.indexed_pages() > 0
    except ExplorerError:
        return False


def session_megabytes(session: int) -> float:
    """Memory of all processes of a session, shared pages counted each time. 0 where there is no /proc."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21])
    return total * os.sysconf("SC_PAGE_SIZE") / 2**20 if total else 0.0


def queries() -> dict[str, str]:
    """One query of each kind, over the made vocabulary."""
    words = vocabulary()
    return {
        "common word": words[_COMMON],
        "rare word": words[_RARE],
        "and": f"{words[_MIDDLE]} {words[_MIDDLE + 1]}",
        "or": f"{words[_MIDDLE]} OR {words[_RARE]}",
        "phrase": f'"{words[0]} {words[1]}"',
        "prefix": words[_MIDDLE][:4] + "*",
        "fuzzy": f"{words[_RARE]}~1",
        "near": f'"{words[_MIDDLE]} {words[_MIDDLE + 1]}"~10',
        "filter": f"{words[_MIDDLE]} kind:pdf",
    }


def _measure_search(case: Path, figures: dict[str, Any], say: Callable[[str], None]) -> None:
    say("searching")
    with CaseSession.open(case, for_writing=False) as session:
        for kind, query in queries().items():
            times = [session.searching.search(SearchRequest(query, facets=True)).took_ms for _ in range(_ROUNDS)]
            figures[f"search {kind} p50/p95 ms"] = [
                round(statistics.median(times), 1),
                round(statistics.quantiles(times, n=20)[-1], 1),
            ]
        figures["index_mb"] = round(session.searching.index_bytes() / 1e6, 1)


def _measure_peers(records: Path, work: Path, figures: dict[str, Any], say: Callable[[str], None]) -> None:
    ours = figures["add_seconds"]
    for name, run in (("recollindex", _recollindex), ("pdftotext", _pdftotext), ("pymupdf", _pymupdf)):
        say(f"beside {name}")
        seconds = run(records, work)
        if seconds:
            figures[f"{name} seconds"] = round(seconds, 2)
            figures[f"casefile's speed as a multiple of {name}'s"] = round(seconds / ours, 2)


def _timed(command: list[str], **options: Any) -> float:
    started = time.monotonic()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return time.monotonic() - started


def _recollindex(records: Path, work: Path) -> float:
    if not shutil.which("recollindex"):
        return 0.0
    settings = work / "recoll"
    settings.mkdir()
    (settings / "recoll.conf").write_text(f"topdirs = {records}\n", "utf-8")
    return _timed(["recollindex", "-c", str(settings), "-z"])


def _pdftotext(records: Path, _work: Path) -> float:
    if not shutil.which("pdftotext"):
        return 0.0
    return sum(_timed(["pdftotext", str(path), "/dev/null"]) for path in sorted(records.rglob("*.pdf")))


_BARE = """
import pathlib, sys
sys.modules["pymupdf.layout"] = None
import pymupdf
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.pdf")):
    try:
        for page in pymupdf.open(path):
            page.get_text("words")
    except Exception:
        pass
"""


def _pymupdf(records: Path, _work: Path) -> float:
    return _timed([sys.executable, "-c", _BARE, str(records)])
