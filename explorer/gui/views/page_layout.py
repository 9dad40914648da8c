"""Where the pages of a document stand on the desk, and the desk that scrolls and zooms over them.

One column of pages, laid out as numpy arrays, so that 20,000 pages cost nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from explorer.model.document import Box, PageOutline

GAP = 14  # pixels between pages, and around them
PIXELS_PER_POINT = 96 / 72  # at zoom 1 on a screen of 96 dots an inch
_SMALLEST, _LARGEST = 0.1, 8.0  # zoom
_STEP = 1.15  # of zoom, for one notch of the wheel
_LETTER = (612.0, 792.0)  # points; for a page whose size is not known


class PageLayout:
    """Tops and sizes of the pages at one zoom, in pixels of the desk (device-independent)."""

    def __init__(self, outlines: Sequence[PageOutline]) -> None:
        self.outlines = tuple(outlines)
        self._widths = np.array([each.width or _LETTER[0] for each in outlines], dtype=np.float64)  # points
        self._heights = np.array([each.height or _LETTER[1] for each in outlines], dtype=np.float64)
        self._rows = {each.ordinal: row for row, each in enumerate(outlines)}
        self.scale_to(PIXELS_PER_POINT)

    def __len__(self) -> int:
        return len(self.outlines)

    def scale_to(self, scale: float) -> None:
        """Lay the pages out anew at so many pixels to the point."""
        self.scale = scale
        self._wide = np.round(self._widths * scale)
        self._high = np.round(self._heights * scale)
        self._bottoms = np.cumsum(self._high + GAP)
        self._tops = self._bottoms - self._high

    @property
    def height(self) -> int:
        """Pixels of the whole column, with the gaps above and below."""
        return int(self._bottoms[-1]) + GAP if len(self) else 0

    @property
    def width(self) -> int:
        return int(self._wide.max()) + 2 * GAP if len(self) else 0

    def widest(self) -> float:
        """Points of the widest page."""
        return float(self._widths.max()) if len(self) else _LETTER[0]

    def size(self, row: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        return float(self._widths[row]), float(self._heights[row])

    def has_shape_of(self, outlines: Sequence[PageOutline]) -> bool:
        """Whether these are the same pages, of the same sizes."""
        return [_shape(each) for each in outlines] == [_shape(each) for each in self.outlines]

    def renew(self, outlines: Sequence[PageOutline]) -> None:
        """Take in the same pages, whose words or flags are others now."""
        self.outlines = tuple(outlines)

    def row_of(self, ordinal: int) -> int | None:
        return self._rows.get(ordinal)

    def top(self, row: int) -> float:
        return float(self._tops[row])

    def row_at(self, y: float) -> int:
        """The page at a height of the desk; the gap above a page belongs to it."""
        return min(int(np.searchsorted(self._bottoms, y, side="right")), len(self) - 1)

    def rows_between(self, top: float, bottom: float) -> range:
        """The pages that show between two heights of the desk."""
        if not len(self):
            return range(0)
        first = int(np.searchsorted(self._bottoms, top, side="right"))
        last = int(np.searchsorted(self._tops, bottom, side="left"))
        return range(first, max(first, last))

    def rect(self, row: int, desk_width: int) -> QRectF:
        """A page's rectangle on a desk so wide; pages are centred, and start at the left gap where they do not fit."""
        wide = float(self._wide[row])
        left = round((max(desk_width, self.width) - wide) / 2)
        return QRectF(left, float(self._tops[row]), wide, float(self._high[row]))


def _shape(page: PageOutline) -> tuple[int, str, float, float]:
    return page.ordinal, page.label, page.width, page.height


@dataclass(frozen=True, slots=True)
class Anchor:
    """What must stay in place while the zoom changes: a point of a page, and where in the viewport it is."""

    row: int
    across: float  # points
    down: float
    at: QPointF  # viewport pixels


def on_screen(box: Box, page: QRectF, scale: float) -> QRectF:
    """A box of points on a page that stands at a rectangle of pixels."""
    return QRectF(
        page.x() + box.x0 * scale, page.y() + box.y0 * scale, (box.x1 - box.x0) * scale, (box.y1 - box.y0) * scale
    )


