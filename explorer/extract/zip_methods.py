"""Unpacks the bytes of a ZIP member as a stream, by whichever method it was packed.

Source: PKWARE APPNOTE 6.3.10, 4.4.5 (methods), 5.8 (LZMA), 5.10 (PPMd).
"""

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol

import inflate64
import pyppmd
from backports import zstd

STORED, DEFLATED, DEFLATED64, BZIP2, LZMA, ZSTD, XZ, PPMD = 0, 8, 9, 12, 14, 93, 95, 98
METHODS = frozenset({STORED, DEFLATED, DEFLATED64, BZIP2, LZMA, ZSTD, XZ, PPMD})
UNPACK_ERRORS = (zlib.error, lzma.LZMAError, zstd.ZstdError, OSError, EOFError, ValueError, struct.error, IndexError)
_PACKED = 65_536  # bytes read at once
_PIECE = 1 << 20  # bytes given at once
_LARGEST_DICTIONARY = 256 << 20  # bytes of memory that a member may ask for

Pieces = Iterator[tuple[bytes, int]]


class _Bounded(Protocol):
    """A decompressor of the standard library's form, which gives no more than it is asked for."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def packed_pieces(file: BinaryIO, length: int) -> Iterator[bytes]:
    """So many bytes of a file from where it stands.

    Raises:
        EOFError: there are fewer.
    """
    while length:
        piece = file.read(min(_PACKED, length))
        if not piece:
            raise EOFError
        length -= len(piece)
        yield piece


def unpacked(packed: Iterable[bytes], method: int, size: int) -> Pieces:
    """Unpacked pieces, each with how many packed bytes were read so far.

    Args:
        packed: the packed bytes.
        method: as the archive names it; one of ``METHODS``.
        size: unpacked, as the archive claims; used where the packed bytes do not tell their end.

    Raises:
        UNPACK_ERRORS: they cannot be unpacked.
    """
    return _UNPACKERS[method](iter(packed), size)


def _stored(packed: Iterator[bytes], _size: int) -> Pieces:
    read = 0
    for piece in packed:
        read += len(piece)
        yield piece, read


def _deflated(packed: Iterator[bytes], _size: int) -> Pieces:
    inflater, read = zlib.decompressobj(-15), 0
    for piece in packed:
        read += len(piece)
        while piece:
            yield inflater.decompress(piece, _PIECE), read
            piece = inflater.unconsumed_tail
    yield inflater.flush(), read


def _deflated64(packed: Iterator[bytes], _size: int) -> Pieces:
    inflater, read = inflate64.Inflater(), 0
    for piece in packed:
        for at in range(0, len(piece), 4096):  # it gives all at once, at most a thousandfold
            part = piece[at : at + 4096]
            read += len(part)
            yield inflater.inflate(part), read


def bounded(packed: Iterator[bytes], opener: _Bounded) -> Pieces:
    """What a decompressor makes of the packed bytes, in pieces of bounded size, until its end mark."""
    read = 0
    for piece in packed:
        read += len(piece)
        yield opener.decompress(piece, _PIECE), read
        while not opener.eof and not opener.needs_input:
            yield opener.decompress(b"", _PIECE), read
        if opener.eof:
            return


def _lzma(packed: Iterator[bytes], size: int) -> Pieces:
    head = b""
    while len(head) < 9:
        head += next(packed, b"") or _ended()
    (length,) = struct.unpack_from("<H", head, 2)
    if length != 5:
        raise ValueError("no LZMA properties")
    properties, dictionary = struct.unpack_from("<BI", head, 4)
    lc, rest = properties % 9, properties // 9
    if dictionary > _LARGEST_DICTIONARY or rest // 5 > 4:
        raise ValueError("LZMA properties out of range")
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": max(dictionary, 4096), "lc": lc, "lp": rest % 5, "pb": rest // 5}]
    opener = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
    left = size
    for piece, read in bounded(_chained(head[9:], packed), opener):
        given = piece[:left] if size else piece
        left -= len(given)
        yield given, read + 9
        if size and not left:
            return


def _xz(packed: Iterator[bytes], _size: int) -> Pieces:
    return bounded(packed, lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_LARGEST_DICTIONARY))


def _ppmd(packed: Iterator[bytes], size: int) -> Pieces:
    head = b""
    while len(head) < 2:
        head += next(packed, b"") or _ended()
    (settings,) = struct.unpack_from("<H", head)
    order, memory, restore = (settings & 15) + 1, ((settings >> 4) & 0xFF) + 1, settings >> 12
    if order < 2 or memory << 20 > _LARGEST_DICTIONARY:
        raise ValueError("PPMd properties out of range")
    opener = pyppmd.Ppmd8Decoder(order, memory << 20, restore)
    read, left = 2, size
    for piece in _chained(head[2:], packed):
        read += len(piece)
        while left:
            given: bytes = opener.decode(piece, min(left, _PIECE))
            piece = b""
            left -= len(given)
            yield given, read
            if not given or opener.needs_input or opener.eof:
                break
    if left:
        raise EOFError


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _ended() -> bytes:
    raise EOFError


_UNPACKERS: dict[int, Callable[[Iterator[bytes], int], Pieces]] = {
    STORED: _stored,
    DEFLATED: _deflated,
    DEFLATED64: _deflated64,
    BZIP2: lambda packed, _size: bounded(packed, bz2.BZ2Decompressor()),
    LZMA: _lzma,
    ZSTD: lambda packed, _size: bounded(packed, zstd.ZstdDecompressor()),
    XZ: _xz,
    PPMD: _ppmd,
}
