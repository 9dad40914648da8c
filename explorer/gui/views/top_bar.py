"""The bar across the top of every workspace: which case, the search field with its filters, and adding documents."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from explorer.gui.theme import SIDE, theme
from explorer.gui.views.parts import ElidedLabel
from explorer.gui.views.search_field import SearchField

HEIGHT = 50  # pixels
_WIDE = 1280  # pixels, from which the case's title and sums stand on one line
_HISTORY = 20
_HINT = 'Search words, "a phrase", kind:slides, or paste a quote to trace it'
_SHORT_HINT = "Search this case"


class TopBar(QWidget):
    """
    Signals:
        query_changed: the text, at each key.
        query_entered: the text, at Enter.
        filter_removed: facet and value of a chip that was closed.
        add_asked: "Add documents…" was chosen.
        command_asked: the palette is wanted.
        down_asked: go to the results.
        quotation_pasted: words that are to be traced.
    """

    query_changed = Signal(str)
    query_entered = Signal(str)
    filter_removed = Signal(str, str)
    add_asked = Signal()
    command_asked = Signal()
    down_asked = Signal()
    quotation_pasted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._history: list[str] = []
        self.box = SearchField()
        self.field = self.box.field
        self._title = ElidedLabel(weight=600)
        self._facts = ElidedLabel(role="muted", size=11)
        self._add = QPushButton("Add documents…")
        self._add.setProperty("primary", True)
        self._add.setToolTip("Add files or folders to this case (Ctrl+Shift+A)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIDE, 7, SIDE, 8)
        layout.setSpacing(SIDE)
        layout.addWidget(self._left(), 3)
        layout.addWidget(self.box, 6)
        layout.addWidget(self._right(), 3)
        self._connect()

    def _left(self) -> QWidget:
        side = _side()
        self._names = QBoxLayout(QBoxLayout.Direction.LeftToRight, side)
        self._names.setContentsMargins(0, 0, 0, 0)
        self._names.addWidget(self._title)
        self._names.addWidget(self._facts)
        self._names.addStretch(1)
        return side

    def _right(self) -> QWidget:
        side = _side()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._add)
        return side

    def _connect(self) -> None:
        self.field.quotation_pasted.connect(self.quotation_pasted)
        self._add.clicked.connect(self.add_asked)
        self.box.filter_removed.connect(self.filter_removed)
        self.box.command_asked.connect(self.command_asked)
        self.field.textEdited.connect(self.query_changed)
        self.field.returnPressed.connect(lambda: self.query_entered.emit(self.field.text()))
        self.field.history_asked.connect(self._show_history)
        self.field.left.connect(self.down_asked)

    def show_case(self, title: str, facts: str) -> None:
        """Name the case and what it holds."""
        self._title.setText(title)
        self._facts.setText(facts)

    def set_query(self, query: str) -> None:
        self.field.setText(query)

    def set_filters(self, filters: Mapping[str, Iterable[str]]) -> None:
        """Show a chip for each chosen value of a facet."""
        self.box.set_filters(filters)

    def remember(self, query: str) -> None:
        """Keep a query for the history."""
        if query.strip():
            self._history = [query, *(each for each in self._history if each != query)][:_HISTORY]

    @property
    def history(self) -> tuple[str, ...]:
        """What was searched, the last first."""
        return tuple(self._history)

    def set_history(self, queries: Iterable[str]) -> None:
        self._history = list(queries)[:_HISTORY]

    def _show_history(self) -> None:
        """What was searched before, under an empty field; from a query, on to its results."""
        if not self._history or self.field.text():
            self.down_asked.emit()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setMinimumWidth(self.box.width())
        for query in self._history:
            recall = menu.addAction(query.replace("&", "&&"))
            recall.triggered.connect(lambda _on=False, chosen=query: self._recall(chosen))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.box.mapToGlobal(QPoint(0, self.box.height() + 2)))

    def _recall(self, query: str) -> None:
        self.field.setText(query)
        self.query_entered.emit(query)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= _WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._names.setDirection(across if is_wide else down)
        self._names.setSpacing(8 if is_wide else 0)
        self.field.setPlaceholderText(_HINT if is_wide else _SHORT_HINT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().card))
        painter.setPen(QColor(theme().line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _side() -> QWidget:
    """One of the two parts beside the field: equally wide, so that the field stands in the middle."""
    side = QWidget()
    side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    side.setMinimumWidth(150)
    return side
