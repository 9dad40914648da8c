"""The Sources workspace: productions with what is known of them, and every document with its state and reason."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.dialogs.edit_production import EditProductionDialog
from explorer.gui.models.documents_model import Column, DocumentsModel
from explorer.gui.services import WindowServices
from explorer.gui.theme import SIDE, font
from explorer.gui.views.production_card import ProductionCard
from explorer.model.case import Production, Totals
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.document import Document, State
from explorer.model.passage import PageRef

_WIDTHS = {Column.NAME: 260, Column.KIND: 92, Column.STATE: 100, Column.PAGES: 60, Column.DATE: 104, Column.PATH: 240}


class SourcesDesk(QWidget):
    """Everything the case was given."""

    def __init__(self, session: CaseSession, services: WindowServices) -> None:
        super().__init__()
        self._session, self._services = session, services
        self._documents: list[Document] = []
        self._model = DocumentsModel()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._productions())
        splitter.addWidget(self._table())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([280, 1000])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        services.changes.changed.connect(self._on_changed)
        self.refresh()

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {}

    def show_problems(self) -> None:
        """Only what was not read in full."""
        self._only.setChecked(True)

    def refresh(self) -> None:
        """Ask for productions and documents anew; the documents off the GUI thread."""
        self._show_productions(self._session.reading.productions(), self._session.reading.totals())
        self._services.tasks.run(self._session.reading.documents, self._show_documents, key="sources")

    def _productions(self) -> QWidget:
        inside = QWidget()
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(SIDE, SIDE, SIDE, SIDE)
        self._cards.setSpacing(8)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setMinimumWidth(220)
        area.setAccessibleName("Productions")
        return area

    def _table(self) -> QWidget:
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Find by name, path or reason")
        self._filter.setAccessibleName("Find a document")
        self._filter.setFixedWidth(240)
        self._only = QCheckBox("Only what was not read in full")
        self._counted = QLabel()
        self._counted.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 8, SIDE, 8)
        head.setSpacing(SIDE)
        for widget in (self._filter, self._only):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._counted)
        self._view = QTableView()
        self._view.setModel(self._model)
        self._view.setAccessibleName("Documents")
        self._view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._view.setShowGrid(False)
        self._view.setWordWrap(False)
        self._view.verticalHeader().hide()
        self._view.verticalHeader().setDefaultSectionSize(26)
        self._view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._view.horizontalHeader().setStretchLastSection(True)
        self._view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column, width in _WIDTHS.items():
            self._view.setColumnWidth(column, width)
        self._view.activated.connect(self._open)
        self._filter.textChanged.connect(lambda _text: self._filtered())
        self._only.toggled.connect(lambda _checked: self._filtered())
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._view, 1)
        return whole

    def _show_productions(self, productions: list[Production], totals: Totals) -> None:
        while self._cards.count():
            item = self._cards.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        head = QLabel("PRODUCTIONS")
        head.setFont(font(11, 600))
        head.setProperty("role", "head")
        self._cards.addWidget(head)
        for production in productions:
            self._cards.addWidget(self._card(production))
        if not productions:
            self._cards.addWidget(_wrapped("No production yet. Add documents and say which agency released them."))
        sums = (
            f"{totals.seen:,} files seen = {totals.read:,} read + {totals.partial:,} in part"
            f" + {totals.duplicate:,} duplicates + {totals.failed:,} failed"
            + (f" + {totals.pending:,} waiting" if totals.pending else "")
        )
        self._cards.addSpacing(8)
        self._cards.addWidget(_wrapped(sums))
        if totals.unsearchable_pages:
            self._cards.addWidget(_wrapped(f"{totals.unsearchable_pages:,} pages need OCR; no search finds them yet."))
        self._cards.addStretch(1)

    def _card(self, production: Production) -> QPushButton:
        request = f"request {production.request_number}" if production.request_number else ""
        received = f"received {production.received}" if production.received else ""
        facts = [fact for fact in (production.agency, request, received, production.note) if fact]
        card = ProductionCard(production.name, facts)
        card.setAccessibleName(f"Edit production {production.name}")
        card.setToolTip("Click to change what is known of this production")
        card.clicked.connect(lambda _checked=False: self._edit(production))
        return card

    def _edit(self, production: Production) -> None:
        dialog = EditProductionDialog(self, production)
        if dialog.exec():
            try:
                self._session.adding.edit_production(dialog.production())
            except ExplorerError as problem:
                self._services.show_error(problem)

    def _show_documents(self, documents: list[Document]) -> None:
        self._documents = documents
        self._filtered()

    def _filtered(self) -> None:
        words = self._filter.text().casefold().split()
        rows = [
            each
            for each in self._documents
            if (not self._only.isChecked() or each.state in (State.PARTIAL, State.FAILED))
            and all(word in f"{each.path} {each.reason}".casefold() for word in words)
        ]
        self._model.show(rows)
        self._counted.setText(f"{len(rows):,} of {len(self._documents):,} documents")

    def _open(self, index: QModelIndex) -> None:
        document = self._model.document(index.row())
        if document.pages:
            self._services.open_page(PageRef(document.document, 1), None)
        else:
            self._services.say(f"“{document.name}” has no pages. {document.reason}".rstrip())

    def _on_changed(self, change: ChangeSet) -> None:
        if change.kinds & {RecordKind.DOCUMENTS, RecordKind.PRODUCTIONS}:
            self.refresh()


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    return label
