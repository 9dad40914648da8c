"""HTML pages as documents: their words set into pages. What the page looked like in a browser is not copied."""

from pathlib import Path

from explorer.errors import EmptyDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.encodings import decode_html
from explorer.extract.flow import LETTER, LONG_PAGE
from explorer.extract.html_blocks import html_blocks
from explorer.extract.typeset import Block, Flow, numbered, write_pdf
from explorer.model.document import Kind

MOST_BYTES = 50_000_000
_FLOW = Flow(height=LONG_PAGE, shortest=LETTER)


class HtmlReader:
    """Reads HTML and XHTML; nothing it names is loaded."""

    name = "html"
    version = 3
    media = frozenset({media.HTML})

    def read(self, source: Source, sink: Sink) -> None:
        """Pages as set, labelled "p. 1" and so on; the title is the document's.

        Raises:
            EmptyDocumentError: the file has no bytes.
        """
        title, blocks, is_whole = _parsed(source)
        sink.facts(Facts(Kind.TEXT, title=title))
        if not is_whole:
            sink.partly(
                f"Only the first {MOST_BYTES // 1_000_000} MB of “{source.name}” were read; the rest exceeds the limit."
            )
        for ordinal, leaf in enumerate(_FLOW.leaves(blocks), start=1):
            sink.page(leaf.extracted(ordinal, numbered(ordinal)))

    def render(self, source: Source, target: Path) -> None:
        """Write the same pages as a PDF."""
        write_pdf(_FLOW.leaves(_parsed(source)[1]), target)


def _parsed(source: Source) -> tuple[str, list[Block], bool]:
    with source.path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if not data:
        raise EmptyDocumentError(source.name)
    title, blocks = html_blocks(decode_html(data[:MOST_BYTES]))
    return title, blocks, len(data) <= MOST_BYTES
