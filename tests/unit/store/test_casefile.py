"""The case folder: making, locking, opening, and the originals in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.errors import CaseDamagedError, CaseExistsError, CaseLockedError, CaseTooNewError, NotACaseError
from explorer.store.casefile import CaseLock, Originals, create_case, find_case
from explorer.store.database import case_of, open_for_reading, open_for_writing
from tests.helpers.cases import new_case

HOLDER = """
import sys, time, pathlib
from explorer.store.casefile import CaseLock, find_case
lock = CaseLock(find_case(pathlib.Path(sys.argv[1])), "Holder")
lock.acquire()
print("held", flush=True)
time.sleep(60)
"""


def test_a_made_case_knows_itself(tmp_path: Path) -> None:
    folder = create_case(tmp_path / "a.casefile", "The title")
    db = open_for_reading(folder)
    assert case_of(db, folder).title == "The title"
    db.close()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CaseExistsError):
        create_case(tmp_path, "x")
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_folder_without_a_record_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(NotACaseError):
        find_case(tmp_path)


def test_a_lock_names_who_holds_it_and_dies_with_its_process(tmp_path: Path) -> None:
    folder = new_case(tmp_path)
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(folder.path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(CaseLockedError, match=rf"Holder of .*process {holder.pid}"):
        CaseLock(folder, "test").acquire()
    holder.kill()
    holder.wait()
    holder.stdout.close()
    lock = CaseLock(folder, "test")
    lock.acquire()
    lock.release()


def test_many_read_while_one_writes(tmp_path: Path) -> None:
    folder = new_case(tmp_path)
    writer, reader = open_for_writing(folder), open_for_reading(folder)
    with writer.atomic():
        writer["fact"].insert({"key": "new", "value": ""})
        assert reader.execute("SELECT count(*) FROM fact WHERE key = 'new'").fetchone() == (0,)
    assert reader.execute("SELECT count(*) FROM fact WHERE key = 'new'").fetchone() == (1,)
    writer.close()
    reader.close()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    db = open_for_reading(new_case(tmp_path))
    with pytest.raises(Exception, match="readonly"):
        db.execute("DELETE FROM fact")
    db.close()


def test_a_newer_major_format_is_refused_and_a_newer_minor_opens(tmp_path: Path) -> None:
    folder = new_case(tmp_path)
    db = open_for_writing(folder)
    db.execute(f"PRAGMA user_version = {1 << 16 | 99}")
    db.close()
    open_for_writing(folder).close()
    db = open_for_writing(folder)
    db.execute(f"PRAGMA user_version = {2 << 16}")
    db.close()
    with pytest.raises(CaseTooNewError):
        open_for_writing(folder)
    with pytest.raises(CaseTooNewError):
        open_for_reading(folder)


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    folder = new_case(tmp_path)
    data = bytearray(folder.database.read_bytes())
    data[:2000] = b"x" * 2000
    folder.database.write_bytes(bytes(data))
    with pytest.raises(CaseDamagedError):
        open_for_writing(folder)


def test_the_schema_is_the_one_that_was_reviewed(tmp_path: Path) -> None:
    db = open_for_writing(new_case(tmp_path))
    reviewed = Path(__file__).parents[2] / "data" / "schema.sql"
    assert db.schema.strip() == reviewed.read_text("utf-8").strip()
    db.close()


def test_an_original_is_kept_byte_for_byte_and_read_only(tmp_path: Path) -> None:
    originals = Originals(new_case(tmp_path))
    source = tmp_path / "source.bin"
    source.write_bytes(bytes(range(256)) * 9000)
    sha256, size = originals.keep(source)
    kept = originals.path(sha256)
    assert (kept.read_bytes(), size) == (source.read_bytes(), source.stat().st_size)
    assert kept.stat().st_mode & 0o222 == 0
    assert originals.problem(sha256) is None
    assert list(originals.hashes()) == [sha256]


def test_a_changed_or_missing_original_is_named(tmp_path: Path) -> None:
    originals = Originals(new_case(tmp_path))
    source = tmp_path / "source.bin"
    source.write_bytes(b"words")
    sha256, _ = originals.keep(source)
    os.chmod(originals.path(sha256), 0o644)
    originals.path(sha256).write_bytes(b"Words")
    assert "was changed" in str(originals.problem(sha256))
    originals.path(sha256).unlink()
    assert "cannot be read" in str(originals.problem(sha256))


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "ABC", "0" * 63, "g" * 64])
def test_a_stored_text_never_becomes_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Originals(new_case(tmp_path)).path(name)


@pytest.mark.parametrize("writes", [1, 7, 20])
def test_a_writer_killed_in_the_midst_leaves_a_case_that_opens(tmp_path: Path, writes: int) -> None:
    folder = new_case(tmp_path)
    code = (
        "import sys, pathlib\nfrom explorer.store.database import open_for_writing\n"
        "from explorer.store.casefile import find_case\ndb = open_for_writing(find_case(pathlib.Path(sys.argv[1])))\n"
        "for n in range(10**9):\n    with db.atomic():\n"
        "        db['fact'].insert({'key': f'a{n}', 'value': 'x' * 500})\n"
        "        db['fact'].insert({'key': f'b{n}', 'value': ''})\n"
        "    print(n, flush=True)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(folder.path)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    for _ in range(writes):
        last = int(child.stdout.readline())
    child.kill()
    child.wait()
    child.stdout.close()
    db = open_for_writing(folder)
    pairs = {row["key"] for row in db["fact"].rows}
    assert {f"a{n}" for n in range(last + 1)} <= pairs
    assert {key[1:] for key in pairs if key[0] == "a"} == {
        key[1:] for key in pairs if key[0] == "b" and key[1:].isdigit()
    }
    db.close()
