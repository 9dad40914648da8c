"""OpenDocument files, packed or flat: their XML roots, pictures and packed objects, read with the care of ``ooxml``.

Source: OASIS OpenDocument 1.3, part 2 (packages) and part 3 (schema).
"""

import base64
import binascii
import posixpath
from pathlib import Path

from explorer.errors import DamagedDocumentError, LimitError
from explorer.extract.ooxml import XML_BYTES, CoreFacts, Element, Package, child, local, parse_xml

_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = f"{_URN}office:1.0}}", f"{_URN}text:1.0}}", f"{_URN}table:1.0}}"
STYLE, DRAW, PRESENTATION = f"{_URN}style:1.0}}", f"{_URN}drawing:1.0}}", f"{_URN}presentation:1.0}}"
SVG, FO = f"{_URN}svg-compatible:1.0}}", f"{_URN}xsl-fo-compatible:1.0}}"
XLINK, XML = "{http://www.w3.org/1999/xlink}", "{http://www.w3.org/XML/1998/namespace}"
_CENTIMETRES = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}


class OdfFile:
    """An open OpenDocument file.

    Args:
        path: the file, opened for reading only.
        name: what the file is called in messages.

    Attributes:
        content: the root that holds the body.
        styles: the root that holds the common styles; the same one in a flat file.
        problems: parts that could not be read, in words.

    Raises:
        DamagedDocumentError: it has no body that can be reached.
        LimitError: a flat file is larger than is read.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self.package: Package | None = None
        with path.open("rb") as file:
            is_zip = file.read(2) == b"PK"
        if is_zip:
            self.package = Package(path, name)
            self.problems = self.package.problems
            self.content, self.styles = self.package.xml("content.xml"), self.package.xml("styles.xml")
        else:
            self.content = self.styles = self._flat(path)
        if child(self.content, "body") is None:
            self.close()
            raise DamagedDocumentError(name, "it has no document body")

    def _flat(self, path: Path) -> Element | None:
        if path.stat().st_size > XML_BYTES:
            raise LimitError(self.name, f"it has more than {XML_BYTES // 1_000_000} MB of XML")
        root, is_faulty = parse_xml(path.read_bytes())
        if is_faulty:
            self.problems.append(f"“{self.name}” is faulty XML; what could be made out was read.")
        return root

    def close(self) -> None:
        if self.package is not None:
            self.package.close()

    def __enter__(self) -> "OdfFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def body(self, kind: str) -> Element:
        """The body of a kind: text, spreadsheet, presentation, drawing.

        Raises:
            DamagedDocumentError: there is none.
        """
        found = child(self.content, "body", kind)
        if found is None:
            raise DamagedDocumentError(self.name, f"it has no body of the kind “{kind}”")
        return found

    def core(self) -> CoreFacts:
        """Title, subject, author and date."""
        root = self.content
        if self.package is not None:
            root = self.package.xml("meta.xml") if self.package.has("meta.xml") else None
        meta = child(root, "meta")
        found = {local(each): (each.text or "").strip() for each in (meta if meta is not None else ())}
        date = found.get("creation-date", "")
        return CoreFacts(
            found.get("title", "")[:500],
            found.get("subject", "")[:500],
            (found.get("initial-creator") or found.get("creator", ""))[:500],
            date if date[:4].isdigit() else "",
        )

    def picture(self, image: Element) -> bytes:
        """The bytes of a ``draw:image``; empty if it lies outside or is damaged."""
        inline = child(image, "binary-data")
        if inline is not None:
            return _decoded(inline)
        link = image.get(f"{XLINK}href", "")
        if self.package is None or not link or ":" in link:
            return b""
        return self.package.data(posixpath.normpath(link)) or b""

    def object_root(self, element: Element) -> Element | None:
        """The content of an object set into the document: a chart, a formula, a table."""
        inline = next((each for each in element if local(each) in ("document", "math")), None)
        link = posixpath.normpath(element.get(f"{XLINK}href", "") or ".")
        if inline is not None or self.package is None or link == ".":
            return inline
        part = posixpath.join(link, "content.xml")
        return self.package.xml(part) if self.package.has(part) else None

    def packed(self) -> list[tuple[str, bytes | None]]:
        """Files packed inside as foreign objects (OLE), by name; None for one that cannot be read."""
        found: list[tuple[str, bytes | None]] = []
        for each in self.content.iter(f"{DRAW}object-ole") if self.content is not None else ():
            inline = child(each, "binary-data")
            part = posixpath.normpath(each.get(f"{XLINK}href", "") or ".")
            if inline is not None:
                found.append((f"object {len(found) + 1}", _decoded(inline)))
            elif self.package is not None and self.package.has(part):
                found.append((posixpath.basename(part), self.package.data(part)))
        return found


def _decoded(element: Element) -> bytes:
    try:
        return base64.b64decode(element.text or "")
    except (binascii.Error, ValueError):
        return b""


def length(text: str | None, default: float = 0.0) -> float:
    """A length such as "2.5cm", in points."""
    text = (text or "").strip()
    try:
        value = float(text[:-2]) * _CENTIMETRES[text[-2:]]
    except (ValueError, KeyError):
        return default
    return value if -1e5 < value < 1e5 else default


def repeated(element: Element, name: str, most: int) -> int:
    """How often a ``table`` attribute says that an element is repeated, from 1 up to ``most``."""
    text = element.get(f"{TABLE}{name}", "1")
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 12 else 1
