"""The program's own measurements: what adding, reading pictures and searching cost, beside peers in the same run."""

import os
import platform
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.app import bench_peers as peers
from explorer.app.bench_corpus import make_corpus
from explorer.app.bench_process import Watched, casefile, cores, timed, watched
from explorer.app.bench_queries import queries
from explorer.app.bench_scans import DPI, make_scans
from explorer.app.recognising import setup_of
from explorer.app.session import CaseSession
from explorer.app.settings import Settings
from explorer.errors import ExplorerError
from explorer.model.query import SearchRequest

Say = Callable[[str], None]


@dataclass(slots=True)
class Measured:
    """Figures by name, in the order taken. Times in seconds or, where named so, milliseconds."""

    machine: str
    figures: dict[str, Any] = field(default_factory=dict)


def measure(pages: int, scans: int, say: Say, folder: Path | None = None) -> Measured:
    """Measure adding and searching ``pages`` made pages, or the files of a folder, beside the peers installed.

    Args:
        pages: how many to make.
        scans: how many pictures of pages to make and read, beside Tesseract alone; 0 for none.
        say: told what begins.
        folder: of records to measure over, in place of made ones.
    """
    where = f"{platform.machine()}, {cores()} cores, {platform.system()}, Python {platform.python_version()}"
    found = Measured(where)
    with tempfile.TemporaryDirectory(prefix="casefile-bench-") as name, _cache_in(Path(name)):
        work = Path(name)
        records = folder or work / "records"
        if folder is None:
            say(f"making {pages:,} pages")
            found.figures["corpus_mb"] = round(make_corpus(records, pages) / 1e6, 1)
        _measure_add(records, work, found.figures, say)
        _measure_search(work / "bench.casefile", found.figures, say)
        _measure_peers(records, work, found.figures, say)
        if scans:
            _measure_scans(scans, work, found.figures, say)
    return found


class _cache_in:  # noqa: N801 - a context manager, used like a function
    """Indexes of the measured cases lie with them, not in the person's cache."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._before = folder, os.environ.get("CASEFILE_CACHE_DIR")

    def __enter__(self) -> None:
        os.environ["CASEFILE_CACHE_DIR"] = str(self._folder / "cache")

    def __exit__(self, *_: object) -> None:
        del os.environ["CASEFILE_CACHE_DIR"]
        if self._before is not None:
            os.environ["CASEFILE_CACHE_DIR"] = self._before


def _measure_add(records: Path, work: Path, figures: dict[str, Any], say: Say) -> None:
    say("adding")
    case = work / "bench.casefile"
    CaseSession.create(case).close()
    first: list[float] = []

    def look(seconds: float) -> None:
        if not first and _is_searchable(case):
            first.append(seconds)

    cost = watched(casefile("add", case, records, "--ocr", "never", "--json"), look)
    with CaseSession.open(case, for_writing=False) as session:
        pages = session.reading.totals().pages
        index = session.searching.index_bytes()
    figures |= {
        "pages": pages,
        **_of_pages("add", cost, pages),
        "add: first page searchable, s": round(first[0] if first else cost.seconds, 2),
        "add: peak memory of all processes, MB": round(cost.megabytes),
        "index, MB": round(index / 1e6, 1),
        "case without originals, MB": round((case / "case.sqlite").stat().st_size / 1e6, 1),
    }


def _of_pages(what: str, cost: Watched, pages: int) -> dict[str, float]:
    return {
        f"{what}: seconds": round(cost.seconds, 2),
        f"{what}: processor seconds": round(cost.processor_seconds, 2),
        f"{what}: pages per second": round(pages / cost.seconds, 1),
    }


def _is_searchable(case: Path) -> bool:
    try:
        with CaseSession.open(case, for_writing=False) as session:
            return session.searching.indexed_pages() > 0
    except ExplorerError:
        return False


def _measure_search(case: Path, figures: dict[str, Any], say: Say) -> None:
    say("searching")
    with CaseSession.open(case, for_writing=False) as session:
        for kind, asked in queries().items():
            times = [session.searching.search(SearchRequest(each.ours, facets=True)).took_ms for each in asked]
            figures[f"search, {kind}: p50/p95, ms"] = peers.p50_p95(times)
    rare = queries()["rare word"]
    times = [timed(casefile("search", case, each.ours, "--json")) for each in rare]
    figures["search, rare word, each a new process: p50/p95, ms"] = peers.p50_p95(times)


def _measure_peers(records: Path, work: Path, figures: dict[str, Any], say: Say) -> None:
    ours = figures["add: seconds"]
    for name, run in (
        ("recollindex", peers.recollindex),
        ("pdftotext", peers.pdftotext),
        ("PyMuPDF, text alone", peers.pymupdf_text),
        ("PyMuPDF, text and words", peers.pymupdf_words),
    ):
        say(f"beside {name}")
        if seconds := run(records, work):
            figures[f"{name}: seconds"] = round(seconds, 2)
            figures[f"{name}: pages per second"] = round(figures["pages"] / seconds, 1)
            figures[f"casefile add's pages per second, as a multiple of {name}'s"] = round(seconds / ours, 2)
    say("beside recollq")
    for kind, times in peers.recollq(work).items():
        figures[f"recollq, {kind}, each a new process: p50/p95, ms"] = peers.p50_p95(times)


def _measure_scans(pages: int, work: Path, figures: dict[str, Any], say: Say) -> None:
    say(f"making {pages:,} scanned pages")
    scans, case = work / "scans", work / "scans.casefile"
    make_scans(scans, pages)
    CaseSession.create(case).close()
    watched(casefile("add", case, scans, "--ocr", "never", "--json"))
    say("reading scanned pages")
    cost = watched(casefile("ocr", case, "--engine", "tesseract", "--language", "en", "--json"))
    if cost.code:
        say("Tesseract is not usable here: scanned pages were not measured")
        return
    figures |= _of_pages("ocr", cost, pages)
    figures["ocr: peak memory of all processes, MB"] = round(cost.megabytes)
    say("beside Tesseract")
    if seconds := peers.tesseract(scans, work, DPI, setup_of(Settings()).tessdata):
        figures["Tesseract: seconds"] = round(seconds, 2)
        figures["Tesseract: pages per second"] = round(pages / seconds, 2)
        figures["casefile ocr's pages per second, as a multiple of Tesseract's"] = round(seconds / cost.seconds, 2)
    shutil.rmtree(scans)
