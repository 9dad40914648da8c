"""The case as columns, for filters, facets and sorting; and the pages that authored rows point at."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from explorer.model import columns
from explorer.model.columns import DocumentRow, PageTable
from explorer.model.document import Kind, Layer, LayerSpan, PageFlag, PageId
from explorer.model.printed import PrintedMessage
from explorer.store import derived, printed

_BITS = {
    PageFlag.NEEDS_OCR: columns.NEEDS_OCR,
    PageFlag.BLANK: columns.BLANK,
    PageFlag.HIDDEN: columns.HIDDEN,
    PageFlag.HAS_HIDDEN: columns.HAS_HIDDEN,
    PageFlag.HAS_NOTES: columns.HAS_NOTES,
    PageFlag.OCR: columns.READ_BY_OCR,
}
_DOCUMENTS = """
SELECT own_place.id, document.id, own_place.name, own_place.path, document.kind, coalesce(production.name, ''), document.date, document.sender,
    document."to", document.cc, document.subject, document.title,
    EXISTS (SELECT 1 FROM place AS child WHERE child.parent = own_place.id),
    (SELECT count(*) FROM place AS other WHERE other.document = document.id) > 1
FROM document JOIN own_place ON own_place.document = document.id LEFT JOIN production ON production.id = own_place.production
WHERE document.pages > 0
ORDER BY coalesce(production.position, -1), own_place.sort_key, own_place.id
"""
_PRINTED = """
SELECT document, id, text, layers, ordinal FROM page
WHERE id IN (SELECT value FROM json_each(?)) AND (document, ordinal) IN (SELECT document, ordinal FROM printed_message)
"""
_MAIL = """
SELECT page.document, page.id, page.text, page.layers FROM page JOIN document ON document.id = page.document
WHERE page.document IN (SELECT document FROM page WHERE id IN (SELECT value FROM json_each(?))) AND document.kind = ?
ORDER BY page.document, page.ordinal
"""


def page_table(db: Database) -> PageTable:
    """Every page, in document order."""
    documents = [
        DocumentRow(*(*row[:4], Kind(row[4]), *row[5:12], bool(row[12]), bool(row[13])))
        for row in db.execute(_DOCUMENTS).fetchall()
    ]
    rank = {row.document: number for number, row in enumerate(documents)}
    rows = db.execute("SELECT id, document, ordinal, flags, bates_prefix, bates_serial, language FROM page").fetchall()
    rows = sorted((rank[row[1]], row[2], row) for row in rows if row[1] in rank)
    pages: list[Sequence[Any]] = [row for _, _, row in rows]
    prefixes, prefix_codes = _coded([row[4] for row in pages])
    languages, language_codes = _coded([row[6] or "" for row in pages])
    flags = {text: _bits(text) for text in {row[3] for row in pages}}
    return PageTable(
        documents=tuple(documents),
        prefixes=prefixes,
        languages=languages,
        ids=np.array([row[0] for row in pages], np.int64),
        document=np.array([number for number, _, _ in rows], np.int32),
        ordinal=np.array([row[2] for row in pages], np.int32),
        flags=np.array([flags[row[3]] for row in pages], np.uint32),
        bates_prefix=prefix_codes,
        bates_serial=np.array([row[5] if row[5] is not None else -1 for row in pages], np.int64),
        language=language_codes,
    )


def _coded(values: Sequence[str | None]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Distinct values, and for each value its place among them; -1 for None."""
    distinct = tuple(sorted({value for value in values if value is not None}))
    codes = {value: number for number, value in enumerate(distinct)}
    return distinct, np.array([-1 if value is None else codes[value] for value in values], np.int32)


def _bits(flags: str) -> int:
    return sum(_BITS.get(PageFlag(flag), 0) for flag in flags.split())


def data_stamp(db: Database) -> str:
    """A text that changes whenever places, documents or pages do, or a production's name."""
    productions = db.execute("SELECT name, position FROM production ORDER BY position, id").fetchall()
    return repr((derived.count(db), productions))


def page_ids(db: Database) -> list[PageId]:
    """All pages that hold text: what the index must hold."""
    return [row[0] for row in db.execute("SELECT id FROM page WHERE text <> '' ORDER BY id").fetchall()]


def page_count(db: Database) -> int:
    """How many pages hold text."""
    return int(db.execute("SELECT count(*) FROM page WHERE text <> ''").fetchone()[0])


