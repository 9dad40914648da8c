"""What a PDF says of itself: properties, bookmarks, data of its XFA form. They hang on the pages they belong to.

Sources: ISO 32000-1, 14.3 (metadata), 12.3.3 (outlines), 12.7.8 (XFA); ISO 16684-1 (XMP).
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from explorer.extract.pdf_extras import Extra, one_line
from explorer.extract.pdf_fields import placeless_fields
from explorer.extract.pdf_objects import ERRORS
from explorer.extract.pdf_xml import form_values, form_words, metadata_values
from explorer.model.document import Box, Layer

_KNOWN = {
    "author": "Author",
    "subject": "Subject",
    "keywords": "Keywords",
    "creator": "Made with",
    "producer": "Written by",
}
_SAID_ELSEWHERE = frozenset(
    ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate", "Trapped")
)
_MOST = 2_000  # bookmarks, properties or fields
_LONGEST = 2_000  # characters of one
_PLACE = Box(0.0, 0.0, 12.0, 12.0)  # nothing on the page shows them; a hit leads to the page's corner


def about(document: Any) -> dict[int, list[Extra]]:
    """The lines that hang on each page, by its ordinal; those of the whole document hang on the first."""
    found: dict[int, list[Extra]] = defaultdict(list)
    for line in dict.fromkeys(_properties(document)):
        found[1].append(Extra(line, _PLACE, Layer.PROPERTIES))
    for line in _form_lines(document):
        found[1].append(Extra(line, _PLACE, Layer.FIELD))
    for ordinal, title in _bookmarks(document):
        found[ordinal].append(Extra(f"Bookmark: {title}", _PLACE, Layer.PROPERTIES))
    return dict(found)


def _properties(document: Any) -> Iterator[str]:
    metadata = document.metadata or {}
    said: set[str] = {one_line(metadata.get("title"))}
    for key, name in _KNOWN.items():
        if value := one_line(metadata.get(key))[:_LONGEST]:
            said.add(value)
            yield f"{name}: {value}"
    for name, value in [*_own_properties(document), *_xmp(document)]:
        if value not in said:
            said.add(value)
            yield f"{name}: {value}"


def _own_properties(document: Any) -> list[tuple[str, str]]:
    """The entries of the information dictionary that the standard does not name."""
    found: list[tuple[str, str]] = []
    try:
        kind, written = document.xref_get_key(-1, "Info")
        if kind != "xref":
            return []
        number = int(written.split()[0])
        for key in document.xref_get_keys(number)[:_MOST]:
            kind, value = document.xref_get_key(number, key)
            if kind == "string" and key not in _SAID_ELSEWHERE and (line := one_line(value)[:_LONGEST]):
                found.append((one_line(key), line))
    except ERRORS:
        pass  # damaged: what was found so far is all that can be had
    return found


def _xmp(document: Any) -> list[tuple[str, str]]:
    try:
        written = document.get_xml_metadata() or ""
    except ERRORS:
        return []
    return metadata_values(written)


def _form_lines(document: Any) -> Iterator[str]:
    """Fields that stand on no page, and values of an XFA form; they may differ from what the pages show."""
    for name, value in placeless_fields(document):
        yield f"Form field {name}: {value}" if name else f"Form field: {value}"
    parts = _xfa_parts(document)
    for name, value in form_values(parts):
        yield f"XFA field {name}: {value}"
    if parts and not document.is_form_pdf:  # the page only says that another program is needed
        yield from (f"XFA form: {line}" for line in form_words(parts))


def _xfa_parts(document: Any) -> dict[str, bytes]:
    """The parts of an XFA form by name; one that is not in parts is called "whole"."""
    try:
        kind, written = document.xref_get_key(document.pdf_catalog(), "AcroForm/XFA")
        if kind == "xref":
            number = int(written.split()[0])
            if document.xref_is_stream(number):
                return {"whole": document.xref_stream(number) or b""}
            written = document.xref_object(number, compressed=True)
        names = [part.split("(", 1)[-1] for part in written.split(")")]
        parts: dict[str, bytes] = {}
        for name, after in zip(names[:50], written.split(")")[1:51], strict=False):
            number = int(after.strip(" []").split()[0])
            parts[name] = document.xref_stream(number) or b""
    except ERRORS:
        return {}
    return parts


def _bookmarks(document: Any) -> Iterator[tuple[int, str]]:
    try:
        entries = document.get_toc(simple=True)
    except ERRORS:
        return
    for _, title, ordinal in entries[:_MOST]:
        if line := one_line(title)[:_LONGEST]:
            yield min(max(ordinal, 1), document.page_count), line
