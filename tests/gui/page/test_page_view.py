"""The page view over a maker of pages: what is chosen, what is said of scrolling, what a failing page shows."""

import os
from concurrent.futures import Future
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.app.reading import PagePicture
from explorer.errors import DamagedDocumentError
from explorer.gui.views.page_layout import PageLayout, on_screen
from explorer.gui.views.page_marks import PageMarks
from explorer.gui.views.page_pictures import PagePictures, PictureKey, fitting_dpi
from explorer.gui.views.page_selection import PageWords
from explorer.gui.views.page_view import PageView
from explorer.model.document import Box, DocumentId, Page, PageFlag, PageId, PageOutline, Word
from explorer.model.passage import PageRef, Passage

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

DECK = DocumentId("d" * 64)
TEXT = "Officers may record a person\nas a suspected gang member\nafter a field interview"
LINE_HEIGHT, LETTER = 20.0, 8.0  # points


def words_of(text: str) -> tuple[Word, ...]:
    """Every letter 8 points wide, every line 20 points high, print 12 points high; the first at (72, 72)."""
    made: list[Word] = []
    start = 0
    for row, line in enumerate(text.split("\n")):
        column = 0
        for word in line.split(" "):
            x, y = 72 + column * LETTER, 72 + row * LINE_HEIGHT
            made.append(Word(start + column, start + column + len(word), Box(x, y, x + len(word) * LETTER, y + 12)))
            column += len(word) + 1
        start += len(line) + 1
    return tuple(made)


@dataclass
class Maker:
    """Draws grey pages at once; some cannot be drawn, some are held back."""

    pages: int = 5
    broken: frozenset[int] = frozenset()
    held: bool = False
    flags: frozenset[PageFlag] = frozenset()
    grey: int = 255
    asked: list[tuple[int, float, bool, "Future[PagePicture]"]] = field(default_factory=list)

    def outline(self, document: DocumentId) -> list[PageOutline]:
        return [PageOutline(PageId(n), n, f"p. {n}", 612, 792, None, self.flags) for n in range(1, self.pages + 1)]

    def page(self, page: PageId) -> Page:
        return Page(page, DECK, int(page), f"p. {page}", TEXT, 612, 792)

    def words(self, page: PageId) -> tuple[Word, ...]:
        return words_of(TEXT)

    def picture(self, page: PageRef, dpi: float, *, urgent: bool = True) -> "Future[PagePicture]":
        future: Future[PagePicture] = Future()
        self.asked.append((page.ordinal, dpi, urgent, future))
        if page.ordinal in self.broken:
            future.set_exception(DamagedDocumentError("deck.pdf", "page 2 is cut off"))
        elif not self.held:
            future.set_result(self.drawn(dpi))
        return future

    def drawn(self, dpi: float) -> PagePicture:
        image = QImage(round(612 * dpi / 72), round(792 * dpi / 72), QImage.Format.Format_RGB888)
        image.fill(QColor(self.grey, self.grey, self.grey))
        painter = QPainter(image)
        painter.scale(dpi / 72, dpi / 72)
        painter.setFont(QFont("DejaVu Sans Mono", 8))
        for word in words_of(TEXT):
            painter.drawText(QPointF(word.box.x0, word.box.y1 - 2), TEXT[word.start : word.end])
        painter.end()
        return PagePicture(image.width(), image.height(), image.bytesPerLine(), bytes(image.constBits()))


def shown(qtbot: QtBot, maker: Maker, width: int = 700, height: int = 600) -> PageView:
    view = PageView(maker)
    qtbot.addWidget(view)
    view.resize(width, height)
    view.open(DECK)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    return shown(qtbot, Maker())


def painted(view: PageView) -> QImage:
    return view.viewport().grab().toImage()


def at_word(view: PageView, word: str, ordinal: int = 1) -> QPoint:
    """The middle of a word, in the viewport."""
    start = TEXT.index(word)
    box = next(each.box for each in words_of(TEXT) if each.start == start)
    row = view._layout.row_of(ordinal)
    assert row is not None
    return on_screen(box, view._rect(row), view._layout.scale).center().toPoint()


def drag(qtbot: QtBot, view: PageView, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)


