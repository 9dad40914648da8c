"""The reader of ZIP archives."""

import contextlib
import io
import shutil
import struct
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DamagedDocumentError
from explorer.extract.archive import ZipReader
from explorer.extract.base import Collected, Limits, Source
from explorer.extract.zip_directory import decoded_names, members
from explorer.model.document import Kind
from tests.helpers.files import saved, zip_with_link, zipped
from tests.unit.extract.contract import check_garbage, check_reader, read

READER = ZipReader()


def found_in(folder: Path, data: bytes, limits: Limits | None = None) -> Collected:
    return read(READER, saved(folder, "records.zip", data), limits=limits)


def test_the_reader_keeps_the_contract(tmp_path: Path) -> None:
    found = check_reader(READER, saved(tmp_path, "records.zip", zipped({"a.txt": b"one", "b/c.txt": b"two"})))
    assert found.known is not None
    assert found.known.kind is Kind.ARCHIVE


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_each_member_comes_out_byte_for_byte(tmp_path: Path, method: int) -> None:
    packed = {"a.txt": b"one" * 5000, "folder/b.bin": bytes(range(256)) * 900, "empty.txt": b""}
    found = found_in(tmp_path, zipped(packed, method))
    assert dict(found.children) == packed
    assert found.reasons == []


def test_folders_are_not_files(tmp_path: Path) -> None:
    assert [name for name, _ in found_in(tmp_path, zipped({"folder/": b"", "folder/a.txt": b"a"})).children] == [
        "folder/a.txt"
    ]


def test_names_are_given_as_written_and_not_used_as_paths(tmp_path: Path) -> None:
    names = ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a.txt\n", "A.TXT", "\u202etxt.exe"]
    found = found_in(tmp_path, zipped(dict.fromkeys(names, b"x")))
    assert [name for name, _ in found.children] == names
    assert [path.name for path in tmp_path.iterdir()] == ["records.zip"]


def test_files_that_are_a_bomb_only_together_are_left_inside(tmp_path: Path) -> None:
    found = found_in(tmp_path, zipped({f"{number}.txt": bytes(1_000_000) for number in range(10)}))
    assert [name for name, _ in found.children] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert len(found.unread) == 6
    assert "exceeding the limit of 200 bytes unpacked for each byte packed" in found.reasons[0]


def test_a_few_files_of_blanks_among_others_are_taken(tmp_path: Path) -> None:
    packed = {f"blank {number}.txt": bytes(900_000) for number in range(10)}
    found = found_in(tmp_path, zipped({"scan.tif": Random(1).randbytes(100_000)} | packed))
    assert len(found.children) == 11


def test_a_link_is_listed_and_not_followed(tmp_path: Path) -> None:
    found = found_in(tmp_path, zip_with_link("passwords", "/etc/passwd"))
    assert (found.children, [name for name, _ in found.unread]) == ([], ["passwords"])


def test_a_locked_member_says_so_and_the_others_are_read(tmp_path: Path) -> None:
    data = _with_flag(zipped({"open.txt": b"open", "secret.txt": b"secret"}), "secret.txt")
    found = found_in(tmp_path, data)
    assert found.children == [("open.txt", b"open")]
    assert found.unread == [
        (
            "secret.txt",
            "It is locked with a password; read the archive again with its password, or ask the agency for an "
            "open copy.",
        )
    ]
    assert found.reasons == ["1 of 2 files inside could not be taken out: locked with a password."]


def test_a_bomb_is_left_inside_and_its_siblings_are_read(tmp_path: Path) -> None:
    found = found_in(tmp_path, zipped({"bomb.bin": bytes(20_000_000), "memo.txt": b"words"}))
    assert found.children == [("memo.txt", b"words")]
    assert any("exceeding the limit of 200 bytes" in reason for reason in found.reasons)


def test_a_small_file_may_be_as_dense_as_it_likes(tmp_path: Path) -> None:
    assert len(found_in(tmp_path, zipped({"zeros.bin": bytes(900_000)})).children) == 1


def test_members_that_share_bytes_are_left_inside(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"shared", "b.txt": b"shared"})
    first = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", first + 4)
    shared = data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]
    found = found_in(tmp_path, shared)
    assert ([name for name, _ in found.children], [name for name, _ in found.unread]) == (["a.txt"], ["b.txt"])


def test_a_member_whose_checksum_is_wrong_is_damaged(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"these are the words"}, zipfile.ZIP_STORED).replace(b"these", b"those")
    assert found_in(tmp_path, data).unread == [("a.txt", "It is damaged: its checksum is wrong.")]


def test_a_method_that_is_not_read_is_named(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"words"}, zipfile.ZIP_STORED).replace(b"\x14\0\0\0\0\0", b"\x14\0\0\0\x61\0")
    found = found_in(tmp_path, data)
    assert found.reasons == [
        "The only file inside could not be taken out: packed by a method that Casefile does not read."
    ]


def test_bytes_before_the_archive_do_no_harm(tmp_path: Path) -> None:
    assert found_in(tmp_path, b"a note put in front" + zipped({"a.txt": b"a"})).children == [("a.txt", b"a")]


