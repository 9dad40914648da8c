"""What a text says to a quotation, and the verdict that comes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analyze.ground import Ground, SourcePage, one_page, over_the_break
from explorer.analyze.page_edges import body
from explorer.analyze.quote_findings import findings
from explorer.analyze.quote_parts import quotation
from explorer.analyze.quote_verdict import verdict
from explorer.model.document import DocumentId, Layer, LayerSpan
from explorer.model.trace import Kept, Matter, Trace, Verdict

NOTE = "No conviction is needed for the gang member flag to appear in LinkView. If asked, refer to Policy 14-C."
AGREEMENT = (
    "The Center does not undertake to enforce it at nodes. It extracts data from thousands of law enforcement, "
    "private\nsector and open source information systems in near real-\ntime. "
    "In 351 cases the person had no conviction."
)


def source(text: str, ordinal: int = 1, **more: object) -> SourcePage:
    return SourcePage(DocumentId("doc"), ordinal, text, **more)  # type: ignore[arg-type]


def trace(quote: str, *grounds: Ground | str) -> Trace:
    held = [one_page(source(each, at)) if isinstance(each, str) else each for at, each in enumerate(grounds, start=1)]
    wanted = quotation(quote)
    return verdict(1, wanted, [each for ground in held for each in findings(wanted, ground, 50.0)], held)


def test_the_same_words_are_exact_at_their_passage() -> None:
    found = trace("no conviction is needed for the gang member flag to appear in LinkView.", NOTE)
    assert found.verdict is Verdict.EXACT
    (passage,) = found.matches[0].passages
    assert NOTE[passage.start : passage.end] == passage.quote
    assert passage.quote == "No conviction is needed for the gang member flag to appear in LinkView"


def test_a_difference_is_shown_word_by_word() -> None:
    found = trace("no conviction is required before the gang flag appears in LinkView.", NOTE)
    assert found.verdict is Verdict.DIFFERS
    match = found.matches[0]
    assert [(piece.kept, piece.text) for piece in match.diff] == [
        (Kept.EQUAL, "No conviction is"),
        (Kept.DELETE, "required before"),
        (Kept.INSERT, "needed for"),
        (Kept.EQUAL, "the gang"),
        (Kept.INSERT, "member"),
        (Kept.EQUAL, "flag"),
        (Kept.DELETE, "appears"),
        (Kept.INSERT, "to appear"),
        (Kept.EQUAL, "in LinkView"),
    ]
    assert 80 < match.score < 95


@pytest.mark.parametrize(
    ("quote", "matter"),
    [
        ("In 451 cases the person had no conviction", Matter.NUMBER),
        ("The Center does undertake to enforce it at nodes", Matter.NEGATION),
        ("In 351 cases the person had a conviction", Matter.NEGATION),
        ("If asked, refer to Policy 15-C.", Matter.NUMBER),
        ("51 cases the person had no conviction", Matter.NUMBER),
    ],
)
def test_what_matters_is_named(quote: str, matter: Matter) -> None:
    found = trace(quote, NOTE, AGREEMENT)
    assert found.verdict is Verdict.DIFFERS
    assert matter in found.matches[0].matters


def test_words_left_out_make_it_elided_and_are_shown() -> None:
    found = trace("extracts data from thousands of law enforcement … information systems in near real-time.", AGREEMENT)
    assert found.verdict is Verdict.ELIDED
    match = found.matches[0]
    assert [piece.kept for piece in match.diff] == [Kept.EQUAL, Kept.INSERT, Kept.EQUAL]
    assert match.diff[1].text == "private sector and open source"
    assert [passage.quote.split()[0] for passage in match.passages] == ["extracts", "information"]


@pytest.mark.parametrize(
    "quote",
    [
        "The Center does … undertake to enforce it at nodes",
        "The Center does [not] … extracts data from thousands",
        "The Center … undertake[s] to enforce it at nodes",
        "In [251] cases the person had no conviction",
    ],
)
def test_an_ellipsis_or_bracket_that_turns_the_words_differs(quote: str) -> None:
    assert trace(quote, AGREEMENT).verdict is Verdict.DIFFERS


@pytest.mark.parametrize(
    "quote",
    [
        "[T]he Center does not undertake to enforce it",
        "In 351 cases [a resident] had no conviction",
        "The Center does not undertake to enforce [the ordinance] at nodes",
        "It extract[ed] data from thousands of law enforcement",
        "The Center does not undertake to enforce it [at its nodes].",
    ],
)
def test_brackets_are_the_writers(quote: str) -> None:
    expected = Verdict.EXACT if quote.startswith("[T]") else Verdict.ELIDED
    if quote.endswith("[at its nodes]."):
        expected = Verdict.ELIDED
    assert trace(quote, AGREEMENT).verdict is expected


def test_brackets_of_the_source_are_read_as_they_stand() -> None:
    assert trace("As of Dec. 31 [see note]", "As of Dec. 31 [see note] there were 12.").verdict is Verdict.EXACT


def test_parts_of_different_pages_are_spliced() -> None:
    quote = "In 351 cases the person had no conviction, and refer to Policy 14-C."
    found = trace(
        "No conviction is needed for the gang member, in 351 cases the person had no conviction", NOTE, AGREEMENT
    )
    assert found.verdict is Verdict.SPLICED
    assert [passage.ordinal for passage in found.matches[0].passages] == [1, 2]
    assert trace(quote, NOTE, AGREEMENT).verdict is not Verdict.EXACT


def test_invented_words_are_not_found() -> None:
    found = trace("We stand behind every single name in the system and welcome any review.", NOTE, AGREEMENT)
    assert (found.verdict, found.matches) == (Verdict.NOT_FOUND, ())


def test_recognised_words_are_never_exact_by_text_alone() -> None:
    page = source(NOTE, unsure=((3, 13),))
    found = trace("No conviction is needed for the gang member flag", one_page(page))
    assert found.verdict is Verdict.DIFFERS
    assert found.matches[0].uncertain
    assert trace("If asked, refer to Policy 14-C.", one_page(page)).verdict is Verdict.EXACT


def test_a_quotation_goes_on_over_a_page_break_past_stamp_and_header() -> None:
    pages = [
        source("The Harrow file\nNothing of note stood here at all.\n3\nMSP-000046", 1),
        source("The Harrow file\nThe money goes only half way to the\nfinishing line.\n4\nMSP-000047", 2),
        source("The Harrow file\nThe council has already made\ninroads.\n5\nMSP-000048", 3),
    ]
    ground = over_the_break(pages[1], pages[2], [pages[0].text], 400)
    found = trace("half way to the finishing line. The council has already made", ground)
    assert found.verdict is Verdict.EXACT
    assert [(each.ordinal, each.quote) for each in found.matches[0].passages] == [
        (2, "half way to the\nfinishing line."),
        (3, "The council has already made"),
    ]


def test_a_line_of_the_text_is_no_edge() -> None:
    text = "The center does\nnot agree to\n12"
    assert text[slice(*body(text, ["Some other page\nends here\n13"]))] == "The center does\nnot agree to"


def test_layers_after_the_text_do_not_stand_in_the_way_of_the_next_page() -> None:
    text = "It goes half way\nSpeaker notes: none"
    before = source(text, 1, layers=(LayerSpan(Layer.NOTES, 17, len(text)),))
    ground = over_the_break(before, source("to the line.", 2), [], 400)
    assert trace("half way to the line", ground).verdict is Verdict.EXACT


@given(st.text(max_size=120), st.text(max_size=200))
def test_any_text_is_judged(quote: str, page: str) -> None:
    found = trace(quote, page)
    for match in found.matches:
        assert all(page[each.start : each.end] == each.quote for each in match.passages)
    if found.verdict is Verdict.EXACT and quote.strip():
        assert quotation(quote).letters.text in one_page(source(page)).letters.text


@given(st.text(alphabet="ab c.[]…!1'-\n", max_size=60), st.integers(0, 40), st.integers(0, 40))
def test_whole_lines_of_a_page_are_found_on_it(page: str, start: int, length: int) -> None:
    words = page.split()
    quote = " ".join(words[start : start + length])
    if quotation(quote).letters.text and "[" not in page and "]" not in page:
        assert trace(quote, page).verdict in (Verdict.EXACT, Verdict.ELIDED, Verdict.DIFFERS)
