"""A case in memory, as the search sees one."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from explorer.model.columns import DocumentRow, PageTable
from explorer.model.document import DocumentId, Kind, Page, PageId, PlaceId
from explorer.model.ocr import PageDoubt
from explorer.model.page_words import PageWords


def document_row(name: str = "a.pdf", **facts: object) -> DocumentRow:
    """A document's row; facts not given are empty."""
    known: dict[str, object] = {
        "place": PlaceId(name), "document": DocumentId(name), "name": name, "path": name, "kind": Kind.PDF,
        "production": "", "date": None, "sender": "", "to": "", "cc": "", "subject": "", "title": "",
        "has_attachment": False, "is_duplicated": False,
    }  # fmt: skip
    return DocumentRow(**{**known, **facts})  # type: ignore[arg-type]  # a maker's looseness


class MadeRecord:
    """Pages by document; ids rise from 1 in document order."""

    def __init__(self, documents: Sequence[tuple[DocumentRow, Sequence[str]]]) -> None:
        self._pages: dict[PageId, Page] = {}
        owners: list[int] = []
        for number, (row, texts) in enumerate(documents):
            for ordinal, text in enumerate(texts, 1):
                page = PageId(len(self._pages) + 1)
                self._pages[page] = Page(page, row.document, ordinal, f"p. {ordinal}", text, 612, 792)
                owners.append(number)
        size = len(self._pages)
        self.made = PageTable(
            documents=tuple(row for row, _ in documents),
            prefixes=("MSP-",),
            languages=("",),
            ids=np.array(list(self._pages), np.int64),
            document=np.array(owners, np.int32),
            ordinal=np.array([page.ordinal for page in self._pages.values()], np.int32),
            flags=np.zeros(size, np.uint32),
            bates_prefix=np.zeros(size, np.int32),
            bates_serial=np.arange(1, size + 1, dtype=np.int64),
            language=np.zeros(size, np.int32),
        )
        self.tagged: dict[str, list[PageId]] = {}
        self.cited_pages: list[PageId] = []
        self.doubted: dict[PageId, PageDoubt] = {}
        self.named: dict[str, list[PageId]] = {}

    def texts(self) -> list[PageWords]:
        return [PageWords(page.id, page.text) for page in self._pages.values()]

    def table(self) -> PageTable:
        return self.made

    def pages(self, ids: Iterable[PageId]) -> Mapping[PageId, Page]:
        return {each: self._pages[each] for each in ids}

    def tags(self) -> Mapping[str, Sequence[PageId]]:
        return self.tagged

    def cited(self) -> Sequence[PageId]:
        return self.cited_pages

    def read(self) -> Sequence[PageId]:
        return []

    def naming(self, name: str) -> Sequence[PageId]:
        return self.named.get(name, [])

    def doubts(self, ids: Iterable[PageId]) -> Mapping[PageId, PageDoubt]:
        return {each: self.doubted[each] for each in ids if each in self.doubted}

    def credit(self, production: str) -> str:
        return production
