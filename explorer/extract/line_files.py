"""What readers of calendars and of cards share: their bytes, the files in their lines, what to say of a cut one."""

import re
from collections.abc import Iterator, Sequence

from explorer.errors import EmptyDocumentError
from explorer.extract.base import Source
from explorer.extract.content_lines import Component, Line

MOST_BYTES = 100_000_000
_ENDINGS = {
    "jpeg": "jpg", "jpg": "jpg", "png": "png", "gif": "gif", "bmp": "bmp", "tiff": "tif", "webp": "webp", "pdf": "pdf",
    "plain": "txt", "html": "html", "msword": "doc", "wave": "wav", "basic": "au", "ogg": "ogg", "x509": "cer",
}  # fmt: skip
_UNFIT = re.compile(r"[\x00-\x1f\x7f]+")


def bytes_of(source: Source) -> tuple[bytes, bool]:
    """The file's bytes, and whether they are all.

    Raises:
        EmptyDocumentError: it has none.
    """
    with source.path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if not data:
        raise EmptyDocumentError(source.name)
    return data[:MOST_BYTES], len(data) <= MOST_BYTES


def attached(entry: Component, names: Sequence[str], word: str) -> Iterator[tuple[str, bytes]]:
    """The files that stand in lines of these names, and what each is called."""
    number = 0
    for line in entry.lines:
        data = line.data() if line.name in names else None
        if data:
            number += 1
            yield _name(line, f"{word}-{number}"), data


def _name(line: Line, fallback: str) -> str:
    written = (
        line.parameters.get("X-FILENAME") or line.parameters.get("FILENAME") or line.parameters.get("X-APPLE-FILENAME")
    )
    named = _UNFIT.sub(" ", written or "").strip()
    ending = line.type.rpartition("/")[2]
    return named[:200] or f"{fallback}.{_ENDINGS.get(ending, 'bin')}"


def not_whole(source: Source, things: str) -> str:
    """What to say of a file that breaks off or is too large."""
    return f"“{source.name}” breaks off or is too large: later {things} may be missing. Ask for a fresh copy."
