"""A conversation: its messages under those that they answer, with places kept for messages that are missing."""

from dataclasses import dataclass
from enum import StrEnum

from explorer.model.message import MessageFacts


class Tie(StrEnum):
    """Why a message stands where it does."""

    FIRST = "first"  # it answers nothing
    HEADER = "header"  # its headers name the message above it
    QUOTATION = "quotation"  # same subject, and it quotes the message above it
    PEOPLE = "people"  # a reply by its subject, between the same people, soon after the message above it


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation, or the place of a missing one (``copies`` is empty)."""

    message_id: str  # empty for a message without one
    copies: tuple[MessageFacts, ...]  # the same message wherever it was found; their texts may differ
    above: int | None  # index of the turn that it answers
    tie: Tie
    differs: bool = False  # the same message was found with different bodies


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns in reading order: each stands behind the one that it answers."""

    turns: tuple[Turn, ...]

    @property
    def missing(self) -> int:
        return sum(1 for turn in self.turns if not turn.copies)
