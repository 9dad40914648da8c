"""Dates on documents as a small bar for each year. A click chooses a year, a drag a range; keys do the same."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.gui.models.facets_model import FacetRow
from explorer.gui.views.paint import colour, sized

_SIDE, _BARS, _GAP = 14, 40, 2  # pixels
_MOST_YEARS = 60  # a date misread by centuries must not flatten the rest
_WIDEST = 22  # pixels of a bar, however few the years


class YearBars(QWidget):
    """Bars of the years from the first to the last.

    Signals:
        chosen_changed: the years chosen, as a frozenset of str.
    """

    chosen_changed = Signal(frozenset)

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[int, int] = {}
        self._years: range = range(0)
        self._chosen: frozenset[str] = frozenset()
        self._from: int | None = None  # where a drag began
        self._at = 0  # the year that keys act on, counted from the first
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Date on document, by year")

    def show_years(self, rows: Sequence[FacetRow], chosen: frozenset[str]) -> None:
        """Show counts by year, and which years are chosen."""
        self._counts = {int(row.value): row.count for row in rows if row.value.isdigit()}
        shown = sorted({*self._counts, *(int(year) for year in chosen if year.isdigit())})[-_MOST_YEARS:]
        first = max(shown[0], shown[-1] - _MOST_YEARS) if shown else 0
        self._years = range(first, shown[-1] + 1) if shown else range(0)
        self._chosen = chosen
        self._at = min(self._at, max(0, len(self._years) - 1))
        said = [f"{year}: {self._counts.get(year, 0):,} pages" for year in self._years if self._counts.get(year)]
        self.setAccessibleDescription("; ".join(said) or "No dates in this answer")
        self.update()

    def choose(self, first: int, last: int) -> None:
        """Choose all years from one to another; choosing just what is chosen takes it away."""
        low, high = sorted((first, last))
        years = frozenset(str(year) for year in range(low, high + 1))
        self._chosen = frozenset() if years == self._chosen else years
        self.update()
        self.chosen_changed.emit(self._chosen)

    def sizeHint(self) -> QSize:
        return QSize(120, _BARS + QFontMetrics(sized(11)).height() + 12)

    def bar(self, year: int) -> QRectF:
        """Where a year's bar stands, in full height."""
        width = (self.width() - 2 * _SIDE) / max(1, len(self._years))
        return QRectF(_SIDE + (year - self._years.start) * width, 2, width, _BARS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sized(11))
        base = QRectF(_SIDE, _BARS + 6, self.width() - 2 * _SIDE, QFontMetrics(sized(11)).height())
        painter.setPen(colour("muted"))
        if not self._years:
            painter.drawText(base, int(Qt.AlignmentFlag.AlignLeft), "No dates in this answer")
            return
        most = max(self._counts.values(), default=1) or 1
        for year in self._years:
            self._paint_bar(painter, year, most)
        painter.setPen(colour("muted"))
        painter.drawText(base, int(Qt.AlignmentFlag.AlignLeft), str(self._years[0]))
        if len(self._years) > 1:
            painter.drawText(base, int(Qt.AlignmentFlag.AlignRight), str(self._years[-1]))
        if self._chosen:
            low, high = min(self._chosen), max(self._chosen)
            painter.setPen(colour("accent"))
            said = f"✓ {low}" if low == high else f"✓ {low}–{high}"
            painter.drawText(base, int(Qt.AlignmentFlag.AlignHCenter), said)

    def _paint_bar(self, painter: QPainter, year: int, most: int) -> None:
        place = self.bar(year)
        gap = _GAP if place.width() > 2 * _GAP else 0
        count = self._counts.get(year, 0)
        height = max(2.0, place.height() * count / most) if count else 1.0
        width = min(place.width() - gap, _WIDEST)
        bar = QRectF(place.center().x() - width / 2, place.bottom() - height, width, height)
        is_chosen = not self._chosen or str(year) in self._chosen
        fill = colour("accent")
        fill.setAlphaF(0.9 if is_chosen and self._chosen else 0.55 if is_chosen else 0.25)
        painter.fillRect(bar, fill)
        if self.hasFocus() and year == self._years[self._at]:
            painter.setPen(colour("accent"))
            painter.drawRect(place.adjusted(0, 0, -1, 1))

    def _year_at(self, place: QPointF) -> int | None:
        if not self._years:
            return None
        width = (self.width() - 2 * _SIDE) / len(self._years)
        at = int((place.x() - _SIDE) // max(width, 1))
        return self._years[min(max(at, 0), len(self._years) - 1)]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = self._year_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        year, first = self._year_at(event.position()), self._from
        self._from = None
        if first is not None and year is not None:
            self._at = year - self._years.start
            self.choose(first, year)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        year = self._year_at(event.position())
        if year is not None:
            said = f"{year}: {self._counts.get(year, 0):,} pages"
            if self._from not in (None, year):
                said = f"{min(self._from or year, year)}–{max(self._from or year, year)}"
            QToolTip.showText(event.globalPosition().toPoint(), said, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._years:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                start = self._at
                self._at = min(max(self._at + step, 0), len(self._years) - 1)
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    held = [int(year) for year in self._chosen] or [self._years[start]]
                    self.choose(min(held), self._years[self._at])
                self.update()
            case Qt.Key.Key_Space | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.choose(self._years[self._at], self._years[self._at])
            case _:
                super().keyPressEvent(event)
