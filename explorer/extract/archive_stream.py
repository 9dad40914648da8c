"""Reads archives that are one stream: tar, plain or packed, and single files packed by gzip, bzip2, xz or Zstandard.

A packed tar is one container, not two: its files hang right under it. Links and devices are named, never followed.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from explorer.errors import DamagedDocumentError, UnknownKindError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.left_inside import LeftInside, TooDense, Why
from explorer.extract.packed_stream import PACKED_ERRORS, unpacked_stream
from explorer.extract.tar_stream import BadTar, TarEntry, TarStream, is_tar
from explorer.model.document import Kind

_PIECE = 1 << 20
_ENDINGS = {".gz", ".bz2", ".xz", ".zst", ".lzma", ".z"}
_SHORT = {
    ".tgz": ".tar",
    ".tbz": ".tar",
    ".tbz2": ".tar",
    ".txz": ".tar",
    ".tzst": ".tar",
    ".emz": ".emf",
    ".svgz": ".svg",
}
_CUT = "The file is damaged or was cut off: only its beginning could be unpacked. Ask the agency for a fresh copy."
_LOST = "The archive is damaged: {0}. What stands before is read; files after it may lack."


class StreamArchiveReader:
    """Reads tar, gzip, bzip2, xz and Zstandard. The archive has no pages; each file in it is a file inside."""

    name = "stream-archive"
    version = 1
    media = frozenset({media.TAR, media.GZIP, media.BZIP2, media.XZ, media.ZSTD})

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``."""
        with source.path.open("rb") as file:
            kind = _kind(file)
            sink.facts(Facts(Kind.ARCHIVE))
            if kind is None:
                _read_tar(source, _plain(file), None, sink)
                return
            counted = _Counted(unpacked_stream(file, kind))
            try:
                head = _first(counted)
            except PACKED_ERRORS as problem:
                raise DamagedDocumentError(source.name, "its bytes cannot be unpacked") from problem
            pieces = itertools.chain((head,), counted)
            if is_tar(head):
                _read_tar(source, pieces, counted, sink)
            else:
                _read_single(source, pieces, counted, sink)

    def render(self, source: Source, target: Path) -> None:
        """An archive has no pages to show."""
        raise UnknownKindError(source.name, f"an archive has no pages to show at {target.name}")


class _Counted:
    """Unpacked pieces that know how many packed bytes they came from."""

    def __init__(self, pieces: Iterator[tuple[bytes, int]]) -> None:
        self._pieces = pieces
        self.packed = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece, self.packed = next(self._pieces)
        return piece


def _kind(file: BinaryIO) -> str | None:
    """How the file is packed; None for a plain tar."""
    head = file.read(6)
    file.seek(0)
    marks = (
        (b"\x1f\x8b", media.GZIP),
        (b"BZh", media.BZIP2),
        (b"\xfd7zXZ\0", media.XZ),
        (b"\x5d\0\0", media.XZ),
        (b"\x28\xb5\x2f\xfd", media.ZSTD),
    )
    return next((kind for mark, kind in marks if head.startswith(mark)), None)


def _plain(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _first(pieces: Iterator[bytes]) -> bytes:
    """The first block's worth of bytes, or all there are."""
    head = b""
    while len(head) < 512 and (piece := next(pieces, None)) is not None:
        head += piece
    return head


def _read_tar(source: Source, pieces: Iterator[bytes], counted: _Counted | None, sink: Sink) -> None:
    """Each entry to the sink; the first damage ends it, for nothing after it has a known place."""
    tar, left, entries = TarStream(pieces), LeftInside(sink), 0
    try:
        for entry in tar.entries():
            if entry.is_folder:
                continue
            entries += 1
            if not _take(tar, entry, counted, left):
                sink.partly(_LOST.format("it unpacks to more than the limit allows, as archive bombs do"))
                break
    except (BadTar, *PACKED_ERRORS) as problem:
        words = str(problem) if isinstance(problem, BadTar) else "its bytes cannot be unpacked to the end"
        if not entries:
            raise DamagedDocumentError(source.name, words) from problem
        sink.partly(_LOST.format(words))
    left.tell()


def _take(tar: TarStream, entry: TarEntry, counted: _Counted | None, left: LeftInside) -> bool:
    """Give one entry to the sink, or say why not; False where the rest must not be unpacked either."""
    if entry.is_link:
        left.leave(entry.name, Why.LINK)
    elif entry.is_sparse:
        left.leave(entry.name, Why.METHOD)
    elif not entry.is_file:
        left.leave(entry.name, Why.DEVICE)
    else:
        start = counted.packed if counted else 0
        pieces = ((piece, counted.packed - start if counted else len(piece)) for piece in tar.contents())
        try:
            left.sink.child(entry.name, left.within_ratio(pieces) if counted else tar.contents())
            left.taken()
        except TooDense:
            left.leave(entry.name, Why.DENSE)
            return False
        except (BadTar, *PACKED_ERRORS):
            left.leave(entry.name, Why.DAMAGED, "the archive ends or is damaged within it")
            raise
    return True


def _read_single(source: Source, pieces: Iterator[bytes], counted: _Counted, sink: Sink) -> None:
    left, name = LeftInside(sink), inner_name(source.name)
    broken: list[Exception] = []
    try:
        whole = ((piece, counted.packed) for piece in _until_damage(pieces, broken))
        sink.child(name, left.within_ratio(whole))
        left.taken()
    except TooDense:
        left.leave(name, Why.DENSE)
    left.tell()
    if broken:
        sink.partly(_CUT)


def _until_damage(pieces: Iterator[bytes], broken: list[Exception]) -> Iterator[bytes]:
    """The pieces up to where they cannot be unpacked, which is noted in ``broken``."""
    try:
        yield from pieces
    except PACKED_ERRORS as problem:
        broken.append(problem)


def inner_name(name: str) -> str:
    """What a packed file was called: its name without the packer's ending."""
    path = PurePosixPath(name)
    ending = path.suffix.lower()
    if ending in _SHORT:
        return path.stem + _SHORT[ending]
    return path.stem if ending in _ENDINGS and path.stem else f"{name} (unpacked)"
