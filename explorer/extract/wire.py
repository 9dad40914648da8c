"""What parent and child say to each other: framed messages, [u32 length][msgpack], typed and checked, never pickle.

The parent trusts nothing that comes from a child: the length is checked before a byte is read, the type by msgspec, and
a page's numbers by ``problem_with``. Source of the encoding: msgpack; all integers of the frame are big-endian.
"""

import math
import struct
from typing import BinaryIO

import msgspec

from explorer.errors import DamagedDocumentError, DocumentError, ReaderDiedError
from explorer.extract.base import Facts, Limits
from explorer.extract.events import PackedPage
from explorer.model.draft import DraftNote
from explorer.model.ocr import HASH_BYTES, EngineInfo, OcrReading
from explorer.model.words import Box, spans

MAX_MESSAGE = 64_000_000  # bytes of one message
MAX_PICTURE = 120_000_000  # bytes of one drawn page: 40 megapixels
_LONGEST_FACT = 500  # characters of one argument of an error


class Garbled(Exception):
    """The bytes of the pipe are no message of ours. Never shown; its child is ended."""


class HungUp(Garbled):
    """The other side has ended."""


class ReadOrder(msgspec.Struct, tag="read"):
    """Read one file. ``folder`` is where files found inside go; the child makes it when it needs it."""

    task: int
    path: str
    name: str
    depth: int
    limits: Limits
    folder: str
    passwords: tuple[str, ...] = ()  # to try; here and nowhere else


class DrawOrder(msgspec.Struct, tag="draw"):
    """Draw one page, after making the rendition if there is none; ``ordinal`` 0 only makes the rendition."""

    task: int
    path: str
    name: str
    media: str
    rendition: str
    ordinal: int
    dpi: float
    boxes: tuple[Box, ...]
    png: bool
    passwords: tuple[str, ...] = ()


class OcrOrder(msgspec.Struct, tag="ocr"):
    """Recognise one page. ``engine`` "auto" and ``dpi`` 0 leave the choice to the child."""

    task: int
    path: str
    name: str
    media: str
    ordinal: int
    engine: str
    languages: tuple[str, ...]
    dpi: int
    seconds: float
    passwords: tuple[str, ...] = ()


class EnginesOrder(msgspec.Struct, tag="engines?"):
    """Say which engines can be used."""

    task: int


class FactsSaid(msgspec.Struct, tag="facts"):
    task: int
    facts: Facts
    media: str
    reader: str
    version: int


class PageSaid(msgspec.Struct, tag="page"):
    task: int
    page: PackedPage


class ChildSaid(msgspec.Struct, tag="child"):
    task: int
    name: str
    file: str  # in the task's folder
    size: int


class UnreadSaid(msgspec.Struct, tag="unread"):
    task: int
    name: str
    reason: str


class PartlySaid(msgspec.Struct, tag="partly"):
    task: int
    reason: str
    until_ocr: bool = False  # it holds until pictures have been read


class LockSaid(msgspec.Struct, tag="lock"):
    """Which of the order's passwords opened it; -1 where something in it stays locked."""

    task: int
    password: int


class Fault(msgspec.Struct):
    """A ``DocumentError`` on its way: its class, its facts, and a traceback for the log where it is a bug."""

    kind: str
    facts: tuple[str | int | float, ...]
    trace: str = ""


class EndSaid(msgspec.Struct, tag="end"):
    task: int
    fault: Fault | None
    memory: int  # resident bytes of the child


class DrawnSaid(msgspec.Struct, tag="drawn"):
    """A page was drawn: its pixels follow as one raw frame. All zero where only the rendition was made."""

    task: int
    fault: Fault | None
    width: int = 0
    height: int = 0
    stride: int = 0
    size: int = 0


class OcrSaid(msgspec.Struct, tag="reading"):
    """A page was recognised, or why not."""

    task: int
    fault: Fault | None
    reading: OcrReading | None
    memory: int  # resident bytes of the child


class DraftSaid(msgspec.Struct, tag="draft"):
    """The words of a draft and what hangs on them, or why there are none."""

    task: int
    fault: Fault | None
    text: str = ""
    notes: tuple[DraftNote, ...] = ()
    set_off: tuple[tuple[int, int], ...] = ()
    problems: tuple[str, ...] = ()


class EnginesSaid(msgspec.Struct, tag="engines"):
    task: int
    engines: tuple[EngineInfo, ...]