def quote(view: PageView) -> str:
    chosen = view.selection()
    return chosen.quote if chosen else ""


def test_dragging_chooses_whole_words_over_lines(qtbot: QtBot, view: PageView) -> None:
    drag(qtbot, view, at_word(view, "person"), at_word(view, "suspected"))
    assert view.selection() == Passage(DECK, 1, 22, 43, "person\nas a suspected")


def test_dragging_backwards_chooses_the_same(qtbot: QtBot, view: PageView) -> None:
    drag(qtbot, view, at_word(view, "suspected"), at_word(view, "person"))
    assert quote(view) == "person\nas a suspected"


def test_dragging_tells_what_was_chosen(qtbot: QtBot, view: PageView) -> None:
    with qtbot.waitSignal(view.selection_changed) as told:
        drag(qtbot, view, at_word(view, "gang"), at_word(view, "member"))
    assert told.args[0].quote.startswith("gang")


def test_a_double_click_chooses_a_word(qtbot: QtBot, view: PageView) -> None:
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at_word(view, "suspected"))
    assert quote(view) == "suspected"


def test_a_third_click_chooses_the_line(qtbot: QtBot, view: PageView) -> None:
    place = at_word(view, "suspected")
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert quote(view) == "as a suspected gang member"


def test_shift_click_extends(qtbot: QtBot, view: PageView) -> None:
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at_word(view, "gang"))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at_word(view, "gang"))
    place = at_word(view, "field")
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, place)
    assert quote(view) == "gang member\nafter a field"


def test_a_click_on_the_page_clears(qtbot: QtBot, view: PageView) -> None:
    view.select_span(1, 0, 8)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at_word(view, "field"))
    assert view.selection() is None


def test_escape_clears(qtbot: QtBot, view: PageView) -> None:
    view.select_span(1, 0, 8)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selection() is None


def test_select_all_chooses_the_page(qtbot: QtBot, view: PageView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert quote(view) == TEXT


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([Qt.Key.Key_Right], "record a"),
        ([Qt.Key.Key_Right, Qt.Key.Key_Right], "record a person"),
        ([Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left], "record a"),
        ([Qt.Key.Key_Left], "may record"),
        ([Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left], "Officers may record"),
    ],
)
def test_shift_and_arrows_extend_by_a_word(qtbot: QtBot, view: PageView, keys: list[Qt.Key], expected: str) -> None:
    start = TEXT.index("record")
    view.select_span(1, start, start + 6)
    for key in keys:
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
    assert quote(view) == expected


def test_the_selections_rectangle_is_around_its_words(view: PageView) -> None:
    view.select_span(1, *span_of("suspected"))
    assert view.selection_rect().contains(at_word(view, "suspected"))


def span_of(word: str) -> tuple[int, int]:
    return TEXT.index(word), TEXT.index(word) + len(word)


def test_no_selection_has_no_rectangle(view: PageView) -> None:
    assert view.selection_rect().isNull()


def test_scrolling_tells_the_page(qtbot: QtBot, view: PageView) -> None:
    with qtbot.waitSignal(view.page_changed) as told:
        view.verticalScrollBar().setValue(int(view._layout.top(2)))
    assert told.args == [3]


@pytest.mark.parametrize("ordinal", [1, 3, 5])
def test_a_page_shown_is_the_page_read(view: PageView, ordinal: int) -> None:
    view.show_page(ordinal, (0, 8))
    assert view.current_ordinal() == ordinal


def test_a_passage_shown_is_in_view(view: PageView) -> None:
    view.set_zoom(4.0)
    view.show_page(4, span_of("interview"))
    assert view.viewport().rect().contains(at_word(view, "interview", 4))


def test_a_page_that_is_not_there_changes_nothing(view: PageView) -> None:
    view.show_page(99)
    assert view.current_ordinal() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_End])
def test_keys_scroll_down(qtbot: QtBot, view: PageView, key: Qt.Key) -> None:
    qtbot.keyClick(view, key)
    assert view.verticalScrollBar().value() > 0


