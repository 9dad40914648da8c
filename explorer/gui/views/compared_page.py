"""One of two pages that are compared: its citation, and its document with what stands on it alone lit."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.app.session import CaseSession
from explorer.gui.services import Span
from explorer.gui.views.page_marks import PageMarks
from explorer.gui.views.page_view import PageView
from explorer.gui.views.parts import ElidedLabel, LinkButton, Separator
from explorer.model.document import DocumentId, PageOutline
from explorer.model.passage import PageRef


class ComparedPage(QWidget):
    """
    Signals:
        open_asked: the page is to be shown in Read.
    """

    open_asked = Signal()

    def __init__(self, session: CaseSession, *, is_later: bool) -> None:
        super().__init__()
        self._is_later = is_later
        self._document: DocumentId | None = None
        self._page: PageRef | None = None
        self._lit: tuple[Span, ...] = ()
        self._current: Span | None = None
        self.view = PageView(session.reading)
        self.view.set_marks(self._marks)
        self._name = ElidedLabel(weight=600)
        self._open = LinkButton("Open in Read", size=12)
        self._open.clicked.connect(self.open_asked)
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 10, 6)
        head.setSpacing(12)
        head.addWidget(self._name, 1)
        head.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Separator())
        column.addWidget(self.view, 1)
        self.setMinimumWidth(240)

    @property
    def page(self) -> PageRef | None:
        return self._page

    def show_page(self, page: PageRef, citation: str, lit: Sequence[Span]) -> None:
        """Show a page from its top, with words of it lit."""
        self._page, self._lit, self._current = page, tuple(span for span in lit if span[1] > span[0]), None
        self._name.setText(citation)
        self._open.setAccessibleName(f"Open {citation} in Read")
        if page.document != self._document:
            self._document = page.document
            self.view.open(page.document)
            self.view.set_zoom("width")
        self.view.refresh_marks()
        self.view.show_page(page.ordinal)

    def go_to(self, span: Span) -> None:
        """Frame words, or mark the place where the other page alone has some, and bring that into view."""
        assert self._page is not None
        self._current = span
        self.view.refresh_marks()
        seen = span if span[1] > span[0] else (max(span[0] - 1, 0), max(span[0], 1))
        self.view.show_page(self._page.ordinal, seen, is_lit=False)

    def _marks(self, outline: PageOutline) -> PageMarks:
        if self._page is None or outline.ordinal != self._page.ordinal:
            return PageMarks()
        return PageMarks(alone=self._lit, alone_now=self._current, is_later=self._is_later)