class PageDesk(QAbstractScrollArea):
    """A desk with a column of pages: scrolls, zooms, and knows which page is read. Paints nothing.

    Signals:
        page_changed: the ordinal of the page now read.
        zoom_changed: 1.0 is the size of paper on a screen of 96 dots an inch.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = PageLayout(())
        self._fit: str | None = "width"
        self._current = 0  # row
        self._moving = False  # while we scroll ourselves
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else fit-to-width would chase its bar
        self.setAccessibleName(self.tr("Page"))
        self.viewport().setMouseTracking(True)

    def _moved(self) -> None:
        """Other pages, or the same at another place or size, are in view. For the view to fill in."""
        self.viewport().update()

    def lay_out(self, outlines: Sequence[PageOutline]) -> None:
        """Put other pages on the desk, and show the first."""
        scale = self._layout.scale
        self._layout = PageLayout(outlines)
        self._layout.scale_to(scale)
        self._current = 0
        self._lay_out(None)
        self._scroll_to(0, 0)
        self._say_page()

    def ordinals(self) -> int:
        """How many pages there are."""
        return len(self._layout)

    def current_ordinal(self) -> int:
        """The page now read; 0 where there is none."""
        return self._layout.outlines[self._current].ordinal if len(self._layout) else 0

    # Zoom

    def zoom(self) -> float:
        """1.0 is the size of paper on a screen of 96 dots an inch."""
        return self._layout.scale / PIXELS_PER_POINT

    def set_zoom(self, zoom: float | str) -> None:
        """A factor, or "width" or "page" to fit pages from now on."""
        self._fit = zoom if isinstance(zoom, str) else None
        middle = QPointF(self.viewport().rect().center())
        self._lay_out(self._anchor(middle), None if isinstance(zoom, str) else zoom)

    def zoom_by(self, step: float) -> None:
        """Larger by so many notches of the wheel, or smaller."""
        self.set_zoom(self.zoom() * _STEP**step)

    def _fitting(self) -> float:
        width = (self.viewport().width() - 2 * GAP) / self._layout.widest()
        if self._fit == "width" or not len(self._layout):
            return width / PIXELS_PER_POINT
        wide, high = self._layout.size(self._current)
        fits = min((self.viewport().width() - 2 * GAP) / wide, (self.viewport().height() - 2 * GAP) / high)
        return fits / PIXELS_PER_POINT

    def _lay_out(self, anchor: Anchor | None, zoom: float | None = None) -> None:
        """Lay the pages out at a zoom, or at the one that fits, or as they were, so that the anchor stays put."""
        before = self.zoom()
        wanted = zoom if zoom is not None else (self._fitting() if self._fit else before)
        self._layout.scale_to(min(max(wanted, _SMALLEST), _LARGEST) * PIXELS_PER_POINT)
        self._set_bars()
        if anchor and len(self._layout):
            page = self._layout.rect(anchor.row, self._desk())
            left = page.left() + anchor.across * self._layout.scale - anchor.at.x()
            self._scroll_to(left, page.top() + anchor.down * self._layout.scale - anchor.at.y())
        if len(self._layout) and self._current not in self._visible():
            self._become(self._reading_row())
        if self.zoom() != before:
            self.zoom_changed.emit(self.zoom())
        self._moved()

    def _set_bars(self) -> None:
        view = self.viewport()
        self._moving = True
        for bar, whole, room in (
            (self.verticalScrollBar(), self._layout.height, view.height()),
            (self.horizontalScrollBar(), self._layout.width, view.width()),
        ):
            bar.setRange(0, max(0, whole - room))
            bar.setPageStep(room)
            bar.setSingleStep(48)
        self._moving = False

    def _anchor(self, at: QPointF) -> Anchor | None:
        """The point of a page that is at a place in the viewport."""
        if not len(self._layout):
            return None
        on_desk = at + self._offset()
        row = self._layout.row_at(on_desk.y())
        inside = (on_desk - self._layout.rect(row, self._desk()).topLeft()) / self._layout.scale
        return Anchor(row, inside.x(), inside.y(), at)

    # Scrolling

    def _desk(self) -> int:
        return self.viewport().width()

    def _offset(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _scroll_to(self, x: float, y: float) -> None:
        self._moving = True
        self.horizontalScrollBar().setValue(round(x))
        self.verticalScrollBar().setValue(round(y))
        self._moving = False

    def _scroll_to_box(self, row: int, box: QRectF) -> None:
        """Bring words into the upper third; but stay at the page's top if they show there anyway."""
        view = self.viewport()
        top = self._layout.top(row) - GAP
        y = top if box.bottom() - top < 0.6 * view.height() else box.top() - view.height() / 3
        x = self.horizontalScrollBar().value()
        if not x + GAP <= box.left() <= x + view.width() - GAP:
            x = round(box.left() - view.width() / 4)
        self._scroll_to(x, y)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        if len(self._layout) and not self._moving:
            self._become(self._reading_row())
        self._moved()

    def _reading_row(self) -> int:
        """The page a third down the viewport, where people look."""
        return self._layout.row_at(self._offset().y() + self.viewport().height() / 3)

    def _visible(self) -> range:
        top = self._offset().y()
        return self._layout.rows_between(top, top + self.viewport().height())

    def _become(self, row: int) -> None:
        if row != self._current:
            self._current = row
            self._say_page()

    def _say_page(self) -> None:
        if not len(self._layout):
            return
        label = self._layout.outlines[self._current].label
        self.setAccessibleDescription(
            self.tr("{0}, page {1} of {2}").format(label, self._current + 1, len(self._layout))
        )
        self.page_changed.emit(self.current_ordinal())

    def _rect(self, row: int) -> QRectF:
        """Where a page stands in the viewport."""
        return self._layout.rect(row, self._desk()).translated(-self._offset())

    # Events

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._lay_out(self._anchor(QPointF(self._desk() / 2, 0)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            zoom = self.zoom() * _STEP ** (event.angleDelta().y() / 120)
            self._fit = None
            self._lay_out(self._anchor(event.position()), zoom)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        screen = max(bar.pageStep() - 48, 48)  # a line or two stays in view
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        places: dict[int, int] = {
            Qt.Key.Key_Space: bar.value() + (-screen if back else screen),
            Qt.Key.Key_PageUp: bar.value() - screen,
            Qt.Key.Key_PageDown: bar.value() + screen,
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        place = places.get(event.key())
        if place is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(place)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._moved()
        return super().event(event)
