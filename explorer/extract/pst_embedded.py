"""A message attached to a message of an Outlook store: the heap that its attachment's bytes are.

Values that lie outside the heap (over 3.5 KB) cannot be had this way; the item then counts as read in part.
Source: [MS-PST] 2.3.1 (heap on node), 2.3.2 (tree on heap), 2.3.3 (property context).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.extract.mapi_rtf import unpacked_rtf
from explorer.extract.pst_message import Item
from explorer.extract.pst_properties import BOOLEAN, NUMBER, RICH, SHORT, Properties

_SIGNATURE, _CONTEXT, _TREE = 0xEC, 0xBC, 0xB5
_BLOCK = 8176  # bytes of a full block's content
_MOST_RECORDS = 5_000
_HAS_FILES = 0x10  # [MS-OXCMSG] 2.2.1.6
_DEEPEST = 4
_INLINE = frozenset({SHORT, NUMBER, BOOLEAN, 0x04, 0x0A})


@dataclass(frozen=True, slots=True)
class Embedded:
    """The inner message as far as it lies in the heap."""

    item: Item
    is_partly_read: bool


def embedded(data: bytes, codec: str) -> Embedded:
    """The inner message; empty and read in part if the bytes are no heap."""
    held = Properties(codec=codec)
    try:
        records = list(_records(data))
    except (struct.error, IndexError):
        records = []
        held.unread += 1
    for number, kind, reference in records:
        if kind in _INLINE:
            held.values.setdefault(number, (kind, struct.pack("<I", reference)))
        elif reference & 0x1F == 0:
            held.values.setdefault(number, (kind, _allocated(data, reference)))
        else:
            held.unread += 1
    item = Item(held, transport=held.text(0x007D), plain=held.text(0x1000), html=held.bytes(0x1013))
    if not item.plain and not item.html:
        item.rich = unpacked_rtf(held.bytes(RICH))
    has_files = bool((held.number(0x0E07) or 0) & _HAS_FILES)  # they lie outside the heap
    return Embedded(item, is_partly_read=bool(held.unread) or has_files or not held.values)


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each property's number, type, and value or where it lies."""
    if len(data) < 12 or data[2] != _SIGNATURE or data[3] != _CONTEXT:
        return
    header = _allocated(data, struct.unpack_from("<I", data, 4)[0])
    tree, key, size, levels, root = struct.unpack_from("<BBBBI", header, 0)
    if tree != _TREE or (key, size) != (2, 6) or levels > _DEEPEST:
        return
    blocks = [root]
    for _ in range(levels):
        blocks = [
            struct.unpack_from("<I", found, at + 2)[0]
            for found in (_allocated(data, each) for each in blocks[:_MOST_RECORDS])
            for at in range(0, len(found) // 6 * 6, 6)
        ]
    count = 0
    for each in blocks[:_MOST_RECORDS]:
        found = _allocated(data, each)
        for at in range(0, len(found) // 8 * 8, 8):
            count += 1
            if count > _MOST_RECORDS:
                return
            yield struct.unpack_from("<HHI", found, at)


def _allocated(data: bytes, reference: int) -> bytes:
    """What lies at a place of the heap; empty if nothing does."""
    index, start = (reference >> 5) & 0x7FF, (reference >> 16) * _BLOCK
    if reference & 0x1F or not index or start + 4 > len(data):
        return b""
    table = start + int.from_bytes(data[start : start + 2], "little")
    end = min(start + _BLOCK, len(data))
    if table + 4 + 2 * index + 2 > end or index > int.from_bytes(data[table : table + 2], "little"):
        return b""
    first, after = struct.unpack_from("<HH", data, table + 4 + 2 * (index - 1))
    return data[start + first : start + after] if first <= after <= _BLOCK else b""
