"""Long files split into the documents that they hold: pages on which one begins, changed only through the journal.

No bytes are copied and no page is renumbered: a part is a range of its file's pages, which stay cited as they are.
"""

import json

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.document import DocumentId, Layer, PageFlag
from explorer.model.part import PageGlimpse, Part, parts_of
from explorer.store.journal import Journal

_BESIDE = frozenset((Layer.COMMENT, Layer.FIELD, Layer.PROPERTIES, Layer.REVISION))
_MESSAGE_AT = """(SELECT min(start) FROM printed_message AS message
     WHERE message.document = page.document AND message.ordinal = page.ordinal AND NOT quoted)"""
_GLIMPSES = """
SELECT ordinal, text, width, height, coalesce(bates_prefix, ''), bates_serial, flags, layers,
    {message_at} FROM page WHERE document = ? ORDER BY ordinal
"""


def parts(db: Database, document: DocumentId) -> tuple[Part, ...]:
    """The parts that a file was split into; none if it was not."""
    return parts_of(document, _starts(db, document), _pages(db, document))


def glimpses(db: Database, document: DocumentId) -> list[PageGlimpse]:
    """What of each page tells whether a document begins on it."""
    message_at = _MESSAGE_AT if _has(db, "printed_message") else "NULL"
    return [
        PageGlimpse(
            ordinal=ordinal,
            text=text[: min((start for layer, start, _ in json.loads(layers) if layer in _BESIDE), default=len(text))],
            width=width,
            height=height,
            bates_prefix=prefix,
            bates_serial=serial,
            is_blank=PageFlag.BLANK in flags.split(),
            message_at=begins,
        )
        for ordinal, text, width, height, prefix, serial, flags, layers, begins in db.execute(
            _GLIMPSES.format(message_at=message_at), [document]
        )
    ]


def split(journal: Journal, document: DocumentId, starts: tuple[int, ...]) -> tuple[Part, ...]:
    """Let parts begin on these pages and no others; page 1 begins one anyway. No pages joins the file again.

    Raises:
        InputError: the file has no such page.
    """
    pages = _pages(journal.db, document)
    wrong = next((each for each in starts if not 1 <= each <= pages), None)
    if wrong is not None:
        raise InputError(
            f"There is no page {wrong} to split at", f"The file has {pages} pages: give numbers up to that."
        )
    wanted = {*starts, 1} if set(starts) - {1} else set()
    known = dict(journal.db.execute("SELECT ordinal, id FROM part_start WHERE document = ?", [document]).fetchall())
    if wanted != set(known):
        with journal.operation("Split a file into documents" if wanted else "Join a file that was split") as operation:
            for ordinal in sorted(known.keys() - wanted):
                operation.delete("part_start", known[ordinal])
            for ordinal in sorted(wanted - known.keys()):
                operation.insert("part_start", {"document": document, "ordinal": ordinal})
    return parts(journal.db, document)


def _starts(db: Database, document: DocumentId) -> tuple[int, ...]:
    if not _has(db, "part_start"):
        return ()
    rows = db.execute("SELECT ordinal FROM part_start WHERE document = ? ORDER BY ordinal", [document])
    return tuple(row[0] for row in rows.fetchall())


def _has(db: Database, table: str) -> bool:
    """A case of an older format that is open for reading has no such table yet."""
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", [table]).fetchone() is not None


def _pages(db: Database, document: DocumentId) -> int:
    row = db.execute("SELECT max(ordinal) FROM page WHERE document = ?", [document]).fetchone()
    return int(row[0] or 0)
