"""The case as columns: what filters, facets and sorting read, small enough to keep in memory for every page."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.model.document import DocumentId, Kind, PlaceId

# Bits of PageTable.flags.
NEEDS_OCR, BLANK, HIDDEN, HAS_HIDDEN, HAS_NOTES, READ_BY_OCR = (1 << bit for bit in range(6))


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document at its own (first) place."""

    place: PlaceId
    document: DocumentId
    name: str
    path: str
    kind: Kind
    production: str  # the production's name; empty if none
    date: str | None  # ISO 8601
    sender: str
    to: str
    cc: str
    subject: str
    title: str
    has_attachment: bool
    is_duplicated: bool  # found at more than one place


@dataclass(frozen=True, slots=True)
class PageTable:
    """One row a page, in document order. A ``bates_prefix`` of -1 is none."""

    documents: tuple[DocumentRow, ...]
    prefixes: tuple[str, ...]
    languages: tuple[str, ...]
    ids: NDArray[np.int64]
    document: NDArray[np.int32]  # indexes documents
    ordinal: NDArray[np.int32]
    flags: NDArray[np.uint32]
    bates_prefix: NDArray[np.int32]  # indexes prefixes
    bates_serial: NDArray[np.int64]
    language: NDArray[np.int32]  # indexes languages
