"""Use cases of conversations: which messages answer which."""

from dataclasses import dataclass
from hashlib import sha256

from explorer.analyze.threading import conversations
from explorer.app.reading import Reading
from explorer.app.record import Record
from explorer.model.conversation import Conversation, Turn
from explorer.model.document import Document, State
from explorer.model.message import MessageFacts
from explorer.store.messages import messages


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A copy of a message and the document to open it in, at ``facts.page``."""

    facts: MessageFacts
    document: Document


class Conversing:
    """The case's mail as conversations, worked out anew from what the readers stored, so never stale."""

    def __init__(self, record: Record, reading: Reading) -> None:
        self._record, self._reading = record, reading

    def conversations(self, *, also_single: bool = False) -> list[Conversation]:
        """Conversations of two or more messages, missing ones counted, oldest first; if wanted, single messages too."""
        found = self._record.ask(lambda db: conversations(messages(db)))
        return [each for each in found if also_single or len(each.turns) > 1]

    def documents(self) -> dict[str, Document]:
        """Each document at its first place, by its hash: where a message is opened."""
        return {each.document: each for each in self._reading.documents() if each.state is not State.DUPLICATE}


def thread_id(conversation: Conversation) -> str:
    """A short name for a conversation: the same as long as its first message is."""
    first = conversation.turns[0]
    name = first.message_id or f"{first.copies[0].document} {first.copies[0].page}"
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def copies_differ(turn: Turn) -> bool:
    """Whether the same message was found with different bodies."""
    return len({" ".join(facts.text.split()) for facts in turn.copies}) > 1
