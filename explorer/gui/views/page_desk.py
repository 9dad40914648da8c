"""The page and all around it: its header, the strip of pages, the bar beside chosen words, and what one does here."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.services import Span, WindowServices
from explorer.gui.views.document_hits import DocumentHits, HitStop
from explorer.gui.views.drawings import Drawings
from explorer.gui.views.page_findings import PageFindings
from explorer.gui.views.page_header import PageHeader
from explorer.gui.views.page_trail import Trail
from explorer.gui.views.page_view import PageView
from explorer.gui.views.parts import EmptyState
from explorer.gui.views.passage_actions import PassageActions
from explorer.gui.views.picture_strip import PictureStrip
from explorer.gui.views.selection_bar import SelectionBar
from explorer.gui.views.thumbnails import Thumbnails
from explorer.gui.views.unsure_words import UnsureWords
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.document import DocumentId, PageOutline
from explorer.model.passage import PageRef, Passage

_DRAGGING = 60  # milliseconds between looks whether a drag has ended, before the bar is shown
_ABOUT = "Choose a result, or a document under Sources. Its page is shown here with the hits lit; select words to cite, highlight, tag or copy them."  # noqa: E501 - one sentence for people


class PageDesk(QWidget):
    """
    Signals:
        page_changed: the PageRef of the page now read.
        selection_changed: a Passage, or None.
        hits_exhausted: there is no further hit here; 1 past the last one, -1 before the first.
    """

    page_changed = Signal(object)
    selection_changed = Signal(object)
    hits_exhausted = Signal(int)

    def __init__(self, session: CaseSession, services: WindowServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._services = session, services
        self._document: DocumentId | None = None
        self._outlines: list[PageOutline] = []
        self._query: tuple[str, Mapping[str, frozenset[str]]] = ("", {})
        self._page: PageRef | None = None
        self._opening = False
        self._trail = Trail()
        self.hits = DocumentHits(session, services.tasks, self)
        self._marks = PageFindings(session)
        self.header, self.strip, self.view = PageHeader(), PictureStrip(), PageView(session.reading)
        self.thumbnails = Thumbnails(session.reading)
        self.bar = SelectionBar(self.view.viewport())
        self._actions = PassageActions(
            session, services, self, self.current_page, self.current_passage, self._around_selection
        )
        self.unsure = UnsureWords(session, services, self.view, self.current_page, self._actions.correct)
        self._actions.unsure_left, self._actions.on_corrected = self.unsure.left, self.unsure.go_on
        self._drawings = Drawings(session, services, self.view, self.header, self)
        self._drag = QTimer(self, singleShot=True, interval=_DRAGGING)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        desk, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.thumbnails)
        whole = QVBoxLayout(desk)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.strip)
        whole.addLayout(row, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("No page is open", _ABOUT))
        self._stack.addWidget(desk)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setMinimumWidth(320)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.set_marks(self._marks.of)
        self.view.page_changed.connect(self._on_page)
        self.view.selection_changed.connect(self._on_selection)
        self.view.zoom_changed.connect(self._on_zoom)
        self.view.verticalScrollBar().valueChanged.connect(self._place_bar)
        self.view.horizontalScrollBar().valueChanged.connect(self._place_bar)
        self.view.viewport().installEventFilter(self)
        self._drag.timeout.connect(self._place_bar)
        self.hits.changed.connect(self._on_hits)
        self.header.hit_asked.connect(self._step_hit)
        self.header.zoom_asked.connect(self.view.set_zoom)
        self.header.citation_asked.connect(self._actions.copy_citation)
        self.thumbnails.page_chosen.connect(self._jump)
        self.bar.chosen.connect(lambda action: self.handlers()[action]())
        self._services.changes.changed.connect(self._on_changed)

    # What others ask

    def open_document(self, document: DocumentId, ordinal: int = 1) -> None:
        self.open_page(PageRef(document, ordinal))

    def open_page(self, ref: PageRef, span: Span | None = None, pulse: bool = True) -> None:
        """Show a page: a passage of it, else its first hit, else its top."""
        if self._show(ref, span, pulse):
            self._trail.go_to(ref)

    def set_query(self, query: str, filters: Mapping[str, frozenset[str]]) -> None:
        """Light another query, in this document and those opened from now on."""
        if (query, filters) == self._query:
            return
        self._query = (query, dict(filters))
        self._marks.query = query
        self.hits.ask(self._document, *self._query)
        if self._page is not None:
            self.hits.go(self.hits.first_on(self._page.ordinal))

    def set_dimmed(self, dimmed: Callable[[PageRef], tuple[Span, ...]]) -> None:
        """Where it is known what of a page recedes."""
        self._marks.dimmed = dimmed

    def next_hit(self) -> None:
        self._step_hit(1)

    def previous_hit(self) -> None:
        self._step_hit(-1)

    def back(self) -> None:
        self._walk(-1)

    def forward(self) -> None:
        self._walk(1)

    def current_page(self) -> PageRef | None:
        return self._page

    def current_passage(self) -> Passage | None:
        """The words chosen."""
        return self.view.selection()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions of the page do, by their ids."""
        return {
            **self._actions.handlers(),
            **self.unsure.handlers(),
            "page.next_hit": self.next_hit,
            "page.previous_hit": self.previous_hit,
            "page.next": lambda: self._turn(1),
            "page.previous": lambda: self._turn(-1),
            "page.down": self._page_down,
            "view.zoom_in": lambda: self.view.zoom_by(1),
            "view.zoom_out": lambda: self.view.zoom_by(-1),
            "view.reset": lambda: self.view.set_zoom(1.0),
            "view.fit_width": lambda: self.view.set_zoom("width"),
            "view.fit_page": lambda: self.view.set_zoom("page"),
            "view.exact": self._drawings.toggle,
            "go.back": self.back,
            "go.forward": self.forward,
        }

    # Going places

    def _show(self, ref: PageRef, span: Span | None, pulse: bool) -> bool:
        self._opening = True
        try:
            if ref.document != self._document:
                self._open(ref.document)
            if not any(each.ordinal == ref.ordinal for each in self._outlines):
                ref = PageRef(ref.document, self._outlines[0].ordinal) if self._outlines else ref
            stop = self.hits.first_on(ref.ordinal, span)
            self.hits.go(stop)
            self.view.refresh_marks()
            self.view.show_page(ref.ordinal, span or (stop.span if stop else None), pulse)
        except ExplorerError as error:
            self._services.show_error(error)
            return False
        finally:
            self._opening = False
        if self._outlines:
            self._announce(ref)
        return bool(self._outlines)

    def _open(self, document: DocumentId) -> None:
        outlines = self._session.reading.outline(document)
        self.header.show_document(self._session.reading.own_place(document))
        self._document, self._outlines, self._page = document, outlines, None
        self._marks.document = document
        self._stack.setCurrentIndex(1 if outlines else 0)
        self.thumbnails.open(document, outlines)
        self.hits.ask(document, *self._query)
        self._drawings.open(document)
        self.view.open(document)
        self.header.show_zoom(self.view.zoom())

    def _jump(self, ordinal: int) -> None:
        if self._document is not None:
            self.open_page(PageRef(self._document, ordinal))

    def _walk(self, direction: int) -> None:
        page = self._trail.step(direction)
        if page is not None:
            self._show(page, None, pulse=False)

    def _turn(self, direction: int) -> None:
        row = self._row() + direction
        if 0 <= row < len(self._outlines):
            self.view.show_page(self._outlines[row].ordinal)

    def _page_down(self) -> None:
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + max(bar.pageStep() - 48, 48))

    def _step_hit(self, direction: int) -> None:
        stop = self.hits.beside(self._page.ordinal, direction) if self._page is not None else None
        if stop is None:
            self.hits_exhausted.emit(direction)
        else:
            self._show_hit(stop)

    def _show_hit(self, stop: HitStop) -> None:
        self.hits.go(stop)
        self.view.show_page(stop.ordinal, stop.span)

    def _row(self) -> int:
        ordinal = self._page.ordinal if self._page is not None else 0
        return next((row for row, each in enumerate(self._outlines) if each.ordinal == ordinal), 0)

    # What happens here

    def _on_page(self, ordinal: int) -> None:
        if self._document is None or self._opening:
            return
        page = PageRef(self._document, ordinal)
        self._trail.move_to(page)
        self._announce(page)

    def _announce(self, page: PageRef) -> None:
        if page == self._page:
            return
        self._page = page
        row = self._row()
        self.header.show_page(self._outlines[row], row + 1, len(self._outlines))
        self.thumbnails.show_current(page.ordinal)
        self.page_changed.emit(page)

    def _on_hits(self) -> None:
        now = self.hits.current
        self._marks.current = (now.ordinal, now.span) if now and now.span else None
        self.header.show_standing(self.hits.standing())
        self.thumbnails.show_hits(self.hits.pages)
        self.view.refresh_marks()

    def _on_zoom(self, zoom: float) -> None:
        self.header.show_zoom(zoom)
        self._place_bar()

    def _on_selection(self, passage: Passage | None) -> None:
        self._place_bar()
        self.selection_changed.emit(passage)

    def _on_changed(self, change: ChangeSet) -> None:
        if self._document is None:
            return
        if RecordKind.DOCUMENTS in change.kinds:
            self._on_documents(self._document)
        self.view.refresh_marks()

    def _on_documents(self, document: DocumentId) -> None:
        """Open the document anew if it was read anew: its pages and their words may be others."""
        try:
            outlines = self._session.reading.outline(document)
        except ExplorerError:
            return  # it is gone; what is shown stays until something else is opened
        if outlines != self._outlines and self._page is not None:
            if self.view.renew():
                self._renew(document, outlines)
                return
            page, self._document = self._page, None
            self._show(page, None, pulse=False)

    def _renew(self, document: DocumentId, outlines: list[PageOutline]) -> None:
        """The same pages hold other words now: nothing moves."""
        self._outlines = outlines
        self.thumbnails.renew(outlines)
        row = self._row()
        self.header.show_page(outlines[row], row + 1, len(outlines))
        now = self.hits.current
        self.hits.ask(document, *self._query)
        if now is not None:
            self.hits.go(self.hits.first_on(now.ordinal, now.span))

    def _place_bar(self) -> None:
        if self.view.selection() is None:
            self.bar.hide()
        elif QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self.bar.hide()  # it would lie under the pointer that is drawing the selection
            self._drag.start()
        else:
            self.bar.place(self.view.selection_rect())

    def _around_selection(self) -> QRect:
        """Where a dialog belongs, on the screen: beside the chosen words, else at the top of the page."""
        view = self.view.viewport()
        around = self.view.selection_rect().intersected(view.rect())
        if around.isNull():
            around = QRect(QPoint(view.width() // 4, 24), view.rect().center())
            around.setHeight(1)
        return QRect(view.mapToGlobal(around.topLeft()), around.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_bar()
        return super().eventFilter(watched, event)
