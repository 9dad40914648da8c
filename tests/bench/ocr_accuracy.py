"""Measures OCR: errors and seconds per page of each engine, on made pages and on a corpus's; and what our pool costs.

python tests/bench/ocr_accuracy.py [CORPUS] [--pages N] [--engines tesseract,rapidocr] [--workers N]
"""

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import tesserocr
from PIL import Image
from rapidfuzz.distance import Levenshtein

from explorer.extract.ocr_pool import OcrDone, OcrPool, OcrTask, engines
from explorer.extract.ocr_tesseract import tessdata_folder
from explorer.extract.sniffing import look
from tests.bench.ocr_pages import Made, made_pages

_ROUNDS = 2


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFKC", text).replace("’", "'").replace("“", '"').replace("”", '"').split()


def errors(truth: str, read: str) -> tuple[float, float]:
    """Word error rate by edit distance, in order; and the part of the words that was read, in any order."""
    right, got = words(truth), words(read)
    common = sum((Counter(right) & Counter(got)).values())
    return Levenshtein.distance(right, got) / len(right), common / len(right)


def through_pool(tasks: Sequence[OcrTask], workers: int) -> tuple[dict[str, OcrDone], float, float, float]:
    """What the pool read; seconds by the clock, of the processor, and the most memory of a child in MB."""
    pool = OcrPool(workers)
    began, before = time.monotonic(), used()
    for task in tasks:
        pool.submit(task)
    done = {}
    while pool.outstanding:
        if (each := pool.next_event(600)) is not None:
            done[each.key] = each
    clock = time.monotonic() - began
    pool.close()
    return done, clock, used() - before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def used() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def bare(paths: Sequence[str]) -> list[str]:
    """Tesseract alone, in a loop over the same pictures."""
    found = []
    with tesserocr.PyTessBaseAPI(path=f"{tessdata_folder(None)}/", lang="eng", psm=tesserocr.PSM.AUTO) as api:
        for path in paths:
            with Image.open(path) as picture:
                api.SetImage(picture)
                api.SetSourceResolution(round(picture.info["dpi"][0]))
            found.append(api.GetUTF8Text())
    return found


def bare_loop(paths: Sequence[str], workers: int) -> tuple[list[str], float, float]:
    began, before = time.monotonic(), used()
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        found = pool.map(bare, [paths[number::workers] for number in range(workers)], chunksize=1)
        pool.close()
        pool.join()
    texts = [""] * len(paths)
    for number, part in enumerate(found):
        texts[number::workers] = part
    return texts, time.monotonic() - began, used() - before


def accuracy(pages: Sequence[Made], paths: Sequence[str], names: Sequence[str], workers: int) -> None:
    print(f"{'engine':11} {'kind':17} {'dpi':>4} {'pages':>5} {'WER':>6} {'recall':>6} {'conf':>5}")
    for name in names:
        tasks = [OcrTask(path, Path(path), look(Path(path), path).media, path, 1, name, ("en",)) for path in paths]
        done, clock, spent, memory = through_pool(tasks, workers)
        rows: dict[tuple[str, int], list[tuple[float, float, float]]] = defaultdict(list)
        for page, path in zip(pages, paths, strict=True):
            reading = done[path].reading
            assert reading is not None, done[path].error
            rows[page.kind, page.dpi].append((*errors(page.truth, reading.text), reading.confidence))
        for (kind, dpi), found in rows.items():
            told(name, kind, str(dpi), found)
        told(name, "all", "", [each for found in rows.values() for each in found])
        print(f"{name}: {clock / len(tasks):.2f} s a page by the clock with {workers} at once, "
              f"{spent / len(tasks):.2f} s of one core, a child {memory:.0f} MB\n")  # fmt: skip


def told(name: str, kind: str, dpi: str, found: Sequence[tuple[float, float, float]]) -> None:
    wer, recall, confidence = (sum(column) / len(found) for column in zip(*found, strict=True))
    print(f"{name:11} {kind:17} {dpi:>4} {len(found):5} {wer:6.3f} {recall:6.3f} {confidence:5.1f}")


