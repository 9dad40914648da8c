"""Messages as the readers stored them. All of it is derived: conversations are worked out from it whenever asked."""

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from explorer.model.document import DocumentId, Kind, Layer
from explorer.model.letting_go import let_go
from explorer.model.message import MessageFacts
from explorer.store.people import people
from explorer.store.printed import likeness, printed_messages

_LONGEST = 200_000  # characters of a message
_MAIL = """
SELECT document.id, message_id, in_reply_to, "references", subject, coalesce(date, ''), sender, "to", cc,
    substr(page.text, 1, ?), layers
FROM document JOIN page ON page.document = document.id
WHERE kind = ? ORDER BY document.id, page.ordinal
"""


def messages(db: Database) -> Iterator[MessageFacts]:
    """Every message: those that are documents of their own, however often their files were found; then printed ones."""
    native: dict[tuple[str, str], str] = {}
    for each in _mail(db):
        like = likeness(each.subject, each.date)
        if like and each.message_id:
            native.setdefault(like, each.message_id)
        yield each
    yield from printed_messages(db, native)
    let_go(native)


def _mail(db: Database) -> Iterator[MessageFacts]:
    for document, pages in groupby(db.execute(_MAIL, [_LONGEST, Kind.EMAIL.value]), key=itemgetter(0)):
        text, first = "", None
        for page in pages:
            first = first or page
            if len(text) < _LONGEST:
                text += _body(page[9], page[10]) + "\n"
        if first is None:
            continue
        yield MessageFacts(
            document=DocumentId(document),
            page=1,
            message_id=first[1],
            in_reply_to=first[2],
            references=tuple(json.loads(first[3])),
            subject=first[4],
            sender=first[6],
            date=first[5],
            participants=people(first[6], first[7], first[8]),
            text=text,
        )


def _body(text: str, layers: str) -> str:
    """A page's text without the message's own headers."""
    for layer, start, end in sorted(json.loads(layers), key=itemgetter(1), reverse=True):
        if layer == Layer.HEADERS:
            text = text[:start] + text[end:]
    return text


def mail_documents(db: Database) -> frozenset[DocumentId]:
    """All documents that are messages."""
    return frozenset(row[0] for row in db.execute("SELECT id FROM document WHERE kind = ?", [Kind.EMAIL.value]))
