"""Whether a picture's file is cut short: by where each format says that it ends. Nothing is decoded.

Sources: ITU-T T.81, annex B (JPEG); PNG, third edition, 5 (chunks); GIF89a, 27 (trailer); RFC 9649, 2.4 (WebP).
"""

import mmap
import struct
from pathlib import Path

_MOST = 1_000_000  # chunks or segments that are looked at


def breaks_off(path: Path) -> bool:
    """Whether the end of a JPEG, PNG, GIF or WebP is missing; False for any other file, and where it cannot be told."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            if data[:2] == b"\xff\xd8":
                return _jpeg_breaks_off(data)
            if data[:8] == b"\x89PNG\r\n\x1a\n":
                return _png_breaks_off(data)
            if data[:4] == b"GIF8":
                return b";" not in data[-64:]
            if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
                return int.from_bytes(data[4:8], "little") + 8 > len(data)
    return False


def _jpeg_breaks_off(data: mmap.mmap) -> bool:
    """Whether no end of image follows the first scan; an embedded small picture lies in a segment before it."""
    at = 2
    for _ in range(_MOST):
        if at + 4 > len(data) or data[at] != 0xFF:
            return at + 4 > len(data)
        marker = data[at + 1]
        if marker == 0xDA:
            return data.find(b"\xff\xd9", at) < 0
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD8:  # filling, or a marker without length
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return False


def _png_breaks_off(data: mmap.mmap) -> bool:
    at = 8
    for _ in range(_MOST):
        if at + 12 > len(data):
            return True
        if data[at + 4 : at + 8] == b"IEND":
            return False
        at += 12 + struct.unpack_from(">I", data, at)[0]
    return False
