"""Paints result rows: a document's header, and hits with citation, chips and a lit snippet of up to three lines."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.app.searching import HitGroup
from explorer.gui.models.hits_model import Folded, HitRole, badge, counted
from explorer.gui.views.lit_text import LitTexts
from explorer.gui.views.paint import badge_width, colour, draw_badge, draw_chip, sized
from explorer.model.ocr import LOOK
from explorer.model.query import Hit

Index = QModelIndex | QPersistentModelIndex

_SIDE, _INDENT, _GAP = 14, 32, 4  # pixels
_HEADER_ABOVE, _HEADER_BELOW, _HIT_PAD, _BAR = 12, 4, 6, 3
_LINES = 3
_WARNING_FLAGS = ("hidden text", "hidden")
_UNREAD = "picture not read yet"
_CHIP_WORDS = {"needs OCR": _UNREAD}  # where a flag's own words are not those of people
_AMBER = (LOOK, _UNREAD)


def place_words(hit: Hit) -> str:
    """Where a hit stands, as its row begins: "Slide 14 · MSP-000417", "p. 6"."""
    place = hit.label if hit.label.startswith("p.") else hit.label[:1].upper() + hit.label[1:]
    return f"{place} · {hit.bates}" if hit.bates else place


class ResultsDelegate(QStyledItemDelegate):
    """Draws one row at whatever width the list has."""

    def __init__(self, view: QAbstractItemView, parent: QObject | None = None) -> None:
        super().__init__(parent or view)
        self._view = view
        self._texts = LitTexts()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row, width = index.data(HitRole.ROW), self._view.viewport().width()
        line = QFontMetricsF(sized(13)).height()
        if isinstance(row, HitGroup):
            return QSize(width, round(_HEADER_ABOVE + line + _HEADER_BELOW))
        if not isinstance(row, Hit):
            return QSize(width, round(line + 2 * _GAP))
        return QSize(width, round(2 * _HIT_PAD + self._line_height() + _GAP / 2 + self._snippet_height(row, width)))

    def _line_height(self) -> float:
        return max(QFontMetricsF(sized(12)).height(), QFontMetricsF(sized(11)).height() + 4)

    def _snippet_height(self, hit: Hit, width: int) -> float:
        if not hit.snippet.text:
            return 0.0
        return self._texts.get(hit.snippet.text, sized(13), width - _INDENT - _SIDE, _LINES).height

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box = index.data(HitRole.ROW), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, HitGroup):
            self._paint_header(painter, box, row)
        elif isinstance(row, Folded):
            self._paint_ground(painter, box, option.state)
            self._paint_fold(painter, box, row)
        elif isinstance(row, Hit):
            state = option.state
            self._paint_ground(painter, box, state)
            self._paint_hit(painter, box, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("accent_wash"))
            painter.fillRect(QRectF(box.left(), box.top(), _BAR, box.height()), colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("card"))

    def _paint_header(self, painter: QPainter, box: QRectF, group: HitGroup) -> None:
        line = QRectF(box.left() + _SIDE, box.top() + _HEADER_ABOVE, box.width() - 2 * _SIDE, 0)
        line.setHeight(QFontMetricsF(sized(13)).height())
        day = (group.date or "")[:10]
        hits = counted(len(group.hits), "hit", "hits")
        small, bold = sized(11), sized(13, 600)
        taken = badge_width(badge(group)) + 2 * _GAP
        name_width = QFontMetricsF(bold).horizontalAdvance(group.name)
        said = f"{hits} · {day}" if day else hits
        if taken + name_width + 3 * _GAP + QFontMetricsF(small).horizontalAdvance(said) > line.width():
            said = hits  # a name that can be told from the next one matters more than its date
        said_width = QFontMetricsF(small).horizontalAdvance(said) + 1
        painter.setFont(small)
        painter.setPen(colour("muted"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), said)
        draw_badge(painter, line.left(), line, badge(group))
        room = line.width() - taken - said_width - 3 * _GAP
        name = QFontMetricsF(bold).elidedText(group.name, Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(bold)
        painter.setPen(colour("ink"))
        painter.drawText(line.adjusted(taken, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), name)

    def _paint_fold(self, painter: QPainter, box: QRectF, fold: Folded) -> None:
        painter.setFont(sized(12))
        painter.setPen(colour("accent"))
        room = box.adjusted(_INDENT, 0, -_SIDE, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), fold.words)

    def _paint_hit(self, painter: QPainter, box: QRectF, hit: Hit) -> None:
        line = QRectF(box.left() + _INDENT, box.top() + _HIT_PAD, box.width() - _INDENT - _SIDE, self._line_height())
        said = place_words(hit)
        font = sized(12, 500)
        metrics = QFontMetricsF(font)
        flags = ((LOOK,) if hit.is_uncertain else ()) + tuple(_CHIP_WORDS.get(flag, flag) for flag in hit.flags)
        chips = self._chips_that_fit(flags, line.width() - min(metrics.horizontalAdvance(said), line.width() / 2))
        room = line.width() - sum(self._chip_width(chip) for chip in chips)
        shown = metrics.elidedText(said, Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(font)
        painter.setPen(colour("accent"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        left = line.left() + metrics.horizontalAdvance(shown) + 2 * _GAP
        for chip in chips:
            role = "needs_source" if chip in _AMBER else "differs" if chip in _WARNING_FLAGS else "muted"
            left += draw_chip(painter, left, line, chip, role) + _GAP
        if hit.snippet.text:
            text = self._texts.get(hit.snippet.text, sized(13), int(box.width()) - _INDENT - _SIDE, _LINES)
            top = QPointF(line.left(), line.bottom() + _GAP / 2)
            text.draw(painter, top, colour("ink"), colour("hit"), hit.snippet.spans)

    def _chips_that_fit(self, flags: tuple[str, ...], room: float) -> list[str]:
        """As many chips as stand beside the citation; where some do not, their number says so."""
        more = self._chip_width("+9")
        fitting: list[str] = []
        for at, flag in enumerate(flags):
            width, is_last = self._chip_width(flag), at == len(flags) - 1
            if width + (0 if is_last else more) > room:
                return [*fitting, f"+{len(flags) - at}"]
            room -= width
            fitting.append(flag)
        return fitting

    def _chip_width(self, chip: str) -> float:
        return QFontMetricsF(sized(11)).horizontalAdvance(chip) + 10 + 2 * _GAP
