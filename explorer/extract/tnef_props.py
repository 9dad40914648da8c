"""MAPI properties as TNEF packs them, one after the other. Source: [MS-OXTNEF] 2.1.3.4 and 2.1.3.5."""

import struct

from explorer.extract.mapi import MULTIPLE, SIZES, STRING8, UNICODE, VARIABLE, Props

_MOST_VALUES = 20_000


class BrokenError(ValueError):
    """A length that exceeds what there is."""


def rows(raw: bytes) -> list[Props]:
    """The recipients. Each takes at least four bytes, so a forged count ends with the bytes."""
    found: list[Props] = []
    position = 4
    for _ in range(min(_count(raw, 0), _MOST_VALUES)):
        row = Props()
        position = read_props(raw, position, row)
        found.append(row)
    return found


def _count(raw: bytes, position: int) -> int:
    if position + 4 > len(raw):
        raise BrokenError
    return int.from_bytes(raw[position : position + 4], "little")


def read_props(raw: bytes, position: int, props: Props) -> int:
    """Properties up to their count; gives where they end."""
    count = _count(raw, position)
    position += 4
    for _ in range(min(count, _MOST_VALUES)):
        kind, number = struct.unpack_from("<HH", raw, position)
        position += 4
        if number >= 0x8000:
            position = _name(raw, position, number, props)
        position = _value(raw, position, kind, number, props)
    return position


def _name(raw: bytes, position: int, number: int, props: Props) -> int:
    group, by_text = _count(raw, position), _count(raw, position + 16)
    value = _count(raw, position + 20)
    position += 24
    if by_text:
        return position + (value + 3) // 4 * 4
    props.named[group, value] = number
    return position


def _value(raw: bytes, position: int, kind: int, number: int, props: Props) -> int:
    bare, many = kind & ~MULTIPLE, bool(kind & MULTIPLE)
    count = 1
    if many or bare in VARIABLE:
        count, position = _count(raw, position), position + 4
    if bare not in VARIABLE and bare not in SIZES:
        raise BrokenError
    pieces: list[bytes] = []
    for _ in range(min(count, _MOST_VALUES)):
        if bare in VARIABLE:
            size, position = _count(raw, position), position + 4
        else:
            size = SIZES[bare]
        if size > len(raw) - position:
            raise BrokenError
        pieces.append(raw[position : position + size])
        position += (size + 3) // 4 * 4
    if pieces and (not many or bare in (STRING8, UNICODE)):
        props.put(number, bare, pieces[0])
    return position
