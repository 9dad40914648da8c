"""Office Open XML packages, read with care: ZIP members within stated sizes, XML without entities, network or DTDs.

Nothing is written and no part is named by the file system; a damaged part is left out and said, not fatal.
Source: ECMA-376 part 2 (packages), part 1 annex A for the strict names, which are read as the transitional ones.
"""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from lxml import etree

from explorer.errors import DamagedDocumentError

Element = etree._Element

XML_BYTES = 120_000_000  # of one unpacked XML part
MEDIA_BYTES = 80_000_000  # of one unpacked picture
TOTAL_BYTES = 600_000_000  # of all parts read of one package
RATIO = 200  # unpacked to packed, past the first megabytes
_UNRATED = 16 << 20  # bytes that a part may unpack to whatever its ratio; plain pictures pack very well

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/presentationml/", b"http://schemas.openxmlformats.org/presentationml/2006/"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/", b"http://schemas.openxmlformats.org/spreadsheetml/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
)
_BAD_MEMBER = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,  # a member that asks for a password
    ValueError,
    OverflowError,
)
_FAULTY = (
    "The part “{}” is faulty or too deeply nested; some of its text is missing. "
    "Ask the agency for the document as PDF, or for a fresh copy."
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another. ``target`` is a part's name, or an address if it leads outside."""

    id: str
    kind: str  # the last word of its type: "slide", "notesSlide", "image"
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class CoreFacts:
    """What the package says of itself. ``created`` is ISO 8601 or empty."""

    title: str = ""
    subject: str = ""
    creator: str = ""
    created: str = ""


class Package:
    """An Office file's parts by name.

    Args:
        path: the file, opened for reading only, or its bytes as an open file.
        name: what the file is called in messages.

    Attributes:
        problems: parts that could not be read, in words.

    Raises:
        DamagedDocumentError: it is not a ZIP, or its directory cannot be read.
    """

    def __init__(self, path: Path | BinaryIO, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self._left = TOTAL_BYTES
        self._relations: dict[str, dict[str, Relation]] = {}
        try:
            self._zip = zipfile.ZipFile(path)
            infos = self._zip.infolist()
        except _BAD_MEMBER as problem:
            raise DamagedDocumentError(name, "the list of its parts is lost, as when a copy was cut off") from problem
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._members.setdefault(_key(info.filename), info)

    def close(self) -> None:
        self._zip.close()

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def names(self) -> list[str]:
        """Part names as written, in the order of the directory."""
        return [info.filename.replace("\\", "/").lstrip("/") for info in self._members.values()]

    def bomb(self) -> str:
        """The first member that would unpack to more than is allowed, by what the directory says; else empty."""
        for info in self._members.values():
            if info.file_size > max(_UNRATED, info.compress_size * RATIO) or info.file_size > TOTAL_BYTES:
                return info.filename
        return ""

    def size(self, part: str) -> int:
        """Bytes that a part says it unpacks to; 0 if it is absent."""
        info = self._members.get(_key(part))
        return info.file_size if info is not None else 0

    def has(self, part: str) -> bool:
        return _key(part) in self._members

    def data(self, part: str, most: int = MEDIA_BYTES) -> bytes | None:
        """A part's bytes; None if it is absent, damaged, or larger than it may be (which is noted)."""
        info = self._members.get(_key(part))
        if info is None:
            return None
        allowed = min(most, self._left, max(_UNRATED, info.compress_size * RATIO))
        try:
            with self._zip.open(info) as member:
                data = member.read(allowed + 1)
        except _BAD_MEMBER:
            self.problems.append(f"The part “{part}” is damaged: what it held is missing. Ask for a fresh copy.")
            return None
        if len(data) > allowed:
            self.problems.append(
                f"The part “{part}” unpacks to more than {allowed:,} bytes and was left out. Open it elsewhere."
            )
            return None
        self._left -= len(data)
        return data

    def xml(self, part: str) -> Element | None:
        """A part's root element; a part with faulty XML is read as far as it goes, which is noted."""
        data = self.data(part, XML_BYTES)
        if not data:
            return None
        root, faulty = parse_xml(data)
        if faulty:
            self.problems.append(_FAULTY.format(part))
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """The links of a part by id; of the package itself for an empty name."""
        known = self._relations.get(part)
        if known is None:
            known = self._relations[part] = {each.id: each for each in self._read_relations(part)}
        return known

    def related(self, part: str, kind: str) -> list[str]:
        """Names of the parts that a part links to by links of one kind, in order, present ones only."""
        found = [r.target for r in self.relations(part).values() if r.kind == kind and not r.external]
        return [target for target in found if self.has(target)]

    def main_part(self, default: str) -> str:
        """The document, presentation or workbook part."""
        named = self.related("", "officeDocument")
        return named[0] if named else default

    def core(self) -> CoreFacts:
        """Title, subject, author and date from the core properties."""
        parts = [*self.related("", "core-properties"), "docProps/core.xml"]
        root = self.xml(parts[0])
        if root is None:
            return CoreFacts()
        found = {local(child): (child.text or "").strip() for child in root if isinstance(child.tag, str)}
        date = found.get("created", "")
        return CoreFacts(
            found.get("title", "")[:500],
            found.get("subject", "")[:500],
            found.get("creator", "")[:500],
            date if re.match(r"\d{4}-\d\d-\d\d", date) and not date.startswith("1601") else "",
        )

    def embedded(self) -> list[str]:
        """Names of the files packed inside as objects, and of those that a text is put together from."""
        packed = [
            name for name in self.names() if "/embeddings/" in f"/{name.lower()}" and not name.endswith(("/", ".rels"))
        ]
        chunks = [each for main in self.related("", "officeDocument")[:1] for each in self.related(main, "aFChunk")]
        return [*packed, *dict.fromkeys(chunks)]

    def _read_relations(self, part: str) -> Iterator[Relation]:
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", base + ".rels"))
        for element in root.iter(_REL) if root is not None else ():
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external)


def parse_xml(data: bytes) -> tuple[Element | None, bool]:
    """XML with entities left alone and no way out of the process; and whether it was faulty."""
    if b"purl.oclc.org/ooxml" in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    try:
        return etree.fromstring(data, _parser(recover=False)), False
    except (etree.XMLSyntaxError, ValueError):
        pass
    try:
        # An empty document gives None here, whatever the stubs say.
        return cast("Element | None", etree.fromstring(data, _parser(recover=True))), True
    except (etree.XMLSyntaxError, ValueError):
        return None, True


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def local(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """Direct children with a local name."""
    return [each for each in element if local(each) == name] if element is not None else []


def text_of(element: Element) -> str:
    """All text below an element; entities, which are never resolved, are left out."""
    return "".join(
        [element.text or "", *(f"{text_of(each) if local(each) else ''}{each.tail or ''}" for each in element)]
    )


def number(text: str | None, default: float = 0.0) -> float:
    """A number as XML writes it, or the default."""
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if -1e12 < value < 1e12 else default


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
