"""Reads files in child processes, so that no file can take the program down, hang it, or stop the others.

Each place in the pool is one thread with one child, replaced when it died, hung, grew too large or has read a thousand
files. What comes from it is checked before it is handed on.
Out of scope: trying a file again, and what becomes of its pages; that is the ingest's business.
"""

import re
from pathlib import Path

from explorer.errors import DocumentError
from explorer.extract import wire
from explorer.extract.base import Limits
from explorer.extract.child_pool import ChildPlace, ChildPool
from explorer.extract.events import (
    ChildFound,
    ChildUnread,
    Ended,
    Event,
    FactsFound,
    PackedPage,
    PageFound,
    Partly,
    ReadTask,
    StillLocked,
    Unlocked,
)

__all__ = [
    "ChildFound", "ChildUnread", "Ended", "Event", "FactsFound", "PackedPage", "PageFound", "Partly", "ReadTask",
    "ReaderPool", "StillLocked", "Unlocked",
]  # fmt: skip

_FILE_NAME = re.compile(r"[0-9]{1,9}")


class ReaderPool(ChildPool[ReadTask, Event]):
    """Children that read files.

    Args:
        workers: how many files are read at once.
        scratch: a folder for files found inside others; the pool makes its own one in there and removes it on close.
        limits: what one file may take.
        enrich: "module:function", run in the child on each ExtractedPage; the bytes it returns come as
            ``PackedPage.extra``. Empty for none.
    """

    def __init__(self, workers: int, scratch: Path, limits: Limits | None = None, enrich: str = "") -> None:
        super().__init__(scratch, "readers-", limits or Limits())
        self.enrich = enrich
        self.start(_Place(self) for _ in range(workers))

    def is_last(self, event: Event) -> bool:
        return isinstance(event, Ended)


class _Place(ChildPlace[ReadTask, Event]):
    """One reader."""

    module = "explorer.extract.reader_process"

    def __init__(self, pool: ReaderPool) -> None:
        super().__init__(pool)
        self._enrich = pool.enrich

    def arguments(self) -> tuple[str, ...]:
        return str(self.pool.limits.memory_bytes), self._enrich

    def perform(self, number: int, task: ReadTask) -> int:
        try:
            error, memory = self._read(number, task)
        except wire.Garbled as problem:
            error, memory = self.death(task.name, problem), 0
        self.put(Ended(task.key, error, self.worked), 500)
        return memory

    def _read(self, number: int, task: ReadTask) -> tuple[DocumentError | None, int]:
        limits = task.limits or self.pool.limits
        folder = self.pool.folder / str(number)
        path = str(task.path.absolute())
        order = wire.ReadOrder(number, path, task.name, task.depth, limits, str(folder), task.passwords)
        child = self.begin(order, limits)
        checker = Checker(number, task, limits, folder)
        while True:
            frame = child.receive()
            said = wire.decode_said(frame)
            if isinstance(said, wire.EndSaid) and said.task == number:
                self.pause()
                return self.error_of(said.fault, task.name), said.memory
            self.put(checker.event(said), len(frame))


class Checker:
    """Turns one file's messages into events, and refuses what no honest reader says."""

    def __init__(self, number: int, task: ReadTask, limits: Limits, folder: Path) -> None:
        self._number, self._key, self._limits, self._folder = number, task.key, limits, folder
        self._passwords = task.passwords
        self._pages = self._bytes = 0
        self._messages_left = limits.pages + 2 * limits.children + 5000

    def event(self, said: wire.Said) -> Event:
        """The event that a message is.

        Raises:
            Garbled: it belongs to another file, breaks a limit, or names a file outside its folder.
        """
        self._messages_left -= 1
        if said.task != self._number or self._messages_left < 0:
            raise wire.Garbled("it answered what it was not asked")
        match said:
            case wire.FactsSaid():
                return FactsFound(self._key, said.facts, said.media, said.reader, said.version)
            case wire.PageSaid():
                return self._page(said.page)
            case wire.ChildSaid():
                return self._file_inside(said)
            case wire.UnreadSaid():
                return ChildUnread(self._key, said.name, said.reason)
            case wire.PartlySaid():
                return Partly(self._key, said.reason, said.until_ocr)
            case wire.LockSaid():
                return self._lock(said)
            case _:
                raise wire.Garbled("it answered what it was not asked")

    def _lock(self, said: wire.LockSaid) -> Unlocked | StillLocked:
        if said.password == -1:
            return StillLocked(self._key)
        if not 0 <= said.password < len(self._passwords):
            raise wire.Garbled("it used a password that it was not given")
        return Unlocked(self._key, self._passwords[said.password])

    def _page(self, page: PackedPage) -> PageFound:
        self._pages += 1
        problem = wire.problem_with(page, self._pages, self._limits)
        if problem or self._pages > self._limits.pages:
            raise wire.Garbled(problem or "it sent more pages than it may")
        return PageFound(self._key, page)

    def _file_inside(self, said: wire.ChildSaid) -> ChildFound:
        path = self._folder / said.file
        if not _FILE_NAME.fullmatch(said.file) or path.is_symlink() or not path.is_file():
            raise wire.Garbled("it named a file that is not there")
        size = path.stat().st_size
        self._bytes += size
        if self._bytes > self._limits.child_bytes:
            raise wire.Garbled("it took out more than it may")
        return ChildFound(self._key, said.name, path, size)
