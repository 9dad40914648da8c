"""Slides drawn by us beside LibreOffice's drawing of the same slides: pictures to look at, and a figure for each.

Run: ``python -m tests.bench.slides_beside OUT FILE_OR_FOLDER...``. Writes OUT/NAME-01.png …, ours on the left. For each
slide: the share of LibreOffice's words that we drew at the same place (intersection over union of the boxes at least
0.3), the share that we drew at all, and how like the pictures are (structural similarity, 0 to 1, at 30 dpi).
LibreOffice is no judge of what PowerPoint shows; a low figure says where to look. Nothing is asserted.
Both draw with the fonts of this machine: without Liberation and Carlito (metric-compatible with Arial, Times and
Calibri) LibreOffice's lines break elsewhere.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf
from PIL import Image

from explorer.analyze.word_places import places_of
from explorer.errors import DocumentError
from explorer.extract.base import Collected, Source
from explorer.extract.exact import EXACT_MEDIA, ExactOrder, exact_words, make_exact
from explorer.extract.registry import reader_for, sniff
from explorer.model.words import Box

_SAME = 0.3  # intersection over union
_LIKENESS_DPI, _LOOK_DPI = 30, 80
_SLIDES_MOST = 60  # of one deck


@dataclass(frozen=True, slots=True)
class Figures:
    """What one slide gives."""

    name: str
    words: int
    at_place: int
    drawn: int
    likeness: float


def main(out: Path, places: list[Path]) -> None:
    """Draw, compare, print; the worst first, then the whole."""
    out.mkdir(parents=True, exist_ok=True)
    found: list[Figures] = []
    for path in sorted(_decks(places)):
        try:
            found += _beside(path, out)
        except DocumentError as problem:
            print(f"left out: {problem}", file=sys.stderr)
    for each in sorted(found, key=lambda each: each.at_place / max(each.words, 1) + each.likeness):
        share = f"{each.at_place}/{each.words}".rjust(9)
        print(f"{share} at place {each.drawn:4} drawn  likeness {each.likeness:.2f}  {each.name}")
    if found:
        _print_whole(found)


def _print_whole(found: list[Figures]) -> None:
    words = max(sum(each.words for each in found), 1)
    at_place, drawn = (sum(each) / words for each in zip(*((one.at_place, one.drawn) for one in found), strict=True))
    print(
        f"{len(found)} slides, {words} words: {at_place:.3f} at their place, {drawn:.3f} drawn;"
        f" likeness at the median {statistics.median(each.likeness for each in found):.3f},"
        f" mean {statistics.mean(each.likeness for each in found):.3f}"
    )


def _decks(places: list[Path]) -> Iterator[Path]:
    for place in places:
        for path in (place, *place.rglob("*")):
            if path.suffix.lower() in (".pptx", ".ppt", ".odp", ".pptm", ".ppsx"):
                yield path


def _beside(path: Path, out: Path) -> list[Figures]:
    kind = sniff(path, path.name)
    if kind not in EXACT_MEDIA:
        return []
    source, reader = Source(path, path.name), reader_for(kind, path.name)
    with tempfile.TemporaryDirectory(prefix="beside-") as folder:
        own, exact = Path(folder) / "own.pdf", Path(folder) / "exact.pdf"
        reader.render(source, own)
        make_exact(ExactOrder(path, kind, path.name, own, exact))
        sink = Collected()
        reader.read(source, sink)
        with pymupdf.open(own) as ours, pymupdf.open(exact) as theirs:
            return [
                _slide(f"{path.stem}-{page.ordinal:02}", out, page, seen, ours, theirs)
                for page, seen in list(zip(sink.pages, exact_words(exact, path.name), strict=False))[:_SLIDES_MOST]
            ]


def _slide(name: str, out: Path, page: Any, seen: Any, ours: Any, theirs: Any) -> Figures:
    at = page.ordinal - 1
    clip = pymupdf.Rect(0, 0, page.width, seen.height)
    _save_pair(out / f"{name}.png", _pixels(ours[at], clip, _LOOK_DPI), _pixels(theirs[at], clip, _LOOK_DPI))
    likeness = _likeness(_pixels(ours[at], clip, _LIKENESS_DPI), _pixels(theirs[at], clip, _LIKENESS_DPI))
    words = [word for word in page.words if word.box.y0 < seen.height]
    boxes = places_of(page.text, words, seen.words)
    same = sum(box is not None and _overlap(word.box, box) >= _SAME for word, box in zip(words, boxes, strict=True))
    drawn = sum(box is not None for box in boxes)
    count = sum(any(map(str.isalnum, text)) for text, _box in seen.words)
    return Figures(name, max(count, drawn), same, drawn, likeness)


def _overlap(a: Box, b: Box) -> float:
    """Intersection over union."""
    inner = max(min(a.x1, b.x1) - max(a.x0, b.x0), 0.0) * max(min(a.y1, b.y1) - max(a.y0, b.y0), 0.0)
    both = (a.x1 - a.x0) * (a.y1 - a.y0) + (b.x1 - b.x0) * (b.y1 - b.y0) - inner
    return inner / both if both > 0 else 0.0


def _pixels(page: Any, clip: Any, dpi: int) -> Any:
    pixmap = page.get_pixmap(dpi=dpi, clip=clip & page.rect, alpha=False)
    return (
        np.frombuffer(pixmap.samples, np.uint8)
        .reshape(pixmap.height, pixmap.stride)[:, : pixmap.width * 3]
        .reshape(pixmap.height, pixmap.width, 3)
    )


def _likeness(a: Any, b: Any) -> float:
    """Structural similarity over windows of 8 by 8 (Wang, Bovik, Sheikh and Simoncelli 2004), of the grey pictures."""
    height, width = min(a.shape[0], b.shape[0]) // 8 * 8, min(a.shape[1], b.shape[1]) // 8 * 8
    x, y = (
        each[:height, :width].mean(axis=2).reshape(height // 8, 8, width // 8, 8).swapaxes(1, 2).reshape(-1, 64)
        for each in (a, b)
    )
    mx, my = x.mean(axis=1), y.mean(axis=1)
    covariance = ((x - mx[:, None]) * (y - my[:, None])).mean(axis=1)
    low, middle = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    top = (2 * mx * my + low) * (2 * covariance + middle)
    return float((top / ((mx**2 + my**2 + low) * (x.var(axis=1) + y.var(axis=1) + middle))).mean())


def _save_pair(path: Path, ours: Any, theirs: Any) -> None:
    height, gap = max(ours.shape[0], theirs.shape[0]), 12
    sheet = Image.new("RGB", (ours.shape[1] + gap + theirs.shape[1], height), (120, 120, 120))
    sheet.paste(Image.fromarray(ours), (0, 0))
    sheet.paste(Image.fromarray(theirs), (ours.shape[1] + gap, 0))
    sheet.save(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]])
