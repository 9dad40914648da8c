"""The case and its productions: what an agency released, under which request, and when it came."""

from dataclasses import dataclass
from typing import NewType

CaseId = NewType("CaseId", str)
ProductionId = NewType("ProductionId", str)


@dataclass(frozen=True, slots=True)
class Case:
    """One investigation."""

    id: CaseId
    title: str
    folder: str
    created: str  # ISO 8601, UTC


@dataclass(frozen=True, slots=True)
class Production:
    """One batch as an agency released it. Dates are ISO 8601; empty texts mean "not known"."""

    id: ProductionId
    name: str
    agency: str = ""
    request_number: str = ""
    received: str = ""
    note: str = ""

    @property
    def credit(self) -> str:
        """How a citation names it: "State Police, request 18-0417, received 2018-03-02"."""
        parts = [self.agency or self.name]
        if self.request_number:
            parts.append(f"request {self.request_number}")
        if self.received:
            parts.append(f"received {self.received}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a case, over files as received (attachments not counted). They add up at every moment:
    ``seen = read + partial + duplicate + failed + pending``.
    """

    seen: int = 0
    read: int = 0
    partial: int = 0
    duplicate: int = 0
    failed: int = 0
    pending: int = 0
    documents: int = 0  # different documents, attachments included
    pages: int = 0
    unsearchable_pages: int = 0  # pages that hold no text yet: they need OCR
    unreadable_documents: int = 0  # failed, attachments included
