"""Two pages that are nearly the same, compared in the window: found, lit, stepped through, opened."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.services import WindowServices
from explorer.gui.views.comparison import ComparisonView
from explorer.gui.views.page_marks import HIGHLIGHTS
from explorer.gui.views.parts import ElidedLink
from explorer.gui.views.read_desk import ReadDesk
from explorer.jobs.job import JobContext
from explorer.model.passage import PageRef
from tests.gui.desk.conftest import Said, document_named
from tests.helpers.files import saved

Settled = Callable[[], None]

WORDS = (
    "The board of Alder Creek met in the town hall on Monday and voted, seven to two, to close the mill road before "
    "the spring flood came, and asked the clerk to write to every household on the road within ten days of the vote."
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[CaseSession]:
    received = [
        saved(tmp_path, "first.txt", WORDS.encode()),
        saved(tmp_path, "changed.txt", WORDS.replace("seven to two", "six to three").encode()),
        saved(tmp_path, "longer.txt", f"{WORDS} The clerk did not write.".encode()),
        saved(tmp_path, "again.md", WORDS.encode()),
        saved(tmp_path, "stranger.txt", b"Nothing here is said anywhere else in all of these records, not even once."),
    ]
    with CaseSession.create(tmp_path / "Near.casefile", who="tester") as made:
        made.adding.add(received, workers=1).run(JobContext())
        yield made


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices, settled: Settled) -> ReadDesk:
    made = ReadDesk(session, services)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    settled()
    return made


def read(desk: ReadDesk, session: CaseSession, settled: Settled, name: str) -> PageRef:
    page = PageRef(document_named(session, name), 1)
    desk.open_page(page)
    settled()
    return page


def compared(desk: ReadDesk, settled: Settled) -> ComparisonView:
    desk.handlers()["page.compare"]()
    settled()
    assert desk.comparing.is_comparing
    assert desk.comparing.view is not None
    return desk.comparing.view


def searched(qtbot: QtBot, desk: ReadDesk, settled: Settled) -> None:
    desk.run_search("clerk")
    qtbot.waitUntil(lambda: not desk.runner.is_asking)
    settled()
    assert desk.hits.held


def lines(desk: ReadDesk) -> list[str]:
    said = [each.text() for each in desk.inspector.findChildren(ElidedLink) if not each.isHidden()]
    return [each for each in said if "%" in each]


def test_the_page_says_what_is_nearly_the_same_and_a_click_compares(
    qtbot: QtBot, desk: ReadDesk, session: CaseSession, settled: Settled
) -> None:
    read(desk, session, settled, "first.txt")
    assert len(lines(desk)) == 2
    line = next(each for each in desk.inspector.findChildren(ElidedLink) if "changed.txt" in each.accessibleName())
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    settled()
    view = desk.comparing.view
    assert view is not None
    assert view.comparison is not None
    assert "changed.txt" in str(view.comparison.other_citation)
    assert "difference 1 of 2" in view.words()


def test_a_page_like_no_other_says_so_when_asked(
    desk: ReadDesk, session: CaseSession, settled: Settled, said: Said
) -> None:
    read(desk, session, settled, "stranger.txt")
    assert lines(desk) == []
    desk.handlers()["page.compare"]()
    assert not desk.comparing.is_comparing
    assert any("nearly the same" in each for each in said.words)


def test_steps_go_through_the_differences_and_around(desk: ReadDesk, session: CaseSession, settled: Settled) -> None:
    read(desk, session, settled, "changed.txt")
    view = compared(desk, settled)
    assert view.comparison is not None
    count = len(view.comparison.differences)
    seen = []
    for _ in range(count + 1):
        seen.append(view.words())
        desk.handlers()["results.next"]()
    assert seen[0] == seen[count]
    assert len(set(seen)) == count > 1
    desk.handlers()["page.previous_hit"]()
    assert view.words() == seen[0]


def test_another_page_and_back(qtbot: QtBot, desk: ReadDesk, session: CaseSession, settled: Settled) -> None:
    page = read(desk, session, settled, "first.txt")
    view = compared(desk, settled)
    first = view.panes[1].page
    qtbot.keyClick(view, Qt.Key.Key_G)
    settled()
    assert view.panes[0].page == page
    assert view.panes[1].page != first
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not desk.comparing.is_comparing
    assert desk.current_page() == page


def test_either_page_is_opened_in_read(qtbot: QtBot, desk: ReadDesk, session: CaseSession, settled: Settled) -> None:
    read(desk, session, settled, "first.txt")
    view = compared(desk, settled)
    other = view.panes[1].page
    view.panes[1].open_asked.emit()
    settled()
    assert not desk.comparing.is_comparing
    assert desk.current_page() == other


def test_o_opens_the_other_page(qtbot: QtBot, desk: ReadDesk, session: CaseSession, settled: Settled) -> None:
    read(desk, session, settled, "first.txt")
    view = compared(desk, settled)
    other = view.panes[1].page
    qtbot.keyClick(view, Qt.Key.Key_O)
    settled()
    assert not desk.comparing.is_comparing
    assert desk.current_page() == other


def test_each_side_lights_in_a_colour_of_its_own(desk: ReadDesk, session: CaseSession, settled: Settled) -> None:
    read(desk, session, settled, "changed.txt")
    view = compared(desk, settled)
    shades = [_shades(pane.view.viewport().grab().toImage()) for pane in view.panes]
    assert shades == [(True, False), (False, True)]


def _shades(picture: QImage) -> tuple[bool, bool]:
    """Whether the red and the green of what stands alone are in a picture."""
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(0, picture.height(), 2)}
    return HIGHLIGHTS["red"] in seen, HIGHLIGHTS["green"] in seen


def test_results_fold_what_is_nearly_the_same_and_the_arrows_show_it(
    qtbot: QtBot, desk: ReadDesk, session: CaseSession, settled: Settled
) -> None:
    searched(qtbot, desk, settled)
    rows = desk.hits
    fold = next(row for row in range(rows.rowCount()) if rows.folded(row))
    found = rows.folded(fold)
    assert found is not None
    assert "3 pages" in desk.results.head_words() or "4 pages" in desk.results.head_words()
    assert found.words == f"+ {len(found.hits)} near duplicates"
    count = rows.rowCount()
    desk.results.list.setCurrentIndex(rows.index(fold - 1))
    qtbot.keyClick(desk.results.list, Qt.Key.Key_Right)
    assert rows.rowCount() == count + 2 * len(found.hits)
    qtbot.keyClick(desk.results.list, Qt.Key.Key_Left)
    assert rows.rowCount() == count
    place = desk.results.list.visualRect(rows.index(fold)).center()
    qtbot.mouseClick(desk.results.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows.rowCount() > count


def test_nothing_is_folded_where_a_person_does_not_want_it(qtbot: QtBot, desk: ReadDesk, settled: Settled) -> None:
    desk.runner.folds = lambda: False
    searched(qtbot, desk, settled)
    assert not any(desk.hits.folded(row) for row in range(desk.hits.rowCount()))
