"""Reads files in child processes, so that no file can take the program down, hang it, or stop the others.

Each place in the pool is one thread with one child. The child is started when the pool is made and replaced when it
died, hung, grew too large or has read a hundred files. What comes from it is checked and put into a queue of bounded
size, so that a huge file waits for whoever takes the events rather than filling memory.
Out of scope: trying a file again, and what becomes of its pages; that is the ingest's business.
"""

import itertools
import logging
import queue
import re
import shutil
import tempfile
import threading
import time
from pathlib import Path

from explorer.errors import DocumentError, ReaderDiedError, ReaderTimeoutError
from explorer.extract import wire
from explorer.extract.base import Limits
from explorer.extract.child import ChildProcess
from explorer.extract.event_queue import EventQueue
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
)

__all__ = [
    "ChildFound", "ChildUnread", "Ended", "Event", "FactsFound", "PackedPage", "PageFound", "Partly", "ReadTask",
    "ReaderPool",
]  # fmt: skip

_FILES = 100  # read by one child before it is replaced
_MEMORY = 600_000_000  # resident bytes past which a child is replaced
_WATCH = 0.2  # seconds between looks at the children's clocks
_FILE_NAME = re.compile(r"[0-9]{1,9}")

_log = logging.getLogger(__name__)


class ReaderPool:
    """Children that read files.

    Args:
        workers: how many files are read at once.
        scratch: a folder for files found inside others; the pool makes its own one in there and removes it on close.
        limits: what one file may take.
        enrich: "module:function", run in the child on each ExtractedPage; the bytes it returns come as
            ``PackedPage.extra``. Empty for none.
    """

    def __init__(self, workers: int, scratch: Path, limits: Limits | None = None, enrich: str = "") -> None:
        scratch.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="readers-", dir=scratch))
        self.limits = limits or Limits()
        self.enrich = enrich
        self.tasks: queue.SimpleQueue[tuple[int, ReadTask] | None] = queue.SimpleQueue()
        self.events = EventQueue()
        self._numbers = itertools.count(1)
        self._outstanding = 0
        self._counting = threading.Lock()
        self._closing = threading.Event()
        self._workers = [_Worker(self) for _ in range(workers)]
        self._watcher = threading.Thread(target=self._watch, name="reader-watch", daemon=True)
        for thread in (*self._workers, self._watcher):
            thread.start()

    @property
    def outstanding(self) -> int:
        """Tasks whose ``Ended`` has not been handed out yet."""
        return self._outstanding

    def submit(self, task: ReadTask) -> None:
        """Add a file to those to be read, in order of arrival. Never waits."""
        with self._counting:  # several threads submit
            self._outstanding += 1
        self.tasks.put((next(self._numbers), task))

    def next_event(self, timeout: float | None = None) -> Event | None:
        """The next thing a reader told; None if nothing came within ``timeout`` seconds. One caller at a time."""
        event = self.events.get(timeout)
        if isinstance(event, Ended):
            with self._counting:
                self._outstanding -= 1
        return event

    def close(self) -> None:
        """End all children, whatever they do, and remove what they left. Events not taken yet are lost."""
        self._closing.set()
        self.events.close()
        for _ in self._workers:
            self.tasks.put(None)
        for thread in self._workers:
            while thread.is_alive():  # it may just be starting another child, which then is to be ended too
                thread.stop()
                thread.join(0.1)
        self._watcher.join()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def is_closing(self) -> bool:
        return self._closing.is_set()

    def _watch(self) -> None:
        while not self._closing.wait(_WATCH):
            for worker in self._workers:
                worker.stop_if_overdue()


