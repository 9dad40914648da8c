"""Draws pages for the viewer and for exports, in a child process that is kept alive.

One request is drawn at a time: the newest urgent one first, since it is what the person looks at now; others in order
of arrival. A request that hangs or kills the child fails alone, and the child is started again.
"""

import itertools
import threading
import time
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from explorer.errors import DocumentError, ReaderDiedError, ReaderTimeoutError
from explorer.extract import wire
from explorer.extract.base import Limits
from explorer.extract.child import ChildProcess
from explorer.model.document import Box

_DRAW_SECONDS = 60.0  # for one page
_MAKE_SECONDS = 300.0  # for one page and a rendition before it
_LARGEST_RENDITION = 1_000_000_000  # bytes


@dataclass(frozen=True, slots=True)
class DrawRequest:
    """One page to draw.

    Attributes:
        path: the original.
        media: its media type, as stored with it.
        rendition: where the PDF that shows a document of another kind lies or will lie; unused for PDF.
        ordinal: the page, from 1.
        dpi: asked for; a side gets 10,000 pixels at most.
        boxes: marked as if by a pen, in points; in PNG only.
        png: PNG rather than raw pixels.
        name: the document's, for messages.
    """

    path: Path
    media: str
    rendition: Path
    ordinal: int
    dpi: float
    boxes: tuple[Box, ...] = ()
    png: bool = False
    name: str = ""
    passwords: tuple[str, ...] = field(default=(), repr=False)  # to try where it is locked


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page. ``pixels`` are rows of ``stride`` bytes, RGB888, or a whole PNG file."""

    width: int  # pixels
    height: int
    stride: int  # bytes
    pixels: bytes


@dataclass(frozen=True, slots=True)
class _Waiting:
    order: wire.DrawOrder
    future: "Future[Picture]"


class Renderer:
    """Draws pages. Thread-safe. The child is started at once, so that the first page needn't wait for it.

    Args:
        scratch: the child's working folder; made if missing.
    """

    def __init__(self, scratch: Path) -> None:
        scratch.mkdir(parents=True, exist_ok=True)
        self._scratch = scratch
        self._numbers = itertools.count(1)
        self._changed = threading.Condition()
        self._urgent: deque[_Waiting] = deque()
        self._others: deque[_Waiting] = deque()
        self._is_closed = False
        self._child: ChildProcess | None = None
        self._thread = threading.Thread(target=self._run, name="renderer", daemon=True)
        self._thread.start()

    def request(self, request: DrawRequest, *, urgent: bool = True) -> "Future[Picture]":
        """Ask for a page.

        Args:
            request: what to draw.
            urgent: before all that waits, the newest first; else after it.

        Returns:
            A future that holds the picture or raises a ``DocumentError``. It can be cancelled until it is begun.
        """
        order = wire.DrawOrder(
            task=next(self._numbers),
            path=str(request.path.absolute()),
            name=request.name or request.path.name,
            media=request.media,
            rendition=str(request.rendition.absolute()),
            ordinal=request.ordinal,
            dpi=request.dpi,
            boxes=request.boxes,
            png=request.png,
            passwords=request.passwords,
        )
        waiting = _Waiting(order, Future())
        with self._changed:
            if self._is_closed:
                waiting.future.cancel()
            elif urgent:
                self._urgent.appendleft(waiting)
            else:
                self._others.append(waiting)
            self._changed.notify()
        return waiting.future

    def warm(self, path: Path, media: str, rendition: Path, name: str = "") -> "Future[Picture]":
        """Make a document's rendition without drawing a page; the future's picture is empty."""
        return self.request(DrawRequest(path, media, rendition, 0, 72.0, name=name), urgent=False)

    def close(self) -> None:
        """End the child; what still waits is cancelled."""
        with self._changed:
            self._is_closed = True
            for waiting in (*self._urgent, *self._others):
                waiting.future.cancel()
            self._urgent.clear()
            self._others.clear()
            self._changed.notify()
        while self._thread.is_alive():
            if child := self._child:
                child.kill()
            self._thread.join(0.1)

    def _run(self) -> None:
        self._start()
        while (waiting := self._next()) is not None:
            if not waiting.future.set_running_or_notify_cancel():
                continue
            outcome = self._drawn(waiting.order)
            if isinstance(outcome, ReaderDiedError):
                outcome = self._drawn(waiting.order)  # it may have died before it was asked; a killer kills again
            if isinstance(outcome, Picture):
                waiting.future.set_result(outcome)
            else:
                waiting.future.set_exception(outcome)
        self._end()

    def _next(self) -> _Waiting | None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._urgent or self._others)
            if self._is_closed:
                return None
            return self._urgent.popleft() if self._urgent else self._others.popleft()

    def _drawn(self, order: wire.DrawOrder) -> Picture | DocumentError:
        if self._child is None or not self._child.is_running:
            self._start()
        if self._child is None:
            return ReaderDiedError(order.name, "no drawing process could be started")
        needs_making = order.rendition and not Path(order.rendition).exists()
        seconds = _MAKE_SECONDS if needs_making else _DRAW_SECONDS
        began = time.monotonic()
        alarm = threading.Timer(seconds, self._child.kill)
        alarm.start()
        try:
            return self._ask(order, self._child)
        except wire.Garbled as problem:
            timed_out = time.monotonic() - began >= seconds
            how = self._child.end(died=isinstance(problem, wire.HungUp))
            self._start()
            if timed_out:
                return ReaderTimeoutError(order.name, round(seconds))
            return ReaderDiedError(order.name, how or str(problem))
        finally:
            alarm.cancel()

    def _ask(self, order: wire.DrawOrder, child: ChildProcess) -> Picture | DocumentError:
        child.send(wire.encode(order))
        said = wire.decode_said(child.receive())
        if not isinstance(said, wire.DrawnSaid) or said.task != order.task:
            raise wire.Garbled("it answered what it was not asked")
        if said.fault is not None:
            return wire.error_of(said.fault, order.name)
        pixels = child.receive(wire.MAX_PICTURE) if said.size else b""
        fits = order.png or (said.stride >= 3 * said.width and said.stride * said.height == len(pixels))
        if len(pixels) != said.size or not fits or said.width < 0 or said.height < 0:
            raise wire.Garbled("it drew a picture that does not fit its size")
        return Picture(said.width, said.height, said.stride, pixels)

    def _start(self) -> None:
        self._end()
        if self._is_closed:
            return
        arguments = (str(Limits().memory_bytes), str(_LARGEST_RENDITION))
        try:
            self._child = ChildProcess("explorer.extract.render_process", self._scratch, *arguments)
        except OSError:
            self._child = None  # said where a page is asked for

    def _end(self) -> None:
        if self._child:
            self._child.end()
            self._child = None
