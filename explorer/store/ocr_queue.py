"""The queue of pages whose pictures wait to be read. What waits is a row; a crash loses none."""

import json
from collections.abc import Iterator, Sequence

from sqlite_utils import Database

from explorer.model.document import DocumentId, Kind
from explorer.model.ocr import OcrCounts, OcrPage, OcrState
from explorer.model.passage import PageRef
from explorer.store.derived import touch
from explorer.store.ocr_settling import settle

_PICTURED = (Kind.PDF, Kind.IMAGE)  # kinds whose every page has a picture of its own
_WAITING = """
SELECT ocr_page.document, ocr_page.ordinal, ocr_page.state, ocr_page.reason, ocr_page.engine, ocr_page.languages,
    ocr_page.tries
FROM ocr_page JOIN document ON document.id = ocr_page.document AND document.sha256 IS NOT NULL
JOIN own_place ON own_place.document = ocr_page.document LEFT JOIN production ON production.id = own_place.production
WHERE ocr_page.state = 'waiting' {only}
ORDER BY ocr_page.tries, {first} coalesce(production.position, -1), own_place.sort_key, own_place.id, ocr_page.ordinal LIMIT ?
"""


def waiting(
    db: Database, limit: int, page: PageRef | None = None, documents: Sequence[DocumentId] = ()
) -> list[OcrPage]:
    """The next pages: the one on screen, then those of the documents in their order, then all by document order."""
    return [_ocr_page(row) for row in _waiting_rows(db, limit, page, documents)]


def _waiting_rows(
    db: Database, limit: int, page: PageRef | None, documents: Sequence[DocumentId]
) -> Iterator[Sequence[str | int]]:
    shown = page or PageRef(DocumentId(""), 0)
    wanted = json.dumps(list(dict.fromkeys([shown.document, *documents])))
    first = """NOT (ocr_page.document = ? AND ocr_page.ordinal = ?),
        coalesce((SELECT key FROM json_each(?) WHERE value = ocr_page.document), 1000000),"""
    yield from db.execute(_WAITING.format(only="", first=first), [shown.document, shown.ordinal, wanted, limit])


def place_in_line(db: Database, page: PageRef, shown: PageRef | None, documents: Sequence[DocumentId] = ()) -> int:
    """At which place of the line a page stands, from 1; 0 if it does not wait."""
    key = (page.document, page.ordinal)
    rows = enumerate(_waiting_rows(db, -1, shown, documents), 1)
    return next((number for number, row in rows if (row[0], row[1]) == key), 0)


def page_state(db: Database, page: PageRef) -> OcrPage | None:
    """Where a page stands; None if it never was in the queue."""
    if not _has_queue(db):
        return None
    row = db.execute(
        """SELECT document, ordinal, state, reason, engine, languages, tries FROM ocr_page
           WHERE document = ? AND ordinal = ?""",
        [page.document, page.ordinal],
    ).fetchone()
    return _ocr_page(row) if row else None


def _ocr_page(row: Sequence[str | int]) -> OcrPage:
    page = PageRef(DocumentId(str(row[0])), int(row[1]))
    return OcrPage(page, OcrState(str(row[2])), str(row[3]), str(row[4]), tuple(str(row[5]).split()), int(row[6]))


def counts(db: Database) -> OcrCounts:
    """Pages read, waiting and failed."""
    if not _has_queue(db):
        (unread,) = db.execute("SELECT count(*) FROM page WHERE flags LIKE '%needs_ocr%'").fetchone()
        return OcrCounts(waiting=unread)
    found = dict(db.execute("SELECT state, count(*) FROM ocr_page GROUP BY state").fetchall())
    return OcrCounts(found.get("done", 0), found.get("waiting", 0), found.get("failed", 0))


def failures(db: Database) -> list[tuple[str, OcrPage]]:
    """The pages that could not be read, each with "path, page label", in document order."""
    rows = db.execute(
        """SELECT own_place.path || ', ' || page.label, ocr_page.document, ocr_page.ordinal, ocr_page.state, ocr_page.reason,
               ocr_page.engine, ocr_page.languages, ocr_page.tries
           FROM ocr_page JOIN page USING (document, ordinal) JOIN own_place ON own_place.document = ocr_page.document
           WHERE ocr_page.state = 'failed' ORDER BY own_place.sort_key, ocr_page.ordinal"""
    )
    return [(str(row[0]), _ocr_page(row[1:])) for row in rows.fetchall()]


