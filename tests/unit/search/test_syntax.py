"""The query language: what it means, and what a slip is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import QueryError
from explorer.model.query import AllOf, AnyOf, Everything, Field, Fuzzy, Near, NoneOf, Pattern, Phrase, Query, Term
from explorer.search.syntax import parse
from explorer.search.unparse import unparse

MEANT = [
    ("", Everything()),
    ("gang", Term("gang")),
    ('"gang"', Term("gang", exact=True)),
    ("gang member", AllOf((Term("gang"), Term("member")))),
    ("gang AND member", AllOf((Term("gang"), Term("member")))),
    ("a OR b c", AnyOf((Term("a"), AllOf((Term("b"), Term("c")))))),
    ("(a OR b) c", AllOf((AnyOf((Term("a"), Term("b"))), Term("c")))),
    ("-a", NoneOf(Term("a"))),
    ("NOT a", NoneOf(Term("a"))),
    ("a -(b c)", AllOf((Term("a"), NoneOf(AllOf((Term("b"), Term("c"))))))),
    ("“curly marks”", Phrase(("curly", "marks"))),
    ("agen*", Pattern("agen*")),
    ("w?rd", Pattern("w?rd")),
    ("word~", Fuzzy("word", 1)),
    ("word~2", Fuzzy("word", 2)),
    ('"two words"~10', Near(("two", "words"), 10)),
    ("Élan", Term("elan")),
    ("AT&T", Term("at&t", exact=True)),
    ("4TR-91K", Phrase(("4tr", "91k"))),
    ("(b)(7)(E)", Term("(b)(7)(e)", exact=True)),
    ("kind:slides", Field("kind", "slides")),
    ('entity:"Dana Whitcomb"', Field("entity", "Dana Whitcomb")),
    ("date:2017..2018", Field("date", low="2017-01-01", high="2018-12-31")),
    ("date:2017-02", Field("date", low="2017-02-01", high="2017-02-28")),
    ("date:>=2017-06", Field("date", low="2017-06-01")),
    ("date:<=2017", Field("date", high="2017-12-31")),
    ("bates:doj 0001234", Field("bates", low="DOJ 0001234", high="DOJ 0001234")),
    ("bates:2018-foia-000040", Field("bates", low="2018-FOIA-000040", high="2018-FOIA-000040")),
    ("bates:00004100", Field("bates", low="00004100", high="00004100")),
    ("bates:msp-000400..msp-000420", Field("bates", low="MSP-000400", high="MSP-000420")),
]


@pytest.mark.parametrize(("text", "tree"), MEANT, ids=lambda each: str(each)[:40])
def test_a_query_means_what_the_manual_says(text: str, tree: Query) -> None:
    assert parse(text) == tree


SLIPS = [
    ('a "open', 2, 'closing "'),
    ("(a b", 0, "“)”"),
    ("a b)", 3, "Remove"),
    ("()", 1, "between"),
    ("a OR", 2, "word"),
    ("OR a", 0, "word"),
    ("NOT", 0, "word"),
    ("colour:red", 0, "Fields are"),
    ("knd:pdf", 0, "Did you mean “kind:”"),
    ("kind:slide", 5, "kind:slides"),
    ("has:notez", 4, "has:notes"),
    ("date:june", 5, "2017-06"),
    ("date:2017-13", 5, "2017-06"),
    ("bates:nonsense", 6, "MSP-000417"),
    ('"special agen*"', 12, "quotation marks"),
    ("kind:", 0, "kind:word"),
    ("word~9", 0, "1 to 2"),
    ("***", 0, "letters"),
]


@pytest.mark.parametrize(("text", "column", "mend"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_a_slip_gets_its_place_and_a_mend(text: str, column: int, mend: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert mend in caught.value.advice()
    assert caught.value.column == column


def test_a_query_beyond_all_bounds_is_refused_at_once() -> None:
    for text in ("a " * 5000, "(" * 100 + "a" + ")" * 100):
        with pytest.raises(QueryError):
            parse(text)


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_one_clear_error(text: str) -> None:
    try:
        parse(text)
    except QueryError as problem:
        assert str(problem)
        assert problem.advice()
        assert 0 <= problem.column <= len(text)


names = st.from_regex(r"[a-z]{2,6}", fullmatch=True).filter(lambda word: word not in ("or", "and", "not"))
leaves: st.SearchStrategy[Query] = st.one_of(
    st.builds(Term, names, st.booleans()),
    st.builds(Phrase, st.lists(names, min_size=2, max_size=3).map(tuple)),
    st.builds(Pattern, names.map(lambda word: f"{word}*")),
    st.builds(Fuzzy, names, st.integers(1, 2)),
    st.builds(Near, st.lists(names, min_size=2, max_size=3).map(tuple), st.integers(1, 50)),
    st.builds(Field, st.sampled_from(["name", "from", "tag", "entity"]), names),
)


def _flat(kind: type, parts: list[Query]) -> Query:
    """A tree as the parser makes it: no group of one, none directly in its own kind is needed."""
    return kind(tuple(parts))


trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(NoneOf, inner),
        st.builds(lambda parts: _flat(AllOf, parts), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda parts: _flat(AnyOf, parts), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=6,
)


@given(trees)
def test_a_tree_written_out_reads_as_itself(tree: Query) -> None:
    assert parse(unparse(tree)) == tree


@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("48250", '"48250" OR "48 250"'),
        ("48,250", '"48 250" OR "48250"'),
        ("$48,250.17", '"48 250 17" OR "48250 17"'),
        ("48250.17.", '"48250 17" OR "48 250 17"'),
        ("1,234,567", '"1 234 567" OR "1234567"'),
        ("12.5", '"12 5"'),
    ],
)
def test_a_number_is_searched_with_and_without_its_commas(typed: str, same_as: str) -> None:
    assert parse(typed) == parse(same_as)


@pytest.mark.parametrize("typed", ["2017", "1960", "0012345", "250", "12,34", '"48,250"', "48250*"])
def test_years_codes_and_what_is_quoted_are_searched_as_they_are_written(typed: str) -> None:
    assert not isinstance(parse(typed), AnyOf)
