"""The reader of tar, gzip, bzip2, xz and Zstandard."""

import bz2
import gzip
import lzma
import tarfile
from pathlib import Path
from random import Random

import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract.archive_stream import StreamArchiveReader, inner_name
from explorer.extract.base import Collected, Limits
from explorer.extract.tar_stream import BadTar, TarStream
from tests.helpers.archive_files import tar, tar_with
from tests.helpers.files import saved
from tests.unit.extract.contract import check_garbage, check_reader, read

READER = StreamArchiveReader()
MEMBERS = {"a.txt": b"one" * 5000, "folder/b.bin": bytes(range(256)) * 9, "empty.txt": b"", "last.txt": b"x" * 512}
PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd.compress}


def found_in(folder: Path, data: bytes, name: str = "records.tar", limits: Limits | None = None) -> Collected:
    return read(READER, saved(folder, name, data), limits=limits)


def test_the_reader_keeps_the_contract(tmp_path: Path) -> None:
    check_reader(READER, saved(tmp_path, "records.tar", tar(MEMBERS)))


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_each_member_comes_out_byte_for_byte(tmp_path: Path, form: int) -> None:
    found = found_in(tmp_path, tar(MEMBERS, form))
    assert dict(found.children) == MEMBERS
    assert found.reasons == []


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_and_foreign_names_are_read(tmp_path: Path, form: int) -> None:
    members = {"d/" * 120 + "protokoll.txt": b"1", "Übersicht – Größe.txt": b"2", "財務.txt": b"3"}
    assert dict(found_in(tmp_path, tar(members, form)).children) == members


def test_a_long_ustar_name_is_split_over_two_fields(tmp_path: Path) -> None:
    members = {"f" * 90 + "/" + "n" * 60: b"1"}
    assert dict(found_in(tmp_path, tar(members, tarfile.USTAR_FORMAT)).children) == members


@pytest.mark.parametrize("ending", PACKERS)
def test_a_packed_tar_is_one_container(tmp_path: Path, ending: str) -> None:
    found = found_in(tmp_path, PACKERS[ending](tar(MEMBERS)), f"records.tar.{ending}")
    assert dict(found.children) == MEMBERS


@pytest.mark.parametrize("ending", PACKERS)
def test_a_packed_file_is_taken_out_under_its_own_name(tmp_path: Path, ending: str) -> None:
    data = Random(1).randbytes(200_000)
    found = found_in(tmp_path, PACKERS[ending](data), f"minutes.txt.{ending}")
    assert found.children == [("minutes.txt", data)]
    assert found.reasons == []


@pytest.mark.parametrize("ending", PACKERS)
def test_streams_one_after_the_other_are_one_file(tmp_path: Path, ending: str) -> None:
    pack = PACKERS[ending]
    found = found_in(tmp_path, pack(b"first ") + pack(b"second"), f"log.{ending}")
    assert found.children == [("log", b"first second")]


