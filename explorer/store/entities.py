"""Entities: confirmed ones from what people set, suggested ones from what was detected and nobody judged yet."""

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.document import DocumentId
from explorer.model.entity import Entity, EntityId, EntityState, Mention, MentionId
from explorer.model.passage import Passage
from explorer.store.columns import fold
from explorer.store.journal import Journal, Operation

_SPAN = '"document", ordinal, start, "end"'
_CONFIRMED = """
SELECT entity.id, entity.kind, entity.name, entity.aliases, count(DISTINCT mention.document || ' ' || mention.ordinal),
    count(DISTINCT mention.document)
FROM entity LEFT JOIN mention ON mention.entity = entity.id GROUP BY entity.id
"""
_SUGGESTED = """
SELECT suggestion.kind, suggestion.value, count(DISTINCT suggestion.document || ' ' || suggestion.ordinal),
    count(DISTINCT suggestion.document), verdict.verdict
FROM suggestion LEFT JOIN suggestion_verdict AS verdict USING (kind, value)
WHERE verdict.verdict IS NULL OR verdict.verdict = 'rejected' GROUP BY suggestion.kind, suggestion.value
"""


def suggested_id(kind: str, value: str) -> EntityId:
    """The id of an entity that is only suggested."""
    return EntityId(f"{kind}:{value}")


def entities(db: Database, kind: str | None = None, state: EntityState | None = None) -> list[Entity]:
    """Entities with their counts: confirmed first, then by pages and name."""
    found: list[Entity] = []
    if state in (None, EntityState.CONFIRMED):
        found += [
            Entity(row[0], row[1], row[2], EntityState.CONFIRMED, tuple(json.loads(row[3])), row[4], row[5])
            for row in db.execute(_CONFIRMED).fetchall()
        ]
    if state != EntityState.CONFIRMED:
        for row in db.execute(_SUGGESTED).fetchall():
            its = EntityState.REJECTED if row[4] else EntityState.SUGGESTED
            found.append(Entity(suggested_id(row[0], row[1]), row[0], row[1], its, (), row[2], row[3]))
    first = {EntityState.CONFIRMED: 0, EntityState.SUGGESTED: 1, EntityState.REJECTED: 2}
    wanted = (each for each in found if kind in (None, each.kind) and state in (None, each.state))
    return sorted(wanted, key=lambda each: (first[each.state], -each.pages, each.name.casefold(), each.kind))


def mentions(db: Database, entity: EntityId) -> list[Mention]:
    """All places that name an entity, in document order."""
    order = "ORDER BY own_place.sort_key, ordinal, start"
    if _is_confirmed(db, entity):
        rows = db.execute(
            f"""SELECT mention.id, mention.document, ordinal, start, "end", quote FROM mention
                LEFT JOIN own_place ON own_place.document = mention.document WHERE entity = ? {order}""",
            [entity],
        ).fetchall()
        return [_mention(row, entity, EntityState.CONFIRMED) for row in rows]
    kind, value = _suggestion(entity)
    rows = db.execute(
        f"""SELECT suggestion.rowid, suggestion.document, suggestion.ordinal, start, "end", substr(page.text, start + 1, "end" - start)
            FROM suggestion JOIN page USING (document, ordinal) JOIN own_place ON own_place.document = suggestion.document
            WHERE kind = ? AND value = ? {order.replace("ordinal", "suggestion.ordinal")}""",
        [kind, value],
    ).fetchall()
    return [_mention(row, entity, EntityState.SUGGESTED) for row in rows]


