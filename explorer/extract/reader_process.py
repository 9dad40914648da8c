"""The child process that reads received files: ``python -m explorer.extract.reader_process``.

It is told on standard input which file to read and answers on what was its standard output; whatever a library prints
goes nowhere. Nothing here decides anything: it may be wrong, crash or be taken over, and the parent copes.
"""

import errno
import gc
import importlib
import os
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

from explorer.extract import protection

if __name__ == "__main__":  # before numpy is imported and starts threads
    protection.leave_the_network(int(sys.argv[1]))

from explorer.errors import (
    DamagedDocumentError,
    DocumentError,
    LimitError,
    LockedDocumentError,
    LockedForGoodError,
    NoRoomError,
    UnreadableFileError,
)
from explorer.extract import media, wire
from explorer.extract.base import Source
from explorer.extract.registry import reader_for
from explorer.extract.sniffing import Look, look
from explorer.extract.unlocking import opened_copy
from explorer.extract.wire_sink import Enrich, StopReading, WireSink

_FILE_SLACK = 64_000_000  # bytes; what passes the limit of a file inside is cut by the sink, not by a signal
_OPENED = "opened"  # a locked Office file without its lock, while it is read
_SPENT = 1 << 40  # "bytes used" of a child that ran out of memory, so that it is replaced


def main() -> None:
    """Read files as told until the parent says no more."""
    memory_bytes, enrich_name = sys.argv[2:4]
    gc.set_threshold(50_000, 20, 20)  # a page makes thousands of small values, none of them in a cycle
    orders, answers = take_pipes()
    protection.limit_resources(int(memory_bytes))
    enrich = _named(enrich_name) if enrich_name else None
    while (frame := wire.read_frame(orders)) is not None:
        order = wire.decode_order(frame)
        assert isinstance(order, wire.ReadOrder)
        protection.limit_processor(order.limits.seconds)
        protection.limit_files(order.limits.child_bytes + _FILE_SLACK)
        wire.write_frame(answers, wire.encode(_read(order, answers, enrich)))


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The parent's pipes for ourselves; standard input and output of all other code become nothing."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    sys.stdout = sys.stderr
    return orders, answers


def _read(order: wire.ReadOrder, answers: BinaryIO, enrich: Enrich | None) -> wire.EndSaid:
    """Read one file, sending what it holds; gives the last message."""
    sink = WireSink(order, lambda said: wire.write_frame(answers, wire.encode(said)), enrich)
    fault, memory = None, 0
    try:
        _tell(order, sink)
    except StopReading:
        pass
    except DocumentError as problem:
        fault = wire.fault_of(problem)
    except MemoryError:
        fault, memory = wire.fault_of(LimitError(order.name, _memory_words(order))), _SPENT
    except RecursionError:
        fault = wire.fault_of(DamagedDocumentError(order.name, "its parts lie in one another too deep"))
    except Exception as problem:  # noqa: BLE001 - a reader's bug or a new kind of damage ends this file, not the run
        fault = wire.fault_of(_foreign(order.name, problem), traceback.format_exc())
    except BaseException as problem:  # a panic of a library in Rust is no Exception
        if type(problem).__module__ != "pyo3_runtime":
            raise
        fault = wire.fault_of(DamagedDocumentError(order.name, "its reader could make no sense of it"))
    (Path(order.folder) / _OPENED).unlink(missing_ok=True)
    sink.assume_facts()
    return wire.EndSaid(order.task, fault, memory or protection.memory_used())


def _foreign(name: str, problem: Exception) -> DocumentError:
    """What to say of an exception that is none of ours: the disk's own troubles are not the file's."""
    code = problem.errno if isinstance(problem, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT):
        return NoRoomError(name)
    if code == errno.EIO:
        return UnreadableFileError(name, "the disk cannot be read")
    return DamagedDocumentError(name, "its reader could make no sense of it")


def _tell(order: wire.ReadOrder, sink: WireSink) -> None:
    path = Path(order.path)
    seen = look(path, order.name)
    sink.media = seen.media
    if seen.locked:
        path, seen = _opened(order, path, sink)
    reader = reader_for(seen.media, order.name)
    sink.reader, sink.version = reader.name, reader.version
    if order.depth > order.limits.depth:
        raise LimitError(order.name, f"it lies more than {order.limits.depth} files deep, one inside the other")
    reader.read(Source(path, order.name, order.depth, order.passwords), sink)


def _opened(order: wire.ReadOrder, path: Path, sink: WireSink) -> tuple[Path, Look]:
    """An Office or OpenDocument file without its lock, and what it is."""
    if sink.media == media.RAR:
        raise LockedForGoodError(order.name, "a RAR archive")
    target = Path(order.folder) / _OPENED
    password = opened_copy(path, order.name, order.passwords, target)
    seen = look(target, order.name)
    if seen.locked:
        raise LockedDocumentError(order.name)
    sink.media = seen.media
    sink.unlocked(password)
    return target, seen


def _memory_words(order: wire.ReadOrder) -> str:
    return f"reading it takes more than {order.limits.memory_bytes / 1e9:.1f} GB of memory"


def _named(enrich: str) -> Enrich:
    module, _, attribute = enrich.partition(":")
    found: Enrich = getattr(importlib.import_module(module), attribute)
    return found


if __name__ == "__main__":
    main()
