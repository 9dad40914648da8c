"""Reads pictures: how many there are and how large, from the file's header alone; their words need OCR.

Nothing is decoded while reading. Only ``render`` decodes, one frame at a time and up to a stated number of pixels.
"""

import contextlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile

from explorer.errors import DamagedDocumentError, LimitError
from explorer.extract import media
from explorer.extract.base import ExtractedPage, Facts, Sink, Source
from explorer.extract.mupdf import pymupdf
from explorer.model.document import Kind, PageFlag

# Pillow's own guard would refuse to read even the header; ours stands before the only place that decodes.
Image.MAX_IMAGE_PIXELS = None
ImageFile.LOAD_TRUNCATED_IMAGES = True  # a cut-off picture is shown as far as it goes

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "JPEG2000", "PPM")
_MOST_PIXELS = 100_000_000
_DPI = 96.0  # where the picture does not say
_SANE_DPI = (30.0, 2400.0)
_LONGEST_SIDE = 14_400.0  # points: the most that PDF viewers show (ISO 32000-1, annex C)
_ORIENTATION = 0x0112  # EXIF 2.3, 4.6.4
_TURNS = {3: 180, 6: 270, 8: 90}  # degrees anticlockwise
_ERRORS = (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, OverflowError)


class ImageReader:
    """Reads PNG, JPEG, TIFF, GIF, BMP, WebP, JPEG 2000 and PNM. One frame of a TIFF is one page."""

    name = "image"
    version = 1
    media = media.IMAGES

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``."""
        sink.facts(Facts(Kind.IMAGE))
        count = 0
        with _quiet(), _open(source) as picture:
            for frame in _frames(picture, sink.limits.pages + 1):
                count += 1
                width, height = _size(frame)
                flags = frozenset({PageFlag.NEEDS_OCR})
                sink.page(ExtractedPage(count, f"p. {count}", "", width, height, (), flags))
        if count == 1:
            sink.partly("It is a picture: it needs OCR before its words can be found.")
        else:
            sink.partly(f"Its {count:,} pages are pictures: they need OCR before their words can be found.")

    def render(self, source: Source, target: Path) -> None:
        """Write a PDF that holds the picture, a page for each frame.

        Raises:
            LimitError: a frame has more than 100 megapixels.
            DamagedDocumentError: it cannot be decoded.
        """
        with _quiet(), _open(source) as picture, pymupdf.open() as document:
            try:
                for frame in _frames(picture, 2_000):
                    _draw(document, frame, source)
                document.save(target)
            except _ERRORS as problem:
                raise DamagedDocumentError(source.name, "the picture cannot be decoded") from problem
            except (RuntimeError, pymupdf.mupdf.FzErrorBase) as problem:
                raise DamagedDocumentError(source.name, "the picture cannot be decoded") from problem


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Pillow warns of odd tags, which are many and harmless."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _open(source: Source) -> Image.Image:
    try:
        return Image.open(source.path, formats=_FORMATS)
    except _ERRORS as problem:
        raise DamagedDocumentError(source.name, "its header is not that of a picture") from problem


def _frames(picture: Image.Image, most: int) -> Iterator[Image.Image]:
    """The picture at each of its frames. An animation is one page: its first frame."""
    yield picture
    if picture.format != "TIFF":
        return
    for number in range(1, most):
        try:
            picture.seek(number)
        except _ERRORS:
            return
        yield picture


def _size(picture: Image.Image) -> tuple[float, float]:
    """How large a page the picture makes, in points: by its own resolution, capped to sane numbers."""
    across, down = _resolution(picture)
    width, height = max(picture.width, 1) * 72 / across, max(picture.height, 1) * 72 / down
    if _turn(picture) in (90, 270):
        width, height = height, width
    shrink = min(1.0, _LONGEST_SIDE / max(width, height))
    return max(width * shrink, 1.0), max(height * shrink, 1.0)


def _resolution(picture: Image.Image) -> tuple[float, float]:
    """Pixels an inch, across and down."""
    try:
        across, down = (float(each) for each in picture.info.get("dpi", (_DPI, _DPI)))
    except _ERRORS:
        return _DPI, _DPI
    low, high = _SANE_DPI
    if not (low <= across <= high and low <= down <= high):
        return _DPI, _DPI
    return across, down


def _turn(picture: Image.Image) -> int:
    """By how many degrees, anticlockwise, a camera says the picture is to be turned."""
    if picture.format not in ("JPEG", "MPO", "TIFF"):
        return 0  # others would be decoded whole to look for it
    try:
        return _TURNS.get(picture.getexif().get(_ORIENTATION, 1), 0)
    except (*_ERRORS, RuntimeError):
        return 0


def _draw(document: Any, frame: Image.Image, source: Source) -> None:
    if frame.width * frame.height > _MOST_PIXELS:
        megapixels = f"{frame.width * frame.height / 1e6:,.0f} megapixels; up to {_MOST_PIXELS / 1e6:,.0f} are shown"
        raise LimitError(source.name, f"a picture of {megapixels}")
    width, height = _size(frame)
    page = document.new_page(width=width, height=height)
    turn = _turn(frame)
    if frame.format == "JPEG" and frame.mode in ("L", "RGB"):
        page.insert_image(page.rect, filename=source.path, rotate=turn, keep_proportion=False)
        return
    encoded = io.BytesIO()
    shown = frame if frame.mode in ("1", "L", "RGB") else frame.convert("RGB")
    shown.save(encoded, "PNG", compress_level=1)
    page.insert_image(page.rect, stream=encoded.getvalue(), rotate=turn, keep_proportion=False)
