"""One negative finding, or the form that searches for one. Shows and asks, does nothing itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.gui.views.finding_parts import STALE, FindingForm, FoundCard, QueryTable
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import TextLabel, emptied
from explorer.model.finding import Finding, Searched

_SIDE, _WIDEST = 20, 900  # pixels


class FindingPane(QScrollArea):
    """
    Signals:
        asked: terms, words to leave out, and who searches.
        again_wanted, cite_wanted, export_wanted, delete_wanted: of the finding that is shown.
        opened: the PageRef of a page that holds something.
    """

    asked = Signal(list, list, str)
    again_wanted = Signal()
    cite_wanted = Signal()
    export_wanted = Signal()
    delete_wanted = Signal()
    opened = Signal(object)

    def __init__(self, person: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("findingPane")
        self.form, self.table = FindingForm(person), QueryTable()
        self.said = TextLabel(size=15, weight=600, wraps=True)
        self.facts, self.stale = TextLabel(role="muted", wraps=True), TextLabel(role="needs_source", wraps=True)
        self.again, self._export = QPushButton("Search again"), QPushButton("Export…")
        self.cite = QPushButton("Cite for a claim…")
        self._delete, self._buttons = QPushButton("Delete finding"), QWidget()
        self._hits = QVBoxLayout()
        self._lay_out()
        self.form.asked.connect(self.asked)
        self.again.clicked.connect(self.again_wanted)
        self.cite.clicked.connect(self.cite_wanted)
        self._export.clicked.connect(self.export_wanted)
        self._delete.clicked.connect(self.delete_wanted)
        watch_theme(self, self._dress)
        self.show_new()

    def _lay_out(self) -> None:
        self.cite.setToolTip("A claim shows it, and so does its sheet in a packet")
        self._delete.setToolTip("Takes the finding away; Ctrl+Z brings it back")
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.again)
        line.addWidget(self.cite)
        line.addWidget(self._export)
        line.addStretch(1)
        line.addWidget(self._delete)
        self._hits.setSpacing(8)
        sheet, inner = QWidget(), QWidget()
        sheet.setMaximumWidth(_WIDEST)
        inner.setObjectName("findingInner")
        beside = QHBoxLayout(inner)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(sheet, 1)
        beside.addStretch(0)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(_SIDE, 18, _SIDE, 18)
        column.setSpacing(12)
        for widget in (self.form, self.said, self.stale, self.facts, self._buttons):
            column.addWidget(widget)
        column.addLayout(self._hits)
        column.addWidget(self.table)
        column.addStretch(1)
        self.setWidget(inner)

    def show_new(self) -> None:
        """The form alone."""
        emptied(self._hits)
        for widget in (self.said, self.stale, self.facts, self._buttons, self.table):
            widget.hide()
        self.form.show()
        self.form.button.setEnabled(True)

    def show_searching(self) -> None:
        """Say that a search is under way."""
        self.show_new()
        self.form.button.setEnabled(False)
        self.facts.setText("Searching…")
        self.facts.show()

    def show_finding(self, finding: Finding) -> None:
        """Show a finding that is kept."""
        self.show_new()
        self.form.hide()
        self.said.setText(finding.words())
        self.stale.setText(STALE if finding.is_stale else "")
        self.stale.setVisible(finding.is_stale)
        self.again.setProperty("primary", finding.is_stale)
        self.again.style().polish(self.again)
        left_out = f"\nOther words, left out: {', '.join(finding.except_words)}" if finding.except_words else ""
        note = f"\nNote: {finding.note}" if finding.note else ""
        when = f"{finding.searched[:10]} {finding.searched[11:16]} UTC by {finding.by}"
        blank = f"; {finding.coverage.blank_pages:,} pages are blank" if finding.coverage.blank_pages else ""
        self.facts.setText(f"Searched {when}{blank}. Stamp {finding.coverage.stamp[:16]}.{left_out}{note}")
        self.table.show_queries(finding.queries)
        for widget in (self.said, self.facts, self._buttons, self.table):
            widget.show()

    def show_hits(self, searched: Searched) -> None:
        """Show what stands somewhere after all; there is no finding then."""
        self.show_new()
        pages = "1 page holds" if searched.pages == 1 else f"{searched.pages:,} pages hold"
        self.said.setText(f"✕ No finding: {pages} some of it")
        self.facts.setText(f"Searched over {searched.coverage.words()}.")
        self.table.show_queries(searched.queries)
        for hit in searched.hits:
            card, page = FoundCard(hit), hit.page
            card.opened.connect(lambda its=page: self.opened.emit(its))
            card.left_out.connect(self.form.leave_out)
            self._hits.addWidget(card)
        for widget in (self.said, self.facts, self.table):
            widget.show()

    def hits(self) -> list[FoundCard]:
        found = (self._hits.itemAt(at) for at in range(self._hits.count()))
        return [card for item in found if item is not None and isinstance(card := item.widget(), FoundCard)]

    def _dress(self) -> None:
        window = colour("window").name()
        self.setStyleSheet(f"QScrollArea#findingPane, QWidget#findingInner {{ background: {window}; }}")
