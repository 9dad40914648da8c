"""Stores what was read in batches, hands its pages to the index, and counts: the job thread's share of an add."""

import time
from collections.abc import Iterator, Sequence

from explorer.jobs.intake_feeder import Feeder
from explorer.jobs.job import Progress
from explorer.jobs.own_words import own_words, printed_own_words
from explorer.jobs.readings import Finished
from explorer.jobs.shared_feed import Feed
from explorer.model.document import Kind, PageId
from explorer.model.page_words import PageWords
from explorer.store import intake, printed
from explorer.store.intake import Reading
from explorer.store.writer import Writer

_STORE_PAGES = 200  # pages that are stored together
_STORE_SECONDS = 0.3
_FIRST_COMMIT_SECONDS = 0.4  # so soon the first pages can be searched
_COMMIT_GROWTH = 3.0  # each commit waits this much longer than the one before
_HONEST = 5  # files done before a time left can be told
_TELLING = 20  # files done before the pages of the others can be told


class Keeper:
    """Takes finished readings in any order."""

    def __init__(self, writer: Writer, feed: Feed, feeder: Feeder) -> None:
        self._writer, self._feed, self._feeder = writer, feed, feeder
        self._waiting: list[Finished] = []
        self._pages = self._done = self._all_pages = 0
        self._started = self._stored = self._committed = time.monotonic()
        self._patience = _FIRST_COMMIT_SECONDS
        self._name = ""

    def take(self, finished: Finished) -> None:
        if finished.password:
            self._feeder.passwords.fits(finished.password)
        self._waiting.append(finished)
        self._done += 1
        self._pages += len(finished.reading.pages)
        self._all_pages += len(finished.reading.pages)
        self._name = self._feeder.task(finished.document).name

    def progress(self) -> Progress:
        """How far the add is; the time left is told once all files are known and some were read."""
        seconds = max(time.monotonic() - self._started, 0.001)
        left = max(self._feeder.found - self._done, 0)
        is_honest = self._feeder.is_done and self._done >= _HONEST
        return Progress(
            stage="Reading",
            done=self._done,
            total=self._feeder.found,
            unit="file",
            detail=self._name,
            rate=self._all_pages / seconds,
            seconds_left=left * seconds / self._done if is_honest else None,
            pages=self._all_pages,
        )

    def store_if_due(self) -> None:
        """Store what waits if it is much or old, and let the index commit now and then."""
        now = time.monotonic()
        if self._pages >= _STORE_PAGES or (self._waiting and now - self._stored >= _STORE_SECONDS):
            self.store()
        if now - self._committed >= self._patience and self._feed.is_idle:
            self._feed.commit()
            self._committed = now
            self._patience *= _COMMIT_GROWTH

    def store(self) -> None:
        """Store all that waits."""
        batch, self._waiting, self._pages = self._waiting, [], 0
        self._stored = time.monotonic()
        if not batch:
            return
        for number, finished in enumerate(batch):  # before their container counts as read: a crash must not lose them
            self._feeder.spend(finished.document, finished.seconds)
            if finished.children and (reason := self._feeder.children(finished.document, finished.children)):
                batch[number] = finished.with_reason(reason)
        ids = self._writer.run(lambda db: [intake.store_reading(db, each.reading) for each in batch], urgent=False)
        pages = [words for each, page_ids in zip(batch, ids, strict=True) for words in _words(each.reading, page_ids)]
        self._feed.add(pages)
        self._feed.expect(self._coming())

    def _coming(self) -> int:
        """Pages of the files found and not read yet, if they are like those that were; 0 while too few were."""
        left = max(self._feeder.found - self._done, 0)
        return self._all_pages * left // self._done if self._done >= _TELLING else 0


def _words(reading: Reading, ids: Sequence[PageId]) -> Iterator[PageWords]:
    """What the index takes of a document's pages."""
    pages = reading.pages
    if reading.kind is Kind.EMAIL:
        own = own_words((page.text, page.layers) for page in pages)
    else:
        told = pages if printed.may_hold(reading.kind) else ()
        own = [printed_own_words(page.text, page.layers, page.printed) for page in told] or [None] * len(pages)
    for page_id, page, words in zip(ids, pages, own, strict=True):
        yield PageWords(page_id, page.text, words, reading.kind.value)
