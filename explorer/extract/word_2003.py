"""Word documents of one piece of XML. Those of Word 2003 are rewritten into the parts of a package, and read as such.

Source: Microsoft Office 2003 XML Reference Schemas (WordprocessingML); its elements became those of ECMA-376.
"""

import base64
import binascii
import contextlib
import io
import zipfile
from contextlib import AbstractContextManager

from lxml import etree

from explorer.errors import DamagedDocumentError, LimitError
from explorer.extract import media
from explorer.extract.base import Source
from explorer.extract.ooxml import XML_BYTES, Element, Package, R, child, local, parse_xml
from explorer.extract.word import WordReader
from explorer.extract.word_styles import W

_OLD = b"http://schemas.microsoft.com/office/word/2003/wordml"
_NEW = W.strip("{}").encode()
_REL = R.strip("{}")
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_NOTES = ("footnote", "endnote")
_MARGINS = {"hdr": "header", "ftr": "footer"}
_KNOWN = {
    "Author": "creator",
    "LastAuthor": "lastModifiedBy",
    "Title": "title",
    "Subject": "subject",
    "Created": "created",
    "LastSaved": "modified",
    "Keywords": "keywords",
    "Description": "description",
}


class Word2003Reader(WordReader):
    """Reads documents that Word 2003 saved as one piece of XML."""

    name = "word-2003"
    version = 2
    media = frozenset({media.WORD_2003})

    def open(self, source: Source) -> AbstractContextManager[Package]:
        """The document as a package held in memory.

        Raises:
            LimitError: it is larger than is read.
            DamagedDocumentError: it is no XML.
        """
        if source.path.stat().st_size > XML_BYTES:
            raise LimitError(source.name, f"it has more than {XML_BYTES // 1_000_000} MB of XML")
        root, is_faulty = parse_xml(source.path.read_bytes().replace(_OLD, _NEW))
        if root is None:
            raise DamagedDocumentError(source.name, "its XML cannot be read")
        is_package = local(root) == "package"
        package = Package(_zipped(_flat_parts(root) if is_package else _Rewriting(root).parts_of()), source.name)
        if is_faulty:
            package.problems.append(f"“{source.name}” is faulty XML; what could be made out was read.")
        return package


