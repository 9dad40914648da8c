"""Kinds of file that are known and not read, so that the refusal says what a file is and what opens it.

Source: the formats' own specifications and the signatures of the PRONOM register.
"""

import re
from collections.abc import Iterable

_OFFICE = ", which LibreOffice opens"
WORDS = {
    "application/vnd.wordperfect": f"a WordPerfect document{_OFFICE}",
    "application/vnd.lotus-1-2-3": f"a Lotus 1-2-3 spreadsheet{_OFFICE}",
    "application/vnd.ms-works": f"a Microsoft Works document{_OFFICE}",
    "application/vnd.visio": f"a Visio drawing{_OFFICE}",
    "application/x-mspublisher": f"a Publisher document{_OFFICE}",
    "application/vnd.dbf": f"a dBase table{_OFFICE}",
    "image/emf": f"a drawing of Windows (EMF){_OFFICE}",
    "image/wmf": f"a drawing of Windows (WMF){_OFFICE}",
    "application/onenote": "a OneNote notebook, which OneNote exports as PDF",
    "application/vnd.ms-access": "an Access database, whose tables Access exports as spreadsheets",
    "application/vnd.ms-project": "a Microsoft Project plan, which Project prints as PDF",
    "application/vnd.lotus-notes": "a Lotus Notes database, whose mail Notes exports as .eml files",
    "application/vnd.ms-outlook-express": "a mail folder of Outlook Express, whose messages it exports as .eml files",
    "application/vnd.ms-htmlhelp": "a help file of Windows (CHM), which 7-Zip unpacks",
    "image/vnd.djvu": "a DjVu scan, which DjView prints as PDF",
    "image/vnd.dwg": "an AutoCAD drawing (DWG)",
    "application/vnd.thumbnails": "Windows' store of small pictures of a folder (Thumbs.db), not a document",
}
_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, rb"\xffWPC", "application/vnd.wordperfect"),
    (0, rb"\0\0\x02\0[\x04-\x06]\x04\x06\0", "application/vnd.lotus-1-2-3"),
    (0, rb"\0\0\x1a\0[\0-\x05]\x10\x04\0", "application/vnd.lotus-1-2-3"),
    (0, rb"\0\x01\0\0Standard (?:Jet|ACE) DB\0", "application/vnd.ms-access"),
    (0, rb"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3", "application/onenote"),
    (0, rb"\x1a\0\0\x04\0\0", "application/vnd.lotus-notes"),
    (0, rb"\xcf\xad\x12\xfe", "application/vnd.ms-outlook-express"),
    (0, rb"ITSF[\x02-\x04]\0\0\0", "application/vnd.ms-htmlhelp"),
    (0, rb"AT&TFORM....DJV[UM]", "image/vnd.djvu"),
    (0, rb"AC10\d\d[\0\r]", "image/vnd.dwg"),
    (0, rb"\xd7\xcd\xc6\x9a\0\0", "image/wmf"),
    (40, rb" EMF", "image/emf"),
)
_PATTERNS = tuple((at, re.compile(mark, re.DOTALL), kind) for at, mark, kind in _MARKS)
_DBASE = re.compile(rb"[\x03\x30\x31\x83\x8b\xf5].[\0-\x0c][\0-\x1f]", re.DOTALL)
_STREAMS = (
    ("VisioDocument", "application/vnd.visio"),
    ("Quill", "application/x-mspublisher"),
    ("MatOST", "application/vnd.ms-works"),
    ("Props14", "application/vnd.ms-project"),
    ("Props12", "application/vnd.ms-project"),
    ("Props9", "application/vnd.ms-project"),
    ("Catalog", "application/vnd.thumbnails"),
)


def foreign_kind(head: bytes, name: str) -> str | None:
    """The media type of a file that starts so, if it is one of these; its name tells dBase tables alone."""
    if name.lower().endswith(".dbf") and _DBASE.match(head):
        return "application/vnd.dbf"
    return next((kind for at, pattern, kind in _PATTERNS if pattern.match(head, at)), None)


def foreign_compound(streams: Iterable[str]) -> str | None:
    """The media type of a compound file with these outermost streams, if it is one of these."""
    held = set(streams)
    return next((kind for stream, kind in _STREAMS if stream in held), None)
