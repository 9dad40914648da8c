"""What pools of children have in common: places, each one thread with one child, that take tasks in order of arrival.

A child is started when the pool is made and replaced when it died, hung, grew too large or has done so many tasks.
What comes from it is put into a queue of bounded size, so that a huge task waits for whoever takes the events rather
than filling memory. What a task is, and what is said of it, is the business of the pools: ``sandbox`` reads files,
``ocr_pool`` recognises pages.
"""

import itertools
import logging
import queue
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from explorer.errors import DocumentError, ReaderDiedError, ReaderTimeoutError
from explorer.extract import wire
from explorer.extract.base import Limits
from explorer.extract.child import ChildProcess
from explorer.extract.event_queue import EventQueue

_WATCH = 0.2  # seconds between looks at the children's clocks

_log = logging.getLogger(__name__)

Task = TypeVar("Task")
Told = TypeVar("Told")


class ChildPool(Generic[Task, Told]):
    """Places for children, the tasks that wait for them, and what they told.

    Args:
        scratch: where the pool makes a folder of its own; removed on close.
        prefix: of that folder's name.
        limits: what one task may take.
    """

    def __init__(self, scratch: Path, prefix: str, limits: Limits) -> None:
        scratch.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix=prefix, dir=scratch))
        self.limits = limits
        self.tasks: queue.SimpleQueue[tuple[int, Task] | None] = queue.SimpleQueue()
        self.events: EventQueue[Told] = EventQueue()
        self._numbers = itertools.count(1)
        self._outstanding = 0
        self._counting = threading.Lock()
        self._closing = threading.Event()
        self.began: Callable[[Task], None] = lambda _task: None  # told as a child begins on a task, on any thread
        self.ended: Callable[[Task], None] = lambda _task: None  # and once it is done with it
        self._workers: tuple[ChildPlace[Task, Told], ...] = ()
        self._watcher = threading.Thread(target=self._watch, name="child-watch", daemon=True)

    def start(self, places: "Iterable[ChildPlace[Task, Told]]") -> None:
        """Set the places to work; once."""
        self._workers = tuple(places)
        for thread in (*self._workers, self._watcher):
            thread.start()

    @property
    def outstanding(self) -> int:
        """Tasks whose last event has not been handed out yet."""
        return self._outstanding

    def submit(self, task: Task) -> None:
        """Add a task to those to be done, in order of arrival. Never waits."""
        self.count()
        self.queue(task)

    def count(self) -> None:
        """Reckon with one more task; its last event takes it off again."""
        with self._counting:  # several threads submit
            self._outstanding += 1

    def queue(self, task: Task) -> None:
        """Put a task that is counted already before the children."""
        self.tasks.put((self.number(), task))

    def number(self) -> int:
        """One that no other task of this pool has."""
        return next(self._numbers)

    def next_event(self, timeout: float | None = None) -> Told | None:
        """The next thing a child told; None if nothing came within ``timeout`` seconds. One caller at a time."""
        event = self.events.get(timeout)
        if event is not None and self.is_last(event):
            with self._counting:
                self._outstanding -= 1
        return event

    def is_last(self, event: Told) -> bool:
        """Whether it is the last event of its task; where each has one only, it is."""
        return event is not None

    def close(self) -> None:
        """End all children, whatever they do, and remove what they left. Events not taken yet are lost."""
        self._closing.set()
        self.events.close()
        for _ in self._workers:
            self.tasks.put(None)
        for thread in self._workers:
            while thread.is_alive():  # it may just be starting another child, which then is to be ended too
                thread.stop()
                thread.join(0.1)
        self._watcher.join()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def is_closing(self) -> bool:
        return self._closing.is_set()

    def _watch(self) -> None:
        while not self._closing.wait(_WATCH):
            for place in self._workers:
                place.stop_if_overdue()


