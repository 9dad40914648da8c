"""The list of files in a ZIP archive, read from its central directory; and the bytes of one of them, as a stream.

Our own reader rather than the standard library's, which refuses a whole archive for one bad name, decodes old names
wrongly, and unpacks as much as the archive claims. Every number comes from the file and is checked before use.
Source: PKWARE APPNOTE 6.3.10, sections 4.3 (layout), 4.4 (fields), 4.5 (extra fields); Info-ZIP's 0x7075 names.
"""

import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from explorer.extract.zip_locks import (
    AES_METHOD,
    aes_facts,
    aes_opened,
    can_be_opened,
    crypto_check,
    crypto_opened,
)
from explorer.extract.zip_methods import METHODS, UNPACK_ERRORS, packed_pieces, unpacked

_END, _END64, _LOCATOR = b"PK\5\6", b"PK\6\6", b"PK\6\7"
_ENTRY, _LOCAL = b"PK\1\2", b"PK\3\4"
_SPLIT = "it is one part of a split archive; join its parts into one file with the program that made them and add that"
_LARGEST_DIRECTORY = 200_000_000  # bytes
_ALL_ONES = 0xFFFFFFFF


class BadArchive(Exception):
    """Its words say what is wrong; they fit after "is damaged: ".

    Args:
        words: what is wrong.
        is_worth_salvage: the files may still be found without the directory.
    """

    def __init__(self, words: str, *, is_worth_salvage: bool = False) -> None:
        super().__init__(words)
        self.is_worth_salvage = is_worth_salvage


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of the directory."""

    raw_name: bytes
    is_utf8: bool
    method: int
    crc: int
    packed: int  # bytes
    unpacked: int  # bytes, as the archive claims
    offset: int  # of its local header, from the start of the file
    mode: int  # Unix file mode; 0 if it was packed elsewhere
    flags: int
    extra: bytes
    time: int  # of day, as MS-DOS packs it

    @property
    def is_locked(self) -> bool:
        return bool(self.flags & 1)

    @property
    def is_link(self) -> bool:
        return stat.S_ISLNK(self.mode)

    @property
    def is_folder(self) -> bool:
        return self.raw_name.endswith((b"/", b"\\")) and self.packed <= 2

    @property
    def can_be_unpacked(self) -> bool:
        if self.is_locked and not can_be_opened(self.flags, self.method, self.extra):
            return False
        return self.real_method in METHODS

    @property
    def has_no_checksum(self) -> bool:
        """WinZip's AES of version 2 proves the bytes by a code of its own."""
        facts = aes_facts(self.extra) if self.method == AES_METHOD else None
        return facts is not None and facts.version == 2

    @property
    def real_method(self) -> int:
        """How it is packed, below its lock."""
        facts = aes_facts(self.extra) if self.method == AES_METHOD else None
        return facts.method if facts else self.method


def members(file: BinaryIO) -> list[Member]:
    """All entries of an archive, in the order of its directory.

    Raises:
        BadArchive: the directory is missing, too large, or cannot be followed.
    """
    size = file.seek(0, 2)
    start, length, shift = _directory_place(file, size)
    if length > _LARGEST_DIRECTORY:
        raise BadArchive("its directory exceeds the limit of 200 MB")
    file.seek(start)
    raw = file.read(length)
    found: list[Member] = []
    at = 0
    while raw[at : at + 4] == _ENTRY and at + 46 <= len(raw):
        member, at = _member(raw, at, shift)
        found.append(member)
    if not found and length:
        raise BadArchive("its directory cannot be read", is_worth_salvage=True)
    return found


