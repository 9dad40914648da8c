"""Word 97 files are read whole: notes, comments, running headers, what is deleted, hidden or packed inside."""

import io
import struct
from pathlib import Path

import olefile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import LockedDocumentError, UnknownKindError
from explorer.extract.base import Collected, Source
from explorer.extract.doc import DocReader
from explorer.extract.doc_sprm import PLAIN_LOOK, look_of, modifiers
from explorer.extract.mupdf import pymupdf
from explorer.extract.old_packed import native, unpacked
from explorer.extract.old_writer import compound_bytes
from explorer.model.document import Layer
from tests.helpers.command import CORPUS, NO_CORPUS
from tests.helpers.doc_files import DELETED, HIDDEN, IN_TABLE, ROW_END, SPECIAL, Doc
from tests.unit.extract.contract import check_garbage, check_reader, read

same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
WORD = CORPUS / "dev" / "word"


def found_in(folder: Path, doc: Doc) -> Collected:
    path = folder / "memo.doc"
    path.write_bytes(doc.data())
    return read(DocReader(), path)


def in_layer(found: Collected, layer: Layer) -> list[str]:
    return [p.text[span.start : span.end].strip() for p in found.pages for span in p.layers if span.layer is layer]


@pytest.mark.parametrize("narrow", [True, False])
def test_the_reader_keeps_the_contract(tmp_path: Path, narrow: bool) -> None:
    path = tmp_path / "memo.doc"
    path.write_bytes(Doc("The café opened – “late”.\rSecond.\r" * 200, narrow=narrow).data())
    found = check_reader(DocReader(), path)
    assert found.pages[0].text.startswith("The café opened – “late”.\nSecond.")


def test_deleted_and_hidden_text_stand_apart(tmp_path: Path) -> None:
    doc = Doc("It was not known here.\r", runs=[(7, 11, DELETED), (16, 21, HIDDEN)])
    found = found_in(tmp_path, doc)
    assert found.pages[0].text.startswith("It was known.\n")
    assert in_layer(found, Layer.DELETED) == ["not"]
    assert in_layer(found, Layer.HIDDEN) == ["here"]


def test_a_footnote_and_a_comment_follow_their_paragraph(tmp_path: Path) -> None:
    doc = Doc(
        "One\x02 and two\x05.\rNext.\r",
        footnotes=["\x02 See page 4.\r"], footnote_marks=[3],
        comments=[("R. Ames", "\x05Who says?\r")], comment_marks=[12],
        runs=[(3, 4, SPECIAL), (12, 13, SPECIAL)],
    )  # fmt: skip
    found = found_in(tmp_path, doc)
    assert found.pages[0].text == "One and two.\nSee page 4.\nR. Ames\nWho says?\nNext."
    assert in_layer(found, Layer.FOOTNOTE) == ["See page 4."]
    assert in_layer(found, Layer.COMMENT) == ["R. Ames\nWho says?"]


def test_a_comment_whose_mark_is_lost_stands_at_the_end(tmp_path: Path) -> None:
    found = found_in(tmp_path, Doc("Text.\r", comments=[("B. Tarn", "Why?\r")], comment_marks=[2]))
    assert found.pages[0].text == "Text.\nB. Tarn\nWhy?"


def test_running_headers_are_marked(tmp_path: Path) -> None:
    found = found_in(tmp_path, Doc("Body.\r", headers=["", "Held back\r\r", "", "Page 1\r\r"]))
    assert in_layer(found, Layer.MARGIN) == ["Held back", "Page 1"]
    assert "Body." in found.pages[0].text


def test_a_text_box_is_read(tmp_path: Path) -> None:
    assert "In the box" in found_in(tmp_path, Doc("Body.\r", boxes="In the box.\r")).pages[0].text


def test_of_a_field_its_result_is_kept(tmp_path: Path) -> None:
    found = found_in(tmp_path, Doc('See \x13 HYPERLINK "x" \x13 Y \x14z\x15\x14the site\x15.\r'))
    assert found.pages[0].text == "See the site."


def test_cells_and_rows_make_a_table(tmp_path: Path) -> None:
    body = "a\x07b\rc\x07\x07after\r"
    found = found_in(tmp_path, Doc(body, paragraphs=[(0, 6, IN_TABLE), (6, 7, ROW_END)]))
    assert found.pages[0].text == "a\tb\nc\nafter"


