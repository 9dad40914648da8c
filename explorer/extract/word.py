"""Word-processor files (DOCX and kin): everything that is written in them, hidden and deleted text too.

Pages are of our own setting, so "p. 3" need not be Word's page 3. Running headers stand at the beginning and running
footers at the end, each once. Files packed inside become documents of their own.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from explorer.errors import DamagedDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.office_facts import boxed, link_box, property_box
from explorer.extract.ooxml import Element, Package, child, children, local
from explorer.extract.ooxml_parts import give_embedded, say_problems
from explorer.extract.typeset import Block, Boxed, Flow, PageBreak, write_pdf
from explorer.extract.word_body import blocks_of, comment_box
from explorer.extract.word_layout import without_gaps
from explorer.extract.word_styles import Numbering, Styles, W
from explorer.extract.word_text import Parts
from explorer.model.document import Kind, Layer

_MOST_VARIABLES = 2_000
_LONGEST_VARIABLE = 2_000  # characters
_LINKING = ("header", "footer", "footnotes", "endnotes", "comments", "settings")


class WordReader:
    """Reads DOCX, DOCM and their templates."""

    name = "word"
    version = 2
    media = frozenset({media.DOCX})

    def open(self, source: Source) -> AbstractContextManager[Package]:
        """The document's parts."""
        return Package(source.path, source.name)

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the pages, and the files packed inside."""
        with self.open(source) as package:
            blocks = _blocks(package, source.name, wants_pictures=False)
            core = package.core()
            sink.facts(Facts(Kind.DOCUMENT, title=core.title, date=core.created))
            for ordinal, leaf in enumerate(Flow().leaves(blocks), 1):
                sink.page(leaf.extracted(ordinal, f"p. {ordinal}"))
            give_embedded(package, sink)
            say_problems(package, sink)

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        with self.open(source) as package:
            write_pdf(Flow().leaves(_blocks(package, source.name, wants_pictures=True)), target)


def _blocks(package: Package, name: str, *, wants_pictures: bool) -> Iterator[Block]:
    part = package.main_part("word/document.xml")
    part = part if package.has(part) else "word/document.xml"
    root = package.xml(part)
    body = child(root, "body")
    if body is None:
        raise DamagedDocumentError(name, "it has no document body")
    parts = Parts(package, part, _styles(package, part), _numbering(package, part), wants_pictures=wants_pictures)
    _gather(parts)
    return _all(parts, body)


def _all(parts: Parts, body: Element) -> Iterator[Block]:
    yield from _margins(parts, "header")
    yield from without_gaps(blocks_of(parts, body))
    for (kind, _id), note in parts.notes.items():
        yield Boxed(f"{kind} without a place", _inner(parts, note), Layer.FOOTNOTE)
    for comment in parts.comments.values():
        yield comment_box(parts, comment)
    yield from _margins(parts, "footer")
    main = parts.part
    linking = [main, *(name for kind in _LINKING for name in parts.package.related(main, kind))]
    yield from link_box(parts.package, linking)
    yield from boxed("Document variables", _variables(parts), Layer.MARGIN)
    yield from property_box(parts.package)


def _variables(parts: Parts) -> list[str]:
    """What macros and mail merges keep in the file."""
    roots = (parts.package.xml(name) for name in parts.package.related(parts.part, "settings"))
    kept = [each for root in roots for each in children(child(root, "docVars"), "docVar")]
    values = ((each.get(f"{W}name", ""), " ".join(each.get(f"{W}val", "").split())) for each in kept[:_MOST_VARIABLES])
    return [f"{name}: {value[:_LONGEST_VARIABLE]}" for name, value in values if value]


def _inner(parts: Parts, element: Element) -> list[Block]:
    return [block for block in without_gaps(blocks_of(parts, element, 1)) if not isinstance(block, PageBreak)]


def _margins(parts: Parts, kind: str) -> Iterator[Block]:
    """Running headers or footers with any text, each text once."""
    seen: set[str] = set()
    main = parts.part
    for name in parts.package.related(main, kind):
        root = parts.package.xml(name)
        text = " ".join("".join(t.text or "" for t in root.iter(f"{W}t")).split()) if root is not None else ""
        if root is None or not text or text in seen:
            continue
        seen.add(text)
        parts.part = name
        blocks = _inner(parts, root)
        parts.part = main
        yield Boxed(f"Running {kind}", blocks, Layer.MARGIN)


def _styles(package: Package, part: str) -> Styles:
    found = package.related(part, "styles")
    return Styles.of(package.xml(found[0]) if found else None)


def _numbering(package: Package, part: str) -> Numbering:
    found = package.related(part, "numbering")
    return Numbering.of(package.xml(found[0]) if found else None)


def _gather(parts: Parts) -> None:
    """Read footnotes, endnotes and comments, to be set where they are referred to."""
    for kind in ("footnote", "endnote"):
        for name in parts.package.related(parts.part, f"{kind}s"):
            for note in children(parts.package.xml(name), kind):
                if note.get(f"{W}type", "normal") == "normal":
                    parts.notes[kind, note.get(f"{W}id", "")] = note
    for name in parts.package.related(parts.part, "comments"):
        root = parts.package.xml(name)
        for comment in root if root is not None else ():
            if local(comment) == "comment":
                parts.comments[comment.get(f"{W}id", "")] = comment
