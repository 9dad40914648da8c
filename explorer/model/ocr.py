"""What an engine read off a page's picture. It is a guess until a person looked at the picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from explorer.model.document import Word
from explorer.model.passage import PageRef

LOW_CONFIDENCE = 60  # percent; words below are underlined, and a quotation resting on one says "look at the picture"

UNSURE = "Words here were read off the picture with little confidence: look at the picture."
LOOK = "look at the picture"  # the same in a few letters, for a line that holds other things
MACHINE_READ = f"read off a picture with little confidence: {LOOK}"  # the same, of words that are copied


class OcrWhen(StrEnum):
    """Which pages are recognised."""

    AUTO = "auto"  # those without text, and those whose text layer is garbage
    ALWAYS = "always"
    NEVER = "never"


HASH_BYTES = 72  # of the hash of a page's picture


@dataclass(frozen=True, slots=True)
class OcrReading:
    """One engine's reading of one page. ``words`` index into ``text``; boxes are in points on the page as displayed."""

    engine: str  # "tesseract" or "rapidocr"
    engine_version: str
    languages: tuple[str, ...]  # ISO 639-1
    dpi: int  # of the picture that was read
    text: str
    words: tuple[Word, ...]
    confidences: bytes  # percent, one byte for each word
    rotation: int = 0  # degrees clockwise by which the picture was turned before it was read: 0, 90, 180 or 270
    skew: float = 0.0  # degrees by which it was straightened after that
    likeness: bytes = b""  # a hash by which pictures that are alike are told; none where the page is almost blank

    @property
    def confidence(self) -> float:
        """The mean over its words, percent; 0 where there are none."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """An engine that can be used on this machine."""

    name: str  # "tesseract" or "rapidocr"
    version: str
    languages: tuple[str, ...]  # ISO 639-1, sorted: those it reads here


ENGINE_NAMES = {"tesseract": "Tesseract", "rapidocr": "RapidOCR"}
LAYER = "layer"  # the "engine" of the text that a page held before any engine read it


def engine_words(engine: str) -> str:
    """What people call an engine's reading: "Tesseract’s reading", "the file’s own text"."""
    return "the file’s own text" if engine == LAYER else f"{ENGINE_NAMES.get(engine, engine)}’s reading"


class OcrState(StrEnum):
    """Where a page stands in the queue."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OcrCounts:
    """Pages by where they stand."""

    read: int = 0
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading as the case keeps it. ``made`` is ISO 8601, UTC."""

    reading: OcrReading
    made: str
    in_use: bool

    @property
    def engine(self) -> str:
        return self.reading.engine


@dataclass(frozen=True, slots=True)
class ReadingDiff:
    """What a page shows beside another reading of it; ``places`` are the stretches that differ, as spans of both."""

    shown: str
    other: str
    places: tuple[tuple[tuple[int, int], tuple[int, int]], ...]


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A page's place in the queue; ``reason`` says why it failed, ``engine`` and ``languages`` what was asked for.

    ``tries`` is at how many deaths of the program an engine was at it.
    """

    page: PageRef
    state: OcrState
    reason: str = ""
    engine: str = ""
    languages: tuple[str, ...] = ()
    tries: int = 0


@dataclass(frozen=True, slots=True)
class PageDoubt:
    """How sure the engine was of a page that it read: on the whole, in percent, and of which words it was not."""

    percent: int
    unsure: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class OcrStanding:
    """What is known of a page as a picture.

    ``place`` is where it stands in line, from 1, of ``waiting``; 0 if it does not wait. ``readings`` begins with the
    one that the page shows; it is empty where no engine read the page.
    """

    page: PageRef
    state: OcrState | None = None  # None: no engine ever was to read it
    reason: str = ""
    place: int = 0
    waiting: int = 0
    readings: tuple[KeptReading, ...] = ()
    doubt: PageDoubt | None = None


def uncertain_spans(words: Sequence[Word], confidences: bytes, limit: int = LOW_CONFIDENCE) -> list[tuple[int, int]]:
    """The spans of words that an engine was not sure of. Words without a confidence count as sure."""
    return [(word.start, word.end) for word, percent in zip(words, confidences, strict=False) if percent < limit]


def touches(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of some spans has a character in common with one."""
    return any(first < end and last > start for first, last in spans)
