"""Compound files (OLE) of old Office, opened with olefile: streams by name within stated sizes, and what they say of
themselves. Source: [MS-CFB], [MS-OLEPS].
"""

import datetime
import struct
from pathlib import Path
from typing import Any, BinaryIO

import olefile

from explorer.errors import DamagedDocumentError
from explorer.extract.ooxml import CoreFacts

STREAM_BYTES = 300_000_000  # of one stream
TOTAL_BYTES = 900_000_000  # of all streams read of one file
SUMMARY = "\x05SummaryInformation"
# What olefile raises on bytes that were made to mislead it.
BAD_COMPOUND = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    AssertionError,
    struct.error,
)


class OldOffice:
    """An old Office file's streams by path.

    Args:
        path: the file, opened for reading only, or its bytes as an open file.
        name: what it is called in messages.

    Attributes:
        problems: streams that could not be read, in words.

    Raises:
        DamagedDocumentError: it is no compound file, or its directory cannot be followed.
    """

    def __init__(self, path: Path | BinaryIO, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self._left = TOTAL_BYTES
        self._ole: Any = None
        try:
            self._ole = olefile.OleFileIO(str(path) if isinstance(path, Path) else path)
            paths = self._ole.listdir(streams=True, storages=False)
        except BAD_COMPOUND as problem:
            self.close()
            raise DamagedDocumentError(name, "its directory of streams cannot be read") from problem
        self.paths: list[tuple[str, ...]] = [tuple(each) for each in paths]
        self._known = {tuple(part.lower() for part in each): each for each in self.paths}

    def close(self) -> None:
        if self._ole is not None:
            self._ole.close()

    def __enter__(self) -> "OldOffice":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def has(self, *path: str) -> bool:
        return tuple(part.lower() for part in path) in self._known

    def data(self, *path: str, most: int = STREAM_BYTES) -> bytes:
        """A stream's bytes; empty if it is absent, damaged or longer than it may be (which is noted)."""
        named = self._known.get(tuple(part.lower() for part in path))
        if named is None:
            return b""
        shown = "/".join(part.strip("\x01\x03\x05") for part in named)
        most = min(most, self._left)
        try:
            if self._ole.get_size(list(named)) > most:
                self.problems.append(f"The stream “{shown}” is longer than {most:,} bytes and was left out.")
                return b""
            with self._ole.openstream(list(named)) as stream:
                data: bytes = stream.read(most)
        except BAD_COMPOUND:
            self.problems.append(f"The stream “{shown}” is damaged: what it held is missing. Ask for a fresh copy.")
            return b""
        self._left -= len(data)
        return data

    def below(self, *folder: str) -> list[tuple[str, ...]]:
        """Paths of the streams within a storage, at any depth."""
        lower = tuple(part.lower() for part in folder)
        count = len(lower)
        return [p for p in self.paths if len(p) > count and tuple(part.lower() for part in p[:count]) == lower]

    def storages(self, *folder: str) -> list[str]:
        """Names of the storages that lie directly in a storage, in order."""
        count = len(folder)
        return list(dict.fromkeys(path[count] for path in self.below(*folder) if len(path) > count + 1))

    def core(self) -> CoreFacts:
        """Title, subject, author and date from the summary."""
        if not self.has(SUMMARY):
            return CoreFacts()
        try:
            found: dict[int, object] = self._ole.getproperties(SUMMARY, convert_time=True)
        except BAD_COMPOUND:
            return CoreFacts()
        page = found.get(1)
        encoding = _encoding(page if isinstance(page, int) else 1252)
        title, subject, creator = (_text(found.get(key), encoding) for key in (2, 3, 4))
        return CoreFacts(title, subject, creator, _date(found.get(12)))


def _encoding(page: int) -> str:
    """A code page's codec. The number is stored signed: 65001 stands there as -535."""
    page &= 0xFFFF
    name = {65001: "utf-8", 10000: "mac_roman", 1200: "utf-16-le"}.get(page, f"cp{page}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _text(value: object, encoding: str) -> str:
    if isinstance(value, bytes):
        value = value.decode(encoding, "replace")
    return " ".join(value.replace("\0", " ").split())[:500] if isinstance(value, str) else ""


def _date(value: object) -> str:
    if not isinstance(value, datetime.datetime) or not 1980 <= value.year <= 2200:
        return ""
    return value.replace(microsecond=0).isoformat() + "Z"
