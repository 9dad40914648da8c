"""Use cases of trust: every original against its hash, the database, the journal's chain, and the index."""

from explorer.app.record import Record
from explorer.app.searching import Searching
from explorer.jobs.job import JobContext, Progress
from explorer.store.verify import VerifyReport, check_case


class Verifying:
    def __init__(self, record: Record, searching: Searching) -> None:
        self._record, self._searching = record, searching

    def verify(self, context: JobContext, *, repair: bool = False) -> VerifyReport:
        """Check everything; with ``repair`` also make the index anew where it does not match.

        Repairing touches derived data alone: an original or a journal entry that was changed is named, never mended.
        """

        def report(done: int, total: int) -> None:
            context.report(Progress("Verifying", done, total, "original"))

        found = self._record.ask(check_case, self._record.folder, report)
        stale = self._searching.index_problems()
        if stale and repair:
            self._searching.reindex(context)
            stale = self._searching.index_problems()
        problems = [*found.problems, *(("index", problem) for problem in stale)]
        return VerifyReport(not problems, found.originals, found.pages, problems)
