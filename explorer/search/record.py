"""What the search asks of a case. The search knows no database; the app answers these."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from explorer.model.columns import PageTable
from explorer.model.document import Page, PageId
from explorer.model.ocr import PageDoubt


class Record(Protocol):
    def table(self) -> PageTable:
        """Every page as columns; cached by whoever answers."""

    def pages(self, ids: Iterable[PageId]) -> Mapping[PageId, Page]:
        """Pages with their text."""

    def tags(self) -> Mapping[str, Sequence[PageId]]: ...

    def cited(self) -> Sequence[PageId]: ...

    def read(self) -> Sequence[PageId]: ...

    def naming(self, name: str) -> Sequence[PageId]:
        """Pages that name an entity."""

    def doubts(self, ids: Iterable[PageId]) -> Mapping[PageId, PageDoubt]:
        """How sure the engine was of pages that it read off their pictures; other pages are left out."""

    def credit(self, production: str) -> str:
        """How a production is named in a citation."""
