"""Use cases of adding records: a production's details, the files, and the job that reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from explorer.app.record import Record
from explorer.app.searching import Searching
from explorer.errors import InputError
from explorer.extract.reader_versions import VERSIONS
from explorer.jobs.ingest import IngestJob
from explorer.jobs.passwords import Passwords
from explorer.jobs.watching import FolderWatch, Watched
from explorer.model.case import Production, ProductionId
from explorer.model.document import Document, PlaceId
from explorer.store import documents, intake, productions, retrying
from explorer.store.journal import Journal
from explorer.store.retrying import Retry


@dataclass(frozen=True, slots=True)
class ProductionDetails:
    """What is asked for when adding. An empty name means "no production"."""

    name: str = ""
    agency: str = ""
    request_number: str = ""
    received: str = ""  # ISO date, or empty
    note: str = ""


class Adding:
    """
    Attributes:
        passwords: those given since the case was opened; never written anywhere.
    """

    def __init__(self, record: Record, searching: Searching, passwords: Passwords) -> None:
        self._record, self._searching, self.passwords = record, searching, passwords

    def add(
        self, paths: Sequence[Path], details: ProductionDetails | None = None, workers: int = 0, cluster: str = ""
    ) -> IngestJob:
        """A job that adds files and folders, as part of a production if one is named; it is not started yet.

        Args:
            workers: reader processes of this machine; 0 means one a core.
            cluster: address of a Dask scheduler whose workers read; empty for none.

        Raises:
            InputError: a path does not exist, or the date cannot be read.
        """
        for path in paths:
            if not path.exists():
                raise InputError(
                    f"There is no file or folder “{path}”", "Check the spelling, or drop it on the window."
                )
        production = self._production(details) if details and details.name.strip() else None
        return self._job(tuple(paths), production, workers, cluster)

    def resume(self, workers: int = 0) -> IngestJob | None:
        """A job that goes on with what an earlier add left unfinished; None if there is nothing."""
        job = self._job((), None, workers)
        return job if job.has_work() else None

    def retry(self, places: Sequence[PlaceId] | None = None, workers: int = 0) -> IngestJob | None:
        """A job that reads some documents once more; None if none of them can be.

        Args:
            places: documents; of one that was left in a container, the container is read. None: all that was not read
                in full, but for what merely waits for OCR.
            workers: reader processes; 0 means one a core.
        """
        chosen = self._record.ask(retrying.troubled) if places is None else places
        again = self._record.ask(retrying.what_to_retry, chosen)
        return self._job((), None, workers, again=again) if again else None

    def watch(self) -> FolderWatch:
        """A watch over all folders that were ever added; what is there already is told with the first looks."""
        added = self._record.ask(intake.intakes)
        watched = [Watched(tuple(map(Path, each.roots)), each.production) for each in added]
        return FolderWatch(watched, self._record.folder.path)

    def add_watched(self, watched: Watched) -> IngestJob:
        """A job that adds what is new in some folders."""
        return self._job(watched.paths, watched.production, 0)

    def locked(self) -> list[Document]:
        """Documents that are locked with a password, or hold something that is."""
        return [self._record.ask(documents.document, place) for place in self._record.ask(retrying.locked)]

    def older(self) -> list[PlaceId]:
        """What was read by an earlier version of this program, so that reading it again may find more."""
        return self._record.ask(retrying.older, VERSIONS)

    def _job(
        self,
        paths: tuple[Path, ...],
        production: ProductionId | None,
        workers: int,
        cluster: str = "",
        again: Retry | None = None,
    ) -> IngestJob:
        record = self._record
        return IngestJob(
            record.folder,
            record.writer,
            record.ask,
            self._searching.feed,
            record.changes.publish,
            paths,
            production,
            workers,
            cluster,
            self.passwords,
            again,
        )

    def edit_production(self, production: Production) -> None:
        self._record.change(productions.edit_production, production)

    def _production(self, details: ProductionDetails) -> ProductionId:
        if details.received:
            try:
                date.fromisoformat(details.received)
            except ValueError:
                raise InputError(f"“{details.received}” is not a date", "Write it as 2018-03-02.") from None
        known = self._record.ask(productions.production_named, details.name.strip())
        if known:
            return known.id

        def act(journal: Journal) -> ProductionId:
            return productions.add_production(
                journal, details.name.strip(), details.agency, details.request_number, details.received, details.note
            )

        return self._record.change(act)
