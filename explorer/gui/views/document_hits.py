"""The hits of a query in the document that is open, gone through one by one."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError, QueryError
from explorer.gui.services import Span
from explorer.gui.tasks import Tasks
from explorer.model.document import DocumentId
from explorer.model.passage import PageRef

_MOST_COUNTED = 2000  # pages; beyond it pages with hits are counted, not hits


@dataclass(frozen=True, slots=True)
class HitStop:
    """One hit. A page that was found by something other than its words has one hit without a span."""

    ordinal: int
    at: int  # which hit of its page, from 0
    span: Span | None


class DocumentHits(QObject):
    """Knows at once what is lit on one page; which pages hold hits, and how many, is found out beside the window.

    Signals:
        changed: pages, counts or the current hit are others now.
    """

    changed = Signal()

    def __init__(self, session: CaseSession, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._document: DocumentId | None = None
        self._query = ""
        self._filters: Mapping[str, frozenset[str]] = {}
        self._spans: dict[int, tuple[Span, ...]] = {}
        self._counts: dict[int, int] = {}
        self._asked = 0  # how often; tells an answer that is no longer wanted
        self.pages: list[int] = []
        self.current: HitStop | None = None

    def ask(self, document: DocumentId | None, query: str, filters: Mapping[str, frozenset[str]]) -> None:
        """Look for a query's hits in a document."""
        self._asked += 1
        self._document, self._query, self._filters = document, query, filters
        self._spans, self._counts, self.pages, self.current = {}, {}, [], None
        if document is not None and query.strip():
            asked = self._asked
            self._tasks.run(
                self._finder(document), lambda pages: self._take_pages(asked, pages), _said_elsewhere, "document hits"
            )
        self.changed.emit()

    def spans(self, ordinal: int) -> tuple[Span, ...]:
        """What is lit on a page, in reading order."""
        if self._document is None or not self._query.strip():
            return ()
        if ordinal not in self._spans:
            self._spans[ordinal] = _spans(self._session, self._query, PageRef(self._document, ordinal))
        return self._spans[ordinal]

    def first_on(self, ordinal: int, span: Span | None = None) -> HitStop | None:
        """The hit at a span of a page, else the first one on it."""
        found = self.spans(ordinal)
        if not found:
            return HitStop(ordinal, 0, None) if ordinal in self.pages else None
        at = found.index(span) if span in found else 0
        return HitStop(ordinal, at, found[at])

    def go(self, stop: HitStop | None) -> None:
        """Make a hit the current one."""
        if stop != self.current:
            self.current = stop
            self.changed.emit()

    def beside(self, ordinal: int, direction: int) -> HitStop | None:
        """The hit after (1) or before (-1) the current one; from a page without the current one, the nearest on."""
        self._know_pages()
        here = self.current if self.current and self.current.ordinal == ordinal else None
        if here and 0 <= here.at + direction < len(self.spans(ordinal)):
            return self._stop(ordinal, here.at + direction)
        if direction > 0:
            row = bisect_right(self.pages, ordinal) if here else bisect_left(self.pages, ordinal)
            return self._stop(self.pages[row], 0) if row < len(self.pages) else None
        row = bisect_left(self.pages, ordinal) - 1
        return self._stop(self.pages[row], max(len(self.spans(self.pages[row])) - 1, 0)) if row >= 0 else None

    def standing(self) -> str:
        """Where the current hit stands: "hit 2 of 12"; empty without hits."""
        if not self.pages:
            return ""
        now = self.current
        if not self._counts:
            row = self.pages.index(now.ordinal) + 1 if now and now.ordinal in self.pages else 0
            return f"page {row:,} of {len(self.pages):,}" if row else f"{len(self.pages):,} pages"
        total = sum(self._counts.values())
        if now is None:
            return f"{total:,} hit" if total == 1 else f"{total:,} hits"
        before = sum(count for ordinal, count in self._counts.items() if ordinal < now.ordinal)
        return f"hit {before + now.at + 1:,} of {total:,}"

    def _stop(self, ordinal: int, at: int) -> HitStop:
        found = self.spans(ordinal)
        return HitStop(ordinal, at, found[at] if at < len(found) else None)

    def _know_pages(self) -> None:
        """A key may come before the pages have: then ask for them here and now."""
        if self.pages or self._document is None or not self._query.strip():
            return
        try:
            self.pages = self._finder(self._document)()
        except ExplorerError:
            return  # the results say what is wrong

    def _finder(self, document: DocumentId) -> Callable[[], list[int]]:
        query, filters = self._query, self._filters
        return lambda: self._session.searching.hit_pages(query, filters, document)

    def _take_pages(self, asked: int, pages: list[int]) -> None:
        if asked != self._asked or self._document is None:
            return
        self.pages = pages
        if 0 < len(pages) <= _MOST_COUNTED:
            self._tasks.run(
                self._counter(self._document), lambda counts: self._take_counts(asked, counts), key="hit counts"
            )
        self.changed.emit()

    def _counter(self, document: DocumentId) -> Callable[[], dict[int, int]]:
        query, pages, asked = self._query, list(self.pages), self._asked

        def count() -> dict[int, int]:
            counts: dict[int, int] = {}
            for ordinal in pages:
                if asked != self._asked:
                    break
                counts[ordinal] = max(1, len(_spans(self._session, query, PageRef(document, ordinal))))
            return counts

        return count

    def _take_counts(self, asked: int, counts: dict[int, int]) -> None:
        if asked == self._asked:
            self._counts = counts
            self.changed.emit()


def _said_elsewhere(_problem: ExplorerError) -> None:
    """The results say what is wrong with a search; the page then has nothing to light."""


def _spans(session: CaseSession, query: str, page: PageRef) -> tuple[Span, ...]:
    try:
        return tuple(sorted(session.searching.hit_spans(query, session.reading.page_at(page).id)))
    except QueryError:
        return ()
