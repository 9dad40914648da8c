"""Documents, their places, pages and words.

A document's identity is the SHA-256 of its bytes. Where those bytes were found is a *place*; the first place is the
one shown, further ones are listed as duplicates. All boxes are in points, origin at the page's top left, as the page
is displayed (rotation applied).
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

import numpy as np

from explorer.model.case import ProductionId

DocumentId = NewType("DocumentId", str)  # SHA-256 of the bytes, hex; "unread-…" where no byte could be had
PlaceId = NewType("PlaceId", str)  # 12 hex digits; what the command line calls a document's id
PageId = NewType("PageId", int)


class Kind(StrEnum):
    PDF = "pdf"
    SLIDES = "slides"
    EMAIL = "email"
    DOCUMENT = "document"
    SHEET = "sheet"
    TEXT = "text"
    IMAGE = "image"
    ARCHIVE = "archive"
    OTHER = "other"


class State(StrEnum):
    PENDING = "pending"
    READ = "read"
    PARTIAL = "partial"
    DUPLICATE = "duplicate"
    FAILED = "failed"


class PageFlag(StrEnum):
    """What is said of a page beside its text."""

    NEEDS_OCR = "needs_ocr"  # a picture and no text
    BLANK = "blank"  # no text and no picture
    HIDDEN = "hidden"  # a hidden slide, sheet, row
    HAS_HIDDEN = "has_hidden"  # holds hidden or deleted text
    HAS_NOTES = "has_notes"
    ATTACHMENT = "has_attachment"


class Layer(StrEnum):
    """What a stretch of a page's text is. Text in no layer is the body."""

    HEADERS = "headers"  # From, To, Subject … of a message
    NOTES = "notes"  # speaker notes
    HIDDEN = "hidden"
    DELETED = "deleted"  # tracked deletion
    COMMENT = "comment"
    FOOTNOTE = "footnote"
    MARGIN = "margin"  # running header or footer


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, origin at the page's top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: "Box") -> "Box":
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page: ``page.text[start:end]`` stands in ``box``. A word broken over two lines is two of these."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class LayerSpan:
    layer: Layer
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """What is searched, shown and cited."""

    id: PageId
    document: DocumentId
    ordinal: int  # from 1
    label: str  # how people cite it: "p. 6", "slide 14", "sheet flags, rows 40–79"
    text: str
    width: float  # points
    height: float
    bates: str | None = None
    flags: frozenset[PageFlag] = frozenset()
    layers: tuple[LayerSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class PageOutline:
    """A page without its text: what a viewer needs to lay a document out."""

    id: PageId
    ordinal: int
    label: str
    width: float  # points
    height: float
    bates: str | None
    flags: frozenset[PageFlag]


@dataclass(frozen=True, slots=True)
class Document:
    """A document at one of its places, as the list of documents shows it."""

    id: PlaceId
    document: DocumentId
    path: str  # as given, below the added folder; for an attachment "container path/name"; never used to open a file
    name: str
    kind: Kind
    state: State
    reason: str  # empty unless partial or failed
    sha256: str | None  # None where the bytes could not be had
    bytes: int
    pages: int
    parent: PlaceId | None
    production: ProductionId | None
    title: str = ""
    subject: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    date: str | None = None  # ISO 8601
    message_id: str = ""
    thread: str = ""
    language: str = ""
    ocr_pages: int = 0
    pages_needing_ocr: int = 0


_PACKED = np.dtype([("start", "<u4"), ("length", "<u2"), ("box", "<u2", (4,))])


def pack_words(words: Sequence[Word], width: float, height: float) -> bytes:
    """Words as bytes: offsets, and boxes in 65,535ths of the page's sides, deflated. About 2 kB for 300 words.

    Boxes are clipped to the page; a side of 612 pt is kept to 0.01 pt.
    """
    rows = np.zeros(len(words), _PACKED)
    if words:
        rows["start"] = [word.start for word in words]
        rows["length"] = [min(word.end - word.start, 65535) for word in words]
        sides = np.array([width or 1, height or 1, width or 1, height or 1])
        boxes = np.array([(w.box.x0, w.box.y0, w.box.x1, w.box.y1) for w in words]) / sides
        rows["box"] = np.clip(np.nan_to_num(boxes) * 65535 + 0.5, 0, 65535)
    return zlib.compress(rows.tobytes(), 1)


def unpack_words(packed: bytes, width: float, height: float) -> tuple[Word, ...]:
    """The words that ``pack_words`` packed. Empty bytes hold none."""
    if not packed:
        return ()
    rows = np.frombuffer(zlib.decompress(packed), _PACKED)
    boxes = (rows["box"] * (np.array([width, height, width, height]) / 65535)).tolist()
    starts = rows["start"].tolist()
    ends = (rows["start"] + rows["length"]).tolist()
    return tuple(Word(start, end, Box(*box)) for start, end, box in zip(starts, ends, boxes, strict=True))
