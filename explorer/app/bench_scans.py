"""Makes the benchmark's scanned pages: the made vocabulary in print, as pictures without text, leaning a little."""

import random
from itertools import accumulate
from pathlib import Path

from explorer.app.bench_corpus import vocabulary
from explorer.extract.mupdf import pymupdf

DPI = 200  # of the scans: what both sides read them at
_WORDS = 250
_LINE_WORDS = 10
_PAGES_A_FILE = 5


def make_scans(folder: Path, pages: int) -> None:
    """Write PDFs of ``pages`` pictures of letter pages in all."""
    words = vocabulary()[:5000]
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    dice = random.Random(13)  # noqa: S311 - a fixed corpus, not a secret
    folder.mkdir(parents=True)
    for first in range(0, pages, _PAGES_A_FILE):
        scan = pymupdf.open()
        for _ in range(min(_PAGES_A_FILE, pages - first)):
            chosen = dice.choices(words, cum_weights=weights, k=_WORDS)
            picture = _picture([" ".join(chosen[at : at + _LINE_WORDS]) for at in range(0, _WORDS, _LINE_WORDS)])
            scan.new_page(width=612, height=792).insert_image(pymupdf.Rect(0, 0, 612, 792), stream=picture)
        scan.save(folder / f"scan-{first:05d}.pdf")
        scan.close()


def _picture(lines: list[str]) -> bytes:
    """A page of these lines, as a scanner's PNG."""
    with pymupdf.open() as drawn:
        page = drawn.new_page(width=612, height=792)
        page.insert_text((60, 80), lines, fontsize=11, fontname="tiro", lineheight=1.9)
        pixels = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY, alpha=False)
        made: bytes = pixels.tobytes("png")
        return made
