"""A recent case on the start page: its title, where it lies and when it was last open."""

from datetime import UTC, datetime, tzinfo
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from explorer.app.recent import RecentCase
from explorer.gui.icons import icon
from explorer.gui.theme import SIDE
from explorer.gui.tips import plain_tip
from explorer.gui.views.paint import colour, sized

_TALL = 52  # pixels
_ICON = 20


class RecentRow(QPushButton):
    """A button over the whole line."""

    def __init__(self, case: RecentCase) -> None:
        super().__init__()
        self._case, self._when = case, day(case.opened)
        self._where = _short(case.path)
        self.setObjectName("recent")
        self.setAccessibleName(f"Open {case.title}, last open {self._when}")
        self.setToolTip(plain_tip(case.path))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(_TALL)

    def sizeHint(self) -> QSize:
        return QSize(320, _TALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(colour("accent_wash" if self.underMouse() else "card"))
        painter.setPen(colour("accent" if self.hasFocus() else "line"))
        painter.drawRoundedRect(box, 7, 7)
        icon("case", colour("accent").name()).paint(painter, SIDE, (self.height() - _ICON) // 2, _ICON, _ICON)
        left = SIDE + _ICON + 12
        upper = box.adjusted(left, 7, -SIDE, -box.height() / 2)
        lower = box.adjusted(left, box.height() / 2, -SIDE, -7)
        painter.setFont(sized(11))
        painter.setPen(colour("muted"))
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._when)
        room = int(lower.width())
        where = QFontMetrics(sized(11)).elidedText(self._where, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(lower, int(Qt.AlignmentFlag.AlignVCenter), where)
        painter.setFont(sized(13, 600))
        painter.setPen(colour("ink"))
        title = QFontMetrics(sized(13, 600)).elidedText(self._case.title, Qt.TextElideMode.ElideRight, room - 90)
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignVCenter), title)


def day(opened: str, zone: tzinfo | None = None) -> str:
    """A moment in UTC as the day it was here: "today", "yesterday", else the date."""
    then = datetime.fromisoformat(opened).astimezone(zone).date()
    ago = (datetime.now(UTC).astimezone(zone).date() - then).days
    return {0: "today", 1: "yesterday"}.get(ago, then.isoformat())


def _short(path: str) -> str:
    """A path with the home folder as "~"."""
    home = str(Path.home())
    return f"~{path[len(home) :]}" if path.startswith(home) else path
