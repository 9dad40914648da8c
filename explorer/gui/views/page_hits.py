"""The hits of one query in the document that is open: which pages hold them, which is shown, and the one beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.services import Span
from explorer.gui.tasks import Tasks
from explorer.model.document import DocumentId, PageId

Found = dict[int, tuple[Span, ...]]  # a page's ordinal to its hits, for pages that hold any


@dataclass(frozen=True, slots=True)
class HitStop:
    """One hit: its page and the words to be lit."""

    ordinal: int
    span: Span


class DocumentHits(QObject):
    """Looks for a document's hits off the GUI thread, and steps through them.

    Signals:
        changed: other hits are known, or another one is shown.
    """

    changed = Signal()

    def __init__(self, session: CaseSession, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._found: Found = {}
        self._stops: list[HitStop] = []
        self.current: HitStop | None = None

    @property
    def pages(self) -> list[int]:
        """The ordinals of the pages that hold hits, in order."""
        return list(self._found)

    def ask(self, document: DocumentId | None, query: str, filters: Mapping[str, frozenset[str]]) -> None:
        """Look for a query's hits in a document; ``changed`` tells when they are known."""
        self._take({})
        if document is None or not query.strip():
            return
        self._tasks.run(lambda: self._look(document, query, filters), self._take, lambda _error: None, key="page hits")

    def spans(self, ordinal: int) -> tuple[Span, ...]:
        """The hits on a page."""
        return self._found.get(ordinal, ())

    def first_on(self, ordinal: int, span: Span | None = None) -> HitStop | None:
        """The hit at a passage of a page, or the page's first one."""
        spans = self.spans(ordinal)
        if span is not None:
            return next((HitStop(ordinal, each) for each in spans if each[0] < span[1] and span[0] < each[1]), None)
        return HitStop(ordinal, spans[0]) if spans else None

    def beside(self, ordinal: int, direction: int) -> HitStop | None:
        """The hit after or before the one shown; from a page without a current hit, the nearest one beyond it."""
        if self.current is not None and self.current.ordinal == ordinal and self.current in self._stops:
            at = self._stops.index(self.current) + direction
            return self._stops[at] if 0 <= at < len(self._stops) else None
        if direction > 0:
            return next((each for each in self._stops if each.ordinal >= ordinal), None)
        return next((each for each in reversed(self._stops) if each.ordinal <= ordinal), None)

    def go(self, stop: HitStop | None) -> None:
        """Take a hit as the one that is shown."""
        if stop != self.current:
            self.current = stop
            self.changed.emit()

    def standing(self) -> str:
        """In words, as in "hit 2 of 12"; empty where there are none."""
        if not self._stops:
            return ""
        if self.current in self._stops:
            return f"hit {self._stops.index(self.current) + 1:,} of {len(self._stops):,}"
        return f"{len(self._stops):,} hits"

    def _look(self, document: DocumentId, query: str, filters: Mapping[str, frozenset[str]]) -> Found:
        searching = self._session.searching
        try:
            ids = self._page_ids(document)
            return {
                each: tuple(searching.hit_spans(query, ids[each]))
                for each in searching.hit_pages(query, filters, document)
            }
        except ExplorerError:
            return {}  # the results already say what is wrong with the query

    def _page_ids(self, document: DocumentId) -> dict[int, PageId]:
        return {each.ordinal: each.id for each in self._session.reading.outline(document)}

    def _take(self, found: Found) -> None:
        self._found = {ordinal: spans for ordinal, spans in found.items() if spans}
        self._stops = [HitStop(ordinal, span) for ordinal, spans in self._found.items() for span in spans]
        if self.current not in self._stops:
            self.current = None
        self.changed.emit()
