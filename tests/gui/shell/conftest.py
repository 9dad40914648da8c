"""A small case without documents, and a window over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.app.recent import Memory
from explorer.app.settings import Settings
from explorer.gui.controller import Controller
from explorer.gui.main_window import MainWindow
from explorer.gui.theme import set_scheme


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Windows without a screen have no size hints, no keyboard to grab and nothing to raise; Qt says so each time."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def _dressed(qtbot: QtBot) -> None:
    set_scheme("light")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "config")


@pytest.fixture
def controller(qtbot: QtBot, tmp_path: Path, settings: Settings) -> Iterator[Controller]:
    """A window on its start page."""
    window = MainWindow()
    qtbot.addWidget(window)
    made = Controller(window, Memory(tmp_path / "config"), settings)
    window.show()
    yield made
    window.close()


@pytest.fixture
def new_case(controller: Controller, tmp_path: Path) -> Callable[[str], Path]:
    """Makes a case and opens it in the window."""

    def make(title: str) -> Path:
        path = tmp_path / f"{title}.casefile"
        assert controller.open_case(path, is_new=True, title=title)
        return path

    return make
