"""The catalog as QActions: menus, keys, and one place that enables them.

Bare keys (``N``, ``/``, ``?``) are shortcuts like the others: a text field that has the focus claims every key that
types, so none of them fires while somebody writes.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QListView, QMainWindow, QMenu, QWidget

from explorer.gui.catalog import CATALOG, MENUS, ActionSpec
from explorer.gui.icons import icon
from explorer.gui.theme import theme, themes

Handler = Callable[[], None]
_PRESSED_BY_SPACE = (QAbstractButton, QComboBox)


class Actions(QObject):
    """All actions of a window.

    Args:
        window: gets the menus and the keys.
        handlers: id to what it does; each id of the catalog must be there.
        own_keys: keys that a person chose, by id; they stand in place of the catalog's.

    Raises:
        KeyError: an action has no handler.
    """

    def __init__(
        self,
        window: QMainWindow,
        handlers: Mapping[str, Handler],
        own_keys: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._own_keys = window, dict(own_keys or {})
        self._actions = {spec.id: self._action(spec, handlers[spec.id]) for spec in CATALOG}
        for menu in self._menus(window):
            window.menuBar().addMenu(menu)
        window.addActions(list(self._actions.values()))
        self._space = [spec.id for spec in CATALOG if "Space" in self.keys(spec.id)]
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        themes.changed.connect(self._dress)
        self._dress()

    def __getitem__(self, action: str) -> QAction:
        return self._actions[action]

    def keys(self, action: str) -> tuple[str, ...]:
        """The keys of an action, a person's own before the catalog's; the first one is shown."""
        spec = next(each for each in CATALOG if each.id == action)
        return tuple(self._own_keys.get(action, spec.keys))

    def enable_for(self, context: Collection[str]) -> None:
        """Enable what the context ("case", "page", "selection") allows."""
        there = frozenset(context)
        for spec in CATALOG:
            self._actions[spec.id].setEnabled(spec.needs <= there)

    def trigger(self, action: str) -> None:
        """Run an action as its key would; a disabled one does nothing."""
        self._actions[action].trigger()

    def menu(self, parent: QWidget) -> QMenu:
        """All menus in one, for a button."""
        whole = QMenu(parent)
        for menu in self._menus(whole):
            whole.addMenu(menu)
        return whole

    def _menus(self, parent: QWidget) -> list[QMenu]:
        found = []
        for name in MENUS:
            menu = QMenu(name, parent)
            menu.addActions([self._actions[spec.id] for spec in CATALOG if spec.menu == name])
            found.append(menu)
        return found

    def _action(self, spec: ActionSpec, handler: Handler) -> QAction:
        keys = self.keys(spec.id)
        action = QAction(spec.text, self._window)
        action.setObjectName(spec.id)
        action.triggered.connect(lambda _checked=False: handler())
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setToolTip(f"{spec.text} ({keys[0]})" if keys else spec.text)
        action.setMenuRole(QAction.MenuRole.NoRole)
        return action

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Space presses the button and ticks the box that has the focus; elsewhere it is an action's key."""
        is_taken = isinstance(now, _PRESSED_BY_SPACE) or (isinstance(now, QListView) and _has_boxes(now))
        for action in self._space:
            keys = [key for key in self.keys(action) if not (is_taken and key == "Space")]
            self._actions[action].setShortcuts([QKeySequence(key) for key in keys])

    def _dress(self) -> None:
        for spec in CATALOG:
            if spec.icon:
                self._actions[spec.id].setIcon(icon(spec.icon, theme().muted))
                self._actions[spec.id].setIconVisibleInMenu(False)


def _has_boxes(view: QListView) -> bool:
    """Whether the current row of a list can be ticked."""
    index = view.currentIndex()
    return index.isValid() and index.data(Qt.ItemDataRole.CheckStateRole) is not None
