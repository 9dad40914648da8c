"""Asks for a new case's title and where its folder is to be."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.theme import font

SUFFIX = ".casefile"


class NewCaseDialog(QDialog):
    """``path()`` and ``title()`` once accepted."""

    def __init__(self, parent: QWidget | None, folder: Path, title: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle("New case")
        self.setMinimumWidth(520)
        self._title = QLineEdit(title)
        self._title.setPlaceholderText("What the investigation is called")
        self._title.setAccessibleName("Title")
        self._folder = QLineEdit(str(folder))
        self._folder.setAccessibleName("Folder for the case")
        choose = QPushButton("Choose…")
        choose.clicked.connect(self._choose)
        where = QHBoxLayout()
        where.addWidget(self._folder, 1)
        where.addWidget(choose)
        form = QFormLayout()
        form.addRow("Title", self._title)
        form.addRow("In the folder", where)
        self._says = QLabel()
        self._says.setTextFormat(Qt.TextFormat.PlainText)
        self._says.setProperty("role", "muted")
        self._says.setWordWrap(True)
        self._make, leave = QPushButton("Make the case"), QPushButton("Cancel")
        self._make.setProperty("primary", True)
        self._make.setDefault(True)
        self._make.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self._make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        head = QLabel("New case")
        head.setFont(font(15, 600))
        for part in (head, form, self._says, buttons):
            layout.addWidget(part) if isinstance(part, QWidget) else layout.addLayout(part)
        for field in (self._title, self._folder):
            field.textChanged.connect(self._check)
        self._check()

    def title(self) -> str:
        return self._title.text().strip()

    def path(self) -> Path:
        """The case folder that is to be made."""
        name = re.sub(r"[^\w\- ]+", "", self.title()).strip() or "case"
        return Path(self._folder.text().strip()) / f"{name}{SUFFIX}"

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder for the case", self._folder.text())
        if chosen:
            self._folder.setText(chosen)

    def _check(self) -> None:
        path = self.path()
        if not self.title():
            problem = "Give the case a title."
        elif not path.parent.is_dir():
            problem = "There is no such folder; choose another one."
        elif path.exists():
            problem = f"“{path.name}” exists there already; choose another title."
        else:
            problem = ""
        self._make.setEnabled(not problem)
        self._says.setText(problem or f"Everything is kept in {path}.")
