"""Spreadsheets: XLSX, XLSB and XLS. Every sheet, hidden ones too, in pages of up to forty rows.

Cells are read by calamine, values only: a formula shows its last result; sheets that it cannot hold, or of which it
would lose cells, are read by sheet_cells. Comments, hidden rows and text boxes of XLSX
come from the package's own XML (sheet_extras), those of XLS from its records (biff_extras).
"""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import python_calamine as calamine

from explorer.errors import DamagedDocumentError, LimitError, LockedDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.biff_extras import read_biff_extras
from explorer.extract.grid import GridRow, Look, empty_leaf, grid_leaves
from explorer.extract.old_office import OldOffice
from explorer.extract.ooxml import RATIO, Package
from explorer.extract.ooxml_parts import give_embedded, say_problems
from explorer.extract.sheet_cells import read_cells
from explorer.extract.sheet_extras import XML_MOST, SheetExtras, read_extras
from explorer.extract.typeset import Leaf, write_pdf
from explorer.model.document import Kind

ROWS_MOST = 200_000  # of one sheet
_TOO_MANY = "The sheet “{}” has more than {:,} rows; the rest was left out."


class SheetReader:
    """Reads spreadsheets."""

    name = "sheets"
    version = 3
    media = frozenset({media.XLSX, media.XLSB, media.XLS})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the sheets' pages and the files packed inside."""
        workbook = _open(source)
        with _package(source) as package:
            core = package.core() if package else None
            sink.facts(Facts(Kind.SHEET, title=core.title if core else "", date=core.created if core else ""))
            for ordinal, leaf in enumerate(_leaves(workbook, package, source, sink), 1):
                sink.page(leaf.extracted(ordinal, ""))
            if package:
                give_embedded(package, sink)
                say_problems(package, sink)

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        with _package(source) as package:
            write_pdf(_leaves(_open(source), package, source, None), target)


class _NoPackage:
    """Stands for a file that is no Office Open XML package."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


def _package(source: Source) -> Package | _NoPackage:
    """The package, if the file is one with a workbook in XML."""
    try:
        package = Package(source.path, source.name)
    except DamagedDocumentError:
        return _NoPackage()
    if package.has("xl/workbook.xml") or package.related("", "officeDocument"):
        return package
    package.close()
    return _NoPackage()


def _open(source: Source) -> Any:
    _refuse_bomb(source)
    try:
        return calamine.CalamineWorkbook.from_path(str(source.path))
    except calamine.PasswordError as problem:
        raise LockedDocumentError(source.name) from problem
    except (calamine.CalamineError, OSError, ValueError) as problem:
        raise DamagedDocumentError(source.name, "its workbook cannot be read") from problem


def _refuse_bomb(source: Source) -> None:
    """The cells are unpacked by calamine, which knows no limits of ours.

    Raises:
        LimitError: a part of the file would unpack to more than is allowed.
    """
    try:
        with Package(source.path, source.name) as package:
            part = package.bomb()
    except DamagedDocumentError:
        return  # no ZIP: an old workbook
    if part:
        raise LimitError(source.name, f"its part “{part}” unpacks to more than {RATIO} times its size")


def _leaves(workbook: Any, package: Package | None, source: Source, sink: Sink | None) -> Iterator[Leaf]:
    extras = _extras(package, source)
    for sheet in workbook.sheets_metadata:
        hidden = sheet.visible != calamine.SheetVisibleEnum.Visible
        more = extras.get(sheet.name, SheetExtras())
        mark = " (very hidden)" if more.is_very_hidden else " (hidden)" if hidden else ""
        title = f"sheet {sheet.name}{mark}"
        found = False
        look = Look(
            title,
            lambda first, last, title=title: f"{title}, rows {first}–{last}",  # type: ignore[misc]  # bound per sheet
            more.between,
            more.hidden_columns,
            hidden,
        )
        if package and more.own_part:
            rows = _own_rows(package, sheet.name, more, sink)
        else:
            rows = _rows(workbook, sheet.name, more, source, sink)
        for leaf in grid_leaves(rows, look):
            found = True
            yield leaf
        if not found:
            yield empty_leaf(title, f"{title}, empty", more.between(1, 1 << 30), is_hidden=hidden)


def _extras(package: Package | None, source: Source) -> dict[str, SheetExtras]:
    if package:
        return {} if package.has("xl/workbook.bin") else read_extras(package)
    try:
        with OldOffice(source.path, source.name) as office:
            return read_biff_extras(office.data("Workbook") or office.data("Book"))
    except DamagedDocumentError:
        return {}


def _rows(workbook: Any, name: str, extras: SheetExtras, source: Source, sink: Sink | None) -> Iterator[GridRow]:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except (calamine.CalamineError, ValueError, OSError) as problem:
        if sink is not None and "chart" not in str(problem).lower():
            sink.partly(f"The sheet “{name}” of “{source.name}” could not be read; ask the agency for a fresh copy.")
        return
    top, left = sheet.start or (0, 0)
    rows = sheet.to_python(skip_empty_area=True)
    for index, values in enumerate(rows):
        if index >= ROWS_MOST:
            if sink is not None:
                sink.partly(_TOO_MANY.format(name, ROWS_MOST))
            return
        number = top + index + 1
        yield GridRow(number, _texts(values, left), number in extras.hidden_rows)


def _own_rows(package: Package, name: str, extras: SheetExtras, sink: Sink | None) -> Iterator[GridRow]:
    for index, row in enumerate(read_cells(package, extras.own_part, XML_MOST)):
        if index >= ROWS_MOST:
            if sink is not None:
                sink.partly(_TOO_MANY.format(name, ROWS_MOST))
            return
        yield GridRow(row.number, _texts(row.values, 0), row.number in extras.hidden_rows)


def _texts(values: Sequence[Any], left: int) -> list[str]:
    texts = [""] * left + [value_text(value) for value in values]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def value_text(value: Any) -> str:
    """A cell's value in plain words: whole numbers without a point, dates in ISO 8601."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.time):
        return value.isoformat("seconds")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def number_text(value: float) -> str:
    """A number to 15 digits, as spreadsheets keep them, without an exponent unless it would be very long."""
    text = format(value, ".15g")
    if "e" in text and abs(value) < 1e21 and (value == 0 or abs(value) > 1e-10):
        text = format(Decimal(text), "f")
    return text
