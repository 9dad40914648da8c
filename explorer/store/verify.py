"""Checks a case: every original against its hash, the database, each document's pages, the journal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from explorer.store import journal
from explorer.store.folder import CaseFolder
from explorer.store.originals import Originals

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
    hashes = [
        row[0] for row in db.execute("SELECT sha256 FROM document WHERE sha256 IS NOT NULL ORDER BY sha256").fetchall()
    ]
    originals = Originals(folder)
    problems: list[Problem] = []
    for done, sha256 in enumerate(hashes, 1):
        report(done, len(hashes))
        if problem := originals.problem(sha256):
            problems.append(("original", problem))
    problems += [("database", row[0]) for row in db.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
    problems += [
        ("database", f"a row of {row[0]} points at nothing in {row[2]}")
        for row in db.execute("PRAGMA foreign_key_check")
    ]
    problems += [("page", problem) for problem in _pages(db)]
    problems += [("journal", problem) for problem in journal.check(db)]
    (pages,) = db.execute("SELECT count(*) FROM page").fetchone()
    return VerifyReport(not problems, len(hashes), pages, problems)


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
