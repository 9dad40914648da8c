"""What scans that look alike are found by: a hash of each page's picture, kept when an engine read it."""

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from explorer.model.document import PageId
from explorer.model.ocr import HASH_BYTES
from explorer.model.passage import PageRef


def keep_hash(db: Database, page: PageRef, found: bytes) -> None:
    """Keep the hash of a page's picture; part of the transaction that stores its reading. An empty one is forgotten."""
    db.execute("DELETE FROM page_picture WHERE document = ? AND ordinal = ?", [page.document, page.ordinal])
    if found:
        db.execute("INSERT INTO page_picture VALUES (?, ?, ?)", [page.document, page.ordinal, found])


def hashes(db: Database) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """The ids of pages whose pictures have hashes, rising, and these, shape (n, 72)."""
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'page_picture'").fetchone() is None:
        return np.empty(0, np.int64), np.empty((0, HASH_BYTES), np.uint8)  # a case of an older format, open for reading
    rows = db.execute(
        "SELECT page.id, hash FROM page_picture JOIN page USING (document, ordinal) WHERE length(hash) = ? ORDER BY page.id",
        [HASH_BYTES],
    ).fetchall()
    flat = np.frombuffer(b"".join(found for _, found in rows), np.uint8)
    return np.array([PageId(page) for page, _ in rows], np.int64), flat.reshape(-1, HASH_BYTES)