def ask(db: Database, pages: Sequence[PageRef], engine: str = "", languages: Sequence[str] = ()) -> None:
    """Put pages in the queue again, with an engine and languages if they matter."""
    db.conn.executemany(
        """INSERT INTO ocr_page VALUES (?, ?, 'waiting', '', 0, ?, ?, x'', '') ON CONFLICT (document, ordinal)
           DO UPDATE SET state = 'waiting', reason = '', tries = 0, engine = excluded.engine, languages = excluded.languages""",
        [(page.document, page.ordinal, engine, " ".join(languages)) for page in pages],
    )
    _note(db, [page.document for page in pages])


def ask_all(db: Database) -> None:
    """Put every page that is a picture of paper in the queue, unless an engine read it already."""
    kinds = json.dumps([kind.value for kind in _PICTURED])
    db.execute(
        """INSERT INTO ocr_page SELECT page.document, page.ordinal, 'waiting', '', 0, '', '', x'', '' FROM page
           JOIN document ON document.id = page.document
           WHERE document.kind IN (SELECT value FROM json_each(?)) AND ' ' || flags || ' ' NOT LIKE '% blank %'
           ON CONFLICT DO NOTHING""",
        [kinds],
    )
    _note(db, [row[0] for row in db.execute("SELECT DISTINCT document FROM ocr_page").fetchall()])


def ask_failed(db: Database) -> None:
    """Let what failed be tried again."""
    documents = [
        row[0] for row in db.execute("SELECT DISTINCT document FROM ocr_page WHERE state = 'failed'").fetchall()
    ]
    db.execute("UPDATE ocr_page SET state = 'waiting', reason = '', tries = 0 WHERE state = 'failed'")
    for document in documents:
        settle(db, document)


def _note(db: Database, documents: Sequence[DocumentId]) -> None:
    """Keep what the readers said of documents before anything is read off their pictures."""
    for document in dict.fromkeys(documents):
        db.execute("INSERT OR IGNORE INTO ocr_document SELECT id, reason, date FROM document WHERE id = ?", [document])
        settle(db, document)


def may_begin(db: Database, pages: Sequence[PageRef], most_deaths: int) -> list[PageRef]:
    """Those of these pages that an engine may begin on: one that was at hand at so many deaths is listed instead."""
    begun = []
    for page in pages:
        key = [page.document, page.ordinal]
        row = db.execute(
            "SELECT tries FROM ocr_page WHERE document = ? AND ordinal = ? AND state = 'waiting'", key
        ).fetchone()
        if row and row[0] >= most_deaths:
            said = f"The program ended {row[0]} times while it was read. Have this page read again by hand."
            fail(db, page, said)
        elif row:
            begun.append(page)
    return begun


def count_deaths(db: Database, pages: Sequence[PageRef]) -> None:
    """Count that the program died while engines were at these; reading one to its end takes that back."""
    db.conn.executemany(
        "UPDATE ocr_page SET tries = tries + 1 WHERE document = ? AND ordinal = ? AND state = 'waiting'",
        [(page.document, page.ordinal) for page in pages],
    )


def forgive(db: Database) -> None:
    """Drop what is held against pages: the program died when no engine was at any."""
    db.execute("UPDATE ocr_page SET tries = 0 WHERE state = 'waiting' AND tries > 0")


def fail(db: Database, page: PageRef, reason: str) -> None:
    """Say that a page could not be read, and why. What it showed before stays."""
    db.execute(
        "UPDATE ocr_page SET state = 'failed', reason = ? WHERE document = ? AND ordinal = ?",
        [reason, page.document, page.ordinal],
    )
    touch(db)
    settle(db, page.document)


def _has_queue(db: Database) -> bool:
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'ocr_page'").fetchone() is not None