class _Worker(threading.Thread):
    """One place in the pool. It starts its own children, since Linux ends a child with the thread that started it."""

    def __init__(self, pool: ReaderPool) -> None:
        super().__init__(name="reader", daemon=True)
        self._pool = pool
        self._child: ChildProcess | None = None
        self._files = 0
        self._task: ReadTask | None = None
        self._began = self._heard = 0.0
        self._is_waiting = True  # for the one who takes the events: the file's clocks stand still
        self._timed_out: float | None = None

    def run(self) -> None:
        self._replace()
        while (order := self._pool.tasks.get()) is not None and not self._pool.is_closing:
            number, self._task = order
            try:
                error, memory = self._read(number, self._task)
            except wire.Garbled as problem:
                error, memory = self._death(self._task, problem), 0
                self._replace()
            self._put(Ended(self._task.key, error), 500)
            self._files += 1
            if self._files >= _FILES or memory > _MEMORY:
                self._replace()
        self._end()

    def stop(self) -> None:
        """End the child from another thread."""
        if child := self._child:
            child.kill()

    def stop_if_overdue(self) -> None:
        """End the child if its file has used up its time. Called by the watcher."""
        task, now = self._task, time.monotonic()
        if self._is_waiting or task is None or self._timed_out is not None:
            return
        limits = task.limits or self._pool.limits
        for used, allowed in ((now - self._began, limits.seconds), (now - self._heard, limits.silent_seconds)):
            if used > allowed:
                self._timed_out = allowed
                self.stop()
                return

    def _read(self, number: int, task: ReadTask) -> tuple[DocumentError | None, int]:
        if self._child is None or not self._child.is_running:
            self._replace()  # it died while idle; that is not this file's doing
        if self._child is None:
            raise wire.Garbled("no reader could be started")
        limits = task.limits or self._pool.limits
        folder = self._pool.folder / str(number)
        self._timed_out = None
        self._began = self._heard = time.monotonic()
        self._is_waiting = False
        order = wire.ReadOrder(number, str(task.path.absolute()), task.name, task.depth, limits, str(folder))
        self._child.send(wire.encode(order))
        checker = _Checker(number, task, limits, folder)
        while True:
            frame = self._child.receive()
            said = wire.decode_said(frame)
            if isinstance(said, wire.EndSaid) and said.task == number:
                self._is_waiting = True
                return self._error(said, task), said.memory
            self._put(checker.event(said), len(frame))

    def _put(self, event: Event, size: int) -> None:
        """Hand on an event; the time spent waiting for a place in the queue is not the file's."""
        self._is_waiting, before = True, time.monotonic()
        self._pool.events.put(event, size)
        self._heard = time.monotonic()
        self._began += self._heard - before
        self._is_waiting = isinstance(event, Ended)

    def _error(self, said: wire.EndSaid, task: ReadTask) -> DocumentError | None:
        if said.fault is None:
            return None
        if said.fault.trace:
            _log.debug("A reader failed on %s:\n%s", task.name, said.fault.trace)
        return wire.error_of(said.fault, task.name)

    def _death(self, task: ReadTask, problem: wire.Garbled) -> DocumentError:
        how = self._child.end(died=isinstance(problem, wire.HungUp)) if self._child else ""
        self._child = None
        if self._timed_out is not None:
            return ReaderTimeoutError(task.name, round(self._timed_out))
        return ReaderDiedError(task.name, how or str(problem))

    def _replace(self) -> None:
        self._end()
        self._files = 0
        if self._pool.is_closing:
            return
        limits = self._pool.limits
        # A file from inside is written up to the container's limit; what passes it is cut by the sink, not by a signal.
        arguments = (str(limits.memory_bytes), str(limits.child_bytes + 64_000_000), self._pool.enrich)
        try:
            self._child = ChildProcess("explorer.extract.reader_process", self._pool.folder, *arguments)
        except OSError as problem:
            _log.debug("No reader process: %s", problem)

    def _end(self) -> None:
        if self._child:
            self._child.end()
            self._child = None


class _Checker:
    """Turns one file's messages into events, and refuses what no honest reader says."""

    def __init__(self, number: int, task: ReadTask, limits: Limits, folder: Path) -> None:
        self._number, self._key, self._limits, self._folder = number, task.key, limits, folder
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
                return Partly(self._key, said.reason)
            case _:
                raise wire.Garbled("it answered what it was not asked")

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
