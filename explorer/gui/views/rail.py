"""The rail of workspaces at the window's left: an icon over a word, one of them chosen; the menu at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout, QWidget

from explorer.gui.icons import icon
from explorer.gui.theme import font, theme, themes

WIDTH = 68  # pixels
_TALL = 50


class Rail(QWidget):
    """
    Signals:
        chosen: a workspace's id.
        menu_asked: the point on the screen where the menu's lower left corner is to stand.
    """

    chosen = Signal(str)
    menu_asked = Signal(QPoint)

    def __init__(self, workspaces: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Workspaces")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 5, 8)
        layout.setSpacing(4)
        for number, (name, text) in enumerate(workspaces, 1):
            button = _button(text, f"{text} (Ctrl+{number})")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, chosen=name: self.chosen.emit(chosen))
            self._group.addButton(button)
            self._buttons[name] = button
            layout.addWidget(button)
        self._menu = _button("Menu", "Menu (F10)")
        self._menu.clicked.connect(self.open_menu)
        layout.addStretch(1)
        layout.addWidget(self._menu)
        themes.changed.connect(self._dress)
        self._dress()

    def show_chosen(self, name: str) -> None:
        """Mark a workspace as the one that is shown."""
        self._buttons[name].setChecked(True)
        self._dress()

    def open_menu(self) -> None:
        """As if the menu's button was pressed."""
        self.menu_asked.emit(self._menu.mapToGlobal(QPoint(self._menu.width() + 4, self._menu.height())))

    def _dress(self) -> None:
        colours = theme()
        self.setStyleSheet(
            f"QToolButton {{ border: 1px solid transparent; border-radius: 8px; padding: 2px 0;"
            f" color: {colours.muted}; }}"
            f"QToolButton:hover {{ background: {colours.window}; }}"
            f"QToolButton:checked {{ background: {colours.accent_wash}; color: {colours.accent}; }}"
            f"QToolButton:focus {{ border: 1px solid {colours.accent}; }}"
        )
        for name, button in self._buttons.items():
            is_chosen = button.isChecked()
            button.setFont(font(11, 600 if is_chosen else 400))
            button.setIcon(icon(name, colours.accent if is_chosen else colours.muted))
        self._menu.setIcon(icon("menu", colours.muted))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().panel))
        painter.setPen(QColor(theme().line))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())


def _button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    button.setFont(font(11))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setIconSize(QSize(20, 20))
    button.setFixedSize(WIDTH - 9, _TALL)
    return button
