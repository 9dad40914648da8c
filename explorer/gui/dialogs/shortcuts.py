"""All keys, from the catalog."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.gui.catalog import CATALOG, MENUS
from explorer.gui.theme import font


class ShortcutsDialog(QDialog):
    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("All keys")
        self.resize(720, 560)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setSpacing(32)
        sides = (QVBoxLayout(), QVBoxLayout())
        for side in sides:
            columns.addLayout(side, 1)
        for number, menu in enumerate(MENUS):
            sides[0 if number < 3 else 1].addLayout(_section(menu))
        for side in sides:
            side.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        QVBoxLayout(self).addWidget(area)


def _section(menu: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 12)
    head = QLabel(menu.upper())
    head.setFont(font(11, 600))
    head.setProperty("role", "head")
    grid.addWidget(head, 0, 0, 1, 2)
    for row, spec in enumerate((each for each in CATALOG if each.menu == menu), 1):
        keys = QLabel("  or  ".join(spec.keys))
        keys.setProperty("role", "muted")
        keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(QLabel(spec.text), row, 0)
        grid.addWidget(keys, row, 1)
    return grid
