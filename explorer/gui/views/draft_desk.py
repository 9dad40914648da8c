"""The workspace of drafts: the story with its marks, the chosen statement, and the page that it may come from."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from explorer.app.drafting import StatementEvent
from explorer.app.session import CaseSession
from explorer.gui.draft_tracing import DraftTracing, how_far
from explorer.gui.models.story_marks import StoryMark, counts, mark_of
from explorer.gui.services import WindowServices
from explorer.gui.views.draft_actions import DraftActions
from explorer.gui.views.draft_head import DraftHead
from explorer.gui.views.parts import EmptyState, Separator
from explorer.gui.views.source_pane import SourcePane
from explorer.gui.views.statement_card import StatementCard
from explorer.gui.views.story_counts import StoryCountsBar
from explorer.gui.views.story_view import StoryView
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.draft import Statement, StatementKind
from explorer.model.kept_draft import DraftId, DraftVersion, KeptStatement, Standing, StatementId, VersionId
from explorer.model.trace import Match, Trace

_SIZES = (480, 340, 440)  # pixels at first


class DraftDesk(QWidget):
    """
    Signals:
        context_changed: there is a statement to act on, or none any more.
        import_asked: a file with a draft is to be chosen.
        files_dropped: paths of drafts.
    """

    context_changed = Signal()
    import_asked = Signal()
    files_dropped = Signal(list)

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
        self.doing = DraftActions(session, services, self)
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
        self.story.chosen.connect(self._choose_number)
        self.tracing.traced.connect(self._on_traced)
        self.tracing.progressed.connect(lambda progress: self.head.say(how_far(progress)))
        self.tracing.ended.connect(self._on_ended)
        doing = self.doing
        self.head.sign_asked.connect(doing.sign)
        self.card.match_chosen.connect(self._choose_match)
        self.card.accepted.connect(doing.accept)
        self.card.unlinked.connect(doing.unlink)
        self.card.wording_wanted.connect(doing.use_wording)
        self.card.opened.connect(doing.open_page)
        self.card.marked.connect(doing.mark)
        self.card.kept.connect(doing.keep)
        self.card.struck.connect(doing.strike)
        self.source.open_asked.connect(doing.open_page)
        self.source.copy_asked.connect(doing.copy_citation)
        self._services.changes.changed.connect(self._on_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions of the draft do."""
        return {
            "draft.import": self.import_asked.emit,
            "draft.next_match": self.next_match,
            "draft.mark": self._ask_mark,
            **self.doing.handlers(),
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

    def show_words(self, words: str) -> None:
        """Trace words that are in no draft; they are shown, and not kept."""
        statement = Statement(1, StatementKind.QUOTE, words.strip('“”"„«»‘’ '), ((0, len(words)),))
        kept = KeptStatement(StatementId(""), statement, "")
        self.version = replace(_PASTED, text=words, statements=(kept,))
        self._standings, self._traces, self._at, self._match = [Standing(kept)], {}, None, 0
        self._pages = self._session.reading.totals().pages
        self._stack.setCurrentIndex(1)
        self.story.show_story(words, [statement])
        self._trace_rest()
        self._refresh()
        self.choose(0)

    @property
    def is_pasted(self) -> bool:
        """Whether what is shown are pasted words and no draft."""
        return self.version is not None and not self.version.draft

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
        if self.is_pasted:
            self.head.show_pasted(self._session.drafting.drafts())
        elif not self.tracing.is_busy:
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

    def choose_that_says(self, words: str) -> None:
        """Choose the shortest statement that holds some words, if one does."""
        held = [(len(each.kept.statement.text), at) for at, each in enumerate(self._standings)]
        found = [each for each in held if words in self._standings[each[1]].kept.statement.text]
        if found:
            self.choose(min(found)[1])

    def step(self, by: int) -> None:
        """Choose the next statement, or the one before."""
        self.choose((self._at if self._at is not None else -1) + by)

    @property
    def at(self) -> int:
        """The place of the chosen statement in the story, from 0."""
        return self._at or 0

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
        citations = {page: self.doing.citation(page) for page in dict.fromkeys(each.page for each in passages)}
        tokens = [self.version.text[each.start : each.end] for each in standing.kept.statement.tokens]
        drafting = self._session.drafting
        events = [] if self.is_pasted else drafting.history(self.version.draft, standing.kept.id)
        history = [_told(each) for each in events]
        self.card.show_statement(standing, trace, self._match, citations, tokens, history, self._pages)
        if self.match is not None:
            self.source.show_passages(self.match.passages, citations[self.match.passages[0].page])
        elif standing.links:
            self.source.show_passages((standing.links[0].passage,), citations[standing.links[0].passage.page])
        else:
            self.source.clear()

    def next_match(self) -> None:
        """Show the next match of the chosen statement."""
        trace = self._trace()
        if trace and trace.matches:
            self._choose_match((self._match + 1) % len(trace.matches))

    def _ask_mark(self) -> None:
        if self.standing is not None:
            self.card.ask_mark()

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
        if self.is_pasted:
            self._refresh()
            return
        version, found = self.version, list(self._traces.values())
        self._services.tasks.run(lambda: self._session.drafting.keep_traces(version, found), lambda _none: None)
        self._refresh()

    def _on_changed(self, change: ChangeSet) -> None:
        if not self._is_loaded:
            return
        if RecordKind.DOCUMENTS in change.kinds and self.version is not None and not self.is_pasted:
            self._traces = dict(self._session.drafting.traces(self.version))
            self._pages = self._session.reading.totals().pages
            self._trace_rest()
        if change.kinds & {RecordKind.DRAFTS, RecordKind.DOCUMENTS, RecordKind.PRODUCTIONS}:
            self.reload()

    # Files dropped on it

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _files(event):
            event.acceptProposedAction()
            self.files_dropped.emit(paths)


_PASTED = DraftVersion(VersionId(""), DraftId(""), 0, "Pasted words", "", "", "", "", (), ())
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
