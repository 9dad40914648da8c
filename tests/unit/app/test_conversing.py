"""A message's conversation is found by its page, at once, and each letter is read in layers with its places."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.app.adding import ProductionDetails
from explorer.app.session import CaseSession
from explorer.jobs.job import JobContext
from explorer.model.conversation import Tie
from explorer.model.document import Document
from explorer.model.letter import Letter
from explorer.model.message import Voice
from explorer.model.passage import PageRef
from tests.helpers import talks
from tests.helpers.files import saved


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseSession]:
    folder = tmp_path_factory.mktemp("talk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASEFILE_CACHE_DIR", str(folder / "cache"))
        with CaseSession.create(folder / "Talk.casefile", "Talk", who="tester") as opened:
            add(opened, talks.talk(folder))
            yield opened


def add(session: CaseSession, paths: list[Path]) -> None:
    session.adding.add(paths, ProductionDetails("Town", "Town", "1", "2018-03-02"), workers=1).run(JobContext())


def named(session: CaseSession, name: str) -> Document:
    return next(each for each in session.reading.documents() if each.name == name)


def letter(session: CaseSession, name: str, page: int = 1) -> Letter:
    found = session.conversing.at(PageRef(named(session, name).document, page))
    assert found is not None
    said = session.conversing.letter(found.conversation.turns[found.turn])
    assert said is not None
    return said


def test_every_page_of_a_message_leads_to_its_conversation(session: CaseSession) -> None:
    last = named(session, "4 RE bridge.eml")
    assert last.pages > 1
    for page in range(1, last.pages + 1):
        found = session.conversing.at(PageRef(last.document, page))
        assert found is not None
        assert found.turn == 3
        assert [bool(turn.copies) for turn in found.conversation.turns] == [True, True, False, True]
        assert [turn.tie for turn in found.conversation.turns] == [Tie.FIRST, Tie.HEADER, Tie.HEADER, Tie.HEADER]


def test_a_message_that_nothing_is_tied_to_is_a_conversation_of_its_own(session: CaseSession) -> None:
    found = session.conversing.at(PageRef(named(session, "5 turnstile.eml").document, 1))
    assert found is not None
    assert len(found.conversation.turns) == 1


def test_a_page_that_is_no_message_has_no_conversation(session: CaseSession) -> None:
    assert session.conversing.at(PageRef(named(session, "cameras.csv").document, 1)) is None


def test_the_messages_are_read_once_for_many_questions(session: CaseSession) -> None:
    page = PageRef(named(session, "1 bridge.eml").document, 1)
    first, second = session.conversing.at(page), session.conversing.at(page)
    assert first is not None
    assert second is not None
    assert first.conversation is second.conversation
    assert not any(facts.text for turn in first.conversation.turns for facts in turn.copies)


def test_a_letter_is_read_in_layers_that_each_stand_on_their_page(session: CaseSession) -> None:
    for name in ("1 bridge.eml", "2 RE bridge.eml", "4 RE bridge.eml"):
        for part in letter(session, name).parts:
            assert session.reading.page_at(part.page).text[part.start : part.end] == part.text
    first, second = letter(session, "1 bridge.eml"), letter(session, "2 RE bridge.eml")
    assert [part.voice for part in first.parts] == [None, Voice.DISCLAIMER]
    assert [(part.voice, part.depth) for part in second.parts] == [(None, 0), (Voice.QUOTED, 1)]
    assert second.parts[0].text == "Who pays for the turnstile?"
    assert [each.name for each in second.attachments] == ["cameras.csv"]


def test_what_is_quoted_goes_on_over_the_next_page(session: CaseSession) -> None:
    parts = letter(session, "4 RE bridge.eml").parts
    assert [(part.voice, part.page.ordinal) for part in parts[:2]] == [(None, 1), (Voice.QUOTED, 1)]
    assert {part.page.ordinal for part in parts} > {1}
    assert all(part.voice is Voice.QUOTED for part in parts[1:])


def test_the_layers_of_one_page_are_spans_of_that_page(session: CaseSession) -> None:
    last = named(session, "4 RE bridge.eml")
    page = session.reading.page_at(PageRef(last.document, 2))
    (span,) = session.conversing.voices(page)
    assert (span.voice, span.start, span.end) == (Voice.QUOTED, 0, len(page.text.rstrip()))
    assert talks.QUOTED_LINE.strip() in page.text[span.start : span.end]


def test_a_message_that_arrives_later_joins_its_conversation(session: CaseSession, tmp_path: Path) -> None:
    page = PageRef(named(session, "4 RE bridge.eml").document, 1)
    before = session.conversing.at(page)
    late = talks.letter("c", "Who pays? Tell me.", "RE: The bridge", talks.RHEA, 22, "a", "b")
    add(session, [saved(tmp_path, "3 RE bridge.eml", late)])
    assert not session.conversing.is_current
    assert session.conversing.at(page, standing=True) == before
    after = session.conversing.at(page)
    assert after is not None
    assert after.conversation.missing == 0
    assert session.conversing.is_current


def test_what_is_worked_out_ahead_is_there_when_it_is_asked_for(session: CaseSession) -> None:
    session.conversing.warm()
    page = PageRef(named(session, "1 bridge.eml").document, 1)
    assert session.conversing.at(page) is not None


def test_messages_printed_into_a_document_are_read_where_they_stand(session: CaseSession, tmp_path: Path) -> None:
    said = "From: {}\nSent: Monday, 4 December 2017 09:0{} AM\nTo: {}\nSubject: {}\n\n{}\n\n"
    text = said.format("Rhea Okafor", 1, "Dana Whitcomb", "The jetty", "Is the jetty on the list?")
    text += said.format("Dana Whitcomb", 5, "Rhea Okafor", "The quarry", "No. The quarry is.")
    add(session, [saved(tmp_path, "printed.txt", text.encode())])
    page = PageRef(named(session, "printed.txt").document, 1)
    found = [session.conversing.at(page, at) for at in (0, text.index("quarry"))]
    letters = [session.conversing.letter(each.conversation.turns[each.turn]) for each in found if each]
    own = [[part.text for part in each.parts if part.voice is None] for each in letters if each]
    assert own == [["Is the jetty on the list?"], ["No. The quarry is."]]


def test_a_conversation_that_is_shown_stays_whole_while_others_are_worked_out(
    session: CaseSession, tmp_path: Path
) -> None:
    page = PageRef(named(session, "1 bridge.eml").document, 1)
    shown = session.conversing.at(page)
    assert shown is not None
    before = [[facts.document for facts in turn.copies] for turn in shown.conversation.turns]
    assert before[0]
    add(session, [saved(tmp_path, "more.txt", b"From: a\nMore text of no message.")])
    assert not session.conversing.is_current
    again = session.conversing.at(page)
    assert again is not None
    assert again.conversation is not shown.conversation
    assert [[facts.document for facts in turn.copies] for turn in shown.conversation.turns] == before
    assert again.conversation == shown.conversation
