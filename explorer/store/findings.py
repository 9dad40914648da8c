"""Negative findings, changed only through the journal; and what the case holds, so that a stale one is known."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.claim import ClaimId
from explorer.model.document import PageFlag
from explorer.model.finding import Asked, Coverage, Finding, FindingId, Searched, Variant
from explorer.store.claim_checks import is_kept
from explorer.store.journal import Journal

_COLUMNS = """id, terms, queries, except_words, files, pages, blank_pages, unread_pages, unread_files, partial_files,
    ocr_pages, stamp, engine, searched, person, note"""


def coverage(db: Database) -> Coverage:
    """What the case holds now. Pages of the same text that are read anew count as others: their id is new."""
    documents = db.execute("SELECT id, state, reader, reader_version, pages FROM document ORDER BY id").fetchall()
    pages = db.execute(
        """SELECT count(*), coalesce(max(id), 0), total(id), total(instr(flags, ?) > 0), total(instr(flags, ?) > 0),
               total(instr(' ' || flags || ' ', ?) > 0) FROM page""",
        [PageFlag.NEEDS_OCR.value, PageFlag.BLANK.value, f" {PageFlag.OCR.value} "],
    ).fetchone()
    with_text = db.execute("SELECT count(*) FROM page WHERE text <> ''").fetchone()[0]
    stamp = sha256(json.dumps([documents, pages, with_text]).encode()).hexdigest()
    states = [row[1] for row in documents]
    return Coverage(
        files=len(documents),
        pages=with_text,
        blank_pages=int(pages[4]),
        unread_pages=int(pages[3]),
        unread_files=states.count("failed") + states.count("pending"),
        partial_files=states.count("partial"),
        ocr_pages=int(pages[5]),
        stamp=stamp,
    )


def findings(db: Database) -> list[Finding]:
    """All findings, the newest first."""
    if not is_kept(db, "finding"):
        return []
    rows = db.execute(f"SELECT {_COLUMNS} FROM finding ORDER BY searched DESC, id").fetchall()
    stamp = coverage(db).stamp if rows else ""
    return [_finding(row, stamp) for row in rows]


def finding(db: Database, finding: FindingId) -> Finding:
    """One finding.

    Raises:
        InputError: there is none of that id.
    """
    for each in findings(db):
        if each.id == finding:
            return each
    raise InputError(f"There is no finding “{finding}”", "See “casefile finding list CASE”.")


def _finding(row: Sequence[Any], stamp: str) -> Finding:
    queries = tuple(Asked(term, Variant(variant), query, pages) for term, variant, query, pages in json.loads(row[2]))
    covered = Coverage(*row[4:12])
    return Finding(
        FindingId(row[0]), tuple(json.loads(row[1])), queries, tuple(json.loads(row[3])), covered,
        engine=row[12], searched=row[13], by=row[14], note=row[15], is_stale=covered.stamp != stamp,
    )  # fmt: skip


def add(journal: Journal, searched: Searched, by: str, note: str) -> FindingId:
    """Keep that a search found nothing."""
    with journal.operation("Keep a negative finding") as operation:
        return FindingId(operation.insert("finding", {**_row(searched, by), "note": note}))


def renew(journal: Journal, finding: FindingId, searched: Searched, by: str) -> None:
    """Keep that the same search found nothing again."""
    with journal.operation("Search again for a negative finding") as operation:
        operation.update("finding", finding, _row(searched, by))


def remove(journal: Journal, finding: FindingId) -> None:
    """Remove a finding, and the claims' citations of it; undo brings all back."""
    with journal.operation("Remove a negative finding") as operation:
        for row in journal.db.execute("SELECT id FROM finding_citation WHERE finding = ?", [finding]).fetchall():
            operation.delete("finding_citation", row[0])
        operation.delete("finding", finding)


def cited(db: Database) -> dict[str, tuple[Finding, ...]]:
    """The findings that claims cite, by claim, in the order in which they were cited."""
    if not is_kept(db, "finding_citation"):
        return {}
    rows = db.execute("SELECT claim, finding FROM finding_citation ORDER BY rowid").fetchall()
    known = {each.id: each for each in findings(db)} if rows else {}
    found: dict[str, tuple[Finding, ...]] = {}
    for claim, finding in rows:
        found[claim] = (*found.get(claim, ()), known[finding])
    return found


def cite(journal: Journal, finding: FindingId, claim: ClaimId) -> None:
    """Let a claim cite a finding; once is enough."""
    if journal.db.execute(
        "SELECT 1 FROM finding_citation WHERE claim = ? AND finding = ?", [claim, finding]
    ).fetchone():
        return
    with journal.operation("Cite a search for a claim") as operation:
        operation.insert("finding_citation", {"claim": claim, "finding": finding})


def uncite(journal: Journal, finding: FindingId, claim: ClaimId) -> None:
    """Let a claim cite a finding no more."""
    with journal.operation("Take a search from a claim") as operation:
        for row in journal.db.execute(
            "SELECT id FROM finding_citation WHERE finding = ? AND claim = ?", [finding, claim]
        ).fetchall():
            operation.delete("finding_citation", row[0])


def _row(searched: Searched, by: str) -> dict[str, Any]:
    covered = searched.coverage
    queries = [(each.term, each.variant.value, each.query, each.pages) for each in searched.queries]
    return {
        "terms": json.dumps(searched.terms, ensure_ascii=False),
        "queries": json.dumps(queries, ensure_ascii=False),
        "except_words": json.dumps(searched.except_words, ensure_ascii=False),
        "files": covered.files,
        "pages": covered.pages,
        "blank_pages": covered.blank_pages,
        "unread_pages": covered.unread_pages,
        "unread_files": covered.unread_files,
        "partial_files": covered.partial_files,
        "ocr_pages": covered.ocr_pages,
        "stamp": covered.stamp,
        "searched": datetime.now(UTC).isoformat(timespec="seconds"),
        "person": by,
        "engine": searched.engine,
    }
