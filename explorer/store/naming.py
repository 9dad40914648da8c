"""Questions about entities: confirmed ones from what people set, suggested ones from what was detected."""

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from explorer.model.document import DocumentId
from explorer.model.entity import Entity, EntityId, EntityState, Mention, MentionId
from explorer.model.passage import Passage

_COUNTS = """count(DISTINCT {source}.document || ' ' || {source}.ordinal), count(DISTINCT {source}.document)"""
_CONFIRMED = f"""
SELECT entity.id, entity.kind, entity.name, entity.aliases, {_COUNTS.format(source="mention")}
FROM entity LEFT JOIN mention ON mention.entity = entity.id WHERE ?1 IS NULL OR entity.kind = ?1 GROUP BY entity.id
"""
_SUGGESTED = f"""
SELECT kind, value, {_COUNTS.format(source="suggestion")} FROM suggestion
WHERE (?1 IS NULL OR kind = ?1) AND (kind, value) NOT IN (SELECT kind, value FROM suggestion_verdict) GROUP BY kind, value
"""
_REJECTED = f"""
SELECT verdict.kind, verdict.value, {_COUNTS.format(source="suggestion")}
FROM suggestion_verdict AS verdict LEFT JOIN suggestion USING (kind, value)
WHERE verdict = 'rejected' AND (?1 IS NULL OR verdict.kind = ?1) GROUP BY verdict.kind, verdict.value
"""
_PLACE = """LEFT JOIN own_place ON own_place.document = named.document
LEFT JOIN production ON production.id = own_place.production
ORDER BY coalesce(production.position, -1), own_place.sort_key, named.document, named.ordinal, start"""


def suggested_id(kind: str, value: str) -> EntityId:
    """The id of an entity that is only suggested."""
    return EntityId(f"{kind}:{value}")


def suggestion_of(entity: EntityId) -> tuple[str, str]:
    """The kind and value that a suggested entity's id says."""
    kind, _, value = entity.partition(":")
    return kind, value


def is_confirmed(db: Database, entity: EntityId) -> bool:
    return db.execute("SELECT 1 FROM entity WHERE id = ?", [entity]).fetchone() is not None


def entities(db: Database, kind: str | None = None, state: EntityState | None = None) -> list[Entity]:
    """Entities with their counts: confirmed first, then suggested, then rejected; in each by pages and name."""
    found: list[Entity] = []
    if state in (None, EntityState.CONFIRMED):
        found += [
            Entity(row[0], row[1], row[2], EntityState.CONFIRMED, tuple(json.loads(row[3])), row[4], row[5])
            for row in db.execute(_CONFIRMED, [kind]).fetchall()
        ]
    for its, question in ((EntityState.SUGGESTED, _SUGGESTED), (EntityState.REJECTED, _REJECTED)):
        if state in (None, its):
            found += [
                Entity(suggested_id(row[0], row[1]), row[0], row[1], its, (), row[2], row[3])
                for row in db.execute(question, [kind]).fetchall()
            ]
    first = {EntityState.CONFIRMED: 0, EntityState.SUGGESTED: 1, EntityState.REJECTED: 2}
    return sorted(found, key=lambda each: (first[each.state], -each.pages, each.name.casefold(), each.kind, each.id))


def mentions(db: Database, entity: EntityId) -> list[Mention]:
    """All places that name an entity, in document order."""
    if is_confirmed(db, entity):
        rows = db.execute(
            f"""SELECT named.id, named.document, ordinal, start, "end", quote FROM mention AS named {_PLACE.replace("ORDER", "WHERE entity = ? ORDER")}""",
            [entity],
        )
        return [_mention(row, entity, EntityState.CONFIRMED) for row in rows.fetchall()]
    kind, value = suggestion_of(entity)
    verdict = db.execute(
        "SELECT verdict FROM suggestion_verdict WHERE kind = ? AND value = ?", [kind, value]
    ).fetchone()
    its = EntityState.REJECTED if verdict == ("rejected",) else EntityState.SUGGESTED
    rows = db.execute(
        f"""SELECT named.rowid, named.document, named.ordinal, start, "end", page.text
            FROM suggestion AS named JOIN page ON page.document = named.document AND page.ordinal = named.ordinal
            {_PLACE.replace("ORDER", "WHERE kind = ? AND value = ? ORDER")}""",
        [kind, value],
    )
    return [_suggested(row, entity, its) for row in rows]


def on_page(db: Database, document: DocumentId, ordinal: int) -> list[tuple[Entity, tuple[Mention, ...]]]:
    """Who is named on a page and where: confirmed ones, then those suggested and not judged."""
    named: dict[EntityId, list[Mention]] = {}
    kinds: dict[EntityId, tuple[str, str, EntityState, tuple[str, ...]]] = {}
    for row in db.execute(
        """SELECT mention.id, document, ordinal, start, "end", quote, entity.id, kind, name, aliases FROM mention
           JOIN entity ON entity.id = mention.entity WHERE document = ? AND ordinal = ? ORDER BY start, mention.id""",
        [document, ordinal],
    ).fetchall():
        named.setdefault(row[6], []).append(_mention(row, row[6], EntityState.CONFIRMED))
        kinds[row[6]] = (row[7], row[8], EntityState.CONFIRMED, tuple(json.loads(row[9])))
    for row in db.execute(
        """SELECT suggestion.rowid, document, ordinal, start, "end", page.text, kind, value
           FROM suggestion JOIN page USING (document, ordinal)
           WHERE document = ? AND ordinal = ? AND (kind, value) NOT IN (SELECT kind, value FROM suggestion_verdict)
           ORDER BY start, suggestion.rowid""",
        [document, ordinal],
    ).fetchall():
        its = suggested_id(row[6], row[7])
        named.setdefault(its, []).append(_suggested(row, its, EntityState.SUGGESTED))
        kinds[its] = (row[6], row[7], EntityState.SUGGESTED, ())
    return [(_counted(db, each, *kinds[each]), tuple(found)) for each, found in named.items()]


def _counted(
    db: Database, entity: EntityId, kind: str, name: str, state: EntityState, aliases: tuple[str, ...]
) -> Entity:
    if state is EntityState.CONFIRMED:
        source, values = "mention WHERE entity = ?", [str(entity)]
    else:
        source, values = "suggestion WHERE kind = ? AND value = ?", [kind, name]
    pages, documents = db.execute(
        f"SELECT count(DISTINCT document || ' ' || ordinal), count(DISTINCT document) FROM {source}", values
    ).fetchone()
    return Entity(entity, kind, name, state, aliases, pages, documents)


def _mention(row: Sequence[Any], entity: EntityId, state: EntityState) -> Mention:
    return Mention(MentionId(str(row[0])), entity, Passage(row[1], row[2], row[3], row[4], row[5]), state)


def _suggested(row: Sequence[Any], entity: EntityId, state: EntityState) -> Mention:
    """A detected mention; its words are cut out here, because SQLite's substr stops at a NUL."""
    return _mention((*row[:5], row[5][row[3] : row[4]]), entity, state)
