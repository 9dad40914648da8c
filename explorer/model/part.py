"""Documents within a document: where one begins, as a person decided, and where one may begin, as was guessed."""

from dataclasses import dataclass

from explorer.model.document import DocumentId


@dataclass(frozen=True, slots=True)
class Part:
    """Pages ``first`` to ``last`` of a document, kept as one of the documents that it holds. No bytes are copied."""

    document: DocumentId
    number: int  # from 1
    first: int  # ordinal
    last: int


@dataclass(frozen=True, slots=True)
class PageGlimpse:
    """What of a page tells whether a document begins on it."""

    ordinal: int
    text: str  # what the page shows, without what hangs on it
    width: float  # points
    height: float
    bates_prefix: str = ""
    bates_serial: int | None = None
    is_blank: bool = False
    message_at: int | None = None  # offset of the header of the first printed message that is not quoted


@dataclass(frozen=True, slots=True)
class Boundary:
    """A page on which another document may begin."""

    ordinal: int
    confidence: float  # 0 to 1
    reasons: tuple[str, ...]  # phrases, the strongest first


def parts_of(document: DocumentId, starts: tuple[int, ...], pages: int) -> tuple[Part, ...]:
    """The parts that begin on these pages; none where nothing was split."""
    begin = sorted({1, *(each for each in starts if 1 <= each <= pages)}) if starts else []
    ends = [each - 1 for each in begin[1:]] + [pages]
    return tuple(
        Part(document, number, first, last) for number, (first, last) in enumerate(zip(begin, ends, strict=False), 1)
    )
