"""What an operation touched, so that each view refreshes only what it shows."""

from dataclasses import dataclass
from enum import StrEnum


class RecordKind(StrEnum):
    DOCUMENTS = "documents"
    PRODUCTIONS = "productions"
    ENTITIES = "entities"
    CLAIMS = "claims"
    DRAFTS = "drafts"
    ANNOTATIONS = "annotations"  # highlights, notes, page tags, read marks


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Published once for each operation. ``label`` names it as the undo action does; empty for bulk work."""

    label: str
    kinds: frozenset[RecordKind]
    ids: tuple[str, ...] = ()
