"""Properties of items in an Outlook store: by number, as text, time, number or bytes. One broken entry hides no other.

Source: [MS-OXCDATA] 2.11.1 (types), [MS-PST] 2.4.7 (named properties), [MS-OXPROPS] (numbers).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

SHORT, NUMBER, BOOLEAN, OLD_TEXT, TEXT, TIME, BYTES = 0x02, 0x03, 0x0B, 0x1E, 0x1F, 0x40, 0x102
RICH = 0x1009  # PidTagRtfCompressed
BROKEN = (OSError, RuntimeError, ValueError, OverflowError, TypeError)  # what the store's library raises on damage
MOST_ENTRIES = 5_000  # of one record
MOST_NAMES = 32_768  # named properties of a store
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_FIRST_NAMED = 0x8000
_STANDARD_SETS = 3  # the first names of sets that are not in the store's own list


@dataclass(slots=True)
class Properties:
    """What a record says, by property number."""

    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    codec: str = "cp1252"  # of text that is not Unicode
    unread: int = 0  # entries that could not be read

    def bytes(self, number: int) -> bytes:
        return self.values.get(number, (0, b""))[1]

    def text(self, *numbers: int) -> str:
        """The first of these that is text and not empty."""
        for number in numbers:
            kind, data = self.values.get(number, (0, b""))
            if kind in (TEXT, OLD_TEXT) and data:
                found = data.decode("utf-16-le" if kind == TEXT else self.codec, "replace").split("\0")[0]
                if found.strip():
                    return found
        return ""

    def number(self, number: int) -> int | None:
        kind, data = self.values.get(number, (0, b""))
        size = {SHORT: 2, BOOLEAN: 1, NUMBER: 4}.get(kind, 0)
        return int.from_bytes(data[:size], "little", signed=kind != BOOLEAN) if size and len(data) >= size else None

    def time(self, *numbers: int) -> datetime | None:
        """The first of these that is a moment a calendar knows, in UTC."""
        for number in numbers:
            kind, data = self.values.get(number, (0, b""))
            if kind == TIME and len(data) == 8:
                ticks = int.from_bytes(data, "little")
                try:
                    moment = _EPOCH + timedelta(microseconds=ticks // 10)
                except OverflowError:
                    continue
                if ticks and moment.year < 4500:  # Outlook's "never" is the year 4501
                    return moment
        return None


def properties_of(item: Any, codec: str = "cp1252") -> Properties:
    """The properties of an item's first record, as far as they can be read."""
    found = Properties(codec=codec)
    try:
        records = item.get_record_set(0) if item.number_of_record_sets else None
    except BROKEN:
        found.unread += 1
        return found
    return record_of(records, codec) if records is not None else found


def record_of(record: Any, codec: str) -> Properties:
    """The properties of one record, as far as they can be read."""
    found = Properties(codec=codec)
    try:
        count = min(record.number_of_entries, MOST_ENTRIES)
    except BROKEN:
        found.unread += 1
        return found
    for index in range(count):
        try:
            entry = record.get_entry(index)
            number, kind, data = entry.entry_type, entry.value_type, entry.data
        except BROKEN:
            found.unread += 1
            continue
        if number is not None and kind is not None:
            found.values.setdefault(number, (kind, data or b""))
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """Which number a named property has in this store: by its set and its own number."""

    numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    def number(self, family: str, name: int) -> int:
        """0, which no property has, if the store knows no such name."""
        return self.numbers.get((family, name), 0)


def names_of(store: Any) -> Names:
    """The store's names of properties, as far as they can be read."""
    try:
        held = properties_of(store.get_name_to_id_map())
    except BROKEN:
        return Names()
    return Names(dict(_named(held.bytes(0x0002), held.bytes(0x0003))))


def _named(families: bytes, entries: bytes) -> Iterator[tuple[tuple[str, int], int]]:
    for at in range(0, min(len(entries), MOST_NAMES * 8) // 8 * 8, 8):
        name, family, index = struct.unpack_from("<IHH", entries, at)
        place = ((family >> 1) - _STANDARD_SETS) * 16
        if not family & 1 and 0 <= place <= len(families) - 16:
            yield (families[place : place + 4][::-1].hex(), name), _FIRST_NAMED + index
