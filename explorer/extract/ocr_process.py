"""The child process that recognises pages: ``python -m explorer.extract.ocr_process``.

It keeps its engine and the last document open from one page to the next. Nothing here decides anything: it may be
wrong, crash or be taken over, and the parent copes.
"""

import os
import sys
import traceback

from explorer.extract import protection

if __name__ == "__main__":  # before numpy and the engines are imported and start threads
    protection.leave_the_network(int(sys.argv[1]))
    os.environ["OMP_THREAD_LIMIT"] = "1"  # Tesseract's threads wait for each other eight times longer than they work

from explorer.errors import DamagedDocumentError, DocumentError, LimitError
from explorer.extract import wire
from explorer.extract.ocr_engine import usable
from explorer.extract.ocr_page import Desk
from explorer.extract.reader_process import take_pipes

_SPENT = 1 << 40  # "bytes used" of a child that ran out of memory, so that it is replaced


def main() -> None:
    """Recognise pages as told until the parent says no more."""
    memory_bytes, file_bytes, tessdata = sys.argv[2:5]
    orders, answers = take_pipes()
    protection.limit_resources(int(memory_bytes), int(file_bytes))
    desk = Desk(tessdata)
    while (frame := wire.read_frame(orders)) is not None:
        order = wire.decode_order(frame)
        if isinstance(order, wire.EnginesOrder):
            wire.write_frame(answers, wire.encode(wire.EnginesSaid(order.task, usable(tessdata))))
            continue
        assert isinstance(order, wire.OcrOrder)
        protection.limit_processor(order.seconds)
        wire.write_frame(answers, wire.encode(_answer(order, desk)))


def _answer(order: wire.OcrOrder, desk: Desk) -> wire.OcrSaid:
    try:
        return wire.OcrSaid(order.task, None, desk.read(order), protection.memory_used())
    except DocumentError as problem:
        return wire.OcrSaid(order.task, wire.fault_of(problem), None, protection.memory_used())
    except MemoryError:
        error = LimitError(order.name, f"recognising page {order.ordinal} takes too much memory")
        return wire.OcrSaid(order.task, wire.fault_of(error), None, _SPENT)
    except Exception as problem:  # noqa: BLE001 - an engine's bug, or a picture it cannot take, costs this page alone
        what = f"page {order.ordinal} cannot be recognised ({type(problem).__name__})"
        fault = wire.fault_of(DamagedDocumentError(order.name, what), traceback.format_exc())
        return wire.OcrSaid(order.task, fault, None, protection.memory_used())


if __name__ == "__main__":
    main()
