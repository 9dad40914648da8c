"""What a message says, as it is read in a conversation: its words in layers, each with the page that it stands on."""

from dataclasses import dataclass

from explorer.model.document import Document
from explorer.model.message import Voice
from explorer.model.passage import PageRef


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A stretch of one layer on one page: characters ``start`` to ``end`` of the page's text."""

    voice: Voice | None  # None: the sender's own words
    depth: int  # how many messages deep it is quoted
    text: str
    page: PageRef
    start: int
    end: int

    @property
    def lines(self) -> int:
        """How many of its lines hold words."""
        return sum(1 for line in self.text.split("\n") if line.strip(" >\t\r"))


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a message is opened, and how that page is cited."""

    page: PageRef
    citation: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One message at the first place where it was found, and where else it was."""

    copies: tuple[Copy, ...]  # at least one; the parts are of the first
    to: str
    cc: str
    parts: tuple[LetterPart, ...]
    attachments: tuple[Document, ...]  # that are in the case
    is_cut: bool = False  # there is more on the pages than is held here
