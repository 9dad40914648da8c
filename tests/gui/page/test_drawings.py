"""A deck in Casefile's drawing or in LibreOffice's: the line above says which, and words are chosen in both."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.app.adding import ProductionDetails
from explorer.app.session import CaseSession
from explorer.extract import exact
from explorer.gui.services import WindowServices
from explorer.gui.views.drawings import OURS, THEIRS
from explorer.gui.views.page_desk import PageDesk
from explorer.jobs.job import JobContext
from explorer.model.passage import PageRef
from tests.gui.page.conftest import Said, document_named, passage
from tests.helpers.files import saved
from tests.helpers.office_files import p_shape, pptx, slide
from tests.helpers.office_program import need_office

PATIENCE = 120_000  # milliseconds; LibreOffice may start slowly


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices, tmp_path: Path) -> PageDesk:
    """Open at a deck of slides."""
    path = saved(tmp_path, "training.pptx", pptx(slide(p_shape("Officers record stops"))))
    session.adding.add([path], ProductionDetails(), workers=1).run(JobContext())
    made = PageDesk(session, services)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    made.open_document(document_named(session, "training.pptx"))
    return made


def toggle(desk: PageDesk) -> None:
    desk.handlers()["view.exact"]()


def test_a_deck_opens_in_our_drawing_and_says_so(desk: PageDesk) -> None:
    assert desk.header.drawn.text() == OURS


def test_a_narrow_line_still_says_whose_drawing_it_is(desk: PageDesk) -> None:
    desk.resize(360, 600)
    assert desk.header.drawn.isVisible()
    assert desk.header.drawn.text() == "Casefile"
    desk.resize(900, 600)
    assert desk.header.drawn.text() == OURS


def test_a_pdf_has_one_drawing_only(desk: PageDesk, session: CaseSession, said: Said) -> None:
    desk.open_document(document_named(session, "memo.pdf"))
    toggle(desk)
    assert desk.header.drawn.text() == ""
    assert said.words == ["Only slides can be shown as LibreOffice draws them."]


def test_words_are_chosen_where_libreoffice_put_them(qtbot: QtBot, desk: PageDesk, session: CaseSession) -> None:
    need_office()
    deck = document_named(session, "training.pptx")
    span = passage(session, PageRef(deck, 1), "record stops")
    toggle(desk)
    qtbot.waitUntil(lambda: desk.header.drawn.text() == THEIRS, timeout=PATIENCE)
    desk.view.select_span(1, span.start, span.end)
    chosen = desk.current_passage()
    assert chosen is not None
    assert chosen.quote == "record stops"
    qtbot.waitUntil(lambda: desk.view.is_settled, timeout=PATIENCE)
    toggle(desk)
    assert desk.header.drawn.text() == OURS
    assert desk.current_passage() is None


def test_another_document_opens_in_our_drawing(qtbot: QtBot, desk: PageDesk, session: CaseSession) -> None:
    need_office()
    toggle(desk)
    qtbot.waitUntil(lambda: desk.header.drawn.text() == THEIRS, timeout=PATIENCE)
    desk.open_document(document_named(session, "memo.pdf"))
    desk.open_document(document_named(session, "training.pptx"))
    assert desk.header.drawn.text() == OURS


def test_without_libreoffice_one_sentence_says_so(
    qtbot: QtBot, desk: PageDesk, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exact, "office_program", lambda: None)
    toggle(desk)
    qtbot.waitUntil(lambda: bool(said.errors), timeout=PATIENCE)
    assert "LibreOffice, which is not installed here" in str(said.errors[0])
    assert desk.header.drawn.text() == OURS
