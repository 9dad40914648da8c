"""Asks which files and folders to add, and what is known of the production they came in."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.app.adding import ProductionDetails
from explorer.gui.theme import font


class AddDocumentsDialog(QDialog):
    """``paths()`` and ``details()`` once accepted. Files and folders can be dropped on it."""

    def __init__(self, parent: QWidget | None, paths: Sequence[Path] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add documents")
        self.setMinimumSize(580, 500)
        self.setAcceptDrops(True)
        self._list = QListWidget()
        self._list.setAccessibleName("Files and folders to add")
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._fields = {name: QLineEdit() for name in ("name", "agency", "request", "received", "note")}
        self._says = QLabel()
        self._says.setTextFormat(Qt.TextFormat.PlainText)
        self._says.setProperty("role", "muted")
        self._says.setWordWrap(True)
        self._list.setProperty("framed", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        head = QLabel("Add documents")
        head.setFont(font(15, 600))
        layout.addWidget(head)
        layout.addWidget(self._list, 1)
        layout.addLayout(self._choosers())
        layout.addLayout(self._form())
        layout.addWidget(self._says)
        layout.addLayout(self._buttons())
        self._put(paths)
        self._check()

    def paths(self) -> list[Path]:
        return [Path(self._list.item(row).text()) for row in range(self._list.count())]

    def details(self) -> ProductionDetails:
        """What is known of the production; named after its agency and date where no name was given."""
        text = {name: field.text().strip() for name, field in self._fields.items()}
        name = text["name"] or " ".join(part for part in (text["agency"], text["request"], text["received"]) if part)
        return ProductionDetails(name, text["agency"], text["request"], text["received"], text["note"])

    def _choosers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, choose in (
            ("Add files…", self._choose_files),
            ("Add a folder…", self._choose_folder),
            ("Remove", self._remove),
        ):
            button = QPushButton(text)
            button.clicked.connect(choose)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        for name, label, hint in (
            ("name", "Production", "What this batch is called, e.g. State Police, March"),
            ("agency", "Agency", "Who released it"),
            ("request", "Request number", "e.g. 18-0417"),
            ("received", "Date received", "as 2018-03-02"),
            ("note", "Note", "Anything to remember about this batch"),
        ):
            field = self._fields[name]
            field.setPlaceholderText(hint)
            field.setAccessibleName(label)
            field.textChanged.connect(self._check)
            form.addRow(label, field)
        return form

    def _buttons(self) -> QHBoxLayout:
        self._add, leave = QPushButton("Add to the case"), QPushButton("Cancel")
        self._add.setProperty("primary", True)
        self._add.setDefault(True)
        self._add.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self._add)
        return row

    def _put(self, paths: Sequence[Path]) -> None:
        known = set(self.paths())
        self._list.addItems([str(path) for path in dict.fromkeys(paths) if path not in known])
        self._check()

    def _choose_files(self) -> None:
        self._put([Path(name) for name in QFileDialog.getOpenFileNames(self, "Files to add")[0]])

    def _choose_folder(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, "Folder to add"):
            self._put([Path(chosen)])

    def _remove(self) -> None:
        for item in self._list.selectedItems():
            self._list.takeItem(self._list.row(item))
        self._check()

    def _check(self) -> None:
        if not hasattr(self, "_add"):
            return
        problem = "" if self._list.count() else "Choose files or a folder, or drop them here."
        received = self._fields["received"].text().strip()
        if received:
            try:
                date.fromisoformat(received)
            except ValueError:
                problem = f"“{received}” is not a date. Write it as 2018-03-02."
        self._add.setEnabled(not problem)
        self._says.setText(problem or "The production’s details are shown wherever one of its pages is cited.")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._put([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
