"""Files that are locked: their own readers try the passwords that were given."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.errors import LockedDocumentError, LockedForGoodError
from explorer.extract.archive import ZipReader
from explorer.extract.base import Collected, Source
from explorer.extract.pdf import PdfReader
from explorer.extract.sandbox import Ended, Event, PageFound, ReaderPool, ReadTask, StillLocked, Unlocked
from explorer.extract.sevenzip import SevenZipReader
from tests.helpers.archive_files import rar, sevenzip
from tests.helpers.files import pdf, saved
from tests.helpers.locked_files import locked_odf, locked_office, locked_pdf, zip_aes, zip_crypto
from tests.helpers.odf_files import odf, p
from tests.helpers.office_files import docx, w_paragraph, w_text

WORD = "Kestrel-è7"
MEMBERS = {"a.txt": b"one" * 500, "b.txt": b"two"}
Archive = Callable[[dict[str, bytes], str], bytes]


def unpacked(reader: ZipReader | SevenZipReader, path: Path, *passwords: str) -> Collected:
    found = Collected()
    reader.read(Source(path, path.name, 0, passwords), found)
    return found


@pytest.mark.parametrize("archive", [zip_crypto, zip_aes])
def test_a_locked_zip_archive_is_opened_by_the_password_that_fits(tmp_path: Path, archive: Archive) -> None:
    path = saved(tmp_path, "a.zip", archive(MEMBERS, WORD))
    found = unpacked(ZipReader(), path, "wrong", "wrong too", WORD)
    assert dict(found.children) == MEMBERS
    assert (set(found.used), found.is_locked, found.reasons) == ({WORD}, False, [])


@pytest.mark.parametrize("archive", [zip_crypto, zip_aes])
def test_without_its_password_a_zip_archive_stays_locked(tmp_path: Path, archive: Archive) -> None:
    found = unpacked(ZipReader(), saved(tmp_path, "a.zip", archive(MEMBERS, WORD)), "wrong", "", "Kestrel")
    assert (found.children, found.used, found.is_locked) == ([], [], True)
    assert [name for name, _ in found.unread] == list(MEMBERS)


def test_the_maker_of_locked_archives_is_understood_by_others() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_crypto(MEMBERS, "plain"))) as archive:
        assert archive.read("a.txt", b"plain") == MEMBERS["a.txt"]


def test_open_members_of_a_locked_archive_are_read(tmp_path: Path) -> None:
    found = unpacked(ZipReader(), saved(tmp_path, "a.zip", zip_crypto({"shut.txt": b"s"}, WORD, {"open.txt": b"o"})))
    assert (found.children, found.is_locked) == ([("open.txt", b"o")], True)


def test_a_locked_member_that_was_changed_is_not_taken_for_whole(tmp_path: Path) -> None:
    found = unpacked(ZipReader(), saved(tmp_path, "a.zip", zip_aes(MEMBERS, WORD, is_changed=True)), WORD)
    assert found.children == []
    assert any("may be damaged" in reason for reason in found.reasons)


@pytest.mark.parametrize("hide_names", [False, True])
def test_a_locked_7z_archive_is_opened(tmp_path: Path, hide_names: bool) -> None:
    path = saved(tmp_path, "a.7z", sevenzip(MEMBERS, WORD, hide_names=hide_names))
    found = unpacked(SevenZipReader(), path, "wrong", WORD)
    assert (dict(found.children), found.used) == (MEMBERS, [WORD])
    with pytest.raises(LockedDocumentError):
        unpacked(SevenZipReader(), path, "wrong")


@pytest.mark.parametrize("password", [WORD, f"owner of {WORD}"])
def test_a_locked_pdf_file_is_opened_by_either_password(tmp_path: Path, password: str) -> None:
    path = saved(tmp_path, "a.pdf", locked_pdf(pdf("kestrel minutes"), WORD))
    found = Collected()
    PdfReader().read(Source(path, path.name, 0, ("wrong", password)), found)
    assert "kestrel minutes" in found.pages[0].text
    assert found.used == [password]


def said_of(folder: Path, path: Path, *passwords: str) -> list[Event]:
    pool = ReaderPool(1, folder / "scratch")
    try:
        pool.submit(ReadTask("it", path, path.name, passwords=passwords))
        said = []
        while pool.outstanding:
            if event := pool.next_event(1):
                said.append(event)
        return said
    finally:
        pool.close()


def test_a_locked_office_file_is_opened_in_the_child(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.docx", locked_office(docx(w_paragraph(w_text("kestrel minutes"))), WORD))
    before = path.read_bytes()
    said = said_of(tmp_path, path, "wrong", WORD)
    assert [event.page.text.strip() for event in said if isinstance(event, PageFound)] == ["kestrel minutes"]
    assert [event for event in said if isinstance(event, Unlocked)] == [Unlocked("it", WORD)]
    assert path.read_bytes() == before
    assert WORD not in repr(said)
    (end,) = [event for event in said_of(tmp_path, path, "wrong") if isinstance(event, Ended)]
    assert isinstance(end.error, LockedDocumentError)


@pytest.mark.parametrize("is_old", [False, True])
def test_a_locked_opendocument_file_is_opened_in_the_child(tmp_path: Path, is_old: bool) -> None:
    data = odf("text", p("kestrel minutes") + p("and more of them") * 300)
    path = saved(tmp_path, "a.odt", locked_odf(data, WORD, is_old=is_old))
    said = said_of(tmp_path, path, "wrong", WORD)
    assert any("kestrel minutes" in event.page.text for event in said if isinstance(event, PageFound))
    assert Unlocked("it", WORD) in said
    (end,) = [event for event in said_of(tmp_path, path, "wrong") if isinstance(event, Ended)]
    assert isinstance(end.error, LockedDocumentError)


def test_a_locked_rar_says_that_no_password_helps_here(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.rar", rar(MEMBERS, locked=True))
    (end,) = [event for event in said_of(tmp_path, path, WORD) if isinstance(event, Ended)]
    assert isinstance(end.error, LockedForGoodError)
    assert "RAR" in str(end.error)


def test_what_stays_locked_is_said(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.zip", zip_crypto(MEMBERS, WORD))
    assert StillLocked("it") in said_of(tmp_path, path, "wrong")
