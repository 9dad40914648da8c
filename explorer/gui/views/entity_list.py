"""The list of entities with what narrows it: a search box, chips of kinds, and how certain they are."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.models.entities_model import EntitiesModel, EntityFilter, EntityRole
from explorer.gui.models.hits_model import counted
from explorer.gui.views.chips import Chip, FlowLayout
from explorer.gui.views.paint import colour, kind_look, sized
from explorer.gui.views.parts import Separator, TextLabel
from explorer.model.entity import BUILT_IN_KINDS, Entity, EntityId, EntityState

Index = QModelIndex | QPersistentModelIndex
_SIDE, _GAP = 14, 6
_STATES = (
    ("Confirmed and suggested", frozenset({EntityState.CONFIRMED, EntityState.SUGGESTED})),
    ("Confirmed", frozenset({EntityState.CONFIRMED})),
    ("Suggested", frozenset({EntityState.SUGGESTED})),
    ("Rejected", frozenset({EntityState.REJECTED})),
)


class _EntityPainter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, round(QFontMetricsF(sized(13)).height()) + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entity, box = index.data(EntityRole.ENTITY), QRectF(option.rect)
        if not isinstance(entity, Entity):
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("accent_wash"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, colour("card"))
        line = box.adjusted(_SIDE, 0, -_SIDE, 0)
        said = f"{entity.pages:,}"
        if entity.state is not EntityState.CONFIRMED:
            said = f"{entity.state.value}   {said}"
        painter.setFont(sized(11))
        painter.setPen(colour("muted"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), said)
        shape, role = kind_look(entity.kind)
        painter.setFont(sized(13))
        painter.setPen(colour(role if entity.state is not EntityState.REJECTED else "faint"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shape)
        taken = QFontMetricsF(sized(13)).horizontalAdvance(shape) + _GAP
        room = line.width() - taken - QFontMetricsF(sized(11)).horizontalAdvance(said) - 2 * _GAP
        name = QFontMetricsF(sized(13)).elidedText(entity.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line.adjusted(taken, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.restore()


class EntityList(QWidget):
    """
    Signals:
        selected: the entities selected now, a list of Entity.
    """

    selected = Signal(list)

    def __init__(self, model: EntitiesModel) -> None:
        super().__init__()
        self._model, self._filter = model, EntityFilter(model, self)
        self._kind = ""
        self._search, self._state, self._chips = QLineEdit(), QComboBox(), QWidget()
        self._counts = TextLabel(role="muted", size=12)
        self.list = QListView()
        self._by_kind: dict[str, Chip] = {}
        self._shown_kinds: tuple[tuple[str, int], ...] = ()
        self._dress()
        self._lay_out()
        self._search.textChanged.connect(lambda _: self._narrow())
        self._state.currentIndexChanged.connect(lambda _: self._narrow())
        self._narrow()

    def _dress(self) -> None:
        self._search.setPlaceholderText("Find a name or alias")
        self._search.setAccessibleName("Find an entity by name or alias")
        self._search.setClearButtonEnabled(True)
        for words, _ in _STATES:
            self._state.addItem(words)
        self._state.setAccessibleName("How certain the entities are")
        self.list.setAccessibleName("Entities")
        self.list.setModel(self._filter)
        self.list.setItemDelegate(_EntityPainter(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit(self.selection()))

    def _lay_out(self) -> None:
        FlowLayout(self._chips)
        head = QVBoxLayout()
        head.setContentsMargins(_SIDE, 12, _SIDE, 8)
        head.setSpacing(8)
        head.addWidget(self._search)
        head.addWidget(self._chips)
        line = QHBoxLayout()
        line.addWidget(self._state)
        line.addStretch(1)
        line.addWidget(self._counts)
        head.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Separator())
        column.addWidget(self.list, 1)

    def show_entities(self, entities: Sequence[Entity]) -> None:
        """Take in all entities; what was selected stays so if it is still there."""
        kept = [each.id for each in self.selection()]
        self._model.show(entities)
        counts: dict[str, int] = {}
        for each in entities:
            counts[each.kind] = counts.get(each.kind, 0) + (each.state is not EntityState.REJECTED)
        order = [*BUILT_IN_KINDS, *sorted(set(counts) - set(BUILT_IN_KINDS))]
        self._show_kinds(tuple((kind, counts[kind]) for kind in order if counts.get(kind)))
        self._narrow()
        self.select(kept)

    def select(self, entities: Sequence[EntityId]) -> None:
        """Select these; those that a filter hides stay hidden."""
        selection = self.list.selectionModel()
        for at, entity in enumerate(entities):
            row = self._model.row_of(entity)
            index = self._filter.mapFromSource(self._model.index(row)) if row >= 0 else QModelIndex()
            if index.isValid():
                flag = QItemSelectionModel.SelectionFlag
                selection.setCurrentIndex(index, flag.ClearAndSelect if at == 0 else flag.Select)
                self.list.scrollTo(index)

    def show_all(self) -> None:
        """Take all narrowing away."""
        self._search.clear()
        self._state.setCurrentIndex(0)
        self._on_kind("")

    def selection(self) -> list[Entity]:
        rows = sorted(self.list.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return [entity for index in rows if isinstance(entity := index.data(EntityRole.ENTITY), Entity)]

    def _show_kinds(self, kinds: tuple[tuple[str, int], ...]) -> None:
        if kinds == self._shown_kinds:
            return
        self._shown_kinds = kinds
        layout = self._chips.layout()
        assert isinstance(layout, FlowLayout)
        layout.clear()
        self._by_kind.clear()
        for kind, count in (("", sum(count for _, count in kinds)), *kinds):
            shape, role = kind_look(kind) if kind else ("", "ink")
            chip = Chip(f"{shape} {kind or 'all'} {count:,}".strip(), role)
            chip.setAccessibleName(f"{kind or 'All kinds'}, {count:,}")
            chip.setChecked(kind == self._kind)
            chip.clicked.connect(lambda _=False, chosen=kind: self._on_kind(chosen))
            self._by_kind[kind] = chip
            layout.addWidget(chip)

    def _on_kind(self, kind: str) -> None:
        self._kind = kind
        for each, chip in self._by_kind.items():
            chip.setChecked(each == kind)
        self._narrow()

    def _narrow(self) -> None:
        self._filter.narrow(self._kind, _STATES[self._state.currentIndex()][1], self._search.text())
        self._counts.setText(counted(self._filter.rowCount(), "entity", "entities"))
