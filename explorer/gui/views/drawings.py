"""Which drawing of a deck is shown: Casefile's own, or LibreOffice's. The line above the page always says which."""

from PySide6.QtCore import QObject

from explorer.app.exact_view import ExactPages
from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.services import WindowServices
from explorer.gui.views.page_header import PageHeader
from explorer.gui.views.page_view import PageView
from explorer.model.document import DocumentId

OURS, THEIRS = "Drawn by Casefile", "LibreOffice's drawing"
_ABOUT_OURS = "Casefile draws slides itself; fonts and effects may differ from the program they came from. D shows LibreOffice's drawing."  # noqa: E501 - one sentence for people
_ABOUT_THEIRS = "LibreOffice drew this slide with the fonts of this machine, without macros and without network. What stands below the slide is Casefile's. Words that LibreOffice did not draw cannot be chosen here. D shows Casefile's drawing."  # noqa: E501 - as above


class Drawings(QObject):
    """Changes between the two drawings of the deck that is open; another document opens in Casefile's."""

    def __init__(
        self, session: CaseSession, services: WindowServices, view: PageView, header: PageHeader, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._services, self._view, self._header = session, services, view, header
        self._document: DocumentId | None = None
        self._is_exact = False
        self._is_asked = False

    @property
    def is_exact(self) -> bool:
        """Whether LibreOffice's drawing is shown."""
        return self._is_exact

    def open(self, document: DocumentId) -> None:
        """Another document is about to be shown: in Casefile's drawing."""
        self._document, self._is_asked = document, False
        if self._is_exact:
            self._view.show_from(self._session.reading)
        self._is_exact = False
        self._say_which()

    def toggle(self) -> None:
        """Show the other drawing of the deck that is open; LibreOffice's is made first where it is not there yet."""
        document = self._document
        if document is None or self._is_asked:
            return
        if not self._is_deck(document):
            self._services.say("Only slides can be shown as LibreOffice draws them.")
        elif self._is_exact:
            self._is_exact = False
            self._view.show_from(self._session.reading)
            self._say_which()
        else:
            self._ask(document)

    def _ask(self, document: DocumentId) -> None:
        exact = self._session.exact
        self._is_asked = True
        if exact.is_possible:
            self._services.say("LibreOffice draws this deck; its drawing is shown when it is ready.")

        def failed(problem: ExplorerError) -> None:
            self._is_asked = False
            self._services.show_error(problem)

        self._services.tasks.run(
            lambda: exact.pages(document), lambda pages: self._show(document, pages), failed, key="exact view"
        )

    def _show(self, document: DocumentId, pages: ExactPages) -> None:
        if document != self._document:
            return  # another document was opened meanwhile
        self._is_asked, self._is_exact = False, True
        self._view.show_from(pages)
        self._say_which()

    def _say_which(self) -> None:
        if self._document is None or not self._is_deck(self._document):
            self._header.show_drawn_by("")
        elif self._is_exact:
            self._header.show_drawn_by(THEIRS, _ABOUT_THEIRS)
        else:
            self._header.show_drawn_by(OURS, _ABOUT_OURS)

    def _is_deck(self, document: DocumentId) -> bool:
        try:
            return self._session.exact.is_deck(document)
        except ExplorerError:
            return False  # its bytes are not here, so nobody draws it
