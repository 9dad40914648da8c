"""Asks for a conversation and its letters off the GUI thread, a portion at a time, and again when records change."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.app.conversation_index import FoundTurn
from explorer.app.session import CaseSession
from explorer.errors import ExplorerError, QueryError
from explorer.gui.services import Span, WindowServices
from explorer.model.changes import ChangeSet, RecordKind
from explorer.model.letter import Letter
from explorer.model.passage import PageRef

_PORTION = 24  # letters read at once
_BEFORE = 4  # of them above the one that is wanted
_LATER = 2_000  # milliseconds from a change of the records until the conversation is asked for again
_KEY = "conversation"


class ConversationReader(QObject):
    """
    Signals:
        found: a FoundTurn, and whether it only brings what is shown up to date.
        missed: no message stands on the page.
        read: letters of the conversation found last, dict[int, Letter | None] by turn.
        lit: what the search lights on pages of those letters, dict[PageRef, tuple of spans].
        failed: an ExplorerError.
    """

    found = Signal(object, bool)
    missed = Signal()
    read = Signal(object)
    lit = Signal(object)
    failed = Signal(object)

    def __init__(self, session: CaseSession, services: WindowServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._conversing, self._tasks = session, session.conversing, services.tasks
        self._query = ""
        self._page: PageRef | None = None
        self._start = 0
        self._found: FoundTurn | None = None
        self._asked: set[int] = set()  # turns whose letters were asked for
        self._pending = 0
        self.is_watching = False  # whether anybody looks
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self.refresh)
        services.changes.changed.connect(self._on_changed)

    @property
    def is_idle(self) -> bool:
        """Whether all letters that were asked for are here."""
        return not self._pending

    def ask(self, page: PageRef, start: int) -> None:
        """Look for the conversation of the message at a place of a page."""
        self._page, self._start, conversing = page, start, self._conversing
        self._tasks.run(
            lambda: (conversing.at(page, start, standing=True), conversing.is_current),
            lambda answer: self._take(*answer, is_refresh=False),
            self.failed.emit,
            _KEY,
        )

    def refresh(self) -> None:
        """Look again, in the case as it is now."""
        if self._page is None or not self.is_watching:
            return
        page, start, conversing = self._page, self._start, self._conversing
        self._tasks.run(
            lambda: conversing.at(page, start),
            lambda found: self._take(found, True, is_refresh=self._found is not None),
            self.failed.emit,
            _KEY,
        )

    def want(self, turn: int) -> None:
        """Read the letters around a turn that were not asked for yet."""
        if self._found is None or turn in self._asked:
            return
        turns, conversing = self._found.conversation.turns, self._conversing
        first = max(turn - _BEFORE, 0)
        wanted = [at for at in range(first, min(first + _PORTION, len(turns))) if at not in self._asked]
        self._asked.update(wanted)
        self._pending += 1
        asked_of = self._found.conversation

        def take(letters: dict[int, Letter | None]) -> None:
            self._pending -= 1
            if self._found is not None and self._found.conversation is asked_of:
                self.read.emit(letters)
                self.light(letters.values())

        def fail(problem: ExplorerError) -> None:
            self._pending -= 1
            self.failed.emit(problem)

        self._tasks.run(lambda: {at: conversing.letter(turns[at]) for at in wanted}, take, fail)

    def search_for(self, query: str) -> None:
        """Light the hits of another query from now on."""
        self._query = query

    def light(self, letters: Iterable[Letter | None]) -> None:
        """Look for the query's hits on the pages of letters."""
        pages = list(dict.fromkeys(part.page for each in letters if each is not None for part in each.parts))
        session, query = self._session, self._query
        if not pages or not query.strip():
            return
        self._pending += 1

        def take(found: dict[PageRef, tuple[Span, ...]]) -> None:
            self._pending -= 1
            if query == self._query:
                self.lit.emit(found)

        def fail(problem: ExplorerError) -> None:
            self._pending -= 1
            if not isinstance(problem, QueryError):  # said where the query was typed
                self.failed.emit(problem)

        self._tasks.run(lambda: {page: _hits(session, query, page) for page in pages}, take, fail)

    def _take(self, found: FoundTurn | None, is_current: bool, *, is_refresh: bool) -> None:
        if found is not None:
            if self._found is None or found.conversation != self._found.conversation:
                self._asked.clear()
                self._found = found
            self.found.emit(found, is_refresh)
        elif is_current:
            self._found = None
            self.missed.emit()
        if not is_current:
            self.refresh()

    def _on_changed(self, change: ChangeSet) -> None:
        if RecordKind.DOCUMENTS in change.kinds and self.is_watching and not self._later.isActive():
            self._later.start()


def _hits(session: CaseSession, query: str, page: PageRef) -> tuple[Span, ...]:
    return tuple(session.searching.hit_spans(query, session.reading.page_at(page).id))
