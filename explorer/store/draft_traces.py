"""Traces of a draft's statements as they were last found. Derived: they may be thrown away, and go stale by their stamp."""

from collections.abc import Iterable

import msgspec
from sqlite_utils import Database

from explorer.model.kept_draft import VersionId
from explorer.model.trace import Trace
from explorer.store.claim_checks import is_kept

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Trace).decode
_RULES = 2  # rises with every change of what a trace says of the same pages


def stamp(db: Database) -> str:
    """What tells one state of the case's pages, and of the rules, from another: a page whose text changes gets a new id."""
    last, count, total = db.execute("SELECT coalesce(max(id), 0), count(*), coalesce(sum(id), 0) FROM page").fetchone()
    return f"{last}/{count}/{total}/{_RULES}"


def traces(db: Database, version: VersionId, stamp: str) -> dict[int, Trace]:
    """What was found for a version's statements, by number, while the case held what it holds now."""
    if not is_kept(db, "draft_trace"):
        return {}
    rows = db.execute("SELECT n, trace FROM draft_trace WHERE version = ? AND stamp = ?", [version, stamp]).fetchall()
    found: dict[int, Trace] = {}
    for n, text in rows:
        try:
            found[n] = _decode(text)
        except (msgspec.MsgspecError, ValueError):  # of another version of the program, or a stranger's: trace anew
            continue
    return found


def keep_traces(db: Database, version: VersionId, stamp: str, found: Iterable[Trace]) -> None:
    """Keep what was found; what was found in another state of the case goes."""
    with db.atomic():
        db.execute("DELETE FROM draft_trace WHERE version = ? AND stamp <> ?", [version, stamp])
        rows = [[version, each.n, stamp, _encode(each).decode()] for each in found]
        db.conn.executemany("INSERT OR REPLACE INTO draft_trace VALUES (?, ?, ?, ?)", rows)
