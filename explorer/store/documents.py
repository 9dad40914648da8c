"""Documents, pages and words out of the record, as model values."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.case import Production, ProductionId, Totals
from explorer.model.document import (
    Document,
    DocumentId,
    Kind,
    Layer,
    LayerSpan,
    Page,
    PageFlag,
    PageId,
    PageOutline,
    PlaceId,
    State,
    Word,
    unpack_words,
)
from explorer.model.passage import Citation
from explorer.store.places import hash_of
from explorer.store.resolving import resolve as resolve

_DOCUMENTS = """
SELECT place.id, document.id, place.path, place.name, document.kind,
    CASE WHEN own_place.id = place.id THEN document.state ELSE 'duplicate' END AS state,
    CASE WHEN own_place.id = place.id THEN document.reason ELSE '' END,
    document.sha256, document.bytes, document.pages, place.parent, place.production, document.title, document.subject, document.sender,
    document."to", document.cc, document.date, document.message_id, document.thread, document.language,
    (SELECT count(*) FROM page WHERE page.document = document.id AND flags LIKE '%needs_ocr%'),
    (SELECT count(*) FROM page WHERE page.document = document.id AND ' ' || flags || ' ' LIKE '% ocr %'),
    EXISTS (SELECT 1 FROM locked WHERE locked.document = place.document)
FROM place JOIN document ON document.id = place.document
LEFT JOIN own_place ON own_place.document = place.document
LEFT JOIN production ON production.id = place.production
{where}
ORDER BY coalesce(production.position, -1), place.sort_key, place.id
"""
_PAGE = "SELECT id, document, ordinal, label, text, width, height, bates, flags, layers FROM page "


@dataclass(frozen=True, slots=True)
class DrawingSource:
    """What is needed to draw a document's pages. ``sha256`` is None where its bytes could not be had."""

    sha256: str | None
    media: str
    name: str
    reader_version: int


def documents(db: Database, state: State | None = None) -> list[Document]:
    """Every document at every place, containers before what they hold."""
    where = "WHERE state = :state" if state else ""
    return [
        _document(row)
        for row in db.execute(_DOCUMENTS.format(where=where), {"state": state} if state else {}).fetchall()
    ]


def problems(db: Database) -> list[Document]:
    """What was read in part or not at all."""
    return [
        _document(row) for row in db.execute(_DOCUMENTS.format(where="WHERE state IN ('partial', 'failed')")).fetchall()
    ]


def document(db: Database, place: PlaceId) -> Document:
    return _one(db, "place.id = ?", place)


def own_place(db: Database, document: DocumentId) -> Document:
    """The document at its first place."""
    return _one(db, "own_place.id = place.id AND place.document = ?", document)


def places(db: Database, document: DocumentId) -> list[Document]:
    """The document at all its places."""
    return [
        _document(row) for row in db.execute(_DOCUMENTS.format(where="WHERE place.document = ?"), [document]).fetchall()
    ]


def children(db: Database, place: PlaceId) -> list[Document]:
    """What a container holds."""
    return [_document(row) for row in db.execute(_DOCUMENTS.format(where="WHERE place.parent = ?"), [place]).fetchall()]


def _one(db: Database, condition: str, value: str) -> Document:
    row = db.execute(_DOCUMENTS.format(where=f"WHERE {condition}"), [value]).fetchone()
    if row is None:
        raise InputError(f"There is no document “{value}” in this case", "See “casefile documents” for what there is.")
    return _document(row)


def _document(row: Sequence[Any]) -> Document:
    return Document(
        id=row[0], document=row[1], path=row[2], name=row[3], kind=Kind(row[4]), state=State(row[5]), reason=row[6], sha256=hash_of(row[1], row[7]),
        bytes=row[8], pages=row[9], parent=row[10], production=row[11], title=row[12], subject=row[13], sender=row[14], to=row[15],
        cc=row[16], date=row[17], message_id=row[18], thread=row[19], language=row[20], pages_needing_ocr=row[21],
        ocr_pages=row[22], is_locked=bool(row[23]),
    )  # fmt: skip


