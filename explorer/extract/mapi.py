"""MAPI properties: the values that Outlook keeps of messages, people, appointments and files, in whatever holds them.

Outlook messages, TNEF attachments and Outlook mailboxes all say the same properties; each of their readers gathers them
into ``Props``. Source: [MS-OXCDATA] 2.11 (value types), [MS-OXPROPS] (names).
"""

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from explorer.extract.encodings import decode
from explorer.extract.rtf_codes import codec_of_page

Value = int | float | bool | str | bytes | datetime | tuple["Value", ...]

SHORT, LONG, FLOAT, DOUBLE, CURRENCY, APPTIME, ERROR, BOOLEAN = 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0A, 0x0B
OBJECT, INT64, STRING8, UNICODE, TIME, GUID, BINARY = 0x0D, 0x14, 0x1E, 0x1F, 0x40, 0x48, 0x102
MULTIPLE = 0x1000
SIZES = {
    SHORT: 2,
    LONG: 4,
    FLOAT: 4,
    DOUBLE: 8,
    CURRENCY: 8,
    APPTIME: 8,
    ERROR: 4,
    BOOLEAN: 2,
    INT64: 8,
    TIME: 8,
    GUID: 16,
}
VARIABLE = frozenset({OBJECT, STRING8, UNICODE, BINARY})

_NUMBERS = {SHORT: "<h", LONG: "<i", FLOAT: "<f", DOUBLE: "<d", INT64: "<q", CURRENCY: "<q"}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_OLE_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_MESSAGE_PAGE, _BODY_PAGE = 0x3FFD, 0x3FDE


@dataclass(slots=True)
class Props:
    """The properties of one thing, by their number; named ones also by the first word of their set and their own.

    Texts whose code page is not known when they are met stay bytes until asked for.
    """

    values: dict[int, Value] = field(default_factory=dict)
    named: dict[tuple[int, int], int] = field(default_factory=dict)  # (set, name) to number
    codec: str = ""  # of 8-bit texts; empty: guessed
    narrow: set[int] = field(default_factory=set)  # numbers of 8-bit texts

    def put(self, number: int, kind: int, raw: bytes) -> None:
        """Keep a value by its type; what cannot be read is left out."""
        value = decode_value(kind, raw)
        if value is not None:
            self.values[number] = value
            if kind == STRING8:
                self.narrow.add(number)

    def text(self, *numbers: int) -> str:
        """The first of these properties that is a text and says something."""
        for number in numbers:
            value = self.values.get(number)
            if isinstance(value, bytes) and number in self.narrow:
                value = narrow_text(value, self.codec)
            if isinstance(value, str) and value.strip("\0 \t\r\n"):
                return value.rstrip("\0")
        return ""

    def line(self, *numbers: int) -> str:
        """The same with white space made single."""
        return " ".join(self.text(*numbers).replace("\0", " ").split())

    def number(self, number: int, default: int = 0) -> int:
        value = self.values.get(number)
        return int(value) if isinstance(value, int) else default

    def data(self, number: int) -> bytes:
        """A binary property; texts give their bytes."""
        value = self.values.get(number)
        if isinstance(value, str):
            return value.encode("utf-8", "replace")
        return value if isinstance(value, bytes) else b""

    def time(self, *numbers: int) -> datetime | None:
        """The first of these properties that is a moment."""
        return next((value for each in numbers if isinstance(value := self.values.get(each), datetime)), None)

    def of_name(self, group: int, name: int) -> int:
        """The number of a named property; -1 if it has none here."""
        return self.named.get((group, name), -1)

    def settle(self, outer: str = "") -> None:
        """Take the code page of 8-bit texts from what the thing says of itself, else from what it lies in."""
        page = self.number(_MESSAGE_PAGE)
        if page in (1200, 0):
            page = self.number(_BODY_PAGE)
        self.codec = codec_of_page(page) if page and page != 1200 else outer


def narrow_text(data: bytes, codec: str) -> str:
    """An 8-bit text in its code page; guessed where none is known or it does not fit."""
    data = data.rstrip(b"\0")
    if codec:
        try:
            return data.decode(codec)
        except (UnicodeError, ValueError):
            pass
    return decode(data, codec)


def decode_value(kind: int, raw: bytes) -> Value | None:
    """One value of a type from its bytes, little-endian; None if it is too short or of no known type."""
    size = SIZES.get(kind, 0)
    if len(raw) < size:
        return None
    if kind in _NUMBERS:
        found: int | float = struct.unpack_from(_NUMBERS[kind], raw)[0]
        return found / 10_000 if kind == CURRENCY else found
    if kind == BOOLEAN:
        return raw[0] != 0
    if kind == TIME:
        return file_time(int.from_bytes(raw[:8], "little"))
    if kind == APPTIME:
        return _ole_time(struct.unpack_from("<d", raw)[0])
    if kind == UNICODE:
        return raw[: len(raw) // 2 * 2].decode("utf-16-le", "replace").rstrip("\0")
    return raw if kind in (STRING8, BINARY, OBJECT, GUID) else None


def file_time(ticks: int) -> datetime | None:
    """A count of 100 ns since 1601 in UTC; None for what stands for "never"."""
    try:
        moment = _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None
    return moment if 1900 < moment.year < 4500 else None


def _ole_time(days: float) -> datetime | None:
    try:
        return _OLE_EPOCH + timedelta(days=days)
    except (OverflowError, ValueError):
        return None