@pytest.mark.parametrize("ending", PACKERS)
def test_a_packed_file_that_was_cut_off_is_named(tmp_path: Path, ending: str) -> None:
    whole = Random(1).randbytes(3_000_000)
    data = PACKERS[ending](whole)
    found = found_in(tmp_path, data[: len(data) // 2], f"log.{ending}")
    [(name, part)] = found.children
    assert name == "log"
    assert whole.startswith(part)
    assert len(part) > 100_000
    assert "was cut off" in found.reasons[0]


@pytest.mark.parametrize("ending", PACKERS)
def test_a_bomb_is_left_inside(tmp_path: Path, ending: str) -> None:
    found = found_in(tmp_path, PACKERS[ending](bytes(30_000_000)), f"zeros.{ending}")
    assert found.children == []
    assert "exceeds the limit of 200 bytes" in found.unread[0][1]


def test_a_bomb_in_a_packed_tar_ends_the_reading_of_it(tmp_path: Path) -> None:
    data = gzip.compress(tar({"good.txt": b"good", "zeros": bytes(30_000_000), "after.txt": b"after"}))
    found = found_in(tmp_path, data, "records.tgz")
    assert [name for name, _ in found.children] == ["good.txt"]
    assert [name for name, _ in found.unread] == ["zeros"]
    assert any("files after it may lack" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (tarfile.SYMTYPE, "links are not followed"),
        (tarfile.LNKTYPE, "links are not followed"),
        (tarfile.CHRTYPE, "device"),
        (tarfile.FIFOTYPE, "special file"),
    ],
)
def test_links_and_devices_are_named_and_left(tmp_path: Path, kind: bytes, words: str) -> None:
    found = found_in(tmp_path, tar_with("odd", kind, "/etc/passwd"))
    assert [(name, words in reason) for name, reason in found.unread] == [("odd", True)]
    assert found.children == [("after.txt", b"after")]


def test_folders_are_not_files(tmp_path: Path) -> None:
    found = found_in(tmp_path, tar_with("folder", tarfile.DIRTYPE))
    assert (found.unread, found.children) == ([], [("after.txt", b"after")])


def test_names_are_not_used_as_paths(tmp_path: Path) -> None:
    names = ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a\n.txt"]
    found = found_in(tmp_path, tar(dict.fromkeys(names, b"x")))
    assert [name for name, _ in found.children] == names
    assert [path.name for path in tmp_path.iterdir()] == ["records.tar"]


def test_what_stands_before_damage_is_read(tmp_path: Path) -> None:
    data = bytearray(tar({"a.txt": b"a", "b.txt": b"b", "c.txt": b"c"}, tarfile.USTAR_FORMAT))
    data[2048 + 5] ^= 0xFF  # in the name of the third file: its checksum is wrong now
    found = found_in(tmp_path, bytes(data))
    assert [name for name, _ in found.children] == ["a.txt", "b.txt"]
    assert found.reasons == [
        "The archive is damaged: a header in it is wrong. What stands before is read; files after it may lack."
    ]


def test_a_tar_that_was_cut_off_says_so(tmp_path: Path) -> None:
    found = found_in(tmp_path, tar({"a.txt": b"a", "b.bin": bytes(5000)}, tarfile.USTAR_FORMAT)[:3000])
    assert [name for name, _ in found.children] == ["a.txt"]
    assert "cut off" in found.reasons[0]


@pytest.mark.parametrize(
    "data", [b"\x1f\x8b\x08garbage", b"BZh9", b"\xfd7zXZ\0" * 99, b"\x28\xb5\x2f\xfd" + bytes(99), bytes(2048)]
)
def test_garbage_raises_document_errors_alone(tmp_path: Path, data: bytes) -> None:
    check_garbage(READER, tmp_path, data)


def test_what_is_packed_wrong_from_the_first_byte_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError):
        found_in(tmp_path, b"BZh9 this is not packed at all", "log.bz2")


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        ("a.txt.gz", "a.txt"),
        ("a.tgz", "a.tar"),
        ("a.TAR.XZ", "a.TAR"),
        (".gz", ".gz (unpacked)"),
        ("a", "a (unpacked)"),
    ],
)
def test_the_name_inside(name: str, inner: str) -> None:
    assert inner_name(name) == inner


_NAMES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=200)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(_NAMES.filter(lambda name: not name.endswith("/")), st.binary(max_size=2000), max_size=6))
def test_any_tar_comes_out_as_it_went_in(members: dict[str, bytes]) -> None:
    data = tar(members)
    stream = TarStream(iter([data[at : at + 777] for at in range(0, len(data), 777)]))
    found = [(entry.name, b"".join(stream.contents())) for entry in stream.entries()]
    # A trailing slash makes a folder of a file in every tar program.
    assert found == list(members.items())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_changed_tar_ends_in_words(data: st.DataObject) -> None:
    raw = bytearray(tar({"a.txt": b"a" * 700, "b" * 150: b"b"}))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    stream = TarStream(iter([bytes(raw)]))
    try:
        total = sum(len(b"".join(stream.contents())) for _ in stream.entries())
    except BadTar as problem:
        assert str(problem)
    else:
        assert total <= len(raw)
