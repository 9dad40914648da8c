"""Reads files on an existing Dask cluster, so that one case can use many machines.

The case stays here: workers are sent a file's bytes and give back what was read, which is checked like the words of our
own children. Whatever the cluster cannot do – a large file, a locked one, a worker lost once too often, a cluster that
went away in the midst – is read by a reader of this machine. Only this module uses ``distributed``, an extra.
Source: Dask.distributed; tasks of a worker that died are begun again elsewhere by its scheduler.
"""

import logging
import queue
import threading
import time
from concurrent.futures import CancelledError
from pathlib import Path

import distributed

from explorer.errors import ClusterError, DocumentError, LockedDocumentError
from explorer.extract import wire
from explorer.extract.base import Limits
from explorer.extract.events import Ended, ReadTask
from explorer.extract.far_reading import MOST_SENT, FarReading, read_far, versions
from explorer.extract.sandbox import Checker, ReaderPool

_LARGEST = 32_000_000  # bytes of a file that is sent: it passes through the scheduler's memory
_CONNECT = 10  # seconds for an answer at the start
_LOOK = 1.0  # seconds between looks at what was sent
_LONELY = 15.0  # seconds without any worker until a file is read here
_MOST_PLACES = 64

_log = logging.getLogger(__name__)


class ClusterPool(ReaderPool):
    """A pool of readers most of which are elsewhere.

    Args:
        address: of the scheduler, such as ``tcp://10.0.0.5:8786``; ``tls://`` uses Dask's own configuration.
        workers: readers of this machine, for what is not sent.
        scratch, limits, enrich: as for ``ReaderPool``.

    Raises:
        ClusterError: nobody answers, there are no workers, or they run something else.
    """

    def __init__(
        self, address: str, workers: int, scratch: Path, limits: Limits | None = None, enrich: str = ""
    ) -> None:
        self.client = _client(address)
        try:
            threads = _threads(self.client, address)
        except BaseException:
            _let_go(self.client)
            raise
        super().__init__(workers, scratch, limits, enrich)
        self.far: queue.SimpleQueue[ReadTask | None] = queue.SimpleQueue()
        self.sent = self.read_far = 0  # files sent, and those of them whose reading came back
        # twice as many as can be read at once: the next file's bytes are there when one is done
        self._places = [_FarPlace(self) for _ in range(min(2 * threads, _MOST_PLACES))]
        for place in self._places:
            place.start()

    def submit(self, task: ReadTask) -> None:
        self.count()
        if _size(task.path) > _LARGEST or self.client.status != "running":
            self.queue(task)
        else:
            self.far.put(task)

    def close(self) -> None:
        self._closing.set()
        self.events.close()
        for _ in self._places:
            self.far.put(None)
        for place in self._places:
            place.join()
        super().close()
        _let_go(self.client)


class _FarPlace(threading.Thread):
    """Sends one file at a time and hands on what came back."""

    def __init__(self, pool: ClusterPool) -> None:
        super().__init__(name="far-place", daemon=True)
        self._pool = pool

    def run(self) -> None:
        pool = self._pool
        while (task := pool.far.get()) is not None and not pool.is_closing:
            reading = self._reading(task)
            if reading is None or not self._tell(task, reading):
                pool.queue(task)

    def _reading(self, task: ReadTask) -> FarReading | None:
        """What a worker read; None if none could."""
        pool, limits = self._pool, task.limits or self._pool.limits
        try:
            data = task.path.read_bytes()
            future = pool.client.submit(read_far, data, task.name, task.depth, limits, pool.enrich, pure=False)
            pool.sent += 1
            reading: FarReading | None = self._wait(future)
        except (Exception, CancelledError) as problem:  # noqa: BLE001 - of whatever kind: it is read here instead
            _log.debug("Not read on the cluster: %s", problem)
            return None
        return reading if reading and reading.frames else None

    def _wait(self, future: distributed.Future) -> FarReading | None:
        met = time.monotonic()
        while not self._pool.is_closing and time.monotonic() - met < _LONELY:
            try:
                reading: FarReading = future.result(timeout=_LOOK)
            except TimeoutError:
                if self._has_workers():
                    met = time.monotonic()
            else:
                return reading
        future.cancel()
        return None

    def _has_workers(self) -> bool:
        client = self._pool.client
        return client.status == "running" and bool(client.scheduler_info().get("workers"))

    def _tell(self, task: ReadTask, reading: FarReading) -> bool:
        """Hand on a reading; whether it was one to take."""
        pool, number = self._pool, self._pool.number()
        folder = pool.folder / str(number)
        checker = Checker(0, task, task.limits or pool.limits, folder)
        try:
            *said, end = [wire.decode_said(frame) for frame in reading.frames]
            if not isinstance(end, wire.EndSaid):
                raise wire.Garbled("it did not come to an end")
            error = wire.error_of(end.fault, task.name) if end.fault else None
            if _is_for_here(error) or (task.passwords and any(isinstance(each, wire.LockSaid) for each in said)):
                return False
            _write(folder, reading.files)
            events = [checker.event(each) for each in said]
        except wire.Garbled as problem:
            _log.debug("Not taken from the cluster: %s", problem)
            return False
        pool.read_far += 1
        for event, frame in zip(events, reading.frames, strict=False):
            pool.events.put(event, len(frame))
        pool.events.put(Ended(task.key, error, reading.seconds), 500)
        return True


def _is_for_here(error: DocumentError | None) -> bool:
    """Locked files are read here: passwords do not leave this machine."""
    return isinstance(error, LockedDocumentError)


def _write(folder: Path, files: tuple[bytes, ...]) -> None:
    if files:
        folder.mkdir()
    for number, data in enumerate(files):
        (folder / str(number)).write_bytes(data)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return MOST_SENT  # whoever reads it says what is wrong


def _client(address: str) -> distributed.Client:
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said by us
    try:
        return distributed.Client(address, timeout=_CONNECT, set_as_default=False, name="casefile")
    except (OSError, ValueError, TimeoutError, ImportError) as problem:
        raise ClusterError(address, f"nobody answers there ({type(problem).__name__})") from problem


def _threads(client: distributed.Client, address: str) -> int:
    """How many files the cluster reads at once."""
    try:
        found = client.run(versions)
    except Exception as problem:  # of whatever kind its workers raise
        raise ClusterError(address, f"its workers do not know Casefile ({problem})") from problem
    if not found:
        raise ClusterError(address, "it has no workers")
    mine = versions()
    for theirs in found.values():
        if tuple(theirs) != mine:
            raise ClusterError(
                address, f"a worker runs Casefile {theirs[0]} on Python {theirs[1]}, not {mine[0]} on {mine[1]}"
            )
    return sum(client.nthreads().values())


def _let_go(client: distributed.Client) -> None:
    try:
        client.close(timeout=5)
    except Exception as problem:  # noqa: BLE001 - of whatever kind: the scheduler went away before us
        _log.debug("The cluster was left: %s", problem)
