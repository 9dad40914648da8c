"""Asks for answers off the window's thread: waits for a pause in typing, and lets only the latest answer through."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError, QueryError
from explorer.gui.models.facet_counts import FacetCounts, count_facets
from explorer.gui.tasks import Tasks
from explorer.model.document import PageId
from explorer.model.query import SearchRequest, SearchResult, Sort

Found = tuple[SearchResult, dict[PageId, PageId]]

_PAUSE, _QUIET_PAUSE = 60, 1000  # milliseconds after the last key, and after the case changed
_PART = 60  # hits asked for at once


class SearchRunner(QObject):
    """One search at a time.

    Signals:
        answered: a SearchResult, the first part of an answer, and whether it was asked for anew by a person.
        continued: the hits of a further part.
        counted: the FacetCounts of the same answer; they follow after it.
        refused: the query, and the QueryError that says why.
        cleared: there is nothing to ask.
        alike: for pages of the part that follows, the page ahead of each that is nearly the same, as a dict.
        failed: another ExplorerError.
    """

    answered = Signal(object, bool)
    continued = Signal(object)
    counted = Signal(object)
    refused = Signal(str, object)
    cleared = Signal()
    alike = Signal(object)
    failed = Signal(object)

    def __init__(self, session: CaseSession, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self.request = SearchRequest("", limit=_PART)
        self._is_quiet = False
        self.folds: Callable[[], bool] = lambda: True
        self._listed: list[PageId] = []  # the pages of all parts
        self._held = _PART  # hits to ask for
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)

    @property
    def is_asking(self) -> bool:
        """Whether something was asked and the pause is not over yet."""
        return self._timer.isActive()

    def ask(
        self, query: str | None = None, filters: Mapping[str, frozenset[str]] | None = None, sort: Sort | None = None
    ) -> None:
        """Ask for another query, other filters or another order; what is not given stays."""
        self.request = replace(
            self.request,
            query=self.request.query if query is None else query,
            filters=self.request.filters if filters is None else dict(filters),
            sort=self.request.sort if sort is None else sort,
        )
        self._is_quiet = False
        self._held = _PART
        self._timer.start(_PAUSE)

    def ask_again(self, held: int) -> None:
        """Ask for as many hits as are held, since the case changed; nothing that the reader looks at is to jump."""
        self._held = max(held, _PART)
        if not self._timer.isActive():
            self._is_quiet = True
            self._timer.start(_QUIET_PAUSE)

    def more(self, offset: int) -> None:
        """Ask for a further part of the answer."""
        request = replace(self.request, offset=offset)

        def done(found: Found) -> None:
            if request.query == self.request.query:
                self._listed += [hit.page for hit in found[0].hits]
                self.alike.emit(found[1])
                self.continued.emit(found[0].hits)

        ahead = tuple(self._listed)
        self._tasks.run(lambda: self._found(request, ahead), done, self.failed.emit, key="search part")

    def _found(self, request: SearchRequest, ahead: Sequence[PageId] = ()) -> Found:
        """A part of an answer, and which of its pages are nearly the same as others in it or ahead of it."""
        result = self._session.searching.search(request)
        listed = [*ahead, *(hit.page for hit in result.hits)]
        return result, self._session.duplicating.like_among(listed) if self.folds() else {}

    def _ask(self) -> None:
        request, is_new = self.request, not self._is_quiet
        part = replace(request, limit=self._held)
        if not request.query.strip() and not any(request.filters.values()):
            self.cleared.emit()
            self._count(request)
            return

        def done(found: Found) -> None:
            if request == self.request:
                self._listed = [hit.page for hit in found[0].hits]
                self.alike.emit(found[1])
                self.answered.emit(found[0], is_new)
                self._count(request)

        self._tasks.run(lambda: self._found(part), done, self._on_failed, key="search")

    def _count(self, request: SearchRequest) -> None:
        def done(counts: FacetCounts) -> None:
            if request == self.request:
                self.counted.emit(counts)

        self._tasks.run(lambda: count_facets(self._session, request), done, lambda _: None, key="facets")

    def _on_failed(self, error: ExplorerError) -> None:
        if isinstance(error, QueryError):
            self.refused.emit(self.request.query, error)
        else:
            self.failed.emit(error)