def test_shift_space_takes_space_back(qtbot: QtBot, view: PageView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert view.verticalScrollBar().value() == 0


def test_twenty_thousand_pages_open_at_once(qtbot: QtBot) -> None:
    maker = Maker(pages=20_000)
    outline = maker.outline(DECK)
    maker.outline = lambda document: outline  # type: ignore[method-assign]
    view = shown(qtbot, Maker())
    view._source = maker
    view.open(DECK)
    view.show_page(19_999)
    view.grab()
    assert view.current_ordinal() == 19_999
    assert len(maker.asked) < 20  # only what is in sight, and its neighbours


def test_the_last_of_many_pages_can_be_reached(qtbot: QtBot) -> None:
    view = shown(qtbot, Maker(pages=20_000))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.current_ordinal() == 20_000


def test_only_pages_in_view_and_beside_it_are_asked_for(qtbot: QtBot) -> None:
    maker = Maker(pages=20_000)
    view = shown(qtbot, maker)
    qtbot.waitUntil(lambda: bool(maker.asked))
    assert view.ordinals() == 20_000
    assert {ordinal for ordinal, *_ in maker.asked} <= {1, 2, 3, 4}


def test_pages_beside_the_view_are_not_urgent(qtbot: QtBot) -> None:
    maker = Maker()
    view = shown(qtbot, maker)
    qtbot.waitUntil(lambda: bool(maker.asked))
    in_view = {row + 1 for row in view._visible()}
    assert {ordinal for ordinal, _, urgent, _ in maker.asked if urgent} == in_view


def test_requests_that_went_out_of_view_are_cancelled(qtbot: QtBot) -> None:
    maker = Maker(pages=100, held=True)
    view = shown(qtbot, maker)
    qtbot.waitUntil(lambda: bool(maker.asked))
    view.show_page(90)
    qtbot.waitUntil(lambda: any(ordinal == 90 for ordinal, *_ in maker.asked))
    assert next(future for ordinal, _, _, future in maker.asked if ordinal == 1).cancelled()


def test_a_picture_is_painted_when_it_comes(qtbot: QtBot) -> None:
    maker = Maker(pages=1, held=True, grey=200)
    view = shown(qtbot, maker)
    qtbot.waitUntil(lambda: bool(maker.asked))
    _, dpi, _, future = maker.asked[-1]
    future.set_result(maker.drawn(dpi))
    qtbot.waitUntil(lambda: colour_at(view, QPoint(350, 300)) == (200, 200, 200))


def colour_at(view: PageView, place: QPoint) -> tuple[int, int, int]:
    colour = painted(view).pixelColor(place)
    return colour.red(), colour.green(), colour.blue()


def test_a_failing_page_says_why(qtbot: QtBot) -> None:
    view = shown(qtbot, Maker(broken=frozenset({1})))
    key = view._key(0)
    qtbot.waitUntil(lambda: bool(view._pictures.failure(key)))
    assert "“deck.pdf” is damaged" in view._pictures.failure(key)


def test_a_failing_page_shows_print_on_white(qtbot: QtBot) -> None:
    view = shown(qtbot, Maker(broken=frozenset({1})))
    qtbot.waitUntil(lambda: bool(view._pictures.failure(view._key(0))))
    page = view._rect(0).toAlignedRect().adjusted(40, 40, -40, -40) & view.viewport().rect()
    image = view.viewport().grab(page).toImage()
    assert len({image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 2)}) > 1


def test_a_page_that_needs_ocr_wears_a_tag(qtbot: QtBot) -> None:
    plain = painted(shown(qtbot, Maker()))
    tagged = painted(shown(qtbot, Maker(flags=frozenset({PageFlag.NEEDS_OCR}))))
    assert plain != tagged


def test_marks_leave_print_readable(qtbot: QtBot) -> None:
    view = shown(qtbot, Maker(pages=1))
    view.set_marks(lambda _: PageMarks(hits=(span_of("suspected"),), highlights=((span_of("gang"), "green"),)))
    qtbot.waitUntil(lambda: view._pictures.exact(view._key(0)) is not None)
    assert darkest(view, at_word(view, "suspected")) < 90


def darkest(view: PageView, middle: QPoint) -> int:
    image = painted(view)
    return min(
        image.pixelColor(middle.x() + dx, middle.y() + dy).lightness() for dx in range(-30, 31) for dy in range(-8, 9)
    )


