"""Where a Word 6 to 2003 file keeps its characters, and what is said of them: pieces, and the pages of properties.

Source: [MS-DOC] 2.4.1 (text), 2.4.6 (properties), 2.9.31 and 2.9.174 (pages of them), 2.9.38 (Clx). Every offset comes
from the file, so each is checked, and what is read of one file is no more than its bytes allow.
"""

import bisect
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.extract.doc_fib import CHARACTERS, PARAGRAPHS, PIECES, Head
from explorer.extract.doc_sprm import PLAIN_LOOK, PLAIN_SHAPE, Look, Modifier, Shape, look_of, modifiers, shape_of

_PAGE = 512
_MOST_PAGES = 200_000  # of properties
_LONGEST_TEXT = 40_000_000  # characters of one file


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` of the document, from byte ``at`` of the stream, one or two bytes each."""

    start: int
    end: int
    at: int
    width: int
    modifiers: tuple[Modifier, ...] = ()


@dataclass(slots=True)
class Runs:
    """Properties by the byte where they begin to hold; each holds up to its end."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[tuple[int, bytes]] = field(default_factory=list)  # style, list of modifiers

    def at(self, byte: int) -> tuple[int, int, bytes]:
        """Where what holds at a byte ends, its style and its modifiers."""
        place = bisect.bisect_right(self.starts, byte) - 1
        if place >= 0 and byte < self.ends[place]:
            return self.ends[place], *self.values[place]
        after = self.starts[place + 1] if place + 1 < len(self.starts) else 1 << 62
        return after, 0, b""


def pieces_of(head: Head, text: bytes, table: bytes) -> list[Piece]:
    """The pieces in order, each within the stream; a simple file is one piece."""
    offset, length = head.tables.get(PIECES, (0, 0))
    found = list(_listed(head, text, table[offset : offset + length])) if length else []
    if found:
        return found
    last = max(end for _start, end in head.parts.values())
    return [Piece(0, min(last, max(len(text) - head.text_at, 0)), head.text_at, 1)]


def _listed(head: Head, text: bytes, clx: bytes) -> Iterator[Piece]:
    at, changes = 0, []
    while at + 3 <= len(clx) and clx[at] == 1:  # modifiers that pieces refer to
        size = struct.unpack_from("<H", clx, at + 1)[0]
        changes.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if at + 5 > len(clx) or clx[at] != 2:
        return
    table = clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]
    count = (len(table) - 4) // 12
    left = _LONGEST_TEXT
    for number in range(max(count, 0)):
        start, end = struct.unpack_from("<II", table, 4 * number)
        where, change = struct.unpack_from("<IH", table, 4 * (count + 1) + 8 * number + 2)
        width = 1 if head.is_word6 or where & 0x4000_0000 else 2
        byte = where if head.is_word6 else (where & 0x3FFF_FFFF) // (2 if width == 1 else 1)
        end = min(end, start + max(len(text) - byte, 0) // width, start + left)
        if end > start:
            left -= end - start
            yield Piece(start, end, byte, width, _change(change, changes, is_word6=head.is_word6))


def _change(value: int, changes: list[bytes], *, is_word6: bool) -> tuple[Modifier, ...]:
    """The modifiers of a piece as saved in haste: one of them, or the number of a list. Source: [MS-DOC] 2.9.213."""
    if value & 1:
        place = value >> 1
        data = changes[place] if place < len(changes) else b""
        return tuple(modifiers(data, is_word6=is_word6))
    single = bytes(((value >> 1) & 0x7F, value >> 8))
    return tuple(modifiers(single, is_word6=True)) if value else ()


def runs_of(head: Head, text: bytes, table: bytes, *, paragraphs: bool) -> Runs:
    """What is said of characters, or of paragraphs, by byte."""
    runs = Runs()
    found = sorted(_all_pages(head, text, table, paragraphs=paragraphs), key=lambda item: item[0])
    for start, end, style, data in found:
        if runs.ends and start < runs.ends[-1]:
            continue  # two pages claim the same bytes; the first one is kept
        runs.starts.append(start)
        runs.ends.append(end)
        runs.values.append((style, data))
    return runs


def _all_pages(head: Head, text: bytes, table: bytes, *, paragraphs: bool) -> Iterator[tuple[int, int, int, bytes]]:
    offset, length = head.tables.get(PARAGRAPHS if paragraphs else CHARACTERS, (0, 0))
    listed = table[offset : offset + length]
    size = 2 if head.is_word6 else 4
    count = max((len(listed) - 4) // (4 + size), 0)
    at = 4 * (count + 1)
    numbers = [int.from_bytes(listed[at + size * i : at + size * (i + 1)], "little") for i in range(count)]
    if head.is_word6:
        first, wanted = head.first_pages[1 if paragraphs else 0], head.first_pages[3 if paragraphs else 2]
        numbers += [first + i for i in range(len(numbers), wanted)] if first else []
    seen: set[int] = set()
    for number in numbers[:_MOST_PAGES]:
        page = text[(number & 0x3F_FFFF) * _PAGE :][:_PAGE]
        if number in seen or len(page) < _PAGE:
            continue
        seen.add(number)
        yield from _page(page, is_word6=head.is_word6, paragraphs=paragraphs)


def _page(page: bytes, *, is_word6: bool, paragraphs: bool) -> Iterator[tuple[int, int, int, bytes]]:
    count = page[511]
    step = (7 if is_word6 else 13) if paragraphs else 1
    if 4 * (count + 1) + step * count > 511:
        return
    edges = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        start, end = edges[number], edges[number + 1]
        at = 2 * page[4 * (count + 1) + step * number]
        if start >= end or at >= 511:
            continue
        if paragraphs:
            yield start, end, *_paragraph(page, at, is_word6=is_word6)
        else:
            yield start, end, 0, page[at + 1 : at + 1 + page[at]] if at else b""


def _paragraph(page: bytes, at: int, *, is_word6: bool) -> tuple[int, bytes]:
    if not at:
        return 0, b""
    size = page[at] * 2
    start = at + 1
    if not is_word6:
        size -= 1
        if page[at] == 0:
            size, start = page[at + 1] * 2, at + 2
    data = page[start : min(start + size, 511)]
    return int.from_bytes(data[:2], "little"), data[2:]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``start`` to ``end`` that look alike. Eight-bit ones of Word 6 stand undecoded, as Latin-1."""

    start: int
    end: int
    text: str
    look: Look
    at: int  # the byte of its first character
    width: int


@dataclass(slots=True)
class Story:
    """The characters of a file with what is said of them."""

    head: Head
    text: bytes
    pieces: list[Piece]
    characters: Runs
    paragraphs: Runs
    _looks: dict[tuple[bytes, tuple[Modifier, ...]], Look] = field(default_factory=dict)

    @classmethod
    def of(cls, head: Head, text: bytes, table: bytes) -> "Story":
        return cls(
            head,
            text,
            pieces_of(head, text, table),
            runs_of(head, text, table, paragraphs=False),
            runs_of(head, text, table, paragraphs=True),
        )

    def stretches(self, start: int, end: int) -> Iterator[Stretch]:
        """The characters from one position to another, parted where their look changes."""
        for piece in self.pieces:
            at, last = max(start, piece.start), min(end, piece.end)
            while at < last:
                byte = piece.at + (at - piece.start) * piece.width
                until, _style, data = self.characters.at(byte)
                stop = min(last, at + max((until - byte) // piece.width, 1))
                raw = self.text[byte : byte + (stop - at) * piece.width]
                yield Stretch(at, stop, self._decoded(raw, piece.width), self._look(data, piece), byte, piece.width)
                at = stop

    def shape(self, byte: int) -> Shape:
        """What is said of the paragraph whose mark stands at a byte."""
        _until, style, data = self.paragraphs.at(byte)
        if not style and not data:
            return PLAIN_SHAPE
        return shape_of(style, modifiers(data, is_word6=self.head.is_word6))

    def _decoded(self, raw: bytes, width: int) -> str:
        if width == 2:
            return raw.decode("utf-16-le", "surrogatepass")
        return raw.decode("latin-1") if self.head.is_word6 else _from_windows(raw)

    def _look(self, data: bytes, piece: Piece) -> Look:
        if not data and not piece.modifiers:
            return PLAIN_LOOK
        key = (data, piece.modifiers)
        known = self._looks.get(key)
        if known is None:
            base = look_of(PLAIN_LOOK, modifiers(data, is_word6=self.head.is_word6))
            known = self._looks[key] = look_of(base, iter(piece.modifiers))
        return known


_WINDOWS = {code: bytes((code,)).decode("cp1252", "ignore") or chr(code) for code in range(128, 160)}


def _from_windows(raw: bytes) -> str:
    """Windows Latin text; unlike the codec this gives one character for each byte."""
    return raw.decode("latin-1").translate(_WINDOWS)
