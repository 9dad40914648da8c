"""Says where a query cannot be read and how to mend it, right under the search bar: the query, a caret, the mend."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from explorer.errors import QueryError
from explorer.gui.views.paint import colour
from explorer.gui.views.parts import TextLabel

_SHOWN = 60  # characters of a long query around the place


class _Caret(QWidget):
    """The query in even letters with a caret under the place."""

    def __init__(self) -> None:
        super().__init__()
        self._query, self._column = "", 0
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def point(self, query: str, column: int) -> None:
        begin = max(0, column - _SHOWN // 2)
        lead = "…" if begin else ""
        self._query, self._column = lead + query[begin : begin + _SHOWN], column - begin + len(lead)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, 2 * QFontMetrics(self.font()).height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        painter.setPen(colour("ink"))
        painter.drawText(0, metrics.ascent(), self._query)
        painter.setPen(colour("differs"))
        left = metrics.horizontalAdvance(self._query[: self._column])
        painter.drawText(left, metrics.height() + metrics.ascent(), "^")


class QueryProblem(QWidget):
    """Hidden until a query cannot be read."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What is wrong with the search")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._caret = _Caret()
        self._what = TextLabel(role="differs", weight=600, wraps=True)
        self._mend = TextLabel(wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(4)
        for widget in (self._caret, self._what, self._mend):
            layout.addWidget(widget)
        self.hide()

    def show_error(self, query: str, error: QueryError) -> None:
        """Show what is wrong with a query."""
        self._caret.point(query, error.column)
        self._what.setText(f"▲ {error}")
        self._mend.setText(error.advice())
        self.setAccessibleDescription(f"{error} {error.advice()}")
        self.show()

    def words(self) -> str:
        return f"{self._what.text()} {self._mend.text()}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("card"))
        painter.fillRect(0, 0, 3, self.height(), colour("differs"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("line"))
