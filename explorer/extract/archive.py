"""Reads ZIP archives: lists every file inside and takes out those that can be had, as a stream and within limits.

Names are never used as paths; links are never followed; a file that unpacks to too much is left inside and named.
Source of the limits: ``base.Limits``; the layout is ``zip_directory``'s subject.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from explorer.errors import DamagedDocumentError, UnknownKindError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.zip_directory import BadArchive, Member, contents, decoded_names, members, overlapping
from explorer.model.document import Kind

_FREE = 1_000_000  # bytes that a member may unpack to whatever its ratio

_LOCKED = "It is locked with a password; ask the agency for an open copy or the password."
_LINK = "It is a link to another file; links are not followed."
_METHOD = "It is packed by a method that Casefile does not read; unpack it with another program and add the files."
_OVERLAP = "Its bytes overlap those of another file, as in a ZIP bomb; it was left inside."


class _TooDense(Exception):
    """A member unpacks to more than its share."""


class ZipReader:
    """Reads ZIP. The archive has no pages; each member is a file inside."""

    name = "zip"
    version = 1
    media = frozenset({media.ZIP})

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``. Folders are not listed; everything else is, whatever its name."""
        sink.facts(Facts(Kind.ARCHIVE))
        with source.path.open("rb") as file:
            try:
                found = members(file)
            except BadArchive as problem:
                raise DamagedDocumentError(source.name, str(problem)) from problem
            guilty, left = overlapping(found), Counter[str]()
            for index, (member, name) in enumerate(zip(found, decoded_names(found), strict=True)):
                if not member.is_folder:
                    left[_take(file, member, name, index in guilty, sink)] += 1
        for reason in _in_all(left, sink.limits.ratio):
            sink.partly(reason)

    def render(self, source: Source, target: Path) -> None:
        """An archive has no pages to show."""
        raise UnknownKindError(source.name, f"an archive has no pages to show at {target.name}")


def _take(file: BinaryIO, member: Member, name: str, is_overlapping: bool, sink: Sink) -> str:
    """Give one member to the sink. Returns why it was left inside; empty if it was taken out."""
    reason = next(
        (
            words
            for words, applies in (
                (_LINK, member.is_link),
                (_LOCKED, member.is_locked),
                (_OVERLAP, is_overlapping),
                (_METHOD, not member.can_be_unpacked),
            )
            if applies
        ),
        "",
    )
    if not reason:
        try:
            sink.child(name, _bytes(file, member, sink.limits.ratio))
        except BadArchive as problem:
            reason = f"It is damaged: {problem}."
        except _TooDense:
            reason = (
                f"It exceeds the limit of {sink.limits.ratio} bytes unpacked for each byte packed, as ZIP bombs do."
            )
    if reason:
        sink.unread_child(name, reason)
    return reason


def _bytes(file: BinaryIO, member: Member, ratio: int) -> Iterator[bytes]:
    unpacked = 0
    for piece, packed in contents(file, member):
        unpacked += len(piece)
        if unpacked > _FREE and unpacked > ratio * packed:
            raise _TooDense
        yield piece


def _in_all(left: Counter[str], ratio: int) -> Iterator[str]:
    """One sentence for each cause, for the archive as a whole."""
    causes = (
        (_LOCKED, "locked with a password"),
        (_METHOD, "packed by a method that Casefile does not read"),
        (_OVERLAP, "overlapping one another, as in a ZIP bomb, which exceeds what is allowed"),
        ("It exceeds", f"exceeding the limit of {ratio} bytes unpacked for one packed"),
        ("It is damaged", "damaged"),
    )
    for start, cause in causes:
        if count := sum(left[words] for words in left if words and words.startswith(start)):
            yield f"{count:,} of {left.total():,} files inside could not be taken out: {cause}."
