"""Messages are joined into conversations by headers, quotations and people, never by a subject alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.subjects import base_subject, is_reply
from explorer.analyze.threading import conversations
from explorer.model.conversation import Conversation, Tie
from explorer.model.document import DocumentId
from explorer.model.message import MessageFacts

PEOPLE = frozenset({"dana@eastmere.example", "rhea@eastmere.example"})
WORDS = "The bridge over the Ester is closed until the inspectors have seen both of its bearings."
ids = st.sampled_from(["", "a", "b", "c", "d", "e", "f"])
facts = st.builds(
    MessageFacts,
    document=st.sampled_from(["x", "y", "z"]).map(DocumentId),
    page=st.integers(1, 3),
    message_id=ids,
    in_reply_to=ids,
    references=st.lists(ids, max_size=5).map(tuple),
    subject=st.sampled_from(["", "Bridge", "Re: Bridge", "Re: Re:"]),
    date=st.sampled_from(["", "2020-03-03", "2020-03-04T10:00:00+01:00", "not a date"]),
    participants=st.sampled_from([PEOPLE, frozenset()]),
    text=st.sampled_from(["", WORDS, f"Yes.\n> {WORDS}"]),
)


def message(name: str, day: int = 1, **more: object) -> MessageFacts:
    return MessageFacts(DocumentId(f"doc-{name}-{day}"), 1, name, date=f"2020-03-{day:02}", **more)  # type: ignore[arg-type]


def shape(conversation: Conversation) -> list[tuple[str, int | None, int]]:
    return [(turn.message_id, turn.above, len(turn.copies)) for turn in conversation.turns]


def test_a_reply_stands_under_what_it_answers_and_siblings_by_date() -> None:
    found = conversations(
        [
            message("c", 4, references=("a",)),
            message("a", 1),
            message("b", 2, in_reply_to="a"),
            message("d", 3, references=("a", "b")),
        ]
    )
    assert [shape(each) for each in found] == [[("a", None, 1), ("b", 0, 1), ("d", 1, 1), ("c", 0, 1)]]


def test_missing_messages_keep_their_places() -> None:
    (found,) = conversations([message("d", references=("a", "b", "c"))])
    assert shape(found) == [("a", None, 0), ("b", 0, 0), ("c", 1, 0), ("d", 2, 1)]
    assert found.missing == 3


def test_the_same_message_found_twice_is_one_turn_with_two_copies() -> None:
    (found,) = conversations([message("a", 1), message("a", 2, text="with a stamp")])
    assert shape(found) == [("a", None, 2)]


def test_circles_are_broken_and_nobody_is_lost() -> None:
    (found,) = conversations(
        [message("a", 1, in_reply_to="c"), message("b", 2, in_reply_to="a"), message("c", 3, in_reply_to="b")]
    )
    assert sorted(turn.message_id for turn in found.turns) == ["a", "b", "c"]
    (alone,) = conversations([message("a", in_reply_to="a")])
    assert shape(alone) == [("a", None, 1)]


def test_without_headers_a_quotation_ties_and_says_so() -> None:
    reply = message("", 2, subject="AW: Bridge", text=f"Since when?\n\nAm 01.03.2020 um 10:00 schrieb Dana:\n> {WORDS}")
    (found,) = conversations([reply, message("", 1, subject="Bridge", text=WORDS)])
    assert [turn.tie for turn in found.turns] == [Tie.FIRST, Tie.QUOTATION]


def test_people_tie_a_reply_soon_after() -> None:
    first, soon = (
        message("", 1, subject="Bridge", participants=PEOPLE),
        message("", 9, subject="Re: Bridge", participants=PEOPLE),
    )
    late = MessageFacts(DocumentId("late"), 1, subject="Re: Bridge", date="2020-09-09", participants=PEOPLE)
    assert [len(each.turns) for each in conversations([late, soon, first])] == [2, 1]


@pytest.mark.parametrize("subject", ["Bridge", "Re: Bridge"])
def test_a_subject_alone_ties_nothing(subject: str) -> None:
    assert (
        len(conversations([message("", 1, subject="Bridge", text=WORDS), message("", 2, subject=subject, text=WORDS)]))
        == 2
    )


def test_very_deep_conversations_are_read() -> None:
    names = [f"m{number}" for number in range(20_000)]
    chain = [message(name, references=tuple(names[max(0, at - 2) : at])) for at, name in enumerate(names)]
    (found,) = conversations(chain)
    assert len(found.turns) == len(names)


@given(st.lists(facts, max_size=12))
def test_every_message_is_in_exactly_one_place(messages: list[MessageFacts]) -> None:
    found = conversations(messages)
    placed = [copy for each in found for turn in each.turns for copy in turn.copies]
    assert sorted(map(repr, placed)) == sorted(map(repr, messages))
    for each in found:
        assert each.turns[0].above is None
        assert all(turn.above is not None and turn.above < at for at, turn in enumerate(each.turns) if at)
    assert conversations(reversed(messages)) == found or len(
        {(m.document, m.page, m.message_id) for m in messages}
    ) < len(messages)


@pytest.mark.parametrize(
    "subject",
    ["Bridge", "Re: Bridge", "RE[2]: bridge", "Fwd: AW: Bridge", "[council] Re: Bridge", "[Fwd: Bridge]",
     "Bridge (fwd)", "TR : Bridge", "Re: [council]  Bridge", "SV: WG: RV: bridge"],
)  # fmt: skip
def test_a_base_subject_is_the_same_whatever_replies_added(subject: str) -> None:
    assert base_subject(subject) == "bridge"
    assert is_reply(subject) == (subject != "Bridge" or "Re" in subject)


@given(st.text(max_size=80))
def test_a_base_subject_has_no_further_base(subject: str) -> None:
    assert base_subject(base_subject(subject)) == base_subject(subject)
