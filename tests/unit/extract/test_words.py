"""The words of a PDF page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.extract.mupdf import pymupdf
from explorer.extract.words import words_of

LETTERS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12)
LINES = st.lists(st.lists(LETTERS, min_size=1, max_size=6), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(LINES)
def test_what_was_written_is_read_back_line_by_line(lines: list[list[str]]) -> None:
    with pymupdf.open() as document:
        page = document.new_page(width=1200)
        page.insert_text((72, 72), [" ".join(line) for line in lines], fontsize=10)
        text, words = words_of(page)
    assert text.split() == [word for line in lines for word in line]
    assert [text[word.start : word.end] for word in words] == text.split()


def test_a_ligature_is_taken_apart() -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        writer = pymupdf.TextWriter(page.rect)
        writer.append((72, 72), "of\ufb01ce", font=pymupdf.Font("helv"))
        writer.write_text(page)
        text, _ = words_of(page)
    assert text == "office"


def test_words_outside_the_page_are_not_read() -> None:
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=300)
        page.insert_text((50, 50), "inside")
        page.insert_text((50, 900), "outside")
        text, _ = words_of(page)
    assert text == "inside"


def test_a_page_without_words_has_no_text() -> None:
    with pymupdf.open() as document:
        assert words_of(document.new_page()) == ("", ())
