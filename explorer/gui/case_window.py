"""One open case in the window: its workspaces, its jobs, and what the actions do to it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMetaObject, QObject, Signal
from PySide6.QtWidgets import QWidget

from explorer.app.adding import ProductionDetails
from explorer.app.recent import Memory
from explorer.app.session import CaseSession
from explorer.app.settings import Settings
from explorer.errors import ExplorerError
from explorer.gui.bridge import ChangeBridge
from explorer.gui.case_jobs import CaseJobs
from explorer.gui.case_status import CaseStatus
from explorer.gui.dimming import SETTING as DIM_QUOTED
from explorer.gui.dimming import Dimming
from explorer.gui.drafting import Drafting
from explorer.gui.faults import report_bug
from explorer.gui.layout_memory import keep_splitters, restore_splitters
from explorer.gui.main_window import MainWindow
from explorer.gui.picture_reading import PictureReading
from explorer.gui.retrying import Retrying
from explorer.gui.services import Span, WindowServices
from explorer.gui.splitting import SplittingDesk
from explorer.gui.tasks import Tasks
from explorer.gui.views.claims_desk import ClaimsDesk
from explorer.gui.views.draft_desk import DraftDesk
from explorer.gui.views.entities_desk import EntitiesDesk
from explorer.gui.views.read_desk import ReadDesk
from explorer.gui.views.sources import SourcesDesk
from explorer.gui.watching import Watching
from explorer.jobs.job import Job
from explorer.model.changes import ChangeSet
from explorer.model.claim import ClaimId
from explorer.model.entity import EntityId
from explorer.model.passage import PageRef

Handlers = dict[str, Callable[[], None]]


class CaseWindow(QObject):
    """Joins a session to the window until the case is closed.

    Signals:
        changed: the case holds something else, or undo and redo would do something else.
    """

    changed = Signal()

    def __init__(
        self, session: CaseSession, window: MainWindow, memory: Memory, settings: Settings | None = None
    ) -> None:
        super().__init__(window)
        self.session, self._window, self._memory = session, window, memory
        self._settings = settings or Settings()
        self._tasks = Tasks(self)
        self._changes = ChangeBridge(session.changes.subscribe, self)
        self._jobs = CaseJobs(session.jobs.start, self)
        self._links: list[QMetaObject.Connection] = []  # to the window, which outlives this
        self._visited: set[str] = set()
        services = WindowServices(
            self._tasks, self._changes, self.open_page, self.search, window.status_line.say, self._show_error, window
        )
        self.read, self.sources = ReadDesk(session, services, memory), SourcesDesk(session, services)
        self.entities, self.claims = EntitiesDesk(session, services), ClaimsDesk(session, services)
        self.draft = DraftDesk(session, services)
        self.desks: dict[str, QWidget] = {
            "read": self.read, "sources": self.sources, "entities": self.entities, "claims": self.claims,
            "draft": self.draft,
        }  # fmt: skip
        for name, desk in self.desks.items():
            window.workspaces.addWidget(desk)
            restore_splitters(name, desk, memory)
        self.retrying = Retrying(
            session, services, self.start, self.sources.table.chosen, self.read.page_desk.view.draw_again, self
        )
        self.drafting = Drafting(session, services, self.draft, self)
        self.splitting = SplittingDesk(session, services, self.read.current_page, self)
        self._watching = Watching(
            session, self._settings, self._tasks, lambda: self._jobs.is_waited_for, self.start, self
        )
        self.pictures = PictureReading(
            session,
            services,
            self._settings,
            partial(self._jobs.start, in_background=True),
            self.read.current_page,
            self.read.page_desk.strip,
            self,
        )
        self.read.runner.folds = lambda: bool(self._settings["search.fold"])
        self.dimming = Dimming(session, services, self._settings, self.read.page_desk, self)
        self._join_window()
        self._join_desks()
        self._status = CaseStatus(session, window, self._jobs, self)
        self._changes.changed.connect(self._status.show_change)
        self._changes.changed.connect(lambda _change: self.changed.emit())
        session.reading.warm()
        session.conversing.warm()
        self._jobs.ended.connect(lambda _report: session.conversing.warm())
        if (unfinished := session.adding.resume()) is not None:
            self.start(unfinished)
        else:
            self.pictures.look_for_work()

    def handlers(self) -> Handlers:
        """What the actions do while this case is open."""
        found: Handlers = {
            "edit.undo": self._undo,
            "edit.redo": self._redo,
            "search.focus": self._focus_search,
            "case.problems": self._show_problems,
            "claim.new": self._new_claim,
            "finding.new": self._new_finding,
            "view.jobs": self._status.toggle_jobs,
            **{f"go.{name}": partial(self.go, name) for name in self.desks},
        }
        desks = (self.read, self.sources, self.entities, self.claims, self.draft)
        for part in (*desks, self.drafting, self.retrying, self.pictures, self.splitting, self.dimming):
            found |= part.handlers()
        for action, by in (("results.next", 1), ("results.previous", -1)):  # the rows of the workspace in sight
            found[action] = partial(self._step_row, by, found[action])
        return found

    def _step_row(self, by: int, otherwise: Callable[[], None]) -> None:
        if self._window.workspaces.currentWidget() is self.draft:
            self.draft.step(by)
        else:
            otherwise()

    def on_setting(self, key: str) -> None:
        """A setting was changed."""
        if key == DIM_QUOTED:
            self.dimming.refresh()

    @property
    def context(self) -> set[str]:
        """What is there for actions to work on."""
        context = {"case"}
        if self.read.current_page() is not None:
            context.add("page")
        if self.read.current_passage() is not None:
            context.add("selection")
        if self.draft.standing is not None and self._window.workspaces.currentWidget() is self.draft:
            context.add("statement")
        return context

    @property
    def steps(self) -> dict[str, str | None]:
        """What undo and redo would do."""
        return {"undo": self.session.history.undo_label(), "redo": self.session.history.redo_label()}

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being asked and no job is under way."""
        return self._tasks.is_idle and self._jobs.current is None

    def go(self, name: str) -> None:
        """Show a workspace."""
        self._window.workspaces.setCurrentWidget(self.desks[name])
        self._window.rail.show_chosen(name)
        self._memory.set("workspace", name)
        if name not in self._visited:
            self._visited.add(name)
            self._show_first(name)
        self.changed.emit()

    def _show_first(self, name: str) -> None:
        """A workspace that is seen for the first time begins with its first claim or entity."""
        if name == "claims" and (claims := self.session.claiming.claims()):
            self.claims.show_claim(claims[0].id)
        if name == "entities" and (entities := self.session.tagging.entities()):
            self.entities.reload(entities[0].id)
        if name == "draft":
            self.draft.reload()

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
        return self.read.middle.is_settled and self.read.comparing.is_settled and self.draft.source.view.is_settled

    def search(self, query: str) -> None:
        self.go("read")
        self._window.top_bar.set_query(query)
        self.read.run_search(query)

    def add(self, paths: Sequence[Path], details: ProductionDetails) -> None:
        """Start adding files."""
        try:
            self.start(self.session.adding.add(paths, details, self._settings["add.readers"]))
            self._watching.forget()
        except ExplorerError as problem:
            self._show_error(problem)

    def start(self, job: Job) -> None:
        """Run a job; its progress is in the status line."""
        self._jobs.start(job)

    def close(self) -> None:
        """Let the case go; an add under way is stopped and goes on when the case is next opened."""
        remembered = list(self._window.top_bar.history) if self._settings["search.remember"] else []
        self._memory.set("history", remembered)
        self.claims.keep()
        for link in self._links:
            QObject.disconnect(link)
        self.draft.tracing.stop()
        self._watching.stop()
        self.pictures.close()
        self._tasks.close()
        self._changes.close()
        for name, desk in self.desks.items():
            keep_splitters(name, desk, self._memory)
            self._window.workspaces.removeWidget(desk)
            desk.deleteLater()
        self.session.close()
        self._status.leave()
        self.deleteLater()

    def _join_window(self) -> None:
        bar = self._window.top_bar
        bar.set_history(self._memory.get("history", []))
        self._links = [
            bar.query_changed.connect(self._on_query_typed),
            bar.query_entered.connect(self._on_query_entered),
            bar.filter_removed.connect(self.read.remove_filter),
            bar.down_asked.connect(self.read.focus_results),
            bar.quotation_pasted.connect(self._trace_words),
        ]

    def _join_desks(self) -> None:
        bar = self._window.top_bar
        self.read.filters_changed.connect(bar.set_filters)
        self.read.query_chosen.connect(bar.set_query)
        self.read.entity_chosen.connect(self.show_entity)
        self.read.claim_chosen.connect(self._show_claim)
        self.read.action_asked.connect(lambda action: self.handlers()[action]())
        self.draft.context_changed.connect(self.changed)
        self._jobs.failed.connect(self._show_error)
        self._jobs.broke.connect(report_bug)
        self._jobs.ended.connect(self.retrying.on_ended)
        self._jobs.ended.connect(self.pictures.on_ended)
        self._jobs.failed.connect(self.pictures.on_failed)
        self.read.page_desk.page_changed.connect(self.pictures.on_page)
        self.read.page_desk.selection_changed.connect(self.pictures.on_selection)
        self.read.runner.answered.connect(lambda result, _is_new: self.pictures.on_answer(result))
        self.sources.table.retry_asked.connect(self.retrying.retry_chosen)
        self.sources.older_asked.connect(self.retrying.retry_older)
        self.sources.table.unlock_asked.connect(self.retrying.unlock)

    def show_entity(self, entity: str) -> None:
        """Show an entity in its own workspace."""
        self.go("entities")
        self.entities.show_entity(EntityId(entity))

    def _show_claim(self, claim: str) -> None:
        self.go("claims")
        self.claims.show_claim(ClaimId(claim))

    def _on_query_typed(self, query: str) -> None:
        self.go("read")
        self.read.run_search(query)

    def _trace_words(self, words: str) -> None:
        self.go("draft")
        self.draft.show_words(words)

    def _new_claim(self) -> None:
        self.go("claims")
        self.claims.start_claim()

    def _new_finding(self) -> None:
        self.go("claims")
        self.claims.start_finding()

    def _on_query_entered(self, query: str) -> None:
        self._window.top_bar.remember(query)
        self.go("read")
        self.read.run_search(query)
        self.read.focus_results()

    def _focus_search(self) -> None:
        self._window.top_bar.field.setFocus()
        self._window.top_bar.field.selectAll()

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
