"""The result list with its head, and what stands there while there is nothing to list.

Says what was chosen; who searches and who shows the page is the desk's business.
"""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QActionGroup, QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.errors import QueryError
from explorer.gui.models.hits_model import HitsModel, counted
from explorer.gui.views.parts import ElidedLabel, EmptyState, Separator, TextLabel
from explorer.gui.views.query_problem import QueryProblem
from explorer.gui.views.results_delegate import ResultsDelegate
from explorer.model.document import PageId
from explorer.model.query import Hit, SearchResult, Sort

Index = QModelIndex | QPersistentModelIndex

_SORTS = ((Sort.RELEVANCE, "Best match"), (Sort.DATE, "Date"), (Sort.DOCUMENT, "Document"))
EXAMPLES = (
    ('"gang member"', "these words side by side"),
    ("kind:slides received", "only slides; pdf, email, sheet, document, text, image"),
    ("from:whitcomb date:2017..2018", "messages of one sender, in a span of time"),
    ("LinkView NOT training", "one word without another; OR gives either"),
    ("retain* has:hidden", "all words that begin so, on pages with hidden text"),
    ('"plate reader"~10', "words within ten words of each other"),
)


class ResultsList(QListView):
    """The rows. ``J``/``K`` go from hit to hit, Enter opens; the right arrow shows what is folded, the left hides it.

    Signals:
        hit_chosen: the Hit that became current.
        hit_opened: the Hit that was opened with Enter or a double click.
        conversation_asked: the Hit whose conversation is to be read.
    """

    hit_chosen = Signal(object)
    hit_opened = Signal(object)
    conversation_asked = Signal(object)

    def __init__(self, model: HitsModel) -> None:
        super().__init__()
        self._hits = model
        self.setAccessibleName("Search results")
        self.setModel(model)
        self.setItemDelegate(ResultsDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setObjectName("results")
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_clicked)

    def step(self, by: int) -> None:
        """Go to the next (+1) or previous (-1) hit."""
        row = self._hits.next_hit(self.currentIndex().row(), by)
        if row < 0 and by > 0 and self._hits.canFetchMore(QModelIndex()):
            self._hits.fetchMore(QModelIndex())
        elif row >= 0:
            self.setCurrentIndex(self._hits.index(row))

    def step_document(self, by: int) -> None:
        """Go to the first hit of the next (+1) or previous (-1) document."""
        row = self._hits.next_document(self.currentIndex().row(), by)
        if row >= 0:
            self.setCurrentIndex(self._hits.index(row))

    def select_quietly(self, page: PageId) -> None:
        """Make a page's hit current without saying so; nothing if it is not listed."""
        row = self._hits.row_of(page)
        if row >= 0:
            self.blockSignals(True)
            self.selectionModel().setCurrentIndex(
                self._hits.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.blockSignals(False)
            self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        hit = self._hits.hit(current.row())
        if hit is not None:
            above = self._hits.index(current.row() - 1)
            if self._hits.hit(above.row()) is None:
                self.scrollTo(above)  # a document's first hit is shown with its name
            self.scrollTo(current)
            self.hit_chosen.emit(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        match event.key():
            case Qt.Key.Key_J | Qt.Key.Key_Down if plain:
                self.step(1)
            case Qt.Key.Key_K | Qt.Key.Key_Up if plain:
                self.step(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Left if plain and self._has_fold(event.key() == Qt.Key.Key_Left):
                self._hits.toggle(self.currentIndex().row() + 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on_activated(self.currentIndex())
            case _:
                super().keyPressEvent(event)

    def _has_fold(self, is_open: bool) -> bool:
        """Whether near duplicates are folded into the current hit, or shown below it."""
        fold = self._hits.folded(self.currentIndex().row() + 1)
        return fold is not None and fold.is_open == is_open

    def _on_clicked(self, index: QModelIndex) -> None:
        self._hits.toggle(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        hit = self._hits.hit(self.indexAt(event.pos()).row())
        if hit is not None:
            menu = self.menu_of(hit)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())

    def menu_of(self, hit: Hit) -> QMenu:
        """What can be done with a row."""
        menu = QMenu(self)
        menu.addAction("Open the page").triggered.connect(lambda: self.hit_opened.emit(hit))
        menu.addAction("Read the conversation").triggered.connect(lambda: self.conversation_asked.emit(hit))
        return menu

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the program here, not the beginning of a name."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _on_activated(self, index: QModelIndex) -> None:
        hit = self._hits.hit(index.row())
        if hit is not None:
            self.hit_opened.emit(hit)


class ResultsView(QWidget):
    """Head, list and empty places.

    Signals:
        hit_chosen, hit_opened, conversation_asked: a Hit.
        sort_changed: a Sort.
        example_chosen: a query to run, from an empty place.
    """

    hit_chosen = Signal(object)
    hit_opened = Signal(object)
    conversation_asked = Signal(object)
    sort_changed = Signal(object)
    example_chosen = Signal(str)

    def __init__(self, model: HitsModel) -> None:
        super().__init__()
        self.setAccessibleName("Results")
        self._model = model
        self.list = ResultsList(model)
        self.problem = QueryProblem()
        self._pages, self._detail = TextLabel(weight=600), ElidedLabel(role="muted", size=12)
        self._gaps = ElidedLabel(role="needs_source", size=11)
        self._sort = self._sort_choice()
        self.show_sort(Sort.RELEVANCE)
        self._start = EmptyState("Search these records", "Type words above, or begin with one of these.", EXAMPLES)
        self._no_records = EmptyState(
            "No records yet",
            "Drop files or a folder on this window, or choose Add documents. They can be searched while "
            "the rest is being read.",
        )
        self._nothing = EmptyState("Nothing found", "")
        self._stack = QStackedWidget()
        self._lay_out()
        self.list.hit_chosen.connect(self.hit_chosen)
        self.list.hit_opened.connect(self.hit_opened)
        self.list.conversation_asked.connect(self.conversation_asked)
        self._start.example_chosen.connect(self.example_chosen)
        self.show_start(has_pages=True)

    def _sort_choice(self) -> QToolButton:
        choice = QToolButton()
        choice.setObjectName("sort")
        choice.setToolTip("Order of the results")
        choice.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        choice.setStyleSheet("QToolButton#sort { padding: 2px 6px; } QToolButton#sort::menu-indicator { image: none; }")
        menu = QMenu(choice)
        group = QActionGroup(menu)
        for sort, words in _SORTS:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setData(sort)
            group.addAction(action)
        choice.setMenu(menu)
        group.triggered.connect(lambda action: self.sort_changed.emit(action.data()))
        return choice

    def show_sort(self, sort: Sort) -> None:
        """Say which order the rows are in."""
        for action in self._sort.menu().actions():
            if action.data() == sort:
                action.setChecked(True)
                self._sort.setText(f"{action.text()} ▾")
                self._sort.setAccessibleName(f"Order of the results: {action.text()}")

    def _lay_out(self) -> None:
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(14, 6, 8, 6)
        head.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(8)
        head.addLayout(line)
        head.addWidget(self._gaps)
        line.addWidget(self._pages)
        line.addWidget(self._detail, 1)
        line.addWidget(self._sort)
        for page in (self.list, self._start, self._no_records, self._nothing):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.problem, self._head, Separator()):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)

    def show_start(self, *, has_pages: bool) -> None:
        """Nothing was asked yet; a case without records says what to do first."""
        self.problem.hide()
        self._model.show(None)
        self._say_head("", "", "")
        self._stack.setCurrentWidget(self._start if has_pages else self._no_records)

    def show_result(self, result: SearchResult, keep: PageId | None = None) -> None:
        """List an answer; a page that was current stays so if it is among the hits."""
        self.problem.hide()
        self._model.show(result)
        self._say_head(counted(result.pages, "page", "pages"), _detail(result), _gaps(result))
        if result.pages:
            self._stack.setCurrentWidget(self.list)
            self.list.scrollToTop()
            if keep is not None:
                self.list.select_quietly(keep)
        else:
            self._nothing.say("Nothing found", nothing_found_words(result))
            self._stack.setCurrentWidget(self._nothing)

    def show_error(self, query: str, error: QueryError) -> None:
        """Say what is wrong with the query above the last answer, which stays."""
        self.problem.show_error(query, error)

    def head_words(self) -> str:
        return " ".join(label.text() for label in (self._pages, self._detail, self._gaps)).strip()

    def empty_words(self) -> str:
        """What the empty place says; nothing while hits are listed."""
        page = self._stack.currentWidget()
        return page.words() if isinstance(page, EmptyState) else ""

    def _say_head(self, pages: str, detail: str, gaps: str) -> None:
        self._gaps.setText(gaps)
        self._gaps.setVisible(bool(gaps))
        self._pages.setText(pages)
        self._detail.setText(detail)
        self._head.setVisible(bool(pages))


def _detail(result: SearchResult) -> str:
    if not result.pages:
        return f"{result.took_ms:.0f} ms"
    return f"in {counted(result.documents, 'document', 'documents')} · {result.took_ms:.0f} ms"


def _gaps(result: SearchResult) -> str:
    """What this answer does not cover."""
    unread = counted(result.unsearched, "page", "pages")
    said = [f"{unread} not read yet, not searched"] if result.unsearched else []
    return " · ".join((*said, *(result.notices if result.pages else ())))


def nothing_found_words(result: SearchResult) -> str:
    """Why nothing may have been found, and what to try now."""
    said = [*result.notices]
    if result.unsearched:
        said.append(
            f"{counted(result.unsearched, 'page is a picture', 'pages are pictures')} not read yet, so this search "
            "could not look there. They are read one after the other; Worth a look, “Pictures not read yet”, lists "
            "them, and Ctrl+Shift+O reads the one on screen first."
        )
    said.append("Try fewer words, take quotation marks off, or end a word with * to find all that begin so.")
    return "\n\n".join(said)
