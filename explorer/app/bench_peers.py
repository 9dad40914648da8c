"""The peers of the benchmark: programs doing comparable work over the same files, with as many processes as cores."""

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from explorer.app.bench_process import cores, timed, watched
from explorer.app.bench_queries import queries

_BARE = """
import sys
sys.modules["pymupdf.layout"] = None
import pymupdf
for name in open(sys.argv[2]).read().splitlines():
    try:
        for page in pymupdf.open(name):
            for kind in sys.argv[1].split("+"):
                page.get_text(kind)
    except Exception:
        pass
"""
_TESSERACT = """
import sys
from pathlib import Path
import pymupdf, tesserocr
from PIL import Image
from explorer.extract.ocr_tesseract import tessdata_folder
data = tessdata_folder(Path(sys.argv[3]) if sys.argv[3] else None)
with tesserocr.PyTessBaseAPI(path=f"{data}/", lang="eng", psm=tesserocr.PSM.AUTO) as api:
    for name in open(sys.argv[1]).read().splitlines():
        for page in pymupdf.open(name):
            picture = page.get_pixmap(dpi=int(sys.argv[2]), colorspace=pymupdf.csGRAY)
            api.SetImage(Image.frombytes("L", (picture.width, picture.height), picture.samples))
            api.SetSourceResolution(int(sys.argv[2]))
            api.GetUTF8Text()
            api.AllWordConfidences()
"""


def recollindex(records: Path, work: Path) -> float:
    """Seconds that Recoll takes to index a folder; 0 where it is not installed."""
    if not shutil.which("recollindex"):
        return 0.0
    settings = work / "recoll"
    settings.mkdir()
    (settings / "recoll.conf").write_text(f"topdirs = {records}\n", "utf-8")
    return watched(["recollindex", "-c", str(settings), "-z"]).seconds


def recollq(work: Path) -> dict[str, list[float]]:
    """Milliseconds of each kind of query asked of Recoll's index, each in a new process; empty where there is none."""
    settings = work / "recoll"
    if not shutil.which("recollq") or not settings.is_dir():
        return {}
    found: dict[str, list[float]] = {}
    for kind, asked in queries().items():
        times = [timed(["recollq", "-c", str(settings), "-n", "50", each.recoll]) for each in asked if each.recoll]
        if times:
            found[kind] = times
    return found


def pdftotext(records: Path, work: Path) -> float:
    """Seconds that poppler takes to write the text of every PDF; 0 where it is not installed."""
    if not shutil.which("pdftotext"):
        return 0.0
    script = 'while IFS= read -r name; do pdftotext "$name" /dev/null; done < "$0"'
    return _at_once(_pdfs(records), work, lambda names: ["sh", "-c", script, names])


def pymupdf_text(records: Path, work: Path) -> float:
    """Seconds that bare PyMuPDF takes to extract the text of every PDF, and nothing more."""
    return _at_once(_pdfs(records), work, lambda names: [sys.executable, "-c", _BARE, "text", names])


def pymupdf_words(records: Path, work: Path) -> float:
    """The same for text and words with their boxes, which is what a case holds of a page."""
    return _at_once(_pdfs(records), work, lambda names: [sys.executable, "-c", _BARE, "text+words", names])


def tesseract(scans: Path, work: Path, dpi: int, data: Path | None) -> float:
    """Seconds of Tesseract in a loop, loaded once a process, over the pages of scanned PDFs drawn at ``dpi``."""
    order = [sys.executable, "-W", "ignore", "-c", _TESSERACT]
    return _at_once(_pdfs(scans), work, lambda names: [*order, names, str(dpi), str(data or "")])


def p50_p95(times: Sequence[float]) -> list[float]:
    """The median and the 95th percentile."""
    return [round(statistics.median(times), 1), round(statistics.quantiles(times, n=20)[-1], 1)]


def _pdfs(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.pdf"))


def _at_once(files: Sequence[Path], work: Path, command: Callable[[str], list[str]]) -> float:
    """Seconds until as many processes as there are cores have done all files, dealt out evenly. 0 without files."""
    if not files:
        return 0.0
    running, started = [], time.monotonic()
    for number in range(cores()):
        names = work / f"names-{number}.txt"
        names.write_text("".join(f"{path}\n" for path in files[number :: cores()]), "utf-8")
        order = command(str(names))
        running.append(subprocess.Popen(order, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    ended = [process.wait() for process in running]
    return time.monotonic() - started if not any(ended) else 0.0
