"""What a sheet of an old workbook (XLS) holds beside its cells: comments, text boxes, hidden rows and columns, headers.

Source: [MS-XLS] 2.4.28 (BoundSheet8), 2.4.53 (ColInfo), 2.4.179 (Note), 2.4.181 (Obj), 2.4.220 (Row), 2.4.329 (TxO);
Excel 5 and 95 differ in their strings alone.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.extract.encodings import decode
from explorer.extract.grid import column_name
from explorer.extract.sheet_extras import CellComment, SheetExtras, footing_text

_BOF, _EOF, _CONTINUE, _BOUND, _LOCK = 0x0809, 0x000A, 0x003C, 0x0085, 0x002F
_ROW, _COLUMNS, _NOTE, _OBJECT, _TEXT = 0x0208, 0x007D, 0x001C, 0x005D, 0x01B6
_FOOTINGS = (0x0014, 0x0015)
_WIDE = 0x0600  # the version of Excel 97 and later
_MOST_RECORDS = 5_000_000  # of a workbook, for all its sheets
_MOST_SHEETS = 5_000
_MOST_NOTES = 20_000
_MOST_COLUMNS = 16_384
_LONGEST = 65_535  # letters of one text
_VERY_HIDDEN = 2
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01


@dataclass(slots=True)
class _Sheet:
    rows: set[int] = field(default_factory=set)  # from 1
    columns: set[int] = field(default_factory=set)  # from 0
    notes: list[tuple[int, int, int, str]] = field(default_factory=list)  # row, column, object, author
    texts: dict[int, str] = field(default_factory=dict)  # by object
    footings: list[str] = field(default_factory=list)
    old_notes: list[CellComment] = field(default_factory=list)

    def extras(self, is_very_hidden: bool) -> SheetExtras:
        noted = {number for _, _, number, _ in self.notes}
        comments = [
            CellComment(f"{column_name(column)}{row + 1}", row + 1, author, self.texts[number])
            for row, column, number, author in self.notes
            if self.texts.get(number)
        ]
        boxes = [text for number, text in self.texts.items() if number not in noted and text]
        return SheetExtras(
            comments=(*comments, *self.old_notes),
            boxes=tuple(boxes),
            footings=tuple(self.footings),
            hidden_rows=frozenset(self.rows),
            hidden_columns=frozenset(self.columns),
            is_very_hidden=is_very_hidden,
        )


def read_biff_extras(stream: bytes) -> dict[str, SheetExtras]:
    """The extras of each sheet by the sheet's name; of a damaged stream, those before the damage.

    Args:
        stream: the workbook's records.
    """
    found: dict[str, SheetExtras] = {}
    left = _MOST_RECORDS
    for name, place, state in _bound(stream):
        sheet = _Sheet()
        left -= _read(stream, place, sheet, left)
        found.setdefault(name, sheet.extras(state == _VERY_HIDDEN))
    return found


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of their group; groups within (charts) are passed over."""
    depth = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        data = stream[place + 4 : place + 4 + size]
        place += 4 + size
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, data


def _bound(stream: bytes) -> list[tuple[str, int, int]]:
    """Each sheet's name, place and state; none if the workbook is locked."""
    found: list[tuple[str, int, int]] = []
    is_wide = stream[4:6] == _WIDE.to_bytes(2, "little")
    for kind, data in _records(stream, 0):
        if kind == _LOCK:
            return []
        if kind == _BOUND and len(data) > 7 and len(found) < _MOST_SHEETS:
            place, state = struct.unpack_from("<IB", data)
            found.append((_short(data[6:], is_wide), place, state & 3))
    return found


def _short(data: bytes, is_wide: bool) -> str:
    """A text that begins with its length in one byte."""
    if is_wide:
        return _letters(data[2:], data[0], data[1])
    return decode(data[1 : 1 + data[0]])


def _long(data: bytes, is_wide: bool) -> str:
    """A text that begins with its length in two bytes, or in one before Excel 97."""
    if not is_wide:
        return _short(data, is_wide) if data else ""
    return _letters(data[3:], int.from_bytes(data[:2], "little"), data[2]) if len(data) > 2 else ""


def _letters(data: bytes, count: int, flags: int) -> str:
    return data[: count * 2].decode("utf-16-le", "replace") if flags & 1 else data[:count].decode("latin-1")


def _read(stream: bytes, place: int, sheet: _Sheet, most: int) -> int:
    """Take one sheet's records in; gives how many there were."""
    count, last_object, waiting = 0, -1, 0
    is_wide = stream[place + 4 : place + 6] == _WIDE.to_bytes(2, "little")
    for count, (kind, data) in enumerate(_records(stream, place), start=1):
        if count >= most:
            break
        if kind == _OBJECT and len(data) >= 8 and data[:2] == b"\x15\0":
            last_object = int.from_bytes(data[6:8], "little")
        elif kind == _TEXT and len(data) >= 12:
            waiting = int.from_bytes(data[10:12], "little")
        elif kind == _CONTINUE and waiting and data:
            waiting -= _add_text(sheet, last_object, data, waiting)
        else:
            _take(sheet, kind, data, is_wide)
    return count


def _add_text(sheet: _Sheet, number: int, data: bytes, most: int) -> int:
    """Add a piece of an object's text; gives its letters. The letters' width stands before each piece."""
    text = _letters(data[1:], most, data[0])
    if len(sheet.texts) < _MOST_NOTES or number in sheet.texts:
        sheet.texts[number] = (sheet.texts.get(number, "") + text)[:_LONGEST].replace("\r", "\n")
    return max(len(text), 1)


def _take(sheet: _Sheet, kind: int, data: bytes, is_wide: bool) -> None:
    if kind == _ROW and len(data) >= 13 and data[12] & _HIDDEN_ROW:
        sheet.rows.add(int.from_bytes(data[:2], "little") + 1)
    elif kind == _COLUMNS and len(data) >= 9 and data[8] & _HIDDEN_COLUMN:
        first, last = struct.unpack_from("<HH", data)
        sheet.columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
    elif kind == _NOTE and len(data) >= 8 and len(sheet.notes) + len(sheet.old_notes) < _MOST_NOTES:
        _note(sheet, data, is_wide)
    elif kind in _FOOTINGS and (text := footing_text(_long(data, is_wide))):
        sheet.footings.append(text)


def _note(sheet: _Sheet, data: bytes, is_wide: bool) -> None:
    row, column, flags_or_length, number = struct.unpack_from("<HHHH", data)
    if is_wide:
        sheet.notes.append((row, column, number, _long(data[8:], is_wide).strip()))
    elif text := decode(data[6 : 6 + flags_or_length]).strip():
        sheet.old_notes.append(CellComment(f"{column_name(column)}{row + 1}", row + 1, "", text))
