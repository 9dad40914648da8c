"""What an XLSX keeps besides its sheets: the rows that pivot tables were made of, cells of other workbooks, prompts.

A pivot table keeps a copy of its rows, also after the sheet that they came from was taken out. Where that sheet is
still there, the copy says nothing new and is left out.
Source: ECMA-376 part 1, 18.10 (pivot tables), 18.14 (external links), 18.3.1.32 (data validation).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree

from explorer.extract.ooxml import Element, Package, child, children, local

_MOST = 2_000  # lines of one kind
_LONGEST = 2_000  # characters of one line
_RULES = re.compile(rb"<((?:\w{1,20}:)?)dataValidations\b.*?</\1dataValidations>", re.DOTALL)
_PROMPTS = ("promptTitle", "prompt", "errorTitle", "error")


def pivot_lines(package: Package, workbook: str, sheets: Sequence[str]) -> list[str]:
    """The rows kept by pivot tables whose sheet is not in the workbook, each table's names of columns first."""
    found: list[str] = []
    for part in package.related(workbook, "pivotCacheDefinition"):
        root = package.xml(part)
        if root is None or _is_shown(child(root, "cacheSource", "worksheetSource"), sheets):
            continue
        fields = children(child(root, "cacheFields"), "cacheField")
        shared = [[each.get("v", "") for each in _values(child(field, "sharedItems"))] for field in fields]
        names = [field.get("name", "") for field in fields]
        rows = list(islice(_records(package, part, shared), _MOST))
        kept = rows or [f"{name}: {', '.join(items)}" for name, items in zip(names, shared, strict=True) if items]
        found += ["\t".join(names), *kept]
        if len(found) > _MOST:
            package.problems.append(
                f"Of the rows that pivot tables keep in “{part}”, those after {_MOST:,} were left out."
            )
            break
    return [line[:_LONGEST] for line in found[:_MOST]]


def _is_shown(source: Element | None, sheets: Sequence[str]) -> bool:
    """Whether the rows stand on a sheet of this workbook: one that is named, or the one of a named table."""
    if source is None or any(str(key).endswith("}id") for key in source.attrib):
        return False
    return source.get("sheet") in sheets or (bool(source.get("name")) and not source.get("sheet"))


def _records(package: Package, part: str, shared: Sequence[Sequence[str]]) -> Iterator[str]:
    for name in package.related(part, "pivotCacheRecords"):
        for record in children(package.xml(name), "r"):
            cells = []
            for at, value in enumerate(_values(record)):
                written = value.get("v", "")
                if local(value) == "x":  # its place among the field's own values
                    items = shared[at] if at < len(shared) else ()
                    written = items[int(written)] if written.isdigit() and int(written[:9]) < len(items) else ""
                cells.append(written)
            yield "\t".join(cells)


def _values(parent: Element | None) -> list[Element]:
    return [] if parent is None else [each for each in parent if isinstance(each.tag, str)]


def outer_lines(package: Package, workbook: str) -> list[str]:
    """The last known cells of other workbooks, as "sheet!cell: value"."""
    found: list[str] = []
    for part in package.related(workbook, "externalLink"):
        book = child(package.xml(part), "externalBook")
        names = [each.get("val", "") for each in children(child(book, "sheetNames"), "sheetName")]
        for data in children(child(book, "sheetDataSet"), "sheetData"):
            number = data.get("sheetId", "")
            name = names[int(number)] if number.isdigit() and len(number) < 6 and int(number) < len(names) else ""
            for row in children(data, "row"):
                for cell in children(row, "cell"):
                    value = child(cell, "v")
                    if value is not None and (value.text or "").strip():
                        found.append(f"{name}!{cell.get('r', '')}: {(value.text or '').strip()[:_LONGEST]}")
            if len(found) > _MOST:
                return found[:_MOST]
    return found


def prompt_lines(data: bytes) -> list[str]:
    """What a sheet says to those who fill it in, and what it lets them choose from."""
    part = _RULES.search(data)
    if part is None:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(part[0], parser)
    except etree.XMLSyntaxError:
        return []
    found: dict[str, None] = {}
    for rule in list(root if root is not None else ())[:_MOST]:
        if not isinstance(rule.tag, str) or local(rule) != "dataValidation":
            continue
        listed = child(rule, "formula1")
        choice = (listed.text or "").strip() if rule.get("type") == "list" and listed is not None else ""
        said = [" ".join(rule.get(key, "").split()) for key in _PROMPTS]
        if line := " · ".join(each for each in [*said, choice.strip('"')] if each):
            found[f"{rule.get('sqref', '')[:100]}: {line}"[:_LONGEST]] = None
    return list(found)
