"""Keeps the index of a case: opens it, brings it in line with the database, lets the engine that fits take over.

The index is a cache. Whatever a crash or a deletion left of it, it is brought in line before it is asked for the first
time, or while records are added.
"""

import contextlib
import threading
from collections.abc import Callable, Generator, Sequence

import numpy as np

from explorer.app.record import Record
from explorer.errors import EngineError, ExplorerError
from explorer.jobs.index_feed import IndexFeed
from explorer.jobs.index_takeover import GrowingFeed
from explorer.jobs.job import JobContext, Progress
from explorer.jobs.own_words import own_words, printed_own_words
from explorer.jobs.shared_feed import Feed, SharedFeed
from explorer.model.case import CaseId
from explorer.model.document import PageId
from explorer.model.page_words import PageWords
from explorer.search.engine import SearchEngine
from explorer.search.index_place import (
    AUTO,
    HAS_TANTIVY,
    WHOOSH_PAGES,
    choose_engine,
    index_bytes,
    mark_whole,
    open_or_reset,
    remove_index,
    standing_engine,
    standing_stamp,
    wanted_engine,
)
from explorer.store import columns

_PORTION = 500  # pages handed to the index at once
_SOON = 2_000  # pages that an engine on its way out is still given; with more missing, the next one is waited for
_SLOW = 300.0  # milliseconds


