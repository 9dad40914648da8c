"""Header fields of messages and their parts, read as they are found rather than as they should be.

Raw bytes are kept until a value is asked for, because what they mean depends on the field. Source: RFC 5322 2.2 and 3.6
(fields, identifiers), RFC 2047 (encoded words), RFC 2231 (parameters), and what mail programs do instead.
"""

import binascii
import quopri
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.message import Message
from email.utils import collapse_rfc2231_value, parsedate_tz

from explorer.extract.encodings import decode

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:(.*)", re.DOTALL)
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_FOLD = re.compile(rb"(?:\r\n|\r|\n)[ \t]*")
_WORD = re.compile(r"=\?([^?*\s]{1,60})(?:\*[^?]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(=\?[^?\s]+\?[bBqQ]\?[^?]*\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?[^?]*\?=)")
_IDENTIFIER = re.compile(r"<[^<>\s]+>")
_ZONE = re.compile(r"[+-]\d{4}\b|\b(?:UTC?|GMT|Z|[ECMP][SD]T)\b", re.IGNORECASE)
_NAMED_OFFSET = re.compile(r"\b(?:GMT|UTC)\s?([+-]\d\d:?\d\d)\b")
_ISO = re.compile(r"\s*\d{4}-\d\d-\d\dT\d\d:\d\d")
_SLASHED = re.compile(r"\s*(\d\d?)/(\d\d?)/(\d{4}),?\s+(\d\d?):(\d\d)(?::(\d\d))?\s?([AaPp])\.?[Mm]")
_LONGEST_VALUE = 200_000  # bytes of one field
_LONGEST_PARAMETERS = 10_000  # characters
_MOST_FIELDS = 5_000
_PIECE = re.compile(rb"[^=]+=+\s*")
_MORE = re.compile(rb"[A-Za-z0-9+/\r\n]+=*\s*")


@dataclass(frozen=True, slots=True)
class Headers:
    """The fields in order: names in lower case, values unfolded and otherwise raw."""

    fields: Sequence[tuple[str, bytes]] = ()

    def raw(self, name: str) -> bytes:
        """The first field of a name; empty if there is none."""
        return next((value for key, value in self.fields if key == name), b"")

    def text(self, name: str) -> str:
        """The first field of a name as people read it, encoded words decoded, white space made single."""
        return decode_words(self.raw(name))

    def texts(self, name: str) -> str:
        """All fields of a name, joined by commas."""
        found = [decode_words(value) for key, value in self.fields if key == name]
        return ", ".join(value for value in found if value)

    def identifiers(self, name: str) -> tuple[str, ...]:
        """Message identifiers, without their angle brackets."""
        return tuple(each[1:-1] for each in _IDENTIFIER.findall(_latin(self.raw(name))))

    def main(self, name: str) -> str:
        """A structured field's value before its parameters, in lower case: "text/plain", "attachment"."""
        return _latin(self.raw(name)).partition(";")[0].strip().strip("\"'").lower()

    def parameter(self, field: str, name: str) -> str:
        """A parameter of a structured field, by RFC 2231, RFC 2047 or as it stands; empty if there is none."""
        value = self.raw(field)[:_LONGEST_PARAMETERS].decode("ascii", "surrogateescape")
        if ";" not in value:
            return ""
        holder = Message()
        holder[field] = value.replace("\n", " ").replace("\r", " ")
        try:
            found = holder.get_param(name, "", header=field)
            plain = collapse_rfc2231_value(found)
        except (ValueError, LookupError, UnicodeError, TypeError, IndexError):  # broken percent signs, odd charsets
            return ""
        return decode_words(plain.encode("utf-8", "surrogateescape")) if isinstance(plain, str) else ""


def split_headers(data: bytes, start: int, end: int) -> tuple[Headers, int]:
    """The header fields that begin at ``start``, and where the body begins.

    A line that is no field ends the header even without the empty line that should.
    """
    fields: list[tuple[str, list[bytes]]] = []
    position = start
    while position < end:
        line = _line(data, position, end)
        if not line.strip(b"\r\n"):
            return _made(fields), position + len(line)
        if line[:1] in b" \t" and (fields or not line.strip()):
            if fields:
                fields[-1][1].append(line)
        elif match := _FIELD.match(line):
            if len(fields) < _MOST_FIELDS:
                fields.append((match[1].decode("ascii").lower(), [match[2]]))
        elif not (position == start and line.startswith((b"From ", b">From "))):
            return _made(fields), position
        position += len(line)
    return _made(fields), position


