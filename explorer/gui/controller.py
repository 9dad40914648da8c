"""What the window does before and between cases: making, finding and opening them, and the actions that need none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from explorer.app.recent import Memory
from explorer.app.settings import Settings
from explorer.errors import ExplorerError
from explorer.gui import faults
from explorer.gui.actions import Actions
from explorer.gui.catalog import CATALOG
from explorer.gui.dialogs.about import AboutDialog
from explorer.gui.dialogs.new_case import SUFFIX, NewCaseDialog
from explorer.gui.dialogs.settings import SettingsDialog
from explorer.gui.dialogs.shortcuts import ShortcutsDialog
from explorer.gui.main_window import MainWindow
from explorer.gui.opening import Opener, Wanted, part, session_of
from explorer.gui.palette import open_palette
from explorer.gui.tasks import Tasks
from explorer.gui.theme import set_scheme

if TYPE_CHECKING:
    from explorer.gui.case_window import CaseWindow

Then = Callable[["CaseWindow"], None]


def _nothing(_case: "CaseWindow") -> None:
    """What is done with a case that is merely opened."""


class Controller(QObject):
    """Owns the window and the case that is open in it, if one is."""

    def __init__(self, window: MainWindow, memory: Memory, settings: Settings | None = None) -> None:
        super().__init__(window)
        self.window, self._memory, self._settings = window, memory, settings or Settings()
        self.case: CaseWindow | None = None
        self._tasks = Tasks(self)
        self._opener = Opener(self._tasks)
        self._own = self._own_handlers()
        handlers = {spec.id: self._runner(spec.id) for spec in CATALOG}
        self.actions = Actions(window, handlers, self._settings.keys)
        self._settings.watch(self._on_setting)
        faults.set_banner(self._say)
        self._join_window()
        window.restore_layout(memory.get("layout", ""))
        self._show_start()

    @property
    def is_opening(self) -> bool:
        """Whether a case is being opened off the GUI thread."""
        return self._opener.is_busy

    def open_case(self, path: Path, *, is_new: bool = False, title: str = "") -> bool:
        """Open a case, or make it, before this returns. Whether that worked; what went wrong is shown."""
        self.close_case()
        try:
            session = session_of(path, is_new=is_new, title=title)
        except ExplorerError as problem:
            self._refuse(problem)
            return False
        self._take(path, session, _nothing)
        return True

    def open_soon(self, path: Path, *, is_new: bool = False, title: str = "", then: Then = _nothing) -> None:
        """Open a case, or make it, off the GUI thread; the window lives on meanwhile."""
        self.close_case()
        self.window.start_page.show_opening(title or path.name.removesuffix(SUFFIX))
        self._opener.open(Wanted(path, is_new, title, lambda session: self._take(path, session, then), self._refuse))

    def close_case(self) -> None:
        """Close the case that is open, if one is."""
        if self.case is not None:
            case, self.case = self.case, None
            case.close()
        self._show_start()

    def open_sample(self) -> None:
        """Open the sample case, making it first if need be."""
        samples = part("app.samples")
        path = Path(platformdirs.user_data_dir("casefile", appauthor=False)) / samples.SAMPLE_NAME
        is_new = not (path / "case.sqlite").exists()
        path.parent.mkdir(parents=True, exist_ok=True)

        def fill(case: "CaseWindow") -> None:
            for paths, details in samples.sample_productions() if is_new else ():
                case.add(paths, details)

        self.open_soon(path, is_new=is_new, title=samples.SAMPLE_TITLE, then=fill)

    def _take(self, path: Path, session: Any, then: Then) -> None:
        """Show a session that was opened."""
        self.window.start_page.show_opening("")
        self.case = part("gui.case_window").CaseWindow(session, self.window, self._memory, self._settings)
        missing = {spec.id for spec in CATALOG} - {*self._own, *self.case.handlers()}
        if missing:
            raise KeyError(f"no handler for {', '.join(sorted(missing))}")
        self._memory.remember_case(path, session.case.title)
        self.window.show_case(session.case.title)
        self.case.read.context_changed.connect(self._enable)
        self.case.read.page_desk.selection_changed.connect(lambda _passage: self._enable())
        self.case.changed.connect(self._enable)
        remembered = self._memory.get("workspace", "read")
        self.case.go(remembered if remembered in self.case.desks else "read")
        self._enable()
        then(self.case)

    def _refuse(self, problem: ExplorerError) -> None:
        self.window.start_page.show_opening("")
        self._show_start()
        faults.show_problem(problem)

    def _join_window(self) -> None:
        window, start = self.window, self.window.start_page
        start.new_asked.connect(self._new)
        start.open_asked.connect(self._open)
        start.sample_asked.connect(self.open_sample)
        start.case_chosen.connect(lambda path: self.open_soon(Path(path)))
        start.paths_dropped.connect(self._new_with)
        window.paths_dropped.connect(self._add)
        window.top_bar.add_asked.connect(self._add)
        window.top_bar.command_asked.connect(self._palette)
        window.rail.chosen.connect(lambda name: self.actions.trigger(f"go.{name}"))
        window.rail.menu_asked.connect(lambda point: self.actions.pop_up(window, point))
        window.closing.connect(self._on_closing)

    def _own_handlers(self) -> dict[str, Callable[[], None]]:
        """What actions do that need no case."""
        return {
            "case.new": self._new,
            "case.open": self._open,
            "case.sample": self.open_sample,
            "case.add": self._add,
            "case.settings": self._show_settings,
            "case.close": self.close_case,
            "case.quit": self._quit,
            "go.command": self._palette,
            "view.menu": self._show_menu,
            "view.light": lambda: self._settings.set("look.scheme", "light"),
            "view.dark": lambda: self._settings.set("look.scheme", "dark"),
            "view.system": lambda: self._settings.set("look.scheme", "system"),
            "help.keys": lambda: self._show(ShortcutsDialog(self.window, self.actions.keys)),
            "help.about": self._about,
        }

    def _runner(self, action: str) -> Callable[[], None]:
        """An action's handler: the open case's, else the window's own."""

        def run() -> None:
            own = self._own.get(action)
            try:
                if own is not None:
                    own()
                elif self.case is not None:
                    self.case.handlers()[action]()
            except ExplorerError as problem:
                faults.show_problem(problem)
            self._enable()

        return run

    def _enable(self) -> None:
        self.actions.enable_for(self.case.context if self.case else ())
        for step, label in (self.case.steps if self.case else {"undo": None, "redo": None}).items():
            self.actions.name_step(f"edit.{step}", label)

    def _show_start(self) -> None:
        self.window.start_page.show_recent(self._memory.recent_cases())
        self.window.show_start()
        self._enable()

    def _new(self) -> None:
        self._new_with(())

    def _new_with(self, paths: Sequence[Path]) -> None:
        """Ask for a new case; then for what was dropped to be added to it."""
        home = Path(self._memory.get("folder", platformdirs.user_documents_dir()))
        title = paths[0].stem if len(paths) == 1 else ""
        dialog = NewCaseDialog(self.window, home if home.is_dir() else Path.home(), title)
        dialog.accepted.connect(lambda: self._make(dialog.path(), dialog.title(), paths))
        self._show(dialog)

    def _make(self, path: Path, title: str, paths: Sequence[Path]) -> None:
        self._memory.set("folder", str(path.parent))
        self.open_soon(path, is_new=True, title=title, then=lambda _case: self._add(paths))

    def _open(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window, f"Open a case (a folder ending in {SUFFIX})")
        if chosen:
            self.open_soon(Path(chosen))

    def _add(self, paths: Sequence[Path] = ()) -> None:
        if self.case is None:
            return
        case, dialog = self.case, part("gui.dialogs.add_documents").AddDocumentsDialog(self.window, paths)
        dialog.accepted.connect(lambda: case.add(dialog.paths(), dialog.details()))
        self._show(dialog)

    def _palette(self) -> None:
        open_palette(self.window, self.actions, self.case, self._tasks)

    def _show_menu(self) -> None:
        self.window.rail.open_menu()

    def _show_settings(self) -> None:
        dialog = SettingsDialog(self.window, self._settings)
        dialog.keys.chosen.connect(lambda: self.actions.set_keys(self._settings.keys))
        self._show(dialog)

    def _on_setting(self, key: str) -> None:
        if key == "look.scheme":
            set_scheme(self._settings[key])
        elif self.case is not None:
            self.case.on_setting(key)

    def _quit(self) -> None:
        self.window.close()

    def _show(self, dialog: QDialog) -> None:
        """Ask, without stopping anything else."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _about(self) -> None:
        self._show(AboutDialog(self.window, self._settings.file, faults.log_file(), self._settings.problems))

    def _say(self, what: str, remedy: str) -> None:
        if self.window.is_showing_case:
            self.window.banner.say(what, remedy)
        else:
            self._show(faults.problem_box(what, remedy, self.window))

    def _on_closing(self) -> None:
        self._memory.set("layout", self.window.layout_text())
        self._tasks.close()
        self._opener.close()
        if self.case is not None:
            case, self.case = self.case, None
            case.close()
        faults.set_banner(None)
