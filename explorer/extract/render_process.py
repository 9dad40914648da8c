"""The child process that draws pages: ``python -m explorer.extract.render_process``.

Keeps the last few documents open. Makes a rendition, a PDF, of what is no PDF before drawing from it. Answers each
order with one message, and a raw frame of pixels after it where a page was drawn.
"""

import math
import os
import sys
import traceback
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from explorer.extract import protection

if __name__ == "__main__":  # before numpy is imported and starts threads
    protection.leave_the_network(int(sys.argv[1]))

import numpy as np

from explorer.errors import DamagedDocumentError, DocumentError, LimitError, LockedDocumentError, LockedPageError
from explorer.extract import media, wire
from explorer.extract.base import Source
from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf import MUPDF_ERRORS, open_pdf, raise_if_memory
from explorer.extract.reader_process import take_pipes
from explorer.extract.registry import reader_for
from explorer.extract.sniffing import look
from explorer.extract.unlocking import opened_copy
from explorer.model.document import Box

_OPEN = 4  # documents kept open
_LONGEST_SIDE = 10_000  # pixels
_MOST_PIXELS = 36_000_000  # a letter page at 600 dpi is 34
_MARK = np.array((1.0, 0.92, 0.35))  # what a highlight leaves of red, green and blue


def main() -> None:
    """Draw as told until the parent says no more."""
    orders, answers = take_pipes()
    protection.limit_resources(int(sys.argv[2]), int(sys.argv[3]))
    desk = _Desk()
    while (frame := wire.read_frame(orders)) is not None:
        order = wire.decode_order(frame)
        assert isinstance(order, wire.DrawOrder)
        _answer(order, desk, answers)


class _Desk:
    """The documents that are open now; the one used longest ago goes first."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Any] = OrderedDict()

    def document(self, order: wire.DrawOrder) -> Any:
        path = order.path if order.media == media.PDF else order.rendition
        if path not in self._open:
            while len(self._open) >= _OPEN:
                self._open.popitem(last=False)[1].close()
            self._open[path] = open_pdf(Path(path), order.name, order.passwords)
        self._open.move_to_end(path)
        return self._open[path]

    def clear(self) -> None:
        """Close all, to give memory back."""
        while self._open:
            self._open.popitem()[1].close()
        pymupdf.TOOLS.store_shrink(100)


def _answer(order: wire.DrawOrder, desk: _Desk, answers: BinaryIO) -> None:
    pixels = b""
    said = wire.DrawnSaid(order.task, None)
    try:
        _make_rendition(order)
        if order.ordinal:
            said, pixels = _draw(order, desk.document(order))
    except LockedDocumentError:
        said = wire.DrawnSaid(order.task, wire.fault_of(LockedPageError(order.name)))
    except DocumentError as problem:
        said = wire.DrawnSaid(order.task, wire.fault_of(problem))
    except MemoryError:
        desk.clear()
        said = wire.DrawnSaid(order.task, wire.fault_of(LimitError(order.name, "drawing it takes too much memory")))
    except Exception as problem:  # noqa: BLE001 - one page that cannot be drawn must not end the viewer's process
        error = DamagedDocumentError(order.name, f"page {order.ordinal} cannot be drawn ({type(problem).__name__})")
        said = wire.DrawnSaid(order.task, wire.fault_of(error, traceback.format_exc()))
    wire.write_frame(answers, wire.encode(said))
    if said.size:
        wire.write_frame(answers, pixels)


def _make_rendition(order: wire.DrawOrder) -> None:
    """Write the PDF that shows a document of another kind, if there is none yet; whole or not at all."""
    target = Path(order.rendition)
    if order.media == media.PDF or target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        path = Path(order.path)
        if look(path, order.name).locked:
            opened_copy(path, order.name, order.passwords, path := half.with_suffix(".opened"))
        reader_for(order.media, order.name).render(Source(path, order.name, 0, order.passwords), half)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
        half.with_suffix(".opened").unlink(missing_ok=True)


def _draw(order: wire.DrawOrder, document: Any) -> tuple[wire.DrawnSaid, bytes]:
    if not 1 <= order.ordinal <= document.page_count:
        raise DamagedDocumentError(order.name, f"it has no page {order.ordinal}")
    try:
        page = document.load_page(order.ordinal - 1)
        scale = _scale(page.rect.width, page.rect.height, order.dpi)
        pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False, colorspace=pymupdf.csRGB)
    except MUPDF_ERRORS as problem:
        raise_if_memory(problem)
        raise DamagedDocumentError(order.name, f"page {order.ordinal} cannot be drawn") from problem
    pixels: bytes = _png(pixmap, order.boxes, scale) if order.png else pixmap.samples
    size = len(pixels)
    return wire.DrawnSaid(order.task, None, pixmap.width, pixmap.height, pixmap.stride, size), pixels


def _scale(width: float, height: float, dpi: float) -> float:
    """Pixels a point: as asked, but no side longer and no picture larger than the stated limits."""
    width, height = max(width, 1.0), max(height, 1.0)
    wanted = max(dpi, 1.0) / 72
    longest = (_LONGEST_SIDE - 1) / max(width, height)
    return min(wanted, longest, math.sqrt(_MOST_PIXELS / (width * height)))


def _png(pixmap: Any, boxes: Sequence[Box], scale: float) -> bytes:
    """The picture as PNG, with the boxes marked as if by a yellow pen."""
    rows = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)
    marked = rows[:, : pixmap.width * 3].reshape(pixmap.height, pixmap.width, 3).copy()
    for box in boxes:
        left, right = sorted((round(box.x0 * scale), round(box.x1 * scale)))
        top, bottom = sorted((round(box.y0 * scale), round(box.y1 * scale)))
        part = marked[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
        part[:] = part * _MARK
    picture: bytes = pymupdf.Pixmap(pymupdf.csRGB, pixmap.width, pixmap.height, marked.tobytes(), 0).tobytes("png")
    return picture


if __name__ == "__main__":
    main()
