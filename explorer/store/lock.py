"""One program at a time may change a case. The lock names who holds it, and dies with its process."""

import contextlib
import getpass
import json
import os
import platform
import sys
import time
from typing import IO

from explorer.errors import CaseLockedError
from explorer.store.folder import CaseFolder

if sys.platform != "win32":  # no flock there; the file's own process id tells whether the lock is stale
    import fcntl


class CaseLock:
    """The right to change a case. Held from ``acquire`` to ``release``, or until the process ends in any way."""

    def __init__(self, folder: CaseFolder, program: str) -> None:
        self._folder, self._program = folder, program
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            CaseLockedError: another program holds it; says which, whose, where and since when.
        """
        file = self._folder.lock_file.open("a+", encoding="utf-8")
        if not self._claim(file):
            file.seek(0)
            holder = _named(file.read())
            file.close()
            raise CaseLockedError(self._folder.path.name, holder)
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

    def _claim(self, file: IO[str]) -> bool:
        if sys.platform == "win32":
            file.seek(0)
            return not _is_alive(file.read())
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
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
    pid = _holder(text).get("pid")
    if not isinstance(pid, int) or pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