def speed(pages: Sequence[Made], paths: Sequence[str], workers: int) -> None:
    """Our pool against Tesseract in a loop, turn by turn, on the pages that lie upright."""
    upright = [path for page, path in zip(pages, paths, strict=True) if "turned" not in page.kind]
    truths = [page.truth for page in pages if "turned" not in page.kind]
    tasks = [OcrTask(path, Path(path), look(Path(path), path).media, path, 1, "tesseract", ("en",)) for path in upright]
    ours = theirs = our_core = their_core = 0.0
    for _ in range(_ROUNDS):
        done, clock, spent, _ = through_pool(tasks, workers)
        ours, our_core = ours + clock, our_core + spent
        texts, clock, spent = bare_loop(upright, workers)
        theirs, their_core = theirs + clock, their_core + spent
    count = _ROUNDS * len(upright)
    ours_read = [done[path].reading for path in upright]
    pairs = [(truth, each.text) for truth, each in zip(truths, ours_read, strict=True) if each]
    print(f"{len(upright)} upright pages, {workers} at once, {_ROUNDS} rounds in turn (processes started each time):")
    print(f"  our pool        {_cost(count, ours, our_core)}, WER {_mean_errors(pairs):.3f}")
    print(
        f"  bare Tesseract  {_cost(count, theirs, their_core)}, WER {_mean_errors(zip(truths, texts, strict=True)):.3f}"
    )
    print(f"  ratio {theirs / ours:.2f} by the clock, {their_core / our_core:.2f} by the processor\n")


def _cost(pages: int, seconds: float, core: float) -> str:
    return f"{pages / seconds:.3f} pages/s, {core / pages:.2f} core s a page"


def _mean_errors(pairs: Iterable[tuple[str, str]]) -> float:
    found = [errors(truth, read)[0] for truth, read in pairs]
    return sum(found) / len(found)


def real(corpus: Path, names: Sequence[str], workers: int) -> None:
    """Real scans, which have no known text but one: how far the engines agree, and with the text that came along."""
    files = sorted([*(corpus / "dump").glob("jfk_scans/*/*.pdf"), *(corpus / "scan").glob("*")])
    referral = corpus / "dump/foia_referral/referral.pdf"
    files = [path for path in [referral, *files] if path.is_file()]
    read: dict[str, dict[str, OcrDone]] = {}
    for name in names:
        tasks = [OcrTask(str(path), path, look(path, path.name).media, path.name, 1, name, ("en",)) for path in files]
        read[name], clock, _, _ = through_pool(tasks, workers)
        print(f"{name}: first pages of {len(files)} real scans, {clock / max(len(files), 1):.2f} s a page by the clock")
    for path in files:
        got = {name: done[str(path)].reading for name, done in read.items()}
        cells = [f"{name} {each.confidence:3.0f} % {len(each.words):4} words {each.rotation:3}° {each.skew:+5.2f}°"
                 if each else f"{name} {read[name][str(path)].error}" for name, each in got.items()]  # fmt: skip
        texts = [each.text if each else "" for each in got.values()]
        agree = f"agree {errors(*texts)[1]:.2f}" if len(texts) == 2 and words(texts[0]) else ""
        print(f"  {path.name[:32]:32}", *cells, agree, sep=" | ")
    if referral.is_file():
        truth = referral.with_name("out.txt").read_text(errors="replace")
        for name in names:
            reading = read[name][str(referral)].reading
            print(f"  referral.pdf against the text that came with it: {name} WER, recall",
                  *(f"{each:.3f}" for each in errors(truth, reading.text if reading else "")))  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("corpus", type=Path, nargs="?")
    options.add_argument("--pages", type=int, default=2)
    options.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    options.add_argument("--engines", default="tesseract,rapidocr")
    asked = options.parse_args()
    here = [each.name for each in engines()]
    names = [name for name in asked.engines.split(",") if name in here]
    pages = list(made_pages(asked.pages))
    with tempfile.TemporaryDirectory(prefix="ocr-pages-") as folder:
        paths = []
        for number, page in enumerate(pages):
            path = Path(folder) / f"{number}.{'png' if page.picture[:4] == bytes((137, 80, 78, 71)) else 'jpg'}"
            path.write_bytes(page.picture)
            paths.append(str(path))
        accuracy(pages, paths, names, asked.workers)
        if "tesseract" in names:
            speed(pages, paths, asked.workers)
    if asked.corpus:
        real(asked.corpus, names, asked.workers)


if __name__ == "__main__":
    main()