class _Rewriting:
    """Takes a document's single tree apart into the parts of a package."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.parts: dict[str, bytes] = {}
        self.links: list[tuple[str, str, str]] = []  # id, kind, target
        self.gathered: dict[str, list[Element]] = {"footnote": [], "endnote": [], "comment": []}
        self.pictures: dict[str, str] = {}

    def parts_of(self) -> dict[str, bytes]:
        """The parts by name."""
        self._pictures()
        for each in list(self.root.iter()):
            self._rewrite(each)
        for kind, found in self.gathered.items():
            if found:
                self._add(f"{kind}s", f"{kind}s.xml", _wrapped(f"{kind}s", found))
        styles = child(self.root, "styles")
        if styles is not None:
            self._add("styles", "styles.xml", etree.tostring(styles))
        self.parts["word/document.xml"] = etree.tostring(self.root)
        self.parts["word/_rels/document.xml.rels"] = _relations(self.links)
        self._properties()
        return self.parts

    def _add(self, kind: str, target: str, data: bytes) -> str:
        key = f"own{len(self.links)}"
        self.parts[f"word/{target}"] = data
        self.links.append((key, kind, target))
        return key

    def _pictures(self) -> None:
        for each in self.root.iter(f"{W}binData"):
            try:
                data = base64.b64decode(each.text or "")
            except (binascii.Error, ValueError):
                continue
            name = each.get(f"{W}name", "")
            self.pictures[name] = self._add("image", f"media/picture{len(self.links)}", data)
            each.text = None

    def _rewrite(self, each: Element) -> None:
        name = local(each)
        if name == "annotation":
            self._annotation(each)
        elif name in _NOTES and local_parent(each) == "r":
            self._moved(each, name, f"{W}{name}Reference")
        elif name in ("sect", "sub-section", "content"):
            each.tag = f"{W}smartTag"
        elif name in _MARGINS and local_parent(each) == "sectPr":
            kind = _MARGINS[name]
            self._add(kind, f"{kind}{len(self.links)}.xml", _wrapped(name, list(each)))
        elif name == "imagedata" and each.get("src", "") in self.pictures:
            each.set(f"{R}id", self.pictures[each.get("src", "")])

    def _annotation(self, each: Element) -> None:
        """Insertions, deletions and comments, which Word 2003 writes as one kind of element."""
        kind = each.get(f"{W}type", "")
        for key, value in list(each.attrib.items()):
            short = str(key).rpartition("}")[2]
            if short in ("author", "createdate"):
                each.set(f"{W}{'date' if short == 'createdate' else short}", value)
        if kind == "Word.Comment":
            self._moved(each, "comment", f"{W}commentReference")
        elif kind in ("Word.Insertion", "Word.Deletion"):
            each.tag = f"{W}ins" if kind == "Word.Insertion" else f"{W}del"

    def _moved(self, each: Element, kind: str, reference: str) -> None:
        """Put what stands in the text into the part where it is looked for, and a reference in its place."""
        parent = each.getparent()
        if parent is None:
            return
        key = str(len(self.gathered[kind]) + 1)
        mark = etree.Element(reference, {f"{W}id": key})
        mark.tail, each.tail = each.tail, None
        parent.replace(each, mark)
        each.tag = f"{W}{kind}"
        each.set(f"{W}id", key)
        each.attrib.pop(f"{W}type", "")
        self.gathered[kind].append(each)

    def _properties(self) -> None:
        said = child(self.root, "DocumentProperties")
        core = etree.Element("coreProperties")
        for each in said if said is not None else ():
            if local(each) in _KNOWN:
                etree.SubElement(core, _KNOWN[local(each)]).text = each.text
        self.parts["docProps/core.xml"] = etree.tostring(core)
        links = [("doc", "officeDocument", "word/document.xml"), ("core", "core-properties", "docProps/core.xml")]
        if said is not None:
            self.parts["docProps/app.xml"] = etree.tostring(said)
            links.append(("app", "extended-properties", "docProps/app.xml"))
        self.parts["_rels/.rels"] = _relations(links)


def _zipped(parts: dict[str, bytes]) -> io.BytesIO:
    """A package as an open file in memory; stored, so that no guard against bombs mistakes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    out.seek(0)
    return out


def _flat_parts(root: Element) -> dict[str, bytes]:
    """The parts of a package that was saved as one piece of XML ("Flat OPC")."""
    parts: dict[str, bytes] = {}
    for each in root:
        name = next((str(value) for key, value in each.attrib.items() if str(key).endswith("}name")), "").lstrip("/")
        held = each[0] if len(each) else None
        if held is None or not name or name in parts:
            continue
        with contextlib.suppress(binascii.Error, ValueError):
            is_xml = local(held) == "xmlData" and len(held)
            parts[name] = etree.tostring(held[0], with_tail=False) if is_xml else base64.b64decode(held.text or "")
    return parts


def local_parent(element: Element) -> str:
    """The name of the element that holds this one."""
    parent = element.getparent()
    return local(parent) if parent is not None else ""


def _wrapped(name: str, inner: list[Element]) -> bytes:
    root = etree.Element(f"{W}{name}")
    root.extend(inner)
    return etree.tostring(root)


def _relations(links: list[tuple[str, str, str]]) -> bytes:
    root = etree.Element(f"{{{_PACKAGE_REL}}}Relationships")
    for key, kind, target in links:
        each = etree.SubElement(root, f"{{{_PACKAGE_REL}}}Relationship")
        each.attrib.update({"Id": key, "Type": f"{_REL}/{kind}", "Target": target})
    return etree.tostring(root)
