"""What a case has to mark on a page: hits of the query at hand, evidence, highlights, entities, notes."""

from collections.abc import Callable

from explorer.app.session import CaseSession
from explorer.errors import QueryError
from explorer.gui.views.page_marks import PageMarks, Span
from explorer.model.document import DocumentId, PageFlag, PageId, PageOutline
from explorer.model.entity import EntityState
from explorer.model.passage import PageRef, Passage


class PageFindings:
    """Answers the page view's question what is marked on a page of the document at hand.

    Attributes:
        document: the one whose pages are asked for.
        query: what is lit; empty lights nothing.
        current: the hit that is lit most, as ordinal and span.
        dimmed: tells what of a page recedes.
    """

    def __init__(self, session: CaseSession) -> None:
        self._session = session
        self.document: DocumentId | None = None
        self.query = ""
        self.current: tuple[int, Span] | None = None
        self.dimmed: Callable[[PageRef], tuple[Span, ...]] = lambda _page: ()

    def of(self, outline: PageOutline) -> PageMarks:
        """Everything marked on a page. What was chosen in words that no longer stand there is left out."""
        assert self.document is not None
        page = PageRef(self.document, outline.ordinal)
        text = self._session.reading.page(outline.id).text
        current = self.current[1] if self.current and self.current[0] == outline.ordinal else None
        annotating = self._session.annotating
        return PageMarks(
            hits=tuple(self.hits(outline.id)),
            current_hit=current,
            highlights=tuple(
                (_span(each.passage), each.colour.value)
                for each in annotating.highlights(page)
                if each.passage.stands_in(text)
            ),
            evidence=tuple(
                _span(each.passage)
                for claim in self._session.claiming.citing(page)
                for each in claim.evidence
                if each.passage.page == page and each.passage.stands_in(text)
            ),
            entities=self._entities(page, text),
            notes=tuple(_span(each.passage) for each in annotating.notes(page) if each.passage.stands_in(text)),
            dimmed=self.dimmed(page),
            uncertain=self._session.recognising.unsure(page) if PageFlag.OCR in outline.flags else (),
        )

    def hits(self, page: PageId) -> list[Span]:
        """The query's hits on a page, in reading order; none for a query that cannot be read."""
        if not self.query.strip():
            return []
        try:
            return self._session.searching.hit_spans(self.query, page)
        except QueryError:
            return []  # said where the query was typed

    def _entities(self, page: PageRef, text: str) -> tuple[tuple[Span, str, bool], ...]:
        return tuple(
            (_span(mention.passage), entity.kind, entity.state is EntityState.CONFIRMED)
            for entity, mentions in self._session.tagging.on_page(page)
            if entity.state is not EntityState.REJECTED
            for mention in mentions
            if mention.passage.stands_in(text)
        )


def _span(passage: Passage) -> Span:
    return passage.start, passage.end
