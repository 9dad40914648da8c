"""Unpacks a file that was packed as a whole, as one stream of bytes: gzip, bzip2, xz, old lzma, Zstandard.

Each of them may hold several streams one after the other; bytes after the last that are no stream are padding or
rubbish and are left out, as the formats' own programs do.
Source: RFC 1952, 2.2; the bzip2, xz 1.2 and RFC 8878 formats.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from backports import zstd

from explorer.extract import media

PACKED_ERRORS = (zlib.error, lzma.LZMAError, zstd.ZstdError, OSError, EOFError, ValueError)
_PACKED = 65_536  # bytes read at once
_PIECE = 1 << 20  # bytes given at once
_MEMORY = 256 << 20  # bytes that a stream may ask for
_STREAMS = 1_000_000  # in one file


class _Gzip:
    """zlib's decompressor in the form of the others."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._inflater.eof

    @property
    def needs_input(self) -> bool:
        return not self._inflater.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inflater.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inflater.decompress(self._inflater.unconsumed_tail + data, max_length)


def _zstd() -> Any:
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 28})


_OPENERS: dict[str, Callable[[], Any]] = {
    media.GZIP: _Gzip,
    media.BZIP2: bz2.BZ2Decompressor,
    media.XZ: lambda: lzma.LZMADecompressor(lzma.FORMAT_AUTO, memlimit=_MEMORY),
    media.ZSTD: _zstd,
}
_MARKS = {media.GZIP: b"\x1f\x8b", media.BZIP2: b"BZh", media.XZ: b"\xfd7zXZ\0"}


def unpacked_stream(file: BinaryIO, kind: str) -> Iterator[tuple[bytes, int]]:
    """Unpacked pieces, each with how many packed bytes were read so far.

    Args:
        file: stands where the first stream starts.
        kind: its media type.

    Raises:
        PACKED_ERRORS: it is damaged or ends too soon; the pieces given before are good.
    """
    read, rest = 0, b""
    for _ in range(_STREAMS):
        opener = _OPENERS[kind]()
        while not opener.eof:
            piece, rest = rest or file.read(_PACKED), b""
            if not piece:
                raise EOFError("it ends too soon")
            read += len(piece)
            yield opener.decompress(piece, _PIECE), read
            while not opener.eof and not opener.needs_input:
                yield opener.decompress(b"", _PIECE), read
        rest = opener.unused_data
        read -= len(rest)
        rest = rest or file.read(_PACKED)
        if not _is_stream(rest, kind):
            return


def _is_stream(head: bytes, kind: str) -> bool:
    if kind == media.ZSTD:
        return head[:4] == b"\x28\xb5\x2f\xfd" or (head[1:4] == b"\x2a\x4d\x18" and 0x50 <= head[0] <= 0x5F)
    return head.startswith(_MARKS.get(kind, b"?"))
