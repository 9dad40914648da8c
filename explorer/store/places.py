"""Where documents were found. What stands here in the end does not depend on the order in which it was found.

A document's first place, by production, depth and path, is its own; what a container holds hangs under that one. When a
further place turns out to come first, its container's members move there and get new ids; ``moved_place`` keeps the old
ids. A move always goes to a smaller (production, depth, path), so moving ends.
"""

import builtins
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlite_utils import Database

from explorer.model.case import ProductionId
from explorer.model.document import DocumentId, PlaceId
from explorer.store.derived import touch

_UNREAD, _EMPTY = "unread-", "unread-empty-"
_NO_BYTES = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A file that was found. ``sha256`` is None where its bytes could not be had; ``reason`` then says why."""

    document: DocumentId
    sha256: str | None
    bytes: int
    path: str  # printable; for a member of a container "container path/name"
    path_bytes: builtins.bytes | None  # the path as the file system gave it
    name: str
    parent: PlaceId | None
    production: ProductionId | None
    depth: int
    mtime: float | None  # seconds since 1970
    reason: str = ""

    @property
    def id(self) -> PlaceId:
        return place_id(self.production, self.parent, self.path, self.document)


@dataclass(frozen=True, slots=True)
class _Container:
    id: PlaceId
    path: str
    production: ProductionId | None
    depth: int


def place_id(production: ProductionId | None, parent: PlaceId | None, path: str, document: DocumentId) -> PlaceId:
    """The same place has the same id whenever it is found again."""
    key = "\0".join((production or "", parent or "", path, document))
    return PlaceId(hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12])


def unread_document(parent: PlaceId | None, path: str) -> DocumentId:
    """The identity of a file whose bytes could not be had."""
    key = f"{parent or ''}\0{path}".encode("utf-8", "surrogatepass")
    return DocumentId(_UNREAD + hashlib.sha256(key).hexdigest()[:32])


def empty_document(parent: PlaceId | None, path: str) -> DocumentId:
    """The identity of a file of no bytes: each is itself, for they are not copies of one another."""
    return DocumentId(unread_document(parent, path).replace(_UNREAD, _EMPTY))


def hash_of(document: str, sha256: str | None) -> str | None:
    """The SHA-256 of a document's bytes, those of no bytes too; None where they could not be had."""
    return _NO_BYTES if document.startswith(_EMPTY) else sha256


def sort_key(path: str) -> str:
    """Sorts what lies in a folder or container right after it."""
    return path.replace("/", "\1")


def register(db: Database, places: Sequence[NewPlace]) -> list[PlaceId]:
    """Add what is not there yet: documents as pending (failed where they have no bytes), and their places.

    Doing it again changes nothing. A member of a container is hung under the container's first place, whichever of its
    places was given. A file that is had by now takes the place of the same file that could not be had before.

    Returns:
        The places' ids, in the order given.
    """
    with db.atomic():  # rows and their containers change ids together
        before = db.conn.total_changes
        ids: dict[int, PlaceId] = {}
        by_depth = sorted(enumerate(places), key=lambda pair: pair[1].depth)
        for _, level in groupby(by_depth, key=lambda pair: pair[1].depth):
            group = list(level)
            hung = _hung(db, [place for _, place in group])
            ids.update(zip((number for number, _ in group), _insert(db, hung), strict=True))
        if db.conn.total_changes != before:
            touch(db)
        return [current_place(db, ids[number]) for number in range(len(places))]


def current_place(db: Database, place: PlaceId) -> PlaceId:
    """The id that a place has now."""
    row = db.execute("SELECT place FROM moved_place WHERE id = ?", [place]).fetchone()
    return PlaceId(row[0]) if row else place


def _hung(db: Database, places: Sequence[NewPlace]) -> list[NewPlace]:
    """The places, each under the first place of its container."""
    known: dict[PlaceId, tuple[str, _Container] | None] = {}
    hung = []
    for place in places:
        if place.parent is None:
            hung.append(place)
            continue
        if place.parent not in known:
            known[place.parent] = _container(db, place.parent)
        found = known[place.parent]
        hung.append(_moved(place, *found) if found and found[1].id != place.parent else place)
    return hung