class ChildPlace(threading.Thread, Generic[Task, Told]):
    """One place in a pool. It starts its own children, since Linux ends a child with the thread that started it.

    Attributes:
        module: what its children run.
        most_tasks: done by one child before it is replaced.
        most_memory: resident bytes past which a child is replaced.
    """

    module = ""
    most_tasks = 1_000  # a start costs as much as reading a hundred pages
    most_memory = 600_000_000

    def __init__(self, pool: ChildPool[Task, Told]) -> None:
        super().__init__(name="child-place", daemon=True)
        self.pool = pool
        self.task: Task | None = None  # at hand
        self._child: ChildProcess | None = None
        self._done = 0
        self._limits = pool.limits  # of the task at hand
        self._began = self._heard = 0.0
        self._is_waiting = True  # for the one who takes the events: the task's clocks stand still
        self._timed_out: float | None = None

    def perform(self, number: int, task: Task) -> int:
        """Do a task, telling of it by ``put``; gives the child's resident bytes. It raises nothing."""
        raise NotImplementedError

    def arguments(self) -> tuple[str, ...]:
        """What a child is told at its start."""
        raise NotImplementedError

    def run(self) -> None:
        self.replace()
        while (order := self.pool.tasks.get()) is not None and not self.pool.is_closing:
            self.task = order[1]
            memory = self.perform(*order)
            self.pool.ended(order[1])
            self.task = None
            self._done += 1
            if self._done >= self.most_tasks or memory > self.most_memory:
                self.replace()
        self._end()

    def stop(self) -> None:
        """End the child from another thread."""
        if child := self._child:
            child.kill()

    def stop_if_overdue(self) -> None:
        """End the child if its task has used up its time. Called by the watcher."""
        if self._is_waiting or self._timed_out is not None:
            return
        now, limits = time.monotonic(), self._limits
        for used, allowed in ((now - self._began, limits.seconds), (now - self._heard, limits.silent_seconds)):
            if used > allowed:
                self._timed_out = allowed
                self.stop()
                return

    def begin(self, order: wire.Order, limits: Limits) -> ChildProcess:
        """Give the child an order and start the clocks.

        Raises:
            Garbled: there is no child.
        """
        if self._child is None or not self._child.is_running:
            self.replace()  # it died while idle; that is not this task's doing
        if self._child is None:
            raise wire.Garbled("no reader could be started")
        self._limits = limits
        self._timed_out = None
        self._began = self._heard = time.monotonic()
        self._is_waiting = False
        if self.task is not None:
            self.pool.began(self.task)
        self._child.send(wire.encode(order))
        return self._child

    def pause(self) -> None:
        """Stop the clocks: the task is done, or waits for us."""
        self._is_waiting = True

    def put(self, event: Told, size: int) -> None:
        """Hand on an event; the time spent waiting for a place in the queue is not the task's."""
        self._is_waiting, before = True, time.monotonic()
        self.pool.events.put(event, size)
        self._heard = time.monotonic()
        self._began += self._heard - before
        self._is_waiting = self.pool.is_last(event)

    @property
    def worked(self) -> float:
        """Seconds since the task at hand began, without those spent waiting for us."""
        return time.monotonic() - self._began if self._began else 0.0

    def error_of(self, fault: wire.Fault | None, name: str) -> DocumentError | None:
        """The error a child sent about the file of this name, if any; a bug's traceback goes to the log."""
        if fault is None:
            return None
        if fault.trace:
            _log.debug("A reader failed on %s:\n%s", name, fault.trace)
        return wire.error_of(fault, name)

    def death(self, name: str, problem: wire.Garbled) -> DocumentError:
        """End a child that broke off or cannot be trusted, and start another; gives what to say of its task."""
        how = self._child.end(died=isinstance(problem, wire.HungUp)) if self._child else ""
        self._child = None
        self._is_waiting = True
        self.replace()
        if self._timed_out is not None:
            return ReaderTimeoutError(name, round(self._timed_out))
        return ReaderDiedError(name, how or str(problem))

    def replace(self) -> None:
        """Start a child in place of the one there is."""
        self._end()
        self._done = 0
        if self.pool.is_closing:
            return
        try:
            self._child = ChildProcess(self.module, self.pool.folder, *self.arguments())
        except OSError as problem:
            _log.debug("No reader process: %s", problem)

    def _end(self) -> None:
        if self._child:
            self._child.end()
            self._child = None
