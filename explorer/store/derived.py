"""A counter of the derived rows: it moves whenever pages, documents or places do, so that a cache knows it is stale."""

from sqlite_utils import Database


def touch(db: Database) -> None:
    """Say that derived rows have changed; part of the same transaction."""
    db.execute(
        """INSERT INTO fact VALUES ('derived', '1')
           ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)"""
    )


def count(db: Database) -> str:
    """Where the counter stands."""
    row = db.execute("SELECT value FROM fact WHERE key = 'derived'").fetchone()
    return str(row[0]) if row else "0"
