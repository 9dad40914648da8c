"""Finds the pages that are nearly the same as the one read, and puts two of them in the desk's place to compare."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from explorer.app.duplicating import NearPage
from explorer.app.session import CaseSession
from explorer.gui.services import WindowServices
from explorer.gui.views.comparison import ComparisonView
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.passage import PageRef

_NONE = "No other page is nearly the same as this one"
_LOOKING = "Other pages are still being looked at"


class Comparing(QObject):
    """The desk, or in its place two pages side by side. The view of them is made when it is first asked for.

    Signals:
        found: a PageRef, its tuple of NearPage, and whether pages are still being looked at, as one tuple.
        opened: a PageRef to show in Read.
    """

    found = Signal(object)
    opened = Signal(object)

    def __init__(self, session: CaseSession, services: WindowServices, desk: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._services = session, services
        self._page: PageRef | None = None
        self._near: tuple[NearPage, ...] = ()
        self._is_looking = False
        self.view: ComparisonView | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(desk)
        services.changes.changed.connect(self._on_changed)
        self._look_ahead()

    @property
    def is_comparing(self) -> bool:
        """Whether two pages are in front."""
        return self.view is not None and self.stack.currentWidget() is self.view

    @property
    def is_settled(self) -> bool:
        """Whether all that is in sight is there."""
        return not self.is_comparing or (self.view is not None and self.view.is_settled)

    def read(self, page: PageRef | None) -> None:
        """Another page is read: find what is nearly the same."""
        self.leave()
        self._page, self._near = page, ()
        self._look()

    def compare(self, other: PageRef | None = None) -> None:
        """Compare the page read with another, or with the one most like it; back to the desk if that is shown."""
        if self.is_comparing:
            self.leave()
        elif self._page is not None and self._near:
            view = self._made()
            self.stack.setCurrentWidget(view)
            view.show_near(self._page, self._near, other)
            view.setFocus()
        elif self._page is not None:
            self._services.say(_LOOKING if self._is_looking else _NONE)

    def leave(self) -> None:
        """Go back to the desk."""
        if self.is_comparing:
            desk = self.stack.widget(0)
            assert desk is not None
            self.stack.setCurrentWidget(desk)
            desk.setFocus()

    def instead(self, act: Callable[[], None], compares: Callable[[ComparisonView], None]) -> Callable[[], None]:
        """What an action does: this on the desk, that while two pages are compared."""

        def do() -> None:
            if self.is_comparing and self.view is not None:
                compares(self.view)
            else:
                act()

        return do

    def _made(self) -> ComparisonView:
        if self.view is None:
            self.view = ComparisonView(self._session, self._services)
            self.view.left.connect(self.leave)
            self.view.opened.connect(self._open)
            self.stack.addWidget(self.view)
        return self.view

    def _open(self, page: PageRef) -> None:
        self.leave()
        self.opened.emit(page)

    def _on_changed(self, change: ChangeSet) -> None:
        if RecordKind.DOCUMENTS in change.kinds:
            self._look_ahead()

    def _look_ahead(self) -> None:
        """Look at pages before anybody asks, a portion at a time, so that results can be folded."""
        more = self._session.duplicating.look_at_more
        self._services.tasks.run(more, lambda is_more: self._look_ahead() if is_more else None, key="sketches")

    def _look(self) -> None:
        """Ask what is like the page; then look at some more pages, and ask again."""
        page, duplicating = self._page, self._session.duplicating
        if page is None:
            return

        def look() -> tuple[PageRef, tuple[NearPage, ...], bool]:
            more = duplicating.look_at_more()
            return page, tuple(duplicating.near(page)), more

        self._is_looking = True
        self._services.tasks.run(look, self._on_found, lambda _problem: None, key="near")  # a page that is gone

    def _on_found(self, found: tuple[PageRef, tuple[NearPage, ...], bool]) -> None:
        if found[0] != self._page:
            return
        self._near, self._is_looking = found[1], found[2]
        self.found.emit(found)
        if self._is_looking:
            self._look()
