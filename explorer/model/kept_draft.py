"""Drafts kept in a case: their versions, what people said of their statements, and who struck off what.

A statement keeps its id from one version to the next. What a person said of it holds for the words that they saw: the
statement's seal at that time is kept with it, so a statement that was reworded asks to be checked again, and one that
was put back does not.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from explorer.model.claim import ClaimId
from explorer.model.draft import DraftNote, Statement
from explorer.model.passage import Passage
from explorer.model.trace import Piece

DraftId = NewType("DraftId", str)
VersionId = NewType("VersionId", str)
StatementId = NewType("StatementId", str)
LinkId = NewType("LinkId", str)


class Fate(StrEnum):
    """What became of a statement since the version before."""

    NEW = "new"
    UNCHANGED = "unchanged"
    MOVED = "moved"  # the same words, elsewhere
    REWORDED = "reworded"  # its words, or those around a quotation, are others
    REMOVED = "removed"


class MarkKind(StrEnum):
    """What a person says of a statement."""

    INTERVIEW = "interview"  # it rests on what somebody told, not on a page
    OPINION = "opinion"
    CHECKED = "checked"
    ASK = "ask"  # somebody has to be asked


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement as it stands in one version."""

    id: StatementId
    statement: Statement
    seal: str  # of its words, and of those around a quotation
    fate: Fate = Fate.NEW
    before: str = ""  # its words in the version before, if they were others
    frame: str = ""  # the words around a quotation, in its sentence
    frame_before: str = ""


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """One import of a draft. It never changes."""

    id: VersionId
    draft: DraftId
    number: int  # from 1
    name: str  # of the file
    sha256: str
    imported: str  # ISO 8601, UTC
    by: str
    text: str
    notes: tuple[DraftNote, ...]
    statements: tuple[KeptStatement, ...]
    set_off: tuple[tuple[int, int], ...] = ()  # paragraphs that are quotations without marks


@dataclass(frozen=True, slots=True)
class VersionLine:
    """What a list says of a version."""

    id: VersionId
    number: int
    name: str
    sha256: str
    imported: str
    by: str


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A story with its versions, the first one first."""

    id: DraftId
    name: str
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class StatementMark:
    """What a person said of a statement, and the words that they saw."""

    statement: StatementId
    kind: MarkKind
    by: str
    at: str  # ISO 8601, UTC
    note: str
    said: str
    seal: str


@dataclass(frozen=True, slots=True)
class StatementLink:
    """A passage that a person tied to a statement. ``holds`` is False where the page's text changed under it."""

    id: LinkId
    statement: StatementId
    passage: Passage
    note: str
    said: str
    seal: str
    holds: bool = True


@dataclass(frozen=True, slots=True)
class TokenCheck:
    """A checkable token that a person struck off: the statement's token of this number, from 0."""

    statement: StatementId
    token: int
    text: str
    by: str
    at: str  # ISO 8601, UTC
    seal: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a version as checked, and when."""

    version: VersionId
    by: str
    at: str  # ISO 8601, UTC


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement with all that people said of it.

    Attributes:
        struck: the check of each token, None for one that is open.
        again: what was said holds for other words: look again.
        change: from the words that were checked to these, if they are others.
    """

    kept: KeptStatement
    mark: StatementMark | None = None
    links: tuple[StatementLink, ...] = ()
    struck: tuple[TokenCheck | None, ...] = ()
    claim: ClaimId | None = None
    again: bool = False
    change: tuple[Piece, ...] = ()

    @property
    def open_tokens(self) -> int:
        return sum(each is None for each in self.struck)
