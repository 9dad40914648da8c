"""The records of a PowerPoint 97 to 2003 stream: a tree whose every length comes from the file, so each is bounded.

Source: [MS-PPT] 2.3.1 (RecordHeader), [MS-ODRAW] 2.2.1.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_MOST = 500_000  # records of one container
_DEEPEST = 40
_HEADER = struct.Struct("<HHI")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its kind, its instance, and where its content lies in the stream."""

    kind: int
    instance: int
    is_container: bool
    data: bytes  # of the whole stream
    start: int
    end: int

    @property
    def content(self) -> bytes:
        return self.data[self.start : self.end]

    def number(self, at: int, size: int = 4, *, signed: bool = False) -> int:
        """A number of the content; 0 where it is cut off."""
        raw = self.data[self.start + at : min(self.start + at + size, self.end)]
        return int.from_bytes(raw, "little", signed=signed) if len(raw) == size else 0

    def inner(self) -> Iterator["Record"]:
        """The records directly within."""
        return records(self.data, self.start, self.end)

    def first(self, kind: int) -> "Record | None":
        """The first record of a kind directly within."""
        return next((each for each in self.inner() if each.kind == kind), None)

    def all(self, kind: int) -> Iterator["Record"]:
        """All records of a kind within, at any depth, in order."""
        return (each for each in self.walk() if each.kind == kind)

    def walk(self, depth: int = 0) -> Iterator["Record"]:
        """All records within, each container before what it holds."""
        for each in self.inner():
            yield each
            if each.is_container and depth < _DEEPEST:
                yield from each.walk(depth + 1)

    def text(self) -> str:
        """A string of sixteen bits a letter, up to its first zero."""
        return self.content.decode("utf-16-le", "replace").partition("\0")[0]


def record_at(data: bytes, at: int) -> Record | None:
    """The record whose header stands at an offset; None where there is none."""
    if at < 0 or at + 8 > len(data):
        return None
    head, kind, length = _HEADER.unpack_from(data, at)
    return Record(kind, head >> 4, head & 15 == 15, data, at + 8, min(at + 8 + length, len(data)))


def records(data: bytes, start: int, end: int) -> Iterator[Record]:
    """The records that lie one after the other between two offsets."""
    at = start
    for _ in range(_MOST):
        found = record_at(data, at) if at + 8 <= end else None
        if found is None:
            return
        yield found if found.end <= end else Record(found.kind, found.instance, found.is_container, data, at + 8, end)
        at = found.end
