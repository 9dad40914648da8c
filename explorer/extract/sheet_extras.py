"""What an XLSX sheet holds beside its cells: comments, hidden rows and columns, text boxes, links, header and footer.

Source: ECMA-376 part 1, 18.3 (worksheets) and 18.7 (comments); threaded comments: [MS-XLSX] 2.6.205.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree

from explorer.extract.drawing_parts import diagram_paragraphs, read_chart
from explorer.extract.office_facts import boxed, descriptions, link_box, property_box
from explorer.extract.ooxml import A, Element, Package, Relation, child, children, local
from explorer.extract.sheet_caches import outer_lines, pivot_lines, prompt_lines
from explorer.extract.sheet_cells import needs_own_reading
from explorer.extract.typeset import Block, Boxed, Paragraph, Run, Style
from explorer.model.document import Layer

XML_MOST = 80_000_000
_COMMENTS_MOST = 20_000
_NAMES_MOST = 2_000
_TRUE = ("1", "true")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_ROW_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_COLUMN_RANGE = re.compile(rb'\b(min|max)="(\d+)"')
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\b[^>]*>")
_LINK_ID = re.compile(rb'\b\w+:id="([^"]{1,200})"')
_FOOTING = re.compile(rb"<(?:\w+:)?((?:odd|even|first)(?:Header|Footer))>(.{1,4000}?)</", re.DOTALL)
_FOOTING_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F+\-]{6,8}|\d+|[A-Z])|&amp;', re.IGNORECASE)
_SMALL = Style(size=9)
_WHO = Style(size=9, bold=True)


@dataclass(frozen=True, slots=True)
class CellComment:
    """A comment on a cell."""

    cell: str  # "C12"
    row: int
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class SheetExtras:
    """What is shown below a sheet's rows, and which of them are hidden."""

    comments: tuple[CellComment, ...] = ()
    boxes: tuple[str, ...] = ()  # texts of text boxes and charts
    links: tuple[str, ...] = ()
    footings: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    descriptions: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()  # for those who fill the sheet in
    is_very_hidden: bool = False
    own_part: str = ""  # the sheet's part, if its cells are to be read without calamine
    book: tuple[Block, ...] = ()  # what belongs to the whole workbook, on its first sheet

    def between(self, first: int, last: int) -> Sequence[Block]:
        """Blocks for a page that ends with row ``last``; what belongs to no row goes with the first page."""
        blocks: list[Block] = []
        comments = [item for item in self.comments if first <= item.row <= last]
        if comments:
            blocks.append(Boxed("Comments", [_comment(item) for item in comments], Layer.COMMENT))
        if first <= 1:
            if self.boxes:
                blocks.append(Boxed("Text boxes and charts", [_plain(text) for text in self.boxes]))
            blocks += boxed("Picture descriptions", list(self.descriptions), Layer.COMMENT)
            blocks += boxed("Prompts and choices", list(self.prompts), Layer.COMMENT)
            if self.links:
                blocks.append(Boxed("Links", [_plain(text) for text in self.links], Layer.COMMENT))
            if self.footings:
                blocks.append(Boxed("Header and footer", [_plain(text) for text in self.footings], Layer.MARGIN))
            blocks += self.book
        return blocks


def _plain(text: str) -> Paragraph:
    return Paragraph([Run(text, _SMALL)], space_after=2)


def _comment(item: CellComment) -> Paragraph:
    author = f"{item.cell} {item.author}".strip()
    return Paragraph([Run(f"{author}: ", _WHO), Run(item.text, _SMALL)], space_after=2)


def read_extras(package: Package) -> dict[str, SheetExtras]:
    """The extras of each sheet by the sheet's name."""
    workbook = package.main_part("xl/workbook.xml")
    root = package.xml(workbook)
    relations = package.relations(workbook)
    found: dict[str, SheetExtras] = {}
    for sheet in children(child(root, "sheets"), "sheet"):
        relation = next(
            (relations[v] for k, v in sheet.attrib.items() if str(k).endswith("}id") and v in relations), None
        )
        if relation is not None and package.has(relation.target):
            extras = _extras(package, relation.target)
            is_very_hidden = sheet.get("state") == "veryHidden"
            book = () if found else tuple(_of_the_book(package, workbook, root))
            found[sheet.get("name", "")] = replace(extras, is_very_hidden=is_very_hidden, book=book)
    return found


def _of_the_book(package: Package, workbook: str, root: Element | None) -> list[Block]:
    """Defined names, other workbooks that cells draw on, and the document's properties."""
    names = [
        f"{each.get('name', '')} = {(each.text or '').strip()}{' (hidden)' if each.get('hidden') in _TRUE else ''}"
        for each in children(child(root, "definedNames"), "definedName")[:_NAMES_MOST]
        if not each.get("name", "").startswith("_xlnm.")
    ]
    outer = package.related(workbook, "externalLink")
    sheets = [each.get("name", "") for each in children(child(root, "sheets"), "sheet")]
    return [
        *boxed("Defined names", names, Layer.COMMENT),
        *boxed("Rows kept by pivot tables", pivot_lines(package, workbook, sheets), Layer.HIDDEN),
        *boxed("Cells of other workbooks", outer_lines(package, workbook), Layer.HIDDEN),
        *link_box(package, [workbook, *outer]),
        *property_box(package),
    ]


