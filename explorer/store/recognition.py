"""What engines read off pages' pictures, kept beside what the pages held before, and which of it a page shows.

Every write is one page, whole: its readings, its row, what was guessed of it, and its place in the queue.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from explorer.model.document import DocumentId, Layer, LayerSpan, PageFlag, PageId, pack_words, unpack_words
from explorer.model.entity import Detection
from explorer.model.ocr import LAYER, KeptReading, OcrReading
from explorer.model.passage import PageRef
from explorer.model.printed import PrintedMessage
from explorer.model.recognised import Correction, PageText, corrected, standing, with_unseen
from explorer.store import printed, reading_choice
from explorer.store.derived import touch
from explorer.store.ocr_settling import settle
from explorer.store.picture_hashes import keep_hash

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageFindings:
    """What is guessed of a page's text. ``date`` is ISO 8601; empty texts mean "nothing found"."""

    stamp: str | None = None
    language: str = ""
    date: str = ""
    detections: tuple[Detection, ...] = ()
    printed: tuple[PrintedMessage, ...] = ()


Finder = Callable[[PageRef, PageText, float, float], PageFindings]  # with the page's sides in points


@dataclass(frozen=True, slots=True)
class TextChange:
    """A page whose text is another now. Where it had none before, its id stayed."""

    old: PageId
    new: PageId
    text: str
    kind: str  # of its document
    layers: tuple[LayerSpan, ...] = ()
    printed: tuple[PrintedMessage, ...] = ()


def store_reading(db: Database, page: PageRef, reading: OcrReading, find: Finder) -> TextChange | None:
    """Keep an engine's reading and show the one that counts; None if the page is gone.

    Doing it again changes nothing. An empty reading takes nobody's words away.
    """
    row = _page_row(db, page)
    if row is None:
        return None
    _keep_layer(db, row)
    _put(db, page, reading, pack_words(reading.words, row["width"], row["height"]))
    keep_hash(db, page, reading.likeness)
    change = refresh(db, page, find)
    db.execute(
        """UPDATE ocr_page SET state = 'done', reason = '', tries = 0, engine = '', languages = ''
           WHERE document = ? AND ordinal = ?""",
        [page.document, page.ordinal],
    )
    settle(db, page.document)
    return change


def refresh(db: Database, page: PageRef, find: Finder) -> TextChange | None:
    """Write a page's row anew from the reading that counts and what people put right; None if nothing was ever read."""
    reading_choice.apply(db, page)
    row, used = _page_row(db, page), _reading_row(db, page, "in_use")
    if row is None or used is None:
        return None
    layer = _reading_row(db, page, f"engine = '{LAYER}'") or used
    sides = row["width"], row["height"]
    shown = corrected(_text_of(used, *sides), standing(corrections(db, page, used["engine"]), used["text"]))
    if used is not layer and used["engine"] != LAYER:
        shown = with_unseen(shown, _text_of(layer, *sides))
    findings = find(page, shown, *sides)
    change = _rewrite(db, row, shown, findings, layer, is_ocr=used["engine"] != LAYER)
    db.execute(
        """INSERT INTO ocr_page VALUES (?, ?, 'done', '', 0, '', '', ?, ?) ON CONFLICT (document, ordinal)
           DO UPDATE SET confidences = excluded.confidences, date = excluded.date""",
        [page.document, page.ordinal, shown.confidences, findings.date],
    )
    touch(db)
    return change


def _rewrite(
    db: Database, row: Row, shown: PageText, findings: PageFindings, layer: Row, *, is_ocr: bool
) -> TextChange:
    flags = set(layer["flags"].split()) - {PageFlag.NEEDS_OCR}
    if is_ocr:
        flags |= {PageFlag.OCR}
    new = _new_id(db, row) if row["text"] and row["text"] != shown.text else row["id"]
    db.execute(
        """UPDATE page SET id = ?, text = ?, words = ?, flags = ?, layers = ?, stamp = ?, language = ? WHERE id = ?""",
        [new, shown.text, pack_words(shown.words, row["width"], row["height"]), " ".join(sorted(flags)),
         json.dumps([[span.layer, span.start, span.end] for span in shown.layers]), layer["stamp"] or findings.stamp,
         findings.language, row["id"]],
    )  # fmt: skip
    db.execute("DELETE FROM suggestion WHERE document = ? AND ordinal = ?", [row["document"], row["ordinal"]])
    db.conn.executemany(
        "INSERT INTO suggestion VALUES (?, ?, ?, ?, ?, ?)",
        [
            (row["document"], row["ordinal"], each.kind, each.value, each.start, each.end)
            for each in findings.detections
        ],
    )
    printed.store(db, row["document"], row["ordinal"], findings.printed)
    kind = db.execute("SELECT kind FROM document WHERE id = ?", [row["document"]]).fetchone()[0]
    return TextChange(PageId(row["id"]), PageId(new), shown.text, kind, tuple(shown.layers), tuple(findings.printed))


