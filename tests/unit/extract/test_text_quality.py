"""Text layers that are no text, and pages that are pictures."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf import PdfReader
from explorer.extract.text_quality import is_plainly_text, text_quality
from explorer.model.document import Layer, PageFlag
from tests.helpers.files import pdf, picture, saved
from tests.unit.extract.contract import read

_ENGLISH = (
    "The district attorney wrote to the clerk of the court on Tuesday and asked for all records of the stop that "
    "Officer Vanterpool made near the canal. Nobody has answered the letter so far, said the county's lawyer."
)
_GERMAN = (
    "Die Staatsanwaltschaft bat das Gericht am Dienstag um sämtliche Unterlagen zu der Kontrolle, die am Kanal "
    "stattgefunden hatte. Bisher hat niemand auf das Schreiben geantwortet, sagte der Anwalt des Kreises gestern. "
    "Rechtsschutzversicherungsgesellschaften zahlen nichts."
)
_SHIFTED = "".join(chr(ord(char) - 29) if char.isalpha() else char for char in _ENGLISH)  # a subset font without a map
_POOR = "tbe rnQv 1hc c~urt l'fd «POAH «3E*»CM tnnxtm ^ . ^ tsrl » Bfl jkl xqzv wrtp HdL ;: ~ " * 4


@pytest.mark.parametrize("text", [_ENGLISH, _GERMAN, _ENGLISH.upper(), "Объявление о закупке " * 20, "公告書類 " * 40])
def test_text_of_any_language_is_text(text: str) -> None:
    quality = text_quality(text)
    assert (quality.is_broken, quality.is_garbage, quality.is_poor) == (False, False, False)


def test_letters_of_a_font_without_a_map_are_garbage() -> None:
    assert not is_plainly_text(_SHIFTED)
    assert text_quality(_SHIFTED).is_garbage or text_quality(_SHIFTED).is_broken


def test_private_and_replacement_characters_are_broken() -> None:
    assert text_quality("\ufffd\ufffd\ue001 \ue002\ufffd").is_broken
    assert not text_quality("one \ufffd in a line of text").is_broken


def test_tables_of_numbers_are_not_judged() -> None:
    quality = text_quality("417 1,204 88.2% 9-1-1 x " * 40)
    assert (quality.is_broken, quality.is_garbage) == (False, False)


@given(st.text(max_size=300))
def test_any_text_gives_shares(text: str) -> None:
    quality = text_quality(text)
    assert 0 <= quality.well_formed <= 1
    assert 0 <= quality.broken <= 1
    assert 0 <= quality.symbols <= 1


def test_a_poor_reading_of_a_picture_needs_ocr(tmp_path: Path) -> None:
    found = read(PdfReader(), saved(tmp_path, "scan.pdf", _page(_POOR, behind=True)))
    assert found.pages[0].flags == {PageFlag.NEEDS_OCR}
    assert found.reasons == ["1 of 1 page holds text that is no words: it needs OCR."]


def test_a_good_reading_of_a_picture_is_left_alone(tmp_path: Path) -> None:
    found = read(PdfReader(), saved(tmp_path, "scan.pdf", _page(_ENGLISH, behind=True)))
    assert (found.pages[0].flags, found.reasons) == (frozenset(), [])


def test_words_that_are_not_painted_are_hidden_unless_a_picture_lies_below_them(tmp_path: Path) -> None:
    document = pymupdf.open("pdf", _page(_ENGLISH, behind=False))
    document[0].insert_text((72, 60), "what all see")
    (page,) = read(PdfReader(), saved(tmp_path, "odd.pdf", document.tobytes())).pages
    hidden = " ".join(page.text[span.start : span.end] for span in page.layers if span.layer is Layer.HIDDEN)
    assert " ".join(hidden.split()) == _ENGLISH
    assert page.flags == {PageFlag.HAS_HIDDEN}
    (scan,) = read(PdfReader(), saved(tmp_path, "scan.pdf", _page(_ENGLISH, behind=True))).pages
    assert (scan.layers, scan.flags) == ((), frozenset())


def test_a_long_stamp_in_the_margin_is_no_text(tmp_path: Path) -> None:
    stamp = "Received by the office of the county clerk on the second of March 2018 at nine, file 17 of 20"
    stamped = pymupdf.open("pdf", _page("", behind=True))
    stamped[0].insert_text((40, 30), stamp, fontsize=8)
    found = read(PdfReader(), saved(tmp_path, "scan.pdf", stamped.tobytes()))
    assert found.pages[0].flags == {PageFlag.NEEDS_OCR}


def test_strips_of_a_scan_make_a_picture_together(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    for top in range(0, 792, 99):
        page.insert_image(pymupdf.Rect(0, top, 612, top + 99), stream=picture(), keep_proportion=False)
    page.insert_text((500, 780), "KES-000417", fontsize=9)
    found = read(PdfReader(), saved(tmp_path, "strips.pdf", document.tobytes()))
    assert found.pages[0].flags == {PageFlag.NEEDS_OCR}


def test_a_short_page_without_a_picture_is_text(tmp_path: Path) -> None:
    assert read(PdfReader(), saved(tmp_path, "memo.pdf", pdf("Annex B"))).pages[0].flags == frozenset()


def _page(text: str, *, behind: bool) -> bytes:
    """A page with text laid invisibly over a picture of the whole page."""
    document = pymupdf.open()
    page = document.new_page()
    if behind:
        page.insert_image(page.rect, stream=picture("PNG", (61, 79)), keep_proportion=False)
    if text:
        page.insert_textbox(pymupdf.Rect(50, 120, 560, 700), text, fontsize=11, fontname="helv", render_mode=3)
    return bytes(document.tobytes())
