"""One open case: builds its parts once and hands them down. The only constructor of them."""

import getpass
from pathlib import Path
from types import TracebackType
from typing import Self

from explorer.app.adding import Adding
from explorer.app.annotating import Annotating
from explorer.app.changes import Changes
from explorer.app.checking_off import CheckingOff
from explorer.app.claiming import Claiming
from explorer.app.contradicting import Contradicting
from explorer.app.conversing import Conversing
from explorer.app.drafting import Drafting
from explorer.app.duplicating import Duplicating
from explorer.app.exact_view import ExactView
from explorer.app.exporting import Exporting
from explorer.app.history import History
from explorer.app.indexing import Indexing
from explorer.app.negative_findings import NegativeFindings
from explorer.app.packets.content import PacketContent
from explorer.app.packets.report import TraceReports
from explorer.app.packets.writing import Packets
from explorer.app.reading import Reading
from explorer.app.recognising import Recognising
from explorer.app.record import Record
from explorer.app.searching import Searching
from explorer.app.settings import Settings
from explorer.app.sourcing import Sourcing
from explorer.app.splitting import Splitting
from explorer.app.standards import Standards
from explorer.app.tagging import Tagging
from explorer.app.tracing import Tracing
from explorer.app.verifying import Verifying
from explorer.jobs.passwords import Passwords
from explorer.jobs.runner import JobRunner
from explorer.store.casefile import CaseFolder, CaseLock, create_case, find_case
from explorer.store.database import case_of, open_for_writing
from explorer.store.writer import Writer


class CaseSession:
    """An open case. For writing it holds the case's lock; for reading it needs none, and many may read at once.

    Attributes:
        case: its id, title and folder.
        changes: where each operation's ChangeSet is published.
        who: who works here, as the journal, checks and findings name them.
        jobs: runs long work one after the other, and what may wait beside it.
    """

    def __init__(self, folder: CaseFolder, *, for_writing: bool, who: str = "") -> None:
        self._lock = CaseLock(folder, "Casefile") if for_writing else None
        if self._lock:
            self._lock.acquire()
        try:
            writer = Writer(lambda: open_for_writing(folder)) if for_writing else None
            self.changes = Changes()
            self.who = who or str(Settings()["person.name"]).strip() or getpass.getuser()
            self._record = Record(folder, writer, self.who, self.changes)
            self.case = self._record.ask(case_of, folder)
        except BaseException:
            self._release()
            raise
        self._writer = writer
        passwords = Passwords()
        self.reading = Reading(self._record, passwords)
        self.exact = ExactView(self.reading)
        self.conversing = Conversing(self._record, self.reading)
        self.duplicating = Duplicating(self._record)
        engine = str(Settings()["search.engine"])
        self.searching = Searching(
            self._record, Indexing(self._record, self.case.id, engine, in_background=for_writing)
        )
        self.tracing = Tracing(self._record, self.searching)
        self.tagging = Tagging(self._record)
        self.claiming = Claiming(self._record)
        self.drafting = Drafting(self._record)
        self.checking_off = CheckingOff(self._record, self.drafting)
        self.sourcing = Sourcing(self._record, self.reading, self.conversing)
        self.contradicting = Contradicting(self._record, self.claiming, self.reading)
        self.standards = Standards(self._record, self.claiming, self.sourcing)
        self.findings = NegativeFindings(self._record, self.searching, self.reading)
        self.annotating = Annotating(self._record)
        self.splitting = Splitting(self._record)
        self.history = History(self._record)
        self.adding = Adding(self._record, self.searching, passwords)
        self.verifying = Verifying(self._record, self.searching)
        self.exporting = Exporting(self.reading, self.tagging, self.claiming, self.standards, self.sourcing)
        self.jobs = JobRunner()
        self.recognising = Recognising(self._record, self.searching, lambda: self.jobs.is_busy, passwords)
        content = PacketContent(
            self.reading,
            self.recognising,
            self.claiming,
            self.standards,
            self.sourcing,
            self.drafting,
            self.checking_off,
        )
        self.packets, self.reports = Packets(content), TraceReports(self.reading, content)

    @classmethod
    def create(cls, path: Path, title: str = "", who: str = "") -> Self:
        """Make a new case folder and open it for writing.

        Raises:
            CaseExistsError: something is there already.
        """
        return cls(create_case(path, title or path.name.removesuffix(".casefile")), for_writing=True, who=who)

    @classmethod
    def open(cls, path: Path, *, for_writing: bool = True, who: str = "") -> Self:
        """Open a case.

        Raises:
            CaseError: it is no case, or locked by another program, or too new, or damaged.
        """
        return cls(find_case(path), for_writing=for_writing, who=who)

    def close(self) -> None:
        """Stop all work, keep all that was written, let the case go."""
        self.jobs.close()
        self.conversing.close()
        self.reading.close()
        self.searching.close()
        self._record.close_thread()
        if self._writer:
            self._writer.close()
        self._release()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
