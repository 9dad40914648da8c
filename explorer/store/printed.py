"""Messages printed into documents: derived rows, a page at a time, made with the page's other guesses.

How to read them: ``printed_messages(db)`` gives each as ``MessageFacts`` with ``page`` set, in order of documents and
pages; ``messages.messages(db)`` gives native and printed ones together, which is what conversations are made from. A
printed message has no identifier of its own: it takes that of the native message of the same subject and minute, else one
that begins with "printed:" and is the same for every print of it; none if it names no subject or no time of day.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from explorer.model.document import DocumentId, Kind
from explorer.model.message import MessageFacts
from explorer.model.printed import PrintedMessage
from explorer.store.people import people

_LONGEST = 200_000  # characters of a message
_LONGEST_QUOTED = 20_000
_MINUTE = 16  # characters of an ISO 8601 date up to the minute
_NATIVE = frozenset((Kind.EMAIL, Kind.ARCHIVE))  # what they quote is their own message's, not one of its own
_ROWS = """
SELECT document, ordinal, start, "end", sender, "to", cc, subject, date, quoted FROM printed_message
ORDER BY document, ordinal, start
"""


def store(db: Database, document: DocumentId, ordinal: int, found: Sequence[PrintedMessage]) -> None:
    """Put a page's printed messages in place of those it had; part of the transaction that stores the page."""
    db.execute("DELETE FROM printed_message WHERE document = ? AND ordinal = ?", [document, ordinal])
    db.conn.executemany(
        "INSERT INTO printed_message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (document, ordinal, each.start, each.end, each.sender, each.to, each.cc, each.subject, each.date,
             json.dumps(each.attachments), each.is_quoted)
            for each in found
        ],
    )  # fmt: skip


def may_hold(kind: Kind) -> bool:
    """Whether messages are printed into documents of this kind, rather than being them."""
    return kind not in _NATIVE


def forget(db: Database, document: DocumentId) -> None:
    """Remove those of a document whose pages are made anew."""
    db.execute("DELETE FROM printed_message WHERE document = ?", [document])


def on_page(db: Database, document: DocumentId, ordinal: int) -> list[PrintedMessage]:
    """The messages whose headers stand on a page, in order; their spans are in the page's text."""
    if not is_kept(db):
        return []
    rows = db.execute(
        """SELECT start, "end", sender, "to", cc, subject, date, attachments, quoted FROM printed_message
           WHERE document = ? AND ordinal = ? ORDER BY start""",
        [document, ordinal],
    )
    return [_printed(row) for row in rows.fetchall()]


def _printed(row: tuple[Any, ...]) -> PrintedMessage:
    start, end, sender, to, cc, subject, date, attachments, quoted = row
    return PrintedMessage(start, end, sender, to, cc, subject, date, tuple(json.loads(attachments)), bool(quoted))


def printed_messages(db: Database, native: Mapping[tuple[str, str], str] | None = None) -> Iterator[MessageFacts]:
    """Every printed message, quoted ones too.

    Args:
        native: identifiers of native messages by ``likeness`` of their subject and date.
    """
    if not is_kept(db):
        return
    for document, group in groupby(db.execute(_ROWS).fetchall(), key=itemgetter(0)):
        rows = list(group)
        pages = _Pages(db, document)
        for at, row in enumerate(rows):
            after = next((each for each in rows[at + 1 :] if not each[9]), None)
            yield MessageFacts(
                document=DocumentId(document),
                page=row[1],
                message_id=_identifier(row[7], row[8], native or {}),
                subject=row[7],
                sender=row[4],
                date=row[8],
                participants=people(row[4], row[5], row[6]),
                text=pages.between((row[1], row[3]), after[1:3] if after else None, bool(row[9])),
            )


def likeness(subject: str, date: str) -> tuple[str, str] | None:
    """What all copies of a message have in common; None if too little is known."""
    bare = "".join(subject.casefold().split())
    return (bare, date[:_MINUTE]) if bare and len(date) >= _MINUTE else None


def _identifier(subject: str, date: str, native: Mapping[tuple[str, str], str]) -> str:
    like = likeness(subject, date)
    if like is None:
        return ""
    return native.get(like) or "printed:" + sha256("\n".join(like).encode("utf-8", "surrogatepass")).hexdigest()[:24]


class _Pages:
    """The text of one document, read a page at a time when it is asked for."""

    def __init__(self, db: Database, document: str) -> None:
        self._db, self._document = db, document
        self._texts: dict[int, str] = {}

    def between(self, start: tuple[int, int], end: Sequence[Any] | None, is_quoted: bool) -> str:
        """The text from one place to another, each a page and an offset in its text; to the end of the document if None."""
        left = _LONGEST_QUOTED if is_quoted else _LONGEST
        pieces: list[str] = []
        ordinal, at = start
        while left > 0 and (text := self._text(ordinal)) is not None:
            until = end[1] if end and ordinal == end[0] else len(text)
            pieces.append(text[at:until][:left])
            left -= len(pieces[-1]) + 1
            if end and ordinal >= end[0]:
                break
            ordinal, at = ordinal + 1, 0
        return "\n".join(pieces)

    def _text(self, ordinal: int) -> str | None:
        if ordinal not in self._texts:
            if len(self._texts) > 50:
                self._texts.clear()
            row = self._db.execute(
                "SELECT text FROM page WHERE document = ? AND ordinal = ?", [self._document, ordinal]
            ).fetchone()
            if row is None:
                return None
            self._texts[ordinal] = row[0]
        return self._texts[ordinal]


def is_kept(db: Database) -> bool:
    """A case of an older format that is open for reading has no such table yet."""
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'printed_message'").fetchone() is not None
