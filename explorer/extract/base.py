"""What every reader takes and gives. A reader runs in a child process; what it gives is untrusted until checked.

A reader is handed one file (already copied under its hash, so never the received file itself) and a sink. It tells the
sink the document's facts, its pages in order, the files inside it, and what it had to leave out. It raises a
``DocumentError`` where nothing of the file can be read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from explorer.model.document import Kind, LayerSpan, PageFlag, Word


@dataclass(frozen=True, slots=True)
class Limits:
    """Stated numbers; each is named to the person when it stops a file."""

    pages: int = 20_000  # of one document
    page_characters: int = 2_000_000
    seconds: float = 900.0  # for one file
    silent_seconds: float = 120.0  # without a message from the reader
    memory_bytes: int = 1_300_000_000  # address space a reader may add (RLIMIT_AS, where the system has it)
    children: int = 100_000  # files in one container; an add gives each what its received file has left
    child_bytes: int = 400_000_000  # taken out of one container, in all; as above
    ratio: int = 200  # unpacked to packed, past the first megabyte
    depth: int = 20  # containers within containers


@dataclass(frozen=True, slots=True)
class Source:
    """The file to read. ``name`` is a hint between kinds of text and a word for messages; bytes tell the kind."""

    path: Path
    name: str
    depth: int = 0  # how many containers it lay in
    passwords: tuple[str, ...] = field(default=(), repr=False)  # to try, in order; never written anywhere


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document as a whole. Dates are ISO 8601; empty means "not known"."""

    kind: Kind
    title: str = ""
    subject: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    date: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """One page as a reader found it. ``words`` lie inside the page and index into ``text``."""

    ordinal: int  # from 1
    label: str
    text: str
    width: float  # points
    height: float
    words: Sequence[Word] = ()
    flags: frozenset[PageFlag] = frozenset()
    layers: tuple[LayerSpan, ...] = ()


class Sink(Protocol):
    """Where a reader puts what it finds. Any call may raise to stop the reader (a limit, or cancel)."""

    limits: Limits

    def facts(self, facts: Facts) -> None:
        """The document's facts; once, before the first page."""

    def page(self, page: ExtractedPage) -> None:
        """One page; ordinals rise by one from 1."""

    def child(self, name: str, data: bytes | Iterator[bytes]) -> None:
        """A file found inside, with its name as written there (never used as a path). Iterators are read to the end."""

    def unread_child(self, name: str, reason: str) -> None:
        """A file that is listed inside but whose bytes cannot be had, and why (a whole sentence)."""

    def unlocked(self, password: str) -> None:
        """It, or something in it, was opened with this password, one of the source's."""

    def locked(self) -> None:
        """Something in it stays locked: another password may open it."""

    def partly(self, reason: str) -> None:
        """Something was left out; the document counts as read in part. A whole sentence a person can act on."""

    def needs_ocr(self, reason: str) -> None:
        """The same, of pages that are pictures: it is left out no more once their words have been recognised."""


class Extractor(Protocol):
    """A reader of one family of formats.

    Attributes:
        name: short and stable, kept with each document.
        version: raised when its pages change, so that stored ones are read again.
        media: the media types it reads, as ``registry.sniff`` names them.
    """

    name: str
    version: int
    media: frozenset[str]

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink all that the file holds.

        Raises:
            DocumentError: nothing of it can be read.
        """

    def render(self, source: Source, target: Path) -> None:
        """Write the document's rendition: a PDF whose page n shows page n as ``read`` placed its words.

        PDF files are their own rendition, so their reader need not be asked.
        """


@dataclass(slots=True)
class Collected:
    """A sink that keeps everything in memory: for tests, and for readers that build on another one."""

    limits: Limits = field(default_factory=Limits)
    known: Facts | None = None
    pages: list[ExtractedPage] = field(default_factory=list)
    children: list[tuple[str, bytes]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    is_locked: bool = False

    def facts(self, facts: Facts) -> None:
        self.known = facts

    def page(self, page: ExtractedPage) -> None:
        self.pages.append(page)

    def child(self, name: str, data: bytes | Iterator[bytes]) -> None:
        self.children.append((name, data if isinstance(data, bytes) else b"".join(data)))

    def unread_child(self, name: str, reason: str) -> None:
        self.unread.append((name, reason))

    def unlocked(self, password: str) -> None:
        self.used.append(password)

    def locked(self) -> None:
        self.is_locked = True

    def partly(self, reason: str) -> None:
        self.reasons.append(reason)

    def needs_ocr(self, reason: str) -> None:
        self.partly(reason)
