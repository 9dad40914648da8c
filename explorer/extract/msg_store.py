"""An Outlook message file's storages as MAPI properties: the message, its recipients, and its files.

Attached messages and packed objects are storages; each is handed on as a file of its own.
Source: [MS-OXMSG] 2.1 to 2.4.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.extract.mail_body import Attachment
from explorer.extract.mapi import MULTIPLE, STRING8, UNICODE, VARIABLE, Props, Value, decode_value
from explorer.extract.mapi_message import MapiMessage, attachment_name
from explorer.extract.mapi_objects import object_bytes
from explorer.extract.old_office import OldOffice
from explorer.extract.old_writer import compound_bytes

MOST_FILES = 2_000
MOST_RECIPIENTS = 20_000
_FIXED = "__properties_version1.0"
_STREAM = "__substg1.0_"
_NAMES = "__nameid_version1.0"
_DATA, _METHOD, _OBJECT = 0x3701, 0x3705, "__substg1.0_3701000D"
_EMBEDDED = 5  # attach method
_HEADER, _INNER_HEADER, _PART_HEADER = 32, 24, 8  # bytes before the first property
_MOST_PROPERTIES = 10_000
_MOST_VALUES = 5_000  # of one property


@dataclass(slots=True)
class _Shelves:
    """What lies where, so that a file of many storages is gone through once."""

    names: dict[tuple[str, ...], list[str]] = field(default_factory=dict)  # of the streams in each storage
    below: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)  # all paths within an outermost one


def message_of(office: OldOffice) -> tuple[MapiMessage, list[str]]:
    """The message, and what of it was left out, in whole sentences."""
    shelves = _shelves(office)
    props = _props(office, shelves, (), _HEADER)
    props.named = _named(office)
    props.settle()
    message, left_out = MapiMessage(props), list[str]()
    folders = sorted(folder[0] for folder in shelves.names if len(folder) == 1)
    people = [name for name in folders if name.lower().startswith("__recip_version1.0_")]
    files = [name for name in folders if name.lower().startswith("__attach_version1.0_")]
    for name in people[:MOST_RECIPIENTS]:
        message.recipients.append(_props(office, shelves, (name,), _PART_HEADER, props.codec))
    for number, name in enumerate(files[:MOST_FILES], start=1):
        _attach(office, shelves, message, name, number, left_out)
    if len(files) > MOST_FILES or len(people) > MOST_RECIPIENTS:
        left_out.append(
            f"Files or recipients of “{office.name}” were left out: it exceeds the limit of {MOST_FILES:,} files or"
            f" {MOST_RECIPIENTS:,} recipients."
        )
    return message, left_out


def _shelves(office: OldOffice) -> _Shelves:
    found = _Shelves()
    for path in office.paths:
        found.names.setdefault(path[:-1], []).append(path[-1])
        found.names.setdefault(path[:1] if len(path) > 1 else (), [])
        found.below.setdefault(path[0], []).append(path)
    return found


def _props(office: OldOffice, shelves: _Shelves, folder: tuple[str, ...], header: int, codec: str = "") -> Props:
    props = Props()
    fixed = office.data(*folder, _FIXED)[header:]
    for at in range(0, min(len(fixed), 16 * _MOST_PROPERTIES) - 15, 16):
        kind, number = struct.unpack_from("<HH", fixed, at)
        if kind not in VARIABLE and not kind & MULTIPLE:
            props.put(number, kind, fixed[at + 8 : at + 16])
    for name in shelves.names.get(folder, ())[:_MOST_PROPERTIES]:
        tag = _tag(name)
        if tag is None:
            continue
        number, kind = tag
        if kind in VARIABLE:
            props.put(number, kind, office.data(*folder, name))
        elif kind & MULTIPLE and kind & ~MULTIPLE in (STRING8, UNICODE) and len(name) == len(_STREAM) + 8:
            texts = _texts(office, folder, name, kind & ~MULTIPLE)
            if texts:
                props.values[number] = ", ".join(texts)
    props.settle(codec)
    return props


def _tag(name: str) -> tuple[int, int] | None:
    try:
        return int(name[12:16], 16), int(name[16:20], 16)
    except ValueError:
        return None


def _texts(office: OldOffice, folder: tuple[str, ...], name: str, kind: int) -> list[str]:
    """The values of a property that has several texts; its own stream holds their lengths."""
    found: list[str] = []
    for number in range(_MOST_VALUES):
        inner = f"{name}-{number:08X}"
        if not office.has(*folder, inner):
            break
        value: Value | None = decode_value(kind, office.data(*folder, inner))
        if isinstance(value, bytes):
            value = value.rstrip(b"\0").decode("cp1252", "replace")
        if isinstance(value, str) and value:
            found.append(value)
    return found


def _named(office: OldOffice) -> dict[tuple[int, int], int]:
    """The numbers of named properties, by the first word of their set and their own number."""
    sets, entries = office.data(_NAMES, f"{_STREAM}00020102"), office.data(_NAMES, f"{_STREAM}00030102")
    found: dict[tuple[int, int], int] = {}
    for at in range(0, min(len(entries), 8 * _MOST_PROPERTIES) - 7, 8):
        name, packed, index = struct.unpack_from("<IHH", entries, at)
        place = ((packed >> 1) - 3) * 16
        if packed & 1 or not 0 <= place <= len(sets) - 16:
            continue  # named by a text, or of a set that every program knows
        found[struct.unpack_from("<I", sets, place)[0], name] = 0x8000 + index
    return found


def _attach(
    office: OldOffice,
    shelves: _Shelves,
    message: MapiMessage,
    folder: str,
    number: int,
    left_out: list[str],
) -> None:
    props = _props(office, shelves, (folder,), _PART_HEADER, message.props.codec)
    name, method = attachment_name(props, number), props.number(_METHOD)
    data = props.data(_DATA)
    if not data and (folder, _OBJECT) in shelves.names:
        inner = dict(_inside(office, shelves, (folder, _OBJECT)))
        if inner and (method == _EMBEDDED or (_FIXED,) in inner):
            data, name = _as_message(office, shelves, inner), name if name.lower().endswith(".msg") else f"{name}.msg"
        elif inner:
            data = object_bytes(compound_bytes(inner), name)
    if data or props.values.get(_DATA) == b"":
        message.attachments.append(Attachment(name, data))
    else:
        left_out.append(f"The file “{name}” was sent as a link or is lost; “{office.name}” holds no bytes of it.")


def _inside(office: OldOffice, shelves: _Shelves, folder: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bytes]]:
    for path in shelves.below.get(folder[0], ()):
        if path[: len(folder)] == folder and len(path) > len(folder):
            yield path[len(folder) :], office.data(*path)


def _as_message(office: OldOffice, shelves: _Shelves, inner: dict[tuple[str, ...], bytes]) -> bytes:
    """An attached message as a file: its header grows to that of a file, and it takes the names along."""
    fixed = inner.get((_FIXED,), b"")
    inner[_FIXED,] = fixed[:_INNER_HEADER].ljust(_HEADER, b"\0") + fixed[_INNER_HEADER:]
    for path, data in _inside(office, shelves, (_NAMES,)):
        inner[_NAMES, *path] = data
    return compound_bytes(inner)