Said = (
    FactsSaid
    | PageSaid
    | ChildSaid
    | UnreadSaid
    | PartlySaid
    | LockSaid
    | EndSaid
    | DrawnSaid
    | OcrSaid
    | DraftSaid
    | EnginesSaid
)
Order = ReadOrder | DrawOrder | OcrOrder | EnginesOrder

_encoder = msgspec.msgpack.Encoder()
_said = msgspec.msgpack.Decoder(Said)
_order = msgspec.msgpack.Decoder(Order)


def encode(message: Said | Order) -> bytes:
    return _encoder.encode(message)


def decode_said(frame: bytes) -> Said:
    """A child's message.

    Raises:
        Garbled: it is none.
    """
    try:
        said: Said = _said.decode(frame)
    except (msgspec.MsgspecError, ValueError, RecursionError) as problem:
        raise Garbled(str(problem)[:200]) from problem
    return said


def decode_order(frame: bytes) -> Order:
    order: Order = _order.decode(frame)
    return order


def write_frame(stream: BinaryIO, frame: bytes) -> None:
    """Send one frame at once."""
    stream.write(struct.pack(">I", len(frame)))
    stream.write(frame)
    stream.flush()


def read_frame(stream: BinaryIO, limit: int = MAX_MESSAGE) -> bytes | None:
    """The next frame; None where the other side has ended between two of them.

    Raises:
        HungUp: it ended in the midst of one.
        Garbled: one is longer than allowed.
    """
    header = stream.read(4)
    if not header:
        return None
    if len(header) < 4:
        raise HungUp("it ended in the midst of a message")
    (length,) = struct.unpack(">I", header)
    if length > limit:
        raise Garbled(f"it announced a message of {length} bytes")
    frame = stream.read(length)
    if len(frame) < length:
        raise HungUp("it ended in the midst of a message")
    return frame


def fault_of(error: DocumentError, trace: str = "") -> Fault:
    facts = tuple(each if isinstance(each, (int, float)) else str(each)[:_LONGEST_FACT] for each in error.args)
    return Fault(type(error).__name__, facts, trace[-4000:])


def error_of(fault: Fault, name: str) -> DocumentError:
    """The error that a child sent, about the file that was asked for, whatever name the child gives."""
    kinds = {kind.__name__: kind for kind in DocumentError.__subclasses__()}
    facts = [each if isinstance(each, (int, float)) else each[:_LONGEST_FACT] for each in fault.facts]
    error = kinds.get(fault.kind, DamagedDocumentError)(name, *facts[1:])
    try:
        str(error), error.advice()
    except (IndexError, KeyError, ValueError):
        return ReaderDiedError(name, "it gave a reason that cannot be read")
    return error


def problem_with(page: PackedPage, ordinal: int, limits: Limits) -> str | None:
    """Why a page from a child cannot be taken; None if it can."""
    if page.ordinal != ordinal:
        return f"page {page.ordinal} came where page {ordinal} was due"
    if not all(math.isfinite(side) and 0 < side < 1e7 for side in (page.width, page.height)):
        return "a page without a size"
    length = len(page.text)
    if length > limits.page_characters or len(page.label) > 500:
        return "a page of too many characters"
    if any(not 0 <= span.start <= span.end <= length for span in page.layers):
        return "a layer outside its page's text"
    return _problem_with_words(page.words, length)


def problem_with_reading(reading: OcrReading, limits: Limits) -> str | None:
    """Why a recognised page from a child cannot be taken; None if it can."""
    length = len(reading.text)
    if length > limits.page_characters or not 0 < reading.dpi < 10_000 or reading.rotation not in (0, 90, 180, 270):
        return "a reading out of all bounds"
    if len(reading.confidences) != len(reading.words) or not math.isfinite(reading.skew):
        return "a reading whose parts do not fit"
    if len(reading.likeness) not in (0, HASH_BYTES):
        return "a reading whose parts do not fit"
    at = 0
    for word in reading.words:
        if not at <= word.start < word.end <= length:
            return "a word outside its page's text"
        at, box = word.end, word.box
        if not (0 <= box.x0 <= box.x1 < 1e7 and 0 <= box.y0 <= box.y1 < 1e7):
            return "a word outside its page"
    return None


def _problem_with_words(packed: bytes, length: int) -> str | None:
    try:
        _starts, ends = spans(packed, length + 1)
    except ValueError as problem:
        return str(problem)
    return "a word outside its page's text" if ends.max(initial=0) > length else None
