"""A message as a tree of parts, by offsets into its bytes. Never recurses; messages inside it stay closed.

An attached message is one part whose bytes are handed on, so a thousand messages inside one another are a thousand
files, not one deep tree. Source: RFC 2046 5.1 (multipart).
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.extract.mail_headers import Headers, decode_base64, split_headers

DEEPEST = 500  # multiparts within multiparts
MOST_PARTS = 20_000
_MOST_SEARCHED = 400_000_000  # bytes searched for boundaries: nested parts are searched once for each level
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} .*$", re.MULTILINE)
_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")


@dataclass(slots=True)
class Part:
    """One part: its headers, and where its body lies in the message."""

    headers: Headers
    data: bytes = field(repr=False)
    start: int
    end: int
    default_type: str = "text/plain"
    children: list["Part"] = field(default_factory=list)
    is_cut: bool = False  # parts inside it were left out: too deep, or too many

    @property
    def type(self) -> str:
        """The media type, in lower case; what cannot be read counts as plain text (RFC 2045 5.2)."""
        found = self.headers.main("content-type")
        return found if _TYPE.fullmatch(found) else self.default_type

    @property
    def is_multipart(self) -> bool:
        return bool(self.children)

    @property
    def name(self) -> str:
        """The file name as it was written; empty if there is none."""
        return self.headers.parameter("content-disposition", "filename") or self.headers.parameter(
            "content-type", "name"
        )

    @property
    def is_attached(self) -> bool:
        """Whether it was sent as a file rather than as words of the message."""
        return self.headers.main("content-disposition") == "attachment"

    def raw(self) -> bytes:
        return self.data[self.start : self.end]

    def content(self) -> bytes:
        """The body with its transfer encoding undone."""
        way = self.headers.main("content-transfer-encoding").split(" ")[0]
        if way == "base64":
            return decode_base64(self.raw())
        if way == "quoted-printable":
            return quopri.decodestring(self.raw())
        if way in ("uuencode", "x-uuencode", "x-uue", "uue"):
            return decode_uu(self.raw())
        return self.raw()


def parse(data: bytes, start: int = 0) -> Part:
    """The tree of a message that begins at ``start``."""
    headers, body = split_headers(data, start, len(data))
    root = Part(headers, data, body, len(data))
    count, searched = 1, 0
    waiting = [(root, 0)]
    while waiting:
        part, depth = waiting.pop()
        boundary = part.headers.parameter("content-type", "boundary") if part.type.startswith("multipart/") else ""
        if not boundary:
            continue
        searched += part.end - part.start
        if depth >= DEEPEST or count >= MOST_PARTS or searched > _MOST_SEARCHED:
            part.is_cut = True
            continue
        for begin, end in _between(data, part.start, part.end, boundary.encode("utf-8", "surrogateescape")):
            inner, inside = split_headers(data, begin, end)
            kind = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
            part.children.append(Part(inner, data, min(inside, end), end, kind))
            count += 1
            if count >= MOST_PARTS:
                part.is_cut = True
                break
        waiting += [(child, depth + 1) for child in part.children]
    return root


def _between(data: bytes, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Where the parts between a boundary's lines lie; a missing last line is the end."""
    line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
    begin = None
    for match in line.finditer(data, start, end):
        if begin is not None:
            yield begin, _before_break(data, begin, match.start())
        begin = None if match[1] else match.end()  # the last line; but some inner parts reuse the outer one's boundary
    if begin is not None and begin < end:
        yield begin, end


def _before_break(data: bytes, begin: int, end: int) -> int:
    """The end without the line break that belongs to the boundary."""
    for mark in (b"\r\n", b"\n", b"\r"):
        if data.endswith(mark, begin, end):
            return end - len(mark)
    return end


def decode_uu(raw: bytes) -> bytes:
    """A uuencoded block's bytes, as far as they can be read."""
    begin = _UU_BEGIN.search(raw)
    lines = raw[begin.end() :].splitlines() if begin else raw.splitlines()
    decoded = bytearray()
    for line in lines:
        if line.strip() == b"end":
            break
        count = (line[0] - 32) & 63 if line else 0
        values = [(byte - 32) & 63 for byte in line[1:].ljust((count + 2) // 3 * 4, b" ")]
        quads = zip(*[iter(values)] * 4, strict=False)
        packed = b"".join((a << 18 | b << 12 | c << 6 | d).to_bytes(3, "big") for a, b, c, d in quads)
        decoded += packed[:count]
    return bytes(decoded)
