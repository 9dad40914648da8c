"""Drafts: the text of a story, its statements, and what in them has to be checked."""

from dataclasses import dataclass
from enum import StrEnum


class StatementKind(StrEnum):
    QUOTE = "quote"  # words in quotation marks
    STATEMENT = "statement"  # a sentence that holds something checkable


class TokenKind(StrEnum):
    """What kind of thing a checkable token is."""

    NUMBER = "number"
    DATE = "date"
    MONEY = "money"
    NAME = "name"
    TITLE = "title"
    AGE = "age"
    PLACE = "place"
    SUPERLATIVE = "superlative"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Token:
    """Something checkable at characters ``start`` to ``end`` of the draft's text."""

    kind: TokenKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One quotation or checkable sentence of a draft.

    ``text`` holds its words: of a quotation without the outer quotation marks, and its pieces joined by a space where
    an attribution ("…," she said, "…") cuts it in two. ``spans`` says where the pieces stand in the draft's text.
    """

    n: int  # from 1, in reading order
    kind: StatementKind
    text: str
    spans: tuple[tuple[int, int], ...]
    speaker: str = ""  # who said it, as far as the draft says
    tokens: tuple[Token, ...] = ()

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


class NoteKind(StrEnum):
    COMMENT = "comment"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class DraftNote:
    """A comment or footnote of the draft, and the character of the text it hangs on."""

    kind: NoteKind
    at: int
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was imported: its paragraphs joined by line breaks."""

    name: str
    sha256: str  # of the file's bytes
    text: str
    notes: tuple[DraftNote, ...] = ()
    problems: tuple[str, ...] = ()  # what of the file could not be read, each a whole sentence
    set_off: tuple[tuple[int, int], ...] = ()  # paragraphs of the text that are set off as quotations, without marks
