"""Comments on a PowerPoint 97 to 2003 slide, with who wrote them and when. Source: [MS-PPT] 2.5.22 to 2.5.25."""

import struct
from dataclasses import dataclass

from explorer.extract.ppt_records import Record

_TAGS, _BLOB, _COMMENT, _ATOM, _STRING = 0x1388, 0x138B, 0x2EE0, 0x2EE1, 0x0FBA
_AUTHOR, _TEXT = 0, 1
_MOST = 5000


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; ``date`` as year, month and day, or empty."""

    author: str
    date: str
    text: str


def comments_of(slide: Record) -> list[Comment]:
    """The comments of a slide in the order of the file."""
    found: list[Comment] = []
    for tags in slide.inner():
        if tags.kind != _TAGS:
            continue
        blobs = tags.all(_BLOB)  # not marked as a container, though it is one
        for record in (each for blob in blobs for each in blob.inner() if each.kind == _COMMENT):
            comment = _comment(record)
            if comment.text.strip() and len(found) < _MOST:
                found.append(comment)
    return found


def _comment(record: Record) -> Comment:
    said = {each.instance: each.text() for each in record.inner() if each.kind == _STRING}
    atom = record.first(_ATOM)
    date = ""
    if atom is not None and atom.end - atom.start >= 12:
        year, month, _weekday, day = struct.unpack_from("<4H", atom.data, atom.start + 4)
        date = f"{year}-{month:02}-{day:02}" if 1980 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= 31 else ""
    return Comment(said.get(_AUTHOR, ""), date, said.get(_TEXT, ""))
