"""Files packed into RTF as OLE objects: taken out with the name they were packed under, where one is written.

Source: [MS-OLEDS] 2.2.5 (EmbeddedObject), 2.3.6 (the native data of a package).
"""

import struct

_MOST_NAME = 1_000
_EMBEDDED = 2
_ENDINGS = ((b"\xd0\xcf\x11\xe0", ".ole"), (b"PK\3\4", ".zip"), (b"%PDF", ".pdf"))


def embedded_file(data: bytes, number: int) -> tuple[str, bytes] | None:
    """The file inside an object's data, and its name; None if it holds none (a link, a picture of one)."""
    try:
        _version, form = struct.unpack_from("<II", data, 0)
        if form != _EMBEDDED:
            return None
        position, kind = _counted(data, 8)
        position, _topic = _counted(data, position)
        position, _item = _counted(data, position)
        (size,) = struct.unpack_from("<I", data, position)
    except struct.error:
        return None
    native = data[position + 4 : position + 4 + size]
    if not native:
        return None
    if kind.lower().startswith(b"package"):
        packed = _packed(native)
        if packed is not None:
            return packed
    ending = next((each for mark, each in _ENDINGS if native.startswith(mark)), ".bin")
    return f"object-{number}{ending}", native


def _counted(data: bytes, position: int) -> tuple[int, bytes]:
    """A string with its length before it, and where it ends."""
    (length,) = struct.unpack_from("<I", data, position)
    if length > _MOST_NAME:
        raise struct.error("longer than any name")
    return position + 4 + length, data[position + 4 : position + 4 + length].rstrip(b"\0")


def _packed(native: bytes) -> tuple[str, bytes] | None:
    """A file wrapped by the Windows packager."""
    label, position = _ended(native, 2)
    path, position = _ended(native, position)
    try:
        _flags, length = struct.unpack_from("<II", native, position)
        position += 8 + length
        (size,) = struct.unpack_from("<I", native, position)
    except struct.error:
        return None
    name = (label or path.rpartition(b"\\")[2]).decode("cp1252", "replace")
    return (name, native[position + 4 : position + 4 + size]) if name and size else None


def _ended(data: bytes, position: int) -> tuple[bytes, int]:
    end = data.find(b"\0", position, position + _MOST_NAME)
    return (data[position:end], end + 1) if end >= 0 else (b"", len(data))
