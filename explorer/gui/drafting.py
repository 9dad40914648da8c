"""Opening drafts in the window: from a file, a drop or the clipboard; and who it is that checks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from explorer.app.drafting import draft_from_bytes, draft_from_text, read_draft
from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.services import WindowServices
from explorer.gui.views.draft_desk import DraftDesk
from explorer.model.draft import Draft
from explorer.model.kept_draft import KeptDraft

_KINDS = "Drafts (*.docx *.odt *.md *.txt *.html *.htm *.rtf *.doc);;All files (*)"
_PACKETS = "One page that opens anywhere (*.html);;PDF (*.pdf);;Word (*.docx)"
Found = tuple[Draft, KeptDraft | None]


class Drafting(QObject):
    """Reads drafts off the GUI thread, and asks what only a person can say."""

    def __init__(self, session: CaseSession, services: WindowServices, desk: DraftDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._services, self._desk = session, services, desk
        self._name = ""  # of who checks; asked, never guessed
        desk.import_asked.connect(self.ask_file)
        desk.files_dropped.connect(lambda paths: self.open_file(paths[0]))
        desk.doing.name_wanted.connect(self._with_name)
        desk.head.packet_asked.connect(self.ask_packet)

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"draft.paste": self.paste, "draft.packet": self.ask_packet}

    def ask_file(self) -> None:
        """Ask for a file with a draft."""
        name, _ = QFileDialog.getOpenFileName(self._services.parent, "Import a draft", "", _KINDS)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Read a file, and keep it as a draft or as the next version of the one that it is like."""
        self._read(lambda: read_draft(path))

    def paste(self) -> None:
        """Take the draft that is on the clipboard."""
        held = QGuiApplication.clipboard().mimeData()
        if held.hasHtml():
            data = held.html().encode("utf-8", "replace")
            self._read(lambda: draft_from_bytes(data, "Clipboard.html"))
        elif held.hasText():
            text = held.text()
            self._read(lambda: draft_from_text(text, "Clipboard.txt"))
        else:
            self._services.say("There are no words on the clipboard. Copy the draft’s first.")

    def ask_packet(self) -> None:
        """Ask where the draft's source packet is to be written."""
        version = self._desk.version
        if version is None or not version.draft:
            self._services.say("Import a draft first: a packet is made of one.")
            return
        name, _ = QFileDialog.getSaveFileName(
            self._services.parent, "Write the source packet", f"{Path(version.name).stem} packet.html", _PACKETS
        )
        if name:
            self.write_packet(Path(name))

    def write_packet(self, out: Path) -> None:
        """Write the source packet of the draft at hand."""
        version = self._desk.version
        if version is not None:
            self._services.say(f"Writing {out.name} …")
            self._services.tasks.run(
                lambda: self._session.packets.write(out, version.draft),
                lambda written: self._services.say(f"{out.name}: {written.sheets:,} sheets. Seal {written.seal[:16]}…"),
                self._services.show_error,
                key="packet",
            )

    def _read(self, read: Callable[[], Draft]) -> None:
        def work() -> Found:
            found = read()
            return found, self._session.drafting.resembling(found)

        self._services.tasks.run(work, self._keep, self._services.show_error, key="draft")

    def _keep(self, found: Found) -> None:
        draft, alike = found
        if alike is not None and not self._is_next_version(draft, alike):
            alike = None
        try:
            version = self._session.drafting.import_draft(draft, alike.id if alike else None)
        except ExplorerError as problem:
            self._services.show_error(problem)
            return
        self._desk.show_draft(version.draft)
        self._services.say(f"“{version.name}”: {len(version.statements):,} statements, import {version.number}.")

    def _is_next_version(self, draft: Draft, alike: KeptDraft) -> bool:
        """Whether it is the next version of a draft that it is like; the same name is answer enough."""
        if alike.versions[-1].name == draft.name:
            return True
        answer = QMessageBox.question(
            self._services.parent,
            "Next version?",
            f"“{draft.name}” is like “{alike.name}”. Is it its next version?\n\nThen unchanged statements keep their "
            "links and checks. Otherwise it is kept as a draft of its own.",
        )
        return answer == QMessageBox.StandardButton.Yes

    def _with_name(self, act: Callable[[str], object]) -> None:
        """Ask once who checks, then act."""
        if not self._name:
            name, is_given = QInputDialog.getText(
                self._services.parent, "Who checks?", "Your name, as it shall stand beside what you strike off:"
            )
            self._name = " ".join(name.split()) if is_given else ""
        if self._name:
            act(self._name)
