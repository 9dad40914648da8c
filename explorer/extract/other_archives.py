"""Reads RAR, CAB, LHA, ISO, ar and cpio archives through the system's libarchive, within the reader's limits."""

import contextlib
from pathlib import Path

from explorer.errors import DamagedDocumentError, LockedForGoodError, MissingHelperError, UnknownKindError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.left_inside import LeftInside, TooDense, Why
from explorer.extract.libarchive import ArchiveFile, ArchiveProblem, Entry, library
from explorer.extract.sniffing import look
from explorer.model.document import Kind

_LOST = "The archive is damaged: {0}. What stands before is read; files after it may lack."
_PLAIN_WORDS = {
    media.RAR: "a RAR archive",
    media.CAB: "a Windows cabinet archive",
    media.ISO: "a disc image",
    media.LHA: "an LHA archive",
    media.AR: "an ar archive or Debian package",
    media.CPIO: "a cpio archive",
}
_LOCK_WORDS = ("encrypt", "password", "passphrase")


class OtherArchiveReader:
    """Reads what libarchive reads. The archive has no pages; each file in it is a file inside."""

    name = "libarchive"
    version = 1
    media = frozenset(_PLAIN_WORDS)

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``."""
        if library() is None:
            raise MissingHelperError(source.name, _PLAIN_WORDS[look(source.path, source.name).media], "libarchive")
        try:
            with contextlib.closing(ArchiveFile(source.path)) as archive:
                _read_all(archive, source, sink)
        except ArchiveProblem as problem:
            raise _refusal(source, problem) from problem

    def render(self, source: Source, target: Path) -> None:
        """An archive has no pages to show."""
        raise UnknownKindError(source.name, f"an archive has no pages to show at {target.name}")


def _refusal(source: Source, problem: ArchiveProblem) -> LockedForGoodError | DamagedDocumentError:
    if any(word in str(problem).lower() for word in _LOCK_WORDS):
        return LockedForGoodError(source.name, "an archive (RAR or the like)")
    return DamagedDocumentError(source.name, "its list of files cannot be read")


def _read_all(archive: ArchiveFile, source: Source, sink: Sink) -> None:
    left, entries, locked = LeftInside(sink), 0, 0
    try:
        for number, entry in enumerate(archive.entries(), 1):
            if entry.is_folder:
                continue
            entries += 1
            if entry.is_locked:
                locked += 1
            _take(archive, entry, entry.name or f"file {number}", left)
    except ArchiveProblem as problem:
        if not entries:
            raise
        is_lock = any(word in str(problem).lower() for word in _LOCK_WORDS)
        sink.partly(
            _LOST.format("it is locked with a password" if is_lock else "its list of files cannot be read to the end")
        )
    if entries and locked == entries:
        raise LockedForGoodError(source.name, "an archive (RAR or the like)")
    if not entries:
        sink.facts(Facts(Kind.ARCHIVE))
    left.tell()


def _take(archive: ArchiveFile, entry: Entry, name: str, left: LeftInside) -> None:
    left.sink.facts(Facts(Kind.ARCHIVE))
    if entry.is_locked:
        left.leave(name, Why.LOCKED)
    elif entry.is_link:
        left.leave(name, Why.LINK)
    elif not entry.is_file:
        left.leave(name, Why.DEVICE)
    else:
        try:
            left.sink.child(name, left.within_ratio(archive.pieces()))
            left.taken()
        except TooDense:
            left.leave(name, Why.DENSE)
        except ArchiveProblem as problem:
            is_lock = any(word in str(problem).lower() for word in _LOCK_WORDS)
            left.leave(name, Why.LOCKED if is_lock else Why.DAMAGED, "its bytes cannot be unpacked")
