"""Which things children are at right now, on disk, so that the next start knows what was at hand if this one dies.

A database transaction for each file and page would cost more than reading many of them. So each child has a slot of
some bytes in a small file: what it begins is written there, and blanked when it is done. The system keeps what was
written when a program dies, and hands it to the disk in time; only after a death is each write waited for, so that a
machine that stops dead is survived too. A run that ends by itself, in whatever way, leaves no file.

What was at hand at a death is only suspected: a person may have killed the program, or another file been at fault. So
suspects are tried after everything else, the least suspected first, each alone. From the second death on
the program is calm for some seconds before it begins on one: whoever dies in the calm was killed by something else, and
all suspicion is dropped. What is left dies each time it is begun, and after so many deaths it is listed instead.
"""

import contextlib
import os
import threading
import time
from pathlib import Path
from typing import BinaryIO, cast

MOST_DEATHS = 5  # at which a thing was at hand, before that is held against it
CALM_FROM = 2  # deaths
CALM_SECONDS = 4.0
_SLOT = 192  # bytes; a SHA-256 in hex and a page's number need less
_CALM, _BUSY = "calm", "busy"
_READ_MOST = 1_000_000  # bytes; nobody but us writes the file, but it may be damaged


class AtWork:
    """The file of one job. Any thread may write.

    Attributes:
        left: what was at hand when an earlier run died.
        died_calm: an earlier run died while nothing at all was at hand, on purpose.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.Lock()
        self._slots: dict[str, int] = {}
        self._free: list[int] = []
        head, self.left = _left(path)
        self.died_calm = head == _CALM
        self._is_careful = bool(head)
        self._file = _opened(path)
        self._write(0, _BUSY)

    def begin(self, key: str) -> None:
        """A child begins on something."""
        with self._lock:
            if key not in self._slots:
                self._slots[key] = self._free.pop() if self._free else len(self._slots) + 1
                self._write(self._slots[key], key)

    def end(self, key: str) -> None:
        """It is done with it."""
        with self._lock:
            if (slot := self._slots.pop(key, None)) is not None:
                self._free.append(slot)
                self._write(slot, "")

    def calm(self, *, is_calm: bool) -> None:
        """Say that nothing is at hand on purpose, or no longer so."""
        with self._lock:
            self._write(0, _CALM if is_calm else _BUSY)

    def close(self) -> None:
        """The run ends by itself: nothing is suspected."""
        with self._lock:
            with contextlib.suppress(OSError):
                if self._file is not None:
                    self._file.close()
                self._path.unlink(missing_ok=True)
            self._file = None

    def _write(self, slot: int, text: str) -> None:
        """Fill a slot; a disk that takes no more leaves things unsuspected, which costs a repeat at worst."""
        if self._file is None:
            return
        with contextlib.suppress(OSError):
            self._file.seek(slot * _SLOT)
            self._file.write(text.encode("ascii", "replace")[: _SLOT - 1].ljust(_SLOT - 1) + b"\n")
            if self._is_careful or not slot:
                os.fsync(self._file.fileno())


class Calm:
    """The pause before a suspect is begun; asked again and again, so that its waiting can be cancelled."""

    def __init__(self, at_work: AtWork, seconds: float | None = None) -> None:
        self._at_work, self._seconds = at_work, CALM_SECONDS if seconds is None else seconds
        self._until = 0.0

    def is_over(self, deaths: int) -> bool:
        """Whether a thing that was at hand at so many deaths may be begun now; if not, the calm has begun."""
        if deaths < CALM_FROM:
            return True
        now = time.monotonic()
        if not self._until:
            self._until = now + self._seconds
            self._at_work.calm(is_calm=True)
        if now < self._until:
            return False
        self._until = 0.0
        self._at_work.calm(is_calm=False)
        return True


def _opened(path: Path) -> BinaryIO | None:
    """The emptied file; None where none can be written."""
    try:
        path.parent.mkdir(exist_ok=True)
        return cast(BinaryIO, path.open("w+b", buffering=0))
    except OSError:
        return None


def _left(path: Path) -> tuple[str, list[str]]:
    """The head, and what stood in the slots; empty where the earlier run ended by itself."""
    try:
        with path.open("rb") as file:
            lines = file.read(_READ_MOST).decode("ascii", "replace").split("\n")
    except OSError:
        return "", []
    head, *slots = [line.replace("\0", " ").strip() for line in lines]
    return (head if head in (_CALM, _BUSY) else ""), [each for each in slots if each]
