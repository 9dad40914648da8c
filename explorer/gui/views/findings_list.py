"""The list of negative findings: what was searched for, whether it still holds, when and by whom."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.gui.models.findings_model import FindingRole, FindingsModel, finding_state
from explorer.gui.views.lit_text import LitText, LitTexts
from explorer.gui.views.paint import colour, sized
from explorer.model.finding import Finding, FindingId

Index = QModelIndex | QPersistentModelIndex
_SIDE, _PAD, _LINES = 14, 9, 2


class _FindingPainter(QStyledItemDelegate):
    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view, self._texts = view, LitTexts()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        finding, width = index.data(FindingRole.FINDING), self._view.viewport().width()
        if not isinstance(finding, Finding):
            return QSize(width, 0)
        return QSize(width, round(2 * _PAD + self._terms(finding).height + 4 + 2 * QFontMetricsF(sized(12)).height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        finding, box = index.data(FindingRole.FINDING), QRectF(option.rect)
        if not isinstance(finding, Finding):
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("accent_wash"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("card"))
        terms, top = self._terms(finding), QPointF(box.left() + _SIDE, box.top() + _PAD)
        terms.draw(painter, top, colour("ink"), colour("hit"))
        metrics = QFontMetricsF(sized(12))
        line = QRectF(top.x(), top.y() + terms.height + 4, box.width() - 2 * _SIDE, metrics.height())
        painter.setFont(sized(12))
        when = f"{finding.searched[:10]} · {finding.by}"
        for said, role in (finding_state(finding), (when, "muted")):
            painter.setPen(colour(role))
            shown = metrics.elidedText(said, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
            line.translate(0, metrics.height())
        painter.restore()

    def _terms(self, finding: Finding) -> LitText:
        width = self._view.viewport().width() - 2 * _SIDE
        return self._texts.get(", ".join(finding.terms), sized(13, 600), width, _LINES)


class FindingsList(QListView):
    """
    Signals:
        chosen: the FindingId that became current.
    """

    chosen = Signal(str)

    def __init__(self, model: FindingsModel) -> None:
        super().__init__()
        self._findings = model
        self.setAccessibleName("Searches that found nothing")
        self.setModel(model)
        self.setItemDelegate(_FindingPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)

    def select(self, finding: FindingId) -> None:
        """Make a finding current; nothing if it is not listed."""
        row = self._findings.row_of(finding)
        if row >= 0:
            self.setCurrentIndex(self._findings.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        finding = current.data(FindingRole.FINDING)
        if isinstance(finding, Finding):
            self.chosen.emit(finding.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        index = self._findings.index(self.currentIndex().row() + step)
        if index.isValid():
            self.setCurrentIndex(index)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the program here, not the beginning of a row."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
