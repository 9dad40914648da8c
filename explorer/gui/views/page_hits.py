"""The hits of one query in one document: which pages hold them, and the next one from wherever one is."""

from collections.abc import Mapping

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.services import Span
from explorer.model.document import DocumentId, PageOutline


class PageHits:
    """Steps from hit to hit through a document's pages."""

    def __init__(self, session: CaseSession) -> None:
        self._session = session
        self._query = ""
        self._filters: Mapping[str, frozenset[str]] = {}
        self.pages: list[int] = []  # ordinals that hold hits, in order
        self.at: tuple[int, int] | None = None  # the page and the number of the hit on it that is shown

    def ask(self, query: str, filters: Mapping[str, frozenset[str]], document: DocumentId | None) -> None:
        """Look for a query's hits in a document."""
        self._query, self._filters, self.at = query, filters, None
        try:
            has_words = bool(query.strip()) and document is not None
            self.pages = self._session.searching.hit_pages(query, filters, document) if has_words and document else []
        except ExplorerError:
            self.pages = []  # the results already say what is wrong with the query

    def spans(self, page: PageOutline) -> list[Span]:
        """The hits on a page."""
        if page.ordinal not in self.pages:
            return []
        try:
            return self._session.searching.hit_spans(self._query, page.id)
        except ExplorerError:
            return []

    def number(self, ordinal: int) -> int:
        """Which of the pages with hits this is, from 1; 0 if it holds none."""
        return self.pages.index(ordinal) + 1 if ordinal in self.pages else 0

    def step(self, outline: list[PageOutline], ordinal: int, direction: int) -> tuple[int, Span] | None:
        """The next or previous hit from the one shown, or from a page; None past either end."""
        page, number = self.at if self.at and self.at[0] == ordinal else (ordinal, -1 if direction > 0 else 0)
        spans = self.spans(outline[page - 1]) if outline else []
        following = number + direction
        if 0 <= following < len(spans):
            self.at = (page, following)
            return page, spans[following]
        others = [each for each in self.pages if (each > page if direction > 0 else each < page)]
        for other in others if direction > 0 else reversed(others):
            if spans := self.spans(outline[other - 1]):
                self.at = (other, 0 if direction > 0 else len(spans) - 1)
                return other, spans[self.at[1]]
        return None
