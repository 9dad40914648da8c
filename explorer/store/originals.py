"""The received files, byte for byte, under their SHA-256; read-only and never rewritten.

A file is written beside its place, brought to the disk and renamed into it, so a name under ``originals/`` always holds
whole bytes, even after a power cut.
"""

import contextlib
import errno
import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from explorer.errors import CaseNotWritableError, StorageFullError
from explorer.store.folder import CaseFolder

_HASH = re.compile(r"[0-9a-f]{64}")
_PORTION = 1 << 20
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # no room, or the file system takes no file of that size


@contextlib.contextmanager
def our_disk(case: str) -> Iterator[None]:
    """Say of whatever the system refuses within that it is the case's disk, not the received file."""
    try:
        yield
    except OSError as problem:
        if problem.errno in FULL:
            raise StorageFullError(case) from problem
        raise CaseNotWritableError(case, problem.strerror or type(problem).__name__) from problem


def _write_all(file: FileIO, data: bytes) -> None:
    """Write to the last byte: a disk that fills up may take a part."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


class Originals:
    def __init__(self, folder: CaseFolder) -> None:
        self._root = folder.originals

    def path(self, sha256: str) -> Path:
        """Where the bytes of that hash lie.

        Raises:
            ValueError: it is no SHA-256; a stored text never becomes a path.
        """
        if not _HASH.fullmatch(sha256):
            raise ValueError("not a SHA-256")
        return self._root / sha256[:2] / sha256

    def keep(self, source: Path) -> tuple[str, int]:
        """Copy a received file in. Returns its SHA-256 and its size in bytes.

        Raises:
            OSError: it cannot be read.
            StorageFullError, CaseNotWritableError: it cannot be kept; nothing of it is.
        """
        temporary = self._root / f".{uuid.uuid4().hex}"
        name, digest, size = self._root.parent.name, hashlib.sha256(), 0
        try:
            with source.open("rb") as file:
                with our_disk(name):
                    copy = temporary.open("xb", buffering=0)
                with copy:
                    while portion := file.read(_PORTION):
                        digest.update(portion)
                        size += len(portion)
                        with our_disk(name):
                            _write_all(copy, portion)
                    with our_disk(name):
                        os.fsync(copy.fileno())
            with our_disk(name):
                return self._place(temporary, digest.hexdigest()), size
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def adopt(self, temporary: Path) -> tuple[str, int]:
        """Move in a file that a reader took out of a container, hashing it here. Returns its SHA-256 and size."""
        kept = self.keep(temporary)  # the hash is that of the copy: whoever took the file out may still hold it open
        temporary.unlink()
        return kept

    def problem(self, sha256: str) -> str | None:
        """What is wrong with an original: missing or changed; None if its bytes are as they came."""
        if not _HASH.fullmatch(sha256):
            return f"“{sha256[:80]}” stands where a SHA-256 should"
        if self.path(sha256).is_symlink():
            return f"{sha256} is a link to another place"
        try:
            with self.path(sha256).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as problem:
            return f"{sha256} cannot be read: {problem.strerror or problem}"
        return None if found == sha256 else f"{sha256} was changed: its bytes now have the hash {found}"

    def hashes(self) -> Iterator[str]:
        """The names of all that lies there, in order."""
        for folder in sorted(self._root.iterdir()):
            if folder.is_dir():
                yield from sorted(path.name for path in folder.iterdir() if _HASH.fullmatch(path.name))

    def sweep(self) -> None:
        """Remove what a crash left half-copied."""
        for path in self._root.glob(".*"):
            with contextlib.suppress(OSError):
                path.unlink()

    def _place(self, temporary: Path, sha256: str) -> str:
        target = self.path(sha256)
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            temporary.chmod(0o444)
            temporary.replace(target)
        return sha256
