"""Passages: words on one page with their exact text, their boxes, and how they are cited."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.model.document import Box, DocumentId, Word


@dataclass(frozen=True, slots=True)
class PageRef:
    """One page of one document; holds even if the page is read anew."""

    document: DocumentId
    ordinal: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of characters on one page, with the words that stood there when it was chosen."""

    document: DocumentId
    ordinal: int
    start: int
    end: int
    quote: str

    @property
    def page(self) -> PageRef:
        return PageRef(self.document, self.ordinal)

    def stands_in(self, text: str) -> bool:
        """Whether the page still holds the quoted words at this span."""
        return text[self.start : self.end] == self.quote

    def found_in(self, text: str) -> "Passage":
        """The passage where its words stand now, nearest to where they stood; itself if they stand nowhere.

        White space may differ: a page that was read anew breaks its lines elsewhere. The quote stays as it was chosen
        unless it does.
        """
        if self.stands_in(text) or not self.quote.strip():
            return self
        words = r"\s+".join(map(re.escape, self.quote.split()))
        found = min(re.finditer(words, text), key=lambda each: abs(each.start() - self.start), default=None)
        if found is None:
            return self
        return replace(self, start=found.start(), end=found.end(), quote=found.group())


@dataclass(frozen=True, slots=True)
class Citation:
    """How a page is named to people: "Training deck.pptx, slide 14 · MSP-000417 (State Police, request 18-0417)"."""

    name: str
    label: str
    bates: str | None = None
    credit: str = ""  # Production.credit

    def __str__(self) -> str:
        place = f"{self.name}, {self.label}" if self.label else self.name
        if self.bates:
            place += f" · {self.bates}"
        return f"{place} ({self.credit})" if self.credit else place


def quote_with_citation(quote: str, citation: Citation, doubt: str = "") -> str:
    """A passage as it is pasted into a draft: the words in quotation marks, where they stand, and what is doubtful."""
    return f"“{' '.join(quote.split())}” — {citation}" + (f" [{doubt}]" if doubt else "")


def boxes_of_span(words: Sequence[Word], start: int, end: int) -> tuple[Box, ...]:
    """The boxes of the words that a span touches, joined along each line, in reading order."""
    boxes: list[Box] = []
    for word in words:
        if word.end <= start or word.start >= end:
            continue
        last = boxes[-1] if boxes else None
        if last and _same_line(last, word.box):
            boxes[-1] = last.union(word.box)
        else:
            boxes.append(word.box)
    return tuple(boxes)


def _same_line(left: Box, right: Box) -> bool:
    """Whether the right box goes on where the left one ends, on the same line of print."""
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    lower = min(left.y1 - left.y0, right.y1 - right.y0)
    return overlap > 0.5 * lower and -1.0 <= right.x0 - left.x1 <= 3 * max(lower, 1.0)
