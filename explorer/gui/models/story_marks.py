"""What the story shows of each statement. Only a person's link makes one accepted; the rest is what the trace found."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from explorer.model.draft import StatementKind
from explorer.model.kept_draft import MarkKind, Standing
from explorer.model.trace import Trace, Verdict


class StoryMark(Enum):
    """A statement's mark: its words, the colour's role, and whether its line is drawn whole."""

    ACCEPTED = ("Accepted", "supported", True)
    AGAIN = ("Check again", "needs_source", True)
    STANDS = ("Stands on a page", "accent", True)
    DIFFERS = ("Differs from its source", "differs", True)
    SPLICED = ("Put together from several places", "differs", True)
    NO_SOURCE = ("No source found", "needs_source", True)
    MAY_REST = ("May rest on a page", "muted", False)
    OPEN = ("Not traced", "muted", False)
    ASK = ("Ask somebody", "needs_source", False)
    INTERVIEW = ("From an interview", "muted", False)
    OPINION = ("Opinion", "muted", False)

    def __init__(self, words: str, role: str, is_whole: bool) -> None:
        self.words, self.role, self.is_whole = words, role, is_whole


_OF_PEOPLE = {
    MarkKind.INTERVIEW: StoryMark.INTERVIEW,
    MarkKind.OPINION: StoryMark.OPINION,
    MarkKind.ASK: StoryMark.ASK,
}
_OF_VERDICTS = {
    Verdict.EXACT: StoryMark.STANDS,
    Verdict.ELIDED: StoryMark.STANDS,
    Verdict.DIFFERS: StoryMark.DIFFERS,
    Verdict.SPLICED: StoryMark.SPLICED,
}


def mark_of(standing: Standing, trace: Trace | None) -> StoryMark:
    """The mark of a statement: what people said of it before what the trace found."""
    if standing.again or any(not link.holds for link in standing.links):
        return StoryMark.AGAIN
    if standing.links:
        return StoryMark.ACCEPTED
    if standing.mark and standing.mark.kind in _OF_PEOPLE:
        return _OF_PEOPLE[standing.mark.kind]
    if trace is None:
        return StoryMark.OPEN
    if trace.verdict in (Verdict.EXACT, Verdict.ELIDED) and not trace.stands:
        return StoryMark.DIFFERS
    if trace.verdict in _OF_VERDICTS:
        is_quote = standing.kept.statement.kind is StatementKind.QUOTE
        return _OF_VERDICTS[trace.verdict] if is_quote or trace.verdict is Verdict.EXACT else StoryMark.MAY_REST
    if trace.matches:
        return StoryMark.MAY_REST
    return StoryMark.NO_SOURCE


@dataclass(frozen=True, slots=True)
class StoryCounts:
    """How many statements of a story are how far."""

    statements: int = 0
    accepted: int = 0
    to_accept: int = 0
    no_match: int = 0
    no_source: int = 0
    open_tokens: int = 0


def counts(standings: Iterable[Standing], marks: Iterable[StoryMark]) -> StoryCounts:
    """The counts above the story. Interviews and opinions are among the statements alone."""
    found = list(marks)
    return StoryCounts(
        statements=len(found),
        accepted=found.count(StoryMark.ACCEPTED),
        to_accept=found.count(StoryMark.STANDS) + found.count(StoryMark.MAY_REST),
        no_match=found.count(StoryMark.DIFFERS) + found.count(StoryMark.SPLICED) + found.count(StoryMark.AGAIN),
        no_source=found.count(StoryMark.NO_SOURCE) + found.count(StoryMark.OPEN) + found.count(StoryMark.ASK),
        open_tokens=sum(each.open_tokens for each in standings),
    )
