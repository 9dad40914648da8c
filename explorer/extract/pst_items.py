"""Items of an Outlook store, found folder by folder and taken apart. A part that is broken is counted, and passed over.

Source: [MS-OXCMSG] 2.2.2 (attachments), [MS-OXOCAL] 2.2.1 and [MS-OXOCNTC] 2.2.1 (appointments, contacts).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explorer.extract.mapi_rtf import unpacked_rtf
from explorer.extract.pst_embedded import embedded
from explorer.extract.pst_extras import appointment, contact
from explorer.extract.pst_message import Item, Sent, codec_of_page, composed
from explorer.extract.pst_properties import BROKEN, OLD_TEXT, RICH, TEXT, Names, Properties, properties_of, record_of

DEEPEST = 100  # folders within folders
MOST_FOLDERS = 100_000
MOST_FILE = 250_000_000  # bytes of one attached file
_MOST_PARTIES = 20_000
_MOST_FILES = 10_000
_CHUNK = 4_000_000
_BY_VALUE, _EMBEDDED, _OBJECT = 1, 5, 6
RECOVERED = "Recovered items"


@dataclass(slots=True)
class Counts:
    """What could not be read."""

    items: int = 0
    folders: int = 0
    files: int = 0
    messages: int = 0  # attached to messages, and read in part
    partly: int = 0  # items of which something is missing
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """An item of the store and the folder it lies in, as "Inbox/Cameras"."""

    folder: str
    item: Any


def places(store: Any, counts: Counts) -> Iterator[Place]:
    """All items: folder by folder in the store's order, then those that lie in no folder any more."""
    try:
        waiting = [(store.get_root_folder(), "", 0)]
    except BROKEN:
        counts.folders += 1
        waiting = []
    opened = 0
    while waiting:
        folder, path, depth = waiting.pop()
        opened += 1
        if depth > DEEPEST or opened > MOST_FOLDERS:
            counts.is_cut = True
            continue
        yield from (Place(path, item) for item in _each(folder, "sub_message", counts, "items"))
        inner = [
            (each, f"{path}/{name}" if path else name, depth + 1)
            for each in _each(folder, "sub_folder", counts, "folders")
            for name in [_folder_name(each)]
        ]
        waiting += reversed(inner)
    yield from (Place(RECOVERED, item) for item in _each(store, "orphan_item", counts, "items"))


def _each(holder: Any, what: str, counts: Counts, broken: str) -> Iterator[Any]:
    try:
        count = getattr(holder, f"number_of_{what}s")
    except BROKEN:
        setattr(counts, broken, getattr(counts, broken) + 1)
        return
    for index in range(count):
        try:
            found = getattr(holder, f"get_{what}")(index)
        except BROKEN:
            setattr(counts, broken, getattr(counts, broken) + 1)
            continue
        if found is not None:
            yield found


def _folder_name(folder: Any) -> str:
    try:
        name = folder.name or ""
    except BROKEN:
        name = ""
    return name.replace("/", "-").replace("\\", "-").strip()[:100] or "(no name)"


def taken(place: Place, names: Names, codec: str, counts: Counts) -> Item | None:
    """An item with its bodies, parties and files; None if nothing of it can be read."""
    held = properties_of(place.item, codec)
    if not held.values:
        return None
    page = codec_of_page(held.number(0x3FFD))
    held.codec = page if page and _is_codec(page) else codec
    item = Item(held, recipients=list(_recipients(place.item, held.codec)))
    counts.partly += bool(held.unread)
    item.transport = held.text(0x007D)
    item.plain = held.text(0x1000)
    item.html = _html(held)
    if not item.plain and not item.html:
        item.rich = unpacked_rtf(held.bytes(RICH)) or _asked(place.item, "rtf_body") or b""
    item.files = list(_files(place.item, held.codec, counts))
    item.files += filter(None, [appointment(item, names), contact(item, names)])
    return item


def _is_codec(name: str) -> bool:
    try:
        return bool("a".encode(name))
    except (LookupError, UnicodeError):
        return False


def _html(held: Properties) -> bytes:
    kind, data = held.values.get(0x1013, (0, b""))
    if kind in (TEXT, OLD_TEXT):
        return held.text(0x1013).encode(codec_of_page(held.number(0x3FDE)) or "utf-8", "xmlcharrefreplace")
    return data


def _asked(item: Any, name: str) -> bytes | None:
    try:
        found = getattr(item, name, None)
    except BROKEN:
        return None
    return found if isinstance(found, bytes) else None


def _recipients(item: Any, codec: str) -> Iterator[Properties]:
    try:
        held: Any = item.recipients
        count = min(held.number_of_recipients, _MOST_PARTIES) if held is not None else 0
    except (*BROKEN, AttributeError):  # kinds of item that have none
        return
    for index in range(count):
        try:
            yield record_of(held.get_recipient(index), codec)
        except BROKEN:
            continue


def _files(item: Any, codec: str, counts: Counts) -> Iterator[Sent]:
    try:
        count = min(item.number_of_attachments, _MOST_FILES)
    except (*BROKEN, AttributeError):  # kinds of item that have none
        return
    for index in range(count):
        try:
            attachment = item.get_attachment(index)
            held = properties_of(attachment, codec)
            data = _data(attachment, counts)
        except BROKEN:
            counts.files += 1
            continue
        name = held.text(0x3707, 0x3704, 0x3001) or f"attachment-{index + 1}"
        if held.number(0x3705) == _EMBEDDED and data:
            inner = embedded(data, codec)
            counts.messages += inner.is_partly_read
            yield Sent(f"{name[:150]}.eml", "message/rfc822", composed(inner.item))
        elif data:
            yield Sent(name, held.text(0x370E), data)
        elif held.number(0x3705) in (_BY_VALUE, _EMBEDDED, _OBJECT) and held.number(0x0E20):
            counts.files += 1


def _data(attachment: Any, counts: Counts) -> bytes:
    """An attachment's bytes; of a broken one those that can be read."""
    size = attachment.size or 0
    if size > MOST_FILE:
        counts.files += 1
        return b""
    pieces, got = [], 0
    while got < size:
        piece = attachment.read_buffer(min(_CHUNK, size - got))
        if not piece:
            break
        pieces.append(piece)
        got += len(piece)
    return b"".join(pieces)
