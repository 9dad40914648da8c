"""One open case in the window: its workspaces, its jobs, and what the actions do to it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from explorer.app.adding import ProductionDetails
from explorer.app.recent import Memory
from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.bridge import ChangeBridge, JobBridge
from explorer.gui.faults import report_bug
from explorer.gui.main_window import MainWindow
from explorer.gui.services import Span, WindowServices
from explorer.gui.tasks import Tasks
from explorer.gui.views.claims_desk import ClaimsDesk
from explorer.gui.views.entities_desk import EntitiesDesk
from explorer.gui.views.read_desk import ReadDesk
from explorer.gui.views.sources import SourcesDesk
from explorer.jobs.ingest import IngestJob
from explorer.jobs.job import JobReport, Progress
from explorer.jobs.runner import RunningJob
from explorer.model.changes import ChangeSet
from explorer.model.claim import ClaimId
from explorer.model.entity import EntityId
from explorer.model.passage import PageRef

Handlers = dict[str, Callable[[], None]]


class CaseWindow(QObject):
    """Joins a session to the window until the case is closed."""

    def __init__(self, session: CaseSession, window: MainWindow, memory: Memory) -> None:
        super().__init__(window)
        self.session, self._window, self._memory = session, window, memory
        self._tasks = Tasks(self)
        self._changes = ChangeBridge(session.changes.subscribe, self)
        self._running: RunningJob | None = None
        self._visited: set[str] = set()
        services = WindowServices(
            self._tasks, self._changes, self.open_page, self.search, window.status_line.say, self._show_error, window
        )
        self.read, self.sources = ReadDesk(session, services, memory), SourcesDesk(session, services)
        self.entities, self.claims = EntitiesDesk(session, services), ClaimsDesk(session, services)
        self.desks: dict[str, QWidget] = {
            "read": self.read, "sources": self.sources, "entities": self.entities, "claims": self.claims,
        }  # fmt: skip
        for desk in self.desks.values():
            window.workspaces.addWidget(desk)
        self._join_bar()
        self._changes.changed.connect(self._on_changed)
        self._refresh_bar()
        session.reading.warm()
        if (unfinished := session.adding.resume()) is not None:
            self.start(unfinished)

    def handlers(self) -> Handlers:
        """What the actions do while this case is open."""
        found: Handlers = {
            "edit.undo": self._undo,
            "edit.redo": self._redo,
            "search.focus": self._focus_search,
            "case.problems": self._show_problems,
            **{f"go.{name}": partial(self.go, name) for name in self.desks},
        }
        for desk in (self.read, self.sources, self.entities, self.claims):
            found |= desk.handlers()
        return found

    @property
    def context(self) -> set[str]:
        """What is there for actions to work on."""
        context = {"case"}
        if self.read.current_page() is not None:
            context.add("page")
        if self.read.current_passage() is not None:
            context.add("selection")
        return context

    @property
    def is_idle(self) -> bool:
        return self._tasks.is_idle and self._running is None

    def go(self, name: str) -> None:
        """Show a workspace."""
        self._window.workspaces.setCurrentWidget(self.desks[name])
        self._window.rail.show_chosen(name)
        self._memory.set("workspace", name)
        if name not in self._visited:
            self._visited.add(name)
            self._show_first(name)

    def _show_first(self, name: str) -> None:
        """A workspace that is seen for the first time begins with its first claim or entity."""
        if name == "claims" and (claims := self.session.claiming.claims()):
            self.claims.show_claim(claims[0].id)
        if name == "entities" and (entities := self.session.tagging.entities()):
            self.entities.reload(entities[0].id)

    def open_page(self, page: PageRef, span: Span | None = None) -> None:
        self.go("read")
        self.read.open_page(page, span)

    def open_citation(self, citation: str) -> None:
        """Show the page that a citation means: a Bates number, or a document's name and page."""
        try:
            self.open_page(self.session.searching.page_stamped(citation) or self.session.reading.locate(citation))
        except ExplorerError as problem:
            self._show_error(problem)

    @property
    def is_settled(self) -> bool:
        """Whether all that is in sight is painted."""
        return self.read.page_desk.view.is_settled

    def search(self, query: str) -> None:
        self.go("read")
        self._window.top_bar.set_query(query)
        self.read.run_search(query)

    def add(self, paths: Sequence[Path], details: ProductionDetails) -> None:
        """Start adding files."""
        try:
            self.start(self.session.adding.add(paths, details))
        except ExplorerError as problem:
            self._show_error(problem)

    def start(self, job: IngestJob) -> None:
        """Run a job; its progress is in the status line."""
        bridge = JobBridge(self)
        bridge.progressed.connect(self._on_progress)
        bridge.finished.connect(self._on_finished)
        bridge.failed.connect(self._on_failed)
        bridge.broke.connect(self._on_broke)
        self._running = self.session.jobs.start(
            job, bridge.progressed.emit, bridge.finished.emit, bridge.failed.emit, bridge.broke.emit
        )

    def close(self) -> None:
        """Let the case go; an add under way is stopped and goes on when the case is next opened."""
        self._memory.set("history", list(self._window.top_bar.history))
        self.claims.keep()
        self._tasks.close()
        self._changes.close()
        for desk in self.desks.values():
            self._window.workspaces.removeWidget(desk)
            desk.deleteLater()
        self.session.close()

    def _join_bar(self) -> None:
        bar, line = self._window.top_bar, self._window.status_line
        bar.set_history(self._memory.get("history", []))
        bar.query_changed.connect(self._on_query_typed)
        bar.query_entered.connect(self._on_query_entered)
        bar.filter_removed.connect(self.read.remove_filter)
        bar.down_asked.connect(self.read.focus_results)
        self.read.filters_changed.connect(bar.set_filters)
        self.read.query_chosen.connect(bar.set_query)
        self.read.entity_chosen.connect(self._show_entity)
        self.read.claim_chosen.connect(self._show_claim)
        line.pause_asked.connect(self._pause)
        line.cancel_asked.connect(self._cancel)
        line.problems_asked.connect(self._show_problems)

    def _show_entity(self, entity: str) -> None:
        self.go("entities")
        self.entities.show_entity(EntityId(entity))

    def _show_claim(self, claim: str) -> None:
        self.go("claims")
        self.claims.show_claim(ClaimId(claim))

    def _on_query_typed(self, query: str) -> None:
        self.go("read")
        self.read.run_search(query)

    def _on_query_entered(self, query: str) -> None:
        self._window.top_bar.remember(query)
        self.go("read")
        self.read.run_search(query)
        self.read.focus_results()

    def _focus_search(self) -> None:
        self._window.top_bar.field.setFocus()
        self._window.top_bar.field.selectAll()

    def _on_changed(self, _change: ChangeSet) -> None:
        self._refresh_bar()

    def _refresh_bar(self) -> None:
        totals, productions = self.session.reading.totals(), self.session.reading.productions()
        facts = (
            f"{len(productions)} productions · {totals.pages:,} pages"
            if len(productions) != 1
            else f"1 production · {totals.pages:,} pages"
        )
        self._window.top_bar.show_case(self.session.case.title, facts)
        self._window.status_line.show_saved(self.session.history.undo_label())

    def _undo(self) -> None:
        self._step(self.session.history.undo, "Undone")

    def _redo(self) -> None:
        self._step(self.session.history.redo, "Done again")

    def _step(self, step: Callable[[], ChangeSet | None], said: str) -> None:
        try:
            change = step()
        except ExplorerError as problem:
            self._show_error(problem)
            return
        self._window.status_line.say(f"{said}: {change.label}" if change else "There is nothing more to take back.")

    def _show_problems(self) -> None:
        self.go("sources")
        self.sources.show_problems()

    def _show_error(self, problem: ExplorerError) -> None:
        self._window.banner.say(str(problem), problem.advice())

    def _pause(self) -> None:
        if self._running:
            (self._running.resume if self._running.context.is_paused else self._running.pause)()

    def _cancel(self) -> None:
        if self._running:
            self._running.cancel()

    def _on_progress(self, progress: Progress) -> None:
        is_paused = self._running is not None and self._running.context.is_paused
        self._window.status_line.show_progress(progress, is_paused)

    def _on_finished(self, report: JobReport) -> None:
        self._running = None
        self._window.status_line.end_job(report)
        self._refresh_bar()

    def _on_failed(self, problem: ExplorerError) -> None:
        self._running = None
        self._window.status_line.end_job()
        self._show_error(problem)

    def _on_broke(self, bug: object) -> None:
        self._running = None
        self._window.status_line.end_job()
        report_bug(bug)
