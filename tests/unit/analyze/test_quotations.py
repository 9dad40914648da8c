"""Words in quotation marks, whatever the marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.quotations import quotations

MARKS = "“”„‟\"＂«»‹›「」『』‘’‚‛'`"


def _found(text: str) -> list[list[str]]:
    return [[text[start:end] for start, end in each.spans] for each in quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He wrote “no gap here” twice.", "no gap here"),
        ('He wrote "no gap here" twice.', "no gap here"),
        ("Il écrit « aucune trace » ici.", "aucune trace"),
        ("Er schrieb »keine Spur« hier.", "keine Spur"),
        ("Er schrieb „keine Spur“ hier.", "keine Spur"),
        ("Er schrieb ‚keine Spur‘ hier.", "keine Spur"),
        ("Hon skrev ”inget spår” här.", "inget spår"),
        ("‹keine Spur› schrieb er.", "keine Spur"),
        ("彼は「跡がない」と書いた。", "跡がない"),
        ("‘We kept none,’ it says.", "We kept none,"),
        ("'We kept none,' it says.", "We kept none,"),
    ],
)
def test_every_kind_of_mark_is_known(text: str, words: str) -> None:
    assert _found(text) == [[words]]


def test_apostrophes_open_nothing() -> None:
    assert _found("The ‘90s officers’ rule; 'twas the '90s rock 'n' roll and the dogs' bowls, don't.") == []


def test_a_quotation_in_a_quotation_stays_inside() -> None:
    assert _found("“He said “no” to me,” she said.") == [["He said “no” to me,"]]
    assert _found('"He said "no" to me," she said.') == [['He said "no" to me,']]
    assert _found("“He said ‘no’ and the clerks’ “yes”.”") == [["He said ‘no’ and the clerks’ “yes”."]]
    assert _found("‘He said “no” to me’, she said.") == [["He said “no” to me"]]
    assert _found("« Il a dit « non » hier » dit-elle.") == [["Il a dit « non » hier"]]


def test_a_mark_of_the_wrong_sign_does_not_end_a_quotation_that_is_closed_later() -> None:
    assert _found('copied: “more than any before". Off to a good start.”') == [
        ['more than any before". Off to a good start.']
    ]


def test_a_mark_typed_for_another_closes() -> None:
    assert _found('“foo bar" and “more”. “low“ he said.') == [["foo bar"], ["more"], ["low"]]


def test_paragraphs_that_each_open_anew_are_one_quotation() -> None:
    text = "“First.\n“Second “inner” words.\n\n“Third.” He left. “New.”"
    assert _found(text) == [["First.", "Second “inner” words.", "Third."], ["New."]]


def test_a_quotation_goes_over_lines_broken_by_hand() -> None:
    assert _found("It says “we have no\nrecord of it” twice.") == [["we have no\nrecord of it"]]


def test_one_that_never_closes_ends_with_its_paragraph() -> None:
    assert _found("It says “we have none\nNext “a b” here.") == [["we have none"], ["a b"]]


def test_feet_and_inches_close_nothing_that_is_not_open() -> None:
    assert _found('A 12" pipe and a man of 6\'2".') == []


@given(st.text(st.sampled_from("abS .,!?\n0" + MARKS), max_size=200) | st.text(max_size=100))
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    at = 0
    for each in quotations(text):
        assert at <= each.start < each.end <= len(text)
        at = each.start
        for start, end in each.spans:
            assert at <= start < end <= each.end
            assert text[start:end].strip() == text[start:end]
            at = end
        at = each.end


@given(st.lists(st.text(st.sampled_from("abc de,f"), min_size=1).map(str.strip).filter(bool), max_size=6))
def test_quotations_in_curly_marks_come_back_as_they_were(words: list[str]) -> None:
    text = " and ".join(f"“{each}”" for each in words)
    assert _found(text) == [[each] for each in words]


def _set_off(text: str, *paragraphs: str) -> list[list[str]]:
    spans = [(text.index(each), text.index(each) + len(each)) for each in paragraphs]
    return [[text[start:end] for start, end in each.spans] for each in quotations(text, spans)]


def test_paragraphs_that_are_set_off_are_quotations_and_neighbours_are_one() -> None:
    text = "“So,” it says:\nNo “flag” is needed.\nNone at all.\n— Dana Whitcomb\nThen “more.”\n“Marked.”"
    set_off = ("No “flag” is needed.", "None at all.", "— Dana Whitcomb", "“Marked.”")
    assert _set_off(text, *set_off) == [["So,"], ["No “flag” is needed.", "None at all."], ["more."], ["Marked."]]


def test_a_quotation_that_never_closes_does_not_run_into_one_that_is_set_off() -> None:
    assert _set_off("He said “no\nIt is so” here.", "It is so” here.") == [["no"], ["It is so” here."]]
