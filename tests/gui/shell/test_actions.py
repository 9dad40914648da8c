"""One catalog of actions: ids and keys unique, each with a handler, none that runs while it may not."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from explorer.gui.actions import Actions
from explorer.gui.catalog import CATALOG, MENUS
from explorer.gui.dialogs.shortcuts import ShortcutsDialog


def test_ids_are_unique_and_say_area_and_verb() -> None:
    ids = [spec.id for spec in CATALOG]
    assert len(set(ids)) == len(ids)
    assert all(each.count(".") == 1 for each in ids)


def test_no_two_actions_share_a_key() -> None:
    keys = Counter(key for spec in CATALOG for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_action_has_a_key_and_a_menu() -> None:
    assert [spec.id for spec in CATALOG if not spec.keys or spec.menu not in MENUS] == []


def made(window: QMainWindow, ran: list[str]) -> Actions:
    def handler(action: str) -> Callable[[], None]:
        return lambda: ran.append(action)

    return Actions(window, {spec.id: handler(spec.id) for spec in CATALOG})


def test_an_action_without_a_handler_is_found_at_once(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    with pytest.raises(KeyError):
        Actions(window, {})


def test_a_disabled_action_does_not_run(qtbot: QtBot) -> None:
    window, ran = QMainWindow(), list[str]()
    qtbot.addWidget(window)
    actions = made(window, ran)
    actions.enable_for(())
    actions.trigger("edit.undo")
    actions.enable_for({"case"})
    actions.trigger("edit.undo")
    actions.trigger("passage.cite")
    assert ran == ["edit.undo"]


def test_bare_keys_are_letters_while_somebody_types(qtbot: QtBot) -> None:
    window, ran = QMainWindow(), list[str]()
    field = QLineEdit()
    window.setCentralWidget(field)
    qtbot.addWidget(window)
    made(window, ran).enable_for({"case", "page", "selection"})
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "n/h?")
    assert field.text() == "n/h?"
    assert ran == []
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_N)
    assert ran == ["page.next_hit"]


def test_the_key_page_shows_every_action(qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(None)
    qtbot.addWidget(dialog)
    assert {spec.text for spec in CATALOG} <= {label.text() for label in dialog.findChildren(QLabel)}
