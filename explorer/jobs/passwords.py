"""The passwords that a person gave: in memory while the case is open, tried on every locked file, written nowhere."""

import threading
from collections.abc import Iterable
from pathlib import Path

from explorer.errors import InputError

MOST = 100  # each is tried on each locked file, and a try may cost a second
_LARGEST = 100_000  # bytes of a file of passwords
_HINT = "Write one password on each line, as plain text (UTF-8)."


class Passwords:
    """Those given so far; the ones that opened something come first. Any thread may use it."""

    def __init__(self) -> None:
        self._known: list[str] = []
        self._lock = threading.Lock()

    def give(self, passwords: Iterable[str]) -> None:
        """Reckon with more of them; empty ones and those known already are left out.

        Raises:
            InputError: there are too many.
        """
        with self._lock:
            fresh = [each for each in dict.fromkeys(passwords) if each and each not in self._known]
            if len(self._known) + len(fresh) > MOST:
                raise InputError(f"More than {MOST} passwords cannot be tried", "Leave out those that are unlikely.")
            self._known += fresh

    def fits(self, password: str) -> None:
        """It opened a file: try it first on the next."""
        with self._lock:
            if password in self._known:
                self._known.remove(password)
                self._known.insert(0, password)

    def known(self) -> tuple[str, ...]:
        """All of them, in the order in which to try them."""
        with self._lock:
            return tuple(self._known)


def passwords_in(file: Path) -> list[str]:
    """The passwords in a file, one a line. Spaces count.

    Raises:
        InputError: it cannot be read, or is no list of passwords; says nothing of what stands in it.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
    except OSError as problem:
        raise InputError(f"The passwords in “{file}” cannot be read: {problem.strerror}", _HINT) from None
    if len(data) > _LARGEST:
        raise InputError(f"“{file}” is too large for a list of passwords", _HINT)
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise InputError(f"“{file}” is not plain text in UTF-8", _HINT) from None
    return [line.removesuffix("\r") for line in lines if line.removesuffix("\r")]
