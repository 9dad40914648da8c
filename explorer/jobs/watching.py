"""Looks now and then whether folders that were added hold anything new, and waits until it has settled.

A walk that only asks for names, sizes and times works on every disk and system; notifications do not. A file that is
still being written changes between two looks, so nothing is taken until nothing changed for a while.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.jobs.walk import walk
from explorer.model.case import ProductionId

SETTLE = 3.0  # seconds without a change

_State = frozenset[tuple[str, int, int]]  # path, bytes, nanoseconds since 1970


@dataclass(frozen=True, slots=True)
class Watched:
    """What was added together."""

    paths: tuple[Path, ...]
    production: ProductionId | None = None


@dataclass(slots=True)
class _Seen:
    """What was found at the last looks. ``taken`` is what was there when it was last said to be new."""

    taken: _State | None
    last: _State | None = None
    since: float = 0.0


class FolderWatch:
    """
    Args:
        watched: files among the paths are left out; only folders can hold something new.
        leave_out: the case's own folder.
        settle: seconds without a change after which a change counts.
        is_taken: whether what lies there now was added already; else the first look that finds it settled says so.
    """

    def __init__(
        self, watched: Sequence[Watched], leave_out: Path, settle: float = SETTLE, *, is_taken: bool = False
    ) -> None:
        self._leave_out, self._settle = leave_out, settle
        folders = dict.fromkeys(
            Watched(paths, each.production) for each in watched if (paths := tuple(filter(Path.is_dir, each.paths)))
        )
        self._seen = {each: _Seen(self._state(each.paths) if is_taken else None) for each in folders}

    def look(self, now: float) -> list[Watched]:
        """What holds something new that has settled; each change is told once.

        Args:
            now: seconds of a clock that never goes back.
        """
        return [watched for watched, seen in self._seen.items() if self._has_settled(watched, seen, now)]

    def _has_settled(self, watched: Watched, seen: _Seen, now: float) -> bool:
        state = self._state(watched.paths)
        if state is None or state == seen.taken:
            seen.last = None
            return False
        if state != seen.last:
            seen.last, seen.since = state, now
        if now - seen.since < self._settle:
            return False
        seen.taken, seen.last = state, None
        return True

    def _state(self, paths: Sequence[Path]) -> _State | None:
        """The files that lie there; None while a folder is not there at all."""
        if not all(path.is_dir() for path in paths):
            return None
        found = set()
        for file in walk(paths, self._leave_out):
            try:
                facts = file.path.stat()
            except OSError:
                continue  # it went between two steps
            found.add((str(file.path), facts.st_size, facts.st_mtime_ns))
        return frozenset(found)
