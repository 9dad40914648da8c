"""Rows of an add: files registered, documents read or failed. Every write may be done again and changes nothing then."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from explorer.model.bates import BatesNumber
from explorer.model.case import ProductionId
from explorer.model.document import DocumentId, Kind, LayerSpan, PageFlag, PageId, State
from explorer.model.entity import Detection
from explorer.model.printed import PrintedMessage
from explorer.store import printed, recognition
from explorer.store.derived import touch
from explorer.store.places import NewPlace as NewPlace
from explorer.store.places import empty_document as empty_document
from explorer.store.places import place_id as place_id
from explorer.store.places import register as register
from explorer.store.places import unread_document as unread_document


@dataclass(frozen=True, slots=True)
class PendingDocument:
    """A document that waits for a reader, by its first place."""

    document: DocumentId
    name: str
    path: str
    depth: int
    tries: int


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that came from outside rather than out of a container."""

    document: DocumentId
    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it is stored. ``words`` are packed by ``model.document.pack_words``."""

    ordinal: int
    label: str
    text: str
    words: bytes
    width: float  # points
    height: float
    flags: frozenset[PageFlag] = frozenset()
    layers: tuple[LayerSpan, ...] = ()
    stamp: str | None = None
    language: str = ""
    detections: tuple[Detection, ...] = ()
    printed: tuple[PrintedMessage, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found in one document."""

    document: DocumentId
    media: str
    kind: Kind
    state: State
    reason: str
    reader: str
    reader_version: int
    pages: tuple[ReadPage, ...] = ()
    title: str = ""
    subject: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    date: str | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    language: str = ""
    reason_beside_ocr: str = ""  # what of the reason stays when all its pictures are read
    is_locked: bool = False  # or holds something that is


@dataclass(frozen=True, slots=True)
class Intake:
    """An add that has begun. ``roots`` are absolute paths as given."""

    id: str
    roots: tuple[str, ...]
    production: ProductionId | None


@dataclass(frozen=True, slots=True)
class StampedPage:
    """A page and the stamp read off its margin, for validation against its neighbours."""

    page: PageId
    document: DocumentId
    ordinal: int
    stamp: str | None


_PENDING = """
SELECT document.id, own_place.name, own_place.path,
    (SELECT min(depth) FROM place WHERE place.document = document.id), document.tries
FROM document JOIN own_place ON own_place.document = document.id
LEFT JOIN production ON production.id = own_place.production
WHERE document.state = 'pending' {only}
ORDER BY coalesce(production.position, -1), own_place.sort_key, own_place.id
"""


def pending(db: Database) -> list[PendingDocument]:
    """Documents that no reader has finished, in the order of their first places."""
    return [PendingDocument(*row) for row in db.execute(_PENDING.format(only="")).fetchall()]


def pending_of(db: Database, documents: Sequence[DocumentId]) -> list[PendingDocument]:
    """Those of some documents that no reader has finished."""
    only = "AND document.id IN (SELECT value FROM json_each(?))"
    return [PendingDocument(*row) for row in db.execute(_PENDING.format(only=only), [json.dumps(documents)]).fetchall()]


def count_deaths(db: Database, documents: Sequence[DocumentId]) -> None:
    """Count that the program died while readers were at these; reading one to its end takes that back."""
    db.conn.executemany(
        "UPDATE document SET tries = tries + 1 WHERE id = ? AND state = 'pending'", [(each,) for each in documents]
    )


def forgive(db: Database) -> None:
    """Drop what is held against documents: the program died when no reader was at any."""
    db.execute("UPDATE document SET tries = 0 WHERE state = 'pending' AND tries > 0")


