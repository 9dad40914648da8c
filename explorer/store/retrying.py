"""Which documents may be read once more, and putting them back among those that wait for a reader."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from explorer.model.case import ProductionId
from explorer.model.document import DocumentId, PlaceId
from explorer.store.derived import touch


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A received file whose bytes could not be had: where it lay, as the file system named it."""

    path_bytes: bytes
    path: str
    name: str
    production: ProductionId | None


@dataclass(frozen=True, slots=True)
class Retry:
    """What to do so that some places are read once more."""

    documents: tuple[DocumentId, ...] = ()
    files: tuple[UnreadFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.documents or self.files)


_TROUBLED = """
SELECT place.id FROM own_place AS place JOIN document ON document.id = place.document
LEFT JOIN ocr_document ON ocr_document.document = document.id
WHERE document.state = 'failed' OR (document.state = 'partial' AND coalesce(ocr_document.reason, document.reason) <> '')
ORDER BY place.depth, place.sort_key
"""
_LOCKED = """
SELECT place.id FROM own_place AS place JOIN locked ON locked.document = place.document ORDER BY place.depth, place.sort_key
"""
_OLDER = """
SELECT place.id FROM own_place AS place JOIN document ON document.id = place.document JOIN json_each(?) AS now ON now.key = document.reader
WHERE document.reader_version < now.value AND document.state IN ('read', 'partial') AND document.sha256 IS NOT NULL
ORDER BY place.depth, place.sort_key
"""
_UP = """
WITH RECURSIVE up (id, document, parent, level) AS (
    SELECT id, document, parent, 0 FROM place WHERE id = ?
    UNION SELECT place.id, place.document, place.parent, level + 1 FROM place JOIN up ON place.id = up.parent
)
SELECT up.document FROM up JOIN document ON document.id = up.document WHERE sha256 IS NOT NULL ORDER BY level LIMIT 1
"""


def troubled(db: Database) -> list[PlaceId]:
    """Everything not read in full, but for what merely waits for OCR."""
    return [PlaceId(row[0]) for row in db.execute(_TROUBLED).fetchall()]


def locked(db: Database) -> list[PlaceId]:
    """Everything that is locked, or holds something locked."""
    return [PlaceId(row[0]) for row in db.execute(_LOCKED).fetchall()]


def older(db: Database, versions: Mapping[str, int]) -> list[PlaceId]:
    """What was read by an earlier version of a reader than the one given by the reader's name."""
    return [PlaceId(row[0]) for row in db.execute(_OLDER, [json.dumps(dict(versions))]).fetchall()]


def what_to_retry(db: Database, places: Sequence[PlaceId]) -> Retry:
    """The documents to read again for these places: for a file left inside a container, the container."""
    documents: dict[DocumentId, None] = {}
    files: dict[UnreadFile, None] = {}
    for place in places:
        found = db.execute(_UP, [place]).fetchone()
        if found:
            documents[DocumentId(found[0])] = None
            continue
        row = db.execute("SELECT path_bytes, path, name, production FROM place WHERE id = ?", [place]).fetchone()
        if row and row[0] is not None:
            files[UnreadFile(*row)] = None
    return Retry(tuple(documents), tuple(files))


def wait_again(db: Database, documents: Sequence[DocumentId]) -> list[PlaceId]:
    """Let documents wait for a reader. What was read of them stays until it has been read anew.

    Returns:
        Their first places.
    """
    touch(db)
    chosen = [json.dumps(documents)]
    db.execute(
        """UPDATE document SET state = 'pending', reason = '', tries = 0
           WHERE id IN (SELECT value FROM json_each(?)) AND sha256 IS NOT NULL""",
        chosen,
    )
    rows = db.execute("SELECT id FROM own_place WHERE document IN (SELECT value FROM json_each(?))", chosen)
    return [PlaceId(row[0]) for row in rows.fetchall()]
