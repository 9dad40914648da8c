"""OpenDocument spreadsheets (ODS, OTS, flat FODS): every sheet, hidden ones too, in pages of up to forty rows.

A formula shows its last result. Comments, hidden rows and columns, text boxes, links, names and running headers are
shown below the rows. Source: OpenDocument 1.3 part 3, 9 (tables) and 19.385 (values).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.grid import GridRow, Look, empty_leaf, grid_leaves
from explorer.extract.odf import OFFICE, TABLE, XLINK, OdfFile, repeated
from explorer.extract.odf_body import comment_paragraph, described, object_blocks, rows_of
from explorer.extract.odf_styles import Styles
from explorer.extract.odf_text import Odf, is_shape, plain_text
from explorer.extract.odt import give_packed, margins
from explorer.extract.ooxml import Element, child, local, number
from explorer.extract.sheets import ROWS_MOST, number_text
from explorer.extract.typeset import Block, Boxed, Leaf, Paragraph, Run, Style, write_pdf
from explorer.model.document import Kind, Layer

_COLUMNS_MOST = 16_384
_CELLS_MOST = 4_000_000  # of one sheet, repeated ones counted
_COMMENTS_MOST = 20_000
_SMALL = Style(size=9)
_NUMBERS = ("float", "currency", "percentage")


@dataclass(slots=True)
class _Sheet:
    """One sheet's rows, and what is gathered beside its cells."""

    odf: Odf
    rows: list[GridRow] = field(default_factory=list)
    comments: list[tuple[int, Paragraph]] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    is_cut: bool = False
    cells: int = 0

    def between(self, first: int, last: int) -> list[Block]:
        """Blocks for a page that ends with row ``last``; what belongs to no row goes with the first page."""
        comments = [text for row, text in self.comments if first <= row <= last]
        blocks: list[Block] = [Boxed("Comments", comments, Layer.COMMENT)] if comments else []
        if first <= 1:
            blocks += self.boxes
            if self.links:
                lines = [_plain(text) for text in dict.fromkeys(self.links[:2000])]
                blocks.append(Boxed("Links", lines, Layer.COMMENT))
        return blocks


class OdsReader:
    """Reads OpenDocument spreadsheets and their templates."""

    name = "ods"
    version = 2
    media = frozenset({media.ODS})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the sheets' pages and the objects packed inside."""
        with OdfFile(source.path, source.name) as file:
            core = file.core()
            sink.facts(Facts(Kind.SHEET, title=core.title, date=core.created))
            for ordinal, leaf in enumerate(_leaves(file, sink), 1):
                sink.page(leaf.extracted(ordinal, ""))
            give_packed(file, sink)

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        with OdfFile(source.path, source.name) as file:
            write_pdf(_leaves(file, None), target)


def _plain(text: str) -> Paragraph:
    return Paragraph([Run(text, _SMALL)], space_after=2)


def _leaves(file: OdfFile, sink: Sink | None) -> Iterator[Leaf]:
    body = file.body("spreadsheet")
    odf = Odf(file, Styles.of(file.styles, file.content))
    whole = _of_the_book(odf, body)
    for element in (each for each in body if local(each) == "table"):
        name = element.get(f"{TABLE}name", "")
        hidden = odf.styles.is_sheet_hidden(element.get(f"{TABLE}style-name", ""))
        sheet = _sheet(odf, element)
        sheet.boxes, whole = [*sheet.boxes, *whole], []
        if sheet.is_cut and sink is not None:
            sink.partly(
                f"The sheet “{name}” has more than {ROWS_MOST:,} rows or too many cells; the rest was left out."
            )
        title = f"sheet {name}{' (hidden)' if hidden else ''}"
        look = Look(
            title,
            lambda first, last, title=title: f"{title}, rows {first}–{last}",  # type: ignore[misc]  # bound per sheet
            sheet.between,
            frozenset(sheet.hidden_columns),
            hidden,
        )
        found = False
        for leaf in grid_leaves(sheet.rows, look):
            found = True
            yield leaf
        if not found:
            yield empty_leaf(title, f"{title}, empty", sheet.between(1, 1 << 30), is_hidden=hidden)