def _container(db: Database, given: PlaceId) -> tuple[str, _Container] | None:
    """The path that a container's place had under a given id, and the container's first place."""
    row = db.execute(
        """SELECT coalesce(moved_place.path, place.path), own.id, own.path, own.production, own.depth
           FROM (SELECT ?1 AS id) AS given LEFT JOIN moved_place ON moved_place.id = given.id
           JOIN place ON place.id = coalesce(moved_place.place, given.id)
           JOIN own_place AS own ON own.document = place.document""",
        [given],
    ).fetchone()
    return (row[0], _Container(*row[1:])) if row else None


def _moved(place: NewPlace, old_path: str, container: _Container) -> NewPlace:
    """A place inside a container, as it is at another place of the container."""
    path = place.path
    if path.startswith(f"{old_path}/"):
        path = container.path + path[len(old_path) :]
    document = place.document
    if document.startswith(_UNREAD):
        document = (empty_document if document.startswith(_EMPTY) else unread_document)(container.id, path)
    return replace(
        place, document=document, path=path, parent=container.id, production=container.production, depth=container.depth + 1
    )  # fmt: skip


def _insert(db: Database, places: Sequence[NewPlace]) -> list[PlaceId]:
    """Insert places of one depth whose containers are there. Returns their ids, or those of what stands there already."""
    standing = {place.id: had for place in places if place.sha256 is None and (had := _had(db, place))}
    fresh = [place for place in places if place.id not in standing]
    db.conn.executemany(
        """INSERT INTO document (id, sha256, bytes, media, kind, state, reason, tries, reader, reader_version, pages, title,
               subject, sender, "to", cc, date, message_id, in_reply_to, "references", thread, language)
           VALUES (?, ?, ?, '', 'other', ?, ?, 0, '', 0, 0, '', '', '', '', '', NULL, '', '', '[]', '', '')
           ON CONFLICT (id) DO NOTHING""",
        [(each.document, each.sha256, each.bytes, "pending" if each.sha256 else "failed", "" if each.sha256 else each.reason) for each in fresh],
    )  # fmt: skip
    db.conn.executemany(
        """INSERT INTO place (id, document, parent, production, path, path_bytes, name, depth, sort_key, mtime, own)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (id) DO NOTHING""",
        [
            (each.id, each.document, each.parent, each.production, each.path, each.path_bytes, each.name, each.depth,
             sort_key(each.path), each.mtime)
            for each in fresh
        ],
    )  # fmt: skip
    replaced = _replace_unread(db, [place for place in fresh if place.sha256])
    choose_own(db, [*(each.document for each in fresh), *replaced])
    return [standing.get(place.id, place.id) for place in places]


def _had(db: Database, place: NewPlace) -> PlaceId | None:
    """The same file, if its bytes were had at another time."""
    row = db.execute(
        """SELECT place.id FROM place JOIN document ON document.id = place.document
           WHERE path = ? AND production IS ? AND parent IS ? AND sha256 IS NOT NULL ORDER BY place.id LIMIT 1""",
        [place.path, place.production, place.parent],
    ).fetchone()
    return PlaceId(row[0]) if row else None


def _replace_unread(db: Database, places: Iterable[NewPlace]) -> list[DocumentId]:
    """Forget that these files could not be had before. Returns documents that lost a place and have others."""
    lost: list[str] = []
    for place in places:
        lost += [
            row[0]
            for row in db.execute(
                """DELETE FROM place WHERE path = ? AND production IS ? AND parent IS ?
                   AND document IN (SELECT id FROM document WHERE sha256 IS NULL) RETURNING document""",
                [place.path, place.production, place.parent],
            ).fetchall()
        ]
    for document in lost:
        db.execute(
            "DELETE FROM document WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM place WHERE document = ?1)", [document]
        )
    return [DocumentId(document) for document in lost]


