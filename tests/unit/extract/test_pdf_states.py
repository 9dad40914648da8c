"""Earlier revisions kept inside PDFs, and layers that are switched off."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.extract.mupdf import pymupdf
from explorer.extract.pdf import PdfReader
from explorer.model.document import Layer, LayerSpan
from tests.helpers.files import pdf, saved
from tests.helpers.raw_pdf import one_page, said
from tests.unit.extract.contract import check_garbage, check_reader, read

READER = PdfReader()


def test_words_of_an_earlier_revision_are_kept_at_their_place(tmp_path: Path) -> None:
    path = _revised(tmp_path, "Paid to Thornbury Dredging", "Paid to a contractor")
    (page,) = read(READER, path).pages
    assert page.text.startswith("Paid to a contractor")
    assert _marked(page.text, page.layers, Layer.REVISION) == ["Earlier revision 1 of 2: Paid to Thornbury Dredging"]
    dredging = next(word for word in page.words if page.text[word.start : word.end] == "Dredging")
    assert 85 < dredging.box.y0 < 105
    check_reader(READER, path)


def test_what_several_revisions_say_is_kept_once_and_from_the_newest(tmp_path: Path) -> None:
    path = _revised(tmp_path, "first", "second", "second", "third")
    (page,) = read(READER, path).pages
    assert _marked(page.text, page.layers, Layer.REVISION) == [
        "Earlier revision 3 of 4: second",
        "Earlier revision 1 of 4: first",
    ]


def test_a_page_that_was_taken_out_hangs_on_the_last_one(tmp_path: Path) -> None:
    path = saved(tmp_path, "cut.pdf", pdf("the first page", "the page taken out"))
    with pymupdf.open(path) as document:
        document.delete_page(1)
        document.saveIncr()
    (page,) = read(READER, path).pages
    assert _marked(page.text, page.layers, Layer.REVISION) == ["Earlier revision 1 of 2, page 2: the page taken out"]


def test_a_revision_that_changes_no_words_adds_none(tmp_path: Path) -> None:
    path = saved(tmp_path, "noted.pdf", pdf("words that stay"))
    with pymupdf.open(path) as document:
        document[0].add_text_annot((300, 300), "a note")
        document.saveIncr()
    found = read(READER, path)
    assert _marked(found.pages[0].text, found.pages[0].layers, Layer.REVISION) == []
    assert found.reasons == []


def test_text_of_a_layer_that_is_off_is_kept_as_hidden(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), "what all see")
    page.insert_text((72, 300), "what nobody sees", oc=document.add_ocg("draft", on=False))
    path = saved(tmp_path, "layers.pdf", document.tobytes())
    (found,) = read(READER, path).pages
    assert found.text == "what all see\nHidden layer: what nobody sees"
    assert _marked(found.text, found.layers, Layer.HIDDEN) == ["Hidden layer: what nobody sees"]


@pytest.mark.parametrize(
    ("group", "defaults", "membership"),
    [
        (b"/Name(off)", b"/OFF[6 0 R]", b""),
        (b"/Name(based)", b"/BaseState/OFF", b""),
        (b"/Name(member)", b"/ON[6 0 R]", b"<</Type/OCMD/OCGs[6 0 R]/P/AllOff>>"),
    ],
)
def test_layers_are_read_however_they_are_hidden(
    tmp_path: Path, group: bytes, defaults: bytes, membership: bytes
) -> None:
    data = one_page(
        said(b"what all see") + b"/OC /hid BDC " + said(b"what nobody sees", bottom=500) + b"EMC",
        {6: b"<</Type/OCG%s>>" % group, 7: membership or b"null"},
        catalog=b"/OCProperties<</OCGs[6 0 R]/D<<%s/Order[6 0 R]>>>>" % defaults,
        named=b"/Properties<</hid %d 0 R>>" % (7 if membership else 6),
    )
    (found,) = read(READER, saved(tmp_path, "layers.pdf", data)).pages
    assert found.text == "what all see\nHidden layer: what nobody sees"
    assert _marked(found.text, found.layers, Layer.HIDDEN) == ["Hidden layer: what nobody sees"]


@pytest.mark.parametrize(
    "end", [b"startxref\n0\n%%EOF\n", b"startxref\n99999999\n%%EOF\n", b"startxref\n9\n%%EOF\n" * 300]
)
def test_ends_that_lead_nowhere_are_no_revisions(tmp_path: Path, end: bytes) -> None:
    data = pdf("words")
    at = data.index(b"\n", 10) + 1
    found = read(READER, saved(tmp_path, "odd.pdf", data[:at] + b"%" + end.replace(b"\n", b" ") + b"\n" + data[at:]))
    assert not any(span.layer is Layer.REVISION for page in found.pages for span in page.layers)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 255)), max_size=40))
def test_any_damage_to_revisions_gives_pages_or_a_document_error(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("damage")
    data = bytearray(_revised(folder, "first", "second").read_bytes())
    for at, value in changes:
        data[at % len(data)] = value
    check_garbage(READER, folder, bytes(data))


def _revised(folder: Path, *texts: str) -> Path:
    """A PDF of one page that was saved with each text in turn, incrementally."""
    path = saved(folder, "revised.pdf", pdf(texts[0]))
    for text in texts[1:]:
        with pymupdf.open(path) as document:
            page = document[0]
            number = document.get_new_xref()
            document.update_object(number, "<<>>")
            document.update_stream(number, f"BT /helv 12 Tf 72 692 Td ({text}) Tj ET".encode())
            page.set_contents(number)
            document.saveIncr()
    return path


def _marked(text: str, layers: tuple[LayerSpan, ...], layer: Layer) -> list[str]:
    return [text[span.start : span.end] for span in layers if span.layer is layer]
