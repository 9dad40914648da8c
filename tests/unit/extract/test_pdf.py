"""The reader of PDF files."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError, EmptyDocumentError, LockedDocumentError
from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf import PdfReader, iso_date, open_pdf
from explorer.model.document import Box, Kind, Layer, PageFlag
from tests.helpers.files import pdf, saved, scanned_pdf
from tests.helpers.raw_pdf import one_page, said, stream
from tests.unit.extract.contract import check_garbage, check_reader, read

READER = PdfReader()


def test_the_reader_keeps_the_contract(tmp_path: Path) -> None:
    check_reader(READER, saved(tmp_path, "memo.pdf", pdf("one word\nand more", "", "the last page", title="Memo")))


def test_pages_come_with_their_words(tmp_path: Path) -> None:
    found = read(READER, saved(tmp_path, "memo.pdf", pdf("gang member\nsecond line", "page two")))
    assert [page.text for page in found.pages] == ["gang member\nsecond line", "page two"]
    assert [page.label for page in found.pages] == ["p. 1", "p. 2"]


def test_title_and_date_come_from_the_metadata(tmp_path: Path) -> None:
    known = read(READER, saved(tmp_path, "memo.pdf", pdf("words", title="Use of force"))).known
    assert known is not None
    assert (known.kind, known.title, known.date) == (Kind.PDF, "Use of force", "2018-03-02T09:45:00-06:00")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (50, 60, 500, 700)])
def test_boxes_lie_where_the_word_is_displayed(tmp_path: Path, rotation: int, crop: tuple[float, ...] | None) -> None:
    path = saved(tmp_path, "turned.pdf", pdf("KESTREL", rotation=rotation, crop=crop))
    (page,) = read(READER, path).pages
    (word,) = page.words
    drawn = _darkest(path)
    assert _holds(word.box, drawn, slack=4), f"{drawn} is not in {word.box}"


def test_a_page_that_is_a_picture_needs_ocr(tmp_path: Path) -> None:
    found = read(READER, saved(tmp_path, "scan.pdf", scanned_pdf("", "")))
    assert all(page.flags == {PageFlag.NEEDS_OCR} for page in found.pages)
    assert found.reasons == ["2 of 2 pages hold a picture and no text: they need OCR."]


def test_a_stamped_scan_needs_ocr_though_its_stamp_is_text(tmp_path: Path) -> None:
    found = read(READER, saved(tmp_path, "scan.pdf", scanned_pdf("MSP-000417")))
    assert found.pages[0].flags == {PageFlag.NEEDS_OCR}
    assert found.pages[0].text == "MSP-000417"
    assert found.reasons == ["1 of 1 page holds a picture and no text, or no more text than a stamp: it needs OCR."]


def test_a_blank_page_among_others_is_no_loss(tmp_path: Path) -> None:
    found = read(READER, saved(tmp_path, "memo.pdf", pdf("words", "")))
    assert (found.pages[1].flags, found.reasons) == ({PageFlag.BLANK}, [])


def test_a_document_of_blank_pages_says_so(tmp_path: Path) -> None:
    assert read(READER, saved(tmp_path, "memo.pdf", pdf("", ""))).reasons == [
        "It is blank: no page holds text or a picture. Open it to see whether that is so."
    ]


def test_a_damaged_file_says_what_to_do_about_it(tmp_path: Path) -> None:
    whole = pdf("Minutes of the road committee.")
    cut = whole[: whole.rindex(b"startxref")]
    (reason,) = read(READER, saved(tmp_path, "minutes.pdf", cut)).reasons
    assert reason.startswith("The file is damaged and was repaired while reading")
    assert reason.endswith("ask the agency for a fresh copy.")


def test_a_comment_and_a_form_value_are_read_with_their_place(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "Body")
    page.add_text_annot((300, 400), "check with the clerk")
    widget = pymupdf.Widget()
    widget.rect, widget.field_type, widget.field_name = pymupdf.Rect(72, 200, 300, 220), 7, "officer"
    widget.field_value = "Vanterpool"
    page.add_widget(widget)
    (found,) = read(READER, saved(tmp_path, "form.pdf", document.tobytes())).pages
    comment, field = [(span.layer, found.text[span.start : span.end]) for span in found.layers]
    assert comment == (Layer.COMMENT, "Note: check with the clerk")
    assert field == (Layer.FIELD, "Form field officer: Vanterpool")
    clerk = next(word for word in found.words if found.text[word.start : word.end] == "clerk")
    assert 290 < clerk.box.x0 < 330


def test_a_comment_that_the_page_shows_is_not_read_twice(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page().add_freetext_annot((72, 72, 300, 100), "shown as it is")
    (found,) = read(READER, saved(tmp_path, "note.pdf", document.tobytes())).pages
    assert found.text.count("shown") == 1


@pytest.mark.parametrize("holder", ["catalog", "page"])
def test_files_that_are_associated_but_not_listed_are_taken_out(tmp_path: Path, holder: str) -> None:
    files = {
        6: b"<</Type/Filespec/F(invoice.xml)/AFRelationship/Data/EF<</F 7 0 R>>>>",
        7: stream(b"<invoice/>", b"/Type/EmbeddedFile"),
        8: b"<</Type/Filespec/F(elsewhere.txt)>>",
    }
    written = {holder: b"/AF[6 0 R 8 0 R 3 0 R]"}
    found = read(READER, saved(tmp_path, "invoice.pdf", one_page(said(b"Invoice"), files, **written)))
    assert found.children == [("invoice.xml", b"<invoice/>")]


def test_attached_files_are_found_in_the_list_and_on_pages(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.add_file_annot((100, 100), b"pinned", "pinned.txt")
    document.embfile_add("listed", b"in the list", filename="listed.txt")
    found = read(READER, saved(tmp_path, "portfolio.pdf", document.tobytes()))
    assert sorted(found.children) == [("listed.txt", b"in the list"), ("pinned.txt", b"pinned")]


def test_a_locked_file_is_refused_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(LockedDocumentError, match="password"):
        read(READER, saved(tmp_path, "locked.pdf", pdf("secret", password="open")))


def test_a_file_that_is_no_pdf_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        read(READER, saved(tmp_path, "memo.pdf", b"%PDF-1.4 and nothing else"))


def test_a_file_of_no_bytes_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocumentError):
        open_pdf(saved(tmp_path, "memo.pdf", b""), "memo.pdf")


def test_a_cut_off_file_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    whole = pdf(*(f"page {number} of many" for number in range(40)))
    found = read(READER, saved(tmp_path, "cut.pdf", whole[: len(whole) * 9 // 10]))
    assert found.pages
    assert any("damaged" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("D:20190304101500-05'00'", "2019-03-04T10:15:00-05:00"),
        ("D:20190304101500Z", "2019-03-04T10:15:00Z"),
        ("D:201903", "2019-03-01"),
        ("20190304", "2019-03-04"),
        ("D:20191399", ""),
        ("yesterday", ""),
        (None, ""),
    ],
)
def test_a_pdf_date_becomes_an_iso_date(written: str | None, expected: str) -> None:
    assert iso_date(written) == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=60), st.integers(0, 5000))
def test_any_damage_gives_pages_or_a_document_error(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]], length: int
) -> None:
    data = bytearray(pdf("first page", "second page", title="T"))
    for at, value in changes:
        data[at % len(data)] = value
    check_garbage(READER, tmp_path_factory.getbasetemp(), bytes(data[: max(length, 1)]) or b"x")


def _darkest(path: Path) -> Box:
    """Where ink is on the first page, as drawn, in points."""
    with pymupdf.open(path) as document:
        picture = document[0].get_pixmap(dpi=72, colorspace=pymupdf.csGRAY)
        dark = [at for at, value in enumerate(picture.samples) if value < 128]
        rows, columns = [at // picture.stride for at in dark], [at % picture.stride for at in dark]
    return Box(min(columns), min(rows), max(columns), max(rows))


def _holds(outer: Box, inner: Box, slack: float) -> bool:
    return (
        outer.x0 - slack <= inner.x0
        and outer.y0 - slack <= inner.y0
        and inner.x1 <= outer.x1 + slack
        and inner.y1 <= outer.y1 + slack
    )


def test_an_attached_file_whose_bytes_are_lost_costs_no_page(tmp_path: Path) -> None:
    with pymupdf.open(stream=pdf("the words"), filetype="pdf") as document:
        document.embfile_add("list.txt", b"names")
        data = bytes(document.tobytes())
    assert b"/EF<</F" in data
    path = saved(tmp_path, "a.pdf", data.replace(b"/EF<</F", b"/EF<</X"))
    found = read(READER, path)
    assert "the words" in found.pages[0].text
    assert [name for name, _ in found.unread] == ["list.txt"]
