"""Outlook messages (MSG): mail, appointments, contacts, tasks, notes. What is attached are files of their own."""

from pathlib import Path

from explorer.extract import media
from explorer.extract.base import Sink, Source
from explorer.extract.mapi_page import give, leaves
from explorer.extract.msg_store import message_of
from explorer.extract.old_office import OldOffice
from explorer.extract.typeset import write_pdf


class MsgReader:
    """Reads one item as Outlook saves it."""

    name = "msg"
    version = 2
    media = frozenset({media.MSG})

    def read(self, source: Source, sink: Sink) -> None:
        """The item as pages "message", "message, p. 2"; its files and attached messages as children.

        Raises:
            DamagedDocumentError: its directory of streams cannot be read, or it holds nothing of a message.
        """
        with OldOffice(source.path, source.name) as office:
            message, left_out = message_of(office)
            give(message, source.name, sink)
            for reason in [*left_out, *office.problems[:5]]:
                sink.partly(reason)

    def render(self, source: Source, target: Path) -> None:
        """Write the same pages as a PDF."""
        with OldOffice(source.path, source.name) as office:
            message, _left_out = message_of(office)
        write_pdf(leaves(message), target)
