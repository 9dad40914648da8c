"""Two pages that are nearly the same, side by side: what stands on one of them alone is lit, and stepped through."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from explorer.app.duplicating import Comparison, NearPage
from explorer.app.session import CaseSession
from explorer.gui.services import WindowServices
from explorer.gui.views.compared_page import ComparedPage
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import ElidedLabel, LinkButton, Separator
from explorer.model.passage import PageRef

_SAME = "The words of both pages are the same; look whether the pictures are."
_LIT = "What stands on one page alone is lit: red and broken on the left, green on the right."


class ComparisonView(QWidget):
    """
    Signals:
        opened: a PageRef to show in Read.
        left: the page is to be shown again.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, session: CaseSession, services: WindowServices) -> None:
        super().__init__()
        self._session, self._services = session, services
        self._near: tuple[NearPage, ...] = ()
        self._at = 0  # which of them is shown
        self._comparison: Comparison | None = None
        self._step = -1  # the difference at hand
        self._title, self._detail = ElidedLabel(size=15, weight=600), ElidedLabel(_LIT, role="muted", size=12)
        self._back = LinkButton("‹ Page", "Back to the page, Esc", size=12)
        self._previous = LinkButton("Previous", "Previous difference, K", size=12)
        self._next = LinkButton("Next", "Next difference, J", size=12)
        self._other = LinkButton("", size=12)
        self.panes = ComparedPage(session, is_later=False), ComparedPage(session, is_later=True)
        self._is_following = False
        self._lay_out()
        self._connect()
        watch_theme(self, self._dress)

    def _lay_out(self) -> None:
        self.setObjectName("comparison")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for button, tip in (
            (self._back, "Back to the page (Esc)"),
            (self._previous, "Previous difference (K)"),
            (self._next, "Next difference (J)"),
            (self._other, "Another page that is nearly the same (G)"),
        ):
            button.setToolTip(tip)
        title, head = QVBoxLayout(), QHBoxLayout()
        title.setSpacing(2)
        title.addWidget(self._title)
        title.addWidget(self._detail)
        head.setContentsMargins(14, 8, 14, 8)
        head.setSpacing(14)
        head.addWidget(self._back)
        head.addLayout(title, 1)
        for button in (self._other, self._previous, self._next):
            head.addWidget(button)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setObjectName("readDesk")
        sides.setChildrenCollapsible(False)
        for pane in self.panes:
            sides.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Separator())
        column.addWidget(sides, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda _=False: self.left.emit())
        self._previous.clicked.connect(lambda _=False: self.step(-1))
        self._next.clicked.connect(lambda _=False: self.step(1))
        self._other.clicked.connect(lambda _=False: self.next_page())
        one, other = self.panes
        for pane, beside in ((one, other), (other, one)):
            pane.open_asked.connect(lambda pane=pane: self.opened.emit(pane.page))
            pane.view.verticalScrollBar().valueChanged.connect(
                lambda _value, pane=pane, beside=beside: self._follow(pane, beside)
            )

    # What others ask

    def show_near(self, page: PageRef, near: Sequence[NearPage], first: PageRef | None = None) -> None:
        """Compare a page with one of those that are nearly the same: with the first, or with the one wanted."""
        self._near = tuple(near)
        self._at = next((at for at, each in enumerate(near) if each.page == first), 0)
        self._compare(page)

    def step(self, by: int) -> None:
        """Go to the next difference or the one before, around the ends."""
        if self._comparison is None or not self._comparison.differences:
            return
        count = len(self._comparison.differences)
        self._step = (self._step + by) % count if self._step >= 0 else (0 if by > 0 else count - 1)
        difference = self._comparison.differences[self._step]
        for pane, span in zip(self.panes, (difference.one, difference.other), strict=True):
            self._is_following = True  # each goes to its own words
            pane.go_to(span)
            self._is_following = False
        self._name()

    def next_page(self) -> None:
        """Compare with another of the pages that are nearly the same."""
        if self._comparison is not None and len(self._near) > 1:
            self._at = (self._at + 1) % len(self._near)
            self._compare(self._comparison.one)

    def open_other(self) -> None:
        """Show in Read the page that the one read was compared with."""
        if (page := self.panes[1].page) is not None:
            self.opened.emit(page)

    @property
    def comparison(self) -> Comparison | None:
        return self._comparison

    @property
    def is_settled(self) -> bool:
        """Whether both pages are drawn."""
        return all(pane.view.is_settled for pane in self.panes)

    def words(self) -> str:
        """What the head says."""
        return f"{self._title.text()} {self._detail.text()}"

    # What happens here

    def _compare(self, page: PageRef) -> None:
        wanted = self._near[self._at].page
        self._services.tasks.run(
            lambda: self._session.duplicating.compare(page, wanted),
            self._on_compared,
            self._services.show_error,
            key="comparison",
        )

    def _on_compared(self, found: Comparison) -> None:
        self._comparison, self._step = found, -1
        one, other = self.panes
        self._is_following = True
        one.show_page(found.one, str(found.one_citation), [each.one for each in found.differences])
        other.show_page(found.other, str(found.other_citation), [each.other for each in found.differences])
        self._is_following = False
        self._name()
        self.step(1)

    def _name(self) -> None:
        assert self._comparison is not None
        count, reason = len(self._comparison.differences), self._near[self._at].reason
        place = f"difference {self._step + 1} of {count}" if self._step >= 0 else _counted(count)
        self._title.setText(f"{reason[:1].upper()}{reason[1:]} · {place}")
        self._detail.setText(_LIT if count else _SAME)
        self._previous.setVisible(count > 1)
        self._next.setVisible(count > 1)
        self._other.setVisible(len(self._near) > 1)
        self._other.setText(f"Page {self._at + 1} of {len(self._near)} like it")
        self._other.setAccessibleName(f"{self._other.text()}; another one, G")

    def _follow(self, pane: ComparedPage, beside: ComparedPage) -> None:
        """Scroll the other page as far from its top as this one is from its own."""
        if self._is_following or pane.page is None or beside.page is None:
            return
        self._is_following = True
        above = pane.view.verticalScrollBar().value() - pane.view.top_of(pane.page.ordinal)
        beside.view.verticalScrollBar().setValue(beside.view.top_of(beside.page.ordinal) + above)
        self._is_following = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_O:
                self.open_other()
            case Qt.Key.Key_G:
                self.next_page()
            case _:
                super().keyPressEvent(event)

    def _dress(self) -> None:
        panel, line = colour("panel").name(), colour("line").name()
        self.setStyleSheet(
            f"QWidget#comparison {{ background: {panel}; }} QSplitter#readDesk::handle {{ background: {line}; }}"
        )


def _counted(count: int) -> str:
    return "no difference" if not count else "1 difference" if count == 1 else f"{count:,} differences"
