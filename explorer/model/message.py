"""Messages, wherever they were found: the layers of their text, and the conversations that they form."""

from dataclasses import dataclass
from enum import StrEnum

from explorer.model.document import DocumentId


class Voice(StrEnum):
    """What a stretch of a message is that its sender did not write for it. Text in none is the sender's own."""

    QUOTED = "quoted"  # an earlier message, with the line that introduces it
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class VoiceSpan:
    """Characters ``start`` to ``end`` of a message's text; ``depth`` counts how many messages deep it is quoted."""

    voice: Voice
    depth: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """A message as it stands on a page, whether it came as mail or printed into a document."""

    document: DocumentId
    page: int  # ordinal of the page on which it begins
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()  # oldest first
    subject: str = ""
    date: str = ""  # ISO 8601; empty if it has none
    sender: str = ""  # as written
    participants: frozenset[str] = frozenset()  # addresses, or names where it has no address
    text: str = ""  # the body, without its header
