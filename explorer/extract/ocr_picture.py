"""A page as a grey picture, fit for an OCR engine. Documents of all kinds are drawn from the PDF that shows them.

A page that is one picture is drawn at that picture's own resolution, so that no letter is drawn twice.
"""

import hashlib
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from explorer.errors import DamagedDocumentError
from explorer.extract import media
from explorer.extract.base import Source
from explorer.extract.mupdf import pymupdf
from explorer.extract.ocr_engine import Gray
from explorer.extract.pdf import MUPDF_ERRORS, open_pdf, raise_if_memory
from explorer.extract.registry import reader_for

FINEST_DPI = 300  # of a picture for an engine
_DPI = 200  # letters of 10 points are 28 pixels high: what engines were trained on
_COARSEST_DPI = 150  # a scan that is coarser is drawn at _DPI
_MOST_PIXELS = 20_000_000  # a letter page at 450 dpi is 19
_LONGEST_SIDE = 12_000  # pixels; Tesseract takes 32,767
_LARGEST_PAPER = 1_300.0  # points of a page's longer side; one that is larger has a picture of unknown resolution
_USUAL_PAPER = 792.0


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page."""

    gray: Gray
    dpi: int
    width: float  # points, of the page as displayed
    height: float
    can_be_finer: bool  # drawing it at FINEST_DPI would show more


class OpenDocument:
    """The document that was asked for last, open as a PDF. Files it makes lie in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key: tuple[str, str] | None = None
        self._document: Any = None

    def page(self, path: Path, kind: str, name: str, ordinal: int, passwords: Sequence[str] = ()) -> Any:
        """A ``pymupdf.Page``.

        Raises:
            DocumentError: the document cannot be opened or has no such page.
        """
        if self._key != (str(path), kind):
            self.close()
            shown = path if kind == media.PDF else self._rendition(path, kind, name)
            self._document = open_pdf(shown, name, passwords)
            self._key = (str(path), kind)
        if not 1 <= ordinal <= self._document.page_count:
            raise DamagedDocumentError(name, f"it has no page {ordinal}")
        try:
            return self._document.load_page(ordinal - 1)
        except MUPDF_ERRORS as problem:
            raise_if_memory(problem)
            raise DamagedDocumentError(name, f"page {ordinal} cannot be drawn") from problem

    def close(self) -> None:
        if self._document is not None:
            self._document.close()
        self._document = self._key = None

    def _rendition(self, path: Path, kind: str, name: str) -> Path:
        target = self._folder / f"{os.getpid()}-{hashlib.sha256(str(path).encode()).hexdigest()[:16]}.pdf"
        for old in self._folder.glob(f"{os.getpid()}-*.pdf"):
            old.unlink()
        reader_for(kind, name).render(Source(path, name), target)
        return target


def picture_of(page: Any, name: str, ordinal: int, dpi: int = 0) -> PagePicture:
    """A page's picture.

    Args:
        page: a ``pymupdf.Page``.
        name: of the document, for messages.
        ordinal: of the page, for messages.
        dpi: asked for; 0 for what suits the page.

    Raises:
        DamagedDocumentError: it cannot be drawn.
    """
    try:
        width, height = max(page.rect.width, 1.0), max(page.rect.height, 1.0)
        native = _native_dpi(page)
        shrink = _USUAL_PAPER / max(width, height) if max(width, height) > _LARGEST_PAPER else 1.0
        asked = (dpi or _suitable(native / shrink)) * shrink
        scale = min(asked / 72, _LONGEST_SIDE / max(width, height), math.sqrt(_MOST_PIXELS / (width * height)))
        matrix = pymupdf.Matrix(scale, scale)
        pixmap = page.get_pixmap(matrix=matrix, alpha=False, colorspace=pymupdf.csGRAY)
    except MUPDF_ERRORS as problem:
        raise_if_memory(problem)
        raise DamagedDocumentError(name, f"page {ordinal} cannot be drawn") from problem
    rows = np.frombuffer(pixmap.samples_mv, np.uint8).reshape(pixmap.height, pixmap.stride)
    drawn = max(round(scale / shrink * 72), 1)
    finer = drawn < FINEST_DPI - 20 and (not native or native / shrink > drawn + 20)
    return PagePicture(rows[:, : pixmap.width].copy(), drawn, width, height, finer)


def _suitable(native: float) -> float:
    """The resolution at which a page is best read, for that of the picture that covers it (0: none does)."""
    return _DPI if native < _COARSEST_DPI else min(native, FINEST_DPI)


def _native_dpi(page: Any) -> float:
    """The resolution of the picture that covers most of the page, as displayed; 0 where there is none."""
    whole = abs(page.rect) or 1.0
    found = 0.0
    for each in page.get_image_info():
        across, down, *_ = each["transform"]
        side = math.hypot(across, down)
        if abs(pymupdf.Rect(each["bbox"]) & page.rect) >= whole / 2 and side > 0:
            found = max(found, each["width"] * 72 / side)
    return found