def test_a_lit_passage_is_coloured(qtbot: QtBot, view: PageView) -> None:
    view.show_page(1, span_of("suspected"), pulse=False)
    corner = at_word(view, "suspected") + QPoint(0, -round(5 * view._layout.scale))
    assert colour_at(view, corner) == (0xFF, 0xC9, 0x4D)


def test_every_kind_of_mark_can_be_painted(view: PageView) -> None:
    span = span_of("suspected")
    plain = painted(view)
    view.set_marks(
        lambda _: PageMarks(
            evidence=(span,), entities=((span, "person", True), (span_of("gang"), "thing", False)), notes=(span, (0, 0))
        )
    )
    assert painted(view) != plain


def test_marks_are_asked_anew_on_refresh(view: PageView) -> None:
    asked: list[int] = []

    def marks(page: PageOutline) -> PageMarks:
        asked.append(page.ordinal)
        return PageMarks()

    view.set_marks(marks)
    painted(view)
    painted(view)
    view.refresh_marks()
    painted(view)
    assert asked.count(1) == 2


def test_pages_fit_the_width_from_the_start(view: PageView) -> None:
    assert view._rect(0).width() == pytest.approx(view.viewport().width() - 28, abs=1)


def test_a_page_can_fit_whole(view: PageView) -> None:
    view.set_zoom("page")
    assert view._rect(0).height() <= view.viewport().height()


def test_zoom_is_told(qtbot: QtBot, view: PageView) -> None:
    with qtbot.waitSignal(view.zoom_changed) as told:
        view.set_zoom(2.0)
    assert told.args == [pytest.approx(2.0)]


def test_zooming_in_deep_keeps_telling_the_page_in_view(view: PageView) -> None:
    view.set_zoom(0.2)
    view.set_zoom(8.0)
    assert view.current_ordinal() - 1 in view._visible()


def test_the_wheel_zooms_about_the_pointer(view: PageView) -> None:
    place = at_word(view, "suspected")
    wheel = QWheelEvent(
        QPointF(place), QPointF(view.viewport().mapToGlobal(place)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    view.set_zoom(2.0)
    before = view._anchor(QPointF(place))
    QApplication.sendEvent(view.viewport(), wheel)
    after = view._anchor(QPointF(place))
    assert before
    assert after
    assert after.down == pytest.approx(before.down, abs=1)


def test_an_old_picture_stands_in_while_another_is_drawn(qtbot: QtBot) -> None:
    maker = Maker(pages=1, grey=200)
    view = shown(qtbot, maker)
    qtbot.waitUntil(lambda: view._pictures.exact(view._key(0)) is not None)
    maker.held = True
    view.set_zoom(3.0)
    assert view._pictures.nearest(view._key(0)) is not None


def test_pictures_are_forgotten_oldest_first(qtbot: QtBot) -> None:
    pictures = PagePictures(Maker(), room=2_000_000)
    keys = [PictureKey(PageRef(DECK, ordinal), 36.0) for ordinal in (1, 2, 3)]
    for key in keys:
        with qtbot.waitSignal(pictures.arrived):
            pictures.want([key], [])
    pictures._room = 1_000_000
    with qtbot.waitSignal(pictures.arrived):
        pictures.want([PictureKey(PageRef(DECK, 4), 36.0)], [])
    assert pictures.exact(keys[0]) is None


def test_a_huge_page_is_drawn_coarser() -> None:
    assert fitting_dpi(3000, 3000, 600) < 100


def test_a_document_without_pages_is_an_empty_desk(qtbot: QtBot) -> None:
    view = shown(qtbot, Maker(pages=0))
    view.grab()
    assert (view.ordinals(), view.current_ordinal(), view.selection()) == (0, 0, None)


def test_the_rows_in_view_are_found_over_gaps() -> None:
    layout = PageLayout(Maker(pages=3).outline(DECK))
    layout.scale_to(1.0)
    assert list(layout.rows_between(800, 830)) == [0, 1]


def test_a_point_beyond_a_lines_end_is_on_its_last_word() -> None:
    words = PageWords(Maker().page(PageId(1)), words_of(TEXT))
    assert TEXT[slice(*words.span(words.at(600, 78) or 0))] == "person"
