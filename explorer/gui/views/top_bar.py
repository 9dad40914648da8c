"""The bar across the top of every workspace: which case, the search field with its filter chips, and adding documents.

Signals:
    query_changed: the text, at each key.
    query_entered: the text, at Enter.
    filter_removed: facet and value of a chip that was closed.
    add_asked: "Add documents…" was chosen.
    down_asked: Down in the search field of an empty history: go to the results.
"""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.icons import icon
from explorer.gui.theme import SIDE, font, theme, themes

_HEIGHT = 52
_HISTORY = 20


class SearchField(QLineEdit):
    """The field itself; Down opens what was searched before."""

    history_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.history_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class TopBar(QWidget):
    query_changed = Signal(str)
    query_entered = Signal(str)
    filter_removed = Signal(str, str)
    add_asked = Signal()
    down_asked = Signal()
    command_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self._history: list[str] = []
        self._title, self._facts = QLabel(), QLabel()
        self._title.setFont(font(13, 600))
        self._facts.setFont(font(11))
        self._facts.setProperty("role", "muted")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self._title)
        names.addWidget(self._facts)
        names.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIDE, 8, SIDE, 8)
        layout.setSpacing(SIDE)
        layout.addLayout(names, 2)
        layout.addWidget(self._search_box(), 5)
        layout.addStretch(1)
        self._add = QPushButton("Add documents…")
        self._add.setProperty("primary", True)
        self._add.setToolTip("Add files or folders to this case (Ctrl+Shift+A)")
        self._add.clicked.connect(self.add_asked)
        layout.addWidget(self._add)
        themes.changed.connect(self._dress)
        self._dress()

    def _search_box(self) -> QWidget:
        box = QWidget()
        box.setObjectName("searchBox")
        box.setMinimumWidth(300)
        inside = QHBoxLayout(box)
        inside.setContentsMargins(10, 0, 6, 0)
        inside.setSpacing(6)
        self._glass = QLabel()
        self.field = SearchField()
        self.field.setAccessibleName("Search this case")
        self.field.setPlaceholderText('Search pages: words, "a phrase", kind:slides, date:2017..2018')
        self.field.setFrame(False)
        self.field.textEdited.connect(self.query_changed)
        self.field.returnPressed.connect(lambda: self.query_entered.emit(self.field.text()))
        self.field.history_asked.connect(self._show_history)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        hint = QPushButton("Ctrl K")
        hint.setObjectName("hint")
        hint.setFont(font(11))
        hint.setAccessibleName("Commands, entities and documents")
        hint.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hint.clicked.connect(self.command_asked)
        inside.addWidget(self._glass)
        inside.addWidget(self.field, 1)
        inside.addLayout(self._chips)
        inside.addWidget(hint)
        self._box = box
        return box

    def show_case(self, title: str, facts: str) -> None:
        """Name the case and what it holds."""
        self._title.setText(self._title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, 230))
        self._title.setToolTip(title)
        self._facts.setText(facts)

    def set_query(self, query: str) -> None:
        self.field.setText(query)

    def set_filters(self, filters: Mapping[str, Iterable[str]]) -> None:
        """Show a chip for each chosen value of a facet."""
        while self._chips.count():
            item = self._chips.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for facet, values in filters.items():
            for value in sorted(values):
                self._chips.addWidget(self._chip(facet, value))

    def remember(self, query: str) -> None:
        """Keep a query for the history."""
        if query.strip():
            self._history = [query, *(each for each in self._history if each != query)][:_HISTORY]

    @property
    def history(self) -> tuple[str, ...]:
        return tuple(self._history)

    def set_history(self, queries: Iterable[str]) -> None:
        self._history = list(queries)[:_HISTORY]

    def _chip(self, facet: str, value: str) -> QToolButton:
        chip = QToolButton()
        shown = value or f"no {facet}"
        chip.setText(f"{chip.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, 120)}  ✕")
        chip.setToolTip(f"{facet}: {shown}. Click to remove this filter.")
        chip.setAccessibleName(f"Remove filter {facet} {shown}")
        chip.setObjectName("chip")
        chip.setFont(font(11))
        chip.clicked.connect(lambda _checked=False: self.filter_removed.emit(facet, value))
        return chip

    def _show_history(self) -> None:
        if not self._history:
            self.down_asked.emit()
            return
        menu = QMenu(self)
        for query in self._history:
            menu.addAction(query.replace("&", "&&"), partial(self._recall, query))
        menu.setMinimumWidth(self._box.width())
        menu.exec(self._box.mapToGlobal(QPoint(0, self._box.height() + 2)))

    def _recall(self, query: str) -> None:
        self.field.setText(query)
        self.query_entered.emit(query)

    def _dress(self) -> None:
        colours = theme()
        self._glass.setPixmap(icon("search", colours.muted).pixmap(16, 16))
        self.setStyleSheet(
            f"#searchBox {{ background: {colours.card}; border: 1px solid {colours.line}; border-radius: 8px; }}"
            f"#searchBox QLineEdit {{ border: none; background: transparent; padding: 6px 0; }}"
            f"#hint {{ color: {colours.faint}; border: 1px solid {colours.line}; border-radius: 5px; padding: 0 5px;"
            f" background: {colours.panel}; min-height: 16px; }}"
            f"#chip {{ background: {colours.accent_wash}; color: {colours.accent}; border-radius: 9px;"
            f" padding: 2px 8px; }}"
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().card))
        painter.setPen(QPen(QColor(theme().line)))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
