"""Outlook's stores (.pst, .ost): each item is handed on as a message of its own, under its folder's path.

The library that reads them is native code, so it is opened here alone, in the reader's own process. Its orphan items,
which lie in no folder any more, are handed on under "Recovered items".
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypff

from explorer.errors import DamagedDocumentError
from explorer.extract import media
from explorer.extract.base import Facts, Sink, Source
from explorer.extract.pst_items import Counts, Place, places, taken
from explorer.extract.pst_message import Item, composed
from explorer.extract.pst_properties import BROKEN, names_of
from explorer.extract.typeset import write_pdf
from explorer.model.document import Kind

_FIRST_WIDE = 21  # the version from which places in the file have 64 bits
_UNFIT = re.compile(r"[/\\\x00-\x1f\x7f]+")


class PstReader:
    """Splits an Outlook store into its items."""

    name = "pst"
    version = 2
    media = frozenset({media.PST})

    def read(self, source: Source, sink: Sink) -> None:
        """Each item as a child "Inbox/0001 Subject.eml"; a store has no pages.

        Raises:
            DamagedDocumentError: nothing of it can be read.
        """
        store = _opened(source)
        try:
            sink.facts(Facts(Kind.ARCHIVE))
            counts, found = Counts(), 0
            names, codec = names_of(store), store.get_ascii_codepage() or "cp1252"
            last, number = "", 0
            for place in places(store, counts):
                item = taken(place, names, codec, counts)
                if item is None:
                    counts.items += 1
                    continue
                found += 1
                number = number + 1 if place.folder == last else 1
                last = place.folder
                sink.child(_name(place, number, item), composed(item))
        finally:
            store.close()
        if not found and (counts.items or counts.folders):
            raise DamagedDocumentError(source.name, "none of its messages can be read")
        if is_short(source.path):
            sink.partly(f"“{source.name}” breaks off before its end: items may be missing. Ask for a fresh copy.")
        for reason in _left_out(source.name, counts):
            sink.partly(reason)

    def render(self, source: Source, target: Path) -> None:  # noqa: ARG002 - the protocol's
        """A store shows nothing of its own."""
        write_pdf([], target)


def _opened(source: Source) -> Any:
    store = pypff.file()
    try:
        store.open(str(source.path))
    except BROKEN as problem:
        raise DamagedDocumentError(source.name, "its table of contents cannot be read") from problem
    return store


def is_short(path: Path) -> bool:
    """Whether the file is shorter than its header states. Source: [MS-PST] 2.2.2.6 (wVer, ibFileEof)."""
    with path.open("rb") as file:
        head = file.read(192)
    start, end = (184, 192) if int.from_bytes(head[10:12], "little") >= _FIRST_WIDE else (168, 172)
    return path.stat().st_size < int.from_bytes(head[start:end], "little")


def _name(place: Place, number: int, item: Item) -> str:
    subject = _UNFIT.sub("-", item.subject)[:100].strip()
    name = f"{number:04d} {subject or '(no subject)'}.eml"
    return f"{place.folder}/{name}" if place.folder else name


def _left_out(name: str, counts: Counts) -> Iterator[str]:
    ask = "Ask for a fresh export of the mailbox."
    if counts.items or counts.folders:
        yield f"“{name}” is damaged: {counts.items:,} items and {counts.folders:,} folders could not be read. {ask}"
    if counts.partly:
        yield f"“{name}” is damaged: {counts.partly:,} items were read in part. {ask}"
    if counts.files:
        yield f"Attached files of “{name}” that could not be read in full: {counts.files:,}. {ask}"
    if counts.messages:
        yield (
            f"Messages attached to messages of “{name}” that were read in part: {counts.messages:,};"
            " save these as .msg files in Outlook and add them."
        )
    if counts.is_cut:
        yield f"“{name}” holds more folders than the limit; the rest was left out. {ask}"
