"""What PDFs hold beside the text of their pages: notes, form fields, properties, bookmarks."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf import PdfReader
from explorer.extract.pdf_xml import form_values, form_words, metadata_values
from explorer.model.document import Layer
from tests.helpers.files import saved
from tests.helpers.raw_pdf import one_page, raw_pdf, said
from tests.unit.extract.contract import check_reader, read

_XFA = b"""<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><subform><draw><value><text>Name of the school</text>
</value></draw></subform></template><xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form>
<School>Quintrell Primary</School><Empty/></form></xfa:data></xfa:datasets></xdp:xdp>"""


def test_a_highlight_names_its_author_and_holds_the_words_below_it(tmp_path: Path) -> None:
    document, page = _paper("The canal was dredged in March")
    annot = page.add_highlight_annot(page.search_for("canal was dredged"))
    annot.set_info(content="when exactly?", title="Mara Ilves")
    assert _lines(tmp_path, document, Layer.COMMENT) == ["Highlight by Mara Ilves: “canal was dredged” when exactly?"]


def test_a_highlight_on_a_turned_page_holds_its_words(tmp_path: Path) -> None:
    document, page = _paper("The canal was dredged in March")
    page.add_highlight_annot(page.search_for("dredged"))
    page.set_rotation(90)
    assert _lines(tmp_path, document, Layer.COMMENT) == ["Highlight: “dredged”"]


def test_a_reply_a_stamp_and_a_pinned_file_say_what_they_are(tmp_path: Path) -> None:
    document, page = _paper("Body")
    first = page.add_text_annot((300, 400), "is this final?")
    reply = page.add_text_annot((300, 400), "no, a draft")
    reply.set_irt_xref(first.xref)
    page.add_stamp_annot(pymupdf.Rect(100, 500, 200, 550), stamp=0).set_info(content="seen by the board")
    page.add_file_annot((100, 600), b"1,2", "costs.csv")
    found = _lines(tmp_path, document, Layer.COMMENT)
    assert found[:2] == ["Note: is this final?", "Reply: no, a draft"]
    assert found[2].startswith("Stamp: ")
    assert "seen by the board" in found[2]
    assert found[3].startswith("Attached file: costs.csv")


def test_fields_come_with_their_names_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    document, page = _paper("Body")
    _field(page, pymupdf.PDF_WIDGET_TYPE_TEXT, "form.officer", "Vanterpool")
    _field(page, pymupdf.PDF_WIDGET_TYPE_TEXT, "empty", "")
    _field(page, pymupdf.PDF_WIDGET_TYPE_CHECKBOX, "injured", field_value=True)
    _field(page, pymupdf.PDF_WIDGET_TYPE_CHECKBOX, "armed", field_value=False)
    _field(page, pymupdf.PDF_WIDGET_TYPE_COMBOBOX, "district", "North", choice_values=["North", "South"])
    assert _lines(tmp_path, document, Layer.FIELD) == [
        "Form field officer: Vanterpool",
        "Form field injured: checked",
        "Form field district: North",
    ]


def test_properties_and_bookmarks_are_text_of_their_pages(tmp_path: Path) -> None:
    document, _ = _paper("Body")
    document.new_page().insert_text((72, 72), "Second")
    document.set_metadata({"author": "Calder Ness", "keywords": "canal; dredging", "title": "Report"})
    document.set_toc([[1, "Summary", 1], [1, "Costs of the works", 2]])
    found = read(PdfReader(), saved(tmp_path, "report.pdf", document.tobytes()))
    lines = [_of(page, Layer.PROPERTIES) for page in found.pages]
    assert lines == [
        ["Author: Calder Ness", "Keywords: canal; dredging", "Bookmark: Summary"],
        ["Bookmark: Costs of the works"],
    ]
    check_reader(PdfReader(), saved(tmp_path, "report.pdf", document.tobytes()))


def test_xmp_adds_what_the_properties_do_not_say(tmp_path: Path) -> None:
    document, _ = _paper("Body")
    document.set_xml_metadata(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" pdfx:Company="Thornbury Dredging"/>'
        "</rdf:RDF></x:xmpmeta>"
    )
    assert _lines(tmp_path, document, Layer.PROPERTIES) == ["Company: Thornbury Dredging"]


def test_data_of_an_xfa_form_is_text_though_the_page_shows_none_of_it(tmp_path: Path) -> None:
    document, _ = _paper("Please wait")
    number = document.get_new_xref()
    document.update_object(number, "<<>>")
    document.update_stream(number, _XFA)
    document.xref_set_key(document.pdf_catalog(), "AcroForm", f"<</Fields[]/XFA {number} 0 R>>")
    assert _lines(tmp_path, document, Layer.FIELD) == [
        "XFA field School: Quintrell Primary",
        "XFA form: Name of the school",
    ]


@given(st.text(max_size=200))
def test_any_xml_gives_values_or_none(written: str) -> None:
    packed = f"<a><data><b>{written}</b></data><value><text>{written}</text></value></a>".encode("utf-8", "replace")
    for data in (written.encode("utf-8", "replace"), packed):
        parts = {"whole": data}
        assert all(name and value for name, value in form_values(parts))
        assert all(form_words(parts))
    metadata_values(written)


def _paper(text: str) -> tuple[Any, Any]:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), text)
    return document, page


def _field(page: Any, kind: int, name: str, field_value: Any, choice_values: list[str] | None = None) -> None:
    widget = pymupdf.Widget()
    top = 120 + 30 * len(list(page.widgets()))
    widget.rect, widget.field_type, widget.field_name = pymupdf.Rect(72, top, 300, top + 20), kind, name
    widget.choice_values = choice_values
    widget.field_value = field_value
    page.add_widget(widget)


def _lines(folder: Path, document: Any, layer: Layer) -> list[str]:
    (page,) = read(PdfReader(), saved(folder, "paper.pdf", document.tobytes())).pages
    return _of(page, layer)


def _of(page: Any, layer: Layer) -> list[str]:
    return [page.text[span.start : span.end] for span in page.layers if span.layer is layer]


def test_a_choice_is_read_as_the_reader_of_the_form_sees_it(tmp_path: Path) -> None:
    combo = (
        b"<</Type/Annot/Subtype/Widget/Rect[72 500 300 520]/FT/Ch/Ff 131072/T(county)/V(x1)"
        b"/Opt[[(x1)(Harrow County)][(x2)(Vale)]]>>"
    )
    data = one_page(said(b"Form"), {6: combo}, catalog=b"/AcroForm<</Fields[6 0 R]>>", page=b"/Annots[6 0 R]")
    (page,) = read(PdfReader(), saved(tmp_path, "form.pdf", data)).pages
    assert "Form field county: Harrow County (x1)" in page.text


def test_the_value_of_a_field_that_stands_on_no_page_is_kept(tmp_path: Path) -> None:
    fields = {6: b"<</FT/Tx/T(group)/Kids[7 0 R 6 0 R]>>", 7: b"<</FT/Tx/T(payee)/V(Thornbury Dredging)/Parent 6 0 R>>"}
    data = one_page(said(b"Form"), fields, catalog=b"/AcroForm<</Fields[6 0 R]>>")
    (page,) = read(PdfReader(), saved(tmp_path, "form.pdf", data)).pages
    assert page.text.count("Form field payee: Thornbury Dredging") == 1


def test_a_field_that_is_its_own_parent_does_not_cost_the_text_of_its_page(tmp_path: Path) -> None:
    field = b"<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Tx/T(a)/V(b)/Parent 6 0 R/Kids[6 0 R]>>"
    data = one_page(
        said(b"words that stay"), {6: field}, catalog=b"/AcroForm<</Fields[6 0 R]>>", page=b"/Annots[6 0 R]"
    )
    found = read(PdfReader(), saved(tmp_path, "loop.pdf", data))
    assert found.pages[0].text.startswith("words that stay")
    assert found.reasons in ([], ["Notes or form fields of 1 of 1 page are damaged and left out: 1."])


def test_a_page_tree_that_holds_itself_is_told_once(tmp_path: Path) -> None:
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
    }
    found = read(PdfReader(), saved(tmp_path, "loop.pdf", raw_pdf(objects)))
    assert found.reasons == ["1 of 2 pages cannot be read, for the PDF is damaged there: 2."]