def _new_id(db: Database, row: Row) -> int:
    db.execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'page'")
    db.execute("INSERT INTO former_page VALUES (?, ?, ?)", [row["id"], row["document"], row["ordinal"]])
    return int(db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'page'").fetchone()[0])


def _keep_layer(db: Database, row: Row) -> None:
    """Keep what a page holds before any engine's words take its place."""
    db.execute(
        """INSERT OR IGNORE INTO reading VALUES (?, ?, ?, '', '', 0, 0, 0, ?, ?, x'', ?, ?, ?, ?, 0)""",
        [row["document"], row["ordinal"], LAYER, row["text"], row["words"], row["flags"], row["layers"], row["stamp"], _now()],
    )  # fmt: skip


def _put(db: Database, page: PageRef, reading: OcrReading, words: bytes) -> None:
    db.execute(
        """INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '[]', NULL, ?, 0)
           ON CONFLICT (document, ordinal, engine) DO UPDATE SET version = excluded.version, languages = excluded.languages,
               dpi = excluded.dpi, rotation = excluded.rotation, skew = excluded.skew, text = excluded.text, words = excluded.words,
               confidences = excluded.confidences, made = excluded.made""",
        [page.document, page.ordinal, reading.engine, reading.engine_version, " ".join(reading.languages), reading.dpi, reading.rotation,
         reading.skew, reading.text, words, reading.confidences, _now()],
    )  # fmt: skip


def readings(db: Database, page: PageRef) -> list[KeptReading]:
    """All readings of a page, the one in use first; empty where no engine read it."""
    row = _page_row(db, page)
    if row is None or not _has_readings(db):
        return []
    rows = db.query(
        """SELECT * FROM reading WHERE document = ? AND ordinal = ? AND NOT (engine = ? AND text = '')
           ORDER BY in_use DESC, made, engine""",
        [page.document, page.ordinal, LAYER],
    )
    return [_kept(each, row["width"], row["height"]) for each in rows]


def confidences(db: Database, page: PageRef) -> bytes:
    """A percentage for each word of the page's row; empty where its words were not read off a picture."""
    if not _has_readings(db):
        return b""
    row = db.execute(
        """SELECT ocr_page.confidences FROM ocr_page JOIN page USING (document, ordinal)
           WHERE document = ? AND ordinal = ? AND ' ' || flags || ' ' LIKE '% ocr %'""",
        [page.document, page.ordinal],
    ).fetchone()
    return bytes(row[0]) if row else b""


def corrections(db: Database, page: PageRef, engine: str) -> list[Correction]:
    """What people put right in one engine's reading of a page."""
    rows = db.execute(
        'SELECT id, engine, start, "end", quote, text FROM correction WHERE document = ? AND ordinal = ? AND engine = ?',
        [page.document, page.ordinal, engine],
    )
    return [Correction(*row) for row in rows.fetchall()]


def engine_in_use(db: Database, page: PageRef) -> tuple[str, str] | None:
    """The engine whose reading a page shows, and that reading's own text; None where no engine read it."""
    row = _reading_row(db, page, "in_use") if _has_readings(db) else None
    return (row["engine"], row["text"]) if row else None


def _kept(row: Row, width: float, height: float) -> KeptReading:
    reading = OcrReading(
        engine=row["engine"], engine_version=row["version"], languages=tuple(row["languages"].split()), dpi=row["dpi"],
        text=row["text"], words=unpack_words(row["words"], width, height), confidences=row["confidences"],
        rotation=row["rotation"], skew=row["skew"],
    )  # fmt: skip
    return KeptReading(reading, row["made"], bool(row["in_use"]))


def _text_of(row: Row, width: float, height: float) -> PageText:
    layers = tuple(LayerSpan(Layer(layer), start, end) for layer, start, end in json.loads(row["layers"]))
    return PageText(row["text"], unpack_words(row["words"], width, height), row["confidences"], layers)


def _page_row(db: Database, page: PageRef) -> Row | None:
    found = db.query("SELECT * FROM page WHERE document = ? AND ordinal = ?", [page.document, page.ordinal])
    return next(iter(found), None)


def _reading_row(db: Database, page: PageRef, condition: str) -> Row | None:
    found = db.query(
        f"SELECT * FROM reading WHERE document = ? AND ordinal = ? AND {condition}", [page.document, page.ordinal]
    )
    return next(iter(found), None)


def _has_readings(db: Database) -> bool:
    """A case of an older format that is open for reading has no such table yet."""
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'reading'").fetchone() is not None


def expect(db: Database, document: DocumentId, reason_beside_ocr: str) -> None:
    """Put a document's pages that are pictures in the queue; part of the transaction that stores them."""
    db.execute(
        """INSERT INTO ocr_page SELECT document, ordinal, 'waiting', '', 0, '', '', x'', '' FROM page
           WHERE document = ? AND flags LIKE '%needs_ocr%'""",
        [document],
    )
    db.execute(
        """INSERT INTO ocr_document SELECT id, ?, date FROM document
           WHERE id = ? AND id IN (SELECT document FROM ocr_page WHERE document = ?)""",
        [reason_beside_ocr, document, document],
    )


def forget(db: Database, document: DocumentId) -> None:
    """Remove all readings of a document whose pages are made anew."""
    for table in ("reading", "ocr_page", "ocr_document"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", [document])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")  # they are told apart by it
