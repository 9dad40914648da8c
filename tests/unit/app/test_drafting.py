"""Drafts in a case: versions, what people say of statements, and the check-off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.analyze.draft_following import kept_statements
from explorer.app.drafting import draft_from_text
from explorer.app.session import CaseSession
from explorer.errors import InputError
from explorer.jobs.job import JobContext
from explorer.model.document import DocumentId
from explorer.model.kept_draft import DraftId, DraftVersion, Fate, MarkKind, Standing, StatementId, VersionId
from explorer.model.passage import Passage
from explorer.model.trace import Kept, Match, Matter, Piece, Trace, Verdict

FIRST = "Story\nThey sent 400 names in 2016.\n“We never did,” said Lt. R. Ames, “not once.”\nIt cost $3.4 million."
PASSAGE = Passage(DocumentId("a" * 64), 1, 0, 5, "words")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[CaseSession]:
    with CaseSession.create(tmp_path / "made.casefile", who="me") as made:
        yield made


def _import(session: CaseSession, text: str, draft: DraftId | None = None) -> DraftVersion:
    return session.drafting.import_draft(draft_from_text(text, "story.md"), draft)


def _by_text(standings: list[Standing], words: str) -> Standing:
    return next(each for each in standings if words in each.kept.statement.text)


def _fates(session: CaseSession, draft: DraftId) -> dict[str, Fate]:
    return {each.kept.statement.text: each.kept.fate for each in session.drafting.standings(draft)}


def test_a_draft_is_kept_with_its_statements(session: CaseSession) -> None:
    made = _import(session, FIRST)
    (kept,) = session.drafting.drafts()
    assert (kept.name, [each.number for each in kept.versions]) == ("story", [1])
    assert kept.versions[0].by == "me"
    again = session.drafting.version(kept.id)
    assert again == made
    assert [each.statement.text for each in again.statements] == [
        "They sent 400 names in 2016.", "We never did, not once.", "It cost $3.4 million.",
    ]  # fmt: skip
    assert all(each.fate is Fate.NEW for each in again.statements)


def test_the_next_version_keeps_moves_rewords_and_loses_nothing(session: CaseSession) -> None:
    draft = _import(session, FIRST).draft
    ids = {each.statement.text: each.id for each in session.drafting.version(draft).statements}
    for each in ids.values():
        session.drafting.mark(draft, each, MarkKind.CHECKED, "R. Lund")
        session.drafting.link(draft, each, PASSAGE)
    _import(session, "Story\nIt cost $3.4 million.\nThey sent 412 names in 2016.\nNobody called 911.", draft)
    assert _fates(session, draft) == {
        "It cost $3.4 million.": Fate.MOVED,
        "They sent 412 names in 2016.": Fate.REWORDED,
        "Nobody called 911.": Fate.NEW,
    }
    standings = session.drafting.standings(draft)
    moved, reworded = _by_text(standings, "$3.4"), _by_text(standings, "412")
    assert moved.kept.id == ids["It cost $3.4 million."]
    assert (moved.again, len(moved.links)) == (False, 1)
    assert reworded.again
    assert [(each.kept, each.text) for each in reworded.change if each.kept is not Kept.EQUAL] == [
        (Kept.DELETE, "400"), (Kept.INSERT, "412"),
    ]  # fmt: skip
    (gone,) = session.drafting.removed(draft)
    assert (gone.kept.fate, gone.kept.statement.text) == (Fate.REMOVED, "We never did, not once.")
    assert gone.mark is not None
    assert len(gone.links) == 1


def test_words_that_were_put_back_hold_again_and_a_removed_statement_that_comes_back_is_known(
    session: CaseSession,
) -> None:
    draft = _import(session, FIRST).draft
    before = {each.id for each in session.drafting.version(draft).statements}
    session.drafting.mark(draft, next(iter(before)), MarkKind.CHECKED, "R. Lund")
    _import(session, "Story\nThey sent 412 names in 2016.", draft)
    _import(session, FIRST, draft)
    standings = session.drafting.standings(draft)
    assert {each.kept.id for each in standings} == before
    assert not any(each.again for each in standings)
    assert session.drafting.removed(draft) == []


def test_a_quotation_whose_sentence_says_something_else_is_to_be_checked_again(session: CaseSession) -> None:
    draft = _import(session, "Asked again, Ames said it was “never so.”").draft
    (kept,) = session.drafting.version(draft).statements
    session.drafting.mark(draft, kept.id, MarkKind.CHECKED, "R. Lund")
    _import(session, "Asked again, Ames denied it was “never so.”", draft)
    (standing,) = session.drafting.standings(draft)
    assert standing.again
    assert [each.text for each in standing.change if each.kept is Kept.INSERT] == ["denied"]


def test_kept_words_hold_for_the_new_wording_and_all_is_undone(session: CaseSession) -> None:
    draft = _import(session, FIRST).draft
    kept = session.drafting.version(draft).statements[0]
    session.drafting.mark(draft, kept.id, MarkKind.INTERVIEW, note="on 3 May")
    _import(session, FIRST.replace("400", "412"), draft)
    session.drafting.keep(draft, kept.id)
    assert not session.drafting.standings(draft)[0].again
    session.history.undo()
    assert session.drafting.standings(draft)[0].again
    session.history.undo()
    assert session.drafting.version(draft).number == 1
    session.history.undo()
    assert session.drafting.standings(draft)[0].mark is None
    session.history.undo()
    assert session.drafting.drafts() == []
    for _ in range(4):
        session.history.redo()
    assert session.drafting.version(draft).number == 2
    assert session.verifying.verify(JobContext()).problems == []


def test_the_same_text_again_adds_no_version(session: CaseSession) -> None:
    made = _import(session, FIRST)
    assert _import(session, FIRST, made.draft) == made


def test_a_sources_wording_makes_a_new_version_and_leaves_the_attribution(session: CaseSession) -> None:
    draft = _import(session, FIRST).draft
    quote = session.drafting.version(draft).statements[1]
    made = session.drafting.use_wording(draft, quote.id, "We hardly ever did, not once in years.")
    assert made.number == 2
    assert "“We hardly ever did,” said Lt. R. Ames, “not once in years.”" in made.text
    assert made.statements[1].id == quote.id
    assert made.statements[1].fate is Fate.REWORDED


def test_a_draft_is_signed_only_when_named_people_struck_off_all(session: CaseSession) -> None:
    draft = _import(session, FIRST).draft
    off = session.checking_off
    statements = session.drafting.version(draft).statements
    with pytest.raises(InputError, match="Nobody is named"):
        off.strike_all(draft, statements[0].id, " ")
    off.strike(draft, statements[0].id, [0], "R. Lund")
    with pytest.raises(InputError, match="cannot be signed: 6 of what is to be checked are open, the first in state"):
        off.sign(draft, "R. Lund")
    for each in statements:
        off.strike_all(draft, each.id, "Dana Whitcomb")
    assert off.left(draft) == []
    with pytest.raises(InputError, match="Nobody is named"):
        off.sign(draft, "")
    assert off.sign(draft, "R. Lund").by == "R. Lund"
    first = session.drafting.standings(draft)[0]
    assert [each.by for each in first.struck if each] == ["R. Lund", "Dana Whitcomb"]
    off.open_again(draft, statements[0].id, [1])
    assert off.signature(draft) is None
    off.strike(draft, statements[0].id, [1], "R. Lund")
    assert off.signature(draft) is not None


def test_a_reworded_statement_is_open_again_and_the_new_version_unsigned(session: CaseSession) -> None:
    draft = _import(session, FIRST).draft
    for each in session.drafting.version(draft).statements:
        session.checking_off.strike_all(draft, each.id, "R. Lund")
    session.checking_off.sign(draft, "R. Lund")
    _import(session, FIRST.replace("400", "412"), draft)
    assert session.checking_off.signature(draft) is None
    (left,) = session.checking_off.left(draft)
    assert (left.kept.statement.n, left.again) == (1, True)
    session.drafting.keep(draft, left.kept.id)
    (left,) = session.checking_off.left(draft)
    assert (left.again, left.open_tokens) == (False, 2)


def test_what_is_not_there_is_said(session: CaseSession) -> None:
    made = _import(session, FIRST)
    with pytest.raises(InputError, match="no statement"):
        session.drafting.mark(made.draft, StatementId("x"), MarkKind.OPINION)
    with pytest.raises(InputError, match="no token 9"):
        session.checking_off.strike(made.draft, made.statements[0].id, [8], "R. Lund")
    with pytest.raises(InputError, match="no version 7"):
        session.drafting.version(made.draft, 7)
    with pytest.raises(InputError, match="no draft"):
        session.drafting.version(DraftId("x"))
    with pytest.raises(InputError, match="Nobody is named"):
        session.drafting.mark(made.draft, made.statements[0].id, MarkKind.CHECKED)


_SENTENCES = (
    "They sent 400 names.",
    "It cost $3.",
    "“No,” he said.",
    "He left in 2016.",
    "All 12 of them stayed away.",
)


def _version(text: str, earlier: list[DraftVersion]) -> DraftVersion:
    statements = tuple(kept_statements(earlier, text))
    number = len(earlier) + 1
    return DraftVersion(VersionId(str(number)), DraftId("d"), number, "n", "", "", "", text, (), statements)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(_SENTENCES), max_size=7), min_size=1, max_size=5))
def test_over_any_versions_ids_are_unique_and_the_same_words_keep_theirs(texts: list[list[str]]) -> None:
    kept: list[DraftVersion] = []
    for sentences in texts:
        kept.append(_version("\n".join(sentences), kept))
        ids = [each.id for each in kept[-1].statements]
        assert len(set(ids)) == len(ids)
        if len(kept) > 1:
            before = {each.id for each in kept[-2].statements}
            lost = {each.seal for each in kept[-2].statements if each.id not in ids}
            fresh = {each.seal for each in kept[-1].statements if each.id not in before}
            assert not lost & fresh
        for each in kept[-1].statements:
            assert each.fate is not Fate.NEW or all(each.id not in {s.id for s in v.statements} for v in kept[:-1])


def test_the_history_of_a_statement_tells_versions_marks_links_and_strikes(session: CaseSession) -> None:
    draft = _import(session, FIRST).draft
    kept = session.drafting.version(draft).statements[0]
    session.drafting.mark(draft, kept.id, MarkKind.ASK)
    session.drafting.link(draft, kept.id, PASSAGE)
    session.history.undo()
    _import(session, FIRST.replace("400", "412"), draft)
    session.checking_off.strike_all(draft, kept.id, "R. Lund")
    events = session.drafting.history(draft, kept.id)
    assert sorted(each.label for each in events) == [
        "Link a statement to a passage", "Link a statement to a passage", "Mark a statement “ask”",
        "Strike off what was checked", "first written in version 1", "reworded in version 2",
    ]  # fmt: skip
    assert [each.at for each in events] == sorted(each.at for each in events)
    assert sum(each.action == "undo" for each in events) == 1


def test_a_file_that_shares_its_statements_is_taken_for_a_version(session: CaseSession) -> None:
    made = _import(session, FIRST)
    _import(session, "They left 3 times. Nobody asked 11 people.")
    found = session.drafting.resembling(draft_from_text(FIRST.replace("400", "412"), "other.md"))
    assert found is not None
    assert found.id == made.draft
    assert session.drafting.resembling(draft_from_text("It rained on 4 May.", "other.md")) is None


def test_traces_are_kept_until_the_case_holds_something_else(session: CaseSession, tmp_path: Path) -> None:
    made = _import(session, FIRST)
    piece = Piece(Kept.EQUAL, "words")
    trace = Trace(2, Verdict.DIFFERS, (Match((PASSAGE,), 91.5, "words", (piece,), (Matter.NUMBER,), True),))
    session.drafting.keep_traces(made, [trace, Trace(1, Verdict.NOT_FOUND)])
    assert session.drafting.traces(made) == {1: Trace(1, Verdict.NOT_FOUND), 2: trace}
    (tmp_path / "a.txt").write_text("words", "utf-8")
    session.adding.add([tmp_path / "a.txt"], workers=1).run(JobContext())
    assert session.drafting.traces(made) == {}
    session.drafting.keep_traces(made, [trace])
    assert session.drafting.traces(made) == {2: trace}


def test_the_passages_of_a_match_are_linked_and_undone_at_once(session: CaseSession) -> None:
    made = _import(session, FIRST)
    session.drafting.link_all(made.draft, made.statements[0].id, [PASSAGE, PASSAGE])
    assert len(session.drafting.standings(made.draft)[0].links) == 2
    session.history.undo()
    assert session.drafting.standings(made.draft)[0].links == ()
