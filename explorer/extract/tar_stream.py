"""The entries of a tar archive, read as one stream: each entry's name and bytes come by once, in order.

Our own reader rather than the standard library's, which follows links, trusts sizes, and reads a whole header into
memory before it is checked. Knows ustar, GNU long names, pax headers, and base-256 numbers.
Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header"; the GNU tar manual, "Basic Tar Format".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_BLOCK = 512
_LONGEST_HEADER = 1 << 20  # bytes of one long name or pax header
_EXTENSIONS = 8  # headers in a row that only describe the next one
_LONG_NAME, _LONG_LINK, _PAX, _PAX_ALL, _SOLARIS = b"L", b"K", b"x", b"g", b"X"
_FILES = (b"0", b"\0", b"7")
_SPARSE = b"S"
_RECORD = re.compile(rb"([1-9][0-9]{0,6}) ")


class BadTar(Exception):
    """Its words say what is wrong; they fit after "is damaged: "."""


@dataclass(frozen=True, slots=True)
class TarEntry:
    """One entry. ``kind`` is its type flag: ``0`` a file, ``1`` and ``2`` links, ``3`` to ``6`` devices and folders."""

    raw_name: bytes
    kind: bytes
    size: int  # bytes

    @property
    def is_file(self) -> bool:
        return self.kind in _FILES and not self.raw_name.endswith(b"/")

    @property
    def is_folder(self) -> bool:
        return self.kind == b"5" or (self.kind in _FILES and self.raw_name.endswith(b"/"))

    @property
    def is_link(self) -> bool:
        return self.kind in (b"1", b"2")

    @property
    def is_sparse(self) -> bool:
        return self.kind == _SPARSE

    @property
    def name(self) -> str:
        """As text; bytes that are no UTF-8 are read as the old code page of the western world."""
        try:
            return self.raw_name.decode("utf-8")
        except UnicodeDecodeError:
            return self.raw_name.decode("cp1252", "replace")


@dataclass(slots=True)
class _Told:
    """What headers before it say of the next entry."""

    name: bytes | None = None
    size: int | None = None
    is_sparse: bool = False


@dataclass(slots=True)
class Pulled:
    """Pieces as a stream that gives as many bytes as asked for. ``read`` counts those given."""

    pieces: Iterator[bytes]
    read: int = 0
    _held: bytearray = field(default_factory=bytearray)

    def exactly(self, length: int) -> bytes:
        """So many bytes; fewer only at the end."""
        while len(self._held) < length:
            piece = next(self.pieces, None)
            if piece is None:
                break
            self._held += piece
        given = bytes(self._held[:length])
        del self._held[:length]
        self.read += len(given)
        return given

    def some(self, length: int) -> bytes:
        """Bytes as they come, so many at most; none only at the end."""
        if not self._held:
            self._held += next((piece for piece in self.pieces if piece), b"")
        return self.exactly(min(length, len(self._held)))


def is_tar(head: bytes) -> bool:
    """Whether a first block is a tar header: its checksum is right."""
    if len(head) < _BLOCK or not any(head[:_BLOCK]):
        return False
    told = _number(head[148:156])
    return told is not None and told == _checksum(head)


class TarStream:
    """The entries of a tar, each with its bytes, which are to be taken before the next entry is asked for."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._stream = Pulled(iter(pieces))
        self._left = 0  # bytes of the entry at hand, with its padding
        self._size = 0  # without

    def entries(self) -> Iterator[TarEntry]:
        """All entries, folders and links too.

        Raises:
            BadTar: a header is wrong, or the archive ends within an entry.
        """
        told, extensions = _Told(), 0
        while (header := self._header()) is not None:
            kind, size = header[156:157], _number(header[124:136])
            if size is None or size < 0:
                raise BadTar("the size of a file in it cannot be read")
            if kind in (_LONG_NAME, _LONG_LINK, _PAX, _PAX_ALL, _SOLARIS):
                extensions += 1
                if extensions > _EXTENSIONS or size > _LONGEST_HEADER:
                    raise BadTar("a name in it exceeds the limit of 1 MB")
                self._begin(size)
                _take_extension(kind, b"".join(self.contents()), told)
                continue
            entry = TarEntry(
                told.name or _plain_name(header),
                _SPARSE if told.is_sparse else kind,
                told.size if told.size is not None else size,
            )
            told, extensions = _Told(), 0
            self._begin(0 if entry.is_link or entry.kind in (b"3", b"4", b"5", b"6") else entry.size)
            yield entry

    def contents(self) -> Iterator[bytes]:
        """The bytes of the entry at hand.

        Raises:
            BadTar: the archive ends within them.
        """
        padding = self._left - self._size
        while self._left > padding:
            piece = self._stream.some(min(self._left - padding, 1 << 20))
            if not piece:
                raise BadTar("it ends in the midst of a file, as in a copy that was cut off")
            self._left -= len(piece)
            yield piece

    @property
    def read(self) -> int:
        """Bytes of the archive read so far."""
        return self._stream.read

    def _begin(self, size: int) -> None:
        self._size, self._left = size, size + -size % _BLOCK

    def _header(self) -> bytes | None:
        while self._left:
            piece = self._stream.some(min(self._left, 1 << 20))
            if not piece:
                raise BadTar("it ends in the midst of a file, as in a copy that was cut off")
            self._left -= len(piece)
        header = self._stream.exactly(_BLOCK)
        if not any(header):
            return None
        if not is_tar(header):
            raise BadTar("a header in it is wrong")
        return header


def _checksum(header: bytes) -> int:
    return sum(header[:148]) + 8 * 32 + sum(header[156:_BLOCK])


def _number(raw: bytes) -> int | None:
    """A number of a header: octal digits, or base 256 where the first bit is set."""
    if raw[:1] and raw[0] & 0x80:
        return int.from_bytes(bytes((raw[0] & 0x3F,)) + raw[1:], "big") if not raw[0] & 0x40 else None
    digits = raw.strip(b"\0 ")
    if not digits:
        return 0
    return int(digits, 8) if re.fullmatch(rb"[0-7]+", digits) else None


def _plain_name(header: bytes) -> bytes:
    name = header[:100].split(b"\0", 1)[0]
    prefix = header[345:500].split(b"\0", 1)[0] if header[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _take_extension(kind: bytes, body: bytes, told: _Told) -> None:
    if kind == _LONG_NAME:
        told.name = body.split(b"\0", 1)[0]
    elif kind in (_PAX, _SOLARIS):
        records = dict(_pax_records(body))
        told.name = records.get(b"GNU.sparse.name") or records.get(b"path") or told.name
        size = records.get(b"size", b"")
        if size.isdigit() and len(size) < 19:
            told.size = int(size)
        told.is_sparse = told.is_sparse or any(key.startswith(b"GNU.sparse.") for key in records)


def _pax_records(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while match := _RECORD.match(body, at):
        length = int(match[1])
        key, _, value = body[match.end() : at + length - 1].partition(b"=")
        yield key, value
        at += max(length, len(match[0]))
