"""Which evidence is one source: reasons, and that being one source is an equivalence."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.independence import Source, independence
from explorer.model.claim import EvidenceId
from explorer.model.independence import Bond, Independence

RULE = "No conviction is needed for the flag to appear in the system once two of ten criteria are met"


def source(name: str, text: str = "", quote: str = "", document: str = "", **facts: object) -> Source:
    """A piece of evidence on a page of its own document, unless told otherwise."""
    known = {"ordinal": 1, "place": f"p. 1 of {name}.pdf", **facts}
    return Source(EvidenceId(name), document or name, quote=quote or text, page_text=text, **known)  # type: ignore[arg-type]


def bonds(*sources: Source) -> list[Bond]:
    return [bond for group in independence(sources).groups for bond in group.bonds]


def test_passages_of_one_file_are_one_source() -> None:
    found = independence([source("a", "x", document="f"), source("b", "y", document="f", ordinal=3), source("c", "z")])
    assert [group.evidence for group in found.groups] == [("a", "b"), ("c",)]
    assert (found.sources, found.certain_sources, found.supporting) == (2, 2, 3)
    assert found.reason(EvidenceId("b")) == "the same file: p. 1 of a.pdf"
    assert found.reason(EvidenceId("a")) == ""


def test_pages_that_are_nearly_the_same_are_one_source() -> None:
    text = " ".join(f"word{n}" for n in range(60))
    assert bonds(source("a", text, "word3"), source("b", text.replace("word50", "other"), "word9")) == [
        Bond.NEAR_DUPLICATE
    ]


def test_two_releases_of_one_file_are_one_source_whatever_page_is_cited() -> None:
    one, two = (" ".join(f"{word}{n}" for n in range(60)) for word in ("first", "second"))
    here = source("a", one, "first3", others=(("p. 2 of a.pdf", two),))
    there = source("b", two.replace("second9", "x"), "second3", others=(("p. 1 of b.pdf", one),))
    found = independence([here, there])
    assert (found.sources, found.groups[0].bonds) == (1, (Bond.NEAR_DUPLICATE,))
    assert found.reason(EvidenceId("b")) == "the same file holds nearly the page (100%) p. 1 of a.pdf"
    assert independence([here, source("c", two[:200], "second3")]).sources == 2


def test_filled_forms_are_one_source_but_a_person_may_say_otherwise() -> None:
    form = " ".join(f"word{n}" for n in range(60))
    filled = form.replace("word50", "other").replace("word20", "x").replace("word35", "y")
    found = independence([source("a", form, "word3"), source("b", filled, "word9")])
    assert (found.sources, found.certain_sources) == (1, 2)


def test_messages_of_one_thread_are_one_source() -> None:
    found = independence(
        [
            source("a", "yes", thread="t", thread_name="“Flags {}”"),
            source("b", "no", thread="t", thread_name="“Flags {}”"),
            source("c", "no", thread="u"),
        ]
    )
    assert [group.evidence for group in found.groups] == [("a", "b"), ("c",)]
    assert found.reason(EvidenceId("b")) == "the same thread as p. 1 of a.pdf: “Flags {}”"


def test_a_page_that_quotes_another_is_no_second_source() -> None:
    policy = source("policy", f"Section 4. {RULE}. Section 5.", RULE)
    reply = source("reply", f"See below.\n> {RULE}\nThat is clear.", "That is clear")
    found = independence([policy, reply])
    assert found.sources == found.certain_sources == 1
    assert found.reason(EvidenceId("reply")) == "quotes p. 1 of policy.pdf"
    turned = independence([reply, policy])
    assert turned.reason(EvidenceId("policy")) == "is quoted on p. 1 of reply.pdf"


def test_words_in_quotation_marks_are_a_quotation() -> None:
    assert bonds(source("a", RULE), source("b", f"The policy says “{RULE}”, he wrote.", "he wrote")) == [Bond.QUOTES]


def test_the_same_words_without_marks_are_one_source_but_not_for_certain() -> None:
    long = " ".join(f"word{n}" for n in range(40))
    found = independence([source("a", f"{RULE} {long}", RULE), source("b", f"Memo. {RULE.lower()} as said.")])
    assert (found.sources, found.certain_sources) == (1, 2)
    assert found.groups[0].bonds == (Bond.WORDS,)


def test_a_few_words_in_common_say_nothing() -> None:
    assert bonds(source("a", "No conviction is needed"), source("b", "No conviction is needed, he said")) == []


def test_the_same_sender_is_one_source() -> None:
    one = source("a", "yes", addresses=frozenset({"d@state.example"}))
    assert bonds(one, source("b", "no", addresses=frozenset({"d@state.example"}))) == [Bond.AUTHOR]
    assert bonds(one, source("b", "no", addresses=frozenset({"e@state.example"}))) == []


def test_an_author_in_a_files_properties_counts_but_is_not_certain() -> None:
    found = independence([source("a", "x", author="Dana Whitcomb"), source("b", "y", author=" dana  whitcomb ")])
    assert (found.sources, found.certain_sources) == (1, 2)
    assert bonds(source("a", "x", author="User"), source("b", "y", author="user")) == []


def test_what_supports_is_counted_and_what_does_not_is_not() -> None:
    found = independence([source("a", "x"), source("b", "y", supports=False)])
    assert (found.sources, found.supporting, found.words()) == (1, 1, "one source supports it")
    assert independence([source("b", "y", supports=False)]).words() == "no passage supports the claim"
    assert independence([]).sources == 0


def test_the_words_say_why_two_passages_are_one_source() -> None:
    found = independence([source("a", "x", document="f"), source("b", "y", document="f")])
    assert found.words() == "2 passages come from one source (same file)"


pages = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=0, max_size=30).map(" ".join)
sources = st.lists(
    st.builds(
        Source,
        evidence=st.uuids().map(lambda each: EvidenceId(each.hex)),
        document=st.sampled_from("abcdef"),
        ordinal=st.integers(1, 2),
        quote=pages,
        page_text=pages,
        place=st.just("p. 1"),
        thread=st.sampled_from(["", "", "t", "u"]),
        addresses=st.frozensets(st.sampled_from("xyz"), max_size=1),
        author=st.sampled_from(["", "", "Ada", "user"]),
        supports=st.booleans(),
    ),
    max_size=7,
    unique_by=lambda each: each.evidence,
)


def partition(found: Independence) -> set[frozenset[EvidenceId]]:
    return {frozenset(group.evidence) for group in found.groups}


@given(sources)
def test_being_one_source_is_an_equivalence(given_sources: list[Source]) -> None:
    found = independence(given_sources)
    members = [each for group in found.groups for each in group.evidence]
    assert sorted(members) == sorted(each.evidence for each in given_sources)  # each in one group, and in one alone
    for group in found.groups:
        assert len(group.ties) == len(group.evidence) - 1  # what holds it together, and nothing twice
        reached = {group.evidence[0]}
        for _ in group.ties:
            for tie in group.ties:
                if reached & {tie.one, tie.other}:
                    reached |= {tie.one, tie.other}
        assert reached == set(group.evidence)


@given(sources)
def test_what_any_reason_ties_is_never_in_two_groups(given_sources: list[Source]) -> None:
    found = independence(given_sources)
    for one, other in combinations(given_sources, 2):
        alone = independence([one, other])
        if len(alone.groups) == 1:
            assert found.group_of(one.evidence) == found.group_of(other.evidence)


@given(sources, st.randoms(use_true_random=False))
def test_the_order_of_evidence_makes_no_source(given_sources: list[Source], dice: object) -> None:
    turned = list(given_sources)
    dice.shuffle(turned)  # type: ignore[attr-defined]  # hypothesis' own
    one, other = independence(given_sources), independence(turned)
    assert partition(one) == partition(other)
    assert (one.sources, one.certain_sources) == (other.sources, other.certain_sources)


@given(sources)
def test_there_are_never_more_sources_than_passages_nor_fewer_than_certain(given_sources: list[Source]) -> None:
    found = independence(given_sources)
    assert found.sources <= found.certain_sources <= found.supporting
    assert (found.sources > 0) == (found.supporting > 0)


def test_pages_full_of_marks_are_compared_at_once() -> None:
    marks = "„" * 100_000
    assert bonds(source("a", marks, "quote of five words here"), source("b", "«" * 100_000 + RULE, RULE)) == []
