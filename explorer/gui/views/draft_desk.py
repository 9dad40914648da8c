"""The workspace of drafts: the story with its marks, the chosen statement, and the page that it may come from."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from explorer.app.drafting import StatementEvent
from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.draft_tracing import DraftTracing, how_far
from explorer.gui.models.story_marks import StoryMark, counts, mark_of
from explorer.gui.services import WindowServices
from explorer.gui.views.draft_head import DraftHead
from explorer.gui.views.parts import EmptyState, Separator
from explorer.gui.views.source_pane import SourcePane
from explorer.gui.views.statement_card import StatementCard
from explorer.gui.views.story_counts import StoryCountsBar
from explorer.gui.views.story_view import StoryView
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.draft import StatementKind
from explorer.model.kept_draft import DraftId, DraftVersion, MarkKind, Standing
from explorer.model.passage import PageRef
from explorer.model.trace import Match, Trace

_SIZES = (480, 340, 440)  # pixels at first


class DraftDesk(QWidget):
    """
    Signals:
        context_changed: there is a statement to act on, or none any more.
        import_asked: a file with a draft is to be chosen.
        files_dropped: paths of drafts.
        name_wanted: what is to be done needs the name of who does it; a function that takes it.
    """

    context_changed = Signal()
    import_asked = Signal()
    files_dropped = Signal(list)
    name_wanted = Signal(object)

    def __init__(self, session: CaseSession, services: WindowServices) -> None:
        super().__init__()
        self._session, self._services = session, services
        self.version: DraftVersion | None = None
        self._standings: list[Standing] = []
        self._marks: list[StoryMark] = []
        self._traces: dict[int, Trace] = {}
        self._at: int | None = None  # index among the standings
        self._match = 0
        self._pages = 0
        self.tracing = DraftTracing(session, services, self)
        self.head, self.counts, self.story = DraftHead(), StoryCountsBar(), StoryView()
        self.card, self.source = StatementCard(), SourcePane(session)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self._is_loaded = False  # tracing waits until somebody looks

    def _lay_out(self) -> None:
        none, choose = EmptyState("What does each sentence stand on?", _ABOUT), QPushButton("Import a draft…")
        choose.setSizePolicy(choose.sizePolicy().Policy.Fixed, choose.sizePolicy().Policy.Fixed)
        choose.clicked.connect(self.import_asked)
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(none)
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 20)
        row.addWidget(choose)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        left = QWidget()
        story = QVBoxLayout(left)
        story.setContentsMargins(0, 0, 0, 0)
        story.setSpacing(0)
        story.addWidget(self.head)
        story.addWidget(Separator())
        story.addWidget(self.counts)
        story.addWidget(Separator())
        story.addWidget(self.story, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.card)
        splitter.addWidget(self.source)
        splitter.setSizes(list(_SIZES))
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setStretchFactor(2, 3)
        left.setMinimumWidth(260)
        self._stack.addWidget(first)
        self._stack.addWidget(splitter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self.head.chosen.connect(lambda draft: self.show_draft(DraftId(draft)))
        self.head.import_asked.connect(self.import_asked)
        self.head.sign_asked.connect(self._sign)
        self.story.chosen.connect(self._choose_number)
        self.tracing.traced.connect(self._on_traced)
        self.tracing.progressed.connect(lambda progress: self.head.say(how_far(progress)))
        self.tracing.ended.connect(self._on_ended)
        self.card.accepted.connect(self.accept)
        self.card.unlinked.connect(lambda link: self._do(lambda: self._session.drafting.unlink(link)))
        self.card.wording_wanted.connect(self.use_wording)
        self.card.match_chosen.connect(self._choose_match)
        self.card.opened.connect(self.open_page)
        self.card.marked.connect(self._mark)
        self.card.kept.connect(self._keep)
        self.card.struck.connect(self._strike)
        self.source.open_asked.connect(self.open_page)
        self.source.copy_asked.connect(self._copy_citation)
        self._services.changes.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions of the draft do."""
        return {
            "draft.import": self.import_asked.emit,
            "draft.accept": self.accept,
            "draft.next_match": self.next_match,
            "draft.open": self.open_page,
            "draft.wording": self.use_wording,
            "draft.mark": self._ask_mark,
            "draft.sign": self._sign,
        }

    # What is shown

    def reload(self) -> None:
        """Show the draft at hand as it is now; the last one imported, if none is at hand."""
        self._is_loaded = True
        drafts = self._session.drafting.drafts()
        known = {each.id for each in drafts}
        wanted = self.version.draft if self.version and self.version.draft in known else None
        if wanted is None and drafts:
            wanted = max(drafts, key=lambda each: each.versions[-1].imported).id
        if wanted is None:
            self.version = None
            self._stack.setCurrentIndex(0)
            self.context_changed.emit()
            return
        self.show_draft(wanted)

    def show_draft(self, draft: DraftId) -> None:
        """Show the last version of a draft, and trace it."""
        version = self._session.drafting.version(draft)
        is_new = self.version is None or version.id != self.version.id
        self.version = version
        self._standings = self._session.drafting.standings(draft)
        self._stack.setCurrentIndex(1)
        if is_new:
            self._at, self._match = None, 0
            self.story.show_story(version.text, [each.kept.statement for each in self._standings])
            self._traces = dict(self._session.drafting.traces(version))
            self._pages = self._session.reading.totals().pages
            self._trace_rest()
        self._refresh()
        if self._at is None and self._standings:
            self.choose(0)

    def _trace_rest(self) -> None:
        rest = [each.kept.statement for each in self._standings if each.kept.statement.n not in self._traces]
        if rest:
            self.tracing.start(rest)

    def _refresh(self) -> None:
        """Marks, counts and card by what is known now."""
        assert self.version is not None
        self._marks = [mark_of(each, self._traces.get(each.kept.statement.n)) for each in self._standings]
        self.story.show_marks(self._marks)
        found = counts(self._standings, self._marks)
        self.counts.show_counts(found)
        if not self.tracing.is_busy:
            signature = self._session.checking_off.signature(self.version.draft)
            signed = f"signed by {signature.by}, {signature.at[:16].replace('T', ' ')}" if signature else ""
            self.head.show_draft(self._session.drafting.drafts(), self.version, signed, found.open_tokens)
        if self._at is not None:
            self._show_statement()

    def choose(self, index: int) -> None:
        """Choose a statement by its place in the story, from 0."""
        if 0 <= index < len(self._standings):
            self._at, self._match = index, 0
            self.story.choose(self._standings[index].kept.statement.n)
            self._show_statement()
            self.context_changed.emit()

    def step(self, by: int) -> None:
        """Choose the next statement, or the one before."""
        self.choose((self._at if self._at is not None else -1) + by)

    @property
    def standing(self) -> Standing | None:
        """The chosen statement."""
        return self._standings[self._at] if self._at is not None and self._at < len(self._standings) else None

    @property
    def match(self) -> Match | None:
        """The match at hand of the chosen statement."""
        trace = self._trace()
        return trace.matches[self._match] if trace and self._match < len(trace.matches) else None

    def _trace(self) -> Trace | None:
        return self._traces.get(self.standing.kept.statement.n) if self.standing else None

    def _show_statement(self) -> None:
        standing, trace = self.standing, self._trace()
        if standing is None or self.version is None:
            return
        passages = [each for match in (trace.matches if trace else ()) for each in match.passages]
        passages += [link.passage for link in standing.links]
        citations = {page: self._citation(page) for page in dict.fromkeys(each.page for each in passages)}
        tokens = [self.version.text[each.start : each.end] for each in standing.kept.statement.tokens]
        events = self._session.drafting.history(self.version.draft, standing.kept.id)
        history = [_told(each) for each in events]
        self.card.show_statement(standing, trace, self._match, citations, tokens, history, self._pages)
        if self.match is not None:
            self.source.show_passages(self.match.passages, citations[self.match.passages[0].page])
        elif standing.links:
            self.source.show_passages((standing.links[0].passage,), citations[standing.links[0].passage.page])
        else:
            self.source.clear()

    def _citation(self, page: PageRef) -> str:
        try:
            return str(self._session.reading.citation(page))
        except ExplorerError:
            return "The page is no longer in the case"

    def _choose_number(self, number: int) -> None:
        index = next((at for at, each in enumerate(self._standings) if each.kept.statement.n == number), None)
        if index is not None:
            self.choose(index)

    def _choose_match(self, index: int) -> None:
        self._match = index
        self._show_statement()

    def _on_traced(self, run: int, trace: Trace) -> None:
        if run != self.tracing.run:
            return
        self._traces[trace.n] = trace
        at = next((index for index, each in enumerate(self._standings) if each.kept.statement.n == trace.n), None)
        if at is None:
            return
        self._marks[at] = mark_of(self._standings[at], trace)
        self.story.show_marks(self._marks)
        self.counts.show_counts(counts(self._standings, self._marks))
        if at == self._at:
            self._show_statement()

    def _on_ended(self, _run: int) -> None:
        assert self.version is not None
        version, found = self.version, list(self._traces.values())
        self._services.tasks.run(lambda: self._session.drafting.keep_traces(version, found), lambda _none: None)
        self._refresh()

    def _on_changed(self, change: ChangeSet) -> None:
        if not self._is_loaded:
            return
        if RecordKind.DOCUMENTS in change.kinds and self.version is not None:
            self._traces = dict(self._session.drafting.traces(self.version))
            self._pages = self._session.reading.totals().pages
            self._trace_rest()
        if change.kinds & {RecordKind.DRAFTS, RecordKind.DOCUMENTS, RecordKind.PRODUCTIONS}:
            self.reload()

    # What a person does

    def accept(self) -> None:
        """Link the match at hand to the chosen statement: a person looked."""
        standing, match = self.standing, self.match
        if standing is None or match is None or self.version is None:
            self._services.say("There is no passage to accept for this statement.")
            return
        draft = self.version.draft
        there = {each.passage for each in standing.links}
        passages = [each for each in match.passages if each not in there]

        def link() -> None:
            for passage in passages:
                self._session.drafting.link(draft, standing.kept.id, passage)

        if self._do(link):
            self._services.say("Accepted: the statement stands on this passage. Ctrl+Z takes it back.")

    def next_match(self) -> None:
        """Show the next match of the chosen statement."""
        trace = self._trace()
        if trace and trace.matches:
            self._choose_match((self._match + 1) % len(trace.matches))

    def open_page(self) -> None:
        """Show the match's page in Read."""
        if self.match is not None:
            passage = self.match.passages[0]
            self._services.open_page(passage.page, (passage.start, passage.end))

    def use_wording(self) -> None:
        """Write a new version of the draft, in which the source's words stand."""
        standing, match = self.standing, self.match
        if standing is None or match is None or self.version is None:
            return
        if standing.kept.statement.kind is not StatementKind.QUOTE or not match.source_text:
            self._services.say("Only a quotation can take its source’s wording.")
            return
        draft, index = self.version.draft, self._at
        words = match.source_text + _closing(standing.kept.statement.text)
        if self._do(lambda: self._session.drafting.use_wording(draft, standing.kept.id, words)):
            self._services.say("A new version of the draft has the source’s words. Ctrl+Z takes it back.")
            self.choose(index or 0)

    def _mark(self, kind: MarkKind | None) -> None:
        standing = self.standing
        if standing is None or self.version is None:
            return
        drafting, draft = self._session.drafting, self.version.draft
        if kind is None:
            self._do(lambda: drafting.unmark(standing.kept.id))
        else:
            self._do(lambda: drafting.mark(draft, standing.kept.id, kind))

    def _ask_mark(self) -> None:
        if self.standing is not None:
            self.card.ask_mark()

    def _keep(self) -> None:
        standing = self.standing
        if standing is not None and self.version is not None:
            draft = self.version.draft
            self._do(lambda: self._session.drafting.keep(draft, standing.kept.id))

    def _strike(self, token: int, is_on: bool) -> None:
        standing = self.standing
        if standing is None or self.version is None:
            return
        draft, checking = self.version.draft, self._session.checking_off
        if is_on:
            self.name_wanted.emit(
                lambda name: self._do(lambda: checking.strike(draft, standing.kept.id, [token], name))
            )
            self._show_statement()
        else:
            self._do(lambda: checking.open_again(draft, standing.kept.id, [token]))

    def _sign(self) -> None:
        if self.version is not None:
            draft = self.version.draft
            self.name_wanted.emit(lambda name: self._do(lambda: self._session.checking_off.sign(draft, name)))

    def _copy_citation(self) -> None:
        if self.match is not None:
            QGuiApplication.clipboard().setText(self._citation(self.match.passages[0].page))
            self._services.say("The citation is on the clipboard.")

    def _do(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except ExplorerError as problem:
            self._services.show_error(problem)
            return False
        return True

    # Files dropped on it

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _files(event):
            event.acceptProposedAction()
            self.files_dropped.emit(paths)


_ABOUT = (
    "Import the draft of a story: DOCX, ODT, Markdown, HTML, RTF or text, dropped here or chosen; or copy its words "
    "and press Ctrl+Shift+V. Every quotation and every sentence that can be checked is looked for on all pages of the "
    "case, and you see where it stands, word by word where it differs, and what has no source yet."
)


def _files(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    return [Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()]


def _told(event: StatementEvent) -> str:
    """An event of a statement's history in a line."""
    taken = {"undo": " (taken back)", "redo": " (done again)"}.get(event.action, "")
    return f"{event.at[:16].replace('T', ' ')} · {event.who}: {event.label}{taken}"


def _closing(words: str) -> str:
    """The punctuation that a draft's quotation ends with."""
    return words[len(words.rstrip(".,;:!?")) :]
