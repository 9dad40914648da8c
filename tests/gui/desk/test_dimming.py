"""On the pages of a message, what its sender did not write for it can be dimmed."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.app.settings import Settings
from explorer.gui.dimming import SETTING, Dimming
from explorer.gui.services import WindowServices
from explorer.gui.views.page_desk import PageDesk
from explorer.model.passage import PageRef
from tests.gui.desk.conftest import document_named
from tests.helpers import talks

Settled = Callable[[], None]


@pytest.fixture
def session(talk_case: Path, tmp_path: Path) -> Iterator[CaseSession]:
    case = tmp_path / "Talk.casefile"
    shutil.copytree(talk_case, case)
    with CaseSession.open(case, who="tester") as opened:
        yield opened


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices) -> PageDesk:
    made = PageDesk(session, services)
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    return made


@pytest.fixture
def dimming(session: CaseSession, services: WindowServices, desk: PageDesk, tmp_path: Path) -> Dimming:
    return Dimming(session, services, Settings(tmp_path / "config"), desk, desk)


def darkest(image: QImage) -> int:
    """The least lightness in the right part of the picture, where no bar and no note stands."""
    return min(
        image.pixelColor(x, y).lightness() for y in range(image.height()) for x in range(image.width() // 8, 600)
    )


def test_quoted_layers_are_dimmed_by_the_page_they_stand_on(
    session: CaseSession, dimming: Dimming, settled: Settled
) -> None:
    dimming.toggle()
    last = document_named(session, "4 RE bridge.eml")
    for number in (1, 2):
        page = PageRef(last, number)
        assert dimming.of(page) == ()  # not known yet; nothing waits for it
        settled()
        text = session.reading.page_at(page).text
        ((start, end),) = dimming.of(page)
        assert talks.QUOTED_LINE.strip() in text[start:end]
        assert "the county pays" not in text[start:end]


def test_signatures_and_small_print_are_dimmed_too(session: CaseSession, dimming: Dimming, settled: Settled) -> None:
    dimming.toggle()
    page = PageRef(document_named(session, "1 bridge.eml"), 1)
    dimming.of(page)
    settled()
    text = session.reading.page_at(page).text
    assert [text[start:end][:15] for start, end in dimming.of(page)] == ["CONFIDENTIALITY"]


def test_it_is_remembered_and_taken_back(
    session: CaseSession, dimming: Dimming, settled: Settled, tmp_path: Path
) -> None:
    page = PageRef(document_named(session, "2 RE bridge.eml"), 1)
    assert not Settings(tmp_path / "config")[SETTING]
    dimming.toggle()
    assert Settings(tmp_path / "config")[SETTING]
    dimming.of(page)
    settled()
    assert dimming.of(page)
    dimming.toggle()
    assert dimming.of(page) == ()


def test_pages_of_other_documents_stay_as_they_are(session: CaseSession, dimming: Dimming, settled: Settled) -> None:
    dimming.toggle()
    page = PageRef(document_named(session, "policy.txt"), 1)
    dimming.of(page)
    settled()
    assert dimming.of(page) == ()


def test_dimmed_words_are_painted_paler(
    qtbot: QtBot, session: CaseSession, desk: PageDesk, dimming: Dimming, settled: Settled
) -> None:
    desk.open_document(document_named(session, "4 RE bridge.eml"), 2)
    qtbot.waitUntil(lambda: desk.view.is_settled, timeout=10_000)
    before = darkest(desk.view.viewport().grab().toImage())
    dimming.toggle()
    desk.view.viewport().grab()
    settled()
    assert darkest(desk.view.viewport().grab().toImage()) > before + 45
