"""Entities, changed only through the journal; the questions about them are in naming.py."""

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from explorer.errors import InputError
from explorer.model.entity import EntityId, Mention, MentionId
from explorer.model.passage import Passage
from explorer.store.columns import fold
from explorer.store.journal import Journal, Operation
from explorer.store.naming import entities as entities
from explorer.store.naming import is_confirmed, suggestion_of
from explorer.store.naming import mentions as mentions
from explorer.store.naming import on_page as on_page
from explorer.store.naming import suggested_id as suggested_id

_SPAN = '"document", ordinal, start, "end"'


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
            if entity and is_confirmed(journal.db, entity)
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
    rows = [_entity_row(journal.db, other) for other in dict.fromkeys(others) if other != into]
    if not rows:
        raise InputError("An entity cannot be merged with itself", "Select two or more entities.")
    aliases = [*json.loads(kept["aliases"])]
    with journal.operation(f"Merge into “{kept['name']}”") as operation:
        for row in rows:
            aliases += [row["name"], *json.loads(row["aliases"])]
            for mention in mentions(journal.db, row["id"]):
                _move_mention(journal.db, operation, mention, into)
            for verdict in journal.db.execute(
                "SELECT id FROM suggestion_verdict WHERE entity = ?", [row["id"]]
            ).fetchall():
                operation.update("suggestion_verdict", verdict[0], {"entity": into})
            operation.delete("entity", row["id"])
        names = [each for each in dict.fromkeys(aliases) if each != kept["name"]]
        operation.update("entity", into, {"aliases": json.dumps(names, ensure_ascii=False)})


def _move_mention(db: Database, operation: Operation, mention: Mention, into: EntityId) -> None:
    """Give a mention to another entity, unless that one is already named by the same words."""
    span = mention.passage
    known = db.execute(
        f"SELECT 1 FROM mention WHERE entity = ? AND ({_SPAN}) = (?, ?, ?, ?)",
        [into, span.document, span.ordinal, span.start, span.end],
    ).fetchone()
    if known:
        operation.delete("mention", mention.id)
    else:
        operation.update("mention", mention.id, {"entity": into})


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


def _entity_row(db: Database, entity: EntityId) -> dict[str, Any]:
    row = next(iter(db.query("SELECT * FROM entity WHERE id = ?", [entity])), None)
    if row is None:
        raise InputError(
            f"There is no confirmed entity “{entity}”", "Confirm it first; only confirmed entities are changed."
        )
    return row


def _judgeable(db: Database, entity: EntityId) -> tuple[str, str]:
    kind, value = suggestion_of(entity)
    if not db.execute("SELECT 1 FROM suggestion WHERE kind = ? AND value = ?", [kind, value]).fetchone():
        raise InputError(f"There is no suggestion “{entity}”", "See “casefile entities CASE --state suggested”.")
    return kind, value
