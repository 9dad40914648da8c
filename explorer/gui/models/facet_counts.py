"""Counts what facets show, off the window's thread. Plain code: no Qt, no widget.

A facet's own ticks do not narrow its own counts, so that a second value can be judged before it is ticked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from explorer.app.session import CaseSession
from explorer.gui.models.facets_model import FacetRow
from explorer.model.entity import EntityState
from explorer.model.query import FACETS, SearchRequest

_ENTITIES = 8  # asked for one by one, so kept few
KIND_NAMES = {
    "slides": "Slides",
    "email": "E-mail",
    "pdf": "PDF",
    "sheet": "Sheets",
    "document": "Documents",
    "text": "Text",
    "image": "Pictures",
    "archive": "Archives",
    "other": "Other",
}
FLAG_NAMES = {
    "cited": "Cited by a claim",
    "unread": "Not yet read",
    "needs OCR": "Pictures not read yet",
    "hidden": "Hidden text",
    "notes": "Speaker notes",
}
NO_PRODUCTION = "No production"


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """Rows of each facet for one request."""

    request: SearchRequest
    rows: Mapping[str, tuple[FacetRow, ...]]


def count_facets(session: CaseSession, request: SearchRequest) -> FacetCounts:
    """Count all facets of an answer.

    Raises:
        QueryError: the query cannot be read.
    """
    ask = replace(request, limit=0, offset=0, facets=True)
    found = dict(session.searching.search(ask).facets)
    for facet, chosen in request.filters.items():
        if chosen and facet in FACETS:
            others = {name: values for name, values in request.filters.items() if name != facet}
            found[facet] = session.searching.search(replace(ask, filters=others)).facets.get(facet, ())
    rows = {
        facet: tuple(FacetRow(value, shown_as(facet, value), count) for value, count in pairs)
        for facet, pairs in found.items()
    }
    return FacetCounts(request, {**rows, "entity": _entities(session, request)})


def shown_as(facet: str, value: str) -> str:
    """How a value is written for people."""
    if facet == "kind":
        return KIND_NAMES.get(value, value)
    if facet == "flag":
        return FLAG_NAMES.get(value, value)
    if facet == "sender":
        return value.partition("<")[0].strip(' "') or value
    return value or NO_PRODUCTION


def _entities(session: CaseSession, request: SearchRequest) -> tuple[FacetRow, ...]:
    """Those named most on the pages found: confirmed ones first, then suggested ones."""
    others = {name: values for name, values in request.filters.items() if name != "entity"}
    known = [each for each in session.tagging.entities() if each.state is not EntityState.REJECTED]
    rows = []
    for entity in known[: _ENTITIES * 2]:
        chosen = {**others, "entity": frozenset({entity.name})}
        pages = session.searching.search(replace(request, filters=chosen, limit=0, offset=0)).pages
        if pages:
            rows.append((entity.state is not EntityState.CONFIRMED, -pages, entity))
    rows.sort(key=lambda row: (row[0], row[1], row[2].name))
    seen: dict[str, FacetRow] = {}
    for is_suggested, pages, entity in rows:
        note = "suggested" if is_suggested else ""
        seen.setdefault(entity.name, FacetRow(entity.name, entity.name, -pages, entity.kind, note))
    return tuple(seen.values())[:_ENTITIES]
