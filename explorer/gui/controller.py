"""What the window does before and between cases: making, finding and opening them, and the actions that need none.

The case's own parts are imported when the first case is opened, by name and in this one place, so that the start page
shows at once.
"""

import importlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from explorer import __version__
from explorer.app.recent import Memory
from explorer.errors import ExplorerError
from explorer.gui import faults
from explorer.gui.actions import Actions
from explorer.gui.catalog import CATALOG
from explorer.gui.dialogs.command_palette import Command, CommandPalette
from explorer.gui.dialogs.new_case import SUFFIX, NewCaseDialog
from explorer.gui.dialogs.shortcuts import ShortcutsDialog
from explorer.gui.main_window import MainWindow
from explorer.gui.theme import set_scheme
from explorer.model.passage import PageRef

if TYPE_CHECKING:
    from explorer.gui.case_window import CaseWindow

_ENTITIES, _DOCUMENTS = 2000, 5000  # listed in the palette


class Controller(QObject):
    """Owns the window and the case that is open in it, if one is."""

    def __init__(self, window: MainWindow, memory: Memory) -> None:
        super().__init__(window)
        self.window, self._memory = window, memory
        self.case: CaseWindow | None = None
        self._actions = Actions(window, {spec.id: self._runner(spec.id) for spec in CATALOG})
        self._own: dict[str, Callable[[], None]] = {
            "case.new": self._new,
            "case.open": self._open,
            "case.sample": self.open_sample,
            "case.add": self._add,
            "case.close": self.close_case,
            "case.quit": self._quit,
            "go.command": self._palette,
            "view.light": lambda: self._dress("light"),
            "view.dark": lambda: self._dress("dark"),
            "view.system": lambda: self._dress("system"),
            "help.keys": lambda: self._show(ShortcutsDialog(window)),
            "help.about": self._about,
        }
        faults.set_banner(self._say)
        start = window.start_page
        start.new_asked.connect(self._new)
        start.open_asked.connect(self._open)
        start.sample_asked.connect(self.open_sample)
        start.case_chosen.connect(lambda path: self.open_case(Path(path)))
        start.paths_dropped.connect(self._new_with)
        window.paths_dropped.connect(self._add)
        window.top_bar.add_asked.connect(self._add)
        window.top_bar.command_asked.connect(self._palette)
        window.rail.chosen.connect(lambda name: self._actions.trigger(f"go.{name}"))
        window.closing.connect(self._on_closing)
        window.restore_layout(memory.get("layout", ""))
        self._show_start()

    def open_case(self, path: Path, *, is_new: bool = False, title: str = "") -> bool:
        """Open a case, or make it. Returns whether that worked; what went wrong is shown."""
        parts: Any = importlib.import_module("explorer.gui.case_window")
        sessions: Any = importlib.import_module("explorer.app.session")
        self.close_case()
        try:
            session = sessions.CaseSession.create(path, title) if is_new else sessions.CaseSession.open(path)
        except ExplorerError as problem:
            self._show_start()
            faults.show_problem(problem)
            return False
        self.case = parts.CaseWindow(session, self.window, self._memory)
        self._memory.remember_case(path, session.case.title)
        self.window.show_case(session.case.title)
        self.case.read.context_changed.connect(self._enable)
        self.case.read.page_desk.selection_changed.connect(lambda _passage: self._enable())
        self.case.go(self._memory.get("workspace", "read"))
        self._enable()
        return True

    def close_case(self) -> None:
        """Close the case that is open, if one is."""
        if self.case is not None:
            case, self.case = self.case, None
            case.close()
        self._show_start()

    def open_sample(self) -> None:
        """Open the sample case, making it first if need be."""
        samples: Any = importlib.import_module("explorer.app.samples")
        path = Path(platformdirs.user_data_dir("casefile", appauthor=False)) / samples.SAMPLE_NAME
        is_new = not (path / "case.sqlite").exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.open_case(path, is_new=is_new, title=samples.SAMPLE_TITLE) and self.case and is_new:
            for paths, details in samples.sample_productions():
                self.case.add(paths, details)

    def _runner(self, action: str) -> Callable[[], None]:
        """An action's handler: the open case's, else the window's own."""

        def run() -> None:
            own = self._own.get(action)
            if own is not None:
                own()
            elif self.case is not None:
                self.case.handlers()[action]()
            self._enable()

        return run

    def _enable(self) -> None:
        self._actions.enable_for(self.case.context if self.case else ())

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
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        self._memory.set("folder", str(dialog.path().parent))
        if self.open_case(dialog.path(), is_new=True, title=dialog.title()):
            self._add(paths)

    def _open(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window, f"Open a case (a folder ending in {SUFFIX})")
        if chosen:
            self.open_case(Path(chosen))

    def _add(self, paths: Sequence[Path] = ()) -> None:
        if self.case is None:
            return
        dialogs: Any = importlib.import_module("explorer.gui.dialogs.add_documents")
        dialog = dialogs.AddDocumentsDialog(self.window, paths)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.case.add(dialog.paths(), dialog.details())

    def _palette(self) -> None:
        commands = [
            Command(spec.text, spec.keys[0] if spec.keys else "", self._actions[spec.id].trigger)
            for spec in CATALOG
            if spec.id != "go.command" and self._actions[spec.id].isEnabled()
        ]
        palette = CommandPalette(self.window, [*commands, *self._things()])
        area = self.window.geometry()
        palette.move(area.center().x() - palette.width() // 2, area.top() + 60)
        palette.exec()

    def _things(self) -> list[Command]:
        """Entities and documents, to be opened from the palette."""
        if self.case is None:
            return []
        case = self.case
        entities = [
            Command(each.name, each.kind, partial(case.search, f'entity:"{each.name}"'))
            for each in case.session.tagging.entities()[:_ENTITIES]
        ]
        documents = [
            Command(each.name, each.kind.value, partial(case.open_page, PageRef(each.document, 1)))
            for each in case.session.reading.documents()[:_DOCUMENTS]
            if each.pages
        ]
        return [*entities, *documents]

    def _dress(self, scheme: str) -> None:
        self._memory.set("scheme", scheme)
        set_scheme(scheme)

    def _quit(self) -> None:
        self.window.close()

    def _show(self, dialog: QDialog) -> None:
        dialog.exec()

    def _about(self) -> None:
        QMessageBox.about(
            self.window,
            "About Casefile",
            f"Casefile {__version__}\n\nReads public records offline and ties each claim to its page.\n"
            "No account, no server, no network.\n\nAGPL-3.0-or-later",
        )

    def _say(self, what: str, remedy: str) -> None:
        if self.window.is_showing_case:
            self.window.banner.say(what, remedy)
        else:
            QMessageBox.warning(self.window, "Casefile", f"{what}\n\n{remedy}".strip())

    def _on_closing(self) -> None:
        self._memory.set("layout", self.window.layout_text())
        if self.case is not None:
            case, self.case = self.case, None
            case.close()
        faults.set_banner(None)
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self._actions)
