"""Property modifiers of Word 6 to 2003: which of them are read, by one set of names for both numberings.

Source: [MS-DOC] 2.2.5 and 2.6 (Word 97 and later); "Microsoft Word 6.0 Binary File Format", "Sprm Definitions".
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

_NAMES_97 = {
    0x0800: "deleted", 0x0801: "inserted", 0x083C: "hidden", 0x0835: "bold", 0x0836: "italic", 0x0855: "special",
    0x0856: "object", 0x4A43: "size", 0x6A03: "picture", 0x680E: "picture", 0x6A09: "symbol", 0x4804: "author",
    0x6805: "date", 0x4863: "deleter", 0x6864: "deletion_date", 0x2416: "in_table", 0x2417: "row_end",
    0x244B: "inner_cell", 0x244C: "inner_row", 0x6649: "depth", 0x4600: "style", 0x2640: "outline",
    0x260A: "level", 0x460B: "list",
}  # fmt: skip
_NAMES_6 = {
    65: "deleted", 66: "inserted", 92: "hidden", 85: "bold", 86: "italic", 117: "special", 118: "object", 99: "size",
    68: "picture", 74: "symbol", 69: "author", 70: "date", 93: "font", 97: "language", 24: "in_table", 25: "row_end",
    2: "style",
}  # fmt: skip
_SIZES_97 = (1, 1, 2, 4, 2, 2, -1, 3)  # bytes of an operand, by the topmost three bits; -1: said by its first byte
# Word 6: bytes of each operand; codes that are absent here have one byte.
_SIZES_6 = (
    dict.fromkeys((3, 12, 15, 23, 68, 74, 77, 81, 82, 103, 105, 106, 108, 120, 187, 188, 190, 191, 192), -1)
    | dict.fromkeys((2, 16, 17, 18, 19, 21, 22, 26, 27, 28, *range(30, 37), *range(38, 44), *range(45, 50)), 2)
    | dict.fromkeys((69, 72, 80, 93, 96, 97, 99, 101, 107, 109, 110, 121, 122, 123, 124), 2)
    | dict.fromkeys((20, 70), 4)
    | dict.fromkeys((73, 95), 3)
    | {0: 0, 83: 0}
)
_MOST = 4096  # modifiers of one run that are read; real ones have a few dozen

Modifier = tuple[str, bytes]


def modifiers(data: bytes, *, is_word6: bool) -> Iterator[Modifier]:
    """The modifiers in a list of them that have a name here, in order; a damaged list ends early."""
    at = 0
    for _ in range(_MOST):
        code, at = _code(data, at, is_word6=is_word6)
        if code < 0:
            return
        size = _SIZES_6.get(code, 1) if is_word6 else _SIZES_97[code >> 13]
        if size < 0:
            size, at = _variable(data, at, code, is_word6=is_word6)
        operand = data[at : at + size]
        at += size
        named = (_NAMES_6 if is_word6 else _NAMES_97).get(code)
        if named is not None and operand:
            yield named, operand


def _code(data: bytes, at: int, *, is_word6: bool) -> tuple[int, int]:
    if is_word6:
        return (data[at], at + 1) if at < len(data) else (-1, at)
    return (struct.unpack_from("<H", data, at)[0], at + 2) if at + 2 <= len(data) else (-1, at)


def _variable(data: bytes, at: int, code: int, *, is_word6: bool) -> tuple[int, int]:
    """How long an operand is that says so itself, and where it begins."""
    if at >= len(data):
        return 0, at
    if not is_word6 and code == 0xD608 and at + 2 <= len(data):  # sprmTDefTable: two bytes, one more than follow
        return max(struct.unpack_from("<H", data, at)[0] - 1, 0), at + 2
    if is_word6 and code in (187, 190) and at + 2 <= len(data):
        return max(struct.unpack_from("<H", data, at)[0] - 1, 0), at + 2
    if not is_word6 and code == 0xC615 and data[at] == 255 and at + 2 <= len(data):  # sprmPChgTabs, of many tabs
        deleted = data[at + 1]
        added_at = at + 2 + 4 * deleted
        added = data[added_at] if added_at < len(data) else 0
        return 4 * deleted + 2 + 3 * added - 1, at + 2
    return data[at], at + 1


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of a run of characters. ``picture``, ``symbol`` and dates are as they stand in the file."""

    deleted: bool = False
    inserted: bool = False
    hidden: bool = False
    bold: bool = False
    italic: bool = False
    special: bool = False
    object: bool = False
    size: int = 0  # half points; 0: not said
    picture: int = -1
    symbol: int = 0
    author: int = -1
    date: int = 0
    font: int = -1
    language: int = 0


PLAIN_LOOK = Look()
_TOGGLES = frozenset(("deleted", "inserted", "hidden", "bold", "italic", "special", "object"))
_NUMBERS = {"size": 2, "picture": 4, "author": 2, "date": 4, "font": 2, "language": 2}


def look_of(base: Look, found: Iterator[Modifier]) -> Look:
    """A run's look with modifiers applied."""
    values: dict[str, bool | int] = {}
    for name, operand in found:
        if name in _TOGGLES:
            values[name] = operand[0] in (1, 0x81)
        elif name in _NUMBERS:
            values[name] = int.from_bytes(operand[: _NUMBERS[name]], "little")
        elif name == "deleter":
            values["author"] = int.from_bytes(operand[:2], "little")
        elif name == "deletion_date":
            values["date"] = int.from_bytes(operand[:4], "little")
        elif name == "symbol" and len(operand) >= 3:
            values[name] = int.from_bytes(operand[2:4], "little")
    return replace(base, **values) if values else base  # type: ignore[arg-type]  # flags come from the first branch


@dataclass(frozen=True, slots=True)
class Shape:
    """What is said of a paragraph, at its end mark."""

    style: int = 0
    in_table: bool = False
    row_end: bool = False
    inner_cell: bool = False
    inner_row: bool = False
    depth: int = 0
    outline: int = 9
    level: int = 0
    list: int = 0


PLAIN_SHAPE = Shape()
_FLAGS = frozenset(("in_table", "row_end", "inner_cell", "inner_row"))


def shape_of(style: int, found: Iterator[Modifier]) -> Shape:
    """A paragraph's shape from its style and its modifiers."""
    values: dict[str, bool | int] = {"style": style}
    for name, operand in found:
        if name in _FLAGS:
            values[name] = operand[0] == 1
        elif name in ("style", "depth", "outline", "level", "list"):
            values[name] = int.from_bytes(operand[:4], "little")
    return Shape(**values)  # type: ignore[arg-type]  # flags are given by operand[0] == 1 alone
