"""Cells of an XLSX sheet, read row by row: for sheets that calamine cannot hold, or of which it would lose cells.

Calamine keeps a rectangle from the first cell to the last, so that one stray cell in the far corner takes all memory;
and it gives nothing for a formula that was never worked out, as programs write them. Such a cell shows its formula.
Source: ECMA-376 part 1, 18.3.1.4 (cells), 18.4.8 (shared strings), 18.8.30 (number formats), 18.2.28 (date system).
"""

import datetime
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from lxml import etree

from explorer.extract.ooxml import Element, Package, child, children

_BARE = re.compile(
    rb"</(?:\w{1,20}:)?f>\s*(?:<(?:\w{1,20}:)?v\s*/>|<(?:\w{1,20}:)?v>\s*</(?:\w{1,20}:)?v>)?\s*</(?:\w{1,20}:)?c>"
)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_CELLS_MOST = 30_000_000  # of a rectangle in calamine's memory
_COLUMNS_MOST = 16_384
_STRINGS_MOST = 80_000_000  # bytes of a workbook's shared strings
_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_UNSPOKEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DATE_CODE = re.compile(r"[ymdhs]", re.IGNORECASE)
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row that holds something: its number from 1, and its cells from column A, empty ones as None."""

    number: int
    values: Sequence[object]


def needs_own_reading(data: bytes) -> bool:
    """Whether a sheet's XML holds formulas without a value, or cells too far apart for calamine."""
    if _BARE.search(data):
        return True
    places = set(_REFERENCE.findall(data))
    widest = max((_column(letters) for letters, _row in places), default=0)
    return (widest + 1) * max((int(row) for _letters, row in places), default=0) > _CELLS_MOST


def read_cells(package: Package, part: str, most: int) -> Iterator[CellRow]:
    """The rows of a sheet in the order of the file, as far as its XML can be read.

    Args:
        most: bytes of the sheet's XML.
    """
    workbook = package.main_part("xl/workbook.xml")
    strings = _shared_strings(package, workbook)
    moment = partial(_moment, is_1904=_is_1904(package.xml(workbook)))
    dates = _date_styles(package, workbook)
    number = 0
    for row in _elements(package.data(part, most) or b"", "row"):
        written = row.get("r", "")
        number = int(written) if written.isdigit() and len(written) <= 7 else number + 1
        values: list[object] = []
        for cell in children(row, "c"):
            place = _CELL.fullmatch(cell.get("r", ""))
            number = int(place[2]) if place and not written else number
            column = (
                min(_column(place[1].encode()), _COLUMNS_MOST - 1) if place else min(len(values), _COLUMNS_MOST - 1)
            )
            values += [None] * (column + 1 - len(values))
            values[column] = _value(cell, strings, moment if cell.get("s", "") in dates else None)
        yield CellRow(number, values)


def _elements(data: bytes, name: str) -> Iterator[Element]:
    """The elements of a name, each let go before the next."""
    walk = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=f"{{*}}{name}", resolve_entities=False, no_network=True, recover=True,
        huge_tree=True,
    )  # fmt: skip
    try:
        for _event, element in walk:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        return  # what was read so far is all that can be had


def _value(cell: Element, strings: Sequence[str], moment: Callable[[float], object] | None) -> object:
    kind, value, formula = cell.get("t", "n"), child(cell, "v"), child(cell, "f")
    text = (value.text or "").strip() if value is not None else ""
    if kind == "inlineStr":
        return _plain(child(cell, "is"))
    if not text:
        return f"={formula.text.strip()}" if formula is not None and formula.text else None
    if kind == "s":
        return strings[int(text)] if text.isdigit() and len(text) < 10 and int(text) < len(strings) else None
    if kind == "b":
        return text in ("1", "true")
    if kind != "n":
        return text
    try:
        found = float(text)
        return moment(found) if moment else found
    except (ValueError, OverflowError):
        return text


def _shared_strings(package: Package, workbook: str) -> list[str]:
    return [
        _plain(each)
        for part in package.related(workbook, "sharedStrings")[:1]
        for each in _elements(package.data(part, _STRINGS_MOST) or b"", "si")
    ]


def _plain(item: Element | None) -> str:
    """The words of a string without those that tell how to say it."""
    if item is None:
        return ""
    runs = [item, *children(item, "r")]
    return "".join(text.text or "" for run in runs for text in children(run, "t"))


def _date_styles(package: Package, workbook: str) -> frozenset[str]:
    """Which of the numbered looks of cells show a date or a time."""
    parts = package.related(workbook, "styles")
    root = package.xml(parts[0]) if parts else None
    codes = {each.get("numFmtId"): each.get("formatCode", "") for each in children(child(root, "numFmts"), "numFmt")}
    looks = [each.get("numFmtId", "0") for each in children(child(root, "cellXfs"), "xf")]
    return frozenset(
        str(at)
        for at, key in enumerate(looks)
        if (key in codes and _DATE_CODE.search(_UNSPOKEN.sub("", codes[key])))
        or (key not in codes and key.isdigit() and len(key) < 4 and int(key) in _BUILT_IN_DATES)
    )


def _is_1904(workbook: Element | None) -> bool:
    about = child(workbook, "workbookPr")
    return about is not None and about.get("date1904") in ("1", "true")


def _moment(serial: float, *, is_1904: bool) -> object:
    """A day number as a date, with its time if it has one; a time alone where there is no day."""
    if serial < 0:
        return serial
    seconds = round(serial * 86_400)
    if seconds < 86_400 and not is_1904:
        return (datetime.datetime.min + datetime.timedelta(seconds=seconds)).time()
    first = datetime.datetime(1904, 1, 1) if is_1904 else datetime.datetime(1899, 12, 31 if serial < 60 else 30)
    return first + datetime.timedelta(seconds=seconds)


def _column(letters: bytes) -> int:
    """0 for A, 26 for AA."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1
