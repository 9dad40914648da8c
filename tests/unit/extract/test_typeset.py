"""Text is set into pages whose drawing shows each word where its box says."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.extract.mupdf import pymupdf
from explorer.extract.shaping import drawn_form, visual_order
from explorer.extract.typeset import (
    Boxed,
    Flow,
    LaidOut,
    Leaf,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Run,
    Style,
    Table,
    lay_out_in,
)
from explorer.model.document import Box, Layer, PageFlag
from tests.helpers.files import picture
from tests.unit.extract.contract import check_pages

LONG = "The chief said that it was not known to him when the list went out. " * 120


def paragraph(text: str, **options: object) -> Paragraph:
    return Paragraph([Run(text)], **options)  # type: ignore[arg-type]  # each test gives what it needs


def drawn_words(folder: Path, laid: LaidOut) -> list[list[tuple[str, Box]]]:
    """The words that MuPDF finds on each page of the drawing."""
    laid.write(folder / "drawn.pdf")
    with pymupdf.open(folder / "drawn.pdf") as document:
        return [[(word[4], Box(*word[:4])) for word in page.get_text("words")] for page in document]


def test_paragraphs_are_parted_by_newlines_and_keep_their_own_spaces() -> None:
    page = Flow().lay_out([paragraph("one  two"), paragraph("three")]).pages[0]
    assert page.text == "one  two\nthree"


def test_the_drawing_has_each_word_in_its_box(tmp_path: Path) -> None:
    laid = Flow().lay_out([paragraph(LONG), Table([[[Run("cell one")], [Run("cell two")]]])])
    for page, drawn in zip(laid.pages, drawn_words(tmp_path, laid), strict=True):
        assert [page.text[word.start : word.end] for word in page.words] == [text for text, _ in drawn]
        for word, (_text, box) in zip(page.words, drawn, strict=True):
            assert abs(word.box.x0 - box.x0) < 0.6
            assert abs(word.box.x1 - box.x1) < 0.6
            assert box.y0 - 4 < (word.box.y0 + word.box.y1) / 2 < box.y1 + 4


def test_a_paragraph_too_long_for_a_page_goes_on_with_the_next_word() -> None:
    pages = Flow().lay_out([paragraph(LONG)]).pages
    assert len(pages) > 1
    assert " ".join(page.text for page in pages).split() == LONG.split()


def test_a_word_longer_than_a_line_is_two_boxes_and_one_text() -> None:
    page = Flow().lay_out([paragraph("x" * 200)]).pages[0]
    assert page.text == "x" * 200
    assert [(page.words[0].start, page.words[-1].end), len(page.words) > 1] == [(0, 200), True]


def test_a_word_in_two_styles_is_one_box() -> None:
    page = Flow().lay_out([Paragraph([Run("bold", Style(bold=True)), Run("ly going")])]).pages[0]
    assert [page.text[word.start : word.end] for word in page.words] == ["boldly", "going"]


@pytest.mark.parametrize("text", ["Кириллица", "日本語の文章", "한국어", "ελληνικά", "ไทย"])
def test_any_script_is_drawn(tmp_path: Path, text: str) -> None:
    drawn = drawn_words(tmp_path, Flow().lay_out([paragraph(text)]))
    assert "".join(word for word, _ in drawn[0]) == text


def test_text_without_spaces_is_broken_where_the_line_ends() -> None:
    page = Flow().lay_out([paragraph("日本語" * 60)]).pages[0]
    assert len(page.words) > 3
    assert page.text == "日本語" * 60


def test_right_to_left_text_is_set_flush_right_in_logical_order() -> None:
    page = Flow().lay_out([paragraph("שלום עולם")]).pages[0]
    first, second = page.words
    assert page.text == "שלום עולם"
    assert abs(first.box.x1 - (612 - 54)) < 0.1
    assert second.box.x1 < first.box.x0


def test_a_number_within_a_right_to_left_word_keeps_its_order() -> None:
    assert drawn_form("ב-2019") == "2019-ב"


def test_arabic_letters_are_joined() -> None:
    assert drawn_form("بب") == "\ufe90\ufe91"


def test_foreign_words_in_a_right_to_left_line_read_from_the_left() -> None:
    assert visual_order([True, False, False, True], base_rtl=True) == [3, 1, 2, 0]


def test_a_bullet_is_drawn_and_a_number_is_text() -> None:
    page = Flow().lay_out([paragraph("a", bullet="•"), paragraph("b", bullet="4.2")]).pages[0]
    assert page.text == "a\n4.2 b"


def test_a_mark_is_drawn_and_is_no_text(tmp_path: Path) -> None:
    laid = Flow().lay_out([Paragraph([Run("known"), Run("", mark="7"), Run(" to him")])])
    assert laid.pages[0].text == "known to him"
    assert any("7" in text for text, _ in drawn_words(tmp_path, laid)[0])


def test_a_box_gives_its_text_a_layer_and_its_title_is_no_text() -> None:
    page = Flow().lay_out([paragraph("body"), Boxed("Speaker notes", [paragraph("said")], Layer.NOTES)]).pages[0]
    assert page.text == "body\nsaid"
    assert [(span.layer, page.text[span.start : span.end]) for span in page.layers] == [(Layer.NOTES, "said")]
    assert PageFlag.HAS_NOTES in page.flags


def test_a_layer_of_a_run_covers_that_run_alone() -> None:
    runs = [Run("kept "), Run("struck", Style(strike=True), Layer.DELETED), Run(" kept")]
    page = Flow().lay_out([Paragraph(runs)]).pages[0]
    assert [(span.start, span.end) for span in page.layers] == [(5, 11)]
    assert PageFlag.HAS_HIDDEN in page.flags


def test_a_box_longer_than_a_page_goes_on_in_a_frame() -> None:
    pages = Flow().lay_out([Boxed("Notes", [paragraph(LONG)], Layer.NOTES)]).pages
    assert len(pages) > 1
    assert all(page.layers[0].start == 0 for page in pages)


def test_cells_are_parted_by_tabs_and_rows_by_newlines() -> None:
    rows = [[[Run("a")], [Run("b")]], [[], [Run("d")]]]
    assert Flow().lay_out([Table(rows)]).pages[0].text == "a\tb\n\td"


def test_a_row_taller_than_a_page_loses_nothing() -> None:
    pages = Flow().lay_out([Table([[[Run(LONG)], [Run("short")]]])]).pages
    words = " ".join(page.text for page in pages).split()
    assert sorted(words) == sorted([*LONG.split(), "short"])


def test_a_labelled_break_names_the_pages_after_it() -> None:
    blocks = [PageBreak("message 1"), paragraph(LONG), PageBreak("message 2"), paragraph("end")]
    assert [page.label for page in Flow().lay_out(blocks).pages] == ["message 1", "message 1, p. 2", "message 2"]


def test_a_heading_stays_with_what_follows() -> None:
    lines = [paragraph("line", space_after=0, leading=1.0)] * 64
    pages = Flow().lay_out([*lines, paragraph("Heading", keep=True), paragraph("text")]).pages
    assert pages[1].text == "Heading\ntext"


def test_a_page_with_a_picture_and_no_text_needs_ocr() -> None:
    page = Flow().lay_out([Picture(picture(), 200, 100)]).pages[0]
    assert page.flags == {PageFlag.NEEDS_OCR}


def test_an_empty_flow_is_one_blank_page() -> None:
    assert [page.flags for page in Flow().lay_out([]).pages] == [{PageFlag.BLANK}]


def test_a_broken_picture_does_not_stop_the_drawing(tmp_path: Path) -> None:
    laid = Flow().lay_out([Picture(b"\x89PNG broken", 100, 100), Rule(), paragraph("after")])
    assert drawn_words(tmp_path, laid)[0][0][0] == "after"


def test_text_in_a_frame_is_set_smaller_until_it_fits() -> None:
    leaf = Leaf(720, 540)
    bottom = lay_out_in(leaf, Box(0, 0, 300, 200), [Paragraph([Run(LONG[:1200], Style(size=18))])], shrink=True)
    assert bottom <= 220


def test_turned_words_stay_on_their_page(tmp_path: Path) -> None:
    leaf = Leaf(400, 400)
    lay_out_in(leaf, Box(100, 190, 300, 210), [paragraph("sideways")])
    leaf.turn(0, 0, 90, (200, 200))
    laid = LaidOut([leaf])
    (word,), ((_, box),) = laid.pages[0].words, drawn_words(tmp_path, laid)[0]
    assert word.box.y1 - word.box.y0 > word.box.x1 - word.box.x0
    assert abs(word.box.y0 - box.y0) < 6


runs = st.builds(
    Run,
    st.text(max_size=60),
    st.builds(Style, size=st.sampled_from([6.0, 10.5, 30.0]), bold=st.booleans(), mono=st.booleans()),
    st.sampled_from([None, Layer.HIDDEN, Layer.COMMENT]),
)
paragraphs = st.builds(
    Paragraph,
    st.lists(runs, min_size=1, max_size=4),
    indent=st.floats(0, 900),
    bullet=st.sampled_from(["", "•", "1."]),
    align=st.sampled_from(["left", "center", "right"]),
)
tables = st.builds(Table, st.lists(st.lists(st.lists(runs, max_size=2), max_size=4), max_size=5))
blocks = st.recursive(
    st.one_of(paragraphs, tables, st.builds(PageBreak, st.none()), st.just(Rule())),
    lambda inner: st.builds(
        Boxed, st.text(max_size=9), st.lists(inner, max_size=3), st.sampled_from([None, Layer.NOTES])
    ),
    max_leaves=8,
)


@given(st.lists(blocks, max_size=5))
@settings(max_examples=80, deadline=None)
def test_whatever_is_set_lies_on_its_pages(content: list[Paragraph]) -> None:
    check_pages(Flow(300, 300, 40).lay_out(content).pages)


@given(st.lists(blocks, max_size=3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_set_can_be_drawn(tmp_path: Path, content: list[Paragraph]) -> None:
    laid = Flow().lay_out(content)
    assert len(drawn_words(tmp_path, laid)) == len(laid.pages)


@given(st.text(alphabet="abc אב日。 \n\t", max_size=200))
@settings(max_examples=80, deadline=None)
def test_every_letter_that_is_no_space_lies_in_one_word(text: str) -> None:
    pages = Flow(200, 2000, 40).lay_out([paragraph(text)]).pages
    for page in pages:
        covered = sorted(index for word in page.words for index in range(word.start, word.end))
        assert covered == [index for index, letter in enumerate(page.text) if not letter.isspace()]
