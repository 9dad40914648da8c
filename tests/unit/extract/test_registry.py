"""What a file is, by its bytes; and which reader it gets."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import (
    EmptyDocumentError,
    ExplorerError,
    LockedDocumentError,
    UnknownKindError,
    UnreadableFileError,
)
from explorer.extract import media
from explorer.extract.ole import CompoundFile
from explorer.extract.registry import READERS, reader_for, sniff
from explorer.extract.text_kinds import decode_head, text_kind
from tests.helpers.files import pdf, picture, saved, zipped
from tests.helpers.ole_files import compound_file

MAIL = "From: a@agency.example\nTo: b@press.example\nSubject: Records\nDate: Mon, 4 Mar 2019 10:10:00 -0500\n\nWords.\n"
TYPES = b"<Types/>"


def kind(folder: Path, data: bytes, name: str = "file") -> str:
    return sniff(saved(folder, "sample", data), name)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (pdf("words"), "memo.txt", media.PDF),
        (b"junk before\n" * 50 + pdf("words"), "memo", media.PDF),
        (b"%not a header\n1 0 obj\n<<>>\nendobj\n\xff\0", "half.pdf", media.PDF),
        (b"<html><body>Saved as .doc</body></html>", "letter.doc", media.HTML),
        (b"<!-- made by hand -->\n<!DOCTYPE html><p>x", "page", media.HTML),
        ("\ufeff<html>".encode("utf-16"), "page.html", media.HTML),
        (b"Plain text, renamed.", "mail.msg", media.TEXT),
        (b"Plain text.", "notes.md", media.MARKDOWN),
        (b"a,b\n1,2\n", "table.csv", media.CSV),
        ("Grüße".encode("latin-1"), "old.txt", media.TEXT),
        ("UTF-16 without a mark".encode("utf-16-le"), "odd.txt", media.TEXT),
        ("UTF-16 without a mark".encode("utf-16-be"), "odd.txt", media.TEXT),
        ("UTF-32".encode("utf-32"), "odd.txt", media.TEXT),
        (MAIL.encode(), "no-extension", media.EML),
        (MAIL.encode("utf-16"), "mail.eml", media.EML),
        (MAIL.encode(), "printed.txt", media.TEXT),
        (b"Received: by x; now\nMessage-ID: <1@x>\n" + MAIL.encode(), "kept.txt", media.EML),
        (b"1795\n" + MAIL.encode(), "1234.emlx", media.EML),
        (b"No header at all.", "odd.eml", media.EML),
        (b"From a@agency.example Mon Mar  4 10:10:00 2019\n" + MAIL.encode(), "inbox", media.MBOX),
        (b"\xef\xbb\xbfFrom -\n" + MAIL.encode(), "inbox", media.MBOX),
        (b"From a@agency.example Mon Mar  4 10:10:00 2019\n" + MAIL.encode(), "one.eml", media.EML),
        (b"From the desk of the chief\n\nDear all", "letter.txt", media.TEXT),
        (b"{\\rtf1 words}", "letter.doc", media.RTF),
        (b"MZ\x90\0\3\0\0\0" * 20, "memo.pdf", media.EXECUTABLE),
        (b"MZ is where the letter begins.", "letter.txt", media.TEXT),
        (picture("PNG"), "memo.pdf", media.PNG),
        (picture("JPEG"), "x", media.JPEG),
        (picture("TIFF"), "x", media.TIFF),
        (picture("GIF"), "x", media.GIF),
        (picture("BMP"), "x", media.BMP),
        (picture("WEBP"), "x", media.WEBP),
        (zipped({"a.txt": b"a"}), "x", media.ZIP),
        (zipped({"inner.pdf": pdf("x")}, zipfile.ZIP_STORED), "x", media.ZIP),
        (zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"<x/>"}), "x.zip", media.DOCX),
        (zipped({"[Content_Types].xml": TYPES, "ppt/presentation.xml": b"<x/>"}), "x", media.PPTX),
        (zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<x/>"}), "x", media.XLSX),
        (zipped({"[Content_Types].xml": TYPES, "xl/workbook.bin": b"x"}), "x", media.XLSB),
        (zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"<x/>"})[:90], "x.docx", media.DOCX),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "x", media.ODS),
        (zipped({"word/list.txt": b"a folder called word"}), "x", media.ZIP),
        (compound_file("WordDocument"), "x", media.DOC),
        (compound_file("PowerPoint Document"), "x", media.PPT),
        (compound_file("Workbook"), "x.doc", media.XLS),
        (compound_file("__properties_version1.0"), "x", media.MSG),
        (compound_file("Contents"), "x", media.OLE),
        (b"!BDN" + bytes(600), "mail.pst", media.PST),
        (bytes(257) + b"ustar" + bytes(300), "x.tar", media.TAR),
        (bytes(range(256)) * 40, "memo.docx", media.BINARY),
    ],
)  # fmt: skip
def test_content_decides_what_a_file_is(tmp_path: Path, data: bytes, name: str, expected: str) -> None:
    assert kind(tmp_path, data, name) == expected


@pytest.mark.parametrize(
    "data",
    [
        compound_file("EncryptedPackage"),
        compound_file("WordDocument", b"\xec\xa5\xc1\0\0\0\0\0\0\0\0\x01" + bytes(20)),
        compound_file("Workbook", b"\x09\x08\x02\0\0\0\x2f\0\x02\0\0\0"),
        compound_file("Current User", bytes(12) + b"\xdf\xc4\xd1\xf3", "PowerPoint Document"),
        b"Rar!\x1a\x07\x00\xce\x99\x73\x80\x00\x0d" + bytes(30),
        zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            }
        ),
    ],
)
def test_a_locked_office_file_or_archive_says_so(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(LockedDocumentError, match="password"):
        kind(tmp_path, data, "memo.docx")


def test_a_file_of_no_bytes_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocumentError, match="0 bytes"):
        kind(tmp_path, b"", "memo.pdf")


def test_a_file_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        sniff(tmp_path / "gone", "gone")


def test_a_kind_without_reader_is_named_in_plain_words() -> None:
    with pytest.raises(UnknownKindError, match="SQLite database"):
        reader_for(media.SQLITE, "mail.db")


def test_each_refused_kind_has_plain_words() -> None:
    named = {value for key, value in vars(media).items() if key.isupper() and isinstance(value, str) and "/" in value}
    assert named - set(READERS) == set(media.PLAIN_WORDS)


def test_a_reader_is_made_once() -> None:
    assert reader_for(media.PDF) is reader_for(media.PDF)


@given(st.binary(max_size=400), st.sampled_from(["", "a.pdf", "a.eml", "a.csv", "a.docx"]))
def test_any_bytes_are_something(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    for start in (b"", b"PK\3\4", b"PK\5\6", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"%PDF-"):
        path.write_bytes(start + data)
        try:
            assert sniff(path, name)
        except ExplorerError as problem:
            assert str(problem)


@given(st.binary(max_size=3000))
def test_any_directory_of_a_compound_file_can_be_followed_or_is_refused(data: bytes) -> None:
    header = bytearray(compound_file("WordDocument")[:512])
    header[44 : 44 + min(len(data), 200)] = data[:200]
    try:
        compound = CompoundFile(io.BytesIO(bytes(header) + data))
    except ValueError:
        return
    assert all(len(compound.head(name)) <= 512 for name in compound.entries)


@given(st.text(max_size=300))
def test_text_in_utf8_is_text(text: str) -> None:
    if any(ord(each) < 32 and each not in "\t\n\r" for each in text) or not text:
        return
    found = decode_head(text.encode())
    assert found is not None
    assert "/" in text_kind(found, "x.txt")
