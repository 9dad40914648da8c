"""Documents, their places, pages and words.

A document's identity is the SHA-256 of its bytes. Where those bytes were found is a *place*; the first place is the
one shown, further ones are listed as duplicates. All boxes are in points, origin at the page's top left, as the page
is displayed (rotation applied).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from explorer.model.case import ProductionId
from explorer.model.words import Box as Box
from explorer.model.words import Word as Word
from explorer.model.words import pack_words as pack_words
from explorer.model.words import unpack_words as unpack_words

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
    OCR = "ocr"  # its words were read off its picture
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
    FIELD = "field"  # name and value of a form field
    PROPERTIES = "properties"  # what a file says of itself: author, keywords, bookmarks
    REVISION = "revision"  # what an earlier state of the page said
    FOOTNOTE = "footnote"
    MARGIN = "margin"  # running header or footer


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
    is_locked: bool = False  # or holds something that is: a password may open it
