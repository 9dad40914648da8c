"""Who read a page off its picture: both readings kept, compared, and the one that counts chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.dialogs.compare_readings import CompareReadingsDialog
from explorer.gui.models.picture_words import ReadingPace, about, ordinal, plain_reason, strip_words
from explorer.gui.services import WindowServices
from explorer.gui.views.inspector import Inspector
from explorer.gui.views.picture_strip import PictureStrip
from explorer.model.ocr import OcrStanding, OcrState
from explorer.model.passage import PageRef
from explorer.model.query import SearchRequest
from tests.gui.desk.conftest import Said, document_named
from tests.helpers.ocr import doubted, keep_reading, reading


@pytest.fixture
def scan(session: CaseSession) -> PageRef:
    return PageRef(document_named(session, "scan.png"), 1)


@pytest.fixture
def twice(session: CaseSession, scan: PageRef) -> PageRef:
    """A page that both engines read; the second reading counts."""
    keep_reading(session, scan, doubted("The boord of Alder Creek met", ["boord"]))
    keep_reading(session, scan, reading("The board of Alder Creek mot", "rapidocr"))
    return scan


@pytest.fixture
def dialog(qtbot: QtBot, session: CaseSession, services: WindowServices, twice: PageRef) -> CompareReadingsDialog:
    made = CompareReadingsDialog(session, services)
    qtbot.addWidget(made)
    made.show_page(twice)
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    return made


def found(session: CaseSession, words: str) -> int:
    return session.searching.search(SearchRequest(words)).pages


def inspector_on(qtbot: QtBot, session: CaseSession, page: PageRef) -> Inspector:
    made = Inspector(session)
    qtbot.addWidget(made)
    made.show()
    made.set_page(page)
    return made


def words_in(inspector: Inspector) -> list[str]:
    QApplication.processEvents()  # what was added is shown
    return [label.text() for label in inspector.findChildren(QLabel) if label.isVisible()]


def button(inspector: Inspector, words: str) -> QPushButton:
    QApplication.processEvents()
    return next(
        each for each in inspector.findChildren(QPushButton) if each.isVisible() and each.text().startswith(words)
    )


def test_the_inspector_says_which_engine_read_the_page(qtbot: QtBot, session: CaseSession, twice: PageRef) -> None:
    inspector = inspector_on(qtbot, session, twice)
    said = words_in(inspector)
    assert said[said.index("● RapidOCR 1.0") + 1] == "90 % sure"
    assert said[said.index("○ Tesseract 1.0") + 1] == "80 % sure"
    spoken = [label.accessibleName() for label in inspector.findChildren(QLabel)]
    assert "Tesseract 1.0, 80 % sure, kept, not searched" in spoken


def test_a_page_that_no_engine_read_says_nothing_of_it(qtbot: QtBot, session: CaseSession, policy: PageRef) -> None:
    assert not [words for words in words_in(inspector_on(qtbot, session, policy)) if "sure" in words]


def test_choosing_the_other_reading_is_undone_and_only_one_is_ever_found(
    qtbot: QtBot, session: CaseSession, twice: PageRef
) -> None:
    inspector = inspector_on(qtbot, session, twice)
    session.changes.subscribe(inspector.refresh)
    assert (found(session, "board"), found(session, "boord")) == (1, 0)
    button(inspector, "Use").click()
    assert (found(session, "board"), found(session, "boord")) == (0, 1)
    assert "● Tesseract 1.0" in words_in(inspector)
    assert session.history.undo_label() == "Show Tesseract’s reading"
    session.history.undo()
    assert (found(session, "board"), found(session, "boord")) == (1, 0)
    session.history.redo()
    assert (found(session, "board"), found(session, "boord")) == (0, 1)


def test_the_inspector_asks_for_the_next_word_and_the_comparison(
    qtbot: QtBot, session: CaseSession, twice: PageRef
) -> None:
    session.recognising.use(twice, "tesseract")
    inspector, asked = inspector_on(qtbot, session, twice), []
    inspector.action_asked.connect(asked.append)
    button(inspector, "▲ 1 unsure word").click()
    button(inspector, "Compare").click()
    assert asked == ["unsure.next", "picture.compare"]


def test_what_differs_is_lit_in_both(qtbot: QtBot, dialog: CompareReadingsDialog) -> None:
    assert dialog.count.text() == "They differ in 2 places."
    for text, words in ((dialog.shown, ["board", "mot"]), (dialog.other, ["boord", "met"])):
        assert [mark.cursor.selectedText() for mark in text.extraSelections()] == words


def test_keys_go_from_one_difference_to_the_next(qtbot: QtBot, dialog: CompareReadingsDialog, twice: PageRef) -> None:
    shown: list[tuple[PageRef, tuple[int, int]]] = []
    dialog.place_asked.connect(lambda page, span: shown.append((page, span)))
    seen = []
    for step in (1, 1, 1, -1):
        dialog.step(step)
        seen.append(dialog.count.text())
    assert seen == ["Difference 1 of 2", "Difference 2 of 2", "Difference 1 of 2", "Difference 2 of 2"]
    assert shown[0] == (twice, (4, 9))
    assert [mark.format.fontUnderline() for mark in dialog.other.extraSelections()] == [False, True]


def test_using_the_other_reading_swaps_the_two(
    qtbot: QtBot, dialog: CompareReadingsDialog, services: WindowServices, session: CaseSession, said: Said
) -> None:
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    assert dialog.name.text() == "● Tesseract 1.0"
    assert [mark.cursor.selectedText() for mark in dialog.shown.extraSelections()] == ["boord", "met"]
    assert "Ctrl+Z" in said.words[-1]


def test_letters_beyond_the_first_plane_do_not_move_the_lights(
    qtbot: QtBot, dialog: CompareReadingsDialog, services: WindowServices, session: CaseSession, twice: PageRef
) -> None:
    keep_reading(session, twice, reading("𝕋𝕙𝕖 board of Alder Creek mat", "rapidocr"))
    qtbot.waitUntil(lambda: services.tasks.is_idle and "mat" in dialog.shown.toPlainText())
    assert [mark.cursor.selectedText() for mark in dialog.shown.extraSelections()] == ["𝕋𝕙𝕖 board", "mat"]


def test_the_strip_says_the_place_in_line_and_what_to_press(qtbot: QtBot, scan: PageRef) -> None:
    strip = PictureStrip()
    qtbot.addWidget(strip)
    asked: list[str] = []
    strip.asked.connect(asked.append)
    strip.say(*strip_words(OcrStanding(scan, OcrState.WAITING, "", 1204, 3400), ReadingPace(True, True, False, 1.67)))
    assert strip.words().endswith(" 1,204th of 3,400 in line, about 12 min.")
    strip.button.click()
    assert asked == ["picture.read"]
    strip.say("", "")
    assert strip.isHidden()


@pytest.mark.parametrize(
    ("standing", "pace", "said", "button"),
    [
        ({"state": OcrState.WAITING, "place": 1, "waiting": 9}, ReadingPace(True, True), "being read now.", ""),
        ({"state": OcrState.WAITING, "place": 3, "waiting": 9}, ReadingPace(True, True), "3rd of 9 in line.", "now"),
        ({"state": OcrState.WAITING}, ReadingPace(True, True, True), "paused (Ctrl+J).", "now"),
        ({"state": OcrState.WAITING}, ReadingPace(False), "when you ask for it (Settings).", "now"),
        ({"state": OcrState.WAITING}, ReadingPace(problem="Nothing is installed."), "Nothing is installed.", "again"),
        ({"state": OcrState.FAILED, "reason": "It took too long."}, ReadingPace(), "It took too long.", "again"),
        ({"state": OcrState.DONE}, ReadingPace(), "", ""),
        ({}, ReadingPace(), "", ""),
    ],
)
def test_what_the_strip_says(
    scan: PageRef, standing: dict[str, object], pace: ReadingPace, said: str, button: str
) -> None:
    words, label = strip_words(OcrStanding(scan, **standing), pace)  # type: ignore[arg-type]  # facts by name
    assert words.endswith(said)
    assert bool(words) == bool(said)
    assert label.endswith(button)
    assert bool(label) == bool(button)


def test_numbers_and_times_in_words() -> None:
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 1204)
    assert [ordinal(each) for each in numbers] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th", "1,204th",
    ]  # fmt: skip
    assert [about(each) for each in (3, 60, 721, 7200)] == [
        "less than a minute",
        "about 1 min",
        "about 12 min",
        "about 2 h",
    ]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("It is a picture: it needs OCR before its words can be found.", "It is a picture: it is not read yet."),
        ("2 of 2 pages hold a picture: they need OCR.", "2 of 2 pages hold a picture: they are not read yet."),
        (
            "2 are (1, 2); they need OCR before they can be searched. More.",
            "2 are (1, 2); they are not read yet. More.",
        ),
        ("Pages without text need OCR: p. 1.", "Pages without text are not read yet: p. 1."),
        ("It is damaged.", "It is damaged."),
    ],
)
def test_reasons_say_what_happens_to_pictures(reason: str, said: str) -> None:
    assert plain_reason(reason) == said
