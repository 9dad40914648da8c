"""The page desk over a real case: going places, hits, what one does with chosen words, and room for it all."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.services import WindowServices
from explorer.gui.views.page_desk import PageDesk
from explorer.gui.views.page_header import page_place
from explorer.gui.views.selection_bar import SelectionBar
from explorer.gui.views.thumbnails import Thumbnails
from explorer.model.document import DocumentId
from explorer.model.passage import PageRef
from tests.gui.page.conftest import Said, document_named, passage
from tests.gui.page.test_page_view import DECK, Maker


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices, deck: DocumentId) -> PageDesk:
    """Open at the deck's first page."""
    made = PageDesk(session, services)
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.show()
    made.open_document(deck)
    return made


def choose(desk: PageDesk, session: CaseSession, page: PageRef, quote: str) -> None:
    desk.open_page(page)
    words = passage(session, page, quote)
    desk.view.select_span(page.ordinal, words.start, words.end)


def ask(desk: PageDesk, qtbot: QtBot, query: str) -> None:
    desk.set_query(query, {})
    qtbot.waitUntil(lambda: desk.header.hit.text().startswith(("hit", "3 hits", "page")), timeout=5000)
    qtbot.waitUntil(lambda: "page" not in desk.header.hit.text(), timeout=5000)


# Going places


def test_opening_a_page_tells_which_page_is_read(qtbot: QtBot, desk: PageDesk, deck: DocumentId) -> None:
    with qtbot.waitSignal(desk.page_changed) as told:
        desk.open_page(PageRef(deck, 4))
    assert told.args == [PageRef(deck, 4)]


def test_the_page_read_is_the_current_one(desk: PageDesk, deck: DocumentId) -> None:
    desk.open_document(deck, 3)
    assert desk.current_page() == PageRef(deck, 3)


def test_a_page_the_document_lacks_shows_its_first(desk: PageDesk, deck: DocumentId) -> None:
    desk.open_document(deck, 99)
    assert desk.current_page() == PageRef(deck, 1)


def test_back_returns_across_documents(desk: PageDesk, session: CaseSession, deck: DocumentId) -> None:
    desk.open_page(PageRef(deck, 2))
    desk.open_document(document_named(session, "memo.pdf"))
    desk.back()
    assert desk.current_page() == PageRef(deck, 2)


def test_forward_undoes_back(desk: PageDesk, session: CaseSession) -> None:
    memo = document_named(session, "memo.pdf")
    desk.open_document(memo)
    desk.back()
    desk.forward()
    assert desk.current_page() == PageRef(memo, 1)


def test_a_small_page_that_is_chosen_is_shown(desk: PageDesk, deck: DocumentId) -> None:
    desk.thumbnails.setCurrentIndex(desk.thumbnails.model().index(2, 0))
    assert desk.current_page() == PageRef(deck, 3)


def test_turning_past_the_last_page_stays_there(desk: PageDesk, deck: DocumentId) -> None:
    desk.open_document(deck, 5)
    desk.handlers()["page.next"]()
    assert desk.current_page() == PageRef(deck, 5)


# Hits


def test_pages_with_hits_are_marked_in_the_strip(qtbot: QtBot, desk: PageDesk) -> None:
    ask(desk, qtbot, '"gang member"')
    assert desk.thumbnails.hits() == {2, 4}


def test_the_next_hit_is_on_the_next_page_that_holds_one(qtbot: QtBot, desk: PageDesk, deck: DocumentId) -> None:
    ask(desk, qtbot, '"gang member"')
    desk.next_hit()
    assert desk.current_page() == PageRef(deck, 2)


def test_hits_of_one_page_are_gone_through_one_by_one(qtbot: QtBot, desk: PageDesk) -> None:
    ask(desk, qtbot, '"gang member"')
    desk.next_hit()
    desk.next_hit()
    assert desk.header.hit.text() == "hit 2 of 3"


def test_a_hit_is_found_before_the_pages_are_counted(desk: PageDesk, deck: DocumentId) -> None:
    desk.set_query('"gang member"', {})
    desk.next_hit()
    assert desk.current_page() == PageRef(deck, 2)


def test_past_the_last_hit_the_desk_says_so(qtbot: QtBot, desk: PageDesk, deck: DocumentId) -> None:
    ask(desk, qtbot, '"gang member"')
    desk.open_document(deck, 4)
    with qtbot.waitSignal(desk.hits_exhausted) as told:
        desk.next_hit()
    assert told.args == [1]


def test_before_the_first_hit_the_desk_says_so(qtbot: QtBot, desk: PageDesk, deck: DocumentId) -> None:
    ask(desk, qtbot, '"gang member"')
    desk.open_document(deck, 1)
    with qtbot.waitSignal(desk.hits_exhausted) as told:
        desk.previous_hit()
    assert told.args == [-1]


def test_going_back_from_a_page_lands_on_the_last_hit_before_it(qtbot: QtBot, desk: PageDesk, deck: DocumentId) -> None:
    ask(desk, qtbot, '"gang member"')
    desk.open_document(deck, 3)
    desk.previous_hit()
    assert desk.header.hit.text() == "hit 2 of 3"


def test_a_query_that_cannot_be_read_lights_nothing(desk: PageDesk, said: Said) -> None:
    desk.set_query('"gang', {})
    desk.next_hit()
    assert not said.errors


