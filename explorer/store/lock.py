"""One program at a time may change a case. The lock names who holds it, and dies with its process in any way it ends."""

import contextlib
import errno
import getpass
import json
import os
import platform
import sys
import time
from typing import IO

from explorer.errors import CaseError, CaseLockedError
from explorer.store.folder import CaseFolder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 20  # Windows lets nobody read a locked byte, so it is one beyond the name
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)  # a link in a stranger's case would name a file of ours


class CaseLock:
    """The right to change a case. Held from ``acquire`` to ``release``, or until the process ends."""

    def __init__(self, folder: CaseFolder, program: str) -> None:
        self._folder, self._program = folder, program
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            CaseLockedError: another program holds it; says which, whose, where and since when.
            CaseError: the folder cannot be written to.
        """
        name = self._folder.path.name
        try:
            file = os.fdopen(os.open(self._folder.lock_file, _FLAGS, 0o644), "r+", encoding="utf-8", errors="replace")
        except OSError as problem:
            raise CaseError(f"The case “{name}” cannot be changed: its lock: {problem.strerror}.") from problem
        if not _claim(file):
            file.seek(0)
            holder = _named(file.read(4096))
            file.close()
            raise CaseLockedError(name, holder)
        file.seek(0)
        file.truncate()
        json.dump({"program": self._program, "user": getpass.getuser(), "host": platform.node(), "pid": os.getpid(),
                   "since": time.strftime("%Y-%m-%d %H:%M")}, file)  # fmt: skip
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give it back; harmless if it is not held."""
        if self._file:
            with contextlib.suppress(OSError):
                self._file.seek(0)
                self._file.truncate()
            self._file.close()
            self._file = None


def _claim(file: IO[str]) -> bool:
    if sys.platform == "win32":
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        if problem.errno in (errno.EWOULDBLOCK, errno.EACCES):
            return False
        return not _is_alive(file.read(4096))  # a network disk without locks: the name alone must do
    return True


def _holder(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _named(text: str) -> str:
    """Who holds it, for people."""
    who = _holder(text)
    if not who:
        return "another program"
    return f"{who.get('program')} of {who.get('user')} on {who.get('host')} (process {who.get('pid')}, since {who.get('since')})"


def _is_alive(text: str) -> bool:
    """Whether the named process lives; one of another computer is taken to."""
    who = _holder(text)
    pid = who.get("pid")
    if not isinstance(pid, int) or pid <= 0:
        return False
    if who.get("host") != platform.node():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
