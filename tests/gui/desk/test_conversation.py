"""A thread read as one conversation: own words in full, the rest folded, every message opened at its page."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from explorer.app.session import CaseSession
from explorer.gui.models.conversation_rows import Row, RowKind, indents, pieces, turn_rows
from explorer.gui.services import WindowServices
from explorer.gui.views.conversation import ConversationView
from explorer.gui.views.conversation_list import ConversationList
from explorer.gui.views.parts import LinkButton
from explorer.gui.views.read_desk import ReadDesk
from explorer.model.conversation import Conversation, Tie, Turn
from explorer.model.document import DocumentId
from explorer.model.message import MessageFacts
from explorer.model.passage import PageRef
from tests.gui.desk.conftest import add, document_named
from tests.helpers import talks
from tests.helpers.files import saved

Settled = Callable[[], None]


@pytest.fixture
def session(talk_case: Path, tmp_path: Path) -> Iterator[CaseSession]:
    case = tmp_path / "Talk.casefile"
    shutil.copytree(talk_case, case)
    with CaseSession.open(case, who="tester") as opened:
        yield opened


@pytest.fixture
def desk(qtbot: QtBot, session: CaseSession, services: WindowServices, settled: Settled) -> ReadDesk:
    made = ReadDesk(session, services)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    settled()
    return made


def read(qtbot: QtBot, desk: ReadDesk, session: CaseSession, name: str) -> ConversationView:
    """The conversation of a message, read from its page by the action."""
    desk.open_page(PageRef(document_named(session, name), 1))
    desk.handlers()["page.conversation"]()
    view = desk.middle.conversation
    assert view is not None
    qtbot.waitUntil(lambda: view.conversation is not None and view.is_settled, timeout=5000)
    return view


def rows(view: ConversationView) -> list[Row]:
    assert view.conversation is not None
    return [row for at in range(len(view.conversation.turns)) for row in view.list.rows_of(at)]


def words(view: ConversationView, kind: RowKind) -> list[str]:
    return [row.text for row in rows(view) if row.kind is kind]


def row_saying(view: ConversationView, text: str) -> Row:
    return next(row for row in rows(view) if text in row.text)


def click(qtbot: QtBot, view: ConversationView, row: Row) -> None:
    box = view.list.place_of(row)
    at = QPoint(round(view.list.viewport().width() / 2), round(box.center().y()))
    if row.kind is RowKind.HEAD:
        at.setX(view.list.viewport().width() - 40)  # its citation
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_conversation_begins_with_the_message_on_the_page(qtbot: QtBot, desk: ReadDesk, session: CaseSession) -> None:
    view = read(qtbot, desk, session, "2 RE bridge.eml")
    assert view.words() == "The bridge 3 messages · 1 not in the case · 2017-11-20 – 2017-11-23"
    assert view.list.current_turn == 1
    assert [row.indent for row in rows(view) if row.kind is RowKind.HEAD] == [0, 1, 2, 3]


def test_own_words_stand_in_full_and_the_rest_is_folded(qtbot: QtBot, desk: ReadDesk, session: CaseSession) -> None:
    view = read(qtbot, desk, session, "2 RE bridge.eml")
    said = words(view, RowKind.TEXT)
    assert "Who pays for the turnstile?" in said
    assert "As you ask below: the county pays." in said
    assert not any("CONFIDENTIALITY" in each or talks.QUOTED_LINE.strip() in each for each in said)
    folds = words(view, RowKind.FOLD)
    assert folds[:2] == ["small print, 1 line", "3 quoted lines"]


def test_a_fold_is_opened_by_a_click_and_all_of_a_message_by_keys(
    qtbot: QtBot, desk: ReadDesk, session: CaseSession
) -> None:
    view = read(qtbot, desk, session, "1 bridge.eml")
    click(qtbot, view, row_saying(view, "small print"))
    assert any("CONFIDENTIALITY" in each for each in words(view, RowKind.TEXT))
    qtbot.keyClick(view.list, Qt.Key.Key_Left)
    assert not any("CONFIDENTIALITY" in each for each in words(view, RowKind.TEXT))
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    qtbot.keyClick(view.list, Qt.Key.Key_Right)
    assert any(each.startswith("On Mon, 20 Nov 2017") for each in words(view, RowKind.TEXT))


def test_all_layers_are_shown_and_folded_at_once(qtbot: QtBot, desk: ReadDesk, session: CaseSession) -> None:
    view = read(qtbot, desk, session, "1 bridge.eml")
    unfold = next(each for each in view.findChildren(LinkButton) if each.text() == "Unfold all")
    qtbot.mouseClick(unfold, Qt.MouseButton.LeftButton)
    said = words(view, RowKind.TEXT)
    assert any("CONFIDENTIALITY" in each for each in said)
    assert any(talks.QUOTED_LINE.strip() in each for each in said)
    qtbot.mouseClick(unfold, Qt.MouseButton.LeftButton)
    assert not any("CONFIDENTIALITY" in each for each in words(view, RowKind.TEXT))


def test_a_missing_message_says_who_names_it_and_leads_there(
    qtbot: QtBot, desk: ReadDesk, session: CaseSession
) -> None:
    view = read(qtbot, desk, session, "1 bridge.eml")
    head = row_saying(view, "not in the case")
    last = document_named(session, "4 RE bridge.eml")
    assert head.is_missing
    assert head.target == (PageRef(last, 1), None)
    assert row_saying(view, "Dana Whitcomb answers it, 2017-11-23").target == head.target


def test_every_row_leads_to_a_page_that_can_be_opened(qtbot: QtBot, desk: ReadDesk, session: CaseSession) -> None:
    view = read(qtbot, desk, session, "1 bridge.eml")
    for row in rows(view):
        page, span = row.target
        text = session.reading.page_at(page).text
        if row.kind is RowKind.TEXT:
            assert span is not None
            assert text[slice(*span)] == row.text


def test_enter_opens_the_message_at_its_page(qtbot: QtBot, desk: ReadDesk, session: CaseSession) -> None:
    view = read(qtbot, desk, session, "1 bridge.eml")
    qtbot.keyClick(view.list, Qt.Key.Key_End)
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert not desk.middle.is_conversation
    assert desk.current_page() == PageRef(document_named(session, "4 RE bridge.eml"), 1)


def test_a_click_on_a_citation_or_an_attachment_opens_it(qtbot: QtBot, desk: ReadDesk, session: CaseSession) -> None:
    view = read(qtbot, desk, session, "2 RE bridge.eml")
    click(qtbot, view, row_saying(view, "cameras.csv"))
    assert desk.current_page() == PageRef(document_named(session, "cameras.csv"), 1)
    view = read(qtbot, desk, session, "2 RE bridge.eml")
    click(qtbot, view, view.list.rows_of(1)[0])
    assert desk.current_page() == PageRef(document_named(session, "2 RE bridge.eml"), 1)


def test_escape_goes_back_to_the_page(qtbot: QtBot, desk: ReadDesk, session: CaseSession) -> None:
    view = read(qtbot, desk, session, "2 RE bridge.eml")
    qtbot.keyClick(view.list, Qt.Key.Key_Escape)
    assert not desk.middle.is_conversation
    assert desk.current_page() == PageRef(document_named(session, "2 RE bridge.eml"), 1)


def test_a_result_row_leads_to_the_conversation(qtbot: QtBot, desk: ReadDesk, session: CaseSession) -> None:
    with qtbot.waitSignal(desk.runner.counted):
        desk.run_search('"who pays" kind:email')
    hit = next(hit for row in range(desk.hits.rowCount()) if (hit := desk.hits.hit(row)) is not None)
    menu = desk.results.list.menu_of(hit)
    next(each for each in menu.actions() if each.text() == "Read the conversation").trigger()
    view = desk.middle.conversation
    assert view is not None
    qtbot.waitUntil(lambda: view.is_settled, timeout=5000)
    assert view.list.current_turn == 1
    assert desk.middle.is_conversation


def test_choosing_another_hit_shows_its_page(qtbot: QtBot, desk: ReadDesk, session: CaseSession) -> None:
    read(qtbot, desk, session, "2 RE bridge.eml")
    with qtbot.waitSignal(desk.runner.counted):
        desk.run_search("conviction")
    desk.handlers()["results.next"]()
    assert not desk.middle.is_conversation


def test_a_page_that_is_no_message_says_so(qtbot: QtBot, desk: ReadDesk, policy: PageRef) -> None:
    desk.open_page(policy)
    desk.handlers()["page.conversation"]()
    view = desk.middle.conversation
    assert view is not None
    qtbot.waitUntil(lambda: "no message" in view.words(), timeout=5000)


def test_a_message_that_arrives_joins_the_conversation_in_sight(
    qtbot: QtBot, desk: ReadDesk, session: CaseSession, tmp_path: Path
) -> None:
    view = read(qtbot, desk, session, "4 RE bridge.eml")
    late = talks.letter("c", "Who pays? Tell me.", "RE: The bridge", talks.RHEA, 22, "a", "b")
    add(session, [saved(tmp_path, "3 RE bridge.eml", late)])
    qtbot.waitUntil(lambda: view.conversation is not None and view.conversation.missing == 0, timeout=8000)
    assert view.list.current_turn == 3


def facts(number: int) -> MessageFacts:
    return MessageFacts(DocumentId(f"d{number}"), 1, message_id=f"m{number}", sender=f"P{number} <p@x>")


def test_ties_that_no_header_makes_are_to_be_checked() -> None:
    ties = (Tie.FIRST, Tie.HEADER, Tie.QUOTATION, Tie.PEOPLE)
    turns = [Turn(f"m{at}", (facts(at),), at - 1 if at else None, tie) for at, tie in enumerate(ties)]
    made = Conversation(tuple(turns))
    steps = indents(made)
    said = [[row.text for row in turn_rows(made, at, steps[at], None, ())] for at in range(len(turns))]
    assert [any("check" in each for each in turn) for turn in said] == [False, False, True, True]
    assert any("quoted words" in each for each in said[2])
    assert any("people and subject" in each for each in said[3])


def test_a_long_conversation_lays_out_only_what_is_in_sight(qtbot: QtBot) -> None:
    turns = tuple(Turn(f"m{at}", (facts(at),), None, Tie.FIRST) for at in range(5_000))
    made = Conversation(turns)
    view = ConversationList()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    wanted: list[int] = []
    view.wanted.connect(wanted.append)
    with qtbot.waitSignal(view.wanted):
        view.show_turns([list(turn_rows(made, at, 0, None, ())) for at in range(5_000)], set(), 4_000)
    assert view.current_turn == 4_000
    assert set(wanted) == {4_000}
    view.replace_turns({4_000: [Row(RowKind.TEXT, 4_000, 0, "words", (PageRef(DocumentId("d"), 1), None))]}, {4_000})
    with qtbot.waitSignal(view.wanted):
        view.viewport().update()
    assert wanted[-1] == 4_001


@given(st.text(alphabet="ab \n", max_size=6_000))
def test_pieces_hold_all_words_and_none_is_long(text: str) -> None:
    found = pieces(text)
    assert all(0 < end - start <= 1_200 for start, end in found)
    gaps = zip([0, *(end for _, end in found)], [*(start for start, _ in found), len(text)], strict=True)
    assert not any(text[end:start].strip() for end, start in gaps)


def lit(view: ConversationView) -> list[str]:
    return [row.text[slice(*span)] for row in rows(view) for span in row.lit]


def test_hits_of_the_search_are_lit_and_folded_layers_say_how_many_they_hold(
    qtbot: QtBot, desk: ReadDesk, session: CaseSession, settled: Settled
) -> None:
    desk.run_search("cameras OR turnstile")
    settled()
    view = read(qtbot, desk, session, "1 bridge.eml")
    qtbot.waitUntil(lambda: "cameras" in lit(view), timeout=5000)
    assert lit(view) == ["cameras", "turnstile"]
    assert "3 quoted lines · 1 hit" in words(view, RowKind.FOLD)
    click(qtbot, view, row_saying(view, "3 quoted lines"))
    assert lit(view) == ["cameras", "turnstile", "cameras"]
    assert "3 quoted lines" in words(view, RowKind.FOLD)


def test_another_search_lights_its_own_hits(
    qtbot: QtBot, desk: ReadDesk, session: CaseSession, settled: Settled
) -> None:
    view = read(qtbot, desk, session, "1 bridge.eml")
    assert lit(view) == []
    view.set_query("camera*")
    qtbot.waitUntil(lambda: lit(view) == ["cameras"], timeout=5000)
    view.set_query('"')
    qtbot.waitUntil(lambda: view.is_settled, timeout=5000)
    assert lit(view) == []
