"""Checks a case: every original against its hash, the database, each document's pages, the journal."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sqlite_utils import Database

from explorer.store import journal
from explorer.store.database import is_this_format, made_schema, schema_of
from explorer.store.folder import CaseFolder
from explorer.store.originals import Originals

T = TypeVar("T")
Problem = tuple[str, str]  # kind (original, database, page, journal) and what is wrong


@dataclass(frozen=True, slots=True)
class VerifyReport:
    ok: bool
    originals: int
    pages: int
    problems: list[Problem]


def check_case(
    db: Database, folder: CaseFolder, report: Callable[[int, int], None] = lambda _done, _total: None
) -> VerifyReport:
    """Read every byte of every original and compare everything that is written down twice.

    Args:
        db: a connection to the case.
        folder: its folder.
        report: told how many originals are done, of how many.
    """
    problems: list[Problem] = []
    hashes = _guarded(problems, lambda: _hashes(db)) or []
    originals = Originals(folder)
    for done, sha256 in enumerate(hashes, 1):
        report(done, len(hashes))
        if problem := originals.problem(sha256):
            problems.append(("original", problem))
    for kind, check in (("database", _database), ("page", _pages), ("journal", journal.check)):
        found = _guarded(problems, lambda check=check: list(check(db)))  # type: ignore[misc]  # bound default
        problems += [(kind, problem) for problem in found or []]
    pages = _guarded(problems, lambda: int(db.execute("SELECT count(*) FROM page").fetchone()[0])) or 0
    return VerifyReport(not problems, len(hashes), pages, problems)


def _guarded(problems: list[Problem], check: Callable[[], T]) -> T | None:
    """One check's answer; where the record is too damaged to ask, that is the problem."""
    try:
        return check()
    except sqlite3.DatabaseError as problem:
        problems.append(("database", str(problem)))
        return None


def _hashes(db: Database) -> list[str]:
    rows = db.execute("SELECT sha256 FROM document WHERE sha256 IS NOT NULL ORDER BY sha256")
    return [str(row[0]) for row in rows.fetchall()]


def _database(db: Database) -> Iterator[str]:
    for (said,) in db.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield str(said)
    for row in db.execute("PRAGMA foreign_key_check").fetchall():
        yield f"a row of {row[0]} points at nothing in {row[2]}"
    if is_this_format(db):
        for kind, name, _ in sorted(schema_of(db) ^ made_schema()):
            yield f"the {kind} {name} is not as Casefile makes it"


def _pages(db: Database) -> Iterator[str]:
    rows = db.execute(
        """SELECT document.id, document.pages, count(page.id), coalesce(max(page.ordinal), 0) FROM document
           LEFT JOIN page ON page.document = document.id GROUP BY document.id
           HAVING document.pages <> count(page.id) OR coalesce(max(page.ordinal), 0) <> count(page.id)"""
    )
    for document, said, found, last in rows.fetchall():
        yield f"document {document} should have {said} pages; {found} are stored, the last one numbered {last}"
    for (document,) in db.execute(
        "SELECT id FROM document WHERE NOT EXISTS (SELECT 1 FROM place WHERE place.document = document.id AND own)"
    ).fetchall():
        yield f"document {document} lies at no place"
    for (document,) in db.execute("SELECT id FROM document WHERE sha256 <> id").fetchall():
        yield f"document {document} is not named by its hash"
