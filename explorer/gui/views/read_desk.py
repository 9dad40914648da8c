"""The workspace of reading: filters, results, the page, and what is known of it; joined here, each knowing no other."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from explorer.app.duplicating import NearPage
from explorer.app.recent import Memory
from explorer.app.session import CaseSession
from explorer.errors import QueryError
from explorer.gui.icons import icon
from explorer.gui.models.hits_model import HitsModel
from explorer.gui.services import Span, WindowServices
from explorer.gui.views.comparing import Comparing
from explorer.gui.views.comparison import ComparisonView
from explorer.gui.views.facets import FacetsPanel
from explorer.gui.views.inspector import Inspector
from explorer.gui.views.page_desk import PageDesk
from explorer.gui.views.page_or_conversation import PageOrConversation
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.results import ResultsView
from explorer.gui.views.search_runner import SearchRunner
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.document import PageId
from explorer.model.passage import PageRef, Passage
from explorer.model.query import Hit, SearchResult, Sort

_NARROW = 1100  # pixels of the window, below which the inspector folds into its button
_RAIL = 64  # pixels beside this desk that belong to the window
_SIZES = [185, 335, 690, 220]
_KEPT = "read_desk.sizes"


class ReadDesk(QWidget):
    """
    Signals:
        filters_changed: what is chosen in the facets, dict[str, frozenset[str]].
        query_chosen: a query that was chosen here, for the search field to show.
        entity_chosen, claim_chosen: an EntityId or ClaimId to show in its own workspace.
        context_changed: another page or selection is there.
        action_asked: the id of an action that something on the desk stands for.
    """

    filters_changed = Signal(dict)
    query_chosen = Signal(str)
    entity_chosen = Signal(str)
    claim_chosen = Signal(str)
    context_changed = Signal()
    action_asked = Signal(str)

    def __init__(self, session: CaseSession, services: WindowServices, memory: Memory | None = None) -> None:
        super().__init__()
        self._session, self._services, self._memory = session, services, memory
        self.runner = SearchRunner(session, services.tasks, self)
        self.hits = HitsModel(self.runner.more, self)
        self.facets, self.results = FacetsPanel(), ResultsView(self.hits)
        self.page_desk, self.inspector = PageDesk(session, services), Inspector(session)
        self.middle = PageOrConversation(session, services, self.page_desk)
        self._page: PageRef | None = None
        self._focus_first = False  # the first hit is to be chosen when the answer is there
        self._wants_inspector = self._wants_facets = True
        self._fold = QToolButton()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self.comparing = Comparing(session, services, self._splitter, self)
        self._lay_out()
        self._connect()
        self._show_start()
        self._load_documents()
        self.runner.ask()

    def _lay_out(self) -> None:
        self._splitter.setObjectName("readDesk")
        for widget in (self.facets, self.results, self.middle, self.inspector):
            self._splitter.addWidget(widget)
        self.results.setMinimumWidth(240)
        for at, (stretch, can_fold) in enumerate(((0, True), (1, False), (2, False), (0, True))):
            self._splitter.setStretchFactor(at, stretch)
            self._splitter.setCollapsible(at, can_fold)
        kept = self._memory.get(_KEPT) if self._memory else None
        is_sound = isinstance(kept, list) and len(kept) == len(_SIZES) and all(isinstance(each, int) for each in kept)
        self._splitter.setSizes(kept if isinstance(kept, list) and is_sound else _SIZES)
        self._fold.setCheckable(True)
        self._fold.setFixedWidth(28)
        self._fold.setAccessibleName("About this page")
        self._fold.setToolTip("Entities, claims, provenance and notes of this page (I)")
        side = QVBoxLayout()
        side.setContentsMargins(0, 8, 0, 0)
        side.addWidget(self._fold)
        side.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.comparing.stack, 1)
        line.addLayout(side)
        watch_theme(self, self._dress)

    def _connect(self) -> None:
        self._splitter.splitterMoved.connect(self._on_moved)
        self._fold.clicked.connect(lambda _=False: self.toggle_inspector())
        self.runner.alike.connect(self.hits.fold)
        self.runner.answered.connect(self._on_answered)
        self.runner.continued.connect(self.hits.add)
        self.runner.counted.connect(self.facets.show_counts)
        self.runner.refused.connect(self._on_refused)
        self.runner.cleared.connect(self._show_start)
        self.runner.failed.connect(self._services.show_error)
        self.results.hit_chosen.connect(self._on_hit_chosen)
        self.results.hit_opened.connect(self._on_hit_opened)
        self.results.conversation_asked.connect(self._on_conversation_asked)
        self.results.sort_changed.connect(self._on_sort_changed)
        self.results.example_chosen.connect(self._on_example_chosen)
        self.facets.filters_changed.connect(self._on_filters_changed)
        self.page_desk.page_changed.connect(self._on_page_changed)
        self.page_desk.hits_exhausted.connect(self.results.list.step_document)
        self.page_desk.hits_exhausted.connect(self.results.list.step_document)
        self.inspector.entity_chosen.connect(self.entity_chosen)
        self.inspector.claim_chosen.connect(self.claim_chosen)
        self.inspector.copied.connect(self._services.say)
        self.inspector.action_asked.connect(self.action_asked)
        self.inspector.compare_asked.connect(self.comparing.compare)
        self.comparing.found.connect(self._on_near_found)
        self.comparing.opened.connect(self._on_compared_opened)
        self.page_desk.strip.asked.connect(self.action_asked)
        self._services.changes.changed.connect(self._on_changed)

    # What the window asks

    def run_search(
        self, query: str, filters: Mapping[str, frozenset[str]] | None = None, sort: Sort | None = None
    ) -> None:
        """Search for a query with the filters chosen, or with these."""
        if filters is not None:
            self.facets.set_filters(dict(filters))
        if sort is not None:
            self.results.show_sort(sort)
        self._focus_first = False
        self.runner.ask(query, filters, sort)

    def open_page(self, page: PageRef, span: Span | None = None) -> None:
        """Show a page, with a passage lit."""
        self.comparing.leave()
        self.middle.open_page(page, span)

    def remove_filter(self, facet: str, value: str) -> None:
        """Take one value away, as when its chip is closed."""
        chosen = self.facets.filters()
        chosen[facet] = chosen.get(facet, frozenset()) - {value}
        self.facets.set_filters(chosen)

    def focus_results(self) -> None:
        """Go to the results; the first hit is chosen, as soon as it is there."""
        self.results.list.setFocus()
        self._focus_first = True
        if not self.runner.is_asking:
            self._choose_first()

    def current_page(self) -> PageRef | None:
        return self._page

    def current_passage(self) -> Passage | None:
        """The words selected on the page."""
        return self.page_desk.current_passage()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions of this workspace do; while two pages are compared, steps are those of their differences."""
        found = self.middle.handlers()
        instead, forward, back = self.comparing.instead, _step(1), _step(-1)
        return {
            **found,
            "page.next_hit": instead(found["page.next_hit"], forward),
            "page.previous_hit": instead(found["page.previous_hit"], back),
            "results.next": instead(lambda: self.results.list.step(1), forward),
            "results.previous": instead(lambda: self.results.list.step(-1), back),
            "page.compare": self.comparing.compare,
            "view.inspector": self.toggle_inspector,
            "view.facets": self.toggle_facets,
        }

    def toggle_inspector(self) -> None:
        """Show or fold what is known of the page; on a narrow window the filters make room for it."""
        is_shown = not self.inspector.isHidden()
        self._wants_inspector = not is_shown
        self.inspector.setVisible(not is_shown)
        self.facets.setVisible(self._wants_facets and not (self._is_narrow and not is_shown))
        self._fold.setChecked(not is_shown)

    def toggle_facets(self) -> None:
        """Show or fold the filters."""
        self._wants_facets = self.facets.isHidden()
        self.facets.setVisible(self._wants_facets)
        if self._is_narrow and self._wants_facets:
            self.inspector.hide()
            self._fold.setChecked(False)

    # What happens here

    def _on_answered(self, result: SearchResult, is_new: bool) -> None:
        scroll = self.results.list.verticalScrollBar().value()
        self.results.show_result(result, self._page_id())
        self.middle.set_query(result.query, self.runner.request.filters)
        if not is_new:
            self.results.list.verticalScrollBar().setValue(scroll)
        if self._focus_first:
            self._choose_first()

    def _choose_first(self) -> None:
        if self.hits.hit(self.results.list.currentIndex().row()) is None:
            self.results.list.step(1)
        self._focus_first = False

    def _on_refused(self, query: str, error: QueryError) -> None:
        self._focus_first = False
        self.results.show_error(query, error)

    def _show_start(self) -> None:
        self.results.show_start(has_pages=self._session.reading.totals().pages > 0)
        self.middle.set_query("", {})

    def _on_hit_chosen(self, hit: Hit) -> None:
        document = self._session.reading.document(hit.document).document
        self.middle.open_page(PageRef(document, hit.ordinal))

    def _on_hit_opened(self, hit: Hit) -> None:
        self._on_hit_chosen(hit)
        self.page_desk.setFocus()

    def _on_conversation_asked(self, hit: Hit) -> None:
        self._on_hit_chosen(hit)
        self.middle.read_conversation()

    def _on_sort_changed(self, sort: Sort) -> None:
        self.results.show_sort(sort)
        self.runner.ask(sort=sort)

    def _on_example_chosen(self, query: str) -> None:
        self.query_chosen.emit(query)
        self.run_search(query)

    def _on_filters_changed(self, filters: dict[str, frozenset[str]]) -> None:
        self.filters_changed.emit(filters)
        self.runner.ask(filters=filters)

    def _on_page_changed(self, page: PageRef | None) -> None:
        self._page = page
        self.inspector.set_page(page)
        self.comparing.read(page)
        if (page_id := self._page_id()) is not None:
            self.results.list.select_quietly(page_id)
        self.context_changed.emit()

    def _on_near_found(self, found: tuple[PageRef, tuple[NearPage, ...], bool]) -> None:
        self.inspector.show_near(*found)

    def _on_compared_opened(self, page: PageRef) -> None:
        self.middle.open_page(page)
        self.page_desk.setFocus()

    def _page_id(self) -> PageId | None:
        return self._session.reading.page_at(self._page).id if self._page is not None else None

    def _on_changed(self, change: ChangeSet) -> None:
        self.inspector.refresh(change)
        self.runner.ask_again(self.hits.held)
        if change.kinds & {RecordKind.DOCUMENTS, RecordKind.PRODUCTIONS}:
            self._load_documents()

    def _load_documents(self) -> None:
        self._services.tasks.run(self._session.reading.documents, self.inspector.set_documents, key="standings")

    def _on_moved(self, _position: int, _handle: int) -> None:
        if self._memory and not self._is_narrow:
            self._memory.set(_KEPT, self._splitter.sizes())

    @property
    def _is_narrow(self) -> bool:
        return self.width() + _RAIL < _NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_narrow = event.oldSize().width() + _RAIL < _NARROW
        if event.oldSize().width() >= 0 and was_narrow == self._is_narrow:
            return
        self._fold.setVisible(self._is_narrow)
        self.inspector.setVisible(not self._is_narrow and self._wants_inspector)
        self._fold.setChecked(not self.inspector.isHidden())
        self.facets.setVisible(self._wants_facets)

    def _dress(self) -> None:
        self._fold.setIcon(icon("inspector", colour("muted").name()))
        panel, line = colour("panel").name(), colour("line").name()
        self.setStyleSheet(f"ReadDesk {{ background: {panel}; }} QSplitter#readDesk::handle {{ background: {line}; }}")


def _step(by: int) -> Callable[[ComparisonView], None]:
    return lambda view: view.step(by)
