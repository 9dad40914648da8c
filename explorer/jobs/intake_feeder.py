"""Keeps the received files and hands them to the readers: the first of the three threads of an add."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from explorer.errors import LimitError
from explorer.extract.base import Limits
from explorer.extract.sandbox import ChildFound, ChildUnread, ReaderPool, ReadTask
from explorer.jobs.arrivals import Arrivals, empty_place, unread_place
from explorer.jobs.at_work import MOST_DEATHS
from explorer.jobs.budget import Budgets
from explorer.jobs.passwords import Passwords
from explorer.jobs.walk import printable
from explorer.model.document import Document, DocumentId, PlaceId
from explorer.store import documents, intake
from explorer.store.casefile import CaseFolder, Originals
from explorer.store.intake import NewPlace, PendingDocument
from explorer.store.retrying import Retry
from explorer.store.writer import Writer

_BATCH = 32  # files registered in one transaction


class Feeder:
    """Walks, copies, registers and submits. ``total`` grows until ``is_done``; errors surface in ``problem``."""

    def __init__(
        self,
        intakes: Sequence[intake.Intake],
        folder: CaseFolder,
        writer: Writer,
        ask: Callable[..., Any],
        pool: ReaderPool,
        limits: Limits,
        passwords: Passwords | None = None,
        again: Retry | None = None,
    ) -> None:
        self._intakes, self._folder, self._writer, self._ask, self._pool = intakes, folder, writer, ask, pool
        self._originals, self._depth_limit, self._budgets = Originals(folder), limits.depth, Budgets(limits)
        self.passwords, self._again = passwords or Passwords(), again or Retry()
        self.arrivals = Arrivals(folder, ask)
        self._submitted: dict[DocumentId, PendingDocument] = {}
        self._suspects: list[PendingDocument] = []  # readers were at them when the program died: they come last
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="feeder", daemon=True)
        self.places: list[PlaceId] = []  # of the files kept
        self.found = 0  # documents submitted
        self.is_done = False
        self.problem: BaseException | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def task(self, document: DocumentId) -> PendingDocument:
        return self._submitted[document]

    def _run(self) -> None:
        try:
            self._submit(self._ask(intake.pending))
            self._keep_all(self.arrivals.again(self._again.files))
            for each in self._intakes:
                self._keep_all(self.arrivals.new_in(each))
        except BaseException as problem:  # noqa: BLE001 - carried to the job's thread, which raises it
            self.problem = problem
        finally:
            self.is_done = True

    def _keep_all(self, kept: Iterable[NewPlace]) -> None:
        batch: list[NewPlace] = []
        for place in kept:
            if self._stopped.is_set():
                return
            batch.append(place)
            if len(batch) >= (_BATCH if self.places else 4):  # the first files are read at once
                self._register(batch)
                batch = []
        self._register(batch)

    def _register(self, batch: list[NewPlace]) -> None:
        if batch:
            for place in batch:
                self._budgets.received(place.document, place.name, place.bytes)
            self.places += self._writer.run(lambda db: intake.register(db, batch), urgent=False)
            self._submit(self._ask(intake.pending_of, [place.document for place in batch]))

    def spend(self, document: DocumentId, seconds: float) -> None:
        """Note how long a reader worked on a document."""
        self._budgets.spend(document, seconds)

    def children(self, document: DocumentId, found: Sequence[ChildFound | ChildUnread]) -> str:
        """Keep and register what a container held, then submit what is new.

        Returns:
            Why some of it stayed inside, if the budget of the received file is used up; else empty.
        """
        container = self._ask(documents.own_place, document)
        depth = self._submitted[document].depth + 1
        names: Counter[str] = Counter()
        refusals: Counter[str] = Counter()
        batch = [self._child(each, container, depth, names, refusals) for each in found]
        self._writer.run(lambda db: intake.register(db, batch), urgent=False)
        self._submit(self._ask(intake.pending_of, [place.document for place in batch]))
        if not refusals:
            return ""
        limit = next(iter(refusals)).removeprefix("It was left inside: ")
        reason = f"{refusals.total():,} of {len(found):,} files inside were left there: {limit}"
        root = self._budgets.root(document)
        if root != document:
            general = f"Not all that lies inside was taken out: {limit}"
            self._writer.run(lambda db: intake.add_reason(db, root, general), urgent=False)
        return reason

    def _child(
        self,
        found: ChildFound | ChildUnread,
        container: Document,
        depth: int,
        names: Counter[str],
        refusals: Counter[str],
    ) -> NewPlace:
        name = printable(found.name) or "unnamed"
        names[name] += 1
        again = f" ({names[name]})" if names[name] > 1 else ""  # two members of one name are two places
        path = f"{container.path}/{name}{again}"
        if isinstance(found, ChildUnread):
            return unread_place(path, name, container.id, container.production, depth, found.reason)
        if not found.size:
            return empty_place(path, name, container.id, container.production, depth)
        if refusal := self._budgets.refusal(container.document, found.size):
            refusals[refusal] += 1
            return unread_place(path, name, container.id, container.production, depth, refusal)
        sha256, size = self._originals.adopt(found.path)
        self._budgets.inside(DocumentId(sha256), container.document)
        return NewPlace(
            document=DocumentId(sha256),
            sha256=sha256,
            bytes=size,
            path=path,
            path_bytes=None,
            name=name,
            parent=container.id,
            production=container.production,
            depth=depth,
            mtime=None,
        )

    def submit_again(self, document: DocumentId) -> None:
        """Let a document whose reader died be read once more."""
        self._pool.submit(self._task(self._submitted[document]))

    def next_suspect(self) -> PendingDocument | None:
        """Of those whose readers were at hand when the program died, the one to be read next, alone."""
        with self._lock:
            return min(self._suspects, key=lambda each: each.tries, default=None)

    def submit_suspect(self, suspect: PendingDocument) -> None:
        """Let one be read after all."""
        with self._lock:
            self._suspects.remove(suspect)
        self._pool.submit(self._task(suspect))

    def _task(self, each: PendingDocument) -> ReadTask:
        limits = self._budgets.limits(each.document)
        path = self._originals.path(each.document)
        return ReadTask(each.document, path, each.name, each.depth, limits, self.passwords.known())

    def _submit(self, todo: Sequence[PendingDocument]) -> None:
        with self._lock:
            fresh = [each for each in todo if each.document not in self._submitted]
            self._place_in_budgets(fresh)
            self._submitted.update((each.document, each) for each in fresh)
        ready = [each for each in fresh if not self._refused(each)]
        self.found += len(ready)
        with self._lock:
            self._suspects += [each for each in ready if each.tries]
        for each in ready:
            if not each.tries:
                self._pool.submit(self._task(each))

    def _place_in_budgets(self, fresh: Sequence[PendingDocument]) -> None:
        """Find the received file of what an earlier run took out of it."""
        for each in fresh:
            if not self._budgets.knows(each.document):
                root = self._ask(intake.received_file, each.document)
                self._budgets.received(root.document, root.name, root.bytes)
                self._budgets.inside(each.document, root.document)

    def _refused(self, each: PendingDocument) -> bool:
        """Record what is not worth a reader: too deep, or there whenever the program ended before its time."""
        problem: LimitError | None = None
        spent = self._budgets.time_refusal(each.document)
        if each.depth > self._depth_limit:
            problem = LimitError(each.name, f"it lies more than {self._depth_limit} containers deep")
        elif each.tries >= MOST_DEATHS:
            problem = LimitError(each.name, f"the program ended {each.tries} times while it was being read")
        if problem or spent:
            reason = f"{problem} {problem.advice()}" if problem else spent
            self._writer.run(lambda db: intake.store_failure(db, each.document, reason), urgent=False)
        return bool(problem or spent)
