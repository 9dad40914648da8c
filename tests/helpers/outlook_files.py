"""Makers of Outlook messages and TNEF streams out of MAPI properties. Source: [MS-OXMSG], [MS-OXTNEF]."""

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from explorer.extract.old_writer import compound_bytes

Value = str | bytes | int | datetime
Given = Mapping[int, Value]
Streams = dict[tuple[str, ...], bytes]
APPOINTMENT = bytes.fromhex("0220060000000000c000000000000046")


def msg_streams(
    props: Given,
    people: Sequence[Given] = (),
    files: Sequence[Given | tuple[Given, Streams]] = (),
    *,
    is_inner: bool = False,
    codec: str = "",
) -> Streams:
    """The streams of a message; a file given with streams has them as its storage. A codec makes 8-bit texts."""
    streams = _streams(props, 24 if is_inner else 32, codec)
    for number, each in enumerate(people):
        folder = f"__recip_version1.0_#{number:08X}"
        streams |= {(folder, *path): data for path, data in _streams(each, 8, codec).items()}
    for number, file in enumerate(files):
        folder = f"__attach_version1.0_#{number:08X}"
        known, inner = file if isinstance(file, tuple) else (file, {})
        streams |= {(folder, *path): data for path, data in _streams(known, 8, codec).items()}
        streams |= {(folder, "__substg1.0_3701000D", *path): data for path, data in inner.items()}
    return streams


def msg_file(
    props: Given,
    people: Sequence[Given] = (),
    files: Sequence[Given | tuple[Given, Streams]] = (),
    *,
    codec: str = "",
    names: Mapping[int, int] | None = None,
) -> bytes:
    """A message as Outlook saves it. ``names``: appointment names by the numbers that their properties have here."""
    streams = msg_streams(props, people, files, codec=codec)
    if names:
        streams["__nameid_version1.0", "__substg1.0_00020102"] = APPOINTMENT
        streams["__nameid_version1.0", "__substg1.0_00030102"] = b"".join(
            struct.pack("<IHH", name, 3 << 1, number - 0x8000) for number, name in names.items()
        )
    return compound_bytes(streams)


def _streams(props: Given, header: int, codec: str) -> Streams:
    fixed, streams = bytes(header), Streams()
    for number, value in props.items():
        kind, data = _packed(value, codec)
        if kind in (0x1E, 0x1F, 0x102):
            streams[f"__substg1.0_{number:04X}{kind:04X}",] = data
            data = struct.pack("<I", len(data))
        fixed += struct.pack("<HHI", kind, number, 6) + data.ljust(8, b"\0")
    streams["__properties_version1.0",] = fixed
    return streams


def _packed(value: Value, codec: str = "") -> tuple[int, bytes]:
    if isinstance(value, str):
        return (0x1E, value.encode(codec)) if codec else (0x1F, value.encode("utf-16-le"))
    if isinstance(value, datetime):
        return 0x40, struct.pack("<Q", int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000)
    return (0x03, struct.pack("<i", value)) if isinstance(value, int) else (0x102, value)


def tnef_props(props: Given) -> bytes:
    """Properties as TNEF packs them."""
    packed = struct.pack("<I", len(props))
    for number, value in props.items():
        kind, data = _packed(value)
        packed += struct.pack("<HH", kind, number)
        packed += struct.pack("<II", 1, len(data)) if kind in (0x1F, 0x102) else b""
        packed += data.ljust(-(-len(data) // 4) * 4, b"\0")
    return packed


def tnef_file(props: Given, people: Sequence[Given] = (), files: Sequence[tuple[bytes, bytes, Given]] = ()) -> bytes:
    """A winmail.dat; files are (title, bytes, properties)."""
    stream = b'x\x9f>"\1\0' + attribute(1, 0x00069003, tnef_props(props))
    stream += attribute(1, 0x00069004, struct.pack("<I", len(people)) + b"".join(tnef_props(each) for each in people))
    for title, data, known in files:
        stream += attribute(2, 0x00069002, bytes(14)) + attribute(2, 0x00018010, title + b"\0")
        stream += attribute(2, 0x0006800F, data) + attribute(2, 0x00069005, tnef_props(known))
    return stream


def attribute(level: int, number: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