_FIRST = """
WITH ranked AS (
    SELECT place.id, place.document, place.own, row_number() OVER (
        PARTITION BY place.document ORDER BY coalesce(production.position, -1), place.depth, place.sort_key, place.id
    ) AS rank
    FROM place LEFT JOIN production ON production.id = place.production
    WHERE place.document IN (SELECT value FROM json_each(?))
)
SELECT first.id, old.id FROM ranked AS first LEFT JOIN ranked AS old ON old.document = first.document AND old.own
WHERE first.rank = 1 AND NOT first.own
"""


def choose_own(db: Database, documents: Iterable[DocumentId]) -> None:
    """Make each document's first place its own, and bring what it holds there."""
    todo = list(documents)
    while todo:
        changed = db.execute(_FIRST, [json.dumps(todo)]).fetchall()
        # Taken away first: two own places of one document are refused even for a moment.
        db.conn.executemany("UPDATE place SET own = 0 WHERE id = ?", [(old,) for _, old in changed if old])
        db.conn.executemany("UPDATE place SET own = 1 WHERE id = ?", [(new,) for new, _ in changed])
        todo = [document for new, old in changed if old for document in _bring(db, PlaceId(old), PlaceId(new))]


_INSIDE = """
WITH RECURSIVE inside (id) AS (
    SELECT id FROM place WHERE parent = ? UNION SELECT place.id FROM place JOIN inside ON place.parent = inside.id
)
SELECT place.id, place.document, document.sha256, document.bytes, place.path, place.path_bytes, place.name, place.parent,
    place.production, place.depth, place.mtime, document.reason
FROM inside JOIN place ON place.id = inside.id JOIN document ON document.id = place.document ORDER BY place.depth
"""


def _bring(db: Database, old: PlaceId, new: PlaceId) -> list[DocumentId]:
    """Move all that hangs under one place of a container to another one. Returns the documents that moved."""
    rows = db.execute(_INSIDE, [old]).fetchall()
    if not rows:
        return []
    db.execute("PRAGMA defer_foreign_keys = ON")  # a row and its container change their ids one after the other
    target = db.execute(
        "SELECT path, id, path, production, depth FROM place WHERE id IN (?, ?) ORDER BY id = ?", [old, new, new]
    )
    (old_path, *_), (_, *to) = target.fetchall()
    at: dict[PlaceId, tuple[str, _Container]] = {old: (old_path, _Container(*to))}
    documents = []
    for its_id, *columns in rows:
        place = NewPlace(*columns)
        moved = _moved(place, *at[PlaceId(str(place.parent))])
        at[its_id] = (place.path, _Container(moved.id, moved.path, moved.production, moved.depth))
        _relocate(db, its_id, place, moved)
        documents.append(moved.document)
    return documents


def _relocate(db: Database, its_id: PlaceId, place: NewPlace, moved: NewPlace) -> None:
    if moved.document != place.document:  # the name of what could not be had says where it lies
        db.execute("UPDATE OR IGNORE document SET id = ? WHERE id = ?", [moved.document, place.document])
    if db.execute("SELECT 1 FROM place WHERE id = ?", [moved.id]).fetchone():
        db.execute("DELETE FROM place WHERE id = ?", [its_id])
    else:
        db.execute(
            "UPDATE place SET id = ?, document = ?, parent = ?, production = ?, path = ?, depth = ?, sort_key = ? WHERE id = ?",
            [moved.id, moved.document, moved.parent, moved.production, moved.path, moved.depth, sort_key(moved.path), its_id],
        )  # fmt: skip
    if moved.document != place.document:
        db.execute(
            "DELETE FROM document WHERE id = ?", [place.document]
        )  # left only where the new name was there already
    db.execute("UPDATE moved_place SET place = ? WHERE place = ?", [moved.id, its_id])
    db.execute(
        "INSERT INTO moved_place VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET place = excluded.place",
        [its_id, place.path, moved.id],
    )
