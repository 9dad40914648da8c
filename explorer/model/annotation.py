"""What a reader leaves on pages beside mentions and evidence: highlights, notes, page tags, read marks."""

from dataclasses import dataclass
from enum import StrEnum

from explorer.model.passage import PageRef, Passage


class HighlightColour(StrEnum):
    YELLOW = "yellow"
    GREEN = "green"
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Highlight:
    id: str
    passage: Passage
    colour: HighlightColour = HighlightColour.YELLOW


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a passage; a passage with an empty quote is the page as a whole."""

    id: str
    passage: Passage
    text: str
    written: str  # ISO 8601, UTC


@dataclass(frozen=True, slots=True)
class PageTag:
    id: str
    page: PageRef
    tag: str
