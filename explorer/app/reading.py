"""Use cases of reading: documents, pages, words, and pictures of pages drawn in the render process."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from explorer.app.record import Record
from explorer.errors import InputError, OtherDrawingError, UnreadableFileError
from explorer.extract.render import DrawRequest, Picture, Renderer
from explorer.jobs.passwords import Passwords
from explorer.model.case import Production, Totals
from explorer.model.document import Box, Document, DocumentId, Page, PageId, PageOutline, PlaceId, State, Word
from explorer.model.passage import Citation, PageRef
from explorer.store import documents
from explorer.store.casefile import Originals

PagePicture = Picture  # for the faces, which do not import the readers


@dataclass(frozen=True, slots=True)
class DrawnFrom:
    """What pages are drawn from: the original, our rendition of it, and LibreOffice's, which may not be there."""

    path: Path
    media: str
    name: str
    rendition: Path
    exact: Path
    passwords: tuple[str, ...] = field(default=(), repr=False)


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
        self,
        page: PageRef,
        dpi: float,
        *,
        urgent: bool = True,
        boxes: tuple[Box, ...] = (),
        png: bool = False,
        exact: bool = False,
    ) -> "Future[PagePicture]":
        """Ask for a page's picture. Returns at once; cancel the future if the page is no longer wanted.

        Args:
            exact: LibreOffice's drawing, which ``ExactView`` must have made.

        The future raises DocumentError where the page cannot be drawn.
        """
        drawn = self.drawn_from(page.document)
        if exact and not drawn.exact.exists():  # else our own would be made under its name
            raise OtherDrawingError(drawn.name, "it is no longer in the case's cache")
        request = DrawRequest(
            path=drawn.path,
            media=drawn.media,
            name=drawn.name,
            rendition=drawn.exact if exact else drawn.rendition,
            ordinal=page.ordinal,
            dpi=dpi,
            boxes=boxes,
            png=png,
            passwords=drawn.passwords,
        )
        return self._drawn().request(request, urgent=urgent)

    def drawn_from(self, document: DocumentId) -> DrawnFrom:
        """What a document's pages are drawn from.

        Raises:
            UnreadableFileError: its bytes are not here.
        """
        source = self._record.ask(documents.drawing_source, document)
        if source.sha256 is None:
            raise UnreadableFileError(source.name, "its bytes were not in the container it is listed in")
        kept = self._record.folder.renditions / f"{source.sha256}-{source.reader_version}"
        return DrawnFrom(
            self._originals.path(source.sha256),
            source.media,
            source.name,
            kept.with_name(f"{kept.name}.pdf"),
            kept.with_name(f"{kept.name}-exact.pdf"),
            self._passwords.known(),
        )

    def warm_rendition(self, document: DocumentId) -> "Future[PagePicture]":
        """Let our own drawing of a document be made, if it is not there yet; the future's picture is empty."""
        drawn = self.drawn_from(document)
        return self._drawn().request(
            DrawRequest(drawn.path, drawn.media, drawn.rendition, 0, 72.0, name=drawn.name, passwords=drawn.passwords)
        )

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
