"""What is known of the page at hand: entities, claims, where it comes from, notes, tags.

Its small buttons change the case through the session, so each can be undone; going elsewhere is said with signals.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from explorer.app.duplicating import NearPage
from explorer.app.session import CaseSession
from explorer.gui.views.inspector_parts import ClaimCard, EntityLine, NoteCard, Writing
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import ElidedLink, LinkButton, SectionHead, TextLabel
from explorer.gui.views.provenance import ProvenanceView, standings
from explorer.gui.views.reading_card import ReadingView
from explorer.model.annotation import Note
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.claim import Claim
from explorer.model.document import Document, PlaceId
from explorer.model.entity import Entity, EntityState, Mention
from explorer.model.passage import PageRef, Passage

_MOST_ENTITIES = 12
_MOST_NEAR = 6
_SIDE = 14  # pixels


class Section(QWidget):
    """A head that folds, and widgets below it that are replaced as a whole."""

    def __init__(self, title: str, side: int = _SIDE) -> None:
        super().__init__()
        self.head = SectionHead(title)
        self._body = QWidget()
        self._inner = QVBoxLayout(self._body)
        self._inner.setContentsMargins(side, 0, side, 0)
        self._inner.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self._body)
        self.head.toggled.connect(self._body.setVisible)

    def fill(self, widgets: Sequence[QWidget]) -> None:
        """Show these widgets instead of those before."""
        while (item := self._inner.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for widget in widgets:
            self._inner.addWidget(widget)


class Inspector(QScrollArea):
    """Shows one page; ``refresh`` after a change.

    Signals:
        entity_chosen: an EntityId to show.
        claim_chosen: a ClaimId to show.
        copied: what was copied, in words for the status line.
        action_asked: the id of an action, as in the catalog.
        compare_asked: a PageRef that the page is to be compared with.
    """

    entity_chosen = Signal(str)
    claim_chosen = Signal(str)
    copied = Signal(str)
    action_asked = Signal(str)
    compare_asked = Signal(object)

    def __init__(self, session: CaseSession) -> None:
        super().__init__()
        self._session = session
        self._page: PageRef | None = None
        self._shows_all_entities = False
        self._standings: dict[PlaceId, str] = {}
        self.setAccessibleName("About this page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(200)
        self._entities, self._claims = Section("On this page", 0), Section("Claims citing this page")
        self._read_off, self._near = Section("Read off the picture"), Section("Nearly the same")
        self._provenance, self._notes = Section("Provenance"), Section("Notes")
        self._tags = Section("Page tags")
        self._empty = TextLabel(
            "Open a page to see who is named on it and where it comes from.", role="muted", wraps=True
        )
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        self._empty.setContentsMargins(_SIDE, 12, _SIDE, 12)
        column.addWidget(self._empty)
        self._sections = (self._entities, self._claims, self._read_off, self._provenance, self._notes, self._tags)
        for section in (*self._sections[:3], self._near, *self._sections[3:]):
            column.addWidget(section)
            section.hide()
        column.addStretch(1)
        self.setWidget(self._inner)
        watch_theme(self, self._dress)

    @property
    def page(self) -> PageRef | None:
        return self._page

    def set_page(self, page: PageRef | None) -> None:
        """Show what is known of a page."""
        if page != self._page:
            self._shows_all_entities = False
            self.verticalScrollBar().setValue(0)
            self._near.hide()
        self._page = page
        self._empty.setVisible(page is None)
        for section in self._sections:
            section.setVisible(page is not None)
        if page is not None:
            self._fill(page, frozenset(RecordKind))

    def set_documents(self, documents: Sequence[Document]) -> None:
        """Take in the case's documents anew, to say which file of its production a page is in."""
        self._standings = standings(documents)
        if self._page is not None:
            self._fill_provenance(self._page)

    def show_near(self, page: PageRef, near: Sequence[NearPage], is_looking: bool) -> None:
        """Say which pages are nearly the same as this one, as far as pages were looked at; nothing where none is."""
        if page != self._page:
            return
        widgets: list[QWidget] = [self._near_line(each) for each in near[:_MOST_NEAR]]
        if len(near) > _MOST_NEAR:
            widgets.append(_hint(f"and {len(near) - _MOST_NEAR:,} more"))
        if near and is_looking:
            widgets.append(_hint("Other pages are still being looked at."))
        self._near.fill(widgets)
        self._near.setVisible(bool(near))

    def _near_line(self, near: NearPage) -> QWidget:
        place = near.citation.bates or f"{near.citation.name}, {near.citation.label}"
        begins = "picture" if near.by_pictures else f"{near.likeness:.0%}"
        line = ElidedLink(f"{begins} · {place}", f"Compare with {near.citation}: {near.reason}", size=12)
        line.setToolTip(f"{near.citation}: {near.reason}")
        line.clicked.connect(lambda _=False: self.compare_asked.emit(near.page))
        return line

    def refresh(self, change: ChangeSet) -> None:
        """Show anew what a change touched."""
        if self._page is not None:
            self._fill(self._page, change.kinds)

    def start_note(self) -> None:
        """Open the field for a note on the page as a whole."""
        if self._page is not None:
            self.notes_section_open()
            self._fill_notes(self._page, is_writing=True)

    def notes_section_open(self) -> None:
        self._notes.head.setChecked(True)

    def _fill(self, page: PageRef, kinds: frozenset[RecordKind]) -> None:
        if kinds & {RecordKind.ENTITIES, RecordKind.DOCUMENTS}:
            self._fill_entities(page)
        if kinds & {RecordKind.CLAIMS, RecordKind.DOCUMENTS}:
            self._claims.fill([self._claim_card(each) for each in self._session.claiming.citing(page)] or [
                _hint("No claim cites this page. Select words on it and press C.")
            ])  # fmt: skip
        if RecordKind.DOCUMENTS in kinds:
            self._fill_readings(page)
        if kinds & {RecordKind.DOCUMENTS, RecordKind.PRODUCTIONS}:
            self._fill_provenance(page)
        if RecordKind.ANNOTATIONS in kinds:
            self._fill_notes(page)
            self._fill_tags(page)

    def _fill_entities(self, page: PageRef) -> None:
        found = sorted(self._session.tagging.on_page(page), key=_confirmed_first)
        shown = found if self._shows_all_entities else found[:_MOST_ENTITIES]
        widgets: list[QWidget] = [self._entity_line(entity) for entity, _ in shown]
        if len(found) > len(shown):
            more = LinkButton(f"{len(found) - len(shown)} more…", "More entities on this page", size=12)
            more.clicked.connect(self._on_more_entities)
            widgets.append(more)
        if not widgets:
            hint = _hint("Nobody is named here yet. Select a name and press E.")
            hint.setContentsMargins(_SIDE, 0, _SIDE, 0)
            widgets.append(hint)
        self._entities.fill(widgets)

    def _on_more_entities(self) -> None:
        self._shows_all_entities = True
        if self._page is not None:
            self._fill_entities(self._page)

    def _entity_line(self, entity: Entity) -> EntityLine:
        line = EntityLine(entity)
        line.chosen.connect(lambda: self.entity_chosen.emit(entity.id))
        line.confirmed.connect(lambda: self._session.tagging.confirm(entity.id))
        line.rejected.connect(lambda: self._session.tagging.reject(entity.id))
        return line

    def _claim_card(self, claim: Claim) -> ClaimCard:
        card = ClaimCard(claim)
        card.chosen.connect(lambda: self.claim_chosen.emit(claim.id))
        return card

    def _fill_readings(self, page: PageRef) -> None:
        """Who read the page off its picture; nothing of a page that no engine read."""
        standing = self._session.recognising.standing(page, with_line=False)
        self._read_off.setVisible(bool(standing.readings))
        if not standing.readings:
            self._read_off.fill([])
            return
        view = ReadingView(standing)
        view.asked.connect(self.action_asked)
        view.use_asked.connect(lambda engine: self._session.recognising.use(page, engine))
        self._read_off.fill([view])

    def _fill_provenance(self, page: PageRef) -> None:
        view = ProvenanceView(self._session, page, self._standings)
        view.copy_wanted.connect(self._on_copy)
        self._provenance.fill([view])

    def _on_copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit("Copied the SHA-256")

    def _fill_notes(self, page: PageRef, *, is_writing: bool = False) -> None:
        widgets: list[QWidget] = [self._note_card(note) for note in self._session.annotating.notes(page)]
        if is_writing:
            writing = Writing("", "Add note", "Text of the new note")
            writing.kept.connect(lambda text: self._write_note(page, text))
            writing.dropped.connect(lambda: self._fill_notes(page))
            self._notes.fill([*widgets, writing])
            writing.setFocus()
            return
        add = LinkButton("Add a note", size=12)
        add.clicked.connect(self.start_note)
        self._notes.fill([*widgets, add])

    def _write_note(self, page: PageRef, text: str) -> None:
        self._session.annotating.write_note(Passage(page.document, page.ordinal, 0, 0, ""), text)

    def _note_card(self, note: Note) -> NoteCard:
        card = NoteCard(note)
        card.edited.connect(lambda text: self._session.annotating.edit_note(note.id, text))
        card.removed.connect(lambda: self._session.annotating.remove_note(note.id))
        return card

    def _fill_tags(self, page: PageRef) -> None:
        widgets: list[QWidget] = []
        for each in self._session.annotating.tags(page):
            tag = LinkButton(f"● {each.tag}  ✕", f"Remove the tag {each.tag}", role="ink")
            tag.clicked.connect(lambda _=False, name=each.tag: self._session.annotating.untag_page(page, name))
            widgets.append(tag)
        field = QLineEdit()
        field.setPlaceholderText("Add a tag")
        field.setAccessibleName("Add a tag to this page")
        completer = QCompleter(self._session.annotating.all_tags(), field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field.setCompleter(completer)
        field.returnPressed.connect(lambda: self._add_tag(page, field.text()))
        self._tags.fill([*widgets, field])

    def _add_tag(self, page: PageRef, text: str) -> None:
        held = {each.tag.casefold() for each in self._session.annotating.tags(page)}
        if text.strip() and text.strip().casefold() not in held:
            self._session.annotating.tag_page(page, text.strip())

    def _dress(self) -> None:
        panel = colour("panel").name()
        self.setStyleSheet(f"Inspector, Inspector > QWidget > QWidget {{ background: {panel}; }}")


def _confirmed_first(found: tuple[Entity, tuple[Mention, ...]]) -> tuple[bool, int, str]:
    return found[0].state is not EntityState.CONFIRMED, -found[0].pages, found[0].name


def _hint(text: str) -> TextLabel:
    return TextLabel(text, role="muted", size=12, wraps=True)
