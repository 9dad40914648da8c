"""The table of all documents, with a field to find some and a box for those that were not read in full."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.models.documents_model import Column, DocumentsModel
from explorer.gui.models.picture_words import plain_reason
from explorer.gui.theme import SIDE
from explorer.gui.views.parts import ElidedLabel, EmptyState, Separator, TextLabel
from explorer.model.document import Document, PlaceId, State

_WIDTHS = {
    Column.NAME: 236, Column.KIND: 96, Column.STATE: 100, Column.PAGES: 64, Column.COPIES: 70, Column.DATE: 108,
    Column.PATH: 230,
}  # fmt: skip
_NARROW = 900  # pixels, below which where a file lay makes room for why it was not read, and is told with it
_ASIDE = (Column.KIND, Column.COPIES, Column.DATE)  # make room for the reason, where only that matters


class DocumentsTable(QWidget):
    """
    Signals:
        opened: the QModelIndex of a document that was double-clicked, or chosen with Enter.
        retry_asked: the chosen documents, or all that were not read in full where none is chosen, are to be read again.
        unlock_asked: passwords are to be tried on what is locked.
    """

    opened = Signal(QModelIndex)
    retry_asked = Signal()
    unlock_asked = Signal()

    def __init__(self, documents: DocumentsModel) -> None:
        super().__init__()
        self._documents = documents
        self.finder, self.only_problems = QLineEdit(), QCheckBox("Only what was not read in full")
        self._counted = ElidedLabel(role="muted")
        self.view = self._table()
        self._why = TextLabel(wraps=True)
        self._why.setContentsMargins(SIDE, 9, SIDE, 9)
        self._why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._empty = EmptyState(
            "Nothing was added yet",
            "Press Add documents…, or drop files and folders anywhere on this window. Originals are copied into the "
            "case and never changed; each file is listed here with what became of it.",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(Separator())
        layout.addWidget(self.view, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._why)
        self._empty.hide()
        self._why.hide()
        self.finder.textChanged.connect(lambda _text: self._keep())
        self.only_problems.toggled.connect(lambda _checked: self._keep())
        self.view.doubleClicked.connect(self.opened)
        self.view.selectionModel().selectionChanged.connect(lambda _now, _before: self._on_chosen())
        documents.modelReset.connect(self._tell_why)

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Show these in place of what is there; the row chosen stays chosen."""
        row = self.view.currentIndex().row()
        chosen = self._documents.document(row).id if row >= 0 else None
        scrolled = self.view.verticalScrollBar().value()
        self._documents.show(documents)
        again = self._documents.row_of(chosen) if chosen is not None else None
        if again is not None:
            self.view.selectRow(again)
        self.view.verticalScrollBar().setValue(scrolled)
        self.view.setVisible(bool(documents))
        self._empty.setVisible(not documents)
        self._count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the chosen row, also where the system's own Enter would edit."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and self.view.currentIndex().isValid():
                self.opened.emit(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _head(self) -> QHBoxLayout:
        self.finder.setPlaceholderText("Find by name, path or reason")
        self.finder.setAccessibleName("Find a document by name, path or reason")
        self.finder.setClearButtonEnabled(False)
        self.finder.setMinimumWidth(150)
        self.finder.setMaximumWidth(320)
        self._counted.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 7, SIDE, 7)
        head.setSpacing(12)
        head.addWidget(self.finder, 2)
        head.addWidget(self.only_problems)
        self.retry, self.unlock = QPushButton("Read all again"), QPushButton("Passwords…")
        for button, signal in ((self.retry, self.retry_asked), (self.unlock, self.unlock_asked)):
            button.clicked.connect(signal)
            button.hide()
            head.addWidget(button)
        head.addStretch(1)
        head.addWidget(self._counted)
        return head

    def _table(self) -> QTableView:
        view = QTableView()
        view.setModel(self._documents)
        view.setAccessibleName("Documents")
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(26)
        head = view.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        for column, width in _WIDTHS.items():
            view.setColumnWidth(column, width)
        view.installEventFilter(self)
        return view

    def chosen(self) -> list[PlaceId]:
        """The documents chosen that were not read in full."""
        rows = (self._documents.document(index.row()) for index in self.view.selectionModel().selectedRows())
        return [each.id for each in rows if each.state in (State.PARTIAL, State.FAILED)]

    def _on_chosen(self) -> None:
        self.retry.setText(f"Read {count:,} again" if (count := len(self.chosen())) else "Read all again")
        self._tell_why()

    def _tell_why(self) -> None:
        """Below the table, the whole reason of the one document chosen."""
        rows = self.view.selectionModel().selectedRows()
        document = self._documents.document(rows[0].row()) if len(rows) == 1 else None
        self._why.setText(f"{document.path}\n{plain_reason(document.reason)}" if document else "")
        self._why.setVisible(document is not None and bool(document.reason))

    def _keep(self) -> None:
        for button in (self.retry, self.unlock):
            button.setVisible(self.only_problems.isChecked())
        self._make_room()
        self._documents.keep(self.finder.text(), only_problems=self.only_problems.isChecked())
        self._count()

    def _make_room(self) -> None:
        """Let the reasons have the room that they need, where they are what matters."""
        is_asked = self.only_problems.isChecked()
        for column in _ASIDE:
            self.view.setColumnHidden(column, is_asked)
        self.view.setColumnHidden(Column.PATH, is_asked and self.width() < _NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _count(self) -> None:
        shown, held = self._documents.rowCount(), self._documents.held
        self._counted.setText(f"{held:,} documents" if shown == held else f"{shown:,} of {held:,}")
