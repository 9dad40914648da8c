"""A claim is verified by people's checks on it as it stands, and by nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from explorer.model.claim import (
    CheckId,
    CheckMark,
    Claim,
    ClaimId,
    ClaimStatus,
    ClaimType,
    Evidence,
    EvidenceId,
    Risk,
    Stance,
)
from explorer.model.document import DocumentId
from explorer.model.passage import Passage
from explorer.model.standard import Check, CheckState, Rule, Standard, assess

NAMES = ("document", "second", "comment", "reader")
CHECKS = tuple(Check(name, name.capitalize(), is_by_another=name == "reader") for name in NAMES)
PLAIN = Standard("Made", CHECKS, needed=2)
names = st.frozensets(st.sampled_from(NAMES))
standards = st.builds(
    Standard,
    name=st.just("Made"),
    checks=st.just(CHECKS),
    needed=st.integers(1, 4),
    required=names.map(tuple),
    rules=st.lists(
        st.builds(
            Rule,
            type=st.none() | st.sampled_from(ClaimType),
            risk=st.none() | st.sampled_from(Risk),
            needed=st.none() | st.integers(1, 4),
            required=names.map(tuple),
        ),
        max_size=3,
    ).map(tuple),
)
passages = st.builds(
    Passage, st.sampled_from("ab").map(DocumentId), st.integers(1, 3), st.just(0), st.just(1), st.text(max_size=5)
)
evidence = st.builds(
    Evidence,
    st.uuids().map(lambda each: EvidenceId(each.hex)),
    st.just(ClaimId("c")),
    passages,
    st.sampled_from(Stance),
)
claims = st.builds(
    Claim,
    id=st.just(ClaimId("c")),
    text=st.text(min_size=1, max_size=20),
    status=st.sampled_from(ClaimStatus),
    evidence=st.lists(evidence, max_size=4).map(tuple),
    type=st.sampled_from(ClaimType),
    risk=st.sampled_from(Risk),
    writers=st.just(("Writer",)),
)


def checked(claim: Claim, *made: str, by: str = "Checker") -> Claim:
    """The claim with these checks made on it as it stands."""
    marks = (CheckMark(CheckId(f"{name} {by}"), claim.id, name, by, "2026-01-01", "", claim.seal) for name in made)
    return replace(claim, checks=(*claim.checks, *marks))


CLAIM = Claim(ClaimId("c"), "It is so.", ClaimStatus.CHECKING, writers=("Writer",))


@given(claims, standards, names)
def test_a_standard_is_never_met_by_fewer_checks_than_it_needs(
    claim: Claim, standard: Standard, made: frozenset[str]
) -> None:
    found = assess(checked(claim, *made), standard)
    if found.is_met:
        assert len(made) >= standard.needed_for(claim)
        assert standard.required_for(claim) <= made
    else:
        assert len(made) < standard.needed_for(claim) or not standard.required_for(claim) <= made
        assert not found.is_verified


@given(claims, standards, names, names)
def test_one_check_more_never_takes_a_standard_away(
    claim: Claim, standard: Standard, made: frozenset[str], more: frozenset[str]
) -> None:
    if assess(checked(claim, *made), standard).is_met:
        assert assess(checked(claim, *made, *(more - made)), standard).is_met


@given(claims, standards, st.text(min_size=1, max_size=20))
def test_other_words_always_take_the_verification_away(claim: Claim, standard: Standard, words: str) -> None:
    done = checked(claim, *NAMES)
    reworded = replace(done, text=words)
    found = assess(reworded, standard)
    if words == claim.text:
        assert found == assess(done, standard)
    else:
        assert not found.is_met
        assert not found.is_verified
        assert {line.state for line in found.lines} == {CheckState.AGAIN}


@given(claims, standards, evidence)
def test_one_passage_more_always_takes_the_verification_away(claim: Claim, standard: Standard, new: Evidence) -> None:
    done = checked(claim, *NAMES)
    assert not assess(replace(done, evidence=(*done.evidence, new)), standard).is_met


@given(claims, standards, st.data())
def test_one_passage_less_or_seen_otherwise_takes_it_away(
    claim: Claim, standard: Standard, data: st.DataObject
) -> None:
    done = checked(claim, *NAMES)
    if not done.evidence:
        return
    at = data.draw(st.integers(0, len(done.evidence) - 1))
    rest = done.evidence[:at] + done.evidence[at + 1 :]
    moved = (*rest, replace(done.evidence[at], holds=False))
    stances = [stance for stance in Stance if stance is not done.evidence[at].stance]
    turned = (*rest, replace(done.evidence[at], stance=data.draw(st.sampled_from(stances))))
    for changed in (rest, moved, turned):
        assert not assess(replace(done, evidence=changed), standard).is_met


@given(claims, standards)
def test_the_order_of_evidence_and_its_notes_change_no_check(claim: Claim, standard: Standard) -> None:
    done = checked(claim, *NAMES)
    turned = tuple(replace(each, position=9, note="other", is_private=True) for each in reversed(done.evidence))
    assert assess(replace(done, evidence=turned), standard).is_met == assess(done, standard).is_met


def test_words_put_back_are_as_checked_as_they_were() -> None:
    done = checked(CLAIM, "document", "second")
    assert assess(replace(replace(done, text="Other."), text=CLAIM.text), PLAIN).is_verified


def test_nobody_checks_their_own_words_where_another_is_asked_for() -> None:
    found = assess(checked(CLAIM, "document", "reader", by=" writer "), PLAIN)
    line = found.lines[3]
    assert (found.made, line.state) == (1, CheckState.OPEN)
    assert "somebody else" in line.problem


def test_another_persons_check_counts_beside_the_writers_own() -> None:
    both = checked(checked(CLAIM, "reader", by="Writer"), "reader", "document", by="Ada")
    assert assess(both, PLAIN).is_verified


def test_the_same_check_by_three_people_is_one_check() -> None:
    claim = CLAIM
    for person in ("Ada", "Ben", "Cyd"):
        claim = checked(claim, "document", by=person)
    assert assess(claim, PLAIN).made == 1


def test_a_claim_that_a_person_marked_as_fallen_is_not_verified() -> None:
    for status in (ClaimStatus.CONTRADICTED, ClaimStatus.NOT_IN_RECORDS, ClaimStatus.NEEDS_CALL):
        found = assess(replace(checked(CLAIM, *NAMES), status=status), PLAIN)
        assert found.is_met
        assert not found.is_verified


def test_a_rule_for_the_risk_asks_more() -> None:
    standard = replace(PLAIN, rules=(Rule(risk=Risk.HIGH, needed=3, required=("comment",)),))
    done = checked(CLAIM, "document", "second")
    assert assess(done, standard).is_met
    assert not assess(replace(done, risk=Risk.HIGH), standard).is_met
    assert assess(checked(replace(done, risk=Risk.HIGH), "comment"), standard).is_met


def test_a_check_that_the_standard_does_not_ask_for_counts_nothing() -> None:
    assert assess(checked(CLAIM, "horoscope", "tea leaves"), PLAIN).made == 0
