"""The one thread that writes. A person's change goes ahead of bulk work; within each, first come, first served."""

import errno
import itertools
import queue
import shutil
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from explorer.errors import CaseNotWritableError, StorageFullError

T = TypeVar("T")
_URGENT, _BULK, _LAST = 0, 1, 2
_FULL, _IO_ERROR, _READ_ONLY, _CANNOT_OPEN = 13, 10, 8, 14  # SQLite's primary result codes
_ROOM = 1 << 20  # bytes


class Writer:
    """Runs writes one after the other, each in a transaction of its own; a failed one rolls back and the next goes on."""

    def __init__(self, open_database: Callable[[], Database]) -> None:
        self._queue: queue.PriorityQueue[tuple[int, int, Callable[[Database], Any] | None, Future[Any]]] = (
            queue.PriorityQueue()
        )
        self._order = itertools.count()
        self._ready: Future[None] = Future()
        self._closed, self._closing = False, threading.Lock()
        self._open = open_database
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()
        self._ready.result()

    def submit(self, write: Callable[[Database], T], *, urgent: bool = False) -> Future[T]:
        """Queue a write. Its future raises what the write raised; then nothing of it is kept."""
        future: Future[T] = Future()
        with self._closing:  # a write queued behind the last one would never be answered
            if self._closed:
                raise RuntimeError("the case is closed; nothing more is written to it")
            self._queue.put((_URGENT if urgent else _BULK, next(self._order), write, future))
        return future

    def run(self, write: Callable[[Database], T], *, urgent: bool = True) -> T:
        """Write and wait.

        Raises:
            StorageFullError: the disk is full; nothing of this write is kept.
        """
        return self.submit(write, urgent=urgent).result()

    def close(self) -> None:
        """Do what is queued, then end. What is submitted afterwards is refused."""
        with self._closing:
            self._closed = True
            self._queue.put((_LAST, next(self._order), None, Future()))
        self._thread.join()

    def _run(self) -> None:
        try:
            database = self._open()
        except BaseException as problem:  # noqa: BLE001 - carried to whoever opened the case
            self._ready.set_exception(problem)
            return
        self._ready.set_result(None)
        while (job := self._queue.get())[2] is not None:
            _perform(database, job[2], job[3])
        database.close()


def _place_of(database: Database) -> Path:
    """The case folder of a record."""
    return Path(str(database.execute("PRAGMA database_list").fetchone()[2])).parent


def _in_words(problem: sqlite3.OperationalError, folder: Path) -> Exception:
    """What SQLite says of the disk, as something to act on. Source: sqlite.org/rescode.html."""
    code = problem.sqlite_errorcode & 0xFF
    if code == _FULL or (code == _IO_ERROR and _is_full(folder)):
        return StorageFullError(folder.name)
    if code in (_IO_ERROR, _READ_ONLY, _CANNOT_OPEN):
        why = "the disk reports an error" if code == _IO_ERROR else "its folder is read-only"
        return CaseNotWritableError(folder.name, why)
    return problem


def _is_full(folder: Path) -> bool:
    """Whether SQLite's side files have no room: it reports that as an I/O error."""
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False


def _perform(database: Database, write: Callable[[Database], Any], future: "Future[Any]") -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        with database.atomic():
            result = write(database)
    except sqlite3.OperationalError as problem:
        future.set_exception(_in_words(problem, _place_of(database)))
    except OSError as problem:
        future.set_exception(StorageFullError("the case") if problem.errno == errno.ENOSPC else problem)
    except BaseException as problem:  # noqa: BLE001 - the write's own failure goes to its caller; the writer lives
        future.set_exception(problem)
    else:
        future.set_result(result)
