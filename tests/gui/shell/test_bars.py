"""The bars of the window: what they show, and what they say was asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from explorer.gui.views.banner import Banner
from explorer.gui.views.job_words import progress_words, report_words, time_left
from explorer.gui.views.rail import Rail
from explorer.gui.views.status_line import StatusLine
from explorer.gui.views.top_bar import TopBar
from explorer.jobs.job import Failure, JobReport, Progress


def bar_in(qtbot: QtBot, width: int = 1440) -> TopBar:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.resize(width, bar.height())
    bar.show()
    return bar


def chips(bar: TopBar) -> list[str]:
    QApplication.processEvents()
    found = [each for each in bar.findChildren(QToolButton) if each.objectName() == "chip" and not each.isHidden()]
    return [each.text().removesuffix("  ✕") for each in found]


def test_each_key_and_enter_are_told(qtbot: QtBot) -> None:
    bar, typed, entered = bar_in(qtbot), list[str](), list[str]()
    bar.query_changed.connect(typed.append)
    bar.query_entered.connect(entered.append)
    qtbot.keyClicks(bar.field, "ab")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert (typed, entered) == (["a", "ab"], ["ab"])


def test_escape_empties_the_query_and_says_so(qtbot: QtBot) -> None:
    bar, typed = bar_in(qtbot), list[str]()
    bar.set_query("gang")
    bar.query_changed.connect(typed.append)
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert (bar.field.text(), typed) == ("", [""])


def test_down_from_a_query_goes_to_its_results(qtbot: QtBot) -> None:
    bar = bar_in(qtbot)
    bar.set_query("gang")
    with qtbot.waitSignal(bar.down_asked):
        qtbot.keyClick(bar.field, Qt.Key.Key_Down)


def test_the_history_holds_a_query_once_and_the_last_first() -> None:
    bar = TopBar()
    for query in ("one", "two", " ", "one"):
        bar.remember(query)
    assert bar.history == ("one", "two")


def test_a_chip_says_which_filter_was_closed(qtbot: QtBot) -> None:
    bar = bar_in(qtbot)
    bar.set_filters({"kind": ["slides"]})
    chip = next(each for each in bar.findChildren(QToolButton) if each.objectName() == "chip")
    with qtbot.waitSignal(bar.filter_removed) as closed:
        chip.click()
    assert closed.args == ["kind", "slides"]


def test_chips_that_have_no_room_stand_behind_one_that_counts_them(qtbot: QtBot) -> None:
    bar = bar_in(qtbot, 1024)
    bar.set_filters({"kind": ["a kind of slides", "pdf", "text"], "production": ["State Police, 2018-03-02"]})
    shown = chips(bar)
    assert shown[-1].startswith("+")
    assert len(shown) - 1 + int(shown[-1][1:]) == 4


def test_the_search_field_stands_in_the_middle(qtbot: QtBot) -> None:
    for width in (1024, 1440):
        bar = bar_in(qtbot, width)
        assert abs(bar.box.geometry().center().x() - width // 2) <= 2


def test_a_long_title_leaves_the_field_where_it_is(qtbot: QtBot) -> None:
    bar = bar_in(qtbot, 1024)
    before = bar.box.geometry()
    bar.show_case("A very long title of an investigation " * 4, "3 productions · 18,412 pages")
    assert bar.box.geometry() == before


def test_the_rail_says_which_workspace_was_chosen(qtbot: QtBot) -> None:
    rail = Rail((("read", "Read"), ("sources", "Sources")))
    qtbot.addWidget(rail)
    button = next(each for each in rail.findChildren(QToolButton) if each.text() == "Sources")
    with qtbot.waitSignal(rail.chosen) as chosen:
        button.click()
    assert chosen.args == ["sources"]
    assert "Ctrl+2" in button.toolTip()


def test_a_job_shows_how_far_it_is_and_can_be_paused(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_progress(Progress("Reading", 210, 3000, "file", "x", 38, 190, 4100))
    assert line.words() == "Reading 210 of 3,000 files · 4,100 pages, 38 a second"
    pause = next(each for each in line.findChildren(QPushButton) if each.text() == "Pause")
    with qtbot.waitSignal(line.pause_asked):
        pause.click()


def test_what_was_not_read_is_offered_when_the_job_has_ended(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.end_job(JobReport("Adding", counts={"seen": 3, "pages": 9}, failures=(Failure("a", "failed", "why"),)))
    offered = next(each for each in line.findChildren(QPushButton) if "not read" in each.text())
    assert line.words() == "3 files, 9 pages"
    with qtbot.waitSignal(line.jobs_asked):
        offered.click()


def test_a_job_has_its_place_back_after_a_message(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_progress(Progress("Reading", 1, 2, "file"))
    line.say("Copied.")
    line.show_progress(Progress("Reading", 2, 2, "file"))
    assert line.words() == "Copied."
    qtbot.waitUntil(lambda: line.words() == "Reading 2 of 2 files")


def test_times_left_are_rounded_honestly() -> None:
    words = [time_left(seconds) for seconds in (None, 3.0, 7.2, 61.0, 190.0, 9000.0)]
    assert words == ["", "a few seconds left", "7 s left", "60 s left", "3 min left", "2 h left"]


def test_words_of_one_are_singular() -> None:
    assert progress_words(Progress("Indexing", 1, 1, "page")) == "Indexing 1 of 1 page"
    assert report_words(JobReport("Adding", counts={"seen": 1, "pages": 1})) == "1 file, 1 page"
    assert "Cancelled" in report_words(JobReport("Adding", cancelled=True))


def test_the_banner_says_what_happened_and_what_to_do(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.words() == ""
    banner.say("The case is in use.", "Close it there first.")
    assert banner.words() == "The case is in use. Close it there first."
