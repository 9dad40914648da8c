"""Use cases of reading: documents, pages, words, and pictures of pages drawn in the render process."""

from concurrent.futures import Future

from explorer.app.record import Record
from explorer.errors import InputError, UnreadableFileError
from explorer.extract.render import DrawRequest, Picture, Renderer
from explorer.jobs.passwords import Passwords
from explorer.model.case import Production, Totals
from explorer.model.document import Box, Document, DocumentId, Page, PageId, PageOutline, PlaceId, State, Word
from explorer.model.passage import Citation, PageRef
from explorer.store import documents
from explorer.store.casefile import Originals

PagePicture = Picture  # for the faces, which do not import the readers


class Reading:
    """Everything that is shown of documents. Fast questions: each is answered from the database in milliseconds."""

    def __init__(self, record: Record, passwords: Passwords | None = None) -> None:
        self._record, self._passwords = record, passwords or Passwords()
        self._originals = Originals(record.folder)
        self._renderer: Renderer | None = None

    def documents(self, state: State | None = None) -> list[Document]:
        """Every document at every place, in document order; further places of one are ``duplicate``."""
        return self._record.ask(documents.documents, state)

    def document(self, place: PlaceId) -> Document:
        return self._record.ask(documents.document, place)

    def own_place(self, document: DocumentId) -> Document:
        """The document at its first place."""
        return self._record.ask(documents.own_place, document)

    def places(self, document: DocumentId) -> list[Document]:
        """Everywhere the same bytes were found."""
        return self._record.ask(documents.places, document)

    def children(self, place: PlaceId) -> list[Document]:
        """Attachments, or members of an archive."""
        return self._record.ask(documents.children, place)

    def resolve(self, text: str) -> PlaceId:
        """The document a person means by an id, its beginning, a path, a name or a hash.

        Raises:
            InputError: none, or more than one.
        """
        return self._record.ask(documents.resolve, text)

    def totals(self) -> Totals:
        return self._record.ask(documents.totals)

    def productions(self) -> list[Production]:
        return self._record.ask(documents.productions)

    def problems(self) -> list[Document]:
        """Documents read in part or not at all; ``reason`` says why."""
        return self._record.ask(documents.problems)

    def outline(self, document: DocumentId) -> list[PageOutline]:
        """Sizes and labels of all pages of a document."""
        return self._record.ask(documents.page_outline, document)

    def page(self, page: PageId) -> Page:
        return self._record.ask(documents.page, page)

    def page_at(self, page: PageRef) -> Page:
        return self._record.ask(documents.page_at, page.document, page.ordinal)

    def locate(self, citation: str) -> PageRef:
        """The page that "name, label" or "name, number" means.

        Raises:
            InputError: there is no such document or page.
        """
        name, _, label = citation.rpartition(", ")
        document = self.document(self.resolve(name or label))
        wanted = label.strip().casefold()
        for page in self.outline(document.document):
            if name and wanted in (page.label.casefold(), str(page.ordinal)):
                return PageRef(document.document, page.ordinal)
        if name:
            raise InputError(f"“{document.name}” has no page “{label}”", "Use a number, or a label as results show it.")
        return PageRef(document.document, 1)

    def pages(self, document: DocumentId) -> list[Page]:
        return self._record.ask(documents.pages, document)

    def words(self, page: PageId) -> tuple[Word, ...]:
        return self._record.ask(documents.words, page)

    def citation(self, page: PageRef) -> Citation:
        return self._record.ask(documents.citation, page.document, page.ordinal)

    def picture(
        self, page: PageRef, dpi: float, *, urgent: bool = True, boxes: tuple[Box, ...] = (), png: bool = False
    ) -> "Future[PagePicture]":
        """Ask for a page's picture. Returns at once; cancel the future if the page is no longer wanted.

        The future raises DocumentError where the page cannot be drawn.
        """
        source = self._record.ask(documents.drawing_source, page.document)
        if source.sha256 is None:
            raise UnreadableFileError(source.name, "its bytes were not in the container it is listed in")
        request = DrawRequest(
            path=self._originals.path(source.sha256),
            media=source.media,
            name=source.name,
            rendition=self._record.folder.renditions / f"{source.sha256}-{source.reader_version}.pdf",
            ordinal=page.ordinal,
            dpi=dpi,
            boxes=boxes,
            png=png,
            passwords=self._passwords.known(),
        )
        return self._drawn().request(request, urgent=urgent)

    def warm(self) -> None:
        """Start the render process ahead of the first page."""
        self._drawn()

    def _drawn(self) -> Renderer:
        if self._renderer is None:
            self._renderer = Renderer(self._record.folder.cache)
        return self._renderer

    def close(self) -> None:
        if self._renderer:
            self._renderer.close()
