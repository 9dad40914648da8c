"""Recognises pages in child processes, so that no picture can take the program down, hang it, or stop the others.

A page that killed or hung its child is tried once more, alone: what failed for want of memory or time beside others
may then succeed. The parent loads no engine, nor the libraries of one.
"""

import contextlib
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from explorer.errors import DocumentError, ReaderDiedError, ReaderTimeoutError
from explorer.extract import wire
from explorer.extract.base import Limits
from explorer.extract.child import ChildProcess
from explorer.extract.child_pool import ChildPlace, ChildPool
from explorer.model.ocr import EngineInfo, OcrReading

__all__ = ["OCR_LIMITS", "EngineInfo", "OcrDone", "OcrPool", "OcrTask", "engines"]

_MODULE = "explorer.extract.ocr_process"
_LARGEST_FILE = 1_000_000_000  # bytes: the rendition of what is no PDF
_ASK_SECONDS = 60.0

OCR_LIMITS = Limits(seconds=180.0, silent_seconds=180.0, memory_bytes=4_000_000_000)


@dataclass(frozen=True, slots=True)
class OcrTask:
    """One page to recognise. ``key`` is the caller's own and comes back with the reading."""

    key: str
    path: Path
    media: str
    name: str  # of the document, for messages
    ordinal: int  # from 1
    engine: str = "auto"  # or "tesseract", "rapidocr"
    languages: tuple[str, ...] = ()  # ISO 639-1; none: what the engine takes by itself
    dpi: int = 0  # of the picture to be read; 0: as suits the page
    passwords: tuple[str, ...] = field(default=(), repr=False)  # to try where it is locked


@dataclass(frozen=True, slots=True)
class OcrDone:
    """A page's reading, or why there is none."""

    key: str
    ordinal: int
    reading: OcrReading | None
    error: DocumentError | None


class OcrPool(ChildPool[OcrTask, OcrDone]):
    """Children that recognise pages. Takes tasks in order of arrival, from any thread.

    Args:
        workers: how many pages are recognised at once. With RapidOCR each takes about 1.1 GB of memory.
        limits: what one page may take.
        tessdata: the folder of Tesseract's language data, if the person named one.
        scratch: where the pool makes its own folder, which it removes on close; the system's if None.
    """

    def __init__(
        self, workers: int, limits: Limits | None = None, tessdata: Path | None = None, scratch: Path | None = None
    ) -> None:
        super().__init__(scratch or Path(tempfile.gettempdir()), "ocr-", limits or OCR_LIMITS)
        self.tessdata = tessdata
        self.turns = _Turns()
        self.start(_Place(self) for _ in range(workers))


class _Place(ChildPlace[OcrTask, OcrDone]):
    """One child that recognises pages."""

    module = _MODULE
    most_tasks = 500  # RapidOCR takes seconds to start
    most_memory = 2_000_000_000

    def __init__(self, pool: OcrPool) -> None:
        super().__init__(pool)
        self._turns = pool.turns
        self._tessdata = pool.tessdata

    def arguments(self) -> tuple[str, ...]:
        return _arguments(self.pool.limits, self._tessdata)

    def perform(self, number: int, task: OcrTask) -> int:
        with self._turns.together():
            said = self._recognised(number, task)
        if isinstance(said, (ReaderDiedError, ReaderTimeoutError)) and not self.pool.is_closing:
            with self._turns.alone():
                said = self._recognised(number, task)
        if isinstance(said, DocumentError):
            self.put(OcrDone(task.key, task.ordinal, None, said), 500)
            return 0
        size = 500 + len(said.reading.text) * 40 if said.reading else 500
        self.put(OcrDone(task.key, task.ordinal, said.reading, self.error_of(said.fault, task.name)), size)
        return said.memory

    def _recognised(self, number: int, task: OcrTask) -> wire.OcrSaid | DocumentError:
        limits = self.pool.limits
        order = wire.OcrOrder(
            number,
            str(task.path.absolute()),
            task.name,
            task.media,
            task.ordinal,
            task.engine,
            task.languages,
            task.dpi,
            limits.seconds,
            task.passwords,
        )
        try:
            said = wire.decode_said(self.begin(order, limits).receive())
            if (
                not isinstance(said, wire.OcrSaid)
                or said.task != number
                or (said.fault is None) is not bool(said.reading)
            ):
                raise wire.Garbled("it answered what it was not asked")
            if said.reading and (problem := wire.problem_with_reading(said.reading, limits)):
                raise wire.Garbled(problem)
        except wire.Garbled as problem:
            return self.death(task.name, problem)
        self.pause()
        return said


class _Turns:
    """Many work together, or one alone. Whoever asks to be alone goes before those who come later."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._together = self._alone = 0

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._together += 1
        try:
            yield
        finally:
            with self._changed:
                self._together -= 1
                self._changed.notify_all()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._alone += 1
            self._changed.wait_for(lambda: not self._together)
        try:
            yield
        finally:
            with self._changed:
                self._alone -= 1
                self._changed.notify_all()


def engines(tessdata: Path | None = None) -> tuple[EngineInfo, ...]:
    """The engines that can be used on this machine, the one that "auto" takes first; none if the child fails.

    Takes about a second, since a child is asked. "rapidocr" has one model for all its languages.
    """
    with tempfile.TemporaryDirectory(prefix="ocr-") as folder:
        try:
            child = ChildProcess(_MODULE, Path(folder), *_arguments(OCR_LIMITS, tessdata))
        except OSError:
            return ()
        alarm = threading.Timer(_ASK_SECONDS, child.kill)
        alarm.start()
        try:
            child.send(wire.encode(wire.EnginesOrder(0)))
            said = wire.decode_said(child.receive())
            return said.engines if isinstance(said, wire.EnginesSaid) else ()
        except wire.Garbled:
            return ()
        finally:
            alarm.cancel()
            child.end()


def _arguments(limits: Limits, tessdata: Path | None) -> tuple[str, ...]:
    return str(limits.memory_bytes), str(_LARGEST_FILE), str(tessdata.absolute()) if tessdata else ""
