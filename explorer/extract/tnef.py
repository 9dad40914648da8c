"""What Outlook wraps a message in when it sends rich text: winmail.dat (TNEF). Its files become files of their own."""

from pathlib import Path

from explorer.extract import media
from explorer.extract.base import Sink, Source
from explorer.extract.mapi_page import give, leaves
from explorer.extract.tnef_stream import MOST_FILES, parse
from explorer.extract.typeset import write_pdf

MOST_BYTES = 300_000_000


class TnefReader:
    """Reads winmail.dat, alone or as it was attached."""

    name = "tnef"
    version = 2
    media = frozenset({media.TNEF})

    def read(self, source: Source, sink: Sink) -> None:
        """What the message says, and its files as children.

        Raises:
            DamagedDocumentError: it holds nothing of a message.
        """
        data = _bytes_of(source)
        found = parse(data)
        give(found.message, source.name, sink)
        if len(data) == MOST_BYTES:
            sink.partly(
                f"Only the first {MOST_BYTES // 1_000_000} MB of “{source.name}” were read; the rest exceeds the limit."
            )
        elif found.is_cut:
            sink.partly(
                f"“{source.name}” is damaged or ends too early; what can be read of it was. Ask for a fresh copy."
            )
        if found.is_too_long:
            sink.partly(f"Only the first {MOST_FILES:,} files in “{source.name}” were read; the rest exceed the limit.")

    def render(self, source: Source, target: Path) -> None:
        """Write the same pages as a PDF."""
        write_pdf(leaves(parse(_bytes_of(source)).message), target)


def _bytes_of(source: Source) -> bytes:
    with source.path.open("rb") as file:
        return file.read(MOST_BYTES)
