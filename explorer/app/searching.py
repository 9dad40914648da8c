"""Use cases of search: the case as the search engine sees it, answers grouped by document, and hits on a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.model.document import Kind, PlaceId
from explorer.model.query import Hit


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one document, in page order of the answer."""

    document: PlaceId
    name: str
    kind: Kind
    date: str | None
    production: str
    hits: tuple[Hit, ...]


def grouped(hits: Sequence[Hit]) -> list[HitGroup]:
    """Hits by document; documents in the order of their first hit."""
    groups: dict[PlaceId, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.document, []).append(hit)
    return [
        HitGroup(place, of[0].name, of[0].kind, of[0].date, of[0].production, tuple(of)) for place, of in groups.items()
    ]
