"""LibreOffice's drawing of a deck put onto the deck's own pages: their size, and what stands below each slide, stay.

So a page looks the same below the slide whichever drawing is shown, and the words that LibreOffice drew are given where
they stand on that page. Source: PyMuPDF's manual, ``Page.show_pdf_page``.
"""

import contextlib
import json
from pathlib import Path
from typing import Any

from explorer.errors import DamagedDocumentError, OtherDrawingError
from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf import MUPDF_ERRORS, raise_if_memory

_WORDS_MOST = 20_000  # of one slide
_Seen = tuple[str, float, float, float, float]
_SLACK = 2.0  # points that the two drawings' sides may differ by


def put_together(office: Path, own: Path, target: Path, words: Path, name: str) -> None:
    """Write the pages and, as JSON, for each of them its slide's height and [[word, x0, y0, x1, y1], …] in points.

    Args:
        office: LibreOffice's PDF.
        own: our rendition.
        target: the PDF to write.
        words: the JSON to write.
        name: of the deck, for messages.

    Raises:
        OtherDrawingError: its pages are not the deck's.
        DamagedDocumentError: a PDF cannot be read.
    """
    try:
        with (
            contextlib.closing(pymupdf.open(office, filetype="pdf")) as drawn,
            contextlib.closing(pymupdf.open(own, filetype="pdf")) as ours,
            contextlib.closing(pymupdf.open()) as made,
        ):
            _check(drawn.page_count, ours.page_count, name)
            found = [_page(made, drawn, ours, at, name) for at in range(drawn.page_count)]
            made.save(str(target), deflate=True, garbage=1)
    except MUPDF_ERRORS as problem:
        raise_if_memory(problem)
        raise DamagedDocumentError(name, "LibreOffice's drawing of it cannot be opened") from problem
    words.write_text(json.dumps(found), "utf-8")


def _check(drawn: int, ours: int, name: str) -> None:
    if drawn != ours:
        raise OtherDrawingError(name, f"it has {drawn} pages where the deck has {ours} slides")


def _page(made: Any, drawn: Any, ours: Any, at: int, name: str) -> tuple[float, list[_Seen]]:
    """Add one page; the height of the slide on it, and its words."""
    slide, own = drawn[at].rect, ours[at].rect
    scale = own.width / max(slide.width, 1.0)
    height = slide.height * scale
    if height > own.height + _SLACK:
        raise OtherDrawingError(name, f"its slide {at + 1} has another shape")
    page = made.new_page(width=own.width, height=own.height)
    page.show_pdf_page(pymupdf.Rect(0, 0, own.width, height), drawn, at, keep_proportion=False)
    if own.height - height > _SLACK:
        below = pymupdf.Rect(0, height, own.width, own.height)
        page.show_pdf_page(below, ours, at, clip=below)
    found = drawn[at].get_text("words")[:_WORDS_MOST]
    return height, [(text, *_rounded(sides, scale)) for *sides, text, _block, _line, _word in found]


def _rounded(sides: list[float], scale: float) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (round(side * scale, 2) for side in sides)
    return x0, y0, x1, y1
