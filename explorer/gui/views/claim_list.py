"""The list of claims: the sentence in up to three lines, its status in a shape and words, what it rests on."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.gui.models.claims_model import ClaimRole, ClaimsModel, doubt_words, passages_words, status_words
from explorer.gui.views.lit_text import LitTexts
from explorer.gui.views.paint import colour, sized, status_role
from explorer.model.claim import Claim, ClaimId

Index = QModelIndex | QPersistentModelIndex
_SIDE, _PAD, _LINES = 14, 9, 3


class _ClaimPainter(QStyledItemDelegate):
    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view, self._texts = view, LitTexts()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        claim, width = index.data(ClaimRole.CLAIM), self._view.viewport().width()
        if not isinstance(claim, Claim):
            return QSize(width, 0)
        text = self._texts.get(" ".join(claim.text.split()), sized(13, 600), width - 2 * _SIDE, _LINES)
        lines = 2 if index.data(ClaimRole.STANDING) else 1
        return QSize(width, round(2 * _PAD + text.height + 4 + lines * QFontMetricsF(sized(12)).height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        claim, box = index.data(ClaimRole.CLAIM), QRectF(option.rect)
        if not isinstance(claim, Claim):
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("accent_wash"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("card"))
        text = self._texts.get(
            " ".join(claim.text.split()), sized(13, 600), self._view.viewport().width() - 2 * _SIDE, _LINES
        )
        top = QPointF(box.left() + _SIDE, box.top() + _PAD)
        text.draw(painter, top, colour("ink"), colour("hit"))
        line = QRectF(top.x(), top.y() + text.height + 4, box.width() - 2 * _SIDE, QFontMetricsF(sized(12)).height())
        status = status_words(claim.status)
        painter.setFont(sized(12))
        painter.setPen(colour(status_role(claim.status)))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), status)
        for role, words in (("muted", f" · {passages_words(claim)}"), ("needs_source", f"  {doubt_words(claim)}")):
            line = line.adjusted(QFontMetricsF(sized(12)).horizontalAdvance(status), 0, 0, 0)
            status = QFontMetricsF(sized(12)).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.setPen(colour(role))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), status)
        if standing := index.data(ClaimRole.STANDING):
            below = QRectF(top.x(), line.bottom(), box.width() - 2 * _SIDE, line.height())
            painter.setPen(colour(standing[1]))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter), standing[0])
            below = below.adjusted(QFontMetricsF(sized(12)).horizontalAdvance(f"{standing[0]}  "), 0, 0, 0)
            painter.setPen(colour("needs_source"))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter), index.data(ClaimRole.CONTRARY))
        painter.restore()


class ClaimList(QListView):
    """
    Signals:
        chosen: the Claim that became current.
        check_toggled: the number of a check of the standard, from 1, by its key.
    """

    chosen = Signal(object)
    check_toggled = Signal(int)

    def __init__(self, model: ClaimsModel) -> None:
        super().__init__()
        self._claims = model
        self.setAccessibleName("Claims")
        self.setModel(model)
        self.setItemDelegate(_ClaimPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        model.dataChanged.connect(lambda *_: self.scheduleDelayedItemsLayout())

    def select(self, claim: ClaimId) -> None:
        """Make a claim current; nothing if it is not listed."""
        row = self._claims.row_of(claim)
        if row >= 0:
            self.setCurrentIndex(self._claims.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        claim = current.data(ClaimRole.CLAIM)
        if isinstance(claim, Claim):
            self.chosen.emit(claim)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 and not event.modifiers():
            self.check_toggled.emit(event.key() - Qt.Key.Key_0)
            return
        step = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        index = self._claims.index(self.currentIndex().row() + step)
        if index.isValid():
            self.setCurrentIndex(index)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the program here, not the beginning of a claim."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
