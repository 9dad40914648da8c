"""The tables of a Word 6 to 2003 file: where notes and comments hang, who wrote them, which code page fonts have.

Source: [MS-DOC] 2.8 (PLCs), 2.9.4 (ATRDPre10), 2.9.275 (SttbfRMark), 2.9.87 (FFN), 2.9.63 (DTTM).
"""

import struct
from dataclasses import dataclass, field
from itertools import pairwise

from explorer.extract import doc_fib as fib
from explorer.extract.doc_fib import Head

_MOST = 100_000  # entries of one table
# Code pages by the primary language, and by a font's character set.
_BY_LANGUAGE = {
    0x01: "cp1256", 0x02: "cp1251", 0x04: "cp936", 0x05: "cp1250", 0x08: "cp1253", 0x0D: "cp1255", 0x0E: "cp1250",
    0x11: "cp932", 0x12: "cp949", 0x15: "cp1250", 0x18: "cp1250", 0x19: "cp1251", 0x1A: "cp1250", 0x1B: "cp1250",
    0x1C: "cp1250", 0x1E: "cp874", 0x1F: "cp1254", 0x20: "cp1256", 0x22: "cp1251", 0x23: "cp1251", 0x24: "cp1250",
    0x25: "cp1257", 0x26: "cp1257", 0x27: "cp1257", 0x29: "cp1256", 0x2A: "cp1258", 0x2F: "cp1251",
}  # fmt: skip
_BY_CHARSET = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hung:
    """A note or comment: what it is, where its text stands, and for a comment who wrote it."""

    kind: str  # "footnote", "endnote", "comment"
    start: int
    end: int
    author: str = ""


@dataclass(slots=True)
class Tables:
    """What the tables of one file say. ``hung`` is by the position of the mark in the text."""

    hung: dict[int, Hung] = field(default_factory=dict)
    revisers: list[str] = field(default_factory=list)
    charsets: list[str] = field(default_factory=list)  # code page of each font; empty: the document's own
    margins: list[tuple[str, int, int]] = field(default_factory=list)  # "header" or "footer", start, end
    boxes: list[tuple[int, int]] = field(default_factory=list)
    header_boxes: list[tuple[int, int]] = field(default_factory=list)


def tables_of(head: Head, table: bytes) -> Tables:
    """Read the tables; those that are damaged are empty."""
    found = Tables(revisers=_strings(_of(head, table, fib.REVISERS)), charsets=_charsets(head, table))
    _hang(found, head, table, "footnote", fib.NOTE_REFS, fib.NOTES, "footnotes")
    _hang(found, head, table, "endnote", fib.END_REFS, fib.END_NOTES, "endnotes")
    _hang(found, head, table, "comment", fib.COMMENT_REFS, fib.COMMENTS, "comments")
    found.margins = _margins(head, _of(head, table, fib.HEADERS))
    found.boxes = _boxes(head, _of(head, table, fib.BOXES), "boxes")
    found.header_boxes = _boxes(head, _of(head, table, fib.HEADER_BOXES), "header_boxes")
    return found


def code_page(head: Head) -> str:
    """The code page of eight-bit text whose font does not say otherwise."""
    if head.is_mac:
        return "mac_roman"
    if head.language in (0x404, 0xC04):
        return "cp950"
    if head.language == 0xC1A:
        return "cp1251"
    return _BY_LANGUAGE.get(head.language & 0x3FF, "cp1252")


def moment(value: int) -> str:
    """A date as Word packs it; empty if there is none."""
    day, month, year = value >> 11 & 31, value >> 16 & 15, (value >> 20 & 511) + 1900
    return f"{year}-{month:02}-{day:02}" if day and 1 <= month <= 12 else ""


def _of(head: Head, table: bytes, number: int) -> bytes:
    offset, length = head.tables.get(number, (0, 0))
    return table[offset : offset + length]


def _positions(data: bytes, size: int) -> tuple[tuple[int, ...], int]:
    """The positions of a table whose entries have ``size`` bytes, and where its entries begin."""
    count = min(max((len(data) - 4) // (4 + size), 0), _MOST)
    return (struct.unpack_from(f"<{count + 1}I", data) if count else ()), 4 * (count + 1)


def _hang(found: Tables, head: Head, table: bytes, kind: str, refs: int, texts: int, part: str) -> None:
    size = 2 if kind != "comment" else (20 if head.is_word6 else 30)
    listed = _of(head, table, refs)
    marks, entries = _positions(listed, size)
    edges, _ = _positions(_of(head, table, texts), 0)
    first, last = head.parts[part]
    authors = _authors(_of(head, table, fib.AUTHORS), is_word6=head.is_word6) if kind == "comment" else []
    for number, mark in enumerate(marks[:-1]):
        if number + 1 >= len(edges):
            return
        start, end = first + edges[number], min(first + edges[number + 1], last)
        author = _author(listed[entries + size * number :][:size], authors, is_word6=head.is_word6) if authors else ""
        if start < end:
            found.hung[mark] = Hung(kind, start, end, author)


def _author(entry: bytes, authors: list[str], *, is_word6: bool) -> str:
    at = 10 if is_word6 else 20
    number = int.from_bytes(entry[at : at + 2], "little")
    return authors[number] if number < len(authors) else ""


def _authors(data: bytes, *, is_word6: bool) -> list[str]:
    """Names one after the other, each behind its length."""
    names: list[str] = []
    at = 0
    while at < len(data) and len(names) < _MOST:
        if is_word6:
            size, at, encoding = data[at], at + 1, "cp1252"
        else:
            size, at, encoding = int.from_bytes(data[at : at + 2], "little") * 2, at + 2, "utf-16-le"
        names.append(data[at : at + size].decode(encoding, "replace"))
        at += size
    return names


def _strings(data: bytes) -> list[str]:
    """A table of strings in 16 bits each letter; one in 8 bits is left out."""
    if data[:2] != b"\xff\xff" or len(data) < 6:
        return []
    count, extra = struct.unpack_from("<HH", data, 2)
    found: list[str] = []
    at = 6
    while at + 2 <= len(data) and len(found) < count:
        size = 2 * int.from_bytes(data[at : at + 2], "little")
        found.append(data[at + 2 : at + 2 + size].decode("utf-16-le", "replace"))
        at += 2 + size + extra
    return found


def _charsets(head: Head, table: bytes) -> list[str]:
    """The code page of each font of a Word 6 file, whose text has eight bits."""
    data = _of(head, table, fib.FONTS)
    found: list[str] = []
    at = 2
    while head.is_word6 and at + 5 <= len(data) and len(found) < _MOST:
        found.append(_BY_CHARSET.get(data[at + 4], ""))
        at += data[at] + 1
    return found


def _margins(head: Head, data: bytes) -> list[tuple[str, int, int]]:
    """Running headers and footers; the first six stories of their part are the lines above footnotes."""
    edges, _ = _positions(data, 0)
    first, last = head.parts["headers"]
    found = []
    for number in range(6, len(edges) - 1):
        start, end = first + edges[number], min(first + edges[number + 1], last)
        kind = "footer" if number % 6 in (2, 3, 5) else "header"
        if start < end:
            found.append((kind, start, end))
    return found


def _boxes(head: Head, data: bytes, part: str) -> list[tuple[int, int]]:
    first, last = head.parts[part]
    edges, _ = _positions(data, 22)
    found = [(first + a, min(first + b, last)) for a, b in pairwise(edges) if first + a < last]
    if not found and first < last:
        found = [(first, last)]
    return [(start, end) for start, end in found if start < end]
