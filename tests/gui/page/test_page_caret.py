"""Choosing words by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from explorer.gui.views.page_caret import CaretDesk, beside_line
from explorer.gui.views.page_selection import PageWords
from explorer.gui.views.page_view import PageView
from explorer.model.document import PageId
from tests.gui.page.test_page_view import DECK, TEXT, Maker, quote, span_of, words_of

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    made = PageView(Maker())
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.open(DECK)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(qtbot: QtBot, view: PageView, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        qtbot.keyClick(view, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_the_page_view_has_a_caret(view: PageView) -> None:
    assert isinstance(view, CaretDesk)


def test_f7_puts_the_caret_on_the_first_word(qtbot: QtBot, view: PageView) -> None:
    press(qtbot, view, Qt.Key.Key_F7)
    assert quote(view) == "Officers"


def test_f7_starts_at_the_words_chosen(qtbot: QtBot, view: PageView) -> None:
    view.select_span(1, *span_of("person"))
    press(qtbot, view, Qt.Key.Key_F7)
    assert quote(view) == "person"


def test_a_second_f7_takes_the_caret_away(qtbot: QtBot, view: PageView) -> None:
    press(qtbot, view, Qt.Key.Key_F7, Qt.Key.Key_F7)
    assert not view.has_caret()


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([Qt.Key.Key_Right], "may"),
        ([Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left], "may"),
        ([Qt.Key.Key_Down], "a"),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down], "after"),
        ([Qt.Key.Key_Down, Qt.Key.Key_Up], "Officers"),
    ],
)
def test_arrows_move_the_caret(qtbot: QtBot, view: PageView, keys: list[Qt.Key], expected: str) -> None:
    press(qtbot, view, Qt.Key.Key_F7, *keys)
    assert quote(view) == expected


def test_shift_and_right_extend_from_the_caret(qtbot: QtBot, view: PageView) -> None:
    press(qtbot, view, Qt.Key.Key_F7)
    press(qtbot, view, Qt.Key.Key_Right, Qt.Key.Key_Right, modifier=SHIFT)
    assert quote(view) == "Officers may record"


def test_shift_and_down_extend_by_a_line(qtbot: QtBot, view: PageView) -> None:
    press(qtbot, view, Qt.Key.Key_F7)
    press(qtbot, view, Qt.Key.Key_Down, modifier=SHIFT)
    assert quote(view) == "Officers may record a person\nas a"


def test_extending_stays_on_the_page(qtbot: QtBot, view: PageView) -> None:
    view.select_span(1, *span_of("interview"))
    press(qtbot, view, Qt.Key.Key_F7)
    press(qtbot, view, Qt.Key.Key_Right, modifier=SHIFT)
    assert quote(view) == "interview"


def test_the_caret_goes_on_to_the_next_page(qtbot: QtBot, view: PageView) -> None:
    view.select_span(1, *span_of("interview"))
    press(qtbot, view, Qt.Key.Key_F7, Qt.Key.Key_Right)
    chosen = view.selection()
    assert chosen is not None
    assert (chosen.ordinal, chosen.quote) == (2, "Officers")


def test_the_caret_goes_back_to_the_page_before(qtbot: QtBot, view: PageView) -> None:
    view.select_span(2, *span_of("Officers"))
    press(qtbot, view, Qt.Key.Key_F7, Qt.Key.Key_Left)
    chosen = view.selection()
    assert chosen is not None
    assert (chosen.ordinal, chosen.quote) == (1, "interview")


def test_the_caret_stays_on_the_first_word_of_the_document(qtbot: QtBot, view: PageView) -> None:
    press(qtbot, view, Qt.Key.Key_F7, Qt.Key.Key_Left)
    assert quote(view) == "Officers"


def test_the_caret_stays_in_view(qtbot: QtBot, view: PageView) -> None:
    view.select_span(1, *span_of("interview"))
    press(qtbot, view, Qt.Key.Key_F7, Qt.Key.Key_Right)
    assert view.viewport().rect().intersects(view.selection_rect())


def test_escape_leaves_the_caret_and_the_selection(qtbot: QtBot, view: PageView) -> None:
    press(qtbot, view, Qt.Key.Key_F7, Qt.Key.Key_Escape)
    assert (view.has_caret(), view.selection()) == (False, None)


def test_without_a_caret_arrows_choose_nothing(qtbot: QtBot, view: PageView) -> None:
    press(qtbot, view, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert view.selection() is None


def test_an_empty_desk_has_no_caret(qtbot: QtBot) -> None:
    empty = PageView(Maker(pages=0))
    qtbot.addWidget(empty)
    empty.open(DECK)
    press(qtbot, empty, Qt.Key.Key_F7)
    assert not empty.has_caret()


def test_ctrl_c_copies_the_words(qtbot: QtBot, view: PageView) -> None:
    view.select_span(1, *span_of("suspected"))
    press(qtbot, view, Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "suspected"


def test_ctrl_c_without_words_leaves_the_clipboard(qtbot: QtBot, view: PageView) -> None:
    QGuiApplication.clipboard().setText("mine")
    press(qtbot, view, Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "mine"


def test_below_the_last_line_there_is_no_word() -> None:
    words = PageWords(Maker().page(PageId(1)), words_of(TEXT))
    assert beside_line(words, span_of("interview"), 1) is None
