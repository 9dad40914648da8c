"""Makers of small pictures of text, as a scanner would give them."""

import io
from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image

from explorer.extract.mupdf import pymupdf
from explorer.extract.ocr_engine import Gray

LINES = (
    "The board of Alder Creek met",
    "in the town hall on Monday",
    "and voted to close the road",
    "before the spring flood came",
)


def drawn(lines: Sequence[str] = LINES, dpi: int = 150, size: float = 14.0, width: float = 288.0) -> Gray:
    """Lines of text, black on white, on a page of 288 × 200 points."""
    document = pymupdf.open()
    page = document.new_page(width=width, height=200)
    page.insert_text((36, 50), list(lines), fontsize=size, lineheight=1.5)
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width].copy()


def leaning(gray: Gray, degrees: float) -> Gray:
    """A page that was laid on the scanner askew, clockwise by so many degrees."""
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(gray, matrix, (width, height), borderValue=(255,)), np.uint8)


def png(gray: Gray, dpi: int = 150) -> bytes:
    out = io.BytesIO()
    Image.fromarray(gray).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def scan_pdf(gray: Gray, dpi: int = 150, rotation: int = 0, stamp: str = "") -> bytes:
    """A PDF whose one page is the picture, maybe turned, maybe with a line of text stamped on it."""
    document = pymupdf.open()
    height, width = gray.shape
    page = document.new_page(width=width * 72 / dpi, height=height * 72 / dpi)
    page.insert_image(page.rect, stream=png(gray, dpi))
    if stamp:
        page.insert_text((10, page.rect.height - 10), stamp, fontsize=8)
    page.set_rotation(rotation)
    return bytes(document.tobytes())
