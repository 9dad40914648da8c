"""One facet's rows: a box to tick, a shape for an entity's kind, the value, and its count at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.gui.models.facets_model import FacetRole, FacetRow, FacetsModel
from explorer.gui.views.paint import colour, draw_box, kind_look, sized

Index = QModelIndex | QPersistentModelIndex
_SIDE, _GAP, _ROW = 14, 6, 24  # pixels


class _RowPainter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(FacetRole.ROW)
        if not isinstance(row, FacetRow):
            return
        box = QRectF(option.rect)
        state = option.state
        is_ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_ticked:
            painter.fillRect(box, colour("accent_wash"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("card"))
        line = box.adjusted(_SIDE, 0, -_SIDE, 0)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.drawRoundedRect(box.adjusted(5.5, 1.5, -5.5, -1.5), 5, 5)
        self._paint_row(painter, line, row, is_ticked)
        painter.restore()

    def _paint_row(self, painter: QPainter, line: QRectF, row: FacetRow, is_ticked: bool) -> None:
        count = f"{row.count:,}"
        painter.setFont(sized(12))
        painter.setPen(colour("muted"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        room = line.width() - QFontMetricsF(sized(12)).horizontalAdvance(count) - 2 * _GAP
        taken = draw_box(painter, line.left(), line, is_ticked) + _GAP
        ink = "ink"
        painter.setFont(sized(13))
        if row.role:
            shape, ink = kind_look(row.role)
            painter.setPen(colour(ink))
            painter.drawText(line.adjusted(taken, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), shape)
            taken += QFontMetricsF(sized(13)).horizontalAdvance(shape) + _GAP / 2
        note = self._note_that_fits(row, room - taken)
        if note:
            painter.setFont(sized(11))
            painter.setPen(colour("muted"))
            note_line = line.adjusted(0, 0, room - line.width(), 0)
            painter.drawText(note_line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), note)
            room -= QFontMetricsF(sized(11)).horizontalAdvance(note) + _GAP
        painter.setFont(sized(13))
        label = QFontMetricsF(sized(13)).elidedText(row.label, Qt.TextElideMode.ElideRight, room - taken)
        painter.setPen(colour(ink))
        painter.drawText(line.adjusted(taken, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), label)

    def _note_that_fits(self, row: FacetRow, room: float) -> str:
        """The note beside the whole label, or just "?" where there is no room for both."""
        label = QFontMetricsF(sized(13)).horizontalAdvance(row.label)
        note = QFontMetricsF(sized(11)).horizontalAdvance(row.note)
        return row.note if label + note + _GAP <= room else "?" if row.note else ""


def row_height() -> int:
    return max(_ROW, round(QFontMetricsF(sized(13)).height()) + 6)


class FacetRows(QListView):
    """As high as its rows; the panel around it scrolls. Space or a click ticks."""

    def __init__(self, name: str, model: FacetsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facets = model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_RowPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("facetRows")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda index: model.toggle(index.row()))
        model.modelReset.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._facets.rowCount() * row_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._facets.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the program here, not the beginning of a value."""
