"""Pages that are pictures are read in the window's background, the one on screen first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from explorer.app.adding import ProductionDetails
from explorer.app.settings import Settings
from explorer.errors import OcrUnavailableError
from explorer.extract.ocr_pool import engines
from explorer.gui.controller import Controller
from explorer.gui.dialogs.cite_claim import CiteClaimDialog
from explorer.gui.dialogs.correct_text import CorrectTextDialog
from explorer.gui.views.page_findings import PageFindings
from explorer.gui.views.parts import SectionHead
from explorer.jobs.enrich import findings_on
from explorer.model.document import PageFlag
from explorer.model.ocr import UNSURE
from explorer.model.passage import PageRef, Passage
from explorer.model.query import SearchRequest
from explorer.store import recognition
from tests.helpers.files import saved
from tests.helpers.ocr import keep_reading, reading
from tests.helpers.scans import drawn, scan_pdf

NewCase = Callable[[str], Path]
PATIENCE = 60_000


@pytest.fixture(scope="module", autouse=True)
def _engine() -> None:
    if not engines():
        pytest.skip("no OCR engine is usable here (Tesseract's language data, or the OCR extra)")


def add(qtbot: QtBot, controller: Controller, folder: Path) -> None:
    case = controller.case
    assert case is not None
    case.add([folder], ProductionDetails())
    qtbot.waitUntil(lambda: case.is_idle, timeout=PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "received"
    made.mkdir()
    saved(made, "scan.pdf", scan_pdf(drawn()))
    return made


def test_what_was_added_is_read_and_found(
    qtbot: QtBot, controller: Controller, new_case: NewCase, folder: Path
) -> None:
    new_case("harbour")
    add(qtbot, controller, folder)
    assert controller.case
    session = controller.case.session
    qtbot.waitUntil(lambda: session.recognising.counts().read == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: controller.case is not None and controller.case.is_idle, timeout=PATIENCE)
    assert len(session.searching.search(SearchRequest("spring flood")).hits) == 1


def test_nothing_is_read_unasked_where_the_settings_say_so(
    qtbot: QtBot, controller: Controller, new_case: NewCase, folder: Path, settings: Settings
) -> None:
    settings.set("ocr.on", False)
    new_case("harbour")
    add(qtbot, controller, folder)
    case = controller.case
    assert case
    assert case.session.recognising.counts().waiting == 1
    (hit,) = case.session.reading.documents()
    case.open_page(PageRef(hit.document, 1))
    assert PageFlag.NEEDS_OCR in case.session.reading.outline(hit.document)[0].flags
    case.handlers()["picture.read"]()
    qtbot.waitUntil(lambda: case.session.recognising.counts().read == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: case.is_idle, timeout=PATIENCE)
    case.handlers()["picture.read_other"]()
    if len(engines()) > 1:
        page = PageRef(hit.document, 1)
        qtbot.waitUntil(lambda: len(case.session.recognising.readings(page)) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: case.is_idle, timeout=PATIENCE)


def test_words_of_little_confidence_are_marked_and_said(
    qtbot: QtBot, controller: Controller, new_case: NewCase, folder: Path, settings: Settings
) -> None:
    settings.set("ocr.on", False)
    new_case("harbour")
    add(qtbot, controller, folder)
    case = controller.case
    assert case
    (document,) = case.session.reading.documents()
    page = PageRef(document.document, 1)
    read = reading("The board of Alder Creek met", percent=30)
    case.session.recognising._record.writer.run(lambda db: recognition.store_reading(db, page, read, findings_on))
    outline = case.session.reading.outline(document.document)[0]
    case.open_page(page)
    marks = PageFindings(case.session)
    marks.document = document.document
    assert marks.of(outline).uncertain[:2] == ((0, 3), (4, 9))
    board = Passage(document.document, 1, 0, 9, "The board")
    case.pictures.on_selection(board)
    qtbot.waitUntil(lambda: controller.window.status_line.words() == UNSURE, timeout=PATIENCE)
    dialog = CiteClaimDialog(case.session, board)
    qtbot.addWidget(dialog)
    assert f"▲ {UNSURE}" in [label.text() for label in dialog.findChildren(QLabel)]
    right = CorrectTextDialog(case.session, board)
    qtbot.addWidget(right)
    assert right.text.text() == "The board"
    right.text.setText("The beard")
    right.submit()
    assert len(case.session.searching.search(SearchRequest("beard")).hits) == 1
    case.session.history.undo()
    assert not case.session.searching.search(SearchRequest("beard")).hits


def test_a_page_not_read_yet_says_so_above_itself_and_one_button_reads_it(
    qtbot: QtBot, controller: Controller, new_case: NewCase, folder: Path, settings: Settings
) -> None:
    settings.set("ocr.on", False)
    new_case("harbour")
    add(qtbot, controller, folder)
    case = controller.case
    assert case
    strip = case.read.page_desk.strip
    (document,) = case.session.reading.documents()
    case.open_page(PageRef(document.document, 1))
    qtbot.waitUntil(lambda: "when you ask for it" in strip.words(), timeout=PATIENCE)
    case.pictures.on_failed(OcrUnavailableError("no engine for that is installed"))
    qtbot.waitUntil(lambda: "install Tesseract" in strip.words(), timeout=PATIENCE)
    assert strip.button.text() == "Try again"
    strip.button.click()
    qtbot.waitUntil(lambda: case.session.recognising.counts().read == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: case.is_idle and not strip.words(), timeout=PATIENCE)
    assert "Read off the picture".upper() in [head.text() for head in case.read.inspector.findChildren(SectionHead)]


def test_both_readings_are_compared_over_the_page(
    qtbot: QtBot, controller: Controller, new_case: NewCase, folder: Path, settings: Settings
) -> None:
    settings.set("ocr.on", False)
    new_case("harbour")
    add(qtbot, controller, folder)
    case = controller.case
    assert case
    (document,) = case.session.reading.documents()
    page = PageRef(document.document, 1)
    for made in (reading("The boord of Alder Creek met"), reading("The board of Alder Creek met", "rapidocr")):
        keep_reading(case.session, page, made)
    case.open_page(page)
    case.handlers()["picture.compare"]()
    dialog = case.pictures._compared
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.count.text() == "They differ in 1 place.", timeout=PATIENCE)
    dialog.step(1)
    assert case.read.current_page() == page
    dialog.use.click()
    qtbot.waitUntil(lambda: case.session.reading.page_at(page).text.startswith("The boord"), timeout=PATIENCE)
    case.handlers()["edit.undo"]()
    qtbot.waitUntil(lambda: case.session.reading.page_at(page).text.startswith("The board"), timeout=PATIENCE)
    dialog.close()
