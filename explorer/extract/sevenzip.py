"""Reads 7z archives: each file in its order, as a stream, so that a solid archive is unpacked once and never whole.

The headers are py7zr's business; the bytes are pulled from its decompressors here, so that no name becomes a path and
every file is counted as it unpacks. Source: 7zFormat.txt of the LZMA SDK.
"""

import contextlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import py7zr

from explorer.errors import DamagedDocumentError, LimitError, LockedDocumentError, UnknownKindError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.left_inside import LeftInside, TooDense, Why
from explorer.model.document import Kind

_PIECE = 1 << 20
_PROOF = 32_000_000  # bytes that come out right prove a password, if the first file is so large
_STALLS = 3  # times in a row that a decompressor may give nothing at the end of its bytes


class _Damaged(Exception):
    """A file's bytes cannot be unpacked, or their checksum is wrong."""


class SevenZipReader:
    """Reads 7z. The archive has no pages; each file in it is a file inside."""

    name = "7z"
    version = 1
    media = frozenset({media.SEVENZIP})

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``. Of the passwords, the first one that opens the archive is used."""
        with contextlib.closing(_opened(source, sink)) as archive:
            sink.facts(Facts(Kind.ARCHIVE))
            left = LeftInside(sink)
            for block in _blocks(archive):
                _take_block(archive, block, left)
            left.tell()

    def render(self, source: Source, target: Path) -> None:
        """An archive has no pages to show."""
        raise UnknownKindError(source.name, f"an archive has no pages to show at {target.name}")


@dataclass(frozen=True, slots=True)
class _Block:
    """Files that were packed as one run of bytes. ``start`` is where it lies; None for files without bytes."""

    files: Sequence[Any]
    start: int | None
    packed: int  # bytes


def _opened(source: Source, sink: Sink) -> py7zr.SevenZipFile:
    """The archive, with the password that opens it where it needs one."""
    try:
        archive = _tried(source, None)
        if not archive.needs_password():
            return archive
        archive.close()
    except py7zr.PasswordRequired:
        pass
    except Exception as problem:
        raise _refusal(source, problem) from problem
    for password in source.passwords:
        if _fits(source, password):
            sink.unlocked(password)
            return _tried(source, password)
    raise LockedDocumentError(source.name)


def _fits(source: Source, password: str) -> bool:
    """Whether a password opens the archive: its list of files, and the first bytes that it holds."""
    try:
        with contextlib.closing(_tried(source, password)) as archive:
            for block in _blocks(archive):
                first = next((file for file in block.files if block.start is not None and not file.emptystream), None)
                if first is not None:
                    archive.fp.seek(block.start or 0)
                    seen = 0
                    for piece, _ in _pieces(archive, block, first):
                        seen += len(piece)
                        if seen > _PROOF:
                            break
                    return True
            return True
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a wrong key makes the library stumble in any way
        return False


def _tried(source: Source, password: str | None) -> py7zr.SevenZipFile:
    return py7zr.SevenZipFile(source.path, password=password)


def _refusal(source: Source, problem: Exception) -> Exception:
    if isinstance(problem, (MemoryError, OSError)):
        return problem
    if isinstance(problem, py7zr.UnsupportedCompressionMethodError):
        return UnknownKindError(source.name, "it is a 7-Zip archive packed by a method that Casefile does not read")
    if isinstance(problem, py7zr.exceptions.DecompressionBombError):
        return LimitError(source.name, "its list of files claims to hold more than can be")
    return DamagedDocumentError(source.name, "its list of files cannot be read")


def _blocks(archive: py7zr.SevenZipFile) -> Iterator[_Block]:
    yield _Block([file for file in archive.files if file.emptystream], None, 0)
    streams = getattr(archive.header, "main_streams", None)
    if streams is None:
        return
    positions, start = streams.packinfo.packpositions, archive.worker.src_start
    at = 0
    for folder in streams.unpackinfo.folders:
        count = max(len(getattr(folder, "packed_indices", ()) or ()), 1)
        first, last = positions[at], positions[min(at + count, len(positions) - 1)]
        yield _Block(list(folder.files or ()), start + first, max(last - first, 0))
        at += count


def _take_block(archive: py7zr.SevenZipFile, block: _Block, left: LeftInside) -> None:
    """Give a block's files to the sink; after damage in one of them those behind it have no known place."""
    if block.start is not None:
        archive.fp.seek(block.start)
    cause: Why | None = None
    detail = ""
    for file in block.files:
        name = str(file.filename)
        if file.is_directory:
            continue
        if cause is not None:
            left.leave(name, cause, detail)
            continue
        try:
            _take(archive, block, file, name, left)
        except _Damaged as problem:
            cause, detail = Why.DAMAGED, str(problem)
            left.leave(name, cause, detail)
        except TooDense:
            cause = Why.DENSE
            left.leave(name, cause)
        except py7zr.UnsupportedCompressionMethodError:
            cause = Why.METHOD
            left.leave(name, cause)


def _take(archive: py7zr.SevenZipFile, block: _Block, file: Any, name: str, left: LeftInside) -> None:
    pieces = _pieces(archive, block, file) if block.start is not None else iter(())
    if file.is_symlink or file.is_junction or file.is_socket:
        for _ in pieces:  # the files behind it come only after its bytes
            pass
        left.leave(name, Why.DEVICE if file.is_socket else Why.LINK)
        return
    left.sink.child(name, left.within_ratio(pieces))
    left.taken()


def _pieces(archive: py7zr.SevenZipFile, block: _Block, file: Any) -> Iterator[tuple[bytes, int]]:
    """A file's bytes, each piece with how many packed bytes of its block were read so far."""
    decompressor = file.folder.get_decompressor(block.packed)
    left, crc, stalls = int(file.uncompressed), 0, 0
    while left > 0:
        before = archive.fp.tell()
        try:
            piece = decompressor.decompress(archive.fp, min(left, _PIECE))
        except (MemoryError, py7zr.UnsupportedCompressionMethodError):
            raise
        except Exception as problem:
            raise _Damaged("its bytes cannot be unpacked") from problem
        if not piece and archive.fp.tell() == before:
            stalls += 1
            if stalls >= _STALLS:
                raise _Damaged("its bytes are not all there")
            continue
        stalls = 0
        left -= len(piece)
        crc = zlib.crc32(piece, crc)
        yield piece, max(archive.fp.tell() - (block.start or 0), 1)
    if file.crc32 is not None and crc != file.crc32:
        raise _Damaged("its checksum is wrong")
