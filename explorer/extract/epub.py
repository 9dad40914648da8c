"""Electronic books (EPUB): the words of their chapters, in reading order, set into pages of our own.

Source: EPUB 3.3, 4 (container) and 5 (package document). Nothing that a chapter names outside is loaded.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from explorer.errors import DamagedDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.encodings import decode_html
from explorer.extract.html_blocks import html_blocks
from explorer.extract.office_facts import boxed
from explorer.extract.ooxml import Element, Package, child, local
from explorer.extract.ooxml_parts import say_problems
from explorer.extract.typeset import Block, Flow, PageBreak, write_pdf
from explorer.model.document import Kind

_CONTAINER = "META-INF/container.xml"
_ESCAPE = re.compile(rb"%([0-9a-fA-F]{2})")
_CHAPTERS_MOST = 20_000
_CHAPTER_BYTES = 50_000_000
_NAMED = {"creator": "Author", "publisher": "Publisher", "identifier": "Identifier", "rights": "Rights"}


class EpubReader:
    """Reads EPUB 2 and 3."""

    name = "epub"
    version = 2
    media = frozenset({media.EPUB})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the book's pages."""
        with Package(source.path, source.name) as package:
            root, folder = _opened(package)
            said = _said(root)
            sink.facts(Facts(Kind.DOCUMENT, title=said.get("title", ""), date=said.get("date", "")))
            for ordinal, leaf in enumerate(Flow().leaves(_blocks(package, root, folder)), 1):
                sink.page(leaf.extracted(ordinal, f"p. {ordinal}"))
            say_problems(package, sink)

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        with Package(source.path, source.name) as package:
            write_pdf(Flow().leaves(_blocks(package, *_opened(package))), target)


def _opened(package: Package) -> tuple[Element, str]:
    """The package document and the folder that its links start from."""
    container = package.xml(_CONTAINER)
    named = child(container, "rootfiles", "rootfile")
    part = named.get("full-path", "") if named is not None else ""
    root = package.xml(part) if part else None
    if root is None:
        raise DamagedDocumentError(package.name, "the list of its chapters is lost")
    return root, posixpath.dirname(part)


def _said(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    meta = child(root, "metadata")
    for each in meta if meta is not None else ():
        text = " ".join((each.text or "").split())[:500]
        if local(each) and text:
            found.setdefault(local(each), text)
    if not found.get("date", "")[:4].isdigit():
        found.pop("date", None)
    return found


def _blocks(package: Package, root: Element, folder: str) -> Iterator[Block]:
    is_first = True
    for part in _chapters(root, folder):
        data = package.data(part, _CHAPTER_BYTES)
        if data is None:
            package.problems.append(f"The chapter “{posixpath.basename(part)}” of “{package.name}” cannot be read.")
            continue
        if not is_first:
            yield PageBreak()
        is_first = False
        yield from html_blocks(decode_html(data))[1]
    said = _said(root)
    yield from boxed("Document properties", [f"{word}: {said[key]}" for key, word in _NAMED.items() if key in said])


def _chapters(root: Element, folder: str) -> list[str]:
    """Names of the chapters' parts: those of the spine, then those that it leaves out."""
    listed: dict[str, tuple[str, str]] = {}
    manifest, spine = child(root, "manifest"), child(root, "spine")
    for each in manifest if manifest is not None else ():
        link = _plain(each.get("href", "").partition("#")[0])
        part = posixpath.normpath(posixpath.join("/", folder, link)).lstrip("/")
        listed[each.get("id", "")] = part, each.get("media-type", "")
    order = [each.get("idref", "") for each in (spine if spine is not None else ()) if local(each) == "itemref"]
    rest = [key for key, (_part, kind) in listed.items() if "html" in kind and not _is_contents(manifest, key)]
    wanted = dict.fromkeys([*order, *rest])
    return [listed[key][0] for key in wanted if key in listed][:_CHAPTERS_MOST]


def _is_contents(manifest: Element | None, key: str) -> bool:
    items = manifest if manifest is not None else ()
    return any(each.get("id") == key and "nav" in each.get("properties", "").split() for each in items)


def _plain(link: str) -> str:
    """A link without its percent signs. Source: RFC 3986, 2.1."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), link.encode()).decode("utf-8", "replace")
