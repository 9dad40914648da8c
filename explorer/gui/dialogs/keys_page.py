"""The keys of every action, each of which a person can change; no two actions have the same one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.app.settings import Settings
from explorer.errors import InputError
from explorer.gui.catalog import CATALOG
from explorer.gui.dialogs.shortcuts import shown_key


class KeysPage(QWidget):
    """
    Signals:
        chosen: an action has other keys now.
        refused: why a key was not taken.
    """

    chosen = Signal()
    refused = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.table = self._made_table()
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setClearButtonEnabled(True)
        self.edit.setAccessibleName("New key for the chosen action")
        use, back = QPushButton("Use this key"), QPushButton("Back to the usual keys")
        use.setAutoDefault(False)
        back.setAutoDefault(False)
        use.clicked.connect(self.use)
        back.clicked.connect(self.reset)
        row = QHBoxLayout()
        row.addWidget(QLabel("New key"))
        row.addWidget(self.edit, 1)
        row.addWidget(use)
        row.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self._fill()

    def choose(self, action: str) -> None:
        """Select an action by its id."""
        self.table.selectRow(next(row for row, spec in enumerate(CATALOG) if spec.id == action))

    def use(self) -> None:
        """Give the chosen action the key that was pressed, unless another has it."""
        action, key = self._chosen(), self.edit.keySequence().toString()
        if not action:
            self.refused.emit("Choose an action in the list first.")
        elif not key:
            self.refused.emit("Press the new key in the field first.")
        elif taken := taken_by(key, action, self._settings.keys):
            self.refused.emit(f"{shown_key(key)} is the key of “{taken}”. Choose another one.")
        else:
            self._set(action, [key])

    def reset(self) -> None:
        """Give the chosen action the catalog's keys back."""
        if action := self._chosen():
            self._set(action, None)

    def _set(self, action: str, keys: list[str] | None) -> None:
        try:
            self._settings.set_keys(action, keys)
        except InputError as problem:
            self.refused.emit(f"{problem} {problem.advice()}")
            return
        self.edit.clear()
        self.refused.emit("")
        self._fill()
        self.chosen.emit()

    def _chosen(self) -> str:
        row = self.table.currentRow()
        return CATALOG[row].id if row >= 0 else ""

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(len(CATALOG), 2)
        table.setHorizontalHeaderLabels(["Action", "Keys"])
        table.setAccessibleName("Actions and their keys")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setProperty("framed", True)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setStretchLastSection(True)
        table.setColumnWidth(0, 320)
        return table

    def _fill(self) -> None:
        own = self._settings.keys
        for row, spec in enumerate(CATALOG):
            self.table.setItem(row, 0, QTableWidgetItem(spec.text))
            keys = "   ".join(shown_key(key) for key in own.get(spec.id, spec.keys))
            self.table.setItem(row, 1, QTableWidgetItem(keys))


def taken_by(key: str, action: str, own: Mapping[str, Sequence[str]]) -> str:
    """The text of another action that has this key; empty if none has."""
    wanted = QKeySequence(key)
    for spec in CATALOG:
        if spec.id != action and any(QKeySequence(each) == wanted for each in own.get(spec.id, spec.keys)):
            return spec.text
    return ""
