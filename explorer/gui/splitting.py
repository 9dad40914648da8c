"""Splitting the file at hand into the documents that it holds."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.dialogs.split_document import SplitDialog
from explorer.gui.services import WindowServices
from explorer.model.document import Document, DocumentId
from explorer.model.part import Boundary, Part
from explorer.model.passage import PageRef

Found = tuple[Document, list[Boundary], tuple[Part, ...]]


class SplittingDesk(QObject):
    """
    Args:
        session: the open case.
        services: the window's.
        page: the page now read.
    """

    def __init__(
        self, session: CaseSession, services: WindowServices, page: Callable[[], PageRef | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._services, self._page = session, services, page
        self.dialog: SplitDialog | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"document.split": self.ask}

    def ask(self) -> None:
        """Look for the documents in the file at hand, then show where they seem to begin."""
        page = self._page()
        if page is not None and self.dialog is None:
            self._services.tasks.run(lambda: self._look(page.document), self._show, key="split")

    def _look(self, document: DocumentId) -> Found:
        splitting = self._session.splitting
        return self._session.reading.own_place(document), splitting.propose(document), splitting.parts(document)

    def _show(self, found: Found) -> None:
        document, boundaries, parts = found
        if self.dialog is not None:
            return
        dialog = SplitDialog(self._services.parent, document.name, document.pages, boundaries, parts)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._split(document, dialog.starts()))
        dialog.page_asked.connect(lambda ordinal: self._services.open_page(PageRef(document.document, ordinal), None))
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.show()

    def _split(self, document: Document, starts: tuple[int, ...]) -> None:
        try:
            parts = self._session.splitting.split(document.document, starts)
        except ExplorerError as problem:
            self._services.show_error(problem)
            return
        count = f"“{document.name}” is kept as {len(parts):,} documents" if parts else f"“{document.name}” is whole"
        self._services.say(f"{count}. Ctrl+Z undoes it.")

    def _forget(self) -> None:
        self.dialog = None
