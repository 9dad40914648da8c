"""Rich text files: everything that is written in them, hidden and deleted text, comments and notes too.

Pages are of our own setting, so "p. 3" need not be Word's page 3. Running headers and footers stand where they are
declared, each once. Files packed inside become documents of their own.
"""

from pathlib import Path

from explorer.errors import DamagedDocumentError, EmptyDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.rtf_blocks import RtfText
from explorer.extract.rtf_objects import embedded_file
from explorer.extract.typeset import Flow, numbered, write_pdf
from explorer.model.document import Kind

MOST_BYTES = 100_000_000
_LOOKED_AT = 4096  # bytes before the first brace


class RtfReader:
    """Reads RTF as any program writes it."""

    name = "rtf"
    version = 2
    media = frozenset({media.RTF})

    def read(self, source: Source, sink: Sink) -> None:
        """Pages as set, labelled "p. 1" and so on.

        Raises:
            EmptyDocumentError: the file has no bytes.
            DamagedDocumentError: it does not begin as RTF does.
        """
        data, is_whole = _bytes_of(source)
        text = RtfText(data)
        leaves = Flow().leaves(text.blocks())
        first = next(leaves)
        sink.facts(Facts(Kind.DOCUMENT, title=text.info.get("title", ""), date=text.created))
        sink.page(first.extracted(1, numbered(1)))
        for ordinal, leaf in enumerate(leaves, start=2):
            sink.page(leaf.extracted(ordinal, numbered(ordinal)))
        if not is_whole:
            sink.partly(
                f"Only the first {MOST_BYTES // 1_000_000} MB of “{source.name}” were read; the rest exceeds the limit."
            )
        elif text.is_cut:
            sink.partly(f"“{source.name}” ends in the middle; what stands before was read. Ask for a fresh copy.")
        if text.is_blob_left_out:
            sink.partly(f"Pictures or files packed into “{source.name}” were left out: together they exceed the limit.")
        _give_objects(text, sink)

    def render(self, source: Source, target: Path) -> None:
        """Write the PDF of the same pages."""
        write_pdf(Flow().leaves(RtfText(_bytes_of(source)[0], wants_pictures=True).blocks()), target)


def _give_objects(text: RtfText, sink: Sink) -> None:
    for number, data in enumerate(text.objects, start=1):
        found = embedded_file(data, number)
        if found is not None:
            sink.child(*found)


def _bytes_of(source: Source) -> tuple[bytes, bool]:
    """The file from its first brace on, and whether it is all of it."""
    with source.path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if not data:
        raise EmptyDocumentError(source.name)
    start = data.find(b"{\\rt", 0, _LOOKED_AT)
    if start < 0:
        raise DamagedDocumentError(source.name, "it does not begin as rich text does")
    return data[start:MOST_BYTES], len(data) <= MOST_BYTES
