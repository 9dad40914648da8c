"""How well the boxes of a traced passage lie on the page: overlap with the ink of its words, as another tool draws it.

    python -m tests.bench.passage_boxes PDF... [--quotes 200]

Adds the PDFs to a case, takes passages of 8 to 20 words from the words that ``pdftotext -bbox`` finds on their pages
and traces them. For those whose words stand in the same order in both readings of the page, compares the area of the
boxes with that of the ink of these words in poppler's drawing, joined along each line: intersection over union. Prints
the median, the worst tenth and the share at 0.8 or more; and the same beside poppler's own boxes of the words, which
reach from the ascent to the descent that a font states.
"""

import argparse
import html
import io
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from explorer.app.adding import ProductionDetails
from explorer.app.session import CaseSession
from explorer.jobs.job import JobContext
from explorer.model.document import Box
from explorer.model.draft import Statement, StatementKind
from explorer.model.trace import Match, Trace, Verdict

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
_GRID = 2  # cells a point
_DPI = 144
_DARK = 128
_AROUND = 2.0  # points above and below poppler's word in which its ink is looked for
Word = tuple[str, Box]


def pages_of(pdf: Path) -> list[list[Word]]:
    """The words of each page as poppler finds them."""
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    return [
        [(html.unescape(word[5]), Box(*map(float, word.groups()[:4]))) for word in _WORD.finditer(page)]
        for page in told.split("<page ")[1:]
    ]


def lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes in a row joined along each line."""
    joined: list[Box] = []
    for box in boxes:
        last = joined[-1] if joined else None
        if last and abs(last.y0 - box.y0) < 3 and box.x0 >= last.x0:
            joined[-1] = last.union(box)
        else:
            joined.append(box)
    return joined


def inked(boxes: Sequence[Box], drawn: NDArray[np.uint8]) -> list[Box]:
    """Boxes of lines, as high as the ink within their width."""
    found, scale = [], _DPI / 72
    for box in boxes:
        top = max(0, int((box.y0 - _AROUND) * scale))
        strip = drawn[top : int((box.y1 + _AROUND) * scale), int(box.x0 * scale) : int(box.x1 * scale) + 1]
        rows = np.flatnonzero((strip < _DARK).any(axis=1))
        if len(rows):
            found.append(Box(box.x0, (top + rows[0]) / scale, box.x1, (top + rows[-1] + 1) / scale))
    return found


def drawn_page(pdf: Path, page: int) -> NDArray[np.uint8]:
    told = subprocess.run(
        ["pdftoppm", "-r", str(_DPI), "-gray", "-png", "-f", str(page), "-l", str(page), str(pdf)],
        capture_output=True,
        check=True,
    )
    with Image.open(io.BytesIO(told.stdout)) as picture:
        return np.asarray(picture.convert("L"))


def overlap(one: Sequence[Box], other: Sequence[Box]) -> float:
    """Intersection over union of two areas, counted on a grid of half points."""
    grids = []
    for boxes in (one, other):
        grid = np.zeros((1100 * _GRID, 1100 * _GRID), np.bool_)
        for box in boxes:
            grid[int(box.y0 * _GRID) : int(box.y1 * _GRID) + 1, int(box.x0 * _GRID) : int(box.x1 * _GRID) + 1] = True
        grids.append(grid)
    return float(np.count_nonzero(grids[0] & grids[1]) / max(1, np.count_nonzero(grids[0] | grids[1])))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("pdfs", type=Path, nargs="+")
    parser.add_argument("--quotes", type=int, default=200)
    options = parser.parse_args()
    if shutil.which("pdftotext") is None:
        print("pdftotext is not installed: there is nothing to compare with")
        return 2
    dice = random.Random(29)
    asked: list[tuple[str, str, int, list[Box]]] = []
    for pdf in options.pdfs:
        for number, words in enumerate(pages_of(pdf), 1):
            if len(words) >= 40:
                length = dice.randint(8, 20)
                first = dice.randrange(len(words) - length)
                chosen = words[first : first + length]
                asked.append((" ".join(word for word, _ in chosen), pdf.name, number, [box for _, box in chosen]))
    by_name = {each.name: each for each in options.pdfs}
    asked = dice.sample(asked, min(options.quotes, len(asked)))
    with tempfile.TemporaryDirectory() as folder, CaseSession.create(Path(folder) / "boxes.casefile") as session:
        session.adding.add(options.pdfs, ProductionDetails("Boxes")).run(JobContext())
        traces: dict[int, Trace] = {}
        statements = [Statement(n, StatementKind.QUOTE, text, ((0, len(text)),)) for n, (text, *_) in enumerate(asked)]
        session.tracing.trace(statements, JobContext(), lambda trace: traces.update({trace.n: trace}))
        found, stated = [], []
        for n, (_, name, page, boxes) in enumerate(asked):
            match = there(session, traces[n], name, page)
            if match is not None and traces[n].verdict is Verdict.EXACT:
                ours = [box for each in match.passages for box in session.tracing.boxes(each)]
                found.append(overlap(ours, inked(lines(boxes), drawn_page(by_name[name], page))))
                stated.append(overlap(ours, lines(boxes)))
        exact = sum(trace.verdict is Verdict.EXACT for trace in traces.values())
    print(f"{len(asked)} passages, {exact} exact, {len(found)} of those traced to the page they were taken from")
    print(f"with the ink: {told(found)}")
    print(f"with poppler's boxes: {told(stated)}")
    return 0


def told(overlaps: Sequence[float]) -> str:
    worst = statistics.quantiles(overlaps, n=10)[0]
    share = sum(each >= 0.8 for each in overlaps) / len(overlaps)
    return (
        f"intersection over union: mean {statistics.mean(overlaps):.3f}, median {statistics.median(overlaps):.3f}, "
        f"worst tenth {worst:.3f}, >= 0.8: {share:.1%}"
    )


def there(session: CaseSession, trace: Trace, name: str, page: int) -> Match | None:
    """The match on the page that the passage was taken from."""
    for match in trace.matches:
        first = match.passages[0]
        if first.ordinal == page and session.reading.own_place(first.document).name == name:
            return match
    return None


if __name__ == "__main__":
    sys.exit(main())
