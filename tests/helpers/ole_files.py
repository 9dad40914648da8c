"""A maker of OLE compound files, as small as they get. Source: [MS-CFB]."""

import struct


def compound_file(name: str, content: bytes = bytes(64), *more: str) -> bytes:
    """A compound file with one stream, and further empty ones by name."""
    names = ["Root Entry", name, *more]
    content = content.ljust(64, b"\0")[:64]
    entries = b"".join(_entry(each, number, len(names), len(content)) for number, each in enumerate(names))
    directory = entries.ljust(512, b"\0")[:512]
    fat = struct.pack("<4I", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFE).ljust(512, b"\xff")
    mini_fat = struct.pack("<I", 0xFFFFFFFE).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIII", 1, 1, 0, 4096, 2) + struct.pack("<III", 1, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0).ljust(436, b"\xff")
    return header + fat + directory + mini_fat + content.ljust(512, b"\0")


def _entry(name: str, number: int, count: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    right = number + 1 if 0 < number < count - 1 else none
    child = 1 if number == 0 else none
    start, length = (3, 512) if number == 0 else (0, size if number == 1 else 0)
    kind = 5 if number == 0 else 2
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1) + struct.pack("<III", none, right, child)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, length)
