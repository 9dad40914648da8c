"""The catalog as QActions: menus, keys that never fire while somebody types, and one place that enables them."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
)

from explorer.gui.catalog import CATALOG, MENUS, ActionSpec

_TYPING = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


class Actions(QObject):
    """All actions of a window.

    Args:
        window: gets the menus and the keys.
        handlers: id to what it does; each id of the catalog must be there.

    Raises:
        KeyError: an action has no handler.
    """

    def __init__(self, window: QMainWindow, handlers: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._window = window
        self._actions = {spec.id: self._action(spec, handlers[spec.id]) for spec in CATALOG}
        self._bare = {QKeySequence(key).toString(): spec.id for spec in CATALOG for key in spec.keys if is_bare(key)}
        for name in MENUS:
            menu = window.menuBar().addMenu(name)
            menu.addActions([self._actions[spec.id] for spec in CATALOG if spec.menu == name])
        window.addActions(list(self._actions.values()))
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def __getitem__(self, action: str) -> QAction:
        return self._actions[action]

    def enable_for(self, context: Collection[str]) -> None:
        """Enable what the context ("case", "page", "selection") allows."""
        for spec in CATALOG:
            self._actions[spec.id].setEnabled(spec.needs <= set(context))

    def trigger(self, action: str) -> None:
        """Run an action as its key would; a disabled one does nothing."""
        self._actions[action].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bare keys (``N``, ``/``, ``?``) belong to the window only while nobody types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._may_act():
            action = self._bare.get(QKeySequence(event.keyCombination()).toString()) or self._bare.get(
                event.text().upper()
            )
            if action and self._actions[action].isEnabled():
                self._actions[action].trigger()
                return True
        return super().eventFilter(watched, event)

    def _may_act(self) -> bool:
        focus = QApplication.focusWidget()
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return False
        is_typing = isinstance(focus, _TYPING) or (isinstance(focus, QComboBox) and focus.isEditable())
        return not is_typing and (focus is None or focus.window() is self._window)

    def _action(self, spec: ActionSpec, handler: Callable[[], None]) -> QAction:
        action = QAction(spec.text, self._window)
        action.setObjectName(spec.id)
        action.triggered.connect(lambda _checked=False: handler())
        action.setShortcuts([QKeySequence(key) for key in spec.keys if not is_bare(key)])
        if spec.keys and is_bare(spec.keys[0]):
            action.setText(f"{spec.text}\t{spec.keys[0]}")
        action.setToolTip(f"{spec.text} ({spec.keys[0]})" if spec.keys else spec.text)
        return action


def is_bare(key: str) -> bool:
    """Whether a key is one that people also type in text."""
    return len(key) == 1 or key == "Space" or (key.startswith("Shift+") and len(key) == 7)
