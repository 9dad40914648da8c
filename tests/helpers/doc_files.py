"""A maker of Word 97 files, as small as they get. Source: [MS-DOC]."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.extract.old_writer import compound_bytes

TEXT_AT = 0x400
DELETED, HIDDEN, SPECIAL = b"\x00\x08\x01", b"\x3c\x08\x01", b"\x55\x08\x01"
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"
PARTS = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")


@dataclass(slots=True)
class Doc:
    """What is to be written. ``runs`` and ``paragraphs`` are (first, last, modifiers), by character of all parts."""

    body: str
    footnotes: Sequence[str] = ()
    footnote_marks: Sequence[int] = ()
    comments: Sequence[tuple[str, str]] = ()  # author, text
    comment_marks: Sequence[int] = ()
    headers: Sequence[str] = ()  # even header, odd header, even footer, odd footer, first header, first footer
    boxes: str = ""
    runs: Sequence[tuple[int, int, bytes]] = ()
    paragraphs: Sequence[tuple[int, int, bytes]] = ()
    narrow: bool = False  # eight bits a character
    locked: bool = False
    storages: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    def data(self) -> bytes:
        """The file."""
        text = self._text()
        width = 1 if self.narrow else 2
        raw = text.encode("cp1252" if self.narrow else "utf-16-le")
        stream = bytes(TEXT_AT) + raw
        stream += bytes(-len(stream) % 512)
        pages = len(stream) // 512
        stream += _page([(TEXT_AT + a * width, TEXT_AT + b * width, m) for a, b, m in self.runs], paragraphs=False)
        stream += _page([(TEXT_AT + a * width, TEXT_AT + b * width, m) for a, b, m in self.paragraphs], paragraphs=True)
        table, tables = self._tables(len(text), TEXT_AT * 2 | 1 << 30 if self.narrow else TEXT_AT, pages)
        stream = self._head(tables) + stream[TEXT_AT:]
        return compound_bytes({("WordDocument",): stream, ("1Table",): table, **self.storages})

    def _parts(self) -> dict[str, str]:
        return {
            "body": self.body,
            "footnotes": "".join(self.footnotes) + ("\r" if self.footnotes else ""),
            "headers": "".join(self.headers) + ("\r" if self.headers else ""),
            "comments": "".join(text for _author, text in self.comments) + ("\r" if self.comments else ""),
            "boxes": self.boxes,
        }

    def _text(self) -> str:
        known = self._parts()
        return "".join(known.get(part, "") for part in PARTS)

    def _head(self, tables: dict[int, tuple[int, int]]) -> bytes:
        known = self._parts()
        flags = 0x1200 | (0x0100 if self.locked else 0)
        head = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x409, 0, flags).ljust(0x20, b"\0")
        head += struct.pack("<H", 14) + bytes(28) + struct.pack("<H", 22)
        counts = [len(known.get(part, "")) for part in PARTS]
        head += (bytes(12) + struct.pack("<8I", *counts)).ljust(88, b"\0")
        pairs = b"".join(struct.pack("<II", *tables.get(number, (0, 0))) for number in range(93))
        return (head + struct.pack("<H", 93) + pairs).ljust(TEXT_AT, b"\0")

    def _tables(self, length: int, where: int, pages: int) -> tuple[bytes, dict[int, tuple[int, int]]]:
        piece = struct.pack("<II", 0, length) + struct.pack("<HIH", 0, where, 0)
        notes = [*_edges(self.footnotes)]
        comments = [*_edges([text for _author, text in self.comments])]
        found = {
            33: b"\2" + struct.pack("<I", len(piece)) + piece,
            12: struct.pack("<III", 0, 1 << 20, pages),
            13: struct.pack("<III", 0, 1 << 20, pages + 1),
            2: _numbers([*self.footnote_marks, len(self.body)]) + bytes(2 * len(self.footnotes)),
            3: _numbers(notes),
            4: _numbers([*self.comment_marks, len(self.body)])
            + b"".join(bytes(20) + struct.pack("<H", n) + bytes(8) for n in range(len(self.comments))),
            5: _numbers(comments),
            36: b"".join(struct.pack("<H", len(a)) + a.encode("utf-16-le") for a, _text in self.comments),
            11: _numbers([0] * 6 + _edges(self.headers)),
        }
        table, tables = b"", {}
        for number, data in found.items():
            tables[number] = (len(table), len(data))
            table += data
        return table, tables


def _edges(texts: Sequence[str]) -> list[int]:
    edges = [0]
    for text in texts:
        edges.append(edges[-1] + len(text))
    return [*edges, edges[-1] + 1]


def _numbers(values: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def _page(found: list[tuple[int, int, bytes]], *, paragraphs: bool) -> bytes:
    """A page of properties; bytes that nothing is said of have none."""
    edges, lists = [0], []
    for start, end, data in sorted(found):
        if start > edges[-1]:
            edges.append(start)
            lists.append(b"")
        edges.append(end)
        lists.append(data)
    page = bytearray(512)
    struct.pack_into(f"<{len(edges)}I", page, 0, *edges)
    at, step = 510, 13 if paragraphs else 1
    for number, data in enumerate(lists):
        packed = bytes((len(data),)) + data if not paragraphs else _words(bytes(2) + data)
        at = (at - len(packed)) // 2 * 2
        page[at : at + len(packed)] = packed
        page[4 * len(edges) + step * number] = at // 2 if data else 0
    page[511] = len(lists)
    return bytes(page)


def _words(data: bytes) -> bytes:
    data += bytes((len(data) + 1) % 2)
    return bytes(((len(data) + 1) // 2,)) + data