def contents(file: BinaryIO, member: Member, password: bytes = b"") -> Iterator[tuple[bytes, int]]:
    """The unpacked bytes of a member piece by piece, each with how many packed bytes were read so far.

    Raises:
        WrongPassword: it is locked, and not with this one.
        BadArchive: the bytes are not there, cannot be unpacked, or their checksum is wrong.
    """
    file.seek(member.offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(_LOCAL):
        raise BadArchive("its bytes are missing")
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    file.seek(name_length + extra_length, 1)
    crc = 0
    try:
        for piece, read in unpacked(_opened(file, member, password), member.real_method, member.unpacked):
            crc = zlib.crc32(piece, crc)
            yield piece, read
    except UNPACK_ERRORS as problem:
        raise BadArchive("its bytes cannot be unpacked") from problem
    if crc != member.crc and not member.has_no_checksum:
        raise BadArchive("its checksum is wrong")


def _opened(file: BinaryIO, member: Member, password: bytes) -> Iterator[bytes]:
    """The packed bytes, without their lock."""
    if not member.is_locked:
        return packed_pieces(file, member.packed)
    if member.method == AES_METHOD and (facts := aes_facts(member.extra)):
        return aes_opened(file, member.packed, facts, password)
    return crypto_opened(file, member.packed, crypto_check(member.flags, member.crc, member.time), password)


def overlapping(found: Sequence[Member]) -> set[int]:
    """The indexes of members whose bytes lie within another member's, as in a "better ZIP bomb" (Fifield 2019)."""
    order = sorted(range(len(found)), key=lambda index: (found[index].offset, index))
    guilty, end = set[int](), 0
    for index in order:
        member = found[index]
        if member.offset < end:
            guilty.add(index)
        else:
            end = member.offset + 30 + len(member.raw_name) + member.packed
    return guilty


def decoded_names(found: Sequence[Member]) -> list[str]:
    """The members' names as text: UTF-8 where they say so or are; else the one old code page that fits them all."""
    unmarked = [member.raw_name for member in found if not member.is_utf8 and not member.raw_name.isascii()]
    encoding = _code_page(unmarked)
    return [
        member.raw_name.decode("utf-8", "replace") if member.is_utf8 else _decoded(member.raw_name, encoding)
        for member in found
    ]


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(encoding, "replace")


def _code_page(names: Sequence[bytes]) -> str:
    """Which code page a system that knew no UTF-8 most likely wrote these names in."""
    old = [name for name in names if not _is_utf8(name)]
    for encoding in ("shift_jis", "gbk"):
        if old and all(_is_east_asian(name, encoding) for name in old):
            return encoding
    return "cp437"


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_east_asian(raw: bytes, encoding: str) -> bool:
    """Whether it reads as a run of kana or Han characters: lone ones are accented letters of a western code page."""
    try:
        letters = [each for each in raw.decode(encoding) if ord(each) > 127]
    except UnicodeDecodeError:
        return False
    usual = sum("\u3000" <= each <= "\u30ff" or "\u4e00" <= each <= "\u9fff" for each in letters)
    return len(letters) >= 2 and usual >= 0.8 * len(letters)


def _directory_place(file: BinaryIO, size: int) -> tuple[int, int, int]:
    """Where the directory starts, its length, and how many bytes were put before the archive."""
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or at + 22 > len(tail):
        raise BadArchive("its directory is missing, as in a file that was cut off", is_worth_salvage=True)
    disk, _, _, _, length, start = struct.unpack_from("<HHHHII", tail, at + 4)
    if disk not in (0, 0xFFFF):
        raise BadArchive(_SPLIT, is_worth_salvage=True)
    end = size - len(tail) + at
    if tail[max(at - 20, 0) : at].startswith(_LOCATOR):
        (end64,) = struct.unpack_from("<Q", tail, at - 12)
        file.seek(min(end64, size))
        record = file.read(56)
        if record.startswith(_END64) and len(record) == 56:
            length, start = struct.unpack_from("<QQ", record, 40)
            end = end64
    shift = end - length - start
    if length > end or shift < 0:
        raise BadArchive("its directory is missing, as in one part of a split archive", is_worth_salvage=True)
    return end - length, length, shift


def _member(raw: bytes, at: int, shift: int) -> tuple[Member, int]:
    system, flags, method, time = struct.unpack_from("<xBxxHHH", raw, at + 4)
    crc, packed, unpacked, name_length, extra_length, comment_length = struct.unpack_from("<IIIHHH", raw, at + 16)
    attributes, offset = struct.unpack_from("<II", raw, at + 38)
    name = raw[at + 46 : at + 46 + name_length]
    extra = raw[at + 46 + name_length : at + 46 + name_length + extra_length]
    packed, offset, unicode_name = extra_numbers(extra, unpacked, packed, offset, name)
    mode = attributes >> 16 if system == 3 else 0
    member = Member(
        raw_name=unicode_name or name,
        is_utf8=bool(flags & 0x800) or bool(unicode_name),
        method=method,
        crc=crc,
        packed=packed,
        offset=offset + shift,
        unpacked=unpacked,
        mode=mode,
        flags=flags,
        extra=extra,
        time=time,
    )
    return member, at + 46 + name_length + extra_length + comment_length


def extra_numbers(extra: bytes, unpacked: int, packed: int, offset: int, name: bytes) -> tuple[int, int, bytes]:
    """Large numbers and a UTF-8 name, where an entry's extra fields hold them."""
    unicode_name = b""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        body = extra[at + 4 : at + 4 + length]
        if kind == 1:
            large = [each for (each,) in struct.iter_unpack("<Q", body[: len(body) // 8 * 8])]
            if unpacked == _ALL_ONES:
                large = large[1:]
            if packed == _ALL_ONES and large:
                packed = large.pop(0)
            if offset == _ALL_ONES and large:
                offset = large.pop(0)
        elif kind == 0x7075 and body[1:5] == struct.pack("<I", zlib.crc32(name)):
            unicode_name = body[5:]
        at += 4 + length
    return packed, offset, unicode_name
