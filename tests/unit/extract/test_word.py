"""Word-processor files are read whole: what is deleted, hidden or said in the margin too."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract.base import Collected, Source
from explorer.extract.mupdf import pymupdf
from explorer.extract.word import WordReader
from explorer.model.document import Layer, PageFlag
from tests.helpers.files import picture, zipped
from tests.helpers.office_files import docx, part, relations, w_paragraph, w_table, w_text, with_part
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
DELETED = '<w:del w:author="R. Ames" w:date="2019-01-02T00:00:00Z"><w:r><w:delText>not </w:delText></w:r></w:del>'


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "memo.docx"
    path.write_bytes(data)
    return path


def found_in(folder: Path, data: bytes) -> Collected:
    return read(WordReader(), saved(folder, data))


def text_of(folder: Path, data: bytes) -> str:
    return "\n".join(page.text for page in found_in(folder, data).pages)


def in_layer(found: Collected, layer: Layer) -> str:
    page = found.pages[0]
    return " ".join(page.text[span.start : span.end] for span in page.layers if span.layer is layer)


@pytest.mark.parametrize("body", [("one", "two"), ("word " * 4000,), (w_table([["a", "b"], ["c", "d"]]),), ("",)])
def test_the_reader_keeps_the_contract(tmp_path: Path, body: tuple[str, ...]) -> None:
    check_reader(WordReader(), saved(tmp_path, docx(*body)))


def test_title_and_date_come_from_the_core_properties(tmp_path: Path) -> None:
    facts = found_in(tmp_path, docx("x", title="Policy", created="2018-03-02T09:45:00Z")).known
    assert facts is not None
    assert (facts.title, facts.date) == ("Policy", "2018-03-02T09:45:00Z")


def test_deleted_text_is_kept_below_the_text_as_it_now_reads(tmp_path: Path) -> None:
    found = found_in(tmp_path, docx(w_paragraph("It was ", DELETED, w_text("known."))))
    assert found.pages[0].text == "It was known.\nR. Ames, 2019-01-02: not"
    assert in_layer(found, Layer.DELETED) == "not"
    assert PageFlag.HAS_HIDDEN in found.pages[0].flags


def test_inserted_text_is_part_of_the_text(tmp_path: Path) -> None:
    inserted = f'<w:ins w:author="x">{w_text("well ")}</w:ins>'
    assert text_of(tmp_path, docx(w_paragraph("It was ", inserted, w_text("known.")))) == "It was well known."


def test_hidden_text_is_found_and_said_to_be_hidden(tmp_path: Path) -> None:
    found = found_in(tmp_path, docx(w_paragraph(w_text("secret", "<w:vanish/>"))))
    assert in_layer(found, Layer.HIDDEN) == "secret"


def test_a_comment_follows_its_paragraph_with_its_author(tmp_path: Path) -> None:
    comment = f'<w:comment w:id="1" w:author="B. Tarn" w:date="2018-01-02T00:00:00Z">{w_paragraph("Why?")}</w:comment>'
    body = w_paragraph("Said.", '<w:r><w:commentReference w:id="1"/></w:r>')
    found = found_in(tmp_path, docx(body, "Next.", parts={"comments": ("comments.xml", part("w:comments", comment))}))
    assert found.pages[0].text == "Said.\nB. Tarn, 2018-01-02\nWhy?\nNext."
    assert in_layer(found, Layer.COMMENT) == "B. Tarn, 2018-01-02\nWhy?"


def test_a_footnote_does_not_break_the_sentence_it_hangs_on(tmp_path: Path) -> None:
    note = f'<w:footnote w:id="2">{w_paragraph("See p. 4.")}</w:footnote>'
    body = w_paragraph("It was", '<w:r><w:footnoteReference w:id="2"/></w:r>', w_text(" known."))
    found = found_in(tmp_path, docx(body, parts={"footnotes": ("footnotes.xml", part("w:footnotes", note))}))
    assert found.pages[0].text == "It was known.\nSee p. 4."
    assert in_layer(found, Layer.FOOTNOTE) == "See p. 4."


def test_a_running_header_is_set_once_and_marked(tmp_path: Path) -> None:
    header = part("w:hdr", w_paragraph("Confidential"))
    linked = {"header": ("header1.xml", header), "footer": ("footer1.xml", part("w:ftr", w_paragraph("Page")))}
    found = found_in(tmp_path, docx("Body.", parts=linked))
    assert found.pages[0].text == "Confidential\nBody.\nPage"
    assert in_layer(found, Layer.MARGIN) == "Confidential Page"


def test_list_numbers_are_counted(tmp_path: Path) -> None:
    levels = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    levels += '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    body = [w_paragraph(text, properties=listed) for text in ("first", "second")]
    data = docx(*body, parts={"numbering": ("numbering.xml", part("w:numbering", levels))})
    assert text_of(tmp_path, data) == "a) first\nb) second"


def test_a_table_within_a_cell_keeps_its_text(tmp_path: Path) -> None:
    inner = w_table([["x", "y"]])
    assert text_of(tmp_path, docx(w_table([["a", w_paragraph("b") + inner]]))) == "a\tb\nx | y"


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{w_paragraph('In the box.')}</w:txbxContent>"
    drawing = f"<w:drawing>{box}</w:drawing>"
    alternative = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{drawing}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(tmp_path, docx(w_paragraph("Body.", f"<w:r>{alternative}</w:r>"))) == "Body.\nIn the box."


def test_a_page_break_ends_the_page(tmp_path: Path) -> None:
    body = w_paragraph("one", '<w:r><w:br w:type="page"/></w:r>', w_text("two"))
    assert [page.text for page in found_in(tmp_path, docx(body)).pages] == ["one", "two"]


def test_links_tabs_and_fields_keep_their_text(tmp_path: Path) -> None:
    body = w_paragraph(
        f"<w:hyperlink>{w_text('the site')}</w:hyperlink>",
        "<w:r><w:tab/><w:instrText>PAGE</w:instrText></w:r>",
        f"<w:fldSimple>{w_text('4')}</w:fldSimple>",
    )
    assert text_of(tmp_path, docx(body)) == "the site\t4"


def test_a_packed_file_becomes_a_child(tmp_path: Path) -> None:
    found = found_in(tmp_path, with_part(docx("x"), "word/embeddings/list.xlsx", b"PK"))
    assert found.children == [("list.xlsx", b"PK")]


def test_a_picture_is_drawn_where_it_stands(tmp_path: Path) -> None:
    blip = '<w:drawing><a:blip r:embed="rId1"/></w:drawing>'
    data = docx(w_paragraph(f"<w:r>{blip}</w:r>"), parts={"image": ("media/a.png", picture("PNG", (400, 300)))})
    source = Source(saved(tmp_path, data), "memo.docx")
    WordReader().render(source, tmp_path / "out.pdf")
    with pymupdf.open(tmp_path / "out.pdf") as document:
        assert len(document[0].get_images()) == 1
    assert found_in(tmp_path, data).pages[0].flags == {PageFlag.NEEDS_OCR}


def test_the_drawing_has_as_many_pages_as_were_read(tmp_path: Path) -> None:
    source = Source(saved(tmp_path, docx(*["A line of text."] * 200)), "memo.docx")
    WordReader().render(source, tmp_path / "out.pdf")
    with pymupdf.open(tmp_path / "out.pdf") as document:
        assert document.page_count == len(read(WordReader(), source.path).pages)


def test_tables_two_thousand_deep_are_read_as_far_as_they_go_and_said(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 2000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 2000
    found = found_in(tmp_path, docx("Before.", deep))
    assert found.pages[0].text.startswith("Before.")
    assert "too deeply nested" in found.reasons[0]
    assert found.reasons[0].endswith("Ask the agency for the document as PDF, or for a fresh copy.")


def test_entities_are_never_resolved(tmp_path: Path) -> None:
    document = part("w:document", f"<w:body>{w_paragraph('<w:r><w:t>a &x; b</w:t></w:r>')}</w:body>")
    bad = document.replace(b"?>", b'?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 1)
    text = text_of(tmp_path, _with_document(bad))
    assert "root:" not in text
    assert text.startswith("a")


def _with_document(document: bytes) -> bytes:
    links = relations(("officeDocument", "word/document.xml"))
    return zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": links, "word/document.xml": document})


def test_a_package_without_a_body_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        WordReader().read(Source(saved(tmp_path, _with_document(b"<x/>")), "memo.docx"), Collected())


def test_half_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        found_in(tmp_path, docx("x")[:300])


@given(st.binary(max_size=300))
@same_folder
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    check_garbage(WordReader(), tmp_path, data)


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
@same_folder
def test_a_file_with_wrong_bytes_is_read_or_refused(tmp_path: Path, at: int, wrong: bytes) -> None:
    data = docx("one", w_table([["a", "b"]]), title="t")
    at %= len(data)
    check_garbage(WordReader(), tmp_path, data[:at] + wrong + data[at + len(wrong) :])


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40), max_size=6))
@same_folder
def test_every_word_of_the_file_is_on_a_page(tmp_path: Path, lines: list[str]) -> None:
    text = text_of(tmp_path, docx(*(w_paragraph(w_text(line)) for line in lines)))
    for line in lines:
        assert line.strip() in text


def test_words_that_old_drawings_carry_are_read(tmp_path: Path) -> None:
    shape = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="a map of the canal">'
        '<v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    )
    found = found_in(tmp_path, docx(w_paragraph("before", shape)))
    assert "a map of the canal" in in_layer(found, Layer.COMMENT)
    assert "DRAFT" in in_layer(found, Layer.COMMENT)


def test_what_is_chosen_in_a_form_is_part_of_the_text(tmp_path: Path) -> None:
    chosen = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="paid"/>'
        '<w:listEntry w:val="waived"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text_of(tmp_path, docx(w_paragraph("The fee was ", chosen, "."))) == "The fee was waived."


def test_how_a_word_is_read_stands_behind_it(tmp_path: Path) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{w_text('とう')}</w:rt><w:rubyBase>{w_text('東')}</w:rubyBase></w:ruby></w:r>"
    assert text_of(tmp_path, docx(w_paragraph(ruby))) == "東 (とう)"


def test_a_part_that_is_put_in_when_the_file_is_opened_becomes_a_child(tmp_path: Path) -> None:
    data = docx("x", '<w:altChunk r:id="rId1"/>', parts={"aFChunk": ("chunk.html", b"<p>put in later</p>")})
    assert found_in(tmp_path, data).children == [("chunk.html", b"<p>put in later</p>")]


def test_variables_of_a_document_are_kept(tmp_path: Path) -> None:
    settings = part("w:settings", '<w:docVars><w:docVar w:name="payee" w:val="Osric Vale"/></w:docVars>')
    assert "payee: Osric Vale" in text_of(tmp_path, docx("x", parts={"settings": ("settings.xml", settings)}))