def _extras(package: Package, part: str) -> SheetExtras:
    data = b""
    if package.size(part) <= XML_MOST:
        data = package.data(part, XML_MOST) or b""
    else:
        package.problems.append(f"“{part}” is so large that hidden rows and links were not looked for in it.")
    rows, columns = _hidden(data)
    return SheetExtras(
        tuple(islice(_comments(package, part), _COMMENTS_MOST)),
        tuple(_box_texts(package, part)),
        tuple(_links(data, package.relations(part))),
        tuple(_footings(data)),
        rows,
        columns,
        tuple(text for drawing in package.related(part, "drawing") for text in _described(package, drawing)),
        tuple(prompt_lines(data)),
        own_part=part if needs_own_reading(data) else "",
    )


def _described(package: Package, drawing: str) -> list[str]:
    root = package.xml(drawing)
    return descriptions(root) if root is not None else []


def _hidden(data: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of hidden rows (from 1) and columns (from 0)."""
    if not _HIDDEN.search(data):
        return frozenset(), frozenset()
    rows = (_ROW_NUMBER.search(tag) for tag in _ROW.findall(data) if _HIDDEN.search(tag))
    columns: set[int] = set()
    for tag in _COLUMN.findall(data):
        ends = {side: int(value) for side, value in _COLUMN_RANGE.findall(tag)}
        if _HIDDEN.search(tag) and b"min" in ends:
            columns.update(range(ends[b"min"] - 1, min(ends.get(b"max", ends[b"min"]), 16_384)))
    return frozenset(int(row.group(1)) for row in rows if row), frozenset(columns)


def _comments(package: Package, part: str) -> list[CellComment]:
    found: list[CellComment] = []
    threaded = {c.cell for name in package.related(part, "threadedComment") for c in _threads(package, name, found)}
    for name in package.related(part, "comments"):
        root = package.xml(name)
        authors = [(author.text or "").strip() for author in children(child(root, "authors"), "author")]
        for comment in children(child(root, "commentList"), "comment"):
            cell = comment.get("ref", "")
            number = comment.get("authorId", "")
            author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
            text = "".join(t.text or "" for t in comment.iter() if local(t) == "t").strip()
            if text and cell not in threaded:
                author = "" if text.startswith(f"{author}:") else author
                found.append(CellComment(cell, _row_of(cell), author, text))
    return sorted(found, key=lambda item: item.row)


def _threads(package: Package, name: str, found: list[CellComment]) -> list[CellComment]:
    root = package.xml(name)
    people = _people(package)
    own = []
    for comment in root if root is not None else ():
        text = "".join(t.text or "" for t in comment.iter() if local(t) == "text").strip()
        if text:
            cell = comment.get("ref", "")
            author = people.get(comment.get("personId", ""), "")
            own.append(CellComment(cell, _row_of(cell), author, text))
    found += own
    return own


def _people(package: Package) -> dict[str, str]:
    """Names of those who wrote threaded comments, by id."""
    found: dict[str, str] = {}
    for part in package.related(package.main_part("xl/workbook.xml"), "person"):
        root = package.xml(part)
        found |= {each.get("id", ""): each.get("displayName", "") for each in (root if root is not None else ())}
    return found


def _row_of(cell: str) -> int:
    digits = re.search(r"\d{1,7}", cell)
    return int(digits.group()) if digits else 1


def _box_texts(package: Package, part: str) -> list[str]:
    texts: list[str] = []
    for drawing in package.related(part, "drawing"):
        root = package.xml(drawing)
        texts += _paragraph_texts(root)
        for chart in package.related(drawing, "chart"):
            texts += _chart_texts(package.xml(chart))
        for diagram in package.related(drawing, "diagramData"):
            texts += diagram_paragraphs(package.xml(diagram))
    return [text for text in dict.fromkeys(text.strip() for text in texts) if text]


def _paragraph_texts(root: Element | None) -> list[str]:
    if root is None:
        return []
    return ["".join(t.text or "" for t in paragraph.iter(f"{A}t")) for paragraph in root.iter(f"{A}p")]


def _chart_texts(root: Element | None) -> list[str]:
    """A chart's title and labels, then its numbers a row a line."""
    chart = read_chart(root)
    if chart is None:
        return []
    return [chart.title, *chart.labels, *("\t".join(row).strip() for row in chart.table())]


def _links(data: bytes, relations: dict[str, Relation]) -> list[str]:
    """Addresses that cells link to."""
    ids = [found.group(1).decode("utf-8", "replace") for tag in _LINK.findall(data) if (found := _LINK_ID.search(tag))]
    return list(dict.fromkeys(relations[key].target for key in ids if key in relations))[:2000]


def _footings(data: bytes) -> list[str]:
    found = []
    for _kind, raw in _FOOTING.findall(data):
        try:
            text = etree.fromstring(b"<t>" + raw + b"</t>", etree.XMLParser(resolve_entities=False)).text or ""
        except etree.XMLSyntaxError:
            continue
        text = footing_text(text)
        if text:
            found.append(text)
    return list(dict.fromkeys(found))


def footing_text(text: str) -> str:
    """The words of a header or footer, without the codes that say where and how they stand."""
    return " ".join(_FOOTING_CODE.sub(" ", text).split())
