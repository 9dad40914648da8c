"""The Sources workspace: productions with what is known of them, and every document with its state and reason."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.dialogs.edit_production import EditProductionDialog
from explorer.gui.models.documents_model import DocumentsModel
from explorer.gui.models.picture_words import plain_reason
from explorer.gui.services import WindowServices
from explorer.gui.theme import SIDE, head_font
from explorer.gui.views.documents_table import DocumentsTable
from explorer.gui.views.job_words import counted
from explorer.gui.views.parts import LinkButton, TextLabel, emptied
from explorer.gui.views.production_card import ProductionCard
from explorer.model.case import Production, Totals
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.document import Document
from explorer.model.passage import PageRef

_PAUSE = 400  # milliseconds between two looks at all documents while records are being added
_WAIT = "are pictures not read yet; no search finds them"
_NONE = "No production yet. Add documents and say which agency released them."


class SourcesDesk(QWidget):
    """Everything the case was given.

    Signals:
        older_asked: what an earlier version of the program read is to be read again.
    """

    older_asked = Signal()

    def __init__(self, session: CaseSession, services: WindowServices) -> None:
        super().__init__()
        self._session, self._services = session, services
        self._counts: Counter[str] = Counter()
        self._pages: Counter[str] = Counter()
        self._is_stale = True
        self.documents = DocumentsModel(self)
        self.table = DocumentsTable(self.documents)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self.refresh)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._productions())
        splitter.addWidget(self.table)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([270, 1000])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.table.opened.connect(self._open)
        services.changes.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {}

    def show_problems(self) -> None:
        """Only what was not read in full."""
        self.table.only_problems.setChecked(True)

    def refresh(self) -> None:
        """Ask for productions and documents anew; the documents off the GUI thread."""
        self._is_stale = False
        session = self._session
        self._services.tasks.run(
            lambda: (session.reading.documents(), len(session.adding.older())), self._show_documents, key="sources"
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def _productions(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("productions")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(SIDE, SIDE, SIDE, SIDE)
        self._cards.setSpacing(8)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setMinimumWidth(210)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Productions")
        return area

    def _show_documents(self, found: tuple[list[Document], int]) -> None:
        documents, older = found
        self._counts = Counter(each.production or "" for each in documents)
        self._pages.clear()
        for each in documents:
            self._pages[each.production or ""] += each.pages
        self.table.show_documents(documents)
        self._show_productions(self._session.reading.productions(), self._session.reading.totals(), older)

    def _show_productions(self, productions: list[Production], totals: Totals, older: int) -> None:
        emptied(self._cards)
        head = TextLabel("PRODUCTIONS", role="muted")
        head.setFont(head_font())
        self._cards.addWidget(head)
        for production in productions:
            card = ProductionCard(production, self._counts[production.id], self._pages[production.id])
            card.clicked.connect(lambda _on=False, of=production: self._edit(of))
            self._cards.addWidget(card)
        if not productions:
            self._cards.addWidget(TextLabel(_NONE, role="muted", wraps=True))
        sums = TextLabel("SUMS", role="muted")
        sums.setFont(head_font())
        self._cards.addSpacing(8)
        self._cards.addWidget(sums)
        for line in _sums(totals):
            self._cards.addWidget(TextLabel(line, role="muted", wraps=True))
        if older:
            self._say_older(older)
        self._cards.addStretch(1)

    def _say_older(self, older: int) -> None:
        """Offer to read again what this version may find more in; everything that people wrote on it stays."""
        said = "was" if older == 1 else "were"
        self._cards.addWidget(
            TextLabel(f"{counted(older, 'document')} {said} read by an earlier version of Casefile", wraps=True)
        )
        again = LinkButton("Read again", "Read again what an earlier version of Casefile read", size=12)
        again.clicked.connect(self.older_asked)
        self._cards.addWidget(again)

    def _edit(self, production: Production) -> None:
        dialog = EditProductionDialog(self, production)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._keep(dialog.production()))
        dialog.open()

    def _keep(self, production: Production) -> None:
        try:
            self._session.adding.edit_production(production)
        except ExplorerError as problem:
            self._services.show_error(problem)

    def _open(self, index: QModelIndex) -> None:
        document = self.documents.document(index.row())
        if document.pages:
            self._services.open_page(PageRef(document.document, 1), None)
        else:
            self._services.say(f"“{document.name}” has no pages. {plain_reason(document.reason)}".rstrip())

    def _on_changed(self, change: ChangeSet) -> None:
        if not change.kinds & {RecordKind.DOCUMENTS, RecordKind.PRODUCTIONS}:
            return
        if self.isVisible():
            if not self._soon.isActive():
                self._soon.start()
        else:
            self._is_stale = True


def _sums(totals: Totals) -> list[str]:
    """What became of every file that was seen; the parts add up to the whole."""
    parts = (
        (totals.read, f"{totals.read:,} read"),
        (totals.partial, f"{totals.partial:,} read in part"),
        (totals.duplicate, counted(totals.duplicate, "duplicate")),
        (totals.failed, f"{totals.failed:,} failed"),
        (totals.pending, f"{totals.pending:,} waiting"),
    )
    became = " + ".join(words for number, words in parts if number)
    lines = [f"{counted(totals.seen, 'file')} seen{f' = {became}' if became else ''}"]
    lines.append(f"{counted(totals.documents, 'different document')}, {counted(totals.pages, 'page')}")
    if unsearchable := totals.unsearchable_pages:
        wait = "is a picture not read yet; no search finds it" if unsearchable == 1 else _WAIT
        lines.append(f"{counted(unsearchable, 'page')} {wait}.")
    return lines