def _line(data: bytes, position: int, end: int) -> bytes:
    match = _LINE.match(data, position, end)
    return match[0] if match else b""


def _made(fields: list[tuple[str, list[bytes]]]) -> Headers:
    joined = [(name, b"".join(lines)[:_LONGEST_VALUE]) for name, lines in fields]
    return Headers([(name, _FOLD.sub(b" ", value.rstrip(b"\r\n")).strip()) for name, value in joined])


def decode_words(value: bytes) -> str:
    """A raw value as text: RFC 2047 words decoded, other 8-bit bytes guessed, white space made single."""
    text = value.decode("ascii") if value.isascii() else decode(value)
    if "=?" in text:
        text = _WORD.sub(_word, _joined_words(_BETWEEN.sub(r"\1", text)))
    return " ".join(text.split())


def _joined_words(text: str) -> str:
    """Neighbouring words of one charset as one: a letter may be parted between two of them."""
    pieces: list[str] = []
    last: tuple[str, str, bytes] | None = None
    end = 0
    for match in _WORD.finditer(text):
        charset, way, payload = match[1].lower(), match[2].lower(), _payload(match)
        if last and match.start() == end and last[0] == charset:
            pieces.pop()
            payload = last[2] + payload
        elif match.start() > end:
            pieces.append(text[end : match.start()])
        last, end = (charset, way, payload), match.end()
        pieces.append(f"=?{charset}?B?{binascii.b2a_base64(payload, newline=False).decode()}?=")
    pieces.append(text[end:])
    return "".join(pieces)


def _payload(match: re.Match[str]) -> bytes:
    raw = match[3].encode("latin-1", "replace")
    return decode_base64(raw) if match[2] in "bB" else quopri.decodestring(raw.replace(b" ", b"_"), header=True)


def _word(match: re.Match[str]) -> str:
    return decode(_payload(match), match[1])


def decode_base64(raw: bytes) -> bytes:
    """What base64 stands for, as far as it can be read; broken ends and stray letters are passed over.

    Padding ends it, unless more of it follows: some programs encode a body in pieces. Words that a mailing list wrote
    below it are no more of it.
    """
    first = _PIECE.match(raw)
    if first is None or first.end() == len(raw):
        return _decoded_piece(raw)
    pieces, at = [_decoded_piece(first[0])], first.end()
    while (more := _MORE.match(raw, at)) and not sum(map(len, more[0].split())) % 4:
        pieces.append(_decoded_piece(more[0]))
        at = more.end()
    return b"".join(pieces)


def _decoded_piece(raw: bytes) -> bytes:
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
        whole = letters[: len(letters) // 4 * 4]
        rest = letters[len(whole) :]
        tail = rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""
        return binascii.a2b_base64(whole + tail)


def iso_date(value: bytes) -> str:
    """A Date field in ISO 8601 with its zone where one is given; empty if it names no moment.

    RFC 5322's form and its ruins; a year that counts from 1900; ISO 8601 itself; the American form with a time of day.
    """
    text = re.sub(r"\(.*?\)", " ", decode_words(value))[:200]
    text = _NAMED_OFFSET.sub(r"\1", text)
    try:
        if _ISO.match(text):
            return datetime.fromisoformat(text.strip()).isoformat()
        parts = parsedate_tz(text)
        if parts is None:
            return _american(text)
        year = parts[0] if parts[0] >= 200 else parts[0] + (2000 if parts[0] < 70 else 1900)
        zone = timezone(timedelta(seconds=parts[9] or 0)) if _ZONE.search(text) else None
        return datetime(year, *parts[1:6], tzinfo=zone).isoformat()
    except (ValueError, OverflowError, IndexError, TypeError):  # a 31 June, a zone of 99 hours
        return ""


def _american(text: str) -> str:
    """“3/6/2018 9:45:12 PM”; a date alone could be of another country, so the time must be of twelve hours."""
    match = _SLASHED.match(text)
    if not match:
        return ""
    month, day, year, hour, minute, second, half = match.groups()
    hours = int(hour) % 12 + (12 if half in "pP" else 0)
    return datetime(int(year), int(month), int(day), hours, int(minute), int(second or 0)).isoformat()


def _latin(value: bytes) -> str:
    return value.decode("latin-1")