def on_page(db: Database, document: DocumentId, ordinal: int) -> list[tuple[Entity, tuple[Mention, ...]]]:
    """Who is named on a page and where: confirmed ones, then those suggested and not judged."""
    named: dict[EntityId, list[Mention]] = {}
    kinds: dict[EntityId, tuple[str, str, EntityState, tuple[str, ...]]] = {}
    for row in db.execute(
        """SELECT mention.id, document, ordinal, start, "end", quote, entity.id, kind, name, aliases FROM mention
           JOIN entity ON entity.id = mention.entity WHERE document = ? AND ordinal = ? ORDER BY start""",
        [document, ordinal],
    ).fetchall():
        named.setdefault(row[6], []).append(_mention(row, row[6], EntityState.CONFIRMED))
        kinds[row[6]] = (row[7], row[8], EntityState.CONFIRMED, tuple(json.loads(row[9])))
    for row in db.execute(
        """SELECT suggestion.rowid, document, ordinal, start, "end", substr(page.text, start + 1, "end" - start), kind, value
           FROM suggestion JOIN page USING (document, ordinal) LEFT JOIN suggestion_verdict AS verdict USING (kind, value)
           WHERE document = ? AND ordinal = ? AND verdict.id IS NULL ORDER BY start""",
        [document, ordinal],
    ).fetchall():
        its = suggested_id(row[6], row[7])
        named.setdefault(its, []).append(_mention(row, its, EntityState.SUGGESTED))
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
        f"SELECT count(DISTINCT document || ' ' || ordinal), count(DISTINCT document) FROM {source}",
        values,
    ).fetchone()
    return Entity(entity, kind, name, state, aliases, pages, documents)


def _mention(row: Sequence[Any], entity: EntityId, state: EntityState) -> Mention:
    return Mention(MentionId(str(row[0])), entity, Passage(row[1], row[2], row[3], row[4], row[5]), state)


def tag(
    journal: Journal, passage: Passage, kind: str, name: str, entity: EntityId | None = None
) -> tuple[EntityId, MentionId]:
    """Say that a passage names an entity: the given one, else the one of that kind and name, else a new one."""
    if not name.strip() or not kind.strip():
        raise InputError(
            "An entity needs a name and a kind", "Type the name, and choose person, organisation or another kind."
        )
    with journal.operation(f"Tag “{name.strip()}”") as operation:
        chosen = (
            entity
            if entity and _is_confirmed(journal.db, entity)
            else _named(journal, operation, kind.strip(), name.strip())
        )
        return chosen, _add_mention(journal.db, operation, chosen, passage)


def _named(journal: Journal, operation: Operation, kind: str, name: str) -> EntityId:
    for row in journal.db.execute("SELECT id, name, aliases FROM entity WHERE kind = ? ORDER BY id", [kind]).fetchall():
        if fold(name) in {fold(each) for each in (row[1], *json.loads(row[2]))}:
            return EntityId(row[0])
    return EntityId(operation.insert("entity", {"kind": kind, "name": name, "aliases": "[]"}))


def _add_mention(db: Database, operation: Operation, entity: EntityId, passage: Passage) -> MentionId:
    row = {"entity": entity, "document": passage.document, "ordinal": passage.ordinal, "start": passage.start, "end": passage.end,
           "quote": passage.quote}  # fmt: skip
    known = db.execute(
        f"SELECT id FROM mention WHERE entity = ? AND ({_SPAN}) = (?, ?, ?, ?)",
        [entity, passage.document, passage.ordinal, passage.start, passage.end],
    ).fetchone()
    return MentionId(known[0] if known else operation.insert("mention", row))


def confirm(journal: Journal, suggested: EntityId) -> EntityId:
    """Make a suggestion an entity of the case, with a mention at each of its places."""
    kind, value = _judgeable(journal.db, suggested)
    with journal.operation(f"Confirm “{value}”") as operation:
        entity = _named(journal, operation, kind, value)
        _judge(journal.db, operation, kind, value, "confirmed", entity)
        for mention in mentions(journal.db, suggested):
            _add_mention(journal.db, operation, entity, mention.passage)
    return entity


def reject(journal: Journal, suggested: EntityId) -> None:
    """Say that a suggestion is wrong; it is not suggested again."""
    kind, value = _judgeable(journal.db, suggested)
    with journal.operation(f"Reject “{value}”") as operation:
        _judge(journal.db, operation, kind, value, "rejected", "")


def _judge(db: Database, operation: Operation, kind: str, value: str, verdict: str, entity: str) -> None:
    known = db.execute("SELECT id FROM suggestion_verdict WHERE kind = ? AND value = ?", [kind, value]).fetchone()
    if known:
        operation.update("suggestion_verdict", known[0], {"verdict": verdict, "entity": entity})
    else:
        operation.insert("suggestion_verdict", {"kind": kind, "value": value, "verdict": verdict, "entity": entity})


