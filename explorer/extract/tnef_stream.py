"""A TNEF stream (winmail.dat) as a message of MAPI properties. Source: [MS-OXTNEF] 2.1 to 2.2.

Every length comes from the file: what exceeds it ends the reading, and what was read before stays.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from explorer.extract.mail_body import Attachment
from explorer.extract.mapi import STRING8, Props, narrow_text
from explorer.extract.mapi_message import MapiMessage, attachment_name
from explorer.extract.mapi_objects import object_bytes
from explorer.extract.rtf_codes import codec_of_page
from explorer.extract.tnef_props import BrokenError, read_props, rows

MARK = b'x\x9f>"'
MOST_FILES = 2_000
_NEW_FILE, _TITLE, _DATA, _FILE_PROPS = 0x9002, 0x8010, 0x800F, 0x9005
_PROPS, _RECIPIENTS, _PAGE = 0x9003, 0x9004, 0x9007
_TEXTS = {0x8004: 0x0037, 0x800C: 0x1000, 0x8008: 0x001A}  # subject, body, class
_TIMES = {0x8005: 0x0039, 0x8006: 0x0E06, 0x8020: 0x3008}  # sent, received, changed
_ATTACH_DATA, _METHOD, _EMBEDDED, _OLE = 0x3701, 0x3705, 5, 6


@dataclass(slots=True)
class Tnef:
    """What a stream held."""

    message: MapiMessage
    is_cut: bool = False
    is_too_long: bool = False  # it names more files than are read


@dataclass(slots=True)
class _File:
    props: Props = field(default_factory=Props)
    title: bytes = b""
    data: bytes = b""


def parse(data: bytes) -> Tnef:
    """The message within; never fails."""
    found = Tnef(MapiMessage(Props()))
    props, files, codec = found.message.props, list[_File](), ""
    for attribute, raw in _attributes(data, found):
        try:
            if attribute == _PAGE and len(raw) >= 4:
                codec = codec_of_page(int.from_bytes(raw[:4], "little"))
            elif attribute == _PROPS:
                read_props(raw, 0, props)
            elif attribute == _RECIPIENTS:
                found.message.recipients += rows(raw)
            else:
                _take(attribute, raw, props, files)
        except (BrokenError, struct.error):
            found.is_cut = True
    props.settle()
    props.codec = props.codec or codec
    for each in found.message.recipients:
        each.codec = props.codec
    found.is_too_long = len(files) > MOST_FILES
    for number, file in enumerate(files[:MOST_FILES], start=1):
        found.message.attachments.append(_attachment(file, number, props.codec))
    return found


def _attributes(data: bytes, found: Tnef) -> Iterator[tuple[int, bytes]]:
    position = 6
    while position + 11 <= len(data) and data[position] in (1, 2):
        _level, attribute, length = struct.unpack_from("<BII", data, position)
        position += 9
        if length > len(data) - position:
            found.is_cut = True
            length = len(data) - position
        yield attribute & 0xFFFF, data[position : position + length]
        position += length + 2


def _take(attribute: int, raw: bytes, props: Props, files: list[_File]) -> None:
    if attribute in _TEXTS:
        if _TEXTS[attribute] not in props.values:
            props.put(_TEXTS[attribute], STRING8, raw)
    elif attribute in _TIMES:
        moment = _moment(raw)
        if moment is not None:
            props.values.setdefault(_TIMES[attribute], moment)
    elif attribute == 0x8000:
        _sender(raw, props)
    elif attribute == _NEW_FILE:
        if len(files) <= MOST_FILES:
            files.append(_File())
    elif attribute in (_TITLE, _DATA, _FILE_PROPS):
        if not files:
            files.append(_File())
        if attribute == _TITLE:
            files[-1].title = raw.rstrip(b"\0")
        elif attribute == _DATA:
            files[-1].data = raw
        else:
            read_props(raw, 0, files[-1].props)


def _moment(raw: bytes) -> datetime | None:
    """A date in words of 16 bits, taken as UTC. Source: [MS-OXTNEF] 2.1.3.2, DTR."""
    try:
        year, month, day, hour, minute, second = struct.unpack_from("<6H", raw)
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (struct.error, ValueError):
        return None


def _sender(raw: bytes, props: Props) -> None:
    """Who it is from: a name and a "SMTP:address" after four lengths. Source: [MS-OXTNEF] 2.1.3.2, TRP."""
    _kind, _total, names, addresses = struct.unpack_from("<4H", raw)
    name, address = raw[8 : 8 + names], raw[8 + names : 8 + names + addresses].rstrip(b"\0")
    props.put(0x0C1A, STRING8, name)
    props.put(0x0C1F, STRING8, address.partition(b":")[2] or address)


def _attachment(file: _File, number: int, codec: str) -> Attachment:
    props = file.props
    props.codec = codec
    data = file.data
    held = props.data(_ATTACH_DATA)
    if not data and held:
        data = held[16:]  # after the interface it was taken by
    named = attachment_name(props, number) if props.line(0x3707, 0x3704) else ""
    name = named or narrow_text(file.title, codec).strip() or attachment_name(props, number)
    if props.number(_METHOD) == _OLE:
        data = object_bytes(data, name)
    is_message = props.number(_METHOD) == _EMBEDDED and data.startswith(MARK)
    return Attachment(f"{name}.tnef" if is_message else name, data)
