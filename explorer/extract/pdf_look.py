"""What a PDF page shows: text, a picture with or without a stamp, garbage in place of text, or nothing.

Looks at what is drawn where, without decoding a picture.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from explorer.extract.mupdf import pymupdf
from explorer.extract.text_quality import is_plainly_text, text_quality
from explorer.model.document import PageFlag, Word

_STAMP_WORDS = 24  # a page of no more words than this may be a stamped scan
_MOST_OF_PAGE = 0.6  # a picture of so much of the page makes it one
_EDGE = 0.12  # of the page's height or width: where stamps, fax lines and page numbers stand
_FEW_WORDS = 15  # wherever they stand on the picture, they are no more than a stamp


class Look(StrEnum):
    """What a page is, to its reader."""

    TEXT = "text"
    PICTURE = "picture"
    STAMPED = "stamped"  # a picture, and text that is no more than a stamp
    GARBLED = "garbled"  # text that is no words: a broken font, or a poor reading of a picture
    BLANK = "blank"


_UNREAD = frozenset({PageFlag.NEEDS_OCR})
FLAGS = {
    Look.TEXT: frozenset[PageFlag](),
    Look.PICTURE: _UNREAD,
    Look.STAMPED: _UNREAD,
    Look.GARBLED: _UNREAD,
    Look.BLANK: frozenset({PageFlag.BLANK}),
}


def look_of(page: Any, text: str, words: Sequence[Word]) -> Look:
    """What a page is.

    Args:
        page: a ``pymupdf.Page``.
        text, words: its text layer, with boxes on the displayed page.
    """
    if not words:
        return Look.PICTURE if any(kind != "ignore-text" for kind, _ in page.get_bboxlog()) else Look.BLANK
    if len(words) <= _STAMP_WORDS and _is_stamp(page, words) and is_pictured(page):
        return Look.STAMPED
    if is_plainly_text(text):
        return Look.TEXT
    quality = text_quality(text)
    if quality.is_broken or quality.is_garbage or (quality.is_poor and is_pictured(page)):
        return Look.GARBLED
    return Look.TEXT


def _is_stamp(page: Any, words: Sequence[Word]) -> bool:
    """Whether the words are few, or all stand at the page's edge or off it."""
    if len(words) <= _FEW_WORDS:
        return True
    width, height = page.rect.width, page.rect.height
    return all(
        box.y1 <= height * _EDGE
        or box.y0 >= height * (1 - _EDGE)
        or box.x1 <= width * _EDGE
        or box.x0 >= width * (1 - _EDGE)
        for box in (word.box for word in words)
    )


def is_pictured(page: Any) -> bool:
    """Whether pictures cover most of the page: one, or strips that do so together."""
    edges = page.rect * page.derotation_matrix
    covered = 0.0
    for kind, box in page.get_bboxlog():
        if kind.startswith("fill-image"):
            seen = pymupdf.Rect(box) & edges
            covered += 0.0 if seen.is_empty else abs(seen)
    return covered >= _MOST_OF_PAGE * float(abs(page.rect))