def page_texts(db: Database, pages: Sequence[PageId]) -> list[tuple[PageId, str]]:
    """Pages with nothing but their text, in order; those that are gone are left out."""
    wanted = json.dumps([int(each) for each in pages])
    rows = db.execute("SELECT id, text FROM page WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", [wanted])
    return list(rows.fetchall())


def kinds_of_pages(db: Database, pages: Sequence[PageId]) -> dict[PageId, str]:
    """The kind of each page's document."""
    wanted = json.dumps([int(each) for each in pages])
    sql = "SELECT page.id, kind FROM page JOIN document ON document.id = document WHERE page.id IN (SELECT value FROM json_each(?))"
    return dict(db.execute(sql, [wanted]).fetchall())


@dataclass(frozen=True, slots=True)
class MailPage:
    """A page of a message, to be told apart into its layers."""

    page: PageId
    text: str
    layers: tuple[LayerSpan, ...]


def printed_on(db: Database, pages: Sequence[PageId]) -> list[tuple[MailPage, list[PrintedMessage]]]:
    """Those of the pages that messages are printed on, with these."""
    wanted = json.dumps([int(each) for each in pages])
    return [
        (_mail_page(row[1:4]), printed.on_page(db, row[0], row[4]))
        for row in (db.execute(_PRINTED, [wanted]).fetchall() if printed.is_kept(db) else ())
    ]


def _mail_page(row: tuple[PageId, str, str]) -> MailPage:
    spans = (LayerSpan(Layer(layer), start, end) for layer, start, end in json.loads(row[2]))
    return MailPage(row[0], row[1], tuple(spans))


def mail_of(db: Database, pages: Sequence[PageId]) -> list[list[MailPage]]:
    """The messages that any of the pages belong to, each with all its pages in order."""
    wanted = json.dumps([int(each) for each in pages])
    rows = db.execute(_MAIL, [wanted, Kind.EMAIL.value]).fetchall()
    return [[_mail_page(row[1:]) for row in group] for _, group in groupby(rows, key=itemgetter(0))]


# CROSS JOIN has SQLite go through what people wrote and look each page up, where it might go through all pages.


def tags(db: Database) -> dict[str, list[PageId]]:
    """The pages of each tag."""
    found: dict[str, list[PageId]] = {}
    for tag, page in db.execute(
        "SELECT tag, page.id FROM page_tag CROSS JOIN page USING (document, ordinal) ORDER BY tag, page.id"
    ):
        found.setdefault(tag, []).append(page)
    return found


def cited_pages(db: Database) -> list[PageId]:
    """Pages that a claim cites."""
    return _ids(db.execute("SELECT DISTINCT page.id FROM evidence CROSS JOIN page USING (document, ordinal)"))


def read_pages(db: Database) -> list[PageId]:
    """Pages that somebody marked as read."""
    return _ids(db.execute("SELECT page.id FROM read_mark CROSS JOIN page USING (document, ordinal)"))


def pages_naming(db: Database, name: str) -> list[PageId]:
    """Pages that name an entity: by confirmed mentions, and by suggestions that nobody rejected."""
    folded = fold(name)
    entities = [
        row[0]
        for row in db.execute("SELECT id, name, aliases FROM entity").fetchall()
        if folded in {fold(row[1]), *map(fold, _names(row[2]))}
    ]
    found: set[PageId] = set()
    for entity in entities:
        found |= set(
            _ids(
                db.execute("SELECT page.id FROM mention JOIN page USING (document, ordinal) WHERE entity = ?", [entity])
            )
        )
    rejected = set(db.execute("SELECT kind, value FROM suggestion_verdict WHERE verdict = 'rejected'").fetchall())
    values = db.execute("SELECT DISTINCT kind, value FROM suggestion").fetchall()
    for kind, value in values:
        if fold(value) == folded and (kind, value) not in rejected:
            rows = db.execute(
                "SELECT DISTINCT page.id FROM suggestion JOIN page USING (document, ordinal) WHERE kind = ? AND value = ?",
                [kind, value],
            )
            found |= set(_ids(rows))
    return sorted(found)


def fold(text: str) -> str:
    """Case, accents and white space apart."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def _names(aliases: str) -> list[str]:
    return [str(each) for each in json.loads(aliases)]


def _ids(rows: Iterable[Sequence[Any]]) -> list[PageId]:
    return [row[0] for row in rows]
