"""The places that name an entity: documents as heads, mentions lit among their words, a box to tick at each.

A click on the words opens the page; a click on the box, or Space, ticks.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.gui.models.hits_model import counted
from explorer.gui.models.mentions_model import MentionGroup, MentionRole, MentionRow, MentionsModel
from explorer.gui.views.lit_text import LitTexts
from explorer.gui.views.paint import colour, draw_box, sized

Index = QModelIndex | QPersistentModelIndex
_SIDE, _INDENT, _PAD, _GAP, _LINES = 14, 36, 5, 4, 3


class _MentionPainter(QStyledItemDelegate):
    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view, self._texts = view, LitTexts()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row, width = index.data(MentionRole.ROW), self._view.viewport().width()
        line = QFontMetricsF(sized(13)).height()
        if not isinstance(row, MentionRow):
            return QSize(width, round(line + 14))
        text = self._texts.get(row.text, sized(13), width - _INDENT - _SIDE, _LINES)
        return QSize(width, round(2 * _PAD + QFontMetricsF(sized(12)).height() + 2 + text.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, box, state = index.data(MentionRole.ROW), QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, MentionGroup):
            self._paint_group(painter, box.adjusted(_SIDE, 8, -_SIDE, -2), row)
        elif isinstance(row, MentionRow):
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(box, colour("accent_wash"))
            elif state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(box, colour("card"))
            is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            self._paint_mention(painter, box, row, is_ticked)
        painter.restore()

    def _paint_group(self, painter: QPainter, line: QRectF, group: MentionGroup) -> None:
        said = counted(group.count, "mention", "mentions")
        painter.setFont(sized(11))
        painter.setPen(colour("muted"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), said)
        room = line.width() - QFontMetricsF(sized(11)).horizontalAdvance(said) - 3 * _GAP
        painter.setFont(sized(13, 600))
        painter.setPen(colour("ink"))
        name = QFontMetricsF(sized(13, 600)).elidedText(group.name, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), name)

    def _paint_mention(self, painter: QPainter, box: QRectF, row: MentionRow, is_ticked: bool) -> None:
        line = QRectF(box.left() + _INDENT, box.top() + _PAD, box.width() - _INDENT - _SIDE, 0)
        line.setHeight(QFontMetricsF(sized(12)).height())
        draw_box(painter, box.left() + _SIDE, line, is_ticked)
        painter.setFont(sized(12, 500))
        painter.setPen(colour("accent"))
        place = QFontMetricsF(sized(12, 500)).elidedText(row.place, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), place)
        text = self._texts.get(row.text, sized(13), int(box.width()) - _INDENT - _SIDE, _LINES)
        text.draw(
            painter, QPointF(line.left(), line.bottom() + 2), colour("ink"), colour("hit"), [(row.start, row.end)]
        )


class MentionsList(QListView):
    """
    Signals:
        opened: the Mention whose page is to be shown.
    """

    opened = Signal(object)

    def __init__(self, model: MentionsModel) -> None:
        super().__init__()
        self._mentions = model
        self.setAccessibleName("Mentions")
        self.setModel(model)
        self.setItemDelegate(_MentionPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if event.position().x() < _INDENT - _GAP:
            self._mentions.toggle(index.row())
        else:
            self._open(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._mentions.toggle(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the program here, not the beginning of a name."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        row = index.data(MentionRole.ROW)
        if isinstance(row, MentionRow):
            self.opened.emit(row.mention)