def rename(journal: Journal, entity: EntityId, name: str) -> None:
    """Give it another name; the old one stays as an alias, so that it is still found."""
    row = _entity_row(journal.db, entity)
    if not name.strip():
        raise InputError("An entity needs a name", "Type its name.")
    aliases = [*json.loads(row["aliases"]), row["name"]]
    kept = [each for each in dict.fromkeys(aliases) if each != name.strip()]
    with journal.operation(f"Rename “{row['name']}”") as operation:
        operation.update("entity", entity, {"name": name.strip(), "aliases": json.dumps(kept, ensure_ascii=False)})


def set_kind(journal: Journal, entity: EntityId, kind: str) -> None:
    row = _entity_row(journal.db, entity)
    with journal.operation(f"Change the kind of “{row['name']}”") as operation:
        operation.update("entity", entity, {"kind": kind})


def merge(journal: Journal, into: EntityId, others: Sequence[EntityId]) -> None:
    """Make others part of one entity; their names become its aliases."""
    kept = _entity_row(journal.db, into)
    rows = [_entity_row(journal.db, other) for other in others if other != into]
    if not rows:
        raise InputError("An entity cannot be merged with itself", "Select two or more entities.")
    aliases = [*json.loads(kept["aliases"])]
    with journal.operation(f"Merge into “{kept['name']}”") as operation:
        for row in rows:
            aliases += [row["name"], *json.loads(row["aliases"])]
            for mention in mentions(journal.db, row["id"]):
                operation.update("mention", mention.id, {"entity": into})
            for verdict in journal.db.execute(
                "SELECT id FROM suggestion_verdict WHERE entity = ?", [row["id"]]
            ).fetchall():
                operation.update("suggestion_verdict", verdict[0], {"entity": into})
            operation.delete("entity", row["id"])
        names = [each for each in dict.fromkeys(aliases) if each != kept["name"]]
        operation.update("entity", into, {"aliases": json.dumps(names, ensure_ascii=False)})


def split(journal: Journal, entity: EntityId, chosen: Sequence[MentionId], name: str) -> EntityId:
    """Move some mentions to a new entity of the same kind."""
    row = _entity_row(journal.db, entity)
    own = {mention.id for mention in mentions(journal.db, entity)}
    if not chosen or not set(chosen) <= own:
        raise InputError(
            "Nothing was selected to split off", "Select the mentions that mean somebody or something else."
        )
    with journal.operation(f"Split “{row['name']}”") as operation:
        made = EntityId(
            operation.insert("entity", {"kind": row["kind"], "name": name.strip() or row["name"], "aliases": "[]"})
        )
        for mention in chosen:
            operation.update("mention", mention, {"entity": made})
    return made


def untag(journal: Journal, mention: MentionId) -> None:
    """Take a mention away; an entity without any mention stays."""
    with journal.operation("Remove a tag") as operation:
        operation.delete("mention", mention)


def _is_confirmed(db: Database, entity: EntityId) -> bool:
    return db.execute("SELECT 1 FROM entity WHERE id = ?", [entity]).fetchone() is not None


def _entity_row(db: Database, entity: EntityId) -> dict[str, Any]:
    row = next(iter(db.query("SELECT * FROM entity WHERE id = ?", [entity])), None)
    if row is None:
        raise InputError(
            f"There is no confirmed entity “{entity}”", "Confirm it first; only confirmed entities are changed."
        )
    return row


def _suggestion(entity: EntityId) -> tuple[str, str]:
    kind, _, value = entity.partition(":")
    return kind, value


def _judgeable(db: Database, entity: EntityId) -> tuple[str, str]:
    kind, value = _suggestion(entity)
    if not db.execute("SELECT 1 FROM suggestion WHERE kind = ? AND value = ?", [kind, value]).fetchone():
        raise InputError(f"There is no suggestion “{entity}”", "See “casefile entities CASE --state suggested”.")
    return kind, value
