"""Entities and their mentions: who and what the records name, and where.

A *suggested* mention was computed; a *confirmed* one was set or accepted by a person. Only those count as known.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from explorer.model.passage import Passage

EntityId = NewType("EntityId", str)  # UUID of a confirmed entity; "kind:value" of one that is only suggested
MentionId = NewType("MentionId", str)

PERSON, ORGANISATION, PLACE, PLATE = "person", "organisation", "place", "plate"
PHONE, EMAIL_ADDRESS, CASE_NUMBER = "phone", "email", "case number"
BUILT_IN_KINDS = (PERSON, ORGANISATION, PLACE, PLATE, PHONE, EMAIL_ADDRESS, CASE_NUMBER)


class EntityState(StrEnum):
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place, plate, phone, e-mail address, case number, or a kind of the reader's own."""

    id: EntityId
    kind: str
    name: str
    state: EntityState
    aliases: tuple[str, ...] = ()
    pages: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names an entity."""

    id: MentionId
    entity: EntityId
    passage: Passage
    state: EntityState


@dataclass(frozen=True, slots=True)
class Detection:
    """What a detector found in a page's text: ``text[start:end]`` names ``value`` (in its normal form)."""

    kind: str
    value: str
    start: int
    end: int
