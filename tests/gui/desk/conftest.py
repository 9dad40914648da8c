"""A small case, made once and copied for each test: two productions with notes, a message, a table and a picture."""

import os
import shutil
from collections.abc import Callable, Iterator
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
from tests.helpers import talks
from tests.helpers.files import picture, saved

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Windows without a screen have no size hints to pass on; Qt says so each time one is shown."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


POLICY = """Officers may record a person as a suspected gang member after a field interview.
No conviction is needed for the gang member flag to appear in LinkView Systems.
Write to Dana Whitcomb, 617-555-0142, dwhitcomb@statefusion.example."""
MESSAGE = b"""From: Dana Whitcomb <dwhitcomb@statefusion.example>
To: partners@county.example
Date: Tue, 19 Jan 2018 09:30:00 -0500
Subject: LinkView access for partners
Message-ID: <1@statefusion.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Federal partners can filter on gang member once the node is joined. Call 617-555-0142.
"""
TABLE = b"code,meaning\n17,gang member\n18,associate\n"


@pytest.fixture(scope="session")
def made_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case folder that is never opened itself, only copied."""
    folder = tmp_path_factory.mktemp("made")
    os.environ["CASEFILE_CACHE_DIR"] = str(folder / "cache")
    first = [saved(folder, "policy.txt", POLICY.encode()), saved(folder, "access.eml", MESSAGE)]
    second = [saved(folder, "codes.csv", TABLE), saved(folder, "scan.png", picture())]
    case = folder / "Made.casefile"
    with CaseSession.create(case, "Made", who="tester") as session:
        for paths, name in ((first, "State Police"), (second, "Town PD")):
            details = ProductionDetails(name, name, "18-0417", "2018-03-02")
            session.adding.add(paths, details, workers=1).run(JobContext())
    return case


@pytest.fixture(scope="session")
def talk_case(made_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case with a thread, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("talk")
    case = folder / "Talk.casefile"
    shutil.copytree(made_case, case)
    with CaseSession.open(case, who="tester") as session:
        add(session, talks.talk(folder))
    return case


@pytest.fixture
def session(made_case: Path, tmp_path: Path) -> Iterator[CaseSession]:
    """A fresh copy of the small case, open for writing."""
    case = tmp_path / "Made.casefile"
    shutil.copytree(made_case, case)
    with CaseSession.open(case, who="tester") as opened:
        yield opened


@pytest.fixture
def empty_session(tmp_path: Path) -> Iterator[CaseSession]:
    """A case without any record."""
    with CaseSession.create(tmp_path / "Empty.casefile", "Empty", who="tester") as opened:
        yield opened


@pytest.fixture
def policy(session: CaseSession) -> PageRef:
    """The one page of the policy."""
    return PageRef(document_named(session, "policy.txt"), 1)


def add(session: CaseSession, paths: list[Path]) -> None:
    session.adding.add(paths, ProductionDetails("Town", "Town", "1", "2018-03-02"), workers=1).run(JobContext())


def document_named(session: CaseSession, name: str) -> DocumentId:
    return next(each.document for each in session.reading.documents() if each.name == name)


def passage(session: CaseSession, page: PageRef, quote: str) -> Passage:
    """The first place of some words on a page."""
    start = session.reading.page_at(page).text.index(quote)
    return Passage(page.document, page.ordinal, start, start + len(quote), quote)


@dataclass
class Said:
    """What a desk asked of the window."""

    opened: list[tuple[PageRef, tuple[int, int] | None]] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    errors: list[ExplorerError] = field(default_factory=list)


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def services(qtbot: QtBot, session: CaseSession, said: Said) -> Iterator[WindowServices]:
    """The window's services, with what is asked of the window kept in ``said``."""
    set_scheme("light")
    parent = QWidget()
    qtbot.addWidget(parent)
    tasks, changes = Tasks(), ChangeBridge(session.changes.subscribe)
    yield WindowServices(
        tasks,
        changes,
        lambda page, span: said.opened.append((page, span)),
        said.searched.append,
        said.words.append,
        said.errors.append,
        parent,
    )
    tasks.close()
    changes.close()


@pytest.fixture
def settled(qtbot: QtBot, services: WindowServices) -> Callable[[], None]:
    """Waits until nothing runs off the window's thread."""
    return lambda: qtbot.waitUntil(lambda: services.tasks.is_idle, timeout=5000)
