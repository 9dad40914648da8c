"""The received files on disk beside what the case holds of them: keeps the new and changed ones, and notes the rest.

A file with the name, size and time of change of one that was kept is that one. What has gone from a folder that was
added before stays in the case and is told; a folder that has itself gone is taken up again by the same add.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from explorer.errors import EmptyDocumentError, LeftOutError, UnreadableFileError
from explorer.jobs.walk import FoundFile, at_again, walk
from explorer.model.case import ProductionId
from explorer.model.document import DocumentId, PlaceId
from explorer.store import arrived, intake
from explorer.store.arrived import KeptFile
from explorer.store.casefile import CaseFolder, Originals
from explorer.store.intake import NewPlace
from explorer.store.retrying import UnreadFile


class _Gone(Exception):
    """The folder that is being added is no longer there."""


class Arrivals:
    """
    Attributes:
        unchanged: places of files that the case holds as they are.
        vanished: paths, as shown, of files that were there when their folder was last added.
        gone: roots that could not be walked to their end, and the ids of their adds.
    """

    def __init__(self, folder: CaseFolder, ask: Callable[..., Any]) -> None:
        self._folder, self._originals, self._ask = folder, Originals(folder), ask
        self.unchanged: list[PlaceId] = []
        self.vanished: list[str] = []
        self.gone: dict[str, str] = {}

    def new_in(self, each: intake.Intake) -> Iterator[NewPlace]:
        """Keep what is new or changed below an add's roots.

        Raises:
            StorageFullError, CaseNotWritableError: it cannot be kept.
        """
        known: Mapping[bytes, Sequence[KeptFile]] = self._ask(arrived.kept_files, each.production)
        for root in map(Path, each.roots):
            seen: set[bytes] = set()
            try:
                yield from self._below(root, known, seen, each.production)
                _check(root)
            except _Gone:
                self.gone[str(root)] = each.id
                continue
            below = _raw(root) + b"/"
            self.vanished += (kept[0].path for raw, kept in known.items() if raw.startswith(below) and raw not in seen)

    def again(self, files: Sequence[UnreadFile]) -> Iterator[NewPlace]:
        """Keep files whose bytes could not be had before."""
        for each in files:
            path = Path(each.path_bytes.decode("utf-8", "surrogateescape"))
            yield self._keep(at_again(path, each.path, each.name), each.production)

    def _below(
        self, root: Path, known: Mapping[bytes, Sequence[KeptFile]], seen: set[bytes], production: ProductionId | None
    ) -> Iterator[NewPlace]:
        _check(root)
        for file in walk([root], self._folder.path):
            raw = _raw(file.path)
            seen.add(raw)
            if (same := self._same(file.path, known.get(raw, ()))) is not None:
                self.unchanged.append(same)
                continue
            place = self._keep(file, production)
            if place.sha256 is None:
                _check(root)
            yield place

    def _same(self, path: Path, kept: Sequence[KeptFile]) -> PlaceId | None:
        """Where the case holds this very file."""
        if not kept:
            return None
        try:
            now = path.stat()
        except OSError:
            return None
        for each in kept:
            is_same = each.mtime == now.st_mtime and each.bytes == now.st_size
            if is_same and self._originals.path(each.sha256).exists():
                return each.place
        return None

    def _keep(self, file: FoundFile, production: ProductionId | None) -> NewPlace:
        if file.left_out:
            other = LeftOutError(file.name, file.left_out)
            reason = f"{other} {other.advice()}"
            return unread_place(file.shown, file.name, None, production, 0, reason, _raw(file.path))
        try:
            if file.problem:
                raise OSError(0, file.problem)
            now = file.path.stat()  # before its bytes: what changes meanwhile is kept anew the next time
            if not now.st_size:
                return empty_place(file.shown, file.name, None, production, 0, _raw(file.path))
            sha256, size = self._originals.keep(file.path)
        except OSError as problem:
            refused = UnreadableFileError(file.name, problem.strerror or "it vanished")
            reason = f"{refused} {refused.advice()}"
            return unread_place(file.shown, file.name, None, production, 0, reason, _raw(file.path))
        return NewPlace(
            document=DocumentId(sha256),
            sha256=sha256,
            bytes=size,
            path=file.shown,
            path_bytes=_raw(file.path),
            name=file.name,
            parent=None,
            production=production,
            depth=0,
            mtime=now.st_mtime,
        )


def unread_place(
    path: str,
    name: str,
    parent: PlaceId | None,
    production: ProductionId | None,
    depth: int,
    reason: str,
    path_bytes: bytes | None = None,
) -> NewPlace:
    """A file that is known by name alone."""
    return NewPlace(
        document=intake.unread_document(parent, path),
        sha256=None,
        bytes=0,
        path=path,
        path_bytes=path_bytes,
        name=name,
        parent=parent,
        production=production,
        depth=depth,
        mtime=None,
        reason=reason,
    )


def empty_place(
    path: str,
    name: str,
    parent: PlaceId | None,
    production: ProductionId | None,
    depth: int,
    path_bytes: bytes | None = None,
) -> NewPlace:
    """A file of no bytes: known by its name, since all of them would be duplicates of one another."""
    problem = EmptyDocumentError(name)
    place = unread_place(path, name, parent, production, depth, f"{problem} {problem.advice()}", path_bytes)
    return replace(place, document=intake.empty_document(parent, path))


def _check(root: Path) -> None:
    if not root.exists():
        raise _Gone


def _raw(path: Path) -> bytes:
    return str(path).encode("utf-8", "surrogateescape")
