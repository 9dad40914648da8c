"""What a person looks at and searches for: pages of it are read before the others. Any thread may say and ask."""

import threading
from collections.abc import Sequence

from explorer.model.document import DocumentId
from explorer.model.passage import PageRef

_MOST = 50  # documents that are remembered of each kind


class OcrWishes:
    """The page on screen first, then the rest of the documents opened last, then the documents last found."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._page: PageRef | None = None
        self._opened: list[DocumentId] = []
        self._found: list[DocumentId] = []
        self.version = 0  # moves when the order may have changed

    def look_at(self, page: PageRef) -> None:
        """A page came on screen."""
        with self._lock:
            if page != self._page:
                self._page = page
                self._opened = _first(page.document, self._opened)
                self.version += 1

    def find(self, documents: Sequence[DocumentId]) -> None:
        """A search hit these documents, best first."""
        wanted = list(dict.fromkeys(documents))[:_MOST]
        with self._lock:
            if wanted and wanted != self._found:
                self._found = wanted
                self.version += 1

    def order(self) -> tuple[PageRef | None, list[DocumentId]]:
        """The page on screen, and the documents in the order in which they are wanted."""
        with self._lock:
            return self._page, list(dict.fromkeys([*self._opened, *self._found]))


def _first(document: DocumentId, documents: Sequence[DocumentId]) -> list[DocumentId]:
    return [document, *(each for each in documents if each != document)][:_MOST]
