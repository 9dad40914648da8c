"""Makers of archives other than ZIP. Each gives bytes."""

import binascii
import io
import struct
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import py7zr


def tar(members: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT, **options: Any) -> bytes:
    """A tar archive with these members, in this order."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form, **options) as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def tar_with(name: str, kind: bytes, target: str = "") -> bytes:
    """A tar archive with a link, device or folder, and a file after it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, target
        archive.addfile(entry)
        after = tarfile.TarInfo("after.txt")
        after.size = 5
        archive.addfile(after, io.BytesIO(b"after"))
    return out.getvalue()


def sevenzip(
    members: Mapping[str, bytes], password: str | None = None, *, hide_names: bool = False, filters: Any = None
) -> bytes:
    """A 7z archive with these members."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password, header_encryption=hide_names, filters=filters) as archive:
        for name, data in members.items():
            archive.writestr(data, name)
    return out.getvalue()


def sevenzip_with_link(folder: Path) -> bytes:
    """A 7z archive with a symbolic link and a file."""
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "plain.txt").write_bytes(b"plain")
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.write(folder / "link", "link")
        archive.write(folder / "plain.txt", "plain.txt")
    return out.getvalue()


def cpio(members: Mapping[str, bytes]) -> bytes:
    """A cpio archive in the new ASCII form. Source: cpio(5)."""
    out = bytearray()
    for name, data in (*members.items(), ("TRAILER!!!", b"")):
        raw = name.encode() + b"\0"
        fields = (1, 0o100644, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(raw), 0)
        out += b"070701" + b"".join(b"%08X" % field for field in fields) + raw
        out += b"\0" * (-len(out) % 4) + data
        out += b"\0" * (-len(out) % 4)
    return bytes(out)


def rar(members: Mapping[str, bytes], *, locked: bool = False) -> bytes:
    """A RAR 4 archive of stored files. Source: technote.txt of RAR 4."""
    out = bytearray(b"Rar!\x1a\x07\0" + _rar_block(0x73, 0, bytes(6)))
    for name, data in members.items():
        raw, crc = name.encode(), binascii.crc32(data)
        head = struct.pack("<IIBIIBBHI", len(data), len(data), 3, crc, 0, 20, 0x30, len(raw), 0o100644) + raw
        out += _rar_block(0x74, 0x8000 | (4 if locked else 0), head) + data
    return bytes(out + _rar_block(0x7B, 0x4000, b""))


def _rar_block(kind: int, flags: int, body: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", binascii.crc32(head) & 0xFFFF) + head
