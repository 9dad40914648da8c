"""A maker of PowerPoint 97 files, as small as they get. Source: [MS-PPT]."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.extract.old_writer import compound_bytes

TITLE, BODY, NOTE, OTHER = 0, 1, 2, 4
FRAME = (400, 500, 5000, 1500)  # top, left, right, bottom in master units


def atom(kind: int, data: bytes = b"", instance: int = 0) -> bytes:
    return struct.pack("<HHI", instance << 4, kind, len(data)) + data


def container(kind: int, *inner: bytes, instance: int = 0) -> bytes:
    data = b"".join(inner)
    return struct.pack("<HHI", instance << 4 | 15, kind, len(data)) + data


def text(kind: int, words: str) -> bytes:
    """A text with its kind."""
    return atom(0x0F9F, struct.pack("<I", kind)) + atom(0x0FA0, words.encode("utf-16-le"))


def string(words: str, instance: int) -> bytes:
    return atom(0x0FBA, words.encode("utf-16-le"), instance)


def box(*inner: bytes, frame: tuple[int, int, int, int] = FRAME, flags: int = 0, properties: bytes = b"") -> bytes:
    """A shape with texts; a frame as top, left, right, bottom."""
    options = atom(0xF00B, properties, len(properties) // 6) if properties else b""
    client = container(0xF00D, *inner) if inner else b""
    head, where = atom(0xF00A, struct.pack("<II", 1, flags)), atom(0xF010, struct.pack("<4h", *frame))
    return container(0xF004, head, options, where, client)


def comment(author: str, words: str) -> bytes:
    """A comment of 2 March 2018, as a slide keeps it."""
    when = atom(0x2EE1, struct.pack("<I8Hii", 0, 2018, 3, 5, 2, 9, 0, 0, 0, 0, 0))
    blob = atom(0x138B, container(0x2EE0, string(author, 0), string(words, 1), when))
    return container(0x1388, container(0x138A, string("___PPT10", 0), blob))


@dataclass(frozen=True, slots=True)
class Slide:
    """``shapes`` and ``extra`` are records; ``outline`` are texts kept with the list of slides."""

    shapes: Sequence[bytes] = ()
    outline: bytes = b""
    notes: str = ""
    hidden: bool = False
    extra: bytes = b""

    def record(self) -> bytes:
        info = atom(0x03F9, struct.pack("<iIBBHB3x", 0, 0, 0, 0, 4 if self.hidden else 0, 0))
        return container(0x03EE, atom(0x03EF, bytes(24)), info, drawing(self.shapes), self.extra)


def drawing(shapes: Sequence[bytes]) -> bytes:
    group = container(0xF003, container(0xF004, atom(0xF00A, bytes(8))), *shapes)
    return container(0x040C, container(0xF002, group))


def ppt(*slides: Slide, former: Sequence[Slide] = (), objects: Sequence[bytes] = (), token: int = 0xE391C05F) -> bytes:
    """A presentation. ``former`` slides were saved first and replaced; ``objects`` are packed inside."""
    stream = bytearray()
    before = _save(stream, former, (), 0) if former else 0
    last = _save(stream, slides, objects, before)
    user = atom(0x0FF6, struct.pack("<III", 20, token, last) + bytes(12))
    return compound_bytes({("PowerPoint Document",): bytes(stream), ("Current User",): user})


def _save(stream: bytearray, slides: Sequence[Slide], objects: Sequence[bytes], before: int) -> int:
    """Append one saving; where its record begins."""
    places: dict[int, int] = {}

    def put(number: int, record: bytes) -> None:
        places[number] = len(stream)
        stream.extend(record)

    listed, notes = b"", b""
    for number, slide in enumerate(slides, 1):
        put(100 + number, slide.record())
        listed += atom(0x03F3, struct.pack("<IIiII", 100 + number, 0, 0, 255 + number, 0)) + slide.outline
        if slide.notes:
            shape = box(text(NOTE, slide.notes))
            page = container(0x03F0, atom(0x03F1, struct.pack("<II", 255 + number, 0)), drawing([shape]))
            put(500 + number, page)
            notes += atom(0x03F3, struct.pack("<IIiII", 500 + number, 0, 0, 255 + number, 0))
    packed = b""
    for number, record in enumerate(objects, 1):
        put(800 + number, record)
        packed += container(0x0FCC, atom(0x0FC3, struct.pack("<6I", 1, 0, number, 0, 800 + number, 0)))
    size = atom(0x03E9, struct.pack("<4i", 5760, 4320, 4320, 5760) + bytes(24))
    document = container(
        0x03E8, size, container(0x0409, packed), container(0x0FF0, listed), container(0x0FF0, notes, instance=2)
    )
    put(1, document)
    directory = len(stream)
    entries = b"".join(struct.pack("<II", number | 1 << 20, place) for number, place in places.items())
    stream += atom(0x1772, entries)
    edit = len(stream)
    stream += atom(0x0FF5, struct.pack("<IIIIIII", 0, 0x03000000, before, directory, 1, 900, 0))
    return edit
