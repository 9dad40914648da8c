"""Word 6 to 2003 files (DOC): all that is written in them, what is hidden, deleted or noted in the margin too.

Pages are of our own setting, so "p. 3" need not be Word's page 3. Running headers stand at the beginning and running
footers at the end, each once. Objects packed inside become documents of their own.
"""

from collections.abc import Iterator
from pathlib import Path

from explorer.errors import DamagedDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.doc_body import Body
from explorer.extract.doc_fib import Head, head_of
from explorer.extract.doc_pieces import Story
from explorer.extract.doc_tables import tables_of
from explorer.extract.old_office import OldOffice
from explorer.extract.old_packed import give_packed
from explorer.extract.typeset import Block, Boxed, Flow, PageBreak, write_pdf
from explorer.extract.word_layout import without_gaps
from explorer.model.document import Kind, Layer

_OBJECTS = "ObjectPool"


class DocReader:
    """Reads DOC and DOT, as Word 6, 95, 97, 2000 and 2003 write them."""

    name = "doc"
    version = 2
    media = frozenset({media.DOC})

    def read(self, source: Source, sink: Sink) -> None:
        """Tell the sink the pages, and the objects packed inside."""
        with OldOffice(source.path, source.name) as office:
            blocks = doc_blocks(office)
            core = office.core()
            sink.facts(Facts(Kind.DOCUMENT, title=core.title, date=core.created))
            for ordinal, leaf in enumerate(Flow().leaves(blocks), 1):
                sink.page(leaf.extracted(ordinal, f"p. {ordinal}"))
            for storage in office.storages(_OBJECTS):
                give_packed(office, (_OBJECTS, storage), sink)
            for problem in office.problems[:5]:
                sink.partly(problem)

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        with OldOffice(source.path, source.name) as office:
            write_pdf(Flow().leaves(doc_blocks(office)), target)


def doc_blocks(office: OldOffice) -> Iterator[Block]:
    """The document's blocks in order: running headers, text, notes, running footers."""
    text = office.data("WordDocument")
    if not text:
        raise DamagedDocumentError(office.name, "it has no text that can be reached")
    head = head_of(text, office.name)
    table = text if head.table == "WordDocument" else office.data(head.table)
    if not table:
        raise DamagedDocumentError(office.name, "the tables that say where its text lies are lost")
    story = Story.of(head, text, table)
    return without_gaps(_all(head, Body(story, tables_of(head, table))))


def _all(head: Head, body: Body) -> Iterator[Block]:
    yield from _margins(body, "header")
    yield from body.blocks(*head.parts["body"])
    for start, end in body.tables.boxes:
        yield from _boxed(body, "Text box", start, end, None)
    yield from body.left_over()
    for start, end in body.tables.header_boxes:
        yield from _boxed(body, "Text box of a running header or footer", start, end, Layer.MARGIN)
    yield from _margins(body, "footer")


def _margins(body: Body, kind: str) -> Iterator[Block]:
    """Running headers or footers with any text, each text once."""
    seen: set[str] = set()
    for which, start, end in body.tables.margins:
        text = "".join(part.text for part in body.story.stretches(start, end)).strip()
        if which == kind and text not in seen:
            seen.add(text)
            yield from _boxed(body, f"Running {kind}", start, end, Layer.MARGIN)


def _boxed(body: Body, title: str, start: int, end: int, layer: Layer | None) -> Iterator[Block]:
    blocks = [block for block in without_gaps(body.blocks(start, end)) if not isinstance(block, PageBreak)]
    if any(run.text.strip() for block in blocks for run in getattr(block, "runs", ())) or any(
        not hasattr(block, "runs") for block in blocks
    ):
        yield Boxed(title, blocks, layer)
