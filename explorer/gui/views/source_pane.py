"""The page that a statement's match stands on, with the passage lit."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from explorer.app.session import CaseSession
from explorer.gui.views.page_marks import PageMarks
from explorer.gui.views.page_view import PageView
from explorer.gui.views.parts import ElidedLabel, EmptyState, LinkButton, Separator
from explorer.model.document import DocumentId, PageOutline
from explorer.model.passage import Passage

_NOTHING = "Choose a statement of the story. The page that it may come from is shown here, with the passage lit."


class SourcePane(QWidget):
    """
    Signals:
        copy_asked: the citation is wanted on the clipboard.
        open_asked: the page is to be shown in Read.
    """

    copy_asked = Signal()
    open_asked = Signal()

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session
        self._document: DocumentId | None = None
        self._passages: tuple[Passage, ...] = ()
        self.view = PageView(session.reading)
        self.view.set_marks(self._marks)
        self._name = ElidedLabel(weight=600)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("No source page", _NOTHING))
        self._stack.addWidget(self._desk())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setMinimumWidth(240)

    def _desk(self) -> QWidget:
        links = QHBoxLayout()
        links.setSpacing(12)
        links.addWidget(_link("Open in Read", "O", self.open_asked.emit))
        links.addWidget(_link("Copy citation", "Copy how this page is cited", self.copy_asked.emit))
        links.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(14, 8, 10, 5)
        head.setSpacing(2)
        head.addWidget(self._name)
        head.addLayout(links)
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Separator())
        column.addWidget(self.view, 1)
        return desk

    def clear(self) -> None:
        """Show that there is no page."""
        self._passages = ()
        self._stack.setCurrentIndex(0)

    def show_passages(self, passages: tuple[Passage, ...], citation: str) -> None:
        """Show the page of the first of some passages, and light all that stand in its document."""
        first = passages[0]
        self._passages = passages
        self._name.setText(citation)
        self._stack.setCurrentIndex(1)
        if first.document != self._document:
            self._document = first.document
            self.view.open(first.document)
            self.view.set_zoom("width")
        self.view.refresh_marks()
        self.view.show_page(first.ordinal, (first.start, first.end))

    def _marks(self, outline: PageOutline) -> PageMarks:
        lit = [each for each in self._passages if (each.document, each.ordinal) == (self._document, outline.ordinal)]
        return PageMarks(hits=tuple((each.start, each.end) for each in lit))


def _link(words: str, tip: str, act: Callable[[], None]) -> LinkButton:
    link = LinkButton(words, size=12)
    link.setToolTip(tip)
    link.clicked.connect(act)
    return link
