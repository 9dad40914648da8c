"""Reads pages off their pictures, in the background: the queue in the case, the engines in processes of their own.

Each page is stored in a transaction of its own, so that nothing is lost or doubled however the program ends; what
waits is picked up the next time. What a person looks at comes first, and their other work goes before all of it.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from explorer.analyze.stamps import validate
from explorer.extract.ocr_pool import OcrDone, OcrTask
from explorer.jobs.at_work import MOST_DEATHS, AtWork, Calm
from explorer.jobs.enrich import findings_on
from explorer.jobs.job import Failure, JobContext, JobReport, Progress
from explorer.jobs.ocr_wishes import OcrWishes
from explorer.jobs.own_words import printed_own_words
from explorer.jobs.passwords import Passwords
from explorer.jobs.shared_feed import Feed
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.document import DocumentId
from explorer.model.ocr import OcrPage, OcrState
from explorer.model.page_words import PageWords
from explorer.model.passage import PageRef
from explorer.store import documents, intake, ocr_queue, recognition
from explorer.store.casefile import CaseFolder, Originals
from explorer.store.writer import Writer

_AHEAD = 32  # waiting pages that are known by name
_COMMIT_SECONDS = (1.0, 20.0)  # the first commit comes so soon, later ones so far apart at most
_HONEST = 4  # pages read before a time left can be told
_IDLE_SECONDS = 0.2


class Pool(Protocol):
    """Engines in child processes."""

    @property
    def outstanding(self) -> int: ...

    def submit(self, task: OcrTask) -> None: ...

    def next_event(self, timeout: float) -> OcrDone | None: ...

    began: Callable[[OcrTask], None]  # told as an engine begins on a page
    ended: Callable[[OcrTask], None]

    def close(self) -> None: ...


class OcrJob:
    """One run over the queue, or over some of its pages.

    Args:
        open_pool: starts the engines; called when the first page is to be read.
        wishes: what a person looks at now.
        workers: how many pages are read at the same time.
        engine, languages: for pages that nobody asked others for.
        only: the pages to read; all that wait if None.
        more_comes: whether pages may still join the queue; then the run does not end when it is empty.
        is_busy: whether a person waits for other work; then one page at a time is read.
        passwords: to try where a document is locked.
    """

    title = "Reading pages that are pictures"

    def __init__(
        self,
        folder: CaseFolder,
        writer: Writer,
        ask: Callable[..., Any],
        open_feed: Callable[[Callable[[], None]], Feed],
        publish: Callable[[ChangeSet], None],
        open_pool: Callable[[], Pool],
        wishes: OcrWishes,
        workers: int,
        engine: str = "auto",
        languages: tuple[str, ...] = (),
        only: Sequence[PageRef] | None = None,
        more_comes: Callable[[], bool] = lambda: False,
        is_busy: Callable[[], bool] = lambda: False,
        passwords: Passwords | None = None,
    ) -> None:
        self._passwords = passwords or Passwords()
        self._folder, self._originals, self._writer, self._ask = folder, Originals(folder), writer, ask
        self._open_feed, self._publish, self._open_pool = open_feed, publish, open_pool
        self._wishes, self._workers, self._only = wishes, workers, only
        self._engine, self._languages = engine, languages
        self._more_comes, self._is_busy = more_comes, is_busy
        self._pool: Pool | None = None
        self._feed: Feed | None = None
        self._at_work: dict[tuple[str, int], PageRef] = {}
        self._next: list[OcrPage] = []
        self._known = -1  # the wishes' version that the next pages follow
        self._read = self._failed = 0
        self._changed: set[DocumentId] = set()
        self._marks: AtWork | None = None
        self._calm: Calm | None = None
        self._is_alone = False  # what is at work was at hand when the program died: nothing else is begun
        self._started = self._committed = time.monotonic()
        self._patience = _COMMIT_SECONDS[0]
        self._name = ""

    def run(self, context: JobContext) -> JobReport:
        """Read what waits; a page that cannot be read is listed, never fatal.

        Raises:
            JobCancelledError: cancelled; what was read is kept, the rest waits.
            StorageFullError: the disk is full.
            OcrUnavailableError: there is no engine; all pages go on waiting.
        """
        self._started = self._committed = time.monotonic()
        self._marks = self._open_marks()
        self._calm = Calm(self._marks)
        try:
            while True:
                was_fed = not self._more_comes()  # asked first: pages may join while we look
                is_calm = self._submit()
                if not self._at_work and was_fed and not is_calm:
                    break
                self._take(context)
                self._commit_if_due()
            context.report(self._progress())
        finally:
            self._stop()
        seconds = time.monotonic() - self._started
        return JobReport(self.title, False, seconds, {"read": self._read, "failed": self._failed}, self._failures())

    def _open_marks(self) -> AtWork:
        """What engines are at, on disk; what they were at when an earlier run died is counted."""
        marks = AtWork(self._folder.cache / "recognising-now")
        if died_at := [page for each in marks.left if (page := _page_of(each))]:
            self._writer.run(lambda db: ocr_queue.count_deaths(db, died_at), urgent=False)
        elif marks.died_calm:
            self._writer.run(ocr_queue.forgive, urgent=False)
        return marks

    def _submit(self) -> bool:
        """Keep the engines busy: with one page more than they work on, or with a single one while a person waits.

        Returns whether nothing is begun on purpose for now, though pages wait.
        """
        self._is_alone = self._is_alone and bool(self._at_work)
        room = (1 if self._is_busy() or self._more_comes() else self._workers + 1) - len(self._at_work)
        if room <= 0 or self._is_alone:
            return False
        chosen, is_calm = self._sorted_out(self._choose(room))
        if chosen:
            pages = [each.page for each in chosen]
            begun = self._writer.run(lambda db: ocr_queue.may_begin(db, pages, MOST_DEATHS), urgent=False)
            for each in chosen:
                if each.page in begun:
                    self._send(each)
                    self._is_alone = each.tries > 0
        return is_calm or (bool(chosen) and not self._at_work)

    def _sorted_out(self, chosen: list[OcrPage]) -> tuple[list[OcrPage], bool]:
        """Those to begin now, and whether one waits for calm: pages at hand at a death come last, each alone."""
        fresh = [each for each in chosen if not each.tries]
        suspects = [each for each in chosen if each.tries]
        first = suspects[0] if suspects and not fresh and not self._at_work else None
        is_over = first is not None and (
            first.tries >= MOST_DEATHS or self._calm is None or self._calm.is_over(first.tries)
        )
        now = [first] if first and is_over else fresh
        self._next = [each for each in suspects if each not in now] + self._next
        return now, first is not None and not is_over

    def _send(self, wanted: OcrPage) -> None:
        page = wanted.page
        source = self._ask(documents.drawing_source, page.document)
        if self._pool is None:
            self._pool = self._open_pool()
            if marks := self._marks:
                self._pool.began = lambda task: marks.begin(_key(task))
                self._pool.ended = lambda task: marks.end(_key(task))
        self._at_work[page.document, page.ordinal] = page
        self._name = source.name
        self._pool.submit(
            OcrTask(
                key=page.document,
                path=self._originals.path(source.sha256),
                media=source.media,
                name=source.name,
                ordinal=page.ordinal,
                engine=wanted.engine or self._engine,
                languages=wanted.languages or self._languages,
                passwords=self._passwords.known(),
            )
        )

    def _choose(self, count: int) -> list[OcrPage]:
        """The next pages, those that are wanted now before the others."""
        if self._known != self._wishes.version or len(self._next) < count:
            self._known = self._wishes.version
            self._next = self._waiting()
        chosen, self._next = self._next[:count], self._next[count:]
        return chosen

    def _waiting(self) -> list[OcrPage]:
        if self._only is None:
            page, wanted = self._wishes.order()
            found = self._ask(ocr_queue.waiting, _AHEAD + len(self._at_work), page, wanted)
        else:
            asked = (self._ask(ocr_queue.page_state, page) for page in self._only)
            found = [each for each in asked if each and each.state is OcrState.WAITING]
        return [each for each in found if (each.page.document, each.page.ordinal) not in self._at_work]

    def _take(self, context: JobContext) -> None:
        if self._pool is None or not self._at_work:
            context.checkpoint()
            time.sleep(_IDLE_SECONDS)
            return
        done = self._pool.next_event(_IDLE_SECONDS)
        page = self._at_work.pop((done.key, done.ordinal), None) if done else None
        if done is None or page is None:
            context.checkpoint()
            return
        self._store(page, done)
        context.report(self._progress())

    def _store(self, page: PageRef, done: OcrDone) -> None:
        reading = done.reading
        if reading is None:
            reason = f"{done.error} {done.error.advice()}".strip() if done.error else "The engine said nothing."
            self._writer.run(lambda db: ocr_queue.fail(db, page, reason), urgent=False)
            self._failed += 1
        else:
            change = self._writer.run(
                lambda db: recognition.store_reading(db, page, reading, findings_on), urgent=False
            )
            self._read += 1
            if change:
                self._index(change)
        self._changed.add(page.document)
        if page == self._wishes.order()[0]:
            self._tell_views()

    def _index(self, change: recognition.TextChange) -> None:
        self._feed = self._feed or self._open_feed(lambda: None)
        if change.old != change.new:
            self._feed.forget([change.old])
        if change.text:
            own = printed_own_words(change.text, change.layers, change.printed)
            self._feed.add([PageWords(change.new, change.text, own, change.kind)])

    def _commit_if_due(self) -> None:
        now = time.monotonic()
        if self._changed and self._feed and now - self._committed >= self._patience and self._feed.is_idle:
            self._feed.commit()
            self._committed = now
            self._patience = min(self._patience * 2, _COMMIT_SECONDS[1])
            self._settle()

    def _settle(self) -> None:
        """Validate the stamps against their neighbours and tell the views."""
        numbers = validate(self._ask(intake.stamps))
        self._writer.run(lambda db: intake.set_bates(db, numbers), urgent=False)
        self._tell_views()

    def _tell_views(self) -> None:
        changed, self._changed = self._changed, set()
        self._publish(ChangeSet("", frozenset({RecordKind.DOCUMENTS}), tuple(sorted(changed))))

    def _stop(self) -> None:
        """End the engines; pages that were begun wait again."""
        if self._pool:
            self._pool.close()
        if self._marks:
            self._marks.close()
        if self._changed:
            self._settle()
        if self._feed:
            self._feed.finish()
            self._tell_views()

    def _progress(self) -> Progress:
        """How far it is; the time left is told once some pages were read and no more can come."""
        done = self._read + self._failed
        waiting = self._left()
        seconds = max(time.monotonic() - self._started, 0.001)
        is_honest = done >= _HONEST and not self._more_comes()
        return Progress(
            stage="Reading pictures",
            done=done,
            total=done + waiting,
            unit="page",
            detail=self._name,
            rate=done / seconds,
            seconds_left=waiting * seconds / done if is_honest else None,
            pages=done,
        )

    def _left(self) -> int:
        if self._only is None:
            return int(self._ask(ocr_queue.counts).waiting)
        return len(self._waiting()) + len(self._at_work)

    def _failures(self) -> tuple[Failure, ...]:
        found = self._ask(ocr_queue.failures)
        wanted = None if self._only is None else set(self._only)
        return tuple(
            Failure(path, "failed", each.reason) for path, each in found if wanted is None or each.page in wanted
        )


def _key(task: OcrTask) -> str:
    return f"{task.key} {task.ordinal}"


def _page_of(key: str) -> PageRef | None:
    document, _, ordinal = key.partition(" ")
    return PageRef(DocumentId(document), int(ordinal)) if ordinal.isdecimal() and len(ordinal) < 9 else None