def _of_the_book(odf: Odf, body: Element) -> list[Block]:
    """What belongs to no sheet: running headers and footers, defined names, deleted cells."""
    range_ = f"{TABLE}cell-range-address"
    names = [
        f"{each.get(f'{TABLE}name', '')} = {each.get(range_) or each.get(f'{TABLE}expression', '')}"
        for each in body.iter(f"{TABLE}named-range", f"{TABLE}named-expression")
    ]
    blocks = [*margins(odf, "header"), *margins(odf, "footer")]
    if names:
        blocks.append(Boxed("Defined names", [_plain(text) for text in names[:2000]], Layer.COMMENT))
    changes = child(body, "tracked-changes")
    if changes is not None:
        former = [plain_text(each) for each in changes.iter(f"{TABLE}change-track-table-cell")]
        lines = [_plain(text) for text in former[:_COMMENTS_MOST] if text.strip()]
        blocks += [Boxed("Former values of changed cells", lines, Layer.DELETED)] if lines else []
    return blocks


def _sheet(odf: Odf, element: Element) -> _Sheet:
    sheet = _Sheet(odf)
    _columns(sheet, element)
    at = 0
    for row, _is_header in rows_of(element):
        count = repeated(row, "number-rows-repeated", 1 << 21)
        texts = _cells(sheet, row, at + 1)
        if texts and (at >= ROWS_MOST or sheet.cells > _CELLS_MOST):
            sheet.is_cut = True
            break
        hidden = row.get(f"{TABLE}visibility", "visible") != "visible"
        if any(texts):
            for number_ in range(at + 1, min(at + count, ROWS_MOST, at + 1 + _CELLS_MOST // len(texts)) + 1):
                sheet.rows.append(GridRow(number_, texts, hidden))
                sheet.cells += len(texts)
        at += count
    for shapes in (each for each in element if local(each) == "shapes"):
        for each in shapes:
            _shape(sheet, each)
    return sheet


def _columns(sheet: _Sheet, element: Element) -> None:
    at = 0
    for column in element.iter(f"{TABLE}table-column"):
        count = repeated(column, "number-columns-repeated", _COLUMNS_MOST)
        if column.get(f"{TABLE}visibility", "visible") != "visible":
            sheet.hidden_columns.update(range(at, min(at + count, _COLUMNS_MOST)))
        at += count


def _cells(sheet: _Sheet, row: Element, number_: int) -> list[str]:
    texts: list[str] = []
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        text = _text(cell)
        count = repeated(cell, "number-columns-repeated", _COLUMNS_MOST)
        texts += [text] * min(count, _COLUMNS_MOST - len(texts))
        for each in cell:
            if local(each) == "annotation" and len(sheet.comments) < _COMMENTS_MOST:
                sheet.comments.append((number_, comment_paragraph(each)))
            elif is_shape(each) or local(each) == "a":
                _shape(sheet, each)
        sheet.links += [link for each in cell.iter() if (link := each.get(f"{XLINK}href", "")) and local(each) == "a"]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell: Element) -> str:
    """A cell's value: numbers in full, dates in ISO 8601, words as they stand."""
    kind = cell.get(f"{OFFICE}value-type", "")
    value = cell.get(f"{OFFICE}value")
    if kind in _NUMBERS and value:
        return number_text(number(value)) if number(value) else value
    if kind == "date":
        return cell.get(f"{OFFICE}date-value", "").replace("T00:00:00", "").replace("T", " ")
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value", "").upper()
    words = "\n".join(plain_text(each) for each in cell if local(each) == "p")
    return words.strip()


def _shape(sheet: _Sheet, element: Element) -> None:
    words = "\n".join(plain_text(each) for each in element.iter() if local(each) in ("p", "h"))
    if words.strip():
        sheet.boxes.append(Boxed("Text box", [_plain(words.strip())]))
    for each in element.iter():
        if local(each) == "object":
            sheet.boxes += object_blocks(sheet.odf, each)
        elif is_shape(each):
            lines = [_plain(text) for text in described(each)]
            sheet.boxes += [Boxed("Picture description", lines, Layer.COMMENT)] if lines else []