def test_a_page_break_ends_the_page(tmp_path: Path) -> None:
    assert [page.text.strip() for page in found_in(tmp_path, Doc("one\x0ctwo\r")).pages] == ["one", "two"]


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(LockedDocumentError):
        found_in(tmp_path, Doc("x\r", locked=True))


def test_a_word_2_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    path.write_bytes(compound_bytes({("WordDocument",): struct.pack("<HH", 0xA5DB, 45).ljust(600, b"\0")}))
    with pytest.raises(UnknownKindError, match="Word 2"):
        read(DocReader(), path)


def test_packed_objects_become_children(tmp_path: Path) -> None:
    size = struct.pack("<I", 3)
    body = b"\2\0list.csv\0C:\\x\\list.csv\0\0\0\3\0" + struct.pack("<I", 5) + b"C:\\x\0" + size + b"1,2"
    inner = {("ObjectPool", "_1", "\x01Ole10Native"): struct.pack("<I", len(body)) + body}
    inner[("ObjectPool", "_2", "WordDocument")] = b"x" * 5000
    found = found_in(tmp_path, Doc("Text.\r", storages=inner))
    assert [name for name, _data in found.children] == ["list.csv", "object 2.doc"]
    assert found.children[0][1] == b"1,2"
    with olefile.OleFileIO(io.BytesIO(found.children[1][1])) as office:
        assert office.openstream("WordDocument").read() == b"x" * 5000


def test_the_drawing_has_as_many_pages_as_were_read(tmp_path: Path) -> None:
    found = found_in(tmp_path, Doc("A line of text.\r" * 300))
    DocReader().render(Source(tmp_path / "memo.doc", "memo.doc"), tmp_path / "out.pdf")
    with pymupdf.open(tmp_path / "out.pdf") as drawn:
        assert drawn.page_count == len(found.pages) > 1


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=12), st.binary(max_size=9000), min_size=1, max_size=9))
@settings(max_examples=40, deadline=None)
def test_what_is_written_into_a_compound_file_is_read_from_it(streams: dict[str, bytes]) -> None:
    upper = {name.upper(): data for name, data in streams.items()}
    data = compound_bytes({("Folder", name): content for name, content in upper.items()})
    with olefile.OleFileIO(io.BytesIO(data)) as office:
        assert {name: office.openstream(["Folder", name]).read() for name in upper} == upper


def test_a_long_compound_file_needs_further_allocation_tables() -> None:
    content = bytes(9_000_000)
    with olefile.OleFileIO(io.BytesIO(compound_bytes({("Big",): content}))) as office:
        assert office.openstream("Big").read() == content


@given(st.binary(max_size=600))
def test_modifiers_and_packed_files_are_read_from_any_bytes(data: bytes) -> None:
    for is_word6 in (True, False):
        look_of(PLAIN_LOOK, modifiers(data, is_word6=is_word6))
    native(data)
    assert not unpacked(data, "x", Collected())


@given(st.data())
@same_folder
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    doc = Doc(
        "One\x02 a\x07b\x07\x07 two\x05.\r", footnotes=["\x02note\r"], footnote_marks=[3], comments=[("A", "\x05c\r")],
        comment_marks=[13], headers=["x\r\r"], runs=[(0, 3, DELETED)], paragraphs=[(4, 8, ROW_END)],
    )  # fmt: skip
    raw = bytearray(doc.data())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(512, len(raw) - 1))] = data.draw(st.integers(0, 255))
    check_garbage(DocReader(), tmp_path, bytes(raw))


@given(st.binary(max_size=2000))
@same_folder
def test_any_text_stream_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    head = struct.pack("<HH", 0xA5EC, 0xC1).ljust(0x300, b"\0")
    check_garbage(DocReader(), tmp_path, compound_bytes({("WordDocument",): head + data, ("0Table",): data}))


@pytest.mark.skipif(not WORD.exists(), reason=NO_CORPUS)
def test_real_files_are_read() -> None:
    various = read(DocReader(), WORD / "tika__testWORD_various.doc")
    text = "\n".join(page.text for page in various.pages)
    for part in ("This is the header text.", "This is a footnote.", "Row 1 Col 1\tRow 1 Col 2", "𐌲𐌿𐍄𐌹𐍃𐌺"):
        assert part in text
    assert "quick brown fox" in read(DocReader(), WORD / "tika__testWORD6.doc").pages[0].text
    assert "Michael" in in_layer(read(DocReader(), WORD / "tika__testComment.doc"), Layer.COMMENT)[0]
