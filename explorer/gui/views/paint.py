"""What the desk's painters share: colours and fonts of the theme in force, badges, chips, boxes to tick."""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from explorer.gui.theme import font, theme, themes
from explorer.model.claim import ClaimStatus, Stance
from explorer.model.entity import ORGANISATION, PERSON, PLACE

_SHAPES = {PERSON: ("◉", "person"), ORGANISATION: ("▣", "organisation"), PLACE: ("⌂", "place")}
_STATUS_ROLES = {
    ClaimStatus.DRAFT: "muted",
    ClaimStatus.CHECKING: "accent",
    ClaimStatus.SUPPORTED: "supported",
    ClaimStatus.CONTRADICTED: "differs",
    ClaimStatus.NOT_IN_RECORDS: "needs_source",
    ClaimStatus.NEEDS_CALL: "needs_source",
}
_STANCE_ROLES = {Stance.SUPPORTS: "supported", Stance.CONTRADICTS: "differs", Stance.CONTEXT: "muted"}
_CHIP_PAD, _CHIP_GAP, _BOX = 5, 4, 12  # pixels


def colour(role: str) -> QColor:
    """A colour of the theme in force, by its role."""
    return QColor(getattr(theme(), role))


@lru_cache(maxsize=64)
def sized(step: int, weight: int = 400) -> QFont:
    """The interface font at a step; kept, since painters ask for it with every row."""
    return font(step, weight)


def watch_theme(widget: QWidget, dress: Callable[[], None]) -> None:
    """Dress a widget now and whenever the colours change; ``dress`` is its own method, so Qt ends this with it."""
    assert getattr(dress, "__self__", None) is widget
    dress()
    themes.changed.connect(dress)


def kind_look(kind: str) -> tuple[str, str]:
    """An entity kind's shape and the role of its colour."""
    return _SHAPES.get(kind, ("▭", "thing"))


def status_role(status: ClaimStatus) -> str:
    return _STATUS_ROLES[status]


def stance_role(stance: Stance) -> str:
    return _STANCE_ROLES[stance]


def badge_width(text: str) -> float:
    return QFontMetricsF(sized(10, 600)).horizontalAdvance(text) + 2 * _CHIP_PAD


def draw_badge(painter: QPainter, left: float, line: QRectF, text: str) -> None:
    """A small block with letters, for a document's kind."""
    letters = sized(10, 600)
    metrics = QFontMetricsF(letters)
    box = QRectF(left, line.center().y() - metrics.height() / 2 - 1, 0, metrics.height() + 2)
    box.setWidth(badge_width(text))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("line"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(letters)
    painter.setPen(colour("ink"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def draw_chip(painter: QPainter, left: float, line: QRectF, text: str, role: str) -> float:
    """A thin frame with a word. Returns its width."""
    small = sized(11)
    metrics = QFontMetricsF(small)
    height = metrics.height() + 2
    box = QRectF(left, line.center().y() - height / 2, metrics.horizontalAdvance(text) + 2 * _CHIP_PAD, height)
    painter.setBrush(colour("card"))
    painter.setPen(QPen(colour("line" if role == "muted" else role), 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(small)
    painter.setPen(colour(role))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
    return box.width()


def draw_box(painter: QPainter, left: float, line: QRectF, is_ticked: bool) -> float:
    """A box to tick. Returns its width."""
    box = QRectF(round(left) + 0.5, round(line.center().y() - _BOX / 2) + 0.5, _BOX, _BOX)
    painter.setBrush(colour("accent") if is_ticked else colour("card"))
    painter.setPen(QPen(colour("accent") if is_ticked else colour("faint"), 1))
    painter.drawRoundedRect(box, 3, 3)
    if is_ticked:
        painter.setPen(QPen(colour("on_accent"), 1.6))
        painter.drawPolyline(
            [box.topLeft() + QPointF(2.8, 6.4), box.topLeft() + QPointF(5.0, 8.8), box.topLeft() + QPointF(9.4, 3.4)]
        )
    return _BOX + 1