def store_reading(db: Database, reading: Reading) -> list[PageId]:
    """Put a document's pages and facts in place of what was there. Returns the new pages' ids, in order."""
    forget_document_pages(db, reading.document)
    db.execute(
        """UPDATE document SET media = ?, kind = ?, state = ?, reason = ?, tries = 0, reader = ?, reader_version = ?, pages = ?, title = ?,
           subject = ?, sender = ?, "to" = ?, cc = ?, date = ?, message_id = ?, in_reply_to = ?, "references" = ?, language = ?
           WHERE id = ?""",
        [reading.media, reading.kind.value, reading.state.value, reading.reason, reading.reader, reading.reader_version,
         len(reading.pages), reading.title, reading.subject, reading.sender, reading.to, reading.cc, reading.date, reading.message_id,
         reading.in_reply_to, json.dumps(reading.references), reading.language, reading.document],
    )  # fmt: skip
    db.execute("DELETE FROM locked WHERE document = ?", [reading.document])
    if reading.is_locked:
        db.execute("INSERT INTO locked VALUES (?)", [reading.document])
    ids = []
    for page in reading.pages:
        cursor = db.execute(
            """INSERT INTO page (document, ordinal, label, text, words, width, height, flags, layers, stamp, language)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [reading.document, page.ordinal, page.label, page.text, page.words, page.width, page.height, " ".join(sorted(page.flags)),
             json.dumps([[span.layer, span.start, span.end] for span in page.layers]), page.stamp, page.language],
        )  # fmt: skip
        ids.append(PageId(int(cursor.lastrowid or 0)))
    db.conn.executemany(
        "INSERT INTO suggestion VALUES (?, ?, ?, ?, ?, ?)",
        [
            (reading.document, page.ordinal, each.kind, each.value, each.start, each.end)
            for page in reading.pages
            for each in page.detections
        ],
    )
    if printed.may_hold(reading.kind):
        for page in reading.pages:
            if page.printed:
                printed.store(db, reading.document, page.ordinal, page.printed)
    recognition.expect(db, reading.document, reading.reason_beside_ocr)
    return ids


def store_failure(db: Database, document: DocumentId, reason: str) -> None:
    """Say that a document could not be read, and why."""
    touch(db)
    db.execute("UPDATE document SET state = 'failed', reason = ? WHERE id = ?", [reason, document])


def add_reason(db: Database, document: DocumentId, reason: str) -> None:
    """Say one more thing that was left out of a document that was read; saying it again changes nothing."""
    touch(db)
    db.execute(
        """UPDATE document SET state = CASE state WHEN 'read' THEN 'partial' ELSE state END, reason = trim(reason || ' ' || ?2)
           WHERE id = ?1 AND instr(reason, ?2) = 0""",
        [document, reason],
    )


def received_file(db: Database, document: DocumentId) -> ReceivedFile:
    """The file from outside in which a document lies; itself if it lies in none."""
    row = db.execute(
        """WITH RECURSIVE up (id, document, parent, name) AS (
               SELECT id, document, parent, name FROM own_place WHERE document = ?
               UNION SELECT place.id, place.document, place.parent, place.name FROM place JOIN up ON place.id = up.parent
           )
           SELECT up.document, up.name, document.bytes FROM up JOIN document ON document.id = up.document
           WHERE up.parent IS NULL""",
        [document],
    ).fetchone()
    return ReceivedFile(*row) if row else ReceivedFile(document, document[:12], 0)


def forget_document_pages(db: Database, document: DocumentId) -> None:
    """Remove a document's pages and what was guessed of them."""
    touch(db)
    db.execute("UPDATE document SET pages = 0 WHERE id = ?", [document])
    db.execute("DELETE FROM page WHERE document = ?", [document])
    db.execute("DELETE FROM suggestion WHERE document = ?", [document])
    recognition.forget(db, document)
    printed.forget(db, document)


def set_bates(db: Database, numbers: Mapping[PageId, BatesNumber | None]) -> None:
    """Write validated Bates numbers to their pages; None takes one away. Pages that hold it already are not touched."""
    rows = [
        (str(number) if number else None, number.prefix if number else None, number.serial if number else None, page)
        for page, number in numbers.items()
    ]
    before = db.conn.total_changes
    db.conn.executemany(
        "UPDATE page SET bates = ?1, bates_prefix = ?2, bates_serial = ?3 WHERE id = ?4 AND bates IS NOT ?1", rows
    )
    if db.conn.total_changes != before:
        touch(db)


def stamps(db: Database) -> list[StampedPage]:
    """Every page with the stamp read off it, in document order."""
    rows = db.execute(
        """SELECT page.id, page.document, page.ordinal, page.stamp FROM page JOIN own_place ON own_place.document = page.document
           LEFT JOIN production ON production.id = own_place.production
           ORDER BY coalesce(production.position, -1), own_place.sort_key, page.ordinal"""
    )
    return [StampedPage(*row) for row in rows.fetchall()]


def begin_intake(db: Database, roots: Sequence[str], production: ProductionId | None) -> str:
    """Note that an add has begun, so that it can go on after a crash; one that is under way already is that one."""
    text = json.dumps(list(roots))
    row = db.execute(
        "SELECT id FROM intake WHERE roots = ? AND production IS ? AND ended IS NULL", [text, production]
    ).fetchone()
    if row:
        return str(row[0])
    made = uuid.uuid4().hex
    db.execute("INSERT INTO intake VALUES (?, ?, ?, ?, NULL)", [made, text, production, _now()])
    return made


def unfinished_intakes(db: Database) -> list[Intake]:
    rows = db.execute("SELECT id, roots, production FROM intake WHERE ended IS NULL ORDER BY begun").fetchall()
    return [Intake(row[0], tuple(json.loads(row[1])), row[2]) for row in rows]


def intakes(db: Database) -> list[Intake]:
    """All adds so far, the first first."""
    rows = db.execute("SELECT id, roots, production FROM intake ORDER BY begun").fetchall()
    return [Intake(row[0], tuple(json.loads(row[1])), row[2]) for row in rows]


def end_intake(db: Database, intake: str) -> None:
    db.execute("UPDATE intake SET ended = ? WHERE id = ?", [_now(), intake])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
