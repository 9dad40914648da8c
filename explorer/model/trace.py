"""Traces: where the words of a statement stand among the pages, and what differs there."""

from dataclasses import dataclass
from enum import StrEnum

from explorer.model.document import Layer
from explorer.model.passage import Passage


class Verdict(StrEnum):
    EXACT = "exact"  # the same words; case, marks, white space, hyphenation and breaks apart
    ELIDED = "elided"  # exact but for an ellipsis or brackets
    DIFFERS = "differs"  # nearly the same, or not the same in something that matters
    SPLICED = "spliced"  # its parts stand in different places
    NOT_FOUND = "not_found"


class Kept(StrEnum):
    """What happened to a stretch of words from the draft to its source."""

    EQUAL = "equal"
    DELETE = "delete"  # the draft has it, the source does not
    INSERT = "insert"  # the source has it, the draft does not


class Matter(StrEnum):
    """Differences that change what is said, however alike the words are."""

    NUMBER = "number"
    DATE = "date"
    UNIT = "unit"
    MONEY = "money"
    NEGATION = "negation"
    NAME = "name"
    TITLE = "title"
    QUANTIFIER = "quantifier"
    SUPERLATIVE = "superlative"
    SENTENCES = "sentences"  # two of them, joined into one
    WORDS = "words"


UNSHOWN = frozenset((Layer.HIDDEN, Layer.DELETED, Layer.REVISION))


@dataclass(frozen=True, slots=True)
class Piece:
    kept: Kept
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """One place where the words of a statement stand, or nearly.

    ``passages`` are in the order of the statement's words: more than one where it goes on over a page break, leaves
    words out, or was put together. ``score`` is how alike both texts are, 0 to 100.
    """

    passages: tuple[Passage, ...]
    score: float
    source_text: str
    diff: tuple[Piece, ...] = ()
    matters: tuple[Matter, ...] = ()
    uncertain: bool = False  # rests on words that were recognised without certainty: look at the picture
    said_by: str = ""  # as far as the page tells
    is_quoted: bool = False  # in a message that another one quotes
    by_somebody_else: bool = False  # than the draft says
    layers: tuple[Layer, ...] = ()  # in which it stands, beside the body of its page

    @property
    def is_not_shown(self) -> bool:
        """Whether it stands, in part at least, in words that the finished document does not show."""
        return not UNSHOWN.isdisjoint(self.layers)


@dataclass(frozen=True, slots=True)
class Trace:
    """What was found for one statement, the best match first."""

    n: int  # of the statement
    verdict: Verdict
    matches: tuple[Match, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the best match shows the very words, read with certainty, and nothing that matters was turned."""
        best = self.matches[0] if self.matches else None
        is_same = self.verdict in (Verdict.EXACT, Verdict.ELIDED)
        return is_same and best is not None and not (best.uncertain or best.matters or best.is_not_shown)


_LAYER_WORDS = {
    Layer.HEADERS: "a message’s headers", Layer.NOTES: "the speaker’s notes", Layer.HIDDEN: "words that are hidden",
    Layer.DELETED: "words that somebody deleted", Layer.COMMENT: "a comment", Layer.FIELD: "a form’s field",
    Layer.PROPERTIES: "what the file says of itself", Layer.REVISION: "an earlier state of the page",
    Layer.FOOTNOTE: "a footnote", Layer.MARGIN: "the page’s margin",
}  # fmt: skip


def layer_words(layer: Layer) -> str:
    """What a layer is, as it is said to a person."""
    return _LAYER_WORDS[layer]
