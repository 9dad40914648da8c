"""What a pool of readers is given and what it tells, seen from the parent. Values only."""

from dataclasses import dataclass, field
from pathlib import Path

from explorer.errors import DocumentError
from explorer.extract.base import Facts, Limits
from explorer.model.document import LayerSpan, PageFlag


@dataclass(frozen=True, slots=True)
class ReadTask:
    """One file to read. ``key`` is the caller's own and comes back with each event."""

    key: str
    path: Path
    name: str
    depth: int = 0
    limits: Limits | None = None  # the pool's own if None
    passwords: tuple[str, ...] = field(default=(), repr=False)  # to try


@dataclass(frozen=True, slots=True)
class PackedPage:
    """An ``ExtractedPage`` with its words packed, and what the pool's ``enrich`` function made of it."""

    ordinal: int
    label: str
    text: str
    width: float  # points
    height: float
    words: bytes  # model.document.unpack_words reads them
    flags: frozenset[PageFlag] = frozenset()
    layers: tuple[LayerSpan, ...] = ()
    extra: bytes = b""


@dataclass(frozen=True, slots=True)
class FactsFound:
    """Once a file, before its first page. ``reader`` is empty where nothing reads this kind of file."""

    key: str
    facts: Facts
    media: str
    reader: str
    version: int


@dataclass(frozen=True, slots=True)
class PageFound:
    key: str
    page: PackedPage


@dataclass(frozen=True, slots=True)
class ChildFound:
    """A file inside, in the pool's scratch folder: the receiver moves it away; the rest goes with the pool."""

    key: str
    name: str  # untrusted: as written in the container
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class ChildUnread:
    key: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Partly:
    key: str
    reason: str
    until_ocr: bool = False  # it holds until pictures have been read


@dataclass(frozen=True, slots=True)
class Unlocked:
    """It was opened with this password of its task."""

    key: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StillLocked:
    """Something in it opens only with another password."""

    key: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The last event of a task."""

    key: str
    error: DocumentError | None
    seconds: float = 0.0  # that its reader worked


Event = FactsFound | PageFound | ChildFound | ChildUnread | Partly | Unlocked | StillLocked | Ended
