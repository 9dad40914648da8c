"""Files of a ZIP archive whose directory is lost, found by their local headers: as in a copy that was cut off.

Source: PKWARE APPNOTE 6.3.10, 4.3.7 (local header), 4.3.9 (data descriptor), 4.4.4 (flags).
"""

import struct
import zlib
from typing import BinaryIO

from explorer.extract.zip_directory import Member, extra_numbers

_LOCAL, _DESCRIPTOR = b"PK\3\4", b"PK\7\x08"
_PIECE = 1 << 20
_MOST = 100_000  # members looked for
_LONGEST_NAME = 4096
_DEFLATED = 8
_HAS_DESCRIPTOR = 8  # flag: the sizes come after the bytes


def salvaged(file: BinaryIO) -> list[Member]:
    """All members whose header and whole bytes are there, in the order in which they stand."""
    size = file.seek(0, 2)
    found: list[Member] = []
    at = 0
    while len(found) < _MOST and (at := _next_mark(file, at)) >= 0:
        member, end = _member(file, at, size)
        if member is None:
            at += 4
        else:
            found.append(member)
            at = max(end, at + 30)
    return found


def _next_mark(file: BinaryIO, at: int) -> int:
    """Where the next local header starts, from ``at`` on; -1 if there is none."""
    while True:
        file.seek(at)
        piece = file.read(_PIECE)
        place = piece.find(_LOCAL)
        if place >= 0:
            return at + place
        if len(piece) < _PIECE:
            return -1
        at += _PIECE - 3


def _member(file: BinaryIO, at: int, size: int) -> tuple[Member | None, int]:
    """The member whose header stands there, and where its bytes end; None if it is no header or its bytes are cut."""
    file.seek(at)
    header = file.read(30)
    if len(header) < 30:
        return None, at
    version, flags, method, time = struct.unpack_from("<HHHH", header, 4)
    crc, packed, unpacked, name_length, extra_length = struct.unpack_from("<IIIHH", header, 14)
    if version & 0xFF > 63 or not 0 < name_length <= _LONGEST_NAME:
        return None, at
    name, extra = file.read(name_length), file.read(extra_length)
    start = at + 30 + name_length + extra_length
    if start > size or b"\0" in name:
        return None, at
    packed, _, unicode_name = extra_numbers(extra, unpacked, packed, 0, name)
    end = start + packed
    if flags & _HAS_DESCRIPTOR and not packed:
        if method != _DEFLATED:
            return None, at
        measured = _measured(file, start)
        if measured is None:
            return None, at
        crc, packed = measured
        end = start + packed
    if end > size:
        return None, at
    member = Member(
        raw_name=unicode_name or name,
        is_utf8=bool(flags & 0x800) or bool(unicode_name),
        method=method,
        crc=crc,
        packed=packed,
        unpacked=unpacked,
        offset=at,
        mode=0,
        flags=flags,
        extra=extra,
        time=time,
    )
    return member, end


def _measured(file: BinaryIO, start: int) -> tuple[int, int] | None:
    """Checksum and packed size of deflated bytes that tell no size: they end where their last block does."""
    file.seek(start)
    inflater, crc, read = zlib.decompressobj(-15), 0, 0
    try:
        while not inflater.eof:
            packed = file.read(_PIECE)
            if not packed:
                return None
            read += len(packed)
            while packed:
                crc = zlib.crc32(inflater.decompress(packed, _PIECE), crc)
                packed = inflater.unconsumed_tail
    except zlib.error:
        return None
    return crc, read - len(inflater.unused_data)
