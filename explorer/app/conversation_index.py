"""Where each page's message stands among the case's conversations: worked out once, then asked at every click."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from explorer.model.conversation import Conversation, Turn
from explorer.model.document import DocumentId
from explorer.model.passage import PageRef

_GOES_ON = 3  # pages that a printed message may go on over without another header


@dataclass(frozen=True, slots=True)
class FoundTurn:
    """A conversation, and which of its turns stands on the page that was asked for."""

    conversation: Conversation
    turn: int


class ConversationIndex:
    """All conversations of one state of a case, without their texts, which are read again where one is shown.

    Args:
        stamp: the state of the case that they were worked out from.
        found: is emptied on the way; whoever calls would otherwise let go of all texts at once.
        mail: documents that are messages, however many pages they have.
    """

    def __init__(self, stamp: str, found: list[Conversation], mail: frozenset[DocumentId]) -> None:
        self.stamp = stamp
        self.conversations = tuple(_emptied(found))
        self._mail = mail
        self._places: dict[DocumentId, list[tuple[int, int, int]]] = {}  # page, conversation, turn; rising
        for number, conversation in enumerate(self.conversations):
            for at, turn in enumerate(conversation.turns):
                for facts in turn.copies:
                    self._places.setdefault(facts.document, []).append((facts.page, number, at))
        for places in self._places.values():
            places.sort()

    def at(self, page: PageRef) -> list[FoundTurn]:
        """The messages that begin on a page, else the one that goes on there; none if no message stands there."""
        places = self._places.get(page.document, [])
        after = bisect_left(places, (page.ordinal + 1, 0, 0))
        if not after:
            return []
        begins = places[after - 1][0]
        if begins == page.ordinal:
            return [self._found(each) for each in places[bisect_left(places, (begins, 0, 0)) : after]]
        goes_on = page.document in self._mail or page.ordinal - begins <= _GOES_ON
        return [self._found(places[after - 1])] if goes_on else []

    def held(self) -> list[object]:
        """All that it is made of, for letting go of it a few at a time."""
        turns = (turn for each in self.conversations for turn in each.turns)
        return [*self.conversations, *self._places.values(), *turns]

    def _found(self, place: tuple[int, int, int]) -> FoundTurn:
        return FoundTurn(self.conversations[place[1]], place[2])


def _emptied(found: list[Conversation]) -> Iterator[Conversation]:
    """Each conversation without its texts, which are let go one by one: all at once would hold up other threads."""
    found.reverse()
    while found:
        yield Conversation(tuple(map(_bare, found.pop().turns)))


def _bare(turn: Turn) -> Turn:
    return replace(turn, copies=tuple(replace(facts, text="") for facts in turn.copies))
