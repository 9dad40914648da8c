"""The rail of workspaces at the window's left: an icon over a word, one of them chosen.

Signals:
    chosen: the workspace's id.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from explorer.gui.icons import icon
from explorer.gui.theme import font, theme, themes

WIDTH = 68  # pixels


class Rail(QWidget):
    chosen = Signal(str)

    def __init__(self, workspaces: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Workspaces")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 4, 8)
        layout.setSpacing(4)
        for number, (name, text) in enumerate(workspaces, 1):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(f"{text} (Ctrl+{number})")
            button.setAccessibleName(text)
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(20, 20))
            button.setFixedSize(WIDTH - 8, 50)
            button.clicked.connect(lambda _checked=False, chosen=name: self.chosen.emit(chosen))
            self._group.addButton(button)
            self._buttons[name] = button
            layout.addWidget(button)
        layout.addStretch(1)
        themes.changed.connect(self._dress)
        self._dress()

    def show_chosen(self, name: str) -> None:
        """Mark a workspace as the one that is shown."""
        self._buttons[name].setChecked(True)
        self._dress()

    def _dress(self) -> None:
        colours = theme()
        self.setStyleSheet(
            f"QToolButton {{ border-radius: 8px; color: {colours.muted}; }}"
            f"QToolButton:checked {{ background: {colours.accent_wash}; color: {colours.accent}; }}"
            f"QToolButton:focus {{ border: 1px solid {colours.accent}; }}"
        )
        for name, button in self._buttons.items():
            is_chosen = button.isChecked()
            button.setFont(font(11, 600 if is_chosen else 400))
            button.setIcon(icon(name, colours.accent if is_chosen else colours.muted))
