"""Reads ZIP archives: lists every file inside and takes out those that can be had, as a stream and within limits.

Names are never used as paths; links are never followed; a file that unpacks to too much is left inside and named.
Source of the limits: ``base.Limits``; the layout is ``zip_directory``'s subject.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from explorer.errors import DamagedDocumentError, UnknownKindError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.left_inside import LeftInside, TooDense, Why
from explorer.extract.zip_directory import BadArchive, Member, contents, decoded_names, members, overlapping
from explorer.extract.zip_locks import WrongPassword, spellings
from explorer.extract.zip_salvage import salvaged
from explorer.model.document import Kind

_SALVAGED = "The archive as a whole cannot be read: {0}. Files were found by their own headers; some may lack."


class ZipReader:
    """Reads ZIP. The archive has no pages; each member is a file inside."""

    name = "zip"
    version = 2
    media = frozenset({media.ZIP})

    def read(self, source: Source, sink: Sink) -> None:
        """See ``base.Extractor``. Folders are not listed; everything else is, whatever its name."""
        sink.facts(Facts(Kind.ARCHIVE))
        with source.path.open("rb") as file:
            found, problem = _listed(file, source.name)
            guilty, left, keys = overlapping(found), LeftInside(sink), _Keys(source.passwords)
            for index, (member, name) in enumerate(zip(found, decoded_names(found), strict=True)):
                if not member.is_folder and self.takes(name):
                    _take(file, member, name, index in guilty, left, keys)
        if problem:
            sink.partly(_SALVAGED.format(problem))
        left.tell()

    def takes(self, name: str) -> bool:  # noqa: ARG002 - for readers of archives that hold more than files for people
        """Whether a member of this name is given to the sink."""
        return True

    def names(self, source: Source) -> list[str]:
        """The names of the members.

        Raises:
            DamagedDocumentError: none can be found.
        """
        with source.path.open("rb") as file:
            return decoded_names(_listed(file, source.name)[0])

    def render(self, source: Source, target: Path) -> None:
        """An archive has no pages to show."""
        raise UnknownKindError(source.name, f"an archive has no pages to show at {target.name}")


def _listed(file: BinaryIO, name: str) -> tuple[list[Member], str]:
    """The members; and what is wrong with the directory, where they had to be found without it."""
    try:
        return members(file), ""
    except BadArchive as problem:
        found = salvaged(file) if problem.is_worth_salvage else []
        if not found:
            raise DamagedDocumentError(name, str(problem)) from problem
        return found, str(problem)


class _Keys:
    """The passwords to try; the one that opened a member is tried first on the next."""

    def __init__(self, passwords: Sequence[str]) -> None:
        self._passwords = list(passwords)

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._passwords))

    def fits(self, password: str) -> None:
        self._passwords.remove(password)
        self._passwords.insert(0, password)


def _take(file: BinaryIO, member: Member, name: str, is_overlapping: bool, left: LeftInside, keys: _Keys) -> None:
    """Give one member to the sink, or say why it was left inside."""
    causes = (
        (Why.LINK, member.is_link),
        (Why.OVERLAP, is_overlapping),
        (Why.METHOD, not member.can_be_unpacked),
    )
    if why := next((why for why, applies in causes if applies), None):
        left.leave(name, why)
        return
    try:
        if member.is_locked:
            _take_locked(file, member, name, left, keys)
        else:
            left.sink.child(name, left.within_ratio(contents(file, member)))
            left.taken()
    except BadArchive as problem:
        left.leave(name, Why.DAMAGED, str(problem))
    except TooDense:
        left.leave(name, Why.DENSE)


def _take_locked(file: BinaryIO, member: Member, name: str, left: LeftInside, keys: _Keys) -> None:
    """Give a locked member to the sink, with the first password that brings out sound bytes."""
    problem: BadArchive | None = None
    for password in keys:
        for written in spellings(password):
            try:
                left.sink.child(name, left.within_ratio(contents(file, member, written)))
            except WrongPassword:
                continue
            except BadArchive as found:  # one wrong password in 256 comes so far
                problem = found
                continue
            keys.fits(password)
            left.sink.unlocked(password)
            left.taken()
            return
    left.leave(name, Why.LOCKED)
    if problem:
        left.sink.partly(f"“{name}” may be damaged: a password seems to open it, but {problem}.")
