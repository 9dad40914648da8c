"""The result list, its empty places, the facets and the search behind them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.errors import QueryError
from explorer.gui.models.facet_counts import count_facets
from explorer.gui.models.hits_model import HitsModel
from explorer.gui.services import WindowServices
from explorer.gui.theme import set_scheme
from explorer.gui.views.facets import FacetsPanel
from explorer.gui.views.lit_text import LitText
from explorer.gui.views.parts import LinkButton
from explorer.gui.views.results import ResultsView
from explorer.gui.views.search_runner import SearchRunner
from explorer.model.query import Hit, SearchRequest


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    set_scheme("light")
    made = ResultsView(HitsModel())
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    return made


@pytest.fixture
def facets(qtbot: QtBot, session: CaseSession) -> FacetsPanel:
    set_scheme("light")
    made = FacetsPanel()
    qtbot.addWidget(made)
    made.resize(220, 700)
    made.show()
    made.show_counts(count_facets(session, SearchRequest("gang member")))
    return made


def test_the_head_says_what_could_not_be_searched(view: ResultsView, session: CaseSession) -> None:
    view.show_result(session.searching.search(SearchRequest("gang member")))
    assert "1 page not read yet, not searched" in view.head_words()


def test_j_and_k_go_from_hit_to_hit(qtbot: QtBot, view: ResultsView, session: CaseSession) -> None:
    result = session.searching.search(SearchRequest("gang member"))
    view.show_result(result)
    chosen: list[Hit] = []
    view.hit_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(view.list, key)
    assert [hit.page for hit in chosen] == [result.hits[at].page for at in (0, 1, 0)]


def test_enter_opens_the_current_hit(qtbot: QtBot, view: ResultsView, session: CaseSession) -> None:
    view.show_result(session.searching.search(SearchRequest("conviction")))
    view.list.step(1)
    with qtbot.waitSignal(view.hit_opened) as opened:
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].name == "policy.txt"


def test_a_current_hit_stays_current_without_being_opened_again(view: ResultsView, session: CaseSession) -> None:
    result = session.searching.search(SearchRequest("gang member"))
    chosen: list[Hit] = []
    view.hit_chosen.connect(chosen.append)
    view.show_result(result, keep=result.hits[1].page)
    assert view._model.hit(view.list.currentIndex().row()) == result.hits[1]
    assert chosen == []


def test_nothing_found_offers_the_nearest_word(view: ResultsView, session: CaseSession) -> None:
    view.show_result(session.searching.search(SearchRequest("convictoin")))
    assert "Did you mean “conviction”?" in view.empty_words()


def test_nothing_found_says_how_many_pages_hold_no_text(view: ResultsView, session: CaseSession) -> None:
    view.show_result(session.searching.search(SearchRequest("zebra")))
    assert "1 page is a picture not read yet" in view.empty_words()


def test_a_case_without_records_says_what_to_do_first(view: ResultsView) -> None:
    view.show_start(has_pages=False)
    assert "Drop files or a folder" in view.empty_words()


def test_an_example_can_be_clicked(qtbot: QtBot, view: ResultsView) -> None:
    example = next(button for button in view.findChildren(LinkButton) if button.isVisible())
    with qtbot.waitSignal(view.example_chosen) as chosen:
        example.click()
    assert chosen.args == ['"gang member"']


def test_a_query_that_cannot_be_read_says_how_to_mend_it(view: ResultsView, session: CaseSession) -> None:
    with pytest.raises(QueryError) as caught:
        session.searching.check("kind:slidez")
    view.show_error("kind:slidez", caught.value)
    assert "kind:slides" in view.problem.words()


def test_a_text_is_never_higher_than_its_lines(qapp: object) -> None:
    font = QFont()
    three = LitText("words " * 400, font, 200, 3)
    assert three.height == LitText("words " * 3, font, 40, 3).height


def test_an_elided_text_stays_inside_its_width(qapp: object) -> None:
    assert LitText("W" * 900, QFont(), 203, 3).used_width <= 203


def test_ticking_a_value_narrows(qtbot: QtBot, facets: FacetsPanel) -> None:
    rows = facets.sections["production"].rows
    with qtbot.waitSignal(facets.filters_changed) as changed:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert changed.args == [{"production": frozenset({"State Police"})}]


def test_a_drag_over_years_chooses_a_range(qtbot: QtBot, facets: FacetsPanel, session: CaseSession) -> None:
    bars = facets.sections["year"].bars
    assert bars is not None
    with qtbot.waitSignal(bars.chosen_changed) as changed:
        bars.choose(2019, 2017)
    assert changed.args == [frozenset({"2017", "2018", "2019"})]


def test_choosing_the_same_year_again_takes_it_away(facets: FacetsPanel) -> None:
    bars = facets.sections["year"].bars
    assert bars is not None
    bars.choose(2018, 2018)
    bars.choose(2018, 2018)
    assert facets.filters() == {}


def test_clearing_takes_all_filters_away(qtbot: QtBot, facets: FacetsPanel) -> None:
    facets.set_filters({"kind": frozenset({"email"})})
    with qtbot.waitSignal(facets.filters_changed) as changed:
        facets.clear()
    assert changed.args == [{}]


def test_only_the_last_of_several_queries_is_answered(
    qtbot: QtBot, session: CaseSession, services: WindowServices
) -> None:
    runner = SearchRunner(session, services.tasks)
    answers: list[str] = []
    runner.answered.connect(lambda result, _: answers.append(result.query))
    with qtbot.waitSignal(runner.counted):
        for query in ("g", "ga", "gang"):
            runner.ask(query)
    assert answers == ["gang"]


def test_a_refused_query_is_said_with_its_error(qtbot: QtBot, session: CaseSession, services: WindowServices) -> None:
    runner = SearchRunner(session, services.tasks)
    with qtbot.waitSignal(runner.refused) as refused:
        runner.ask("kind:slidez")
    assert refused.args is not None
    assert refused.args[0] == "kind:slidez"
