"""All keys, in two columns: the catalog's, or a person's own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.gui.catalog import CATALOG, MENUS
from explorer.gui.theme import font, head_font


class ShortcutsDialog(QDialog):
    """
    Args:
        keys: an action's keys, where a person has some of their own; the catalog's if it is not given.
    """

    def __init__(self, parent: QWidget | None, keys: Callable[[str], Sequence[str]] | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("All keys")
        self.resize(800, 720)
        self._keys = keys or _usual_keys
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(18, 14, 18, 14)
        columns.setSpacing(36)
        for menus in _halves():
            side = QVBoxLayout()
            side.setSpacing(0)
            for menu in menus:
                side.addLayout(self._section(menu))
            side.addStretch(1)
            columns.addLayout(side, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName("All keys")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _section(self, menu: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        head = QLabel(menu.upper())
        head.setFont(head_font())
        head.setProperty("role", "head")
        grid.addWidget(head, 0, 0, 1, 2)
        for row, spec in enumerate((each for each in CATALOG if each.menu == menu), 1):
            grid.addWidget(QLabel(spec.text), row, 0)
            grid.addLayout(_key_row(self._keys(spec.id)), row, 1)
        return grid


def _usual_keys(action: str) -> tuple[str, ...]:
    return next(spec.keys for spec in CATALOG if spec.id == action)


def shown_key(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key


def _key_row(keys: Sequence[str]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addStretch(1)
    for key in keys:
        label = QLabel(shown_key(key))
        label.setProperty("role", "key")
        label.setFont(font(11))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(label)
    return row


def _halves() -> tuple[list[str], list[str]]:
    """The menus in two columns that are about equally long."""
    lengths = {menu: sum(spec.menu == menu for spec in CATALOG) + 2 for menu in MENUS}
    left: list[str] = []
    for menu in MENUS:
        if sum(lengths[each] for each in left) + lengths[menu] / 2 > sum(lengths.values()) / 2:
            break
        left.append(menu)
    return left, [menu for menu in MENUS if menu not in left]
