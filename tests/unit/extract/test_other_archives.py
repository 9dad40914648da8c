"""The readers of 7z, and of what the system's libarchive reads."""

from pathlib import Path

import py7zr
import pytest

from explorer.errors import DamagedDocumentError, LockedDocumentError, LockedForGoodError, MissingHelperError
from explorer.extract import other_archives
from explorer.extract.base import Collected
from explorer.extract.libarchive import library
from explorer.extract.other_archives import OtherArchiveReader
from explorer.extract.sevenzip import SevenZipReader
from tests.helpers.archive_files import cpio, rar, sevenzip, sevenzip_with_link
from tests.helpers.files import saved
from tests.unit.extract.contract import check_garbage, check_reader, read

SEVEN, OTHER = SevenZipReader(), OtherArchiveReader()
MEMBERS = {"a.txt": b"one" * 5000, "folder/b.bin": bytes(range(256)) * 9, "empty.txt": b"", "last.txt": b"last"}
needs_library = pytest.mark.skipif(library() is None, reason="libarchive is not on this computer")


def seven(folder: Path, data: bytes) -> Collected:
    return read(SEVEN, saved(folder, "records.7z", data))


def test_7z_keeps_the_contract(tmp_path: Path) -> None:
    found = check_reader(SEVEN, saved(tmp_path, "records.7z", sevenzip(MEMBERS)))
    assert dict(found.children) == MEMBERS


@pytest.mark.parametrize("method", ["BZIP2", "DEFLATE", "COPY", "PPMD", "ZSTD", "LZMA"])
def test_7z_by_other_methods(tmp_path: Path, method: str) -> None:
    options = {"PPMD": {"order": 6, "mem": 24}, "ZSTD": {"level": 3}}.get(method, {})
    filters = [{"id": getattr(py7zr, f"FILTER_{method}"), **options}]
    assert dict(seven(tmp_path, sevenzip(MEMBERS, filters=filters)).children) == MEMBERS


def test_7z_names_are_not_used_as_paths(tmp_path: Path) -> None:
    members = dict.fromkeys(["folder/evil.txt", "C:\\evil.txt"], b"x")
    found = seven(tmp_path, sevenzip(members))
    assert len(found.children) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["records.7z"]


def test_a_link_in_7z_is_listed_and_not_followed(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    found = seven(tmp_path, sevenzip_with_link(source))
    assert [name for name, _ in found.unread] == ["link"]
    assert found.children == [("plain.txt", b"plain")]


@pytest.mark.parametrize("hide_names", [True, False])
def test_a_locked_7z_says_so(tmp_path: Path, hide_names: bool) -> None:
    with pytest.raises(LockedDocumentError):
        seven(tmp_path, sevenzip(MEMBERS, "open sesame", hide_names=hide_names))


def test_a_bomb_in_7z_is_left_inside(tmp_path: Path) -> None:
    found = seven(tmp_path, sevenzip({"good.txt": b"good", "zeros": bytes(30_000_000), "after.txt": b"after"}))
    assert [name for name, _ in found.children] == ["good.txt"]
    assert [name for name, _ in found.unread] == ["zeros", "after.txt"]


def test_damaged_bytes_in_7z_are_named(tmp_path: Path) -> None:
    data = bytearray(sevenzip({"a.bin": bytes(range(256)) * 40}))
    data[60] ^= 0xFF
    found = seven(tmp_path, bytes(data))
    assert [name for name, _ in found.unread] == ["a.bin"]


def test_7z_garbage(tmp_path: Path) -> None:
    check_garbage(SEVEN, tmp_path, sevenzip(MEMBERS)[:32] + b"garbage" * 100)
    with pytest.raises(DamagedDocumentError):
        seven(tmp_path, sevenzip(MEMBERS)[:-20])


@needs_library
@pytest.mark.parametrize("make", [cpio, rar])
def test_other_archives_keep_the_contract(tmp_path: Path, make: object) -> None:
    assert callable(make)
    found = check_reader(OTHER, saved(tmp_path, "records", make(MEMBERS)))
    assert dict(found.children) == MEMBERS
    assert found.reasons == []


@needs_library
def test_a_locked_rar_says_so(tmp_path: Path) -> None:
    with pytest.raises(LockedForGoodError):
        read(OTHER, saved(tmp_path, "records.rar", rar(MEMBERS, locked=True)))


@needs_library
def test_other_garbage(tmp_path: Path) -> None:
    check_garbage(OTHER, tmp_path, rar(MEMBERS)[:60] + b"garbage" * 100)
    check_garbage(OTHER, tmp_path, b"MSCF" + b"garbage" * 100)


@needs_library
def test_what_stands_before_damage_in_a_rar_is_read(tmp_path: Path) -> None:
    data = rar({"a.txt": b"a" * 300, "b.txt": b"b" * 300})
    found = read(OTHER, saved(tmp_path, "records.rar", data[:-250]))
    assert found.children == [("a.txt", b"a" * 300)]
    assert found.reasons


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_archives, "library", lambda: None)
    with pytest.raises(MissingHelperError, match="is a RAR archive; reading it needs libarchive"):
        read(OTHER, saved(tmp_path, "records.rar", rar(MEMBERS)))
