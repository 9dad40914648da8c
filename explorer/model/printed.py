"""A message that was printed into a document: its header block as it stands on a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedMessage:
    """Where its header stands in a page's text, and what it says. Fields that it does not name are empty."""

    start: int
    end: int
    sender: str = ""
    to: str = ""
    cc: str = ""
    subject: str = ""
    date: str = ""  # ISO 8601, as exact as it was written
    attachments: tuple[str, ...] = ()
    is_quoted: bool = False  # it stands in the message above it
