"""The system's libarchive, where it is there: entries of archives that nothing of ours reads, one after the other.

Loaded by its fixed names and never searched for, since a reader process may start no program. Only formats, no filters,
are switched on: a filter could start one. Source: archive_read(3), archive_entry(3).
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_NAMES = (
    "libarchive.so.13", "libarchive.so", "libarchive.13.dylib", "/opt/homebrew/opt/libarchive/lib/libarchive.13.dylib",
    "/usr/local/opt/libarchive/lib/libarchive.13.dylib", "/usr/lib/libarchive.2.dylib", "archive.dll", "archiveint.dll",
)  # fmt: skip
_FORMATS = ("rar", "rar5", "cab", "lha", "iso9660", "ar", "cpio")
_BLOCK = 1 << 16
_PIECE = 1 << 18
_EOF, _WARN = 1, -20
_TYPE, _REGULAR, _LINK, _FOLDER = 0o170000, 0o100000, 0o120000, 0o040000


class ArchiveProblem(Exception):
    """The library's own words on what is wrong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an archive. ``name`` is None where it cannot be read as text."""

    name: str | None
    mode: int
    has_link: bool
    is_locked: bool

    @property
    def is_folder(self) -> bool:
        return self.mode & _TYPE == _FOLDER

    @property
    def is_link(self) -> bool:
        return self.has_link or self.mode & _TYPE == _LINK

    @property
    def is_file(self) -> bool:
        return self.mode & _TYPE in (_REGULAR, 0)


@cache
def library() -> Any:
    """The library with its functions declared; None where the system has none."""
    for name in _NAMES:
        try:
            found = ctypes.CDLL(name)
        except OSError:
            continue
        return _declared(found)
    return None


def _declared(found: Any) -> Any:
    handle, number, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
    for name, result, arguments in (
        ("archive_read_new", handle, ()),
        ("archive_read_free", number, (handle,)),
        ("archive_read_open_filename", number, (handle, text, ctypes.c_size_t)),
        ("archive_read_next_header", number, (handle, ctypes.POINTER(handle))),
        ("archive_read_data", ctypes.c_ssize_t, (handle, handle, ctypes.c_size_t)),
        ("archive_error_string", text, (handle,)),
        ("archive_filter_bytes", ctypes.c_int64, (handle, number)),
        ("archive_entry_pathname_utf8", text, (handle,)),
        ("archive_entry_pathname", text, (handle,)),
        ("archive_entry_mode", ctypes.c_uint, (handle,)),
        ("archive_entry_hardlink", text, (handle,)),
        ("archive_entry_is_encrypted", number, (handle,)),
        *((f"archive_read_support_format_{format_}", number, (handle,)) for format_ in _FORMATS),
    ):
        function = getattr(found, name)
        function.restype, function.argtypes = result, arguments
    return found


class ArchiveFile:
    """An archive that is read entry by entry. To be closed.

    Raises:
        ArchiveProblem: it is no archive that the library knows.
    """

    def __init__(self, path: Path) -> None:
        self._library = library()
        self._handle = self._library.archive_read_new()
        for format_ in _FORMATS:
            getattr(self._library, f"archive_read_support_format_{format_}")(self._handle)
        if self._library.archive_read_open_filename(self._handle, str(path).encode(), _BLOCK) < _WARN:
            words = self._words()
            self.close()
            raise ArchiveProblem(words)

    def close(self) -> None:
        if self._handle:
            self._library.archive_read_free(self._handle)
            self._handle = None

    def entries(self) -> Iterator[Entry]:
        """All entries in order; each one's bytes are to be taken before the next is asked for.

        Raises:
            ArchiveProblem: what comes next cannot be read.
        """
        entry = ctypes.c_void_p()
        while (said := self._library.archive_read_next_header(self._handle, ctypes.byref(entry))) != _EOF:
            if said < _WARN:
                raise ArchiveProblem(self._words())
            raw = self._library.archive_entry_pathname_utf8(entry) or self._library.archive_entry_pathname(entry)
            yield Entry(
                name=raw.decode("utf-8", "backslashreplace") if raw else None,
                mode=self._library.archive_entry_mode(entry),
                has_link=self._library.archive_entry_hardlink(entry) is not None,
                is_locked=self._library.archive_entry_is_encrypted(entry) == 1,
            )

    def pieces(self) -> Iterator[tuple[bytes, int]]:
        """The bytes of the entry at hand, each piece with how many bytes of the archive were read for it so far.

        Raises:
            ArchiveProblem: they cannot be unpacked.
        """
        buffer = ctypes.create_string_buffer(_PIECE)
        start = self.read
        while (size := self._library.archive_read_data(self._handle, buffer, _PIECE)) > 0:
            yield buffer.raw[:size], max(self.read - start, 0) + _BLOCK  # it reads ahead by a block
        if size < 0:
            raise ArchiveProblem(self._words())

    @property
    def read(self) -> int:
        """Bytes of the archive read so far."""
        return int(self._library.archive_filter_bytes(self._handle, -1))

    def _words(self) -> str:
        said = self._library.archive_error_string(self._handle)
        return said.decode("utf-8", "replace")[:200] if said else "it cannot be read"
