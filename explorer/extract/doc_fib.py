"""The head of a Word 6 to 2003 file: what it is, how long its parts are, and where its tables lie.

Source: [MS-DOC] 2.5 (Word 97 and later); "Microsoft Word 6.0 Binary File Format", "Structure of the FIB".
"""

import struct
from dataclasses import dataclass

from explorer.errors import DamagedDocumentError, LockedDocumentError, UnknownKindError

# Numbers of the tables in the head, the same in both formats except where said.
STYLES, NOTE_REFS, NOTES, COMMENT_REFS, COMMENTS, HEADERS, CHARACTERS, PARAGRAPHS, FONTS, PIECES, AUTHORS = (
    1, 2, 3, 4, 5, 11, 12, 13, 15, 33, 36,
)  # fmt: skip
END_REFS, END_NOTES, REVISERS, BOXES, HEADER_BOXES = 46, 47, 51, 56, 58  # Word 97 and later
_OF_WORD6 = {END_REFS: 0x1D2, END_NOTES: 0x1DA}
_PARTS = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")
_LONGEST = 1 << 28  # characters of one part


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a file. ``parts`` gives the first and the last character position of each part."""

    is_word6: bool
    language: int
    is_mac: bool
    is_complex: bool
    table: str  # the stream that holds the tables
    text_at: int  # where the text of a simple file begins
    parts: dict[str, tuple[int, int]]
    tables: dict[int, tuple[int, int]]  # number: offset and length
    first_pages: tuple[int, int, int, int]  # of Word 6: first page of characters and paragraphs, and how many of each


def head_of(data: bytes, name: str) -> Head:
    """The head of the stream WordDocument.

    Raises:
        LockedDocumentError: its text is encrypted.
        UnknownKindError: it is of Word 2 or older.
        DamagedDocumentError: it is cut off.
    """
    if len(data) < 0x100:
        raise DamagedDocumentError(name, "the head of its text is cut off")
    version, flags = struct.unpack_from("<H", data, 2)[0], struct.unpack_from("<H", data, 10)[0]
    if flags & 0x0100:
        raise LockedDocumentError(name)
    if version < 101 and version >= 33 and version < 100:
        raise UnknownKindError(name, "it is a Word 2 document")
    return _word6(data, flags) if version < 193 else _word97(data, flags, name)


def _word6(data: bytes, flags: int) -> Head:
    counts = struct.unpack_from("<8I", data, 0x34)
    tables = {number: _pair(data, 0x58 + 8 * number) for number in range(38)}
    tables |= {number: _pair(data, at) for number, at in _OF_WORD6.items()}
    return Head(
        is_word6=True,
        language=struct.unpack_from("<H", data, 6)[0],
        is_mac=struct.unpack_from("<H", data, 0x14)[0] == 0x100,
        is_complex=bool(flags & 4),
        table="WordDocument",
        text_at=struct.unpack_from("<I", data, 0x18)[0],
        parts=_ranges(counts),
        tables=tables,
        first_pages=struct.unpack_from("<4H", data, 0x18A) if len(data) >= 0x192 else (0, 0, 0, 0),
    )


def _word97(data: bytes, flags: int, name: str) -> Head:
    shorts = struct.unpack_from("<H", data, 0x20)[0]
    longs_at = 0x22 + 2 * shorts
    if longs_at + 2 > len(data):
        raise DamagedDocumentError(name, "the head of its text is cut off")
    longs = struct.unpack_from("<H", data, longs_at)[0]
    start = longs_at + 2 + 4 * longs
    if start + 2 > len(data) or longs < 11:
        raise DamagedDocumentError(name, "the head of its text is cut off")
    counts = struct.unpack_from("<8I", data, longs_at + 2 + 12)
    pairs = min(struct.unpack_from("<H", data, start)[0], 200)
    return Head(
        is_word6=False,
        language=struct.unpack_from("<H", data, 6)[0],
        is_mac=False,
        is_complex=True,
        table="1Table" if flags & 0x0200 else "0Table",
        text_at=struct.unpack_from("<I", data, 0x18)[0],
        parts=_ranges(counts),
        tables={number: _pair(data, start + 2 + 8 * number) for number in range(pairs)},
        first_pages=(0, 0, 0, 0),
    )


def _pair(data: bytes, at: int) -> tuple[int, int]:
    return struct.unpack_from("<II", data, at) if at + 8 <= len(data) else (0, 0)


def _ranges(counts: tuple[int, ...]) -> dict[str, tuple[int, int]]:
    found, at = {}, 0
    for part, count in zip(_PARTS, counts, strict=True):
        count = count if count < _LONGEST else 0
        found[part] = (at, at + count)
        at += count
    return found
