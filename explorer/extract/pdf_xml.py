"""The XML inside PDFs: XMP metadata and the data of XFA forms, as names with values.

Sources: ISO 16684-1 (XMP), XML Forms Architecture 3.3, chapters 3 and 4 (template and data).
"""

from collections.abc import Iterator

from explorer.extract.ooxml import Element, children, local, parse_xml
from explorer.extract.pdf_extras import one_line

_LARGEST = 20_000_000  # bytes of one part
_MOST = 2_000  # values
_LONGEST = 2_000  # characters of one
# Dates, identifiers and counters that programs write for each other.
_FOR_PROGRAMS = frozenset(
    [
        "CreateDate",
        "ModifyDate",
        "MetadataDate",
        "DocumentID",
        "InstanceID",
        "OriginalDocumentID",
        "VersionID",
        "RenditionClass",
        "format",
        "PDFVersion",
        "GTS_PDFXVersion",
        "conformance",
        "part",
        "History",
        "DerivedFrom",
        "Thumbnails",
        "Trapped",
        "ManageTo",
        "schemas",
        "rev",
        "GTS_PDFXConformance",
        "ColorMode",
        "ICCProfile",
    ]
)
_NAMED = {"creator": "Author", "description": "Subject", "subject": "Keywords", "rights": "Rights", "title": "Title"}


def metadata_values(written: str) -> list[tuple[str, str]]:
    """The properties of an XMP packet that say something to a person, as names with values."""
    root = _parsed(written.encode("utf-8", "replace"))
    found: list[tuple[str, str]] = []
    for about in _each(root, "Description") if root is not None else ():
        for key, value in about.attrib.items():
            _put(found, str(key).rpartition("}")[2], str(value))
        for part in about:
            if isinstance(part.tag, str):
                _put(found, local(part), "; ".join(filter(None, (one_line(text) for text in part.itertext()))))
        if len(found) > _MOST:
            break
    return found[:_MOST]


def form_values(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """The filled fields in an XFA form's data."""
    found: list[tuple[str, str]] = []
    for name in ("datasets", "whole"):
        root = _parsed(parts.get(name, b""))
        for data in _each(root, "data") if root is not None else ():
            for leaf in data.iter():
                if isinstance(leaf.tag, str) and not len(leaf) and (value := one_line(leaf.text)[:_LONGEST]):
                    found.append((local(leaf), value))
                if len(found) >= _MOST:
                    return found
    return found


def form_words(parts: dict[str, bytes]) -> list[str]:
    """The words printed on an XFA form: those of its template, which no page may show."""
    found: dict[str, None] = {}
    for name in ("template", "whole"):
        root = _parsed(parts.get(name, b""))
        for draw in _each(root, "value") if root is not None else ():
            for kind in ("text", "exData"):
                for part in children(draw, kind):
                    if line := one_line(" ".join(str(text) for text in part.itertext()))[:_LONGEST]:
                        found[line] = None
            if len(found) >= _MOST:
                break
    return list(found)


def _each(root: Element, name: str) -> Iterator[Element]:
    """The elements of this name."""
    for found in root.iter():
        if isinstance(found.tag, str) and local(found) == name:
            yield found


def _parsed(data: bytes) -> Element | None:
    data = data[:_LARGEST].strip(b"\0 \r\n\t")
    return parse_xml(data)[0] if data else None


def _put(found: list[tuple[str, str]], name: str, value: str) -> None:
    line = one_line(value)[:_LONGEST]
    if line and name not in _FOR_PROGRAMS and name != "about":
        found.append((_NAMED.get(name, name), line))
