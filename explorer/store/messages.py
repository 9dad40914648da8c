"""Messages as the readers stored them. All of it is derived: conversations are worked out from it whenever asked."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from explorer.model.document import DocumentId, Kind, Layer
from explorer.model.message import MessageFacts

_LONGEST = 200_000  # characters of a message
_ADDRESS = re.compile(r"[^\s<>,;:()\"\[\]]{1,64}@[^\s<>,;:()\"\[\]]{1,255}")
_MAIL = """
SELECT document.id, message_id, in_reply_to, "references", subject, coalesce(date, ''), sender, "to", cc,
    substr(page.text, 1, ?), layers
FROM document JOIN page ON page.document = document.id
WHERE kind = ? ORDER BY document.id, page.ordinal
"""


def messages(db: Database) -> Iterator[MessageFacts]:
    """Every message that is a document of its own, however often its file was found."""
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
            date=first[5],
            participants=_people(first[6], first[7], first[8]),
            text=text,
        )


def _body(text: str, layers: str) -> str:
    """A page's text without the message's own headers."""
    for layer, start, end in sorted(json.loads(layers), key=itemgetter(1), reverse=True):
        if layer == Layer.HEADERS:
            text = text[:start] + text[end:]
    return text


def _people(*fields: str) -> frozenset[str]:
    """The addresses that the fields name; where a field has none, the names in it."""
    found: set[str] = set()
    for text in fields:
        addresses = _ADDRESS.findall(text)
        found.update(each.casefold() for each in addresses or (name.strip() for name in text.split(";")) if each)
    return frozenset(found)
