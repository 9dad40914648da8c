"""A fact-checker's journey in the window: a draft, its traces, accepting, marks, check-off, and the next version."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from explorer.app.adding import ProductionDetails
from explorer.app.packets.writing import check_packet
from explorer.app.recent import Memory
from explorer.gui.case_window import CaseWindow
from explorer.gui.controller import Controller
from explorer.gui.main_window import MainWindow
from explorer.gui.models.story_marks import StoryMark
from explorer.gui.theme import set_scheme
from explorer.gui.views.search_field import is_quotation
from explorer.model.kept_draft import MarkKind
from explorer.model.trace import Verdict
from tests.helpers.files import saved

PATIENCE = 60_000  # milliseconds
RECORD = (
    "Minutes of the Board of Alder Creek, 4 March 2020\n\n"
    "Mr. Tarrow said that 2,960 of the entries had not been reviewed. "
    "The board does not keep a list of who was asked. "
    "The road was closed for eleven days after the spring flood.\n"
)
STORY = (
    "The road that nobody counted\n\n"
    "The board says that it “does not keep a list of who was asked.” By its own minutes, “1,960 of the entries had not "
    "been reviewed” in 2020.\n\n"
    "“We have always answered every letter within a day,” the clerk said in an interview. The road was closed for "
    "eleven days.\n"
)


@pytest.fixture
def case(qtbot: QtBot, tmp_path: Path) -> Iterator[CaseWindow]:
    set_scheme("light")
    window = MainWindow()
    qtbot.addWidget(window)
    controller = Controller(window, Memory(tmp_path / "config"))
    window.resize(1280, 800)
    window.show()
    assert controller.open_case(tmp_path / "desk.casefile", is_new=True, title="Desk")
    case = controller.case
    assert case is not None
    case.add([saved(tmp_path, "minutes.txt", RECORD.encode())], ProductionDetails("First"))
    qtbot.waitUntil(lambda: case.is_idle, timeout=PATIENCE)
    yield case
    window.close()


def imported(qtbot: QtBot, case: CaseWindow, folder: Path, name: str, text: str) -> None:
    case.go("draft")
    case.drafting.open_file(saved(folder, name, text.encode()))
    qtbot.waitUntil(lambda: case.is_idle and case.draft.version is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not case.draft.tracing.is_busy and case.is_idle, timeout=PATIENCE)


def choose(case: CaseWindow, words: str) -> None:
    case.draft.choose_that_says(words)


def mark(case: CaseWindow) -> StoryMark:
    return case.draft._marks[case.draft.at]


def test_a_draft_is_traced_accepted_struck_off_and_followed(
    qtbot: QtBot, tmp_path: Path, case: CaseWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(*_: object) -> tuple[str, bool]:
        asked.append("name")
        return "M. Quist", True

    monkeypatch.setattr("explorer.gui.drafting.QInputDialog.getText", answer)
    imported(qtbot, case, tmp_path, "story.md", STORY)
    desk, trigger = case.draft, {**case.handlers()}

    choose(case, "does not keep a list")
    assert (desk._trace().verdict, mark(case)) == (Verdict.EXACT, StoryMark.STANDS)
    assert desk.source._passages[0].quote == "does not keep a list of who was asked"
    trigger["draft.accept"]()
    assert mark(case) is StoryMark.ACCEPTED
    trigger["edit.undo"]()
    assert mark(case) is StoryMark.STANDS
    trigger["edit.redo"]()
    assert mark(case) is StoryMark.ACCEPTED

    choose(case, "1,960 of the entries")
    assert (desk._trace().verdict, mark(case)) == (Verdict.DIFFERS, StoryMark.DIFFERS)
    choose(case, "always answered")
    assert mark(case) is StoryMark.NO_SOURCE
    desk.doing.mark(MarkKind.INTERVIEW)
    assert mark(case) is StoryMark.INTERVIEW

    choose(case, "The road was closed for eleven days")
    assert desk.card.tokens is not None
    qtbot.waitUntil(lambda: desk.card.tokens.boxes[0].isVisible(), timeout=PATIENCE)
    qtbot.mouseClick(desk.card.tokens.boxes[0], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert desk.standing.struck[0].by == "M. Quist"
    trigger["draft.sign"]()
    assert case.session.checking_off.signature(desk.version.draft) is None  # others are open
    assert asked == ["name"]

    choose(case, "1,960 of the entries")
    trigger["draft.wording"]()
    qtbot.waitUntil(lambda: not desk.tracing.is_busy and case.is_idle, timeout=PATIENCE)
    assert desk.version.number == 2
    assert "“2,960 of the entries had not been reviewed”" in desk.version.text
    choose(case, "2,960 of the entries")
    assert desk._trace().verdict is Verdict.EXACT
    choose(case, "does not keep a list")
    assert mark(case) is StoryMark.ACCEPTED  # unchanged statements keep their links

    again = STORY.replace("does not keep a list of who was asked", "does not keep a list of those who were asked")
    imported(qtbot, case, tmp_path, "story.md", again)
    assert desk.version.number == 3
    choose(case, "those who were asked")
    assert mark(case) is StoryMark.AGAIN
    desk.doing.keep()
    assert mark(case) is StoryMark.ACCEPTED
    choose(case, "always answered")
    assert mark(case) is StoryMark.INTERVIEW

    out = tmp_path / "packet.html"
    monkeypatch.setattr("explorer.gui.drafting.QFileDialog.getSaveFileName", lambda *_: (str(out), ""))
    trigger["draft.packet"]()
    qtbot.waitUntil(lambda: case.is_idle and out.exists(), timeout=PATIENCE)
    text = out.read_text("utf-8")
    assert check_packet(out).ok
    assert "does not keep a list of who was asked" in text
    assert "From an interview" in text


def test_keys_step_through_statements_and_matches_only_where_the_draft_is_seen(
    qtbot: QtBot, tmp_path: Path, case: CaseWindow
) -> None:
    imported(qtbot, case, tmp_path, "story.md", STORY)
    assert "statement" in case.context
    step: Callable[[], None] = case.handlers()["results.next"]
    step()
    step()
    assert case.draft.at == 2
    case.handlers()["results.previous"]()
    assert case.draft.at == 1
    case.handlers()["draft.next_match"]()
    case.go("read")
    assert "statement" not in case.context


def test_the_page_of_a_match_opens_in_read(qtbot: QtBot, tmp_path: Path, case: CaseWindow) -> None:
    imported(qtbot, case, tmp_path, "story.md", STORY)
    choose(case, "does not keep a list")
    page = case.draft.match.passages[0].page
    case.handlers()["draft.open"]()
    assert case.read.current_page() == page
    assert case.read.isVisible()


def test_words_on_the_clipboard_are_taken_as_a_draft(qtbot: QtBot, case: CaseWindow) -> None:
    QGuiApplication.clipboard().setText(STORY)
    case.go("draft")
    case.handlers()["draft.paste"]()
    qtbot.waitUntil(lambda: case.draft.version is not None and case.is_idle, timeout=PATIENCE)
    assert case.draft.version.text.startswith("The road that nobody counted")


def test_a_file_that_is_no_draft_is_refused_in_a_sentence(qtbot: QtBot, tmp_path: Path, case: CaseWindow) -> None:
    case.go("draft")
    case.drafting.open_file(saved(tmp_path, "photo.png", b"\x89PNG\r\n\x1a\n" + bytes(40)))
    qtbot.waitUntil(lambda: case.is_idle and case._window.banner.isVisible(), timeout=PATIENCE)
    assert case.draft.version is None


def test_a_click_in_the_story_chooses_the_statement(qtbot: QtBot, tmp_path: Path, case: CaseWindow) -> None:
    imported(qtbot, case, tmp_path, "story.md", "🛣 " + STORY)
    story, desk = case.draft.story, case.draft
    choose(case, "1,960 of the entries")
    wanted = desk.standing.kept.statement
    desk.choose(0)
    cursor = story.textCursor()
    cursor.setPosition(story._place(wanted.start + 3))
    point = story.cursorRect(cursor).center()
    assert story.statement_at(point) == wanted.n
    qtbot.mouseClick(story.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert desk.standing.kept.statement.n == wanted.n


def test_a_pasted_quotation_is_traced_and_not_kept(qtbot: QtBot, case: CaseWindow) -> None:
    field = case._window.top_bar.field
    QGuiApplication.clipboard().setText("“does not keep a list of who was asked”")
    field.setFocus()
    qtbot.keySequence(field, "Ctrl+V")
    qtbot.waitUntil(lambda: case.draft.match is not None and case.is_idle, timeout=PATIENCE)
    assert field.text() == ""
    assert case.draft._trace().verdict is Verdict.EXACT
    case.handlers()["draft.accept"]()
    case.handlers()["draft.sign"]()
    assert case.session.drafting.drafts() == []
    case.handlers()["draft.open"]()
    assert case.read.current_page() is not None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("“the flag needs no conviction at all”", True),
        ("The board does not keep a list of who was asked", True),
        ("gang member", False),
        ('"gang member" kind:slides date:2017..2018 from:ames to:all has:notes is:cited', False),
        ("flag OR mark OR tag OR label OR entry OR record OR list", False),
    ],
)
def test_a_sentence_is_told_from_a_query(text: str, is_one: bool) -> None:
    assert is_quotation(text) is is_one
