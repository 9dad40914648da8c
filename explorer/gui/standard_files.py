"""The newsroom's standard from and to a file, as a person chooses it."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from explorer.app.session import CaseSession
from explorer.app.standard_text import read_standard
from explorer.errors import ExplorerError, InputError
from explorer.gui.services import WindowServices
from explorer.gui.views.standard_box import StandardBox

_KIND = "Standards (*.toml)"


class StandardFiles(QObject):
    def __init__(self, session: CaseSession, services: WindowServices, box: StandardBox, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._services = session, services
        box.standard_chosen.connect(self._on_chosen)
        box.standard_saved.connect(self._on_saved)
        box.standard_dropped.connect(self.drop)

    def use(self, file: Path) -> None:
        """Let the standard in a file hold in this case."""
        try:
            found = self._session.standards.set(read_standard(file))
        except ExplorerError as problem:
            self._services.show_error(problem)
        else:
            self._services.say(
                f"{found.name}: {len(found.checks)} checks, {found.needed} needed. Ctrl+Z takes it back."
            )

    def save(self, file: Path) -> None:
        """Write the standard that holds, to be changed and used again."""
        try:
            file.write_text(self._session.standards.text(), "utf-8")
        except OSError as problem:
            self._services.show_error(
                InputError(f"“{file.name}” could not be written ({problem.strerror})", "Choose another folder.")
            )
        else:
            self._services.say(f"Wrote {file.name}. Change it, then use it here.")

    def drop(self) -> None:
        """Go back to the program's own standard."""
        self._session.standards.set("")

    def _on_chosen(self) -> None:
        if name := QFileDialog.getOpenFileName(self._services.parent, "The newsroom’s standard", "", _KIND)[0]:
            self.use(Path(name))

    def _on_saved(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self._services.parent, "Save the standard", "standard.toml", _KIND)
        if name:
            self.save(Path(name))
