"""The catalog and its actions: unique, all of them handled, and silent while disabled or while somebody types."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.gui.actions import Actions
from explorer.gui.catalog import CATALOG
from explorer.resources import resource_folder

LOOK_KEYS = (
    "/", "Ctrl+K", "N", "P", "J", "K", "H", "E", "C", "Q", "M", "T", "R", "Space", "Ctrl+Z", "Ctrl+Shift+Z", "?",
)  # fmt: skip


class Bench:
    """A window with a field, a box, and actions that count."""

    def __init__(self, own_keys: dict[str, tuple[str, ...]] | None = None) -> None:
        self.window, self.field, self.box = QMainWindow(), QLineEdit(), QCheckBox("box")
        inside = QWidget()
        inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.inside = inside
        layout = QVBoxLayout(inside)
        layout.addWidget(self.field)
        layout.addWidget(self.box)
        self.window.setCentralWidget(inside)
        self.ran: Counter[str] = Counter()
        handlers = {spec.id: lambda of=spec.id: self.ran.update([of]) for spec in CATALOG}
        self.actions = Actions(self.window, handlers, own_keys)
        self.actions.enable_for({"case", "page", "selection"})


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench()
    qtbot.addWidget(made.window)
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.window.activateWindow()
    made.inside.setFocus()
    return made


@pytest.mark.parametrize("key", LOOK_KEYS)
def test_each_key_of_the_design_does_something(key: str) -> None:
    assert any(key in spec.keys for spec in CATALOG)


def test_no_key_destroys() -> None:
    assert not any(key in ("Del", "Delete", "Backspace") for spec in CATALOG for key in spec.keys)
    assert not any(word in spec.text.lower() for spec in CATALOG for word in ("delete", "remove"))


def test_every_icon_of_the_catalog_is_there() -> None:
    assert [
        spec.icon for spec in CATALOG if spec.icon and not (resource_folder() / "icons" / f"{spec.icon}.svg").is_file()
    ] == []


def test_a_bare_key_runs_its_action(qtbot: QtBot, bench: Bench) -> None:
    qtbot.keyClick(bench.inside, Qt.Key.Key_N)
    assert bench.ran["page.next_hit"] == 1


def test_space_ticks_a_box_rather_than_turning_the_page(qtbot: QtBot, bench: Bench) -> None:
    bench.box.setFocus()
    qtbot.keyClick(bench.box, Qt.Key.Key_Space)
    assert bench.box.isChecked()
    assert not bench.ran


def test_space_turns_the_page_again_once_the_box_is_left(qtbot: QtBot, bench: Bench) -> None:
    bench.box.setFocus()
    bench.inside.setFocus()
    qtbot.keyClick(bench.inside, Qt.Key.Key_Space)
    assert bench.ran["page.down"] == 1


def test_a_persons_own_key_stands_in_place_of_the_catalogs(qtbot: QtBot, bench: Bench) -> None:
    bench.actions.set_keys({"page.next_hit": ("Y",)})
    qtbot.keyClick(bench.inside, Qt.Key.Key_N)
    qtbot.keyClick(bench.inside, Qt.Key.Key_Y)
    assert bench.ran["page.next_hit"] == 1
    assert bench.actions.keys("page.next_hit") == ("Y",)


def test_undo_names_what_it_takes_back(bench: Bench) -> None:
    bench.actions.name_step("edit.undo", "Cite for claim")
    assert bench.actions["edit.undo"].text() == "Undo “Cite for claim”"
    bench.actions.name_step("edit.undo", None)
    assert bench.actions["edit.undo"].text() == "Undo"
