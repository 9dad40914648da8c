"""Excel 2003 XML: every sheet, hidden ones too, in pages of up to forty rows, with comments, links and names.

Source: Microsoft Office 2003 XML Reference Schemas (XML Spreadsheet).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from explorer.errors import DamagedDocumentError, LimitError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.grid import GridRow, Look, empty_leaf, grid_leaves
from explorer.extract.office_facts import boxed
from explorer.extract.ooxml import XML_BYTES, Element, child, children, local, number, parse_xml, text_of
from explorer.extract.sheets import ROWS_MOST, number_text
from explorer.extract.typeset import Block, Leaf, write_pdf
from explorer.model.document import Kind, Layer

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_COLUMNS_MOST = 16_384
_NAMED = {"Author": "Author", "LastAuthor": "Last changed by", "Company": "Company", "Manager": "Manager"}


@dataclass(slots=True)
class _Sheet:
    rows: list[GridRow] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    book: list[Block] = field(default_factory=list)
    is_cut: bool = False

    def between(self, first: int, last: int) -> list[Block]:
        blocks = boxed("Comments", [text for row, text in self.comments if first <= row <= last], Layer.COMMENT)
        if first <= 1:
            blocks += [*boxed("Links", list(dict.fromkeys(self.links)), Layer.COMMENT), *self.book]
        return blocks


class Excel2003Reader:
    """Reads workbooks that Excel 2003 saved as one piece of XML."""

    name = "excel-2003"
    version = 2
    media = frozenset({media.EXCEL_2003})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the sheets' pages."""
        root, is_faulty = _parsed(source)
        said = _said(root)
        sink.facts(Facts(Kind.SHEET, title=said.get("Title", "")[:500], date=said.get("Created", "")))
        for ordinal, leaf in enumerate(_leaves(root, source.name, sink), 1):
            sink.page(leaf.extracted(ordinal, ""))
        if is_faulty:
            sink.partly(f"“{source.name}” is faulty XML; what could be made out was read.")

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        write_pdf(_leaves(_parsed(source)[0], source.name, None), target)


def _parsed(source: Source) -> tuple[Element, bool]:
    if source.path.stat().st_size > XML_BYTES:
        raise LimitError(source.name, f"it has more than {XML_BYTES // 1_000_000} MB of XML")
    root, is_faulty = parse_xml(source.path.read_bytes())
    if root is None or not children(root, "Worksheet"):
        raise DamagedDocumentError(source.name, "it has no sheet that can be read")
    return root, is_faulty


def _said(root: Element) -> dict[str, str]:
    said = child(root, "DocumentProperties")
    return {local(each): (each.text or "").strip() for each in (said if said is not None else ())}


def _leaves(root: Element, name: str, sink: Sink | None) -> Iterator[Leaf]:
    book = _of_the_book(root)
    for element in children(root, "Worksheet"):
        sheet, book = _sheet(element, book), []
        title, hidden = _title(element)
        if sheet.is_cut and sink is not None:
            sink.partly(f"A sheet of “{name}” has more than {ROWS_MOST:,} rows; the rest was left out.")
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


def _title(element: Element) -> tuple[str, bool]:
    visible = child(element, "WorksheetOptions", "Visible")
    state = (visible.text or "") if visible is not None else ""
    mark = {"SheetHidden": " (hidden)", "SheetVeryHidden": " (very hidden)"}.get(state, "")
    return f"sheet {element.get(f'{_SS}Name', '')}{mark}", bool(mark)


def _of_the_book(root: Element) -> list[Block]:
    names = [
        f"{each.get(f'{_SS}Name', '')} = {each.get(f'{_SS}RefersTo', '').removeprefix('=')}"
        for each in root.iter(f"{_SS}NamedRange")
    ]
    said = _said(root)
    lines = [f"{word}: {said[key]}" for key, word in _NAMED.items() if said.get(key)]
    return [*boxed("Defined names", names[:2000], Layer.COMMENT), *boxed("Document properties", lines)]


def _sheet(element: Element, book: list[Block]) -> _Sheet:
    sheet = _Sheet(book=book)
    table = child(element, "Table")
    at = 0
    for column in children(table, "Column"):
        at = _index(column, at)
        span = 1 + _whole(column, "Span", _COLUMNS_MOST)
        if column.get(f"{_SS}Hidden") == "1":
            sheet.hidden_columns.update(range(at - 1, min(at - 1 + span, _COLUMNS_MOST)))
        at += span - 1
    at = 0
    for row in children(table, "Row"):
        at = _index(row, at)
        texts = _cells(sheet, row, at)
        if at > ROWS_MOST and texts:
            sheet.is_cut = True
            break
        sheet.rows.append(GridRow(at, texts, row.get(f"{_SS}Hidden") == "1"))
        at += _whole(row, "Span", 1 << 20)
    return sheet


def _whole(element: Element, name: str, most: int) -> int:
    return int(min(max(number(element.get(f"{_SS}{name}")), 0), most))


def _index(element: Element, before: int) -> int:
    """Where an element stands (from 1), if it does not just follow the one before."""
    return max(_whole(element, "Index", 1 << 21), before + 1)


def _cells(sheet: _Sheet, row: Element, row_number: int) -> list[str]:
    texts: list[str] = []
    at = 0
    for cell in children(row, "Cell"):
        at = _index(cell, at)
        if at > _COLUMNS_MOST:
            break
        texts += [""] * (at - len(texts) - 1)
        data, comment = child(cell, "Data"), child(cell, "Comment")
        texts.append(_text(data) if data is not None else "")
        link = cell.get(f"{_SS}HRef", "")
        sheet.links += [link[:2000]] if link else []
        if comment is not None:
            author = comment.get(f"{_SS}Author", "")
            words = "\n".join(text_of(each).strip() for each in children(comment, "Data"))
            sheet.comments.append((row_number, f"{author}: {words}" if author else words))
        at += _whole(cell, "MergeAcross", _COLUMNS_MOST)
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(data: Element) -> str:
    kind, text = data.get(f"{_SS}Type", ""), text_of(data).strip()
    if kind == "Number" and number(text):
        return number_text(number(text))
    if kind == "DateTime":
        return text.removesuffix("T00:00:00.000").removesuffix(".000").replace("T", " ")
    return {"1": "TRUE", "0": "FALSE"}.get(text, text) if kind == "Boolean" else text
