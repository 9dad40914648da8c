"""The child process that writes the search index: ``python -m explorer.jobs.index_process``.

Indexing is hungry, so it has a process of its own: the window stays smooth and both cores work.
"""

import errno
import sys
from typing import BinaryIO

import msgspec

from explorer.extract import protection, wire
from explorer.extract.reader_process import take_pipes
from explorer.model.case import CaseId
from explorer.model.document import PageId
from explorer.model.page_words import PageWords
from explorer.search.index_place import open_or_reset


class Pages(msgspec.Struct, tag="pages"):
    """Pages to add, as (id, text, what it holds besides quoted words, its document's kind)."""

    pages: list[tuple[int, str, str | None, str]]


class Forget(msgspec.Struct, tag="forget"):
    """Pages that are no longer in the case."""

    ids: list[int]


class Commit(msgspec.Struct, tag="commit"):
    """Make all that was said so far searchable; answered with the same number."""

    number: int


class Full(msgspec.Struct, tag="full"):
    """Answered instead, and the last thing said: the disk has no room for the index."""


Order = Pages | Forget | Commit | Full
orders = msgspec.msgpack.Decoder(Order)
encode = msgspec.msgpack.Encoder().encode


def main() -> None:
    """Write as told until the parent says no more."""
    protection.leave_the_network(int(sys.argv[1]))
    told, answers = take_pipes()
    try:
        _write(told, answers)
    except OSError as problem:
        if problem.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        wire.write_frame(answers, encode(Full()))


def _write(told: BinaryIO, answers: BinaryIO) -> None:
    engine, _was_reset = open_or_reset(CaseId(sys.argv[2]), sys.argv[3])
    while (frame := wire.read_frame(told)) is not None:
        order = orders.decode(frame)
        if isinstance(order, Pages):
            engine.add(PageWords(PageId(page), text, own, kind) for page, text, own, kind in order.pages)
        elif isinstance(order, Forget):
            engine.delete([PageId(page) for page in order.ids])
        elif isinstance(order, Commit):
            engine.commit()
            engine.add(())  # stays the one that writes: nobody else adds what is still on its way here
            wire.write_frame(answers, encode(order))
    engine.close()


if __name__ == "__main__":
    main()
