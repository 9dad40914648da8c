"""ASN.1 values by their offsets: DER, and the BER that mail programs write (lengths left open, strings in pieces).

Nothing recurses, and no size that the bytes state is trusted. Source: X.690 8.1 (lengths, end marks) and 8.7 (strings).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

INTEGER, OCTETS, IDENTIFIER, SEQUENCE, SET = 0x02, 0x04, 0x06, 0x30, 0x31
UTC_TIME, LONG_TIME = 0x17, 0x18
_CONSTRUCTED = 0x20
_MOST = 20_000  # values within one value
_MOST_STEPS = 1_000_000  # values passed while looking for an end mark
_LONGEST_IDENTIFIER = 40  # bytes


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its tag, where it begins, and where its content lies. ``after`` is where the next one begins."""

    data: bytes = field(repr=False)
    tag: int
    begin: int
    start: int
    end: int
    after: int

    @property
    def content(self) -> bytes:
        return self.data[self.start : self.end]

    @property
    def whole(self) -> bytes:
        """The value with its tag and length."""
        return self.data[self.begin : self.after]

    def inside(self) -> list["Value"]:
        """The values within, as far as they can be read; none in one that is no container."""
        return list(_values(self.data, self.start, self.end)) if self.tag & _CONSTRUCTED else []

    def first(self, tag: int) -> "Value | None":
        """The first value of a tag within."""
        return next((each for each in self.inside() if each.tag == tag), None)

    def octets(self) -> bytes:
        """A string's bytes, its pieces joined."""
        if not self.tag & _CONSTRUCTED:
            return self.content
        return b"".join(piece.content for piece in _values(self.data, self.start, self.end, 10_000_000))

    def identifier(self) -> str:
        """An object identifier in dots; empty if it is none."""
        content = self.content
        if self.tag != IDENTIFIER or not 0 < len(content) <= _LONGEST_IDENTIFIER or content[-1] & 0x80:
            return ""
        numbers, number = [], 0
        for byte in content:
            number = number << 7 | byte & 0x7F
            if not byte & 0x80:
                numbers.append(number)
                number = 0
        first = min(numbers[0] // 40, 2)
        return ".".join(map(str, [first, numbers[0] - 40 * first, *numbers[1:]]))


def value_of(data: bytes) -> Value | None:
    """The value that some bytes begin with; None if they begin with none. One that is cut off ends where they end."""
    return _value(data, 0, len(data))


def _values(data: bytes, start: int, end: int, most: int = _MOST) -> Iterator[Value]:
    for _ in range(most):
        value = _value(data, start, end)
        if value is None or value.tag == 0:
            return
        yield value
        start = value.after


def _value(data: bytes, begin: int, end: int) -> Value | None:
    head = _head(data, begin, end)
    if head is None:
        return None
    tag, start, length = head
    if length is not None:
        stop = min(start + length, end)
        return Value(data, tag, begin, start, stop, stop)
    stop, after = _open_end(data, start, end)
    return Value(data, tag, begin, start, stop, after)


def _open_end(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Where a value whose length is left open ends, and what follows begins: at its own end mark."""
    depth, position = 1, start
    for _ in range(_MOST_STEPS):
        head = _head(data, position, end)
        if head is None:
            break
        tag, inside, length = head
        if tag == 0 and length == 0:
            depth -= 1
            if not depth:
                return position, inside
        depth += length is None
        position = inside if length is None else inside + length
    return end, end


def _head(data: bytes, position: int, end: int) -> tuple[int, int, int | None] | None:
    """A tag of one byte, where the content begins, and its length (None: until an end mark)."""
    if position + 2 > end:
        return None
    tag, first = data[position], data[position + 1]
    position += 2
    if first < 0x80:
        return tag, position, first
    if first == 0x80:
        return tag, position, None
    count = first & 0x7F
    if count > 8 or position + count > end:
        return None
    return tag, position + count, int.from_bytes(data[position : position + count], "big")
