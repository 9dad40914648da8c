"""Adds records to a case: walk, keep the originals, read in child processes, store, index.

Keyed by the SHA-256 of the bytes and by deterministic places, so doing it again resumes and never doubles. Three
threads share the work: the feeder keeps and registers files, the job's own takes what the readers send, and the case's
writer stores it. A run never stops for one file.
"""

import importlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from explorer.analyze.stamps import validate
from explorer.errors import ClusterError, NoRoomError, ReaderDiedError, SourceGoneError, StorageFullError
from explorer.extract.base import Limits
from explorer.extract.sandbox import ReaderPool
from explorer.jobs.arrivals import Arrivals
from explorer.jobs.at_work import AtWork, Calm
from explorer.jobs.intake_feeder import Feeder
from explorer.jobs.job import Failure, JobContext, JobReport
from explorer.jobs.keeper import Keeper
from explorer.jobs.passwords import Passwords
from explorer.jobs.readings import Readings
from explorer.jobs.shared_feed import Feed
from explorer.model.case import ProductionId
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.document import Document, DocumentId, PlaceId, State
from explorer.store import documents, intake, retrying
from explorer.store.casefile import CaseFolder
from explorer.store.intake import Intake
from explorer.store.retrying import Retry
from explorer.store.writer import Writer

ENRICH = "explorer.jobs.enrich:enrich"


