"""Use cases of conversations: which messages answer which, and what each of them says."""

import threading
from collections.abc import Iterator
from hashlib import sha256

from explorer.analyze.threading import conversations
from explorer.app import collector
from explorer.app.conversation_index import ConversationIndex, FoundTurn
from explorer.app.letters import Letters
from explorer.app.reading import Reading
from explorer.app.record import Record
from explorer.model.conversation import Conversation, Turn
from explorer.model.document import Document, Page, State
from explorer.model.letter import Letter
from explorer.model.letting_go import let_go
from explorer.model.message import MessageFacts, VoiceSpan
from explorer.model.passage import PageRef
from explorer.search.uncollected import uncollected
from explorer.store import columns
from explorer.store.messages import mail_documents, messages

_MANY = 5_000  # messages; what fewer make need not be set apart from later collections


class _LeftOffError(Exception):
    """The case is being closed: nobody waits for what is being worked out."""


class Conversing:
    """The case's mail as conversations: worked out once for each state of the case, on whatever thread asks first.

    That takes time in proportion to the mail, so a window asks off its own thread. Any thread may ask.
    """

    def __init__(self, record: Record, reading: Reading) -> None:
        self._record, self._reading = record, reading
        self._letters = Letters(record, reading)
        self._lock = threading.Lock()
        self._standing: ConversationIndex | None = None
        self._warming: threading.Thread | None = None
        self._is_closed = False

    def conversations(self, *, also_single: bool = False) -> list[Conversation]:
        """Conversations of two or more messages, missing ones counted, oldest first; if wanted, single messages too.

        Their messages are without texts.
        """
        return [each for each in self._index().conversations if also_single or len(each.turns) > 1]

    def at(self, page: PageRef, start: int = 0, *, standing: bool = False) -> FoundTurn | None:
        """The conversation of the message on a page, a single message too; None if no message stands there.

        Args:
            start: a place in the page's text, where several messages are printed on it.
            standing: an answer from an earlier state of the case will do, as long as it is there at once.
        """
        found = ((self._standing if standing else None) or self._index()).at(page)
        if len(found) < 2:
            return found[0] if found else None
        message = self._letters.message_at(page, start)
        like = (message.subject, message.date, message.sender) if message else ("", "", "")
        return next((each for each in found if like in _said(each, page)), found[0])

    @property
    def is_current(self) -> bool:
        """Whether what was worked out last is of the case as it is now."""
        return self._standing is not None and self._standing.stamp == self._record.ask(columns.data_stamp)

    def warm(self) -> None:
        """Work the conversations out ahead of the first question, on a thread of its own; returns at once."""
        if self._is_closed or (self._warming is not None and self._warming.is_alive()):
            return
        self._warming = threading.Thread(target=self._warm, name="conversations", daemon=True)
        self._warming.start()

    def voices(self, page: Page) -> tuple[VoiceSpan, ...]:
        """What on a page of a message its sender did not write for it, as spans of the page's own text."""
        return self._letters.voices(page)

    def letter(self, turn: Turn) -> Letter | None:
        """What a message says, in layers, and where it is opened; None for a missing one."""
        return self._letters.letter(turn)

    def documents(self) -> dict[str, Document]:
        """Each document at its first place, by its hash: where a message is opened."""
        return {each.document: each for each in self._reading.documents() if each.state is not State.DUPLICATE}

    def close(self) -> None:
        """Leave off whatever is being worked out."""
        self._is_closed = True
        if self._warming is not None:
            self._warming.join()

    def _index(self) -> ConversationIndex:
        with self._lock:
            stamp = self._record.ask(columns.data_stamp)
            if self._standing is None or self._standing.stamp != stamp:
                mail = self._record.ask(mail_documents)
                with collector.left_alone() if len(mail) > _MANY else uncollected():
                    before = self._standing.held() if self._standing else []
                    self._standing = ConversationIndex(stamp, conversations(self._messages()), mail)
                    let_go(before)
            return self._standing

    def _messages(self) -> Iterator[MessageFacts]:
        for each in self._record.ask(messages):
            if self._is_closed:
                raise _LeftOffError
            yield each

    def _warm(self) -> None:
        try:
            self._index()
        except _LeftOffError:
            pass
        finally:
            self._record.close_thread()


def _said(found: FoundTurn, page: PageRef) -> list[tuple[str, str, str]]:
    """What the headers of a turn's copies on a page say."""
    copies = found.conversation.turns[found.turn].copies
    return [(e.subject, e.date, e.sender) for e in copies if (e.document, e.page) == (page.document, page.ordinal)]


def thread_id(conversation: Conversation) -> str:
    """A short name for a conversation: the same as long as its first message is."""
    first = conversation.turns[0]
    name = first.message_id or f"{first.copies[0].document} {first.copies[0].page}"
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
