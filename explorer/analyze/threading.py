"""Messages into conversations.

By their headers first: Jamie Zawinski, "message threading" (https://www.jwz.org/doc/threading.html), with two changes.
What a message says of its own parent goes before what other messages' References say of it, so no link is ever undone;
and messages that are named but missing keep their places. Messages that no header ties are tied by ``unheaded``, which
never goes by a subject alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from heapq import merge
from itertools import islice, pairwise
from typing import Any, TypeVar

from explorer.analyze.unheaded import Letter, ties
from explorer.model.conversation import Conversation, Tie, Turn
from explorer.model.letting_go import let_go
from explorer.model.message import MessageFacts

Each = TypeVar("Each")

_REFERENCES = 500  # of one message; the newest are kept
_PORTION = 5_000  # messages that are sorted at once
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Node:
    message_id: str
    copies: list[MessageFacts] = field(default_factory=list)
    above: int | None = None
    tie: Tie = Tie.FIRST
    below: list[int] = field(default_factory=list)


class _Forest:
    """Nodes under nodes, never in a circle: only a root is put under another, and never under its own descendant."""

    def __init__(self) -> None:
        self.nodes: list[_Node] = []
        self._up: list[int] = []  # towards the root, shortened on the way (Tarjan's path halving)
        self._known: dict[str, int] = {}

    def node(self, message_id: str) -> int:
        """The node of the message with this id, made if it is new; one of its own for a message without an id."""
        if message_id and message_id in self._known:
            return self._known[message_id]
        self.nodes.append(_Node(message_id))
        self._up.append(len(self._up))
        if message_id:
            self._known[message_id] = len(self.nodes) - 1
        return len(self.nodes) - 1

    def let_go(self) -> None:
        """Hold nothing any more."""
        let_go(self.nodes, self._up, self._known)

    def root(self, node: int) -> int:
        while self._up[node] != node:
            self._up[node] = self._up[self._up[node]]
            node = self._up[node]
        return node

    def put(self, node: int, above: int, tie: Tie) -> bool:
        """Put a root under another node; says whether that could be done."""
        if self.nodes[node].above is not None or self.root(above) == node:
            return False
        self.nodes[node].above, self.nodes[node].tie = above, tie
        self.nodes[above].below.append(node)
        self._up[node] = self.root(above)
        return True


def moment(date: str) -> datetime:
    """The instant that an ISO 8601 date names, taken as UTC where it names no zone; undated comes last."""
    try:
        found = datetime.fromisoformat(date)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return _LAST


def conversations(messages: Iterable[MessageFacts]) -> list[Conversation]:
    """The conversations that the messages form, oldest first; a message that nothing is tied to is one of its own."""
    forest = _Forest()
    for facts in _in_order(messages):
        forest.nodes[forest.node(facts.message_id)].copies.append(facts)
    present = range(len(forest.nodes))
    _tie_by_headers(forest, present)
    _tie_the_rest(forest, present)
    roots = [at for at, node in enumerate(forest.nodes) if node.above is None and (node.copies or node.below)]
    found = [Conversation(tuple(_turns(forest, root))) for root in roots]
    forest.let_go()
    return list(_in_portions(found, _begins))


def _in_order(messages: Iterable[MessageFacts]) -> Iterator[MessageFacts]:
    """The messages by date."""
    return _in_portions(messages, _standing)


def _in_portions(found: Iterable[Each], key: Callable[[Each], Any]) -> Iterator[Each]:
    """In order, sorted a portion at a time: a long sort lets no other thread of the program run."""
    all_of, portions = iter(found), []
    while portion := list(islice(all_of, _PORTION)):
        portions.append(sorted(portion, key=key))
    return merge(*portions, key=key)


def _standing(facts: MessageFacts) -> tuple[datetime, str, str, int]:
    return moment(facts.date), facts.message_id, facts.document, facts.page


def _named(node: _Node) -> tuple[str, ...]:
    """The messages that this one's headers name, oldest first; the last is its parent."""
    names: dict[str, None] = {}
    for facts in node.copies:
        for name in (*facts.references[-_REFERENCES:], facts.in_reply_to):
            if name and name != node.message_id:
                names.setdefault(name)
        if names:
            break
    return tuple(names)


def _tie_by_headers(forest: _Forest, present: Iterable[int]) -> None:
    """Each message under the one that it answers; then what else its References say."""
    named = [(at, _named(forest.nodes[at])) for at in present]
    for at, names in named:
        if names:
            forest.put(at, forest.node(names[-1]), Tie.HEADER)
    for _, names in named:
        for above, below in pairwise(names):
            forest.put(forest.node(below), forest.node(above), Tie.HEADER)
    let_go(named)


def _tie_the_rest(forest: _Forest, present: Sequence[int]) -> None:
    """Messages whose headers name nothing, by what they quote and who writes to whom."""
    letters = [Letter(facts := forest.nodes[at].copies[0], moment(facts.date)) for at in present]
    free = [at for at in present if forest.nodes[at].above is None]
    for at, above, tie in ties(letters, free):
        forest.put(at, above, tie)
    let_go(letters)


def _turns(forest: _Forest, root: int) -> Iterator[Turn]:
    """The tree under ``root`` in reading order, siblings by date; no recursion: a stranger sets its depth."""
    waiting: list[tuple[int, int | None]] = [(root, None)]
    count = 0
    while waiting:
        at, above = waiting.pop()
        node = forest.nodes[at]
        yield Turn(node.message_id, tuple(node.copies), above, node.tie, _differ(node.copies))
        later = sorted(
            node.below, key=lambda each: (_date(forest.nodes[each]), forest.nodes[each].message_id), reverse=True
        )
        waiting.extend((each, count) for each in later)
        count += 1


def _differ(copies: Sequence[MessageFacts]) -> bool:
    return len(copies) > 1 and len({" ".join(facts.text.split()) for facts in copies}) > 1


def _date(node: _Node) -> datetime:
    return moment(node.copies[0].date) if node.copies else _LAST


def _begins(conversation: Conversation) -> tuple[datetime, str]:
    turns = conversation.turns
    dates = [moment(turn.copies[0].date) for turn in turns if turn.copies]
    return min(dates, default=_LAST), turns[0].message_id
