"""The workspace of reading as a whole: from a query to a page and what is known of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.app.adding import ProductionDetails
from explorer.app.recent import Memory
from explorer.app.session import CaseSession
from explorer.gui.catalog import CATALOG
from explorer.gui.services import WindowServices
from explorer.gui.views.read_desk import ReadDesk
from explorer.jobs.job import JobContext
from explorer.model.document import DocumentId
from explorer.model.passage import PageRef
from explorer.model.query import Sort
from tests.gui.desk.conftest import document_named, passage
from tests.helpers.files import saved

Settled = Callable[[], None]


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices, settled: Settled) -> ReadDesk:
    made = ReadDesk(session, services)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    settled()
    return made


def searched(qtbot: QtBot, desk: ReadDesk, query: str) -> None:
    with qtbot.waitSignal(desk.runner.counted):
        desk.run_search(query)


def test_a_query_fills_results_and_facets(qtbot: QtBot, desk: ReadDesk) -> None:
    searched(qtbot, desk, "gang member")
    assert desk.results.head_words().startswith("3 pages in 3 documents")
    assert desk.facets.sections["production"].model.rowCount() == 2


def test_the_results_stand_within_150_ms_of_the_last_key(qtbot: QtBot, desk: ReadDesk) -> None:
    searched(qtbot, desk, "warm")
    with qtbot.waitSignal(desk.runner.answered, timeout=150):
        desk.run_search("gang member")


def test_choosing_a_hit_shows_its_page(qtbot: QtBot, session: CaseSession, desk: ReadDesk, policy: PageRef) -> None:
    searched(qtbot, desk, "conviction")
    desk.handlers()["results.next"]()
    assert desk.current_page() == policy
    assert desk.inspector.page == policy


def test_going_to_the_results_chooses_the_first_hit_when_it_is_there(
    qtbot: QtBot, desk: ReadDesk, policy: PageRef
) -> None:
    desk.run_search("conviction")
    desk.focus_results()
    qtbot.waitUntil(lambda: desk.current_page() == policy)


def test_a_removed_chip_widens_the_answer(qtbot: QtBot, desk: ReadDesk) -> None:
    with qtbot.waitSignal(desk.runner.counted):
        desk.run_search("gang member", {"kind": frozenset({"email"})})
    with qtbot.waitSignal(desk.filters_changed) as changed, qtbot.waitSignal(desk.runner.counted):
        desk.remove_filter("kind", "email")
    assert changed.args == [{}]
    assert desk.results.head_words().startswith("3 pages")


def test_another_order_is_asked_for(qtbot: QtBot, desk: ReadDesk) -> None:
    searched(qtbot, desk, "gang member")
    with qtbot.waitSignal(desk.runner.answered):
        desk.results.sort_changed.emit(Sort.DATE)
    assert desk.runner.request.sort is Sort.DATE


def test_an_unreadable_query_leaves_the_last_answer(qtbot: QtBot, desk: ReadDesk) -> None:
    searched(qtbot, desk, "gang member")
    with qtbot.waitSignal(desk.runner.refused):
        desk.run_search("kind:slidez")
    assert "kind:slides" in desk.results.problem.words()
    assert desk.hits.held == 3


def test_records_added_meanwhile_are_counted_and_the_choice_stays(
    qtbot: QtBot, session: CaseSession, desk: ReadDesk, policy: PageRef, tmp_path: Path
) -> None:
    searched(qtbot, desk, "conviction")
    desk.handlers()["results.next"]()
    new = saved(tmp_path, "letter.txt", b"A conviction is needed after all.")
    with qtbot.waitSignal(desk.runner.counted, timeout=20000):
        session.adding.add([new], ProductionDetails("Late"), workers=1).run(JobContext())
    qtbot.waitUntil(lambda: desk.hits.held == 2, timeout=10000)
    assert desk.current_page() == policy
    hit = desk.hits.hit(desk.results.list.currentIndex().row())
    assert hit is not None
    assert hit.name == "policy.txt"


def test_after_the_last_hit_of_a_document_the_next_document_follows(
    qtbot: QtBot, session: CaseSession, desk: ReadDesk
) -> None:
    searched(qtbot, desk, "gang member")
    desk.handlers()["results.next"]()
    first = desk.current_page()
    desk.page_desk.hits_exhausted.emit(1)
    second = desk.current_page()
    assert first is not None
    assert second is not None
    assert first.document != second.document


def test_a_narrow_window_folds_the_inspector_into_its_button(desk: ReadDesk) -> None:
    desk.resize(960, 640)
    assert desk.inspector.isHidden()
    desk.handlers()["view.inspector"]()
    assert not desk.inspector.isHidden()


def test_a_wide_window_shows_the_inspector_again(desk: ReadDesk) -> None:
    desk.resize(960, 640)
    desk.resize(1300, 800)
    assert not desk.inspector.isHidden()


def test_every_action_on_results_and_panels_has_a_handler(desk: ReadDesk) -> None:
    areas = ("results.", "page.", "passage.", "view.inspector", "view.facets")
    wanted = {spec.id for spec in CATALOG if spec.id.startswith(areas)}
    assert wanted <= set(desk.handlers())


def test_the_panels_widths_are_remembered(
    qtbot: QtBot, session: CaseSession, services: WindowServices, settled: Settled, tmp_path: Path
) -> None:
    memory = Memory(tmp_path)
    first = ReadDesk(session, services, memory)
    qtbot.addWidget(first)
    first.resize(1300, 800)
    first.show()
    first._splitter.setSizes([260, 400, 400, 240])
    first._splitter.splitterMoved.emit(260, 1)
    second = ReadDesk(session, services, memory)
    qtbot.addWidget(second)
    second.resize(1300, 800)
    second.show()
    settled()
    assert second._splitter.sizes() == first._splitter.sizes()


def test_a_passage_can_be_opened_from_elsewhere(session: CaseSession, desk: ReadDesk) -> None:
    page = PageRef(DocumentId(document_named(session, "access.eml")), 1)
    named = passage(session, page, "node")
    desk.open_page(page, (named.start, named.end))
    assert desk.current_page() == page
