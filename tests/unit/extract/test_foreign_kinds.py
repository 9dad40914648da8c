"""Files that are not read are called by their name and say what to do; Apple's show the preview they carry."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError, UnknownKindError
from explorer.extract import media
from explorer.extract.foreign_kinds import WORDS, foreign_kind
from explorer.extract.iwork import IworkReader
from explorer.extract.registry import reader_for, sniff
from tests.helpers.files import pdf, picture, saved, zipped
from tests.helpers.ole_files import compound_file
from tests.unit.extract.contract import check_garbage, read

READER = IworkReader()
ONENOTE = bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3")
FILES = {
    "a.wpd": (b"\xffWPC\x10\0\0\0\1\x0a", "a WordPerfect document, which LibreOffice opens"),
    "a.wk1": (bytes.fromhex("0000020006040600"), "a Lotus 1-2-3 spreadsheet"),
    "a.mdb": (b"\0\1\0\0Standard Jet DB\0", "an Access database"),
    "a.accdb": (b"\0\1\0\0Standard ACE DB\0", "an Access database"),
    "a.one": (ONENOTE, "a OneNote notebook"),
    "a.nsf": (bytes.fromhex("1a0000040000"), "a Lotus Notes database"),
    "a.dbx": (bytes.fromhex("cfad12fe"), "a mail folder of Outlook Express"),
    "a.chm": (b"ITSF\3\0\0\0", "a help file of Windows"),
    "a.djvu": (b"AT&TFORM\0\0\1\0DJVM", "a DjVu scan"),
    "a.dwg": (b"AC1027\0", "an AutoCAD drawing"),
    "a.dbf": (b"\x03\x12\x05\x05\1\0\0\0\x41\0\x20\0", "a dBase table"),
    "a.wmf": (bytes.fromhex("d7cdc69a0000"), "a drawing of Windows"),
    "a.emf": (b"\1\0\0\0" + bytes(36) + b" EMF", "a drawing of Windows"),
    "a.vsdx": (zipped({"[Content_Types].xml": b"", "visio/document.xml": b""}), "a Visio drawing"),
    "a.vsd": (compound_file("VisioDocument"), "a Visio drawing"),
    "a.pub": (compound_file("Contents", bytes(64), "Quill"), "a Publisher document"),
    "Thumbs.db": (compound_file("Catalog"), "Windows' store of small pictures"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_kind_that_is_not_read_is_called_by_its_name(tmp_path: Path, name: str) -> None:
    data, words = FILES[name]
    with pytest.raises(UnknownKindError, match=f"it is {words}".replace("(", r"\(")):
        reader_for(sniff(saved(tmp_path, name, data + bytes(600)), name), name)


def test_sentences_that_begin_like_a_mark_are_text(tmp_path: Path) -> None:
    for text in (b"ITSF is a format of help files.\n", b"AC1027 was the number.\n", b"AT&TFORM letter\n"):
        assert sniff(saved(tmp_path, "a.txt", text), "a.txt") == media.TEXT


@given(st.binary(max_size=64))
def test_whatever_comes_is_one_of_these_or_none(data: bytes) -> None:
    assert foreign_kind(data, "a.dbf") in {None, *WORDS}


@pytest.mark.parametrize(("name", "kind"), [("a.doc", media.DOC), ("a.xls", media.XLS), ("a.pps", media.PPT)])
def test_an_old_office_file_that_breaks_off_is_damaged_not_unknown(tmp_path: Path, name: str, kind: str) -> None:
    path = saved(tmp_path, name, compound_file("WordDocument")[:1024])
    assert sniff(path, name) == kind
    with pytest.raises(DamagedDocumentError):
        read(reader_for(kind, name), path)


@pytest.mark.parametrize("name", ["plan.pages", "sums.numbers", "talk.key"])
def test_a_document_of_apples_shows_its_preview(tmp_path: Path, name: str) -> None:
    members = {
        "Index/Document.iwa": b"\0",
        "preview.jpg": picture("JPEG"),
        "preview-micro.jpg": picture("JPEG"),
        "Data/gate-1.jpg": picture("JPEG"),
        "Data/gate-small-2.jpg": picture("JPEG"),
    }
    path = saved(tmp_path, name, zipped(members))
    assert sniff(path, name) == media.IWORK
    found = read(READER, path)
    assert [child for child, _ in found.children] == ["preview.jpg", "Data/gate-1.jpg"]
    (reason,) = found.reasons
    assert "only its preview and pictures can be shown; open it in" in reason


def test_an_older_one_carries_a_pdf(tmp_path: Path) -> None:
    shown = pdf("The gate plan")
    path = saved(tmp_path, "plan.pages", zipped({"index.xml": b"<a/>", "QuickLook/Preview.pdf": shown}))
    assert sniff(path, "plan.pages") == media.IWORK
    assert read(READER, path).children == [("QuickLook/Preview.pdf", shown)]


def test_one_without_anything_to_show_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "sums.numbers", zipped({"Index/Document.iwa": b"\0"}))
    with pytest.raises(UnknownKindError, match="an Apple Numbers document without a preview"):
        read(READER, path)


@given(st.integers(0, 900), st.binary(max_size=60))
def test_any_damage_gives_files_or_a_document_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes
) -> None:
    data = zipped({"Index/Document.iwa": b"\0", "preview.jpg": picture("JPEG", (20, 20))})
    check_garbage(READER, tmp_path_factory.getbasetemp(), data[:at] + junk + data[at + len(junk) :])
