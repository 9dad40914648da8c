"""Hands pages to the process that writes the index, without waiting for it.

Nothing here can lose a page: the index is a cache, and what it lacks after a crash is added when the case is next used.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from explorer.errors import EngineError, IndexFullError
from explorer.extract.child import ChildProcess
from explorer.extract.wire import Garbled
from explorer.jobs.index_process import Commit, Forget, Full, Pages, encode, orders
from explorer.model.case import CaseId
from explorer.model.document import PageId
from explorer.model.page_words import PageWords

_PORTION = 200  # pages in one message


class IndexFeed:
    """A line to the index's writer. ``on_commit`` is called on another thread whenever more pages became searchable."""

    def __init__(
        self, case: CaseId, folder: Path, on_commit: Callable[[], None] = lambda: None, engine: str = "whoosh"
    ) -> None:
        self._child = ChildProcess("explorer.jobs.index_process", folder, case, engine)
        self._on_commit = on_commit
        self._orders: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._asked = self._done = 0
        self._dirty = False
        self._problem = ""
        self._is_full = False
        self._changed = threading.Condition()
        self._sender = threading.Thread(target=self._send, name="index-orders", daemon=True)
        self._listener = threading.Thread(target=self._listen, name="index-answers", daemon=True)
        self._sender.start()
        self._listener.start()

    def add(self, pages: Sequence[PageWords]) -> None:
        for at in range(0, len(pages), _PORTION):
            self._orders.put(encode(Pages(list(pages[at : at + _PORTION]))))
            self._dirty = True

    def forget(self, pages: Sequence[PageId]) -> None:
        if pages:
            self._orders.put(encode(Forget(list(pages))))
            self._dirty = True

    @property
    def waiting(self) -> int:
        """How many messages have not reached the writer yet."""
        return self._orders.qsize()

    @property
    def is_idle(self) -> bool:
        """Whether every commit that was asked for is done."""
        return self._asked == self._done

    def commit(self) -> None:
        """Ask for all pages so far to become searchable; does not wait."""
        if self._dirty:
            self._dirty = False
            self._asked += 1
            self._orders.put(encode(Commit(self._asked)))

    def finish(self) -> None:
        """Commit, wait until it is done, and end the process.

        Raises:
            EngineError: the index's writer broke; the case itself is whole.
        """
        self.commit()
        with self._changed:
            self._changed.wait_for(lambda: self.is_idle or self._problem)
        self._orders.put(None)
        self._sender.join()
        self._child.end()
        self._listener.join()
        if not self.is_idle:
            raise IndexFullError if self._is_full else EngineError(self._problem)

    def _send(self) -> None:
        while (frame := self._orders.get()) is not None:
            self._child.send(frame)

    def _listen(self) -> None:
        try:
            while True:
                answer = orders.decode(self._child.receive())
                if isinstance(answer, Commit):
                    with self._changed:
                        self._done = answer.number
                        self._changed.notify_all()
                    self._on_commit()
                elif isinstance(answer, Full):
                    self._is_full = True
        except Garbled as problem:
            with self._changed:
                self._problem = f"its writer stopped ({problem})"
                self._changed.notify_all()
