"""Any run of edits, citations, checks, undos and redos: a check counts only for what it was made on."""

import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.model.claim import ClaimId, Stance
from explorer.model.document import DocumentId
from explorer.model.passage import Passage
from explorer.model.standard import Check, CheckState, Standard, assess
from explorer.store import claim_checks, claims, journal
from explorer.store.journal import Journal
from tests.helpers.cases import add_document, opened

A = DocumentId("a" * 64)
WORDS = "one two three four"
NAMES = ("seen", "heard", "asked")
STANDARD = Standard("Made", tuple(Check(name, name) for name in NAMES), needed=2, required=("seen",))
Passages = Counter[tuple[str, str]]

steps = st.lists(
    st.one_of(
        st.tuples(st.just("reword"), st.sampled_from(("It is.", "It was.", "It may be."))),
        st.tuples(st.just("cite"), st.sampled_from(WORDS.split())),
        st.tuples(st.just("turn"), st.sampled_from([stance.value for stance in Stance])),
        st.tuples(st.just("drop"), st.just("")),
        st.tuples(st.just("check"), st.sampled_from(NAMES)),
        st.tuples(st.just("undo"), st.just("")),
        st.tuples(st.just("redo"), st.just("")),
    ),
    max_size=14,
)


@dataclass(frozen=True)
class Seen:
    """What a claim says and rests on, and what each check was made on."""

    text: str
    evidence: tuple[tuple[str, str], ...] = ()  # quote and stance, in order
    checks: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = ()

    def counts(self) -> set[str]:
        """The checks that were made on just this."""
        return {name for name, text, on in self.checks if (text, Counter(on)) == (self.text, Counter(self.evidence))}


def stepped(seen: Seen, step: str, value: str) -> Seen | None:
    """What it should be after a step; None if the step does nothing."""
    evidence = list(seen.evidence)
    match step:
        case "reword":
            return replace(seen, text=value) if value != seen.text else None
        case "cite":
            return replace(seen, evidence=(*evidence, (value, Stance.SUPPORTS.value)))
        case "turn" if evidence and evidence[0][1] != value:
            return replace(seen, evidence=((evidence[0][0], value), *evidence[1:]))
        case "drop" if evidence:
            return replace(seen, evidence=tuple(evidence[1:]))
        case "check":
            rest = tuple(each for each in seen.checks if each[0] != value)
            return replace(seen, checks=(*rest, (value, seen.text, seen.evidence)))
    return None


def take(me: Journal, claim: ClaimId, step: str, value: str) -> None:
    found = claims.claim(me.db, claim)
    first = found.evidence[0].id if found.evidence else None
    match step:
        case "reword":
            claims.edit_claim(me, claim, value)
        case "cite":
            start = WORDS.index(value)
            claims.cite(me, claim, Passage(A, 1, start, start + len(value), value), Stance.SUPPORTS)
        case "turn" if first:
            claims.set_stance(me, first, Stance(value))
        case "drop" if first:
            claims.remove_evidence(me, first)
        case "check":
            claim_checks.check(me, found, value, "Ada")


@settings(max_examples=60, deadline=None)
@given(steps)
def test_a_check_counts_only_for_what_it_was_made_on(taken: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = opened(Path(folder))
        add_document(db, A, [WORDS])
        me = Journal(db, "me")
        claim = claims.add_claim(me, "It is.")
        past, at = [Seen("It is.")], 0
        for step, value in taken:
            if step == "undo" and at > 0:
                me.undo()
                at -= 1
            elif step == "redo":
                me.redo()
                at = min(at + 1, len(past) - 1)
            elif step != "undo":
                take(me, claim, step, value)
                if (after := stepped(past[at], step, value)) is not None:
                    past[at + 1 :] = [after]
                    at += 1
            found = assess(claims.claim(db, claim), STANDARD)
            counting = {line.check.name for line in found.lines if line.state is CheckState.CHECKED}
            assert counting == past[at].counts()
            assert found.is_verified == (len(counting) >= 2 and "seen" in counting)
        assert journal.check(db) == []
        db.close()
