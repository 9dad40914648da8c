"""The exact view of a deck: LibreOffice's own drawing, made once in a child process and kept in the cache.

What LibreOffice makes of a received file is as little trusted as the file: the PDF is drawn in the render process like
any other, and the words' places are checked here.
"""

import contextlib
import shutil
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from explorer.errors import NoOfficeError, OfficeStoppedError, OtherDrawingError, ReaderDiedError, ReaderTimeoutError
from explorer.extract import wire
from explorer.extract.child import ChildProcess
from explorer.extract.office_program import ENDINGS, SECONDS, office_program
from explorer.model.document import Box

EXACT_MEDIA = frozenset(ENDINGS)
_SECONDS = SECONDS + 60.0  # LibreOffice, then putting the pages together
_LARGEST_WORDS = 50_000_000  # bytes of the file of words

_Seen = tuple[str, float, float, float, float]


@dataclass(frozen=True, slots=True)
class ExactWords:
    """The words of one page with their boxes on it; the slide reaches down to ``height``, in points."""

    height: float
    words: tuple[tuple[str, Box], ...]


@dataclass(frozen=True, slots=True)
class ExactOrder:
    """What is to be drawn.

    Attributes:
        path: the original, which is only read.
        media: one of ``EXACT_MEDIA``.
        name: the document's, for messages.
        rendition: our own drawing, which must be there.
        target: the PDF to make; its words go beside it.
    """

    path: Path
    media: str
    name: str
    rendition: Path
    target: Path
    passwords: tuple[str, ...] = field(default=(), repr=False)


def words_file(target: Path) -> Path:
    """Where the words of an exact drawing lie."""
    return target.with_suffix(".words.json")


def has_office() -> bool:
    """Whether LibreOffice is on this machine."""
    return office_program() is not None


def make_exact(order: ExactOrder) -> None:
    """Let LibreOffice draw a deck; waits for it, two minutes at most. Whole or not at all.

    Raises:
        NoOfficeError: it is not installed.
        OfficeStoppedError: it cannot be started.
        DocumentError: it makes nothing of the deck, or something that is not the deck's pages.
    """
    program = office_program()
    if program is None:
        raise NoOfficeError(order.name)
    order.target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".exact-", dir=order.target.parent)).absolute()
    try:
        pages, words = folder / "pages.pdf", folder / "words.json"
        _run(order, program, folder, pages, words)
        words.replace(words_file(order.target))
        pages.replace(order.target)
    except OSError as problem:
        raise OfficeStoppedError(order.name) from problem
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def exact_words(target: Path, name: str) -> list[ExactWords]:
    """The words of each page as LibreOffice drew them.

    Raises:
        OtherDrawingError: the file of words is not one.
    """
    path = words_file(target)
    try:
        if path.stat().st_size > _LARGEST_WORDS:
            raise OtherDrawingError(name, "it has more words than can be shown")
        pages = msgspec.json.decode(path.read_bytes(), type=list[tuple[float, list[_Seen]]])
    except (OSError, ValueError) as problem:
        raise OtherDrawingError(name, "its words cannot be read") from problem
    return [ExactWords(height, tuple((text, Box(*sides)) for text, *sides in words)) for height, words in pages]


def _run(order: ExactOrder, program: Path, folder: Path, pages: Path, words: Path) -> None:
    try:
        child = ChildProcess("explorer.extract.exact_process", folder, str(program), *map(str, (folder, pages, words)))
    except OSError as problem:
        raise OfficeStoppedError(order.name) from problem
    is_late = threading.Event()

    def give_up() -> None:
        is_late.set()
        child.kill()

    alarm = threading.Timer(_SECONDS, give_up)
    alarm.start()
    try:
        child.send(wire.encode(_drawing(order)))
        said = wire.decode_said(child.receive())
    except wire.Garbled as problem:
        how = child.end(died=isinstance(problem, wire.HungUp)) or str(problem)
        if is_late.is_set():
            raise ReaderTimeoutError(order.name, round(_SECONDS)) from problem
        raise ReaderDiedError(order.name, how) from problem
    finally:
        alarm.cancel()
        with contextlib.suppress(OSError):
            child.end()
    if not isinstance(said, wire.DrawnSaid):
        raise ReaderDiedError(order.name, "it answered what it was not asked")
    if said.fault is not None:
        raise wire.error_of(said.fault, order.name)


def _drawing(order: ExactOrder) -> wire.DrawOrder:
    return wire.DrawOrder(
        task=1,
        path=str(order.path.absolute()),
        name=order.name,
        media=order.media,
        rendition=str(order.rendition.absolute()),
        ordinal=0,
        dpi=72.0,
        boxes=(),
        png=False,
        passwords=order.passwords,
    )
