"""Feeds the index of a case that grows: when it becomes too large for its engine, another engine takes over.

The old index answers until the new one holds every page that the case held when the change began; pages that come
meanwhile go to the new one alone. A crash in between leaves the old index, which still answers, and part of the new.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Generator, Sequence
from typing import Protocol

from explorer.errors import EngineError
from explorer.jobs.index_feed import IndexFeed
from explorer.model.document import PageId
from explorer.model.page_words import PageWords

_WAITING = 40  # messages that may wait for the writer before the backlog is read on


class Takeover(Protocol):
    """What the feed of a growing case needs to know of the case."""

    def open_feed(self, engine: str, on_commit: Callable[[], None]) -> IndexFeed: ...

    def engine_for(self, pages: int) -> str:
        """The engine that a case of so many pages should have."""

    def lacking(self, engine: str) -> tuple[list[PageId], list[PageId]]:
        """Pages that an engine's index lacks, and pages that it holds and the case does not."""

    def texts(self, pages: Sequence[PageId]) -> Generator[Sequence[PageWords]]:
        """Pages with their texts, in portions; on the caller's thread."""

    def took_over(self, engine: str) -> None:
        """An engine's index is whole, and the other one is not needed any more."""


class GrowingFeed:
    """An index feed that changes engines at the size where it pays. One thread at a time calls it.

    Args:
        engine: the one that answers now.
        pages: how many the case holds.
        on_commit: called on another thread whenever more pages became searchable.
    """

    def __init__(self, case: Takeover, engine: str, pages: int, on_commit: Callable[[], None]) -> None:
        self._case, self._engine, self._pages, self._on_commit = case, engine, pages, on_commit
        self._backlog: frozenset[PageId] = frozenset()
        self._reader: threading.Thread | None = None
        self._retired: list[threading.Thread] = []
        self._is_fed, self._is_stopped, self._is_whole = threading.Event(), threading.Event(), True
        self._feed = case.open_feed(engine, self._committed)

    def add(self, pages: Sequence[PageWords]) -> None:
        """Index pages that the database holds already."""
        fresh = [each for each in pages if each.text]
        self._pages += len(fresh)
        self.change_if_due()
        self._feed.add([each for each in fresh if each.page not in self._backlog] if self._backlog else fresh)

    def give(self, pages: Sequence[PageWords]) -> None:
        """Index pages that an earlier add left out."""
        if self._is_whole:
            self._feed.add(pages)  # an engine that takes over looks for them itself

    def forget(self, pages: Sequence[PageId]) -> None:
        self._feed.forget(pages)

    def expect(self, pages: int) -> None:
        """Reckon with so many pages more: an engine that the case will grow out of writes no more than it must."""
        self.change_if_due(pages)

    @property
    def is_idle(self) -> bool:
        """Whether every commit that was asked for is done, and no engine is taking over."""
        return self._is_whole and self._feed.is_idle

    def commit(self) -> None:
        """Ask for all pages so far to become searchable; does not wait. Waits its turn while an engine takes over."""
        if self._is_whole:
            self._feed.commit()

    def change_if_due(self, coming: int = 0) -> None:
        """Let another engine take over if the case has grown out of this one, or will with the pages to come."""
        wanted = self._case.engine_for(self._pages + coming)
        if wanted == self._engine or self._reader is not None:
            return
        retired = threading.Thread(target=_finish, args=(self._feed,), name="index-retired")
        retired.start()
        self._retired.append(retired)
        self._engine, self._is_whole = wanted, False
        missing, gone = self._case.lacking(wanted)
        self._feed = self._case.open_feed(wanted, self._committed)
        self._feed.forget(gone)
        self._backlog = frozenset(missing)
        self._reader = threading.Thread(target=self._feed_backlog, args=(missing,), name="index-takeover")
        self._reader.start()

    def stop(self) -> None:
        """Give up a change of engines; what was written of it is kept for the next time. From any thread."""
        self._is_stopped.set()

    def finish(self) -> None:
        """Commit, wait until it is done, and end the processes.

        Raises:
            EngineError: the index's writer broke; the case itself is whole.
        """
        if self._reader is not None:
            self._reader.join()
        self._feed.finish()
        if self._is_whole:
            self._case.took_over(self._engine)
        for retired in self._retired:
            retired.join()

    def _feed_backlog(self, missing: Sequence[PageId]) -> None:
        with contextlib.closing(self._case.texts(missing)) as portions:
            for portion in portions:
                self._feed.add(portion)
                while self._feed.waiting > _WAITING and not self._is_stopped.is_set():
                    time.sleep(0.01)
                if self._is_stopped.is_set():
                    return
        self._is_fed.set()
        self._feed.commit()

    def _committed(self) -> None:
        """The first commit after the backlog makes the new index whole."""
        if not self._is_whole and self._is_fed.is_set():
            self._case.took_over(self._engine)
            self._is_whole = True
        self._on_commit()


def _finish(feed: IndexFeed) -> None:
    """End the old engine's writer; whatever it could not write, the new one writes."""
    with contextlib.suppress(EngineError):
        feed.finish()
