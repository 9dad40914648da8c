"""The page and everything round it: header, view, thumbnails, the bar beside selected words, and what its keys do."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.dialogs.cite_claim import CiteClaimDialog
from explorer.gui.dialogs.short_text import ShortTextDialog
from explorer.gui.dialogs.tag_entity import TagEntityDialog
from explorer.gui.services import Span, WindowServices
from explorer.gui.views.page_header import PageHeader
from explorer.gui.views.page_hits import PageHits
from explorer.gui.views.page_marks import PageMarks
from explorer.gui.views.page_view import PageView
from explorer.gui.views.selection_bar import SelectionBar
from explorer.gui.views.thumbnails import Thumbnails
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.document import DocumentId, PageOutline
from explorer.model.entity import EntityState
from explorer.model.passage import PageRef, Passage, quote_with_citation

_HISTORY = 100  # places one can go back to
_ZOOM_STEP = 1.2


class PageDesk(QWidget):
    """
    Signals:
        page_changed: the PageRef now read.
        selection_changed: the selected Passage, or None.
        hits_exhausted: +1 or -1; there is no further hit in this document in that direction.
    """

    page_changed = Signal(object)
    selection_changed = Signal(object)
    hits_exhausted = Signal(int)

    def __init__(self, session: CaseSession, services: WindowServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._services = session, services
        self._document: DocumentId | None = None
        self._outline: list[PageOutline] = []
        self._hits = PageHits(session)
        self._query: tuple[str, Mapping[str, frozenset[str]]] = ("", {})
        self._visited: list[PageRef] = []
        self._place = -1
        self.header, self.view = PageHeader(), PageView(session.reading)
        self.thumbnails, self._bar = Thumbnails(session.reading), SelectionBar(self.view.viewport())
        self._lay_out()
        self._connect()
        self._show_nothing()

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.view, 1)
        across.addWidget(self.thumbnails)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(across, 1)
        self.setFocusProxy(self.view)
        self.view.setMinimumWidth(240)

    def _connect(self) -> None:
        self.view.set_marks(self._marks)
        self.view.page_changed.connect(self._on_page_changed)
        self.view.selection_changed.connect(self._on_selection_changed)
        self.view.zoom_changed.connect(lambda zoom: self.header.show_zoom(f"{zoom:.0%}"))
        self.view.verticalScrollBar().valueChanged.connect(lambda _value: self._place_bar())
        self.thumbnails.page_chosen.connect(self.view.show_page)
        self._bar.chosen.connect(lambda action: self.handlers()[action]())
        self.header.step_asked.connect(self._step)
        self.header.zoom_chosen.connect(self.view.set_zoom)
        self.header.citation_asked.connect(self.copy_citation)
        self._services.changes.changed.connect(self._on_changed)

    # What the window asks

    def open_document(self, document: DocumentId, ordinal: int = 1) -> None:
        self.open_page(PageRef(document, ordinal))

    def open_page(self, page: PageRef, span: Span | None = None, pulse: bool = True) -> None:
        """Show a page, with a passage lit, and remember it as a place one can come back to."""
        self._show(page, span, pulse)
        if self._place < 0 or self._visited[self._place] != page:
            self._visited = [*self._visited[: self._place + 1], page][-_HISTORY:]
            self._place = len(self._visited) - 1

    def set_query(self, query: str, filters: Mapping[str, frozenset[str]]) -> None:
        """Light a query's hits."""
        self._query = (query, filters)
        self._ask_hits()

    def current_page(self) -> PageRef | None:
        return PageRef(self._document, self.view.current_ordinal()) if self._document and self._outline else None

    def current_passage(self) -> Passage | None:
        return self.view.selection()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the page's actions do."""
        return {
            "page.next_hit": lambda: self._step(1),
            "page.previous_hit": lambda: self._step(-1),
            "page.next": lambda: self._turn(1),
            "page.previous": lambda: self._turn(-1),
            "page.down": lambda: self._scroll(1),
            "page.copy_citation": self.copy_citation,
            "page.tag": self._tag_page,
            "page.toggle_read": self._toggle_read,
            "passage.cite": self._cite,
            "passage.highlight": self._highlight,
            "passage.tag": self._tag,
            "passage.copy_quote": self._copy_quote,
            "passage.note": self._note,
            "view.zoom_in": lambda: self.view.set_zoom(self.view.zoom() * _ZOOM_STEP),
            "view.zoom_out": lambda: self.view.set_zoom(self.view.zoom() / _ZOOM_STEP),
            "view.reset": lambda: self.view.set_zoom(1.0),
            "view.fit_width": lambda: self.view.set_zoom("width"),
            "view.fit_page": lambda: self.view.set_zoom("page"),
            "go.back": lambda: self._revisit(-1),
            "go.forward": lambda: self._revisit(1),
        }

    # Showing

    def _show(self, page: PageRef, span: Span | None = None, pulse: bool = True) -> None:
        if page.document != self._document:
            self._document = page.document
            self._outline = self._session.reading.outline(page.document)
            self.header.show_document(self._session.reading.own_place(page.document))
            self.view.open(page.document)
            self.thumbnails.show_document(page.document, self._outline)
            self._ask_hits()
        self._hits.at = None
        spans = self._hits.spans(self._outline[page.ordinal - 1]) if 0 < page.ordinal <= len(self._outline) else []
        self.view.show_page(page.ordinal, span or (spans[0] if spans else None), pulse and span is not None)
        self._on_page_changed(page.ordinal)

    def _show_nothing(self) -> None:
        self.header.show_document(None)
        self.header.show_page(None, 0)
        self.thumbnails.show_document(None, ())

    def _ask_hits(self) -> None:
        self._hits.ask(*self._query, self._document)
        self.thumbnails.mark(self._hits.pages)
        self.view.refresh_marks()
        self._count_hits()

    def _count_hits(self) -> None:
        number = self._hits.number(self.view.current_ordinal()) if self._outline else 0
        self.header.show_hits(number, len(self._hits.pages))

    def _on_page_changed(self, ordinal: int) -> None:
        if not 0 < ordinal <= len(self._outline):
            return
        self.header.show_page(self._outline[ordinal - 1], len(self._outline))
        self.thumbnails.show_current(ordinal)
        self._count_hits()
        self.page_changed.emit(self.current_page())

    def _on_selection_changed(self, passage: Passage | None) -> None:
        self._place_bar()
        self.selection_changed.emit(passage)

    def _place_bar(self) -> None:
        words = self.view.selection_rect()
        if self.view.selection() is None or not words.intersects(self.view.viewport().rect()):
            self._bar.hide()
        else:
            self._bar.show_beside(words)

    def _marks(self, page: PageOutline) -> PageMarks:
        assert self._document is not None
        ref, session = PageRef(self._document, page.ordinal), self._session
        evidence = [each.passage for claim in session.claiming.citing(ref) for each in claim.evidence]
        return PageMarks(
            hits=tuple(self._hits.spans(page)),
            highlights=tuple(
                ((e.passage.start, e.passage.end), e.colour.value) for e in session.annotating.highlights(ref)
            ),
            evidence=tuple((each.start, each.end) for each in evidence if each.page == ref),
            entities=tuple(
                ((mention.passage.start, mention.passage.end), entity.kind, mention.state is EntityState.CONFIRMED)
                for entity, mentions in session.tagging.on_page(ref)
                for mention in mentions
            ),
            notes=tuple((each.passage.start, each.passage.end) for each in session.annotating.notes(ref)),
        )

    def _on_changed(self, change: ChangeSet) -> None:
        if change.kinds & {RecordKind.ANNOTATIONS, RecordKind.CLAIMS, RecordKind.ENTITIES}:
            self.view.refresh_marks()

    # Moving

    def _step(self, direction: int) -> None:
        found = self._hits.step(self._outline, self.view.current_ordinal(), direction) if self._outline else None
        if found is None:
            self.hits_exhausted.emit(direction)
            return
        self.view.show_page(found[0], found[1])
        self._on_page_changed(found[0])

    def _turn(self, direction: int) -> None:
        ordinal = self.view.current_ordinal() + direction
        if 0 < ordinal <= len(self._outline):
            self.view.show_page(ordinal)

    def _scroll(self, direction: int) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + direction * bar.pageStep() * 9 // 10)

    def _revisit(self, direction: int) -> None:
        place = self._place + direction
        if 0 <= place < len(self._visited):
            self._place = place
            self._show(self._visited[place])

    # Doing

    def copy_citation(self) -> None:
        """Put how this page is cited on the clipboard."""
        if (page := self.current_page()) is not None:
            citation = str(self._session.reading.citation(page))
            QGuiApplication.clipboard().setText(citation)
            self._services.say(f"Copied: {citation}")

    def _copy_quote(self) -> None:
        if (passage := self.current_passage()) is not None:
            quote = quote_with_citation(passage.quote, self._session.reading.citation(passage.page))
            QGuiApplication.clipboard().setText(quote)
            self._services.say(f"Copied: {quote}")

    def _highlight(self) -> None:
        if (passage := self.current_passage()) is not None:
            self._do(lambda: self._session.annotating.highlight(passage), "Highlighted")

    def _tag(self) -> None:
        if (passage := self.current_passage()) is not None:
            dialog = TagEntityDialog(self._services.parent, self._session.tagging, passage)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                kind, name = dialog.kind(), dialog.name()
                self._do(lambda: self._session.tagging.tag(passage, kind, name), f"Tagged “{name}”")

    def _cite(self) -> None:
        if (passage := self.current_passage()) is not None:
            dialog = CiteClaimDialog(self._services.parent, self._session.claiming.claims(), passage.quote)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                claiming, stance, note = self._session.claiming, dialog.stance(), dialog.note()
                if (claim := dialog.claim()) is not None:
                    self._do(lambda: claiming.cite(claim, passage, stance, note), "Cited")
                else:
                    self._do(lambda: claiming.cite_new(dialog.text(), passage, stance, note), "Cited for a new claim")

    def _note(self) -> None:
        page = self.current_page()
        passage = self.current_passage() or (Passage(page.document, page.ordinal, 0, 0, "") if page else None)
        if passage is not None:
            about = f"“{passage.quote}”" if passage.quote else "this page"
            dialog = ShortTextDialog(self._services.parent, "Note", f"A note on {about}", "Keep the note", lines=4)
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self._do(lambda: self._session.annotating.write_note(passage, dialog.text()), "Noted")

    def _tag_page(self) -> None:
        if (page := self.current_page()) is not None:
            known = self._session.annotating.all_tags()
            dialog = ShortTextDialog(
                self._services.parent, "Tag this page", "A word to find it by", "Tag the page", known
            )
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self._do(lambda: self._session.annotating.tag_page(page, dialog.text()), f"Tagged “{dialog.text()}”")

    def _toggle_read(self) -> None:
        if (page := self.current_page()) is not None:
            is_read = not self._session.annotating.is_read(page)
            self._do(
                lambda: self._session.annotating.set_read(page, is_read),
                "Marked as read" if is_read else "Marked as unread",
            )

    def _do(self, act: Callable[[], object], said: str) -> None:
        """Make a change and say so; what cannot be done is told."""
        try:
            act()
        except ExplorerError as problem:
            self._services.show_error(problem)
        else:
            self._services.say(f"{said}. Ctrl+Z undoes it.")