def test_the_stepper_is_hidden_without_hits(desk: PageDesk) -> None:
    assert not desk.header.hit.isVisible()


# Chosen words


def test_the_bar_shows_beside_chosen_words(desk: PageDesk, session: CaseSession, deck: DocumentId) -> None:
    choose(desk, session, PageRef(deck, 2), "gang member")
    assert desk.bar.isVisible()


def test_the_bar_goes_with_the_selection(desk: PageDesk, session: CaseSession, deck: DocumentId) -> None:
    choose(desk, session, PageRef(deck, 2), "gang member")
    desk.view.clear_selection()
    assert not desk.bar.isVisible()


def test_highlighting_marks_the_words(desk: PageDesk, session: CaseSession, deck: DocumentId) -> None:
    choose(desk, session, PageRef(deck, 2), "gang member")
    desk.handlers()["passage.highlight"]()
    assert [each.passage.quote for each in session.annotating.highlights(PageRef(deck, 2))] == ["gang member"]


def test_highlighting_again_takes_it_off(desk: PageDesk, session: CaseSession, deck: DocumentId) -> None:
    choose(desk, session, PageRef(deck, 2), "gang member")
    desk.handlers()["passage.highlight"]()
    desk.handlers()["passage.highlight"]()
    assert session.annotating.highlights(PageRef(deck, 2)) == []


def test_a_highlight_can_be_undone(desk: PageDesk, session: CaseSession, deck: DocumentId, said: Said) -> None:
    choose(desk, session, PageRef(deck, 2), "gang member")
    desk.handlers()["passage.highlight"]()
    session.history.undo()
    assert (session.annotating.highlights(PageRef(deck, 2)), said.words) == ([], ["Highlighted. Ctrl+Z undoes it."])


def test_the_quote_is_copied_with_its_citation(desk: PageDesk, session: CaseSession, deck: DocumentId) -> None:
    choose(desk, session, PageRef(deck, 2), "gang member")
    desk.handlers()["passage.copy_quote"]()
    citation = session.reading.citation(PageRef(deck, 2))
    assert QGuiApplication.clipboard().text() == f"“gang member” — {citation}"


def test_the_citation_of_the_page_is_copied(desk: PageDesk, session: CaseSession, deck: DocumentId) -> None:
    desk.open_document(deck, 3)
    desk.header.cite.click()
    assert QGuiApplication.clipboard().text() == str(session.reading.citation(PageRef(deck, 3)))


def test_without_chosen_words_the_desk_says_what_to_do(desk: PageDesk, said: Said) -> None:
    desk.handlers()["passage.cite"]()
    assert said.words == ["Select the words to cite first."]


def test_a_page_is_marked_as_read(desk: PageDesk, session: CaseSession, deck: DocumentId) -> None:
    desk.handlers()["page.toggle_read"]()
    assert session.annotating.is_read(PageRef(deck, 1))


# Room


def test_nothing_is_cut_at_420_pixels(qtbot: QtBot, desk: PageDesk, deck: DocumentId) -> None:
    ask(desk, qtbot, '"gang member"')
    desk.open_document(deck, 2)
    desk.resize(420, 600)
    shown = [each for each in desk.header.findChildren(QWidget) if each.parent() is desk.header and each.isVisible()]
    qtbot.waitUntil(lambda: desk.header.cite.width() >= desk.header.cite.sizeHint().width())
    assert max(each.geometry().right() for each in shown if each.isVisible()) < 420


@pytest.mark.parametrize("width", [200, 360, 700])
@pytest.mark.parametrize("at", [QRect(0, 0, 40, 12), QRect(180, 280, 20, 12), QRect(0, 100, 600, 190)])
def test_the_bar_stays_inside_the_viewport(qtbot: QtBot, width: int, at: QRect) -> None:
    viewport = QWidget()
    qtbot.addWidget(viewport)
    viewport.resize(width, 300)
    bar = SelectionBar(viewport)
    bar.place(at)
    assert bar.geometry().left() >= 0
    assert bar.geometry().bottom() <= 300


def test_a_button_of_the_bar_names_its_action(qtbot: QtBot) -> None:
    viewport = QWidget()
    qtbot.addWidget(viewport)
    bar = SelectionBar(viewport)
    with qtbot.waitSignal(bar.chosen) as told:
        qtbot.mouseClick(bar.buttons()[1], Qt.MouseButton.LeftButton)
    assert told.args == ["passage.highlight"]


@pytest.mark.parametrize(
    ("label", "row", "said"),
    [
        ("slide 14", 14, "Slide 14 / 31"),
        ("p. 6", 6, "Page 6 / 31"),
        ("sheet flags, rows 40–79", 3, "Sheet flags, rows 40–79 · 3 / 31"),
        ("", 2, "2 / 31"),
    ],
)
def test_the_header_names_a_page_as_people_do(label: str, row: int, said: str) -> None:
    assert page_place(label, row, 31) == said


def test_of_a_very_long_document_only_the_pages_in_view_are_drawn_small(qtbot: QtBot) -> None:
    maker = Maker(pages=20_000)
    strip = Thumbnails(maker)
    qtbot.addWidget(strip)
    strip.resize(72, 600)
    strip.show()
    strip.open(DECK, maker.outline(DECK))
    strip.show_current(12_000)
    qtbot.waitUntil(lambda: any(ordinal == 12_000 for ordinal, *_ in maker.asked))
    assert len(maker.asked) < 40
