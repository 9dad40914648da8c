"""The directory of an OLE compound file: which streams it holds, and the first bytes of one.

Just enough to tell old Office files, Outlook messages and locked Office files apart; nothing else of them is read.
Source: [MS-CFB] 2.2 to 2.6. Every number comes from the file, so each chain is bounded.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHAIN = 4096  # sectors of one chain that are followed: 2 MB of directory is far more than any real file's
_END = 0xFFFFFFFA  # this and above are marks, not sector numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """One stream or storage."""

    name: str
    start: int
    size: int
    left: int  # its neighbours in the folder's tree, and the first of its own entries
    right: int
    child: int


class CompoundFile:
    """An open compound file. ``entries`` are those of its outermost folder.

    Raises:
        ValueError: it is not one, or its header or directory cannot be followed.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        header = file.read(512)
        if len(header) < 512 or not header.startswith(MAGIC):
            raise ValueError("not a compound file")
        self._shift, mini_shift = struct.unpack_from("<HH", header, 30)
        if self._shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector size")
        directory, _, self._mini_cutoff, self._mini_fat = struct.unpack_from("<IIII", header, 48)
        self._fat = struct.unpack_from("<109I", header, 76)
        listing = self._chain(directory)
        entries = [self._entry(listing[at : at + 128]) for at in range(0, len(listing) - 127, 128)]
        self._root = entries[0] if entries else None
        self.entries = {entry.name: entry for entry in _siblings(entries, self._root.child if self._root else _END)}

    def head(self, name: str, length: int = 512) -> bytes:
        """The first bytes of a stream; empty if there is no such stream or it cannot be reached."""
        entry = self.entries.get(name)
        if entry is None:
            return b""
        wanted = min(entry.size, length)
        if entry.size >= self._mini_cutoff:
            return self._chain(entry.start, wanted)[:wanted]
        if self._root is None:
            return b""
        # A short stream's first 64 bytes lie in one mini sector; what is asked of short streams lies there.
        minis = self._chain(self._root.start, (entry.start + 1) * 64)
        return minis[entry.start * 64 :][: min(wanted, 64)]

    def _entry(self, raw: bytes) -> Entry | None:
        length, kind = struct.unpack_from("<HB", raw, 64)
        if kind not in (1, 2, 5) or not 2 <= length <= 64:
            return None
        start, size = struct.unpack_from("<II", raw, 116)
        name = raw[: length - 2].decode("utf-16-le", "replace")
        return Entry(name, start, size, *struct.unpack_from("<III", raw, 68))

    def _sector(self, number: int) -> bytes:
        self._file.seek((number + 1) << self._shift)
        return self._file.read(1 << self._shift)

    def _next(self, number: int) -> int:
        per_sector = 1 << (self._shift - 2)
        index = number // per_sector
        if index >= len(self._fat) or self._fat[index] >= _END:
            return _END
        raw = self._sector(self._fat[index])[(number % per_sector) * 4 :][:4]
        return int.from_bytes(raw, "little") if len(raw) == 4 else _END

    def _chain(self, number: int, length: int = 1 << 21) -> bytes:
        found = bytearray()
        for _ in range(_CHAIN):
            if number >= _END or len(found) >= length:
                break
            sector = self._sector(number)
            if not sector:
                break
            found += sector
            number = self._next(number)
        return bytes(found)


def _siblings(entries: list[Entry | None], first: int) -> Iterator[Entry]:
    """The entries of one folder; not those of folders within, which belong to embedded files."""
    waiting, seen = [first], set[int]()
    while waiting:
        number = waiting.pop()
        entry = entries[number] if number < len(entries) else None
        if entry is None or number in seen:
            continue
        seen.add(number)
        waiting += (entry.left, entry.right)
        yield entry
