"""What is said of a document as a whole once some of its pages were read off their pictures, or could not be."""

from sqlite_utils import Database

from explorer.model.document import DocumentId, Kind
from explorer.store.derived import touch

_DATED_PAGES = 2  # a document's date stands on its first pages or nowhere


def settle(db: Database, document: DocumentId) -> None:
    """Bring a document's state, reason, date and language in line with its pages."""
    touch(db)
    row = db.execute(
        """SELECT ocr_document.reason, ocr_document.date, document.kind, document.pages FROM document
           JOIN ocr_document ON ocr_document.document = document.id
           WHERE document.id = ? AND document.state IN ('read', 'partial')""",
        [document],
    ).fetchone()
    if row is None:
        return
    own, date, kind, pages = row
    left = _left(db, document, pages)
    reason = " ".join(part for part in (own, left) if part)
    found = None if kind == Kind.EMAIL else _date(db, document, date)
    db.execute(
        """UPDATE document SET state = ?, reason = ?, date = ?, language = coalesce(
               (SELECT page.language FROM page WHERE page.document = document.id AND page.language <> ''
                GROUP BY page.language ORDER BY count(*) DESC, min(page.ordinal) LIMIT 1), language) WHERE id = ?""",
        ["partial" if reason else "read", reason, found or date, document],
    )


def _left(db: Database, document: DocumentId, pages: int) -> str:
    """What is said of pages that are not read yet, and of those that could not be."""
    unread = _count(db, "SELECT count(*) FROM page WHERE document = ? AND flags LIKE '%needs_ocr%'", document)
    failed = _count(
        db,
        """SELECT count(*) FROM ocr_page JOIN page USING (document, ordinal)
           WHERE document = ? AND ocr_page.state = 'failed' AND flags LIKE '%needs_ocr%'""",
        document,
    )
    said = []
    if waiting := unread - failed:
        holds, need = ("holds", "it needs") if waiting == 1 else ("hold", "they need")
        said.append(f"{_of(waiting, pages)} {holds} a picture and no text: {need} OCR.")
    if failed:
        (why,) = db.execute(
            "SELECT reason FROM ocr_page WHERE document = ? AND state = 'failed' ORDER BY ordinal LIMIT 1", [document]
        ).fetchone()
        said.append(f"OCR could not read {_of(failed, pages)}: {why}")
    return " ".join(said)


def _of(count: int, pages: int) -> str:
    return f"{count:,} of {pages:,} {'page' if pages == 1 else 'pages'}"


def _count(db: Database, query: str, document: DocumentId) -> int:
    return int(db.execute(query, [document]).fetchone()[0])


def _date(db: Database, document: DocumentId, known: str | None) -> str | None:
    """The first date that the recognised words name, unless earlier pages were text and gave one."""
    rows = db.execute(
        "SELECT ordinal, date FROM ocr_page WHERE document = ? AND ordinal <= ? AND state = 'done' ORDER BY ordinal",
        [document, _DATED_PAGES],
    ).fetchall()
    if not rows or (rows[0][0] > 1 and known):
        return None
    return next((date for _, date in rows if date), None)