class Indexing:
    """The index of one case. Any thread may ask.

    Args:
        setting: the engine that a person set for all cases, or "auto".
        in_background: let another engine take over while this one answers; else only ``reindex`` and adding do.
    """

    def __init__(self, record: Record, case: CaseId, setting: str = AUTO, *, in_background: bool = False) -> None:
        self._record, self._case, self._setting = record, case, setting
        self._in_background = in_background
        self._engine: SearchEngine | None = None
        self._name, self._stamp = "", (0, 0)
        self._lock = threading.RLock()
        self._shared = SharedFeed(self._open_feed)
        self._taking_over: tuple[GrowingFeed, threading.Thread] | None = None

    @property
    def name(self) -> str:
        """Which engine answers; empty before it was asked."""
        return self._name

    def engine(self, *, has_changed: bool = False) -> SearchEngine:
        """The index as it is now, in line with the case unless another program is bringing it there.

        Args:
            has_changed: the case may hold other pages than when this was asked last.

        Raises:
            EngineError: it can be neither opened nor made.
        """
        with self._lock:
            if self._engine is None or standing_stamp(self._case, self._name) != self._stamp:
                self._open()
                self._catch_up()
            elif has_changed:
                self._catch_up()
            assert self._engine is not None
            return self._engine

    def as_it_lies(self) -> SearchEngine:
        """The index without bringing it in line."""
        with self._lock:
            if self._engine is None or standing_stamp(self._case, self._name) != self._stamp:
                self._open()
            assert self._engine is not None
            return self._engine

    def distrust(self) -> None:
        """Throw the index away because it could not be read; the next question makes it anew."""
        with self._lock:
            self._close_engine()
            remove_index(self._case, self._name)

    def problems(self) -> list[str]:
        """Where the index does not match the case, after it was given the chance to catch up."""
        missing, gone = self._difference(self.engine())
        problems = [f"{len(missing)} pages are not in the index"] if missing else []
        return [*problems, f"the index holds {len(gone)} pages that the case does not"] if gone else problems

    def slowness(self, took_ms: float) -> tuple[str, ...]:
        """What to say of a slow answer where only Whoosh is there for a large case."""
        if HAS_TANTIVY or took_ms < _SLOW or self._record.ask(columns.page_count) <= WHOOSH_PAGES:
            return ()
        return (f"Above {WHOOSH_PAGES:,} pages searches are slower here: tantivy is not installed on this system.",)

    def bytes(self) -> int:
        return index_bytes(self._case)

    def feed(self, on_commit: Callable[[], None]) -> Feed:
        """A line to the process that writes the index while records are added or read off their pictures."""
        return self._shared.line(on_commit)

    def reindex(self, context: JobContext, choice: str = "") -> int:
        """Make the index anew from the database. Returns how many pages it holds.

        Args:
            choice: the engine that this case is to have from now on; "auto" by its size; empty as it was.

        Raises:
            EngineError: another program writes it, or the engine is not there on this system.
        """
        self._stop_taking_over()
        with self._lock:
            if choice:
                choose_engine(self._case, choice)
            self._close_engine()
            pages = self._record.ask(columns.page_ids)
            self._name = self._wanted(len(pages))
            remove_index(self._case, self._name)
            self._engine, _ = open_or_reset(self._case, self._name)
            self._write(self._engine, pages, (), context)
            mark_whole(self._case, self._name)
            self._stamp = standing_stamp(self._case, self._name)
            return len(self._engine.all_ids())

    def close(self) -> None:
        self._stop_taking_over()
        with self._lock:
            self._close_engine()

    # What a growing feed asks

    def open_feed(self, engine: str, on_commit: Callable[[], None]) -> IndexFeed:
        return IndexFeed(self._case, self._record.folder.path, on_commit, engine)

    def engine_for(self, pages: int) -> str:
        return self._wanted(pages)

    def lacking(self, engine: str) -> tuple[list[PageId], list[PageId]]:
        opened, _ = open_or_reset(self._case, engine)
        try:
            return self._difference(opened)
        finally:
            opened.close()

    def texts(self, pages: Sequence[PageId]) -> Generator[Sequence[PageWords]]:
        try:
            for at in range(0, len(pages), _PORTION):
                yield self._words(pages[at : at + _PORTION])
        finally:
            self._record.close_thread()

    def _words(self, pages: Sequence[PageId]) -> list[PageWords]:
        own: dict[PageId, str | None] = {}
        for mail in self._record.ask(columns.mail_of, pages):
            own.update(zip([each.page for each in mail], own_words((e.text, e.layers) for e in mail), strict=True))
        for page, printed in self._record.ask(columns.printed_on, pages):
            own[page.page] = printed_own_words(page.text, page.layers, printed)
        kinds = self._record.ask(columns.kinds_of_pages, pages)
        texts = self._record.ask(columns.page_texts, pages)
        return [PageWords(page, text, own.get(page), kinds.get(page, "")) for page, text in texts]

    def took_over(self, engine: str) -> None:
        mark_whole(self._case, engine)

    # The engine that answers

    def _open_feed(self, on_commit: Callable[[], None]) -> GrowingFeed:
        """That process; first it is told what an earlier crash left out."""
        self._stop_taking_over()
        with self._lock:
            missing, gone = self._difference(self.as_it_lies())
            feed = GrowingFeed(self, self._name, self._record.ask(columns.page_count), on_commit)
        feed.change_if_due()
        feed.forget(gone)
        for portion in self.texts(missing):
            feed.give(portion)
        return feed

    def _wanted(self, pages: int) -> str:
        return wanted_engine(self._case, pages, self._setting)

    def _open(self) -> None:
        self._close_engine()
        wanted = self._wanted(self._record.ask(columns.page_count))
        self._name = standing_engine(self._case, wanted)
        self._engine, _ = open_or_reset(self._case, self._name)
        self._stamp = standing_stamp(self._case, self._name)

    def _catch_up(self) -> None:
        """Index what a crash left out, unless another program is doing so right now."""
        assert self._engine is not None
        missing, gone = self._difference(self._engine)
        wanted = self._wanted(self._record.ask(columns.page_count))
        if wanted != self._name and len(missing) > _SOON:
            self._close_engine()
            self._name = wanted
            self._engine, _ = open_or_reset(self._case, wanted)
            missing, gone = self._difference(self._engine)
        try:
            if self._shared.is_open:
                return  # what is missing is on its way
            if missing or gone:
                self._write(self._engine, missing, gone, JobContext())
            mark_whole(self._case, self._name) if wanted == self._name else self._take_over()
        except EngineError:
            pass  # the one who writes it will add them
        finally:
            self._stamp = standing_stamp(self._case, self._name)

    def _difference(self, engine: SearchEngine) -> tuple[list[PageId], list[PageId]]:
        """Pages that the index lacks, and pages that it holds and the case does not."""
        held = np.array(self._record.ask(columns.page_ids), np.int64)
        indexed = engine.all_ids()
        missing, gone = np.setdiff1d(held, indexed), np.setdiff1d(indexed, held)
        return [PageId(each) for each in missing.tolist()], [PageId(each) for each in gone.tolist()]

    def _write(
        self, engine: SearchEngine, missing: Sequence[PageId], gone: Sequence[PageId], context: JobContext
    ) -> None:
        if gone:
            engine.delete(gone)
        done = 0
        for portion in self.texts(missing):
            engine.add(portion)
            done += len(portion)
            context.report(Progress("Indexing", done, len(missing), "page"))
        engine.commit()

    def _close_engine(self) -> None:
        if self._engine is not None:
            engine, self._engine = self._engine, None
            engine.close()

    # Another engine, while this one answers

    def _take_over(self) -> None:
        """Let the engine that fits the case take over, in a process of its own."""
        if not self._in_background or self._taking_over is not None:
            return
        feed = GrowingFeed(self, self._name, self._record.ask(columns.page_count), lambda: None)
        thread = threading.Thread(target=self._run_takeover, args=(feed,), name="index-change")
        self._taking_over = feed, thread
        thread.start()

    def _run_takeover(self, feed: GrowingFeed) -> None:
        with contextlib.suppress(ExplorerError):  # the old index answers; the next start tries again
            feed.change_if_due()
            feed.finish()
        self._record.close_thread()

    def _stop_taking_over(self) -> None:
        if self._taking_over is not None:
            feed, thread = self._taking_over
            feed.stop()
            thread.join()
            self._taking_over = None
