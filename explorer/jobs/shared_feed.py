"""One writer of the index for several jobs at a time: adding records, and reading pages off their pictures."""

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from explorer.jobs.index_takeover import GrowingFeed
from explorer.model.document import PageId
from explorer.model.page_words import PageWords


class Feed(Protocol):
    """A job's line to the index's writer."""

    @property
    def is_idle(self) -> bool:
        """Whether every commit that was asked for is done."""

    def add(self, pages: Sequence[PageWords]) -> None: ...

    def forget(self, pages: Sequence[PageId]) -> None: ...

    def expect(self, pages: int) -> None:
        """Say how many pages are still to come, as far as can be told."""

    def commit(self) -> None:
        """Ask for all pages so far to become searchable; does not wait."""

    def finish(self) -> None:
        """Commit, wait until it is done, and let go.

        Raises:
            EngineError: the index's writer broke; the case itself is whole.
        """


class SharedFeed:
    """Hands out lines to one writer, which is started with the first and ends with the last. Thread-safe."""

    def __init__(self, open_feed: Callable[[Callable[[], None]], GrowingFeed]) -> None:
        self._open = open_feed
        self._lock = threading.Lock()
        self._feed: GrowingFeed | None = None
        self._lines: list[_Line] = []

    @property
    def is_open(self) -> bool:
        return bool(self._lines)

    def line(self, on_commit: Callable[[], None]) -> Feed:
        """A line of its own for one job; ``on_commit`` is called on another thread after each commit."""
        with self._lock:
            if self._feed is None:
                self._feed = self._open(self._tell)
            line = _Line(self, self._feed, self._lock, on_commit)
            self._lines.append(line)
            return line

    def let_go(self, line: "_Line") -> GrowingFeed | None:
        """Take a line back; the feed if it was the last. Called with the lock held."""
        if line not in self._lines:
            return None
        self._lines.remove(line)
        if self._lines:
            return None
        feed, self._feed = self._feed, None
        return feed

    def _tell(self) -> None:
        for line in tuple(self._lines):
            line.on_commit()


class _Line:
    def __init__(
        self, shared: SharedFeed, feed: GrowingFeed, lock: threading.Lock, on_commit: Callable[[], None]
    ) -> None:
        self._shared, self._feed, self._lock, self.on_commit = shared, feed, lock, on_commit

    @property
    def is_idle(self) -> bool:
        return self._feed.is_idle

    def add(self, pages: Sequence[PageWords]) -> None:
        with self._lock:
            self._feed.add(pages)

    def forget(self, pages: Sequence[PageId]) -> None:
        with self._lock:
            self._feed.forget(pages)

    def expect(self, pages: int) -> None:
        with self._lock:
            self._feed.expect(pages)

    def commit(self) -> None:
        with self._lock:
            self._feed.commit()

    def finish(self) -> None:
        with (
            self._lock
        ):  # held to the end: whoever comes meanwhile waits for the writer to be gone, then starts its own
            last = self._shared.let_go(self)
            if last:
                last.finish()
            else:
                self._feed.commit()
