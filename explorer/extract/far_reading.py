"""Reads one file on another machine: what a Dask worker runs, and what it sends back.

The worker reads as this machine would: in a child process with the same limits. What comes back is plain messages of
``wire`` and bytes, which the sender checks like those of its own children.
"""

import atexit
import shutil
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import explorer
from explorer.extract import wire
from explorer.extract.base import Limits
from explorer.extract.events import (
    ChildFound,
    ChildUnread,
    Ended,
    Event,
    FactsFound,
    PageFound,
    Partly,
    ReadTask,
    StillLocked,
    Unlocked,
)
from explorer.extract.sandbox import ReaderPool

MOST_SENT = 128_000_000  # bytes that may go either way for one file; what passes it is read at home

_PATIENCE = 1.0  # seconds between looks at a pool
_mine = threading.local()  # each of the worker's threads has readers of its own


@dataclass(frozen=True, slots=True)
class FarReading:
    """All that was said of a file. Empty ``frames``: it was too much to send."""

    frames: tuple[bytes, ...]  # messages of ``wire``; the last one is an EndSaid
    files: tuple[bytes, ...]  # those found inside, in the order of the ChildSaid messages that name them "0", "1", …
    seconds: float  # that the reader worked


def versions() -> tuple[str, str]:
    """Of the program and of Python: both sides must agree."""
    return explorer.__version__, f"{sys.version_info.major}.{sys.version_info.minor}"


def read_far(data: bytes, name: str, depth: int, limits: Limits, enrich: str) -> FarReading:
    """Read a file of these bytes."""
    pool, folder = _readers(limits, enrich)
    path = folder / "received"
    path.write_bytes(data)
    pool.submit(ReadTask("far", path, name, depth, limits))
    frames: list[bytes] = []
    files: list[bytes] = []
    sent, seconds = 0, 0.0
    while pool.outstanding:
        event = pool.next_event(_PATIENCE)
        if event is None:
            continue
        if isinstance(event, Ended):
            seconds = event.seconds
        if isinstance(event, ChildFound):
            sent += event.size
            if sent <= MOST_SENT:
                files.append(event.path.read_bytes())
            event.path.unlink()
        frames.append(wire.encode(_said(event, len(files) - 1)))
        sent += len(frames[-1])
        if sent > MOST_SENT:
            frames.clear()
    path.unlink()
    return FarReading(tuple(frames), tuple(files), seconds) if sent <= MOST_SENT else FarReading((), (), seconds)


def _readers(limits: Limits, enrich: str) -> tuple[ReaderPool, Path]:
    """This thread's pool of one reader, and its folder."""
    kind = (limits.memory_bytes, enrich)
    if getattr(_mine, "kind", None) != kind:
        folder = Path(tempfile.mkdtemp(prefix="far-readers-"))
        _mine.pool, _mine.folder, _mine.kind = ReaderPool(1, folder, limits, enrich), folder, kind
        atexit.register(_end, _mine.pool, folder)
    return _mine.pool, _mine.folder


def _end(pool: ReaderPool, folder: Path) -> None:
    pool.close()
    shutil.rmtree(folder, ignore_errors=True)


def _said(event: Event, file: int) -> wire.Said:
    """The message that an event came from."""
    match event:
        case FactsFound():
            return wire.FactsSaid(0, event.facts, event.media, event.reader, event.version)
        case PageFound():
            return wire.PageSaid(0, event.page)
        case ChildFound():
            return wire.ChildSaid(0, event.name, str(file), event.size)
        case ChildUnread():
            return wire.UnreadSaid(0, event.name, event.reason)
        case Partly():
            return wire.PartlySaid(0, event.reason, event.until_ocr)
        case StillLocked() | Unlocked():  # no password comes here
            return wire.LockSaid(0, -1)
        case Ended():
            return wire.EndSaid(0, wire.fault_of(event.error) if event.error else None, 0)
