"""Where a page comes from: production, path, place in the production, hash, other places of the same bytes."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.app.session import CaseSession
from explorer.gui.views.parts import ElidedLabel, LinkButton, TextLabel
from explorer.model.case import ProductionId
from explorer.model.document import Document, PlaceId
from explorer.model.passage import PageRef

_MOST_PLACES = 6


class ProvenanceView(QWidget):
    """Made anew for each page.

    Signals:
        copy_wanted: a text to copy.
    """

    copy_wanted = Signal(str)

    def __init__(self, session: CaseSession, page: PageRef, standings: Mapping[PlaceId, str]) -> None:
        super().__init__()
        document = session.reading.own_place(page.document)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._standings = standings
        self._add_production(session, document)
        self._add_path(document)
        if document.sha256:
            self._add_hash(document.sha256)
        self._add_places(session, document)

    def _add_production(self, session: CaseSession, document: Document) -> None:
        production = next((each for each in session.reading.productions() if each.id == document.production), None)
        if production is None:
            self._column.addWidget(TextLabel("In no production", wraps=True))
            return
        asked = f"{production.agency or production.name}"
        asked += f", request {production.request_number}" if production.request_number else ""
        self._column.addWidget(TextLabel(asked, wraps=True))
        parts = [f"received {production.received}"] if production.received else []
        parts.append(self._standing(session, document))
        self._column.addWidget(TextLabel(" · ".join(part for part in parts if part), role="muted", size=12, wraps=True))

    def _standing(self, session: CaseSession, document: Document) -> str:
        """Its place in the production; an attachment stands with the file that holds it."""
        top = document
        while top.parent is not None:
            top = session.reading.document(top.parent)
        standing = self._standings.get(top.id, "")
        return standing if top.id == document.id else ", ".join(part for part in (f"in {top.name}", standing) if part)

    def _add_path(self, document: Document) -> None:
        path = ElidedLabel(document.path, role="muted", size=12, mode=Qt.TextElideMode.ElideMiddle)
        path.setAccessibleName(f"Path as received: {document.path}")
        self._column.addWidget(path)

    def _add_hash(self, sha256: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        label = TextLabel(f"sha256 {sha256[:6]}…{sha256[-4:]}", role="muted", size=12)
        label.setToolTip(sha256)
        copy = LinkButton("Copy", "Copy the SHA-256 of this document", size=12)
        copy.clicked.connect(lambda: self.copy_wanted.emit(sha256))
        line.addWidget(label)
        line.addWidget(copy)
        line.addStretch(1)
        self._column.addLayout(line)

    def _add_places(self, session: CaseSession, document: Document) -> None:
        others = [place for place in session.reading.places(document.document) if place.id != document.id]
        if not others:
            return
        said = "place" if len(others) == 1 else "places"
        self._column.addWidget(
            TextLabel(f"The same bytes at {len(others):,} other {said}:", role="muted", size=12, wraps=True)
        )
        for place in others[:_MOST_PLACES]:
            path = ElidedLabel(place.path, size=12, mode=Qt.TextElideMode.ElideMiddle)
            path.setAccessibleName(f"Also at {place.path}")
            self._column.addWidget(path)
        if len(others) > _MOST_PLACES:
            self._column.addWidget(TextLabel(f"and {len(others) - _MOST_PLACES:,} more", role="muted", size=12))


def standings(documents: Sequence[Document]) -> dict[PlaceId, str]:
    """Which file of its production each top-level document is: "file 14 of 61"."""
    by_production: dict[ProductionId | None, list[PlaceId]] = {}
    for each in documents:
        if each.parent is None:
            by_production.setdefault(each.production, []).append(each.id)
    return {
        place: f"file {at:,} of {len(places):,}"
        for places in by_production.values()
        for at, place in enumerate(places, 1)
    }
