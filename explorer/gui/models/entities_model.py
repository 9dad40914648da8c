"""Who and what the records name, as a table's rows, and a proxy that narrows them by kind, state and words."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from explorer.model.entity import Entity, EntityId, EntityState

Index = QModelIndex | QPersistentModelIndex


class EntityRole(IntEnum):
    ENTITY = Qt.ItemDataRole.UserRole


class EntitiesModel(QAbstractListModel):
    """All entities, confirmed first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entities: list[Entity] = []

    def show(self, entities: Sequence[Entity]) -> None:
        """Replace all rows; where only counts changed, rows stay where they are."""
        same = [each.id for each in entities] == [each.id for each in self._entities]
        if not same:
            self.beginResetModel()
        self._entities = list(entities)
        if not same:
            self.endResetModel()
        elif entities:
            self.dataChanged.emit(self.index(0), self.index(len(entities) - 1))

    def entities(self) -> Sequence[Entity]:
        return tuple(self._entities)

    def row_of(self, entity: EntityId) -> int:
        """The row of an entity; -1 if there is none."""
        return next((row for row, each in enumerate(self._entities) if each.id == entity), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entities)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        entity = self._entities[index.row()]
        match role:
            case EntityRole.ENTITY:
                return entity
            case Qt.ItemDataRole.DisplayRole:
                return entity.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{entity.name}, {entity.kind}, {entity.state.value}, {entity.pages:,} pages"
        return None


class EntityFilter(QSortFilterProxyModel):
    """Leaves the entities of one kind and state whose name or alias holds the words typed."""

    def __init__(self, source: EntitiesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._states = frozenset(EntityState)
        self._words: tuple[str, ...] = ()
        self.setSourceModel(source)

    def narrow(self, kind: str, states: frozenset[EntityState], words: str) -> None:
        """Show only these; an empty kind and no words leave everything."""
        self.beginFilterChange()
        self._kind, self._states, self._words = kind, states, tuple(words.casefold().split())
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        entity = self.sourceModel().index(row, 0).data(EntityRole.ENTITY)
        if not isinstance(entity, Entity):
            return False
        names = " ".join((entity.name, *entity.aliases)).casefold()
        return (
            self._kind in ("", entity.kind)
            and entity.state in self._states
            and all(word in names for word in self._words)
        )
