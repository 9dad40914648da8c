"""The workspace of entities: find, judge, rename, merge, split. Each change is one operation that can be undone."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from explorer.app.session import CaseSession
from explorer.gui.models.entities_model import EntitiesModel
from explorer.gui.models.mentions_model import MentionGroup, MentionRow, MentionsModel, mention_rows
from explorer.gui.services import WindowServices
from explorer.gui.views.entity_list import EntityList
from explorer.gui.views.entity_pane import AskBar, EntityPane
from explorer.gui.views.paint import colour, watch_theme
from explorer.gui.views.parts import EmptyState, TextLabel
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.entity import Entity, EntityId, EntityState, Mention

_LIST, _PANE = 340, 700  # pixels at first


class EntitiesDesk(QWidget):
    """List at the left, the selected entity at the right; several selected can be merged."""

    def __init__(self, session: CaseSession, services: WindowServices) -> None:
        super().__init__()
        self._session, self._services = session, services
        self._current: Entity | None = None
        self._then_select: EntityId | None = None  # to be selected when the list has it
        self.entities, self.mentions = EntitiesModel(self), MentionsModel(self)
        self.list, self.pane = EntityList(self.entities), EntityPane(self.mentions)
        self.merge_bar = AskBar("Merge", "Keep apart", "The name that stays")
        self.split_bar = AskBar("Split off", "Leave as is", "Name of the new entity")
        self._several = self._several_page()
        self._none = EmptyState(
            "Who is in these records?",
            "Names, places, plates, phone numbers and addresses are suggested while records are read. Select one to "
            "see every page that names it, then confirm or reject it. On a page, select a name and press E to tag it.",
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.reload()

    def _several_page(self) -> QWidget:
        page = QWidget()
        self._several_words = TextLabel(size=15, weight=600, wraps=True)
        self._several_names = TextLabel(role="muted", wraps=True)
        self.confirm_all, self.reject_all = QPushButton("✓ Confirm all"), QPushButton("✕ Reject all")
        self.merge = QPushButton("Merge…")
        self.merge.setProperty("primary", True)
        buttons = QHBoxLayout()
        for button in (self.merge, self.confirm_all, self.reject_all):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        column.addWidget(self._several_words)
        column.addWidget(self._several_names)
        column.addLayout(buttons)
        column.addStretch(1)
        return page

    def _lay_out(self) -> None:
        for page in (self._none, self.pane, self._several):
            self._stack.addWidget(page)
        right = QWidget()
        self._right = right
        right.setObjectName("entityRight")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.merge_bar, self.split_bar):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST, _PANE])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        self.list.setMinimumWidth(260)
        self.list.setObjectName("entityLeft")
        watch_theme(self, self._dress)

    def _connect(self) -> None:
        self.list.selected.connect(self._on_selected)
        self.pane.renamed.connect(self._on_renamed)
        self.pane.kind_set.connect(self._on_kind_set)
        self.pane.confirm_wanted.connect(lambda: self._judge(confirms=True))
        self.pane.reject_wanted.connect(lambda: self._judge(confirms=False))
        self.confirm_all.clicked.connect(lambda: self._judge(confirms=True))
        self.reject_all.clicked.connect(lambda: self._judge(confirms=False))
        self.merge.clicked.connect(self._ask_merge)
        self.merge_bar.answered.connect(self._on_merge)
        self.pane.split_wanted.connect(self._ask_split)
        self.split_bar.answered.connect(self._on_split)
        self.pane.untag_wanted.connect(self._on_untag)
        self.pane.mention_opened.connect(self._on_mention_opened)
        self._services.changes.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Nothing here has a key of its own yet."""
        return {}

    def show_entity(self, entity: EntityId) -> None:
        """Select an entity, taking away what hides it."""
        self.list.show_all()
        self.list.select([entity])

    def reload(self, then_select: EntityId | None = None) -> None:
        """Ask for all entities anew, off this thread."""

        self._then_select = then_select or self._then_select

        def done(found: list[Entity]) -> None:
            self.list.show_entities(found)
            if self._then_select:
                self.list.select([self._then_select])
                self._then_select = None
            self._on_selected(self.list.selection())

        self._services.tasks.run(self._session.tagging.entities, done, key="entities desk")

    def _on_changed(self, change: ChangeSet) -> None:
        if change.kinds & {RecordKind.ENTITIES, RecordKind.DOCUMENTS}:
            self.reload()

    def _on_selected(self, chosen: list[Entity]) -> None:
        self.merge_bar.hide()
        self.split_bar.hide()
        self._current = chosen[0] if len(chosen) == 1 else None
        if not chosen:
            self._stack.setCurrentWidget(self._none)
        elif self._current is not None:
            self._stack.setCurrentWidget(self.pane)
            self.pane.show_entity(self._current, self._session.tagging.kinds())
            self._load_mentions(self._current)
        else:
            self._show_several(chosen)

    def _show_several(self, chosen: list[Entity]) -> None:
        self._stack.setCurrentWidget(self._several)
        self._several_words.setText(f"{len(chosen):,} entities selected")
        names = ", ".join(each.name for each in chosen[:12])
        self._several_names.setText(names + (" …" if len(chosen) > 12 else ""))
        judged = all(each.state is EntityState.CONFIRMED for each in chosen)
        self.confirm_all.setVisible(not judged)
        self.reject_all.setVisible(not judged)
        kinds = {each.kind for each in chosen}
        self.merge.setEnabled(len(kinds) == 1)
        self.merge.setToolTip("" if len(kinds) == 1 else "Only entities of one kind can be merged")

    def _load_mentions(self, entity: Entity) -> None:
        reading = self._session.reading

        def work() -> list[MentionGroup | MentionRow]:
            found: list[Mention] = self._session.tagging.mentions(entity.id)
            return mention_rows(
                found,
                lambda each: reading.page_at(each.passage.page),
                lambda document: reading.own_place(document).name,
            )

        self._services.tasks.run(work, self.mentions.show, key="entity mentions")

    def _on_mention_opened(self, mention: Mention) -> None:
        self._services.open_page(mention.passage.page, (mention.passage.start, mention.passage.end))

    def _on_renamed(self, name: str) -> None:
        if self._current is not None:
            self._session.tagging.rename(self._current.id, name)

    def _on_kind_set(self, kind: str) -> None:
        if self._current is not None:
            self._session.tagging.set_kind(self._current.id, kind)

    def _judge(self, *, confirms: bool) -> None:
        chosen = self.list.selection()
        kept: EntityId | None = None
        for entity in chosen:
            if entity.state is EntityState.CONFIRMED:
                continue
            if confirms:
                kept = self._session.tagging.confirm(entity.id)
            elif entity.state is EntityState.SUGGESTED:
                self._session.tagging.reject(entity.id)
        if kept and len(chosen) == 1:
            self.reload(then_select=kept)

    def _ask_merge(self) -> None:
        chosen = self.list.selection()
        said = "They become one entity; the other names stay as aliases. Which name stays?"
        if any(each.state is not EntityState.CONFIRMED for each in chosen):
            said += " Suggested ones are confirmed first; each of these is a step of its own for undo."
        self.merge_bar.ask(said, [each.name for each in chosen])

    def _on_merge(self, name: str) -> None:
        chosen = self.list.selection()
        tagging = self._session.tagging
        ids = [each.id if each.state is EntityState.CONFIRMED else tagging.confirm(each.id) for each in chosen]
        names = [each.name for each in chosen]
        into = ids[names.index(name)] if name in names else ids[0]
        tagging.merge(into, [each for each in dict.fromkeys(ids) if each != into])
        if name not in names:
            tagging.rename(into, name)
        self.reload(then_select=into)

    def _ask_split(self) -> None:
        if self._current is not None:
            self.split_bar.ask("The ticked mentions mean somebody or something else. What is its name?", [""])

    def _on_split(self, name: str) -> None:
        if self._current is not None:
            made = self._session.tagging.split(self._current.id, self.mentions.ticked(), name)
            self.reload(then_select=made)

    def _on_untag(self) -> None:
        for mention in self.mentions.ticked():
            self._session.tagging.untag(mention)

    def _dress(self) -> None:
        panel, card = colour("panel").name(), colour("card").name()
        self._right.setStyleSheet(f"QWidget#entityRight, QWidget#entityRight QListView {{ background: {card}; }}")
        self.list.setStyleSheet(f"QWidget#entityLeft {{ background: {panel}; }}")
