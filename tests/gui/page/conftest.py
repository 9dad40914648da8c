"""A small case for the page desk: a deck of text pages with and without hits, made once and copied for each test."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.app.adding import ProductionDetails
from explorer.app.session import CaseSession
from explorer.errors import ExplorerError
from explorer.gui.bridge import ChangeBridge
from explorer.gui.services import WindowServices
from explorer.gui.tasks import Tasks
from explorer.gui.theme import set_scheme
from explorer.jobs.job import JobContext
from explorer.model.document import DocumentId
from explorer.model.passage import PageRef, Passage
from tests.helpers.files import pdf, saved

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Windows without a screen have no size hints to pass on; Qt says so each time one is shown."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


HIT = "Officers may record a suspected gang member. A gang member flag needs no conviction."
PLAIN = "Nothing on this page is about the flag at issue."
DECK = (PLAIN, HIT, PLAIN, "One gang member entry is reviewed every year.", PLAIN)


@pytest.fixture(scope="session")
def made_deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case folder that is never opened itself, only copied."""
    folder = tmp_path_factory.mktemp("deck")
    os.environ["CASEFILE_CACHE_DIR"] = str(folder / "cache")
    paths = [saved(folder, "deck.pdf", pdf(*DECK)), saved(folder, "memo.pdf", pdf("A memo on hours."))]
    case = folder / "Deck.casefile"
    with CaseSession.create(case, "Deck", who="tester") as session:
        details = ProductionDetails("State Police", "State Police", "18-0417", "2018-03-02")
        session.adding.add(paths, details, workers=1).run(JobContext())
    return case


@pytest.fixture
def session(made_deck: Path, tmp_path: Path) -> Iterator[CaseSession]:
    """A fresh copy of the case, open for writing."""
    case = tmp_path / "Deck.casefile"
    shutil.copytree(made_deck, case)
    with CaseSession.open(case, who="tester") as opened:
        yield opened


@dataclass
class Said:
    """What the desk told the window."""

    words: list[str] = field(default_factory=list)
    errors: list[ExplorerError] = field(default_factory=list)


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def services(qtbot: QtBot, session: CaseSession, said: Said) -> Iterator[WindowServices]:
    set_scheme("light")
    parent = QWidget()
    qtbot.addWidget(parent)
    tasks, changes = Tasks(), ChangeBridge(session.changes.subscribe)
    yield WindowServices(
        tasks, changes, lambda _page, _span: None, lambda _query: None, said.words.append, said.errors.append, parent
    )
    tasks.close()
    changes.close()


@pytest.fixture
def deck(session: CaseSession) -> DocumentId:
    return document_named(session, "deck.pdf")


def document_named(session: CaseSession, name: str) -> DocumentId:
    return next(each.document for each in session.reading.documents() if each.name == name)


def passage(session: CaseSession, page: PageRef, quote: str) -> Passage:
    """The first place of some words on a page."""
    start = session.reading.page_at(page).text.index(quote)
    return Passage(page.document, page.ordinal, start, start + len(quote), quote)
