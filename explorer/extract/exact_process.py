"""The child process that lets LibreOffice draw one deck: ``python -m explorer.extract.exact_process``.

It leaves the network and starts LibreOffice, which inherits that; then it may start nothing more and puts the pages
together. One order, one answer.
"""

import shutil
import sys
import traceback
from pathlib import Path

from explorer.extract import protection

if __name__ == "__main__":  # before anything starts threads
    protection.leave_the_network(int(sys.argv[1]), starts_another=True)

from explorer.errors import DamagedDocumentError, DocumentError, LimitError, LockedPageError
from explorer.extract import wire
from explorer.extract.exact_pages import put_together
from explorer.extract.office_program import office_pdf
from explorer.extract.reader_process import take_pipes
from explorer.extract.seccomp import refuse_calls
from explorer.extract.sniffing import look
from explorer.extract.unlocking import opened_copy

_MEMORY = 1_300_000_000  # bytes, for putting the pages together
_FILE = 1_000_000_000  # bytes of one file


def main() -> None:
    """Draw as told: arguments are LibreOffice's program, a scratch folder, where pages and words are written."""
    orders, answers = take_pipes()
    frame = wire.read_frame(orders)
    if frame is None:
        return
    order = wire.decode_order(frame)
    assert isinstance(order, wire.DrawOrder)
    wire.write_frame(answers, wire.encode(_draw(order)))


def _draw(order: wire.DrawOrder) -> wire.DrawnSaid:
    program, folder, target, words = map(Path, sys.argv[2:6])
    try:
        office = office_pdf(program, _opened(order, folder), order.media, order.name, folder)
        refuse_calls()
        protection.limit_resources(_MEMORY, _FILE)
        put_together(office, Path(order.rendition), target, words, order.name)
        return wire.DrawnSaid(order.task, None)
    except DocumentError as problem:
        return wire.DrawnSaid(order.task, wire.fault_of(problem))
    except MemoryError:
        limit = LimitError(order.name, "drawing it takes too much memory")
        return wire.DrawnSaid(order.task, wire.fault_of(limit))
    except Exception as problem:  # noqa: BLE001 - whatever LibreOffice made that nobody foresaw is said, not raised
        error = DamagedDocumentError(order.name, f"LibreOffice's drawing cannot be used ({type(problem).__name__})")
        return wire.DrawnSaid(order.task, wire.fault_of(error, traceback.format_exc()))
    finally:
        shutil.rmtree(folder / "profile", ignore_errors=True)


def _opened(order: wire.DrawOrder, folder: Path) -> Path:
    """The deck itself, or what a password opened of it."""
    path = Path(order.path)
    if not look(path, order.name).locked:
        return path
    opened = folder / "opened"
    try:
        opened_copy(path, order.name, order.passwords, opened)
    except DocumentError as problem:
        raise LockedPageError(order.name) from problem
    return opened


if __name__ == "__main__":
    main()
