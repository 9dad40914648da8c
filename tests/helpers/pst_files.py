"""Makes parts of Outlook stores: items as the store's library hands them out, and the heap of an attached message.

No library here writes a whole store, so items are plain values with the accessors that the library's own have.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

TEXT, NUMBER, TIME, BYTES = 0x1F, 0x03, 0x40, 0x102


@dataclass
class Entry:
    entry_type: int
    value_type: int
    data: bytes


@dataclass
class Record:
    entries: Sequence[Entry]

    @property
    def number_of_entries(self) -> int:
        return len(self.entries)

    def get_entry(self, index: int) -> Entry:
        return self.entries[index]


class BrokenRecord(Record):
    """One whose entries cannot be read, as in a damaged store."""

    def get_entry(self, index: int) -> Entry:
        raise OSError(f"unable to retrieve entry: {index}")


@dataclass
class Held:
    """What has properties: an item, or a file attached to one."""

    record: Record
    attachments: Sequence["File"] = ()
    parties: Sequence[Record] = ()
    number_of_record_sets: int = 1

    @property
    def number_of_attachments(self) -> int:
        return len(self.attachments)

    @property
    def recipients(self) -> "Held":
        return self

    @property
    def number_of_recipients(self) -> int:
        return len(self.parties)

    def get_record_set(self, _index: int) -> Record:
        return self.record

    def get_attachment(self, index: int) -> "File":
        return self.attachments[index]

    def get_recipient(self, index: int) -> Record:
        return self.parties[index]


@dataclass
class File(Held):
    """A file attached to an item."""

    content: bytes = b""
    size: int = 0
    _at: int = 0

    def read_buffer(self, size: int) -> bytes:
        piece = self.content[self._at : self._at + size]
        self._at += len(piece)
        return piece


@dataclass
class Folder:
    """A folder, or with ``orphans`` the store itself."""

    name: str = ""
    messages: Sequence[Held] = ()
    folders: Sequence["Folder"] = ()
    orphans: Sequence[Held] = ()
    names: Held = field(default_factory=lambda: Held(Record([])))

    @property
    def number_of_sub_messages(self) -> int:
        return len(self.messages)

    @property
    def number_of_sub_folders(self) -> int:
        return len(self.folders)

    @property
    def number_of_orphan_items(self) -> int:
        return len(self.orphans)

    def get_name_to_id_map(self) -> Held:
        return self.names

    def get_root_folder(self) -> "Folder":
        return self

    def get_sub_message(self, index: int) -> Held:
        return self.messages[index]

    def get_sub_folder(self, index: int) -> "Folder":
        return self.folders[index]

    def get_orphan_item(self, index: int) -> Held:
        return self.orphans[index]


def record(values: Mapping[int, str | int | bytes]) -> Record:
    """A record of properties: texts, numbers, bytes."""
    return Record([Entry(number, *_packed(value)) for number, value in values.items()])


def file(name: str, content: bytes, **more: int) -> File:
    """A file sent by its bytes."""
    return File(record({0x3705: more.get("method", 1), 0x3707: name}), content=content, size=len(content))


def heap(values: Mapping[int, str | int | bytes]) -> bytes:
    """An attached message: its properties as a heap of one block; numbers stand in the tree itself."""
    pieces, rows = [b"", b""], []
    for number, value in sorted(values.items()):
        kind, data = _packed(value)
        if kind == NUMBER:
            rows.append(struct.pack("<HHI", number, kind, int.from_bytes(data, "little")))
        else:
            pieces.append(data)
            rows.append(struct.pack("<HHI", number, kind, len(pieces) << 5))
    pieces[0] = struct.pack("<BBBBI", 0xB5, 2, 6, 0, 2 << 5)
    pieces[1] = b"".join(rows)
    places, at = [], 12
    for piece in pieces:
        places.append(at)
        at += len(piece)
    table = struct.pack("<HH", len(pieces), 0) + b"".join(struct.pack("<H", place) for place in [*places, at])
    return struct.pack("<HBBII", at, 0xEC, 0xBC, 1 << 5, 0) + b"".join(pieces) + table


def _packed(value: str | int | bytes) -> tuple[int, bytes]:
    if isinstance(value, bytes):
        return BYTES, value
    return (TEXT, value.encode("utf-16-le")) if isinstance(value, str) else (NUMBER, struct.pack("<I", value))
