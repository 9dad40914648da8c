"""Dims what a message's sender did not write for it on its pages: quoted layers, signatures, small print."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from explorer.app.session import CaseSession
from explorer.app.settings import Settings
from explorer.errors import ExplorerError
from explorer.gui.services import WindowServices
from explorer.gui.views.page_desk import PageDesk
from explorer.gui.views.page_marks import Span
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.passage import PageRef

SETTING = "read.dim_quoted"
_KEPT = 512  # pages


class Dimming(QObject):
    """Asks for a page's layers off the GUI thread; the page is painted again when they are there."""

    def __init__(
        self, session: CaseSession, services: WindowServices, settings: Settings, desk: PageDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._services, self._settings, self._desk = session, services, settings, desk
        self._layers: dict[PageRef, tuple[Span, ...]] = {}
        self._asked: set[PageRef] = set()
        desk.set_dimmed(self.of)
        services.changes.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"view.dim_quoted": self.toggle}

    def toggle(self) -> None:
        """Dim them from now on, or no more; remembered for all cases."""
        dims = not self._settings[SETTING]
        try:
            self._settings.set(SETTING, dims)
        except ExplorerError as problem:
            self._services.show_error(problem)
        self._services.say("Quoted layers are dimmed." if dims else "Quoted layers are shown like all else.")
        self.refresh()

    def refresh(self) -> None:
        """Paint the pages anew, as the setting says."""
        self._desk.view.refresh_marks()

    def of(self, page: PageRef) -> tuple[Span, ...]:
        """What is dimmed on a page, as far as that is known by now."""
        if not self._settings[SETTING]:
            return ()
        if page not in self._layers and page not in self._asked:
            self._asked.add(page)
            conversing, reading = self._session.conversing, self._session.reading
            self._services.tasks.run(
                lambda: tuple((each.start, each.end) for each in conversing.voices(reading.page_at(page))),
                lambda spans: self._take(page, spans),
                lambda _gone: self._asked.discard(page),
            )
        return self._layers.get(page, ())

    def _take(self, page: PageRef, spans: tuple[Span, ...]) -> None:
        self._asked.discard(page)
        if len(self._layers) >= _KEPT:
            self._layers.clear()
        self._layers[page] = spans
        if spans:
            self.refresh()

    def _on_changed(self, change: ChangeSet) -> None:
        if RecordKind.DOCUMENTS in change.kinds:
            self._layers.clear()
