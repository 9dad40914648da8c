"""What near duplicates are found by: a sketch of each page's words. It goes with its page, or when the text changes."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from explorer.model.document import PageId

_NONE_MADE = "SELECT id, text FROM page WHERE id > ? ORDER BY id LIMIT ?"
_NOT_MADE = "SELECT id, text FROM page WHERE id > ? AND id NOT IN (SELECT page FROM page_sketch) ORDER BY id LIMIT ?"


class Sketch(NamedTuple):
    """A page, the text that was looked at, and what came of it; no bytes where there were too few words."""

    page: PageId
    text: str
    values: bytes


def unsketched(db: Database, after: PageId, most: int) -> list[tuple[PageId, str]]:
    """Pages that were not looked at since their text came, from the one after a page on, with their texts."""
    rows = db.execute(_NOT_MADE if _has_table(db) else _NONE_MADE, [after, most]).fetchall()
    return [(PageId(page), text) for page, text in rows]


def sketches(db: Database) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The pages that were looked at, and the values of each, shape (n, values); those of few words are left out."""
    if not _has_table(db):
        return np.empty(0, np.int64), np.empty((0, 0), np.uint32)
    rows = db.execute("SELECT page, sketch FROM page_sketch WHERE length(sketch) > 0 ORDER BY page").fetchall()
    flat = np.frombuffer(b"".join(values for _, values in rows), "<u4")
    return np.array([page for page, _ in rows], np.int64), flat.reshape(len(rows), -1) if rows else flat.reshape(0, 0)


def keep(db: Database, made: Iterable[Sketch]) -> None:
    """Keep what was made of texts that still stand."""
    db.conn.executemany(
        "INSERT OR REPLACE INTO page_sketch SELECT id, ?3 FROM page WHERE id = ?1 AND text = ?2", list(made)
    )


def _has_table(db: Database) -> bool:
    """A case of an older format that is open for reading has no such table yet."""
    return db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'page_sketch'").fetchone() is not None