class IngestJob:
    """One ``add``. Its report's counts are those of the files that it was given."""

    def __init__(
        self,
        folder: CaseFolder,
        writer: Writer,
        ask: Callable[..., Any],
        open_feed: Callable[[Callable[[], None]], Feed],
        publish: Callable[[ChangeSet], None],
        paths: tuple[Path, ...],
        production: ProductionId | None,
        workers: int = 0,
        cluster: str = "",
        passwords: Passwords | None = None,
        again: Retry | None = None,
    ) -> None:
        self.title = f"Adding {paths[0].name}" if len(paths) == 1 else "Adding records"
        self.is_again = bool(again)
        if again:
            self.title = "Reading again"
        self._passwords, self._again = passwords or Passwords(), again or Retry()
        self._folder, self._writer, self._ask, self._open_feed, self._publish = folder, writer, ask, open_feed, publish
        self._paths, self._production, self._workers = paths, production, workers or os.cpu_count() or 2
        self._cluster = cluster
        self._places: tuple[PlaceId, ...] = ()
        self._arrivals: Arrivals | None = None

    def has_work(self) -> bool:
        """Whether an earlier add left something to do."""
        unfinished: list[Intake] = self._ask(intake.unfinished_intakes)
        are_there = any(Path(root).exists() for each in unfinished for root in each.roots)
        return are_there or bool(self._ask(intake.pending))

    def run(self, context: JobContext) -> JobReport:
        """Add everything; what cannot be read is listed, never fatal.

        Raises:
            JobCancelledError: cancelled; what was read so far is kept, and the same add goes on from there.
            StorageFullError: the disk is full.
            ClusterError: the cluster cannot be used; nothing was read.
        """
        started = time.monotonic()
        begun = self._begin()
        limits = Limits()
        at_work = self._at_work()
        with _scratch(self._folder) as scratch:
            pool = self._pool(scratch, limits)
            pool.began, pool.ended = lambda task: at_work.begin(task.key), lambda task: at_work.end(task.key)
            feeder = Feeder(begun, self._folder, self._writer, self._ask, pool, limits, self._passwords, self._again)
            with ExitStack() as ends:  # each is ended, whatever ended the one before; the first called is the last one
                ends.callback(at_work.close)
                ends.callback(pool.close)
                feed = self._open_feed(self._tell_views)
                ends.callback(feed.finish)
                keeper = Keeper(self._writer, feed, feeder)
                ends.callback(
                    keeper.store
                )  # before the pool takes away its folder: files found inside others lie there
                ends.callback(feeder.stop)
                feeder.start()
                self._take_all(context, pool, feeder, keeper, Calm(at_work))
        self._arrivals = feeder.arrivals
        self._settle([each for each in begun if each.id not in self._arrivals.gone.values()])
        self._places = (*self._places, *feeder.places, *self._arrivals.unchanged)
        return self.report(time.monotonic() - started)

    def _pool(self, scratch: Path, limits: Limits) -> ReaderPool:
        if not self._cluster:
            return ReaderPool(self._workers, scratch, limits, ENRICH)
        try:
            module = importlib.import_module("explorer.extract.cluster_pool")  # asked for, since Dask is an extra
        except ImportError as problem:
            raise ClusterError(self._cluster, f"Dask is not installed here ({problem.name})") from problem
        pool: ReaderPool = module.ClusterPool(self._cluster, self._workers, scratch, limits, ENRICH)
        return pool

    def _begin(self) -> list[Intake]:
        """This add, and those that an earlier run did not finish."""
        if self._paths:
            roots = [str(path.absolute()) for path in self._paths]
            self._writer.run(lambda db: intake.begin_intake(db, roots, self._production), urgent=False)
        if documents_again := self._again.documents:
            waiting = self._writer.run(lambda db: retrying.wait_again(db, documents_again), urgent=False)
            self._places = tuple(waiting)
        return list(self._ask(intake.unfinished_intakes))

    def _at_work(self) -> AtWork:
        """What readers are at, on disk; what they were at when an earlier run died is counted."""
        at_work = AtWork(self._folder.cache / "reading-now")
        died_at = [DocumentId(each) for each in at_work.left]
        if died_at:
            self._writer.run(lambda db: intake.count_deaths(db, died_at), urgent=False)
        elif at_work.died_calm:
            self._writer.run(intake.forgive, urgent=False)
        return at_work

    def _take_all(self, context: JobContext, pool: ReaderPool, feeder: Feeder, keeper: Keeper, calm: Calm) -> None:
        readings, retried = Readings(), set[str]()
        while True:
            was_fed = feeder.is_done  # asked first: the feeder may submit one last time while we look at the pool
            event = pool.next_event(0.05)
            if feeder.problem:
                raise feeder.problem
            finished = readings.take(event) if event else None
            if finished and isinstance(finished.error, ReaderDiedError) and finished.document not in retried:
                retried.add(finished.document)
                feeder.submit_again(finished.document)
            elif finished and isinstance(finished.error, NoRoomError):
                raise StorageFullError(self._folder.path.name)  # it stays pending: the same add reads it
            elif finished:
                keeper.take(finished)
                context.report(keeper.progress())
            else:
                context.checkpoint()
            keeper.store_if_due()
            if event is None and was_fed and not pool.outstanding:
                keeper.store()  # what containers held is submitted here
                suspect = feeder.next_suspect()
                if not pool.outstanding and suspect and calm.is_over(suspect.tries):
                    feeder.submit_suspect(suspect)
                elif not pool.outstanding and not suspect:
                    return

    def _settle(self, begun: Sequence[Intake]) -> None:
        """Validate the stamps against their neighbours, close the books, and tell the views."""
        numbers = validate(self._ask(intake.stamps))
        self._writer.run(lambda db: intake.set_bates(db, numbers), urgent=False)
        for each in begun:
            self._writer.run(lambda db, each=each: intake.end_intake(db, each.id), urgent=False)  # type: ignore[misc]  # bound default
        self._tell_views()

    def _tell_views(self) -> None:
        self._publish(ChangeSet("", frozenset({RecordKind.DOCUMENTS})))

    def report(self, seconds: float) -> JobReport:
        """How the files stand now; asked again once their pictures are read."""
        listed = self._ask(documents.documents)
        mine = _with_children(listed, set(self._places))
        chosen = frozenset(self._places)
        tops = [document for document in mine if document.id in chosen]
        counts = {state.value: sum(document.state is state for document in tops) for state in State}
        counts["seen"] = len(tops)
        counts["pages"] = sum(document.pages for document in mine if document.state is not State.DUPLICATE)
        counts["ocr_pages"] = sum(document.ocr_pages for document in mine if document.state is not State.DUPLICATE)
        failures = tuple(
            Failure(document.path, document.state.value, document.reason, document.id, document.is_locked)
            for document in mine
            if document.state in (State.PARTIAL, State.FAILED)
        )
        vanished: tuple[str, ...] = ()
        if self._arrivals:
            counts["unchanged"] = len(self._arrivals.unchanged)
            vanished = tuple(self._arrivals.vanished)
            failures = (*(_gone(root) for root in self._arrivals.gone), *failures)
        return JobReport(self.title, seconds=seconds, counts=counts, failures=failures, vanished=vanished)


def _gone(root: str) -> Failure:
    """A folder that could not be walked to its end."""
    problem = SourceGoneError(root)
    return Failure(root, State.FAILED.value, f"{problem} {problem.advice()}")


@contextmanager
def _scratch(folder: CaseFolder) -> Iterator[Path]:
    """Where files found inside others lie until they are kept: on the case's own disk, which must hold them anyway."""
    folder.cache.mkdir(exist_ok=True)
    for left in folder.cache.glob("adding-*"):  # what a crash left behind; the case is locked, so it is nobody's
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="adding-", dir=folder.cache, ignore_cleanup_errors=True) as scratch:
        yield Path(scratch).absolute()  # the readers work in other folders


def _with_children(listed: Sequence[Document], places: set[PlaceId]) -> list[Document]:
    """The documents at these places and everything inside them. Containers are listed before what they hold."""
    mine: list[Document] = []
    for document in listed:
        if document.id in places or document.parent in places:
            places.add(document.id)
            mine.append(document)
    return mine