def test_an_archive_that_was_cut_off_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocumentError, match="directory"):
        found_in(tmp_path, zipped({"a.txt": b"words" * 100}, zipfile.ZIP_STORED)[:300])


def test_an_empty_archive_has_no_files(tmp_path: Path) -> None:
    assert found_in(tmp_path, zipped({})).children == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Übergabe.txt".encode(), "Übergabe.txt"),
        ("Présentation.txt".encode("cp437"), "Présentation.txt"),
        ("文章.txt".encode("shift_jis"), "文章.txt"),
        ("ファイル名.txt".encode("shift_jis"), "ファイル名.txt"),
        ("审计报告.txt".encode("gbk"), "审计报告.txt"),
        (b"plain.txt", "plain.txt"),
    ],
)
def test_old_names_are_read_in_the_code_page_they_were_written_in(raw: bytes, expected: str) -> None:
    placeholder = "n" * len(raw)
    data = zipped({placeholder: b"x"}).replace(placeholder.encode(), raw)
    assert decoded_names(members(io.BytesIO(data))) == [expected]


def test_a_name_in_the_extra_field_wins() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("old.txt")
        name = "résumé.txt".encode()
        info.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(b"old.txt")) + name
        archive.writestr(info, b"x")
    assert decoded_names(members(out)) == ["résumé.txt"]


def test_large_archives_keep_their_numbers_in_extra_fields(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(b"words")
    assert found_in(tmp_path, out.getvalue()).children == [("a.txt", b"words")]


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=20).filter(lambda n: "\0" not in n), st.binary(max_size=200)))
def test_whatever_was_packed_comes_out(tmp_path_factory: pytest.TempPathFactory, packed: dict[str, bytes]) -> None:
    packed = {name: data for name, data in packed.items() if not name.endswith(("/", "\\"))}
    path = saved(tmp_path_factory.getbasetemp(), "any.zip", zipped(packed))
    sink = Collected()
    READER.read(Source(path, "any.zip"), sink)
    assert dict(sink.children) == packed


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=20), st.integers(1, 2000))
def test_any_damage_gives_members_or_a_document_error(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]], length: int
) -> None:
    data = bytearray(zipped({"a.txt": b"words" * 50, "b/c.txt": b"more" * 99}))
    for at, value in changes:
        data[at % len(data)] = value
    check_garbage(READER, tmp_path_factory.getbasetemp(), bytes(data[:length]) + bytes(data[-22:]))


def _with_flag(data: bytes, name: str) -> bytes:
    """The archive with one member marked as encrypted."""
    at = data.rindex(name.encode()) - 46 + 8
    return data[:at] + b"\1" + data[at + 1 :]


def test_files_of_an_archive_without_its_directory_are_found(tmp_path: Path) -> None:
    packed = {"a.txt": b"one" * 5000, "b.txt": b"two", "c.txt": bytes(range(250))}
    data = zipped(packed)
    found = found_in(tmp_path, data[: data.index(b"PK\1\2") - 20])
    assert (
        dict(found.children) == {"a.txt": packed["a.txt"], "b.txt": packed["b.txt"]} or dict(found.children) == packed
    )
    assert "its directory is missing" in found.reasons[0]


def test_files_that_were_packed_as_a_stream_are_found_too(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"one" * 5000)
        archive.writestr("b.txt", b"two")
    data = out.getvalue()
    found = found_in(tmp_path, data[: data.index(b"PK\1\2")])
    assert found.children == [("a.txt", b"one" * 5000), ("b.txt", b"two")]


def test_lzma_members_are_read(tmp_path: Path) -> None:
    packed = {"a.txt": b"one" * 5000, "b.bin": bytes(range(256)) * 900, "empty.txt": b""}
    found = found_in(tmp_path, zipped(packed, zipfile.ZIP_LZMA))
    assert dict(found.children) == packed


@pytest.mark.parametrize("method", ["Deflate64", "PPMd", "LZMA", "BZip2"])
def test_members_as_another_program_packs_them(tmp_path: Path, method: str) -> None:
    program = shutil.which("7z") or shutil.which("7zz")
    if not program:
        pytest.skip("7-Zip is not on this computer")
    source = tmp_path / "minutes.txt"
    source.write_bytes(b"".join(b"line %d of the minutes\n" % number for number in range(60_000)))
    archive = tmp_path / "records.zip"
    subprocess.run([program, "a", "-tzip", f"-mm={method}", str(archive), str(source)], check=True, capture_output=True)
    found = read(READER, archive)
    assert found.children == [("minutes.txt", source.read_bytes())]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_changed_archive_ends_in_words(data: st.DataObject) -> None:
    raw = bytearray(zipped({"a.txt": b"one" * 500, "b.txt": b"two" * 50}, data.draw(st.sampled_from([0, 8, 12, 14]))))
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(DamagedDocumentError):
        found = found_in(Path(folder), bytes(raw))
        assert sum(len(body) for _, body in found.children) < 10_000
