"""Where the pages of a document stand on the desk: one column, as numpy arrays, so that 20,000 pages cost nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from explorer.model.document import Box, PageOutline

GAP = 14  # pixels between pages, and around them
PIXELS_PER_POINT = 96 / 72  # at zoom 1 on a screen of 96 dots an inch
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
