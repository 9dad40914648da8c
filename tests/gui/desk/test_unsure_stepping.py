"""From one word of little confidence to the next, by key; pages that are read anew do not move the view."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.dialogs.correct_text import CorrectTextDialog
from explorer.gui.picture_reading import unsure_words
from explorer.gui.services import WindowServices
from explorer.gui.views.page_desk import PageDesk
from explorer.model.document import DocumentId
from explorer.model.ocr import UNSURE
from explorer.model.passage import PageRef, Passage
from tests.gui.desk.conftest import Said, document_named, passage
from tests.helpers.ocr import doubted, keep_reading, reading

TEXT = "The boord of Alder Creek mot in the sprimg"


@pytest.fixture
def scan(session: CaseSession) -> PageRef:
    page = PageRef(document_named(session, "scan.png"), 1)
    keep_reading(session, page, doubted(TEXT, ["boord", "mot", "sprimg"]))
    return page


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices, scan: PageRef) -> PageDesk:
    made = PageDesk(session, services)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.open_page(scan)
    return made


def chosen(desk: PageDesk) -> str:
    found = desk.current_passage()
    return found.quote if found else ""


def test_keys_go_from_one_to_the_next_and_back(desk: PageDesk, said: Said) -> None:
    handlers = desk.handlers()
    seen = []
    for key in ("next", "next", "next", "next", "previous", "previous", "previous"):
        handlers[f"unsure.{key}"]()
        seen.append(chosen(desk))
    assert seen == ["boord", "mot", "sprimg", "sprimg", "mot", "boord", "boord"]
    assert [words.split(" on this")[0] for words in said.words] == [
        "No more words of little confidence below",
        "No more words of little confidence above",
    ]


def test_going_back_begins_with_the_last(desk: PageDesk) -> None:
    desk.handlers()["unsure.previous"]()
    assert chosen(desk) == "sprimg"


def test_a_page_without_any_says_so(desk: PageDesk, session: CaseSession, said: Said) -> None:
    desk.open_document(document_named(session, "policy.txt"))
    desk.handlers()["unsure.next"]()
    assert chosen(desk) == ""
    assert said.words == ["No word of this page was read with little confidence."]


def open_dialog() -> CorrectTextDialog | None:
    return next(
        (each for each in QApplication.topLevelWidgets() if isinstance(each, CorrectTextDialog) and each.isVisible()),
        None,
    )


def test_putting_one_right_goes_on_to_the_next(
    qtbot: QtBot, desk: PageDesk, session: CaseSession, scan: PageRef, said: Said
) -> None:
    desk.handlers()["unsure.next"]()
    desk.handlers()["passage.correct"]()
    for right, others in (("board", 2), ("met", 1), ("spring", 0)):
        qtbot.waitUntil(lambda: open_dialog() is not None)
        dialog = open_dialog()
        assert dialog is not None
        assert f"{others} more" in dialog.hint.text()
        dialog.text.setText(right)
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert session.reading.page_at(scan).text == "The board of Alder Creek met in the spring"
    assert session.recognising.unsure(scan) == ()
    assert "No more words" in said.words[-1]
    qtbot.wait(20)
    assert open_dialog() is None


def test_a_word_that_is_right_as_it_is_is_kept_with_enter(
    qtbot: QtBot, desk: PageDesk, session: CaseSession, scan: PageRef
) -> None:
    desk.handlers()["unsure.next"]()
    desk.handlers()["passage.correct"]()
    qtbot.waitUntil(lambda: open_dialog() is not None)
    dialog = open_dialog()
    assert dialog is not None
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert session.reading.page_at(scan).text == TEXT
    assert len(session.recognising.unsure(scan)) == 2
    qtbot.waitUntil(lambda: open_dialog() not in (None, dialog))
    qtbot.keyClick(open_dialog(), Qt.Key.Key_Escape)
    assert chosen(desk) == "mot"


def test_what_is_said_of_chosen_words() -> None:
    spans = ((4, 9), (25, 28))
    document = DocumentId("a" * 64)
    word = Passage(document, 1, 25, 28, "mot")
    assert unsure_words(word, spans).startswith("Word 2 of 2 that")
    assert unsure_words(Passage(document, 1, 0, 9, "The boord"), spans) == UNSURE
    assert unsure_words(Passage(document, 1, 10, 12, "of"), spans) == ""


def test_a_page_read_anew_leaves_view_and_choice_in_place(
    qtbot: QtBot, desk: PageDesk, session: CaseSession, scan: PageRef
) -> None:
    desk.view.set_zoom(8.0)
    desk.resize(500, 200)
    desk.view.verticalScrollBar().setValue(20)
    words = passage(session, scan, "Alder Creek")
    desk.view.select_span(1, words.start, words.end)
    before = desk.view.verticalScrollBar().value()
    assert before > 0
    keep_reading(session, scan, reading("On Monday the board of Alder Creek met", "rapidocr"))
    qtbot.waitUntil(lambda: desk.view._on(0).page.text.startswith("On Monday"))
    assert desk.view.verticalScrollBar().value() == before
    assert chosen(desk) == "Alder Creek"
    keep_reading(session, scan, reading("Nothing that was chosen", "tesseract"))
    assert chosen(desk) == ""
