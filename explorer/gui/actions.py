"""The catalog as QActions: menus, keys, and one place that enables them.

Bare keys (``N``, ``/``, ``?``) are shortcuts like the others: a text field that has the focus claims every key that
types, so none of them fires while somebody writes.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Qt
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
        self.set_keys(self._own_keys)
        for menu in self._menus(window):
            window.menuBar().addMenu(menu)
        window.addActions(list(self._actions.values()))
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

    def set_keys(self, own_keys: Mapping[str, Sequence[str]]) -> None:
        """Take a person's keys in place of those before."""
        self._own_keys = dict(own_keys)
        for spec in CATALOG:
            self._give_keys(spec)

    def name_step(self, action: str, label: str | None) -> None:
        """Name what undo or redo would do."""
        spec = next(each for each in CATALOG if each.id == action)
        self._actions[action].setText(f"{spec.text} “{label}”".replace("&", "&&") if label else spec.text)

    def enable_for(self, context: Collection[str]) -> None:
        """Enable what the context ("case", "page", "selection") allows."""
        there = frozenset(context)
        for spec in CATALOG:
            self._actions[spec.id].setEnabled(spec.needs <= there)

    def trigger(self, action: str) -> None:
        """Run an action as its key would; a disabled one does nothing."""
        self._actions[action].trigger()

    def pop_up(self, parent: QWidget, corner: QPoint) -> QMenu:
        """Show all menus in one, its lower left corner at a point of the screen."""
        whole = QMenu(parent)
        whole.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for menu in self._menus(whole):
            whole.addMenu(menu)
        whole.popup(corner - QPoint(0, whole.sizeHint().height()))
        return whole

    def _menus(self, parent: QWidget) -> list[QMenu]:
        found = []
        for name in MENUS:
            menu = QMenu(name, parent)
            menu.addActions([self._actions[spec.id] for spec in CATALOG if spec.menu == name])
            found.append(menu)
        return found

    def _action(self, spec: ActionSpec, handler: Handler) -> QAction:
        action = QAction(spec.text, self._window)
        action.setObjectName(spec.id)
        action.triggered.connect(lambda _checked=False: handler())
        action.setMenuRole(QAction.MenuRole.NoRole)
        return action

    def _give_keys(self, spec: ActionSpec, *, is_space_taken: bool = False) -> None:
        keys = [key for key in self.keys(spec.id) if not (is_space_taken and key == "Space")]
        self._actions[spec.id].setShortcuts([QKeySequence(key) for key in keys])
        self._actions[spec.id].setToolTip(f"{spec.text} ({keys[0]})" if keys else spec.text)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Space presses the button and ticks the box that has the focus; elsewhere it is an action's key."""
        is_taken = isinstance(now, _PRESSED_BY_SPACE) or (isinstance(now, QListView) and _has_boxes(now))
        for spec in CATALOG:
            if "Space" in self.keys(spec.id):
                self._give_keys(spec, is_space_taken=is_taken)

    def _dress(self) -> None:
        for spec in CATALOG:
            if spec.icon:
                self._actions[spec.id].setIcon(icon(spec.icon, theme().muted))
                self._actions[spec.id].setIconVisibleInMenu(False)


def _has_boxes(view: QListView) -> bool:
    """Whether the current row of a list can be ticked."""
    index = view.currentIndex()
    return index.isValid() and index.data(Qt.ItemDataRole.CheckStateRole) is not None
