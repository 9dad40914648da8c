"""Use case: a deck as LibreOffice draws it, where that is installed, in place of Casefile's own drawing.

LibreOffice draws a copy in a process without network and without macros; what it drew lies in the case's cache. The
words stay those that were read: each is shown where LibreOffice put it, and one that it did not draw cannot be chosen.
"""

from concurrent.futures import Future

from explorer.analyze.word_places import moved_words
from explorer.app.reading import PagePicture, Reading
from explorer.errors import NoOfficeError, OtherDrawingError
from explorer.extract.exact import EXACT_MEDIA, ExactOrder, ExactWords, exact_words, has_office, make_exact
from explorer.model.document import DocumentId, Page, PageId, PageOutline, Word
from explorer.model.passage import PageRef


class ExactPages:
    """A deck's pages as LibreOffice drew them; asked like ``Reading``."""

    def __init__(self, reading: Reading, words: list[ExactWords]) -> None:
        self._reading, self._seen = reading, words

    def outline(self, document: DocumentId) -> list[PageOutline]:
        return self._reading.outline(document)

    def page(self, page: PageId) -> Page:
        return self._reading.page(page)

    def words(self, page: PageId) -> tuple[Word, ...]:
        """The page's words, each where LibreOffice put it; without those that it did not draw."""
        about = self._reading.page(page)
        seen = self._seen[about.ordinal - 1]
        return moved_words(about.text, self._reading.words(page), seen.words, seen.height)

    def picture(self, page: PageRef, dpi: float, *, urgent: bool = True) -> "Future[PagePicture]":
        return self._reading.picture(page, dpi, urgent=urgent, exact=True)


class ExactView:
    """Makes and finds LibreOffice's drawings."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @property
    def is_possible(self) -> bool:
        """Whether LibreOffice is installed here."""
        return has_office()

    def is_deck(self, document: DocumentId) -> bool:
        """Whether the document is of a kind that LibreOffice is asked to draw."""
        return self._reading.drawn_from(document).media in EXACT_MEDIA

    def pages(self, document: DocumentId) -> ExactPages:
        """LibreOffice's drawing of a deck, made if it is not there yet; takes seconds, so never on a GUI thread.

        Raises:
            NoOfficeError: LibreOffice is not installed.
            OtherDrawingError: its drawing is not of the same slides.
            DocumentError: it makes nothing of the deck; says why.
        """
        source = self._reading.drawn_from(document)
        if source.media not in EXACT_MEDIA:
            raise OtherDrawingError(source.name, "it draws slides only")
        if not has_office():
            raise NoOfficeError(source.name)
        if not source.exact.exists():
            self._reading.warm_rendition(document).result()
            make_exact(
                ExactOrder(source.path, source.media, source.name, source.rendition, source.exact, source.passwords)
            )
        words = exact_words(source.exact, source.name)
        if len(words) != len(self._reading.outline(document)):
            raise OtherDrawingError(source.name, "it is not of the same slides")
        return ExactPages(self._reading, words)
