"""The child process that reads drafts: ``python -m explorer.extract.draft_process``. One file, one answer."""

import sys
import traceback
from pathlib import Path

from explorer.extract import protection

if __name__ == "__main__":  # before anything starts threads
    protection.leave_the_network(int(sys.argv[1]))

from explorer.errors import DamagedDocumentError, DocumentError, LimitError, LockedDocumentError
from explorer.extract import wire
from explorer.extract.base import Source
from explorer.extract.draft_readers import tell_draft
from explorer.extract.draft_text import MOST_CHARACTERS, DraftText
from explorer.extract.reader_process import take_pipes
from explorer.extract.sniffing import look

_MOST_PROBLEMS, _LONGEST = 10, 500  # what is said of a draft that is read in part; characters of each
_FILE_BYTES = 1_000_000  # that it may write; it writes nothing


def main() -> None:
    """Read one file as told and say what it holds."""
    orders, answers = take_pipes()
    protection.limit_resources(int(sys.argv[2]), _FILE_BYTES)
    frame = wire.read_frame(orders)
    if frame is None:
        return
    order = wire.decode_order(frame)
    assert isinstance(order, wire.ReadOrder)
    protection.limit_processor(order.limits.seconds)
    wire.write_frame(answers, wire.encode(_read(order)))


def _read(order: wire.ReadOrder) -> wire.DraftSaid:
    try:
        return _told(order)
    except DocumentError as problem:
        return wire.DraftSaid(order.task, wire.fault_of(problem))
    except MemoryError:
        limit = LimitError(order.name, "reading it takes too much memory")
        return wire.DraftSaid(order.task, wire.fault_of(limit))
    except RecursionError:
        deep = DamagedDocumentError(order.name, "its parts lie in one another too deep")
        return wire.DraftSaid(order.task, wire.fault_of(deep))
    except Exception:  # noqa: BLE001 - a reader's bug or a new kind of damage is said, and costs this file only
        foreign = DamagedDocumentError(order.name, "its reader could make no sense of it")
        return wire.DraftSaid(order.task, wire.fault_of(foreign, traceback.format_exc()))


def _told(order: wire.ReadOrder) -> wire.DraftSaid:
    path, draft = Path(order.path), DraftText()
    seen = look(path, order.name)
    if seen.locked:
        raise LockedDocumentError(order.name)
    tell_draft(Source(path, order.name), seen.media, draft)
    if draft.is_cut:
        raise LimitError(order.name, f"a draft may have {MOST_CHARACTERS:,} characters")
    text, notes = draft.finished()
    problems = tuple(each[:_LONGEST] for each in dict.fromkeys(draft.problems))[:_MOST_PROBLEMS]
    if problems and not text:
        raise DamagedDocumentError(order.name, "its words are out of reach")
    return wire.DraftSaid(order.task, None, text, notes, tuple(draft.set_off), problems)


if __name__ == "__main__":
    main()
