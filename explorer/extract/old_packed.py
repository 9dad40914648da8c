"""Objects packed in Office files: the file inside under its own name where it has one, else the object by itself.

Source: [MS-OLEDS] 2.3.6 (Ole10Native), [MS-DOC] 2.1.11 (ObjectPool); streams "Package" and "CONTENTS" as Office writes.
"""

import io
import struct
from pathlib import Path

from explorer.errors import DamagedDocumentError
from explorer.extract.base import Sink
from explorer.extract.old_office import OldOffice
from explorer.extract.old_writer import compound_bytes

_NATIVE = "\x01Ole10Native"
_ENDINGS = (
    ("__properties_version1.0", ".msg"),
    ("PowerPoint Document", ".ppt"),
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
    ("VisioDocument", ".vsd"),
)
_PACKAGES = ((b"word/", ".docx"), (b"ppt/", ".pptx"), (b"xl/", ".xlsx"))
_MAGICS = ((b"%PDF", ".pdf"), (b"PK\3\4", ".zip"), (b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"{\\rtf", ".rtf"))
_LONGEST_NAME = 1000


def native(data: bytes) -> tuple[str, bytes] | None:
    """The file in a stream Ole10Native, with the name it was packed under; None where it holds none by that form."""
    if len(data) < 10:
        return None
    at = 6
    names = []
    for _ in range(2):
        end = data.find(b"\0", at, at + _LONGEST_NAME)
        if end < 0:
            return None
        names.append(data[at:end].decode("cp1252", "replace"))
        at = end + 1
    if at + 8 > len(data):
        return None
    at += 8 + struct.unpack_from("<I", data, at + 4)[0]
    if at + 4 > len(data):
        return None
    size = struct.unpack_from("<I", data, at)[0]
    name = (names[0] or names[1]).replace("\\", "/").rpartition("/")[2]
    if size > len(data) - at - 4 or not name:
        return None
    return name, data[at + 4 : at + 4 + size]


def give_packed(office: OldOffice, folder: tuple[str, ...], sink: Sink, title: str = "object") -> None:
    """Hand the sink what an object holds. A mere equation or picture of one has nothing to read, and is left out.

    Args:
        office: the file.
        folder: the object's storage; () for the whole file.
        sink: told of the file inside.
        title: what the object is called where it has no name.
    """
    named = f"{title} {folder[-1].strip('_')}" if folder else title
    found = _inside(office, folder, named)
    inner = {path[len(folder) :]: path for path in office.below(*folder)}
    kind = next((ending for stream, ending in _ENDINGS if (stream,) in inner), "")
    if found is not None:
        sink.child(*found)
    elif kind:
        sink.child(named + kind, compound_bytes({short: office.data(*path) for short, path in inner.items()}))


def _inside(office: OldOffice, folder: tuple[str, ...], named: str) -> tuple[str, bytes] | None:
    """The file in an object, with its name; None where the object is itself the file, or holds nothing to read."""
    data = office.data(*folder, _NATIVE)
    found = native(data) if data else None
    if found is not None:
        return found
    plain = office.data(*folder, "Package") or office.data(*folder, "CONTENTS") or data[4:]
    ending = _ending(plain)
    return (named + ending, plain) if ending else None


def _ending(data: bytes) -> str:
    """The ending of a file's name, by its first bytes; empty where they say nothing."""
    if data.startswith(b"PK\3\4"):
        return next((ending for part, ending in _PACKAGES if part in data[:65536]), ".zip")
    return next((ending for mark, ending in _MAGICS if data.startswith(mark)), "")


def unpacked(data: bytes, name: str, sink: Sink) -> bool:
    """Hand the sink the file inside an object that is a compound file of its own; False if it holds none."""
    try:
        with OldOffice(io.BytesIO(data), name) as office:
            found = _inside(office, (), Path(name).stem)
    except DamagedDocumentError:
        return False
    if found is not None:
        sink.child(*found)
    return found is not None


def give_bytes(data: bytes, name: str, sink: Sink) -> None:
    """Hand the sink an object that is a compound file of its own: what it holds, or itself with its ending.

    Args:
        data: the object's bytes.
        name: what it is called where it has no name of its own, without an ending.
        sink: told of the file inside.
    """
    if unpacked(data, name, sink):
        return
    try:
        with OldOffice(io.BytesIO(data), name) as office:
            kind = next((ending for stream, ending in _ENDINGS if (stream,) in office.paths), "")
    except DamagedDocumentError:
        kind = _ending(data)
    sink.child(name + (kind or ".ole"), data)
