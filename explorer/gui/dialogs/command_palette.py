"""One field over everything that can be done or opened: actions, entities, documents. Enter runs the chosen one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the palette: what it says, what stands at its right, what it does."""

    text: str
    hint: str
    run: Callable[[], None]


class CommandPalette(QDialog):
    def __init__(self, parent: QWidget | None, commands: Sequence[Command]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName("Commands")
        self.setFixedSize(560, 400)
        self._commands = commands
        self._found: list[Command] = []
        self._field = QLineEdit()
        self._field.setPlaceholderText("What to do, or whom or what to open")
        self._field.setAccessibleName("Find a command, an entity or a document")
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName("Commands found")
        self._list.itemActivated.connect(lambda _item: self._run())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._field)
        layout.addWidget(self._list, 1)
        self._field.textChanged.connect(self._find)
        self._find("")

    def _find(self, text: str) -> None:
        words = text.casefold().split()
        held = (each for each in self._commands if all(word in each.text.casefold() for word in words))
        self._found = sorted(held, key=lambda each: not each.text.casefold().startswith(text.casefold()))[:_SHOWN]
        self._list.clear()
        for command in self._found:
            item = QListWidgetItem(f"{command.text}    {command.hint}" if command.hint else command.text)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
        return super().eventFilter(watched, event)

    def _run(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._found):
            self.accept()
            self._found[row].run()
