"""A reporter's journey in the window: add, search, open a hit, select, tag, cite, undo, redo, close, reopen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.app.adding import ProductionDetails
from explorer.app.recent import Memory
from explorer.gui.case_window import CaseWindow
from explorer.gui.controller import Controller
from explorer.gui.main_window import MainWindow
from explorer.gui.theme import set_scheme
from explorer.model.claim import Stance
from explorer.model.entity import EntityState

SAMPLES = Path(__file__).parents[2] / "sample_docs" / "productions"
PATIENCE = 60_000  # milliseconds


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "config")


@pytest.fixture
def opened(qtbot: QtBot, memory: Memory) -> Iterator[Callable[[], Controller]]:
    """Opens windows; closes them at the end."""
    windows: list[MainWindow] = []

    def open_window() -> Controller:
        set_scheme("light")
        window = MainWindow()
        qtbot.addWidget(window)
        controller = Controller(window, memory)
        window.show()
        windows.append(window)
        return controller

    yield open_window
    for window in windows:
        window.close()


def case_of(controller: Controller) -> CaseWindow:
    assert controller.case is not None
    return controller.case


def select(case: CaseWindow, words: str) -> None:
    """Select words on the page that is shown, as a drag over them would."""
    desk = case.read.page_desk
    page = desk.current_page()
    assert page is not None
    start = case.session.reading.page_at(page).text.index(words)
    desk.view.select_span(page.ordinal, start, start + len(words))


def test_from_a_folder_to_a_claim_that_cites_its_page(
    qtbot: QtBot, tmp_path: Path, opened: Callable[[], Controller]
) -> None:
    path = tmp_path / "journey.casefile"
    controller = opened()
    assert controller.open_case(path, is_new=True, title="Journey")
    case = case_of(controller)

    first = sorted(each for each in SAMPLES.iterdir() if each.is_dir())[0]
    case.add([first], ProductionDetails("First", "Marrow State Police", "18-0417", "2018-03-02"))
    qtbot.waitUntil(lambda: case.is_idle, timeout=PATIENCE)

    case.search('"gang member" kind:slides')
    qtbot.waitUntil(lambda: case.read.hits.rowCount() > 0, timeout=PATIENCE)
    case.read.focus_results()
    qtbot.waitUntil(lambda: case.read.current_page() is not None, timeout=PATIENCE)
    page = case.read.current_page()
    assert page is not None
    assert "gang member" in case.session.reading.page_at(page).text

    select(case, "gang member")
    passage = case.read.current_passage()
    assert passage is not None
    assert passage.quote == "gang member"
    case.session.tagging.tag(passage, "subject", "The flag")
    claim = case.session.claiming.cite_new("Officers flag people without a conviction", passage, Stance.SUPPORTS)
    QApplication.processEvents()

    undo, redo = case.handlers()["edit.undo"], case.handlers()["edit.redo"]
    undo()
    assert case.session.claiming.claims() == []
    undo()
    assert case.session.tagging.entities(state=EntityState.CONFIRMED) == []
    redo()
    redo()
    assert [each.text for each in case.session.claiming.claims()] == ["Officers flag people without a conviction"]

    controller.close_case()
    assert controller.open_case(path)
    again = case_of(controller)
    (kept,) = again.session.claiming.claims()
    assert kept.id == claim
    (evidence,) = kept.evidence
    assert (evidence.passage, evidence.holds) == (passage, True)
    assert [each.name for each in again.session.tagging.entities(state=EntityState.CONFIRMED)] == ["The flag"]

    again.open_page(evidence.passage.page, (evidence.passage.start, evidence.passage.end))
    assert again.read.current_page() == page
    qtbot.waitUntil(lambda: again.is_idle, timeout=PATIENCE)


def test_a_case_in_use_elsewhere_is_named_and_not_opened(
    tmp_path: Path, opened: Callable[[], Controller], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = opened(), opened()
    path = tmp_path / "shared.casefile"
    assert first.open_case(path, is_new=True, title="Shared")
    said: list[str] = []
    monkeypatch.setattr("explorer.gui.faults.show_problem", lambda problem, *_: said.append(str(problem)))
    assert not second.open_case(path)
    assert "in use" in said[0]
    first.close_case()
