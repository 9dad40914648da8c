"""Use cases of entities: who and what the records name, confirmed by a person or only suggested."""

from collections.abc import Sequence

from explorer.app.record import Record
from explorer.model.entity import BUILT_IN_KINDS, Entity, EntityId, EntityState, Mention, MentionId
from explorer.model.passage import PageRef, Passage
from explorer.store import entities


class Tagging:
    def __init__(self, record: Record) -> None:
        self._record = record

    def entities(self, kind: str | None = None, state: EntityState | None = None) -> list[Entity]:
        """Confirmed, suggested and rejected entities with their counts, confirmed first, then by pages."""
        return self._record.ask(entities.entities, kind, state)

    def mentions(self, entity: EntityId) -> list[Mention]:
        """All places that name it, in document order."""
        return self._record.ask(entities.mentions, entity)

    def on_page(self, page: PageRef) -> list[tuple[Entity, tuple[Mention, ...]]]:
        """Who is named on a page and where."""
        return self._record.ask(entities.on_page, page.document, page.ordinal)

    def kinds(self) -> list[str]:
        """The built-in kinds, then the reader's own."""
        own = sorted({entity.kind for entity in self.entities(state=EntityState.CONFIRMED)} - set(BUILT_IN_KINDS))
        return [*BUILT_IN_KINDS, *own]

    def tag(self, passage: Passage, kind: str, name: str, entity: EntityId | None = None) -> tuple[EntityId, MentionId]:
        """Say that a passage names an entity: a given one, else the one of that kind and name, else a new one."""
        return self._record.change(entities.tag, passage, kind, name, entity)

    def confirm(self, suggested: EntityId) -> EntityId:
        """Accept a suggestion with all its places. Returns the confirmed entity."""
        return self._record.change(entities.confirm, suggested)

    def reject(self, suggested: EntityId) -> None:
        return self._record.change(entities.reject, suggested)

    def rename(self, entity: EntityId, name: str) -> None:
        return self._record.change(entities.rename, entity, name)

    def set_kind(self, entity: EntityId, kind: str) -> None:
        return self._record.change(entities.set_kind, entity, kind)

    def merge(self, into: EntityId, others: Sequence[EntityId]) -> None:
        """Make others part of one entity; their names become its aliases."""
        return self._record.change(entities.merge, into, others)

    def split(self, entity: EntityId, mentions: Sequence[MentionId], name: str) -> EntityId:
        """Move some mentions to a new entity of the same kind."""
        return self._record.change(entities.split, entity, mentions, name)

    def untag(self, mention: MentionId) -> None:
        return self._record.change(entities.untag, mention)
