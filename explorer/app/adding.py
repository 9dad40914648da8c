"""Use cases of adding records: a production's details, the files, and the job that reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from explorer.app.record import Record
from explorer.app.searching import Searching
from explorer.errors import InputError
from explorer.jobs.ingest import IngestJob
from explorer.model.case import Production, ProductionId
from explorer.store import productions
from explorer.store.journal import Journal


@dataclass(frozen=True, slots=True)
class ProductionDetails:
    """What is asked for when adding. An empty name means "no production"."""

    name: str = ""
    agency: str = ""
    request_number: str = ""
    received: str = ""  # ISO date, or empty
    note: str = ""


class Adding:
    def __init__(self, record: Record, searching: Searching) -> None:
        self._record, self._searching = record, searching

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

    def _job(
        self, paths: tuple[Path, ...], production: ProductionId | None, workers: int, cluster: str = ""
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