def totals(db: Database) -> Totals:
    """The case's sums; they add up at every moment."""
    states = dict(
        db.execute(
            """SELECT CASE WHEN own_place.id = place.id THEN document.state ELSE 'duplicate' END, count(*)
               FROM place JOIN document ON document.id = place.document JOIN own_place ON own_place.document = place.document
               WHERE place.parent IS NULL GROUP BY 1"""
        ).fetchall()
    )
    count, failed = db.execute("SELECT count(*), coalesce(sum(state = 'failed'), 0) FROM document").fetchone()
    pages, unread = db.execute("SELECT count(*), coalesce(sum(flags LIKE '%needs_ocr%'), 0) FROM page").fetchone()
    return Totals(
        seen=sum(states.values()), **{name: states.get(name, 0) for name in ("read", "partial", "duplicate", "failed", "pending")},
        documents=count, pages=pages, unsearchable_pages=unread, unreadable_documents=failed,
    )  # fmt: skip


def productions(db: Database) -> list[Production]:
    rows = db.execute("SELECT id, name, agency, request_number, received, note FROM production ORDER BY position, id")
    return [Production(*row) for row in rows.fetchall()]


def page(db: Database, page: PageId) -> Page:
    return _found_page(db.execute(_PAGE + "WHERE id = ?", [current_page(db, page)]).fetchone(), "that")


def current_page(db: Database, page: PageId) -> PageId:
    """The id that a page has now: it gets a new one when its text changes."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'former_page'").fetchone():  # not before format 1.2
        return page
    row = db.execute(
        "SELECT page.id FROM former_page JOIN page USING (document, ordinal) WHERE former_page.id = ?", [page]
    ).fetchone()
    return PageId(row[0]) if row else page


def page_at(db: Database, document: DocumentId, ordinal: int) -> Page:
    row = db.execute(_PAGE + "WHERE document = ? AND ordinal = ?", [document, ordinal]).fetchone()
    return _found_page(row, str(ordinal))


def pages(db: Database, document: DocumentId) -> list[Page]:
    rows = db.execute(_PAGE + "WHERE document = ? ORDER BY ordinal", [document]).fetchall()
    return [_page(row) for row in rows]


def texts(db: Database, page_ids: Iterable[PageId]) -> dict[PageId, Page]:
    """Pages by id; those that are gone are left out."""
    rows = db.execute(
        _PAGE + "WHERE id IN (SELECT value FROM json_each(?))", [json.dumps([int(each) for each in page_ids])]
    )
    return {row[0]: _page(row) for row in rows.fetchall()}


def _found_page(row: Sequence[Any] | None, ordinal: str) -> Page:
    if row is None:
        raise InputError(
            f"There is no page {ordinal} in this document", "Choose one that it has; “casefile documents” counts them."
        )
    return _page(row)


def _page(row: Sequence[Any]) -> Page:
    layers = tuple(LayerSpan(Layer(layer), start, end) for layer, start, end in json.loads(row[9]))
    return Page(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], _flags(row[8]), layers)


def _flags(text: str) -> frozenset[PageFlag]:
    return frozenset(PageFlag(each) for each in text.split())


def page_outline(db: Database, document: DocumentId) -> list[PageOutline]:
    """Sizes and labels of a document's pages, in order."""
    rows = db.execute(
        "SELECT id, ordinal, label, width, height, bates, flags FROM page WHERE document = ? ORDER BY ordinal",
        [document],
    )
    return [PageOutline(*(*row[:6], _flags(row[6]))) for row in rows.fetchall()]


def words(db: Database, page: PageId) -> tuple[Word, ...]:
    row = db.execute("SELECT words, width, height FROM page WHERE id = ?", [current_page(db, page)]).fetchone()
    return unpack_words(*row) if row else ()


def citation(db: Database, document: DocumentId, ordinal: int) -> Citation:
    """How a page is cited; a page that is gone is still named by its number."""
    own = own_place(db, document)
    row = db.execute("SELECT label, bates FROM page WHERE document = ? AND ordinal = ?", [document, ordinal]).fetchone()
    label, bates = row or (f"p. {ordinal}", None)
    return Citation(own.name, label, bates, credit(db, own.production))


def credit(db: Database, production: ProductionId | None) -> str:
    """How a production is named in a citation; empty for none."""
    return next((each.credit for each in productions(db) if each.id == production), "")


def drawing_source(db: Database, document: DocumentId) -> DrawingSource:
    row = db.execute(
        """SELECT document.sha256, document.media, own_place.name, document.reader_version FROM document
           JOIN own_place ON own_place.document = document.id WHERE document.id = ?""",
        [document],
    ).fetchone()
    if row is None:
        raise InputError(
            f"There is no document “{document}” in this case", "See “casefile documents” for what there is."
        )
    return DrawingSource(*row)
