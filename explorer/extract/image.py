"""Reads pictures: how many there are and how large, from the file's header alone; their words need OCR.

Nothing is decoded while reading. Only ``render`` decodes, one frame at a time and up to a stated number of pixels.
"""

import contextlib
import io
import math
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile, ImageOps

from explorer.errors import DamagedDocumentError, LimitError
from explorer.extract import media
from explorer.extract.base import ExtractedPage, Facts, Sink, Source
from explorer.extract.mupdf import pymupdf
from explorer.extract.picture_end import breaks_off
from explorer.model.document import Kind, PageFlag

# Pillow's own guard would refuse to read even the header; ours stands before the only place that decodes.
Image.MAX_IMAGE_PIXELS = None
ImageFile.LOAD_TRUNCATED_IMAGES = True  # a cut-off picture is shown as far as it goes

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP", "AVIF", "JPEG2000", "PPM")
_MOST_PIXELS = 100_000_000
_DPI = 96.0  # where the picture does not say
_SANE_DPI = (30.0, 2400.0)
_LONGEST_SIDE = 14_400.0  # points: the most that PDF viewers show (ISO 32000-1, annex C)
_ORIENTATION = 0x0112  # EXIF 2.3, 4.6.4
_TURNS = {3: 180, 4: 180, 5: 90, 6: 270, 7: 270, 8: 90}  # degrees anticlockwise, after any mirroring
_MIRRORED = frozenset({2, 4, 5, 7})
_TURNED = frozenset({"JPEG", "MPO", "PNG", "WEBP", "AVIF"})
_PAGED = frozenset({"TIFF", "HEIF"})
_ERRORS = (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, OverflowError)


class ImageReader:
    """Reads PNG, JPEG, TIFF, GIF, BMP, WebP, AVIF, JPEG 2000 and PNM. One frame of a TIFF is one page."""

    name = "image"
    version = 2
    media = media.IMAGES
    formats: tuple[str, ...] = _FORMATS  # as Pillow names them

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``."""
        sink.facts(Facts(Kind.IMAGE))
        count = 0
        with _quiet(), _open(source, self.formats) as picture:
            for frame in _frames(picture, sink.limits.pages + 1):
                count += 1
                width, height = _size(frame)
                flags = frozenset({PageFlag.NEEDS_OCR})
                sink.page(ExtractedPage(count, f"p. {count}", "", width, height, (), flags))
        if breaks_off(source.path):
            sink.partly("The picture breaks off: its file is cut short, and what is left is shown. Ask for it again.")
        if count == 1:
            sink.needs_ocr("It is a picture: it needs OCR before its words can be found.")
        else:
            sink.needs_ocr(f"Its {count:,} pages are pictures: they need OCR before their words can be found.")

    def render(self, source: Source, target: Path) -> None:
        """Write a PDF that holds the picture, a page for each frame.

        Raises:
            LimitError: a frame has more than 100 megapixels.
            DamagedDocumentError: it cannot be decoded.
        """
        with _quiet(), _open(source, self.formats) as picture, pymupdf.open() as document:
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


def _open(source: Source, formats: tuple[str, ...]) -> Image.Image:
    try:
        return Image.open(source.path, formats=formats)
    except _ERRORS as problem:
        raise DamagedDocumentError(
            source.name, "it begins as a picture does, but holds none that can be shown"
        ) from problem


def _frames(picture: Image.Image, most: int) -> Iterator[Image.Image]:
    """The picture at each of its frames. An animation is one page: its first frame."""
    if picture.format not in _PAGED:
        yield picture
        return
    for number in range(most):
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
    return _TURNS.get(_orientation(picture), 0)


def _orientation(picture: Image.Image) -> int:
    """As EXIF numbers it; 1 is upright. (TIFF and HEIC are turned as they are decoded.)"""
    if picture.format not in _TURNED or (picture.format == "PNG" and "exif" not in picture.info):
        return 1  # a PNG would be decoded whole to look for it
    try:
        found = picture.getexif().get(_ORIENTATION, 1)
    except (*_ERRORS, RuntimeError):
        return 1
    return found if isinstance(found, int) else 1


def _draw(document: Any, frame: Image.Image, source: Source) -> None:
    if frame.width * frame.height > _MOST_PIXELS:
        megapixels = f"{frame.width * frame.height / 1e6:,.0f} megapixels; up to {_MOST_PIXELS / 1e6:,.0f} are shown"
        raise LimitError(source.name, f"a picture of {megapixels}")
    width, height = _size(frame)
    page = document.new_page(width=width, height=height)
    turn = _turn(frame)
    is_mirrored = _orientation(frame) in _MIRRORED
    if frame.format == "JPEG" and frame.mode in ("L", "RGB") and not is_mirrored:
        page.insert_image(page.rect, filename=source.path, rotate=turn, keep_proportion=False)
        return
    encoded = io.BytesIO()
    shown = _opaque(frame)
    shown = ImageOps.mirror(shown) if is_mirrored else shown
    shown.save(encoded, "PNG", compress_level=1)
    page.insert_image(page.rect, stream=encoded.getvalue(), rotate=turn, keep_proportion=False)


def _opaque(frame: Image.Image) -> Image.Image:
    """The frame in grey or colours of 8 bits; where it is transparent, the white of paper shows."""
    if frame.mode in ("1", "L", "RGB") and "transparency" not in frame.info:
        return frame
    if frame.mode.startswith(("I", "F")):
        return _in_8_bits(frame)
    if frame.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in frame.info:
        shown = frame.convert("RGBA")
        paper = Image.new("RGBA", shown.size, (255, 255, 255, 255))
        return Image.alpha_composite(paper, shown).convert("RGB")
    return frame.convert("RGB")


def _in_8_bits(frame: Image.Image) -> Image.Image:
    """Greys of 16 or 32 bits, or real numbers, spread from their darkest to their brightest: Pillow would clip them."""
    numbers = frame.convert("F")
    low, high = numbers.getextrema()[:2]
    if not (isinstance(low, float) and isinstance(high, float) and math.isfinite(high - low) and high > low):
        return frame.convert("L")
    scale = 255 / (high - low)
    return numbers.point(lambda value: value * scale - low * scale).convert("L")
