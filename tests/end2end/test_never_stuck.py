"""Locked files, files that could not be read, and folders that change: as a person meets them, as processes."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.archive_files import sevenzip
from tests.helpers.command import Ended, casefile
from tests.helpers.files import pdf
from tests.helpers.locked_files import locked_office, locked_pdf, zip_aes, zip_crypto
from tests.helpers.office_files import docx

WORD = "Kestrel-è7"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = tmp_path / "made.casefile"
    assert casefile("new", made).code == 0
    return made


@pytest.fixture
def passwords(tmp_path: Path) -> Path:
    file = tmp_path / "passwords.txt"
    file.write_text(f"wrong\n{WORD}\n", "utf-8")
    return file


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    folder.mkdir()
    for name, data in (
        ("a.pdf", locked_pdf(pdf("wombat minutes"), WORD)),
        ("b.docx", locked_office(docx("wombat letter"), WORD)),
        ("c.zip", zip_aes({"c.txt": b"wombat note"}, WORD)),
        ("d.zip", zip_crypto({"d.pdf": locked_pdf(pdf("wombat map"), WORD)}, WORD)),
        ("e.7z", sevenzip({"e.txt": b"wombat list"}, WORD)),
        ("open.txt", b"wombat talk"),
    ):
        (folder / name).write_bytes(data)
    return folder


def sums(added: Ended) -> tuple[int, ...]:
    """Seen, read, read in part, duplicates, failed: which add up."""
    seen, *parts = (added.json[key] for key in ("seen", "read", "partial", "duplicate", "failed"))
    assert seen == sum(parts)
    return (seen, *parts)


def found(case: Path, query: str = "wombat") -> list[str]:
    return sorted(hit["name"] for hit in casefile("search", case, query, "--json").json["hits"])


def state(case: Path) -> dict[str, Any]:
    rows = casefile("documents", case, "--json").json
    return {row["path"]: (row["state"], row["sha256"], row["pages"]) for row in rows}


def holds(folder: Path, words: bytes) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


def test_locked_files_are_read_with_the_passwords_given(case: Path, locked: Path, passwords: Path) -> None:
    added = casefile("add", case, locked, "--passwords", passwords, "--json")
    assert (added.code, sums(added)) == (0, (6, 6, 0, 0, 0))
    assert found(case) == ["a.pdf", "b.docx", "c.txt", "d.pdf", "e.txt", "open.txt"]


def test_what_stayed_locked_is_read_later_and_nothing_is_doubled(
    case: Path, locked: Path, passwords: Path, tmp_path: Path
) -> None:
    added = casefile("add", case, locked, "--json")
    assert (added.code, sums(added)) == (1, (6, 1, 2, 0, 3))
    assert {each["path"].rpartition("/")[2] for each in added.json["problems"] if each["locked"]} == {
        "a.pdf", "b.docx", "c.zip", "d.zip", "e.7z",
    }  # fmt: skip
    again = casefile("retry", case, "--locked", "--passwords", passwords, "--json")
    assert (again.code, sums(again)) == (0, (5, 5, 0, 0, 0))
    whole = tmp_path / "whole.casefile"
    casefile("new", whole)
    casefile("add", whole, locked, "--passwords", passwords)
    assert state(case) == state(whole)
    assert found(case) == found(whole)
    assert casefile("verify", case, "--json").json["ok"]
    assert casefile("retry", case, "--locked", "--json").json["seen"] == 0


def test_a_password_is_written_nowhere(case: Path, locked: Path, passwords: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    home = {name: str(elsewhere) for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    added = casefile("add", case, locked, "--passwords", passwords, "--json", **home)
    assert WORD not in added.out + added.err
    for written in (WORD.encode(), WORD.encode("utf-16-le"), WORD.encode("cp1252")):
        assert holds(case, written) == holds(elsewhere, written) == []


def test_a_locked_page_is_drawn_with_its_password_alone(
    case: Path, locked: Path, passwords: Path, tmp_path: Path
) -> None:
    casefile("add", case, locked, "--passwords", passwords)
    drawn = ("render", case, "a.pdf", "--page", 1, "--out", tmp_path / "page.png", "--json")
    refused = casefile(*drawn)
    assert refused.code == 1
    assert "is locked with a password" in refused.err
    assert casefile(*drawn, "--passwords", passwords).code == 0


def test_what_to_read_again_must_be_said(case: Path) -> None:
    for call in ((), ("--all", "--locked"), ("a.pdf", "--all")):
        assert casefile("retry", case, *call).code == 2


def test_one_file_or_all_can_be_read_again(case: Path, locked: Path, passwords: Path) -> None:
    casefile("add", case, locked)
    one = casefile("retry", case, "a.pdf", "--passwords", passwords, "--json")
    assert (one.code, sums(one)) == (0, (1, 1, 0, 0, 0))
    rest = casefile("retry", case, "--all", "--json")
    assert (rest.code, sums(rest)) == (1, (4, 0, 2, 0, 2))
    inside = casefile("retry", case, "c.txt", "--passwords", passwords, "--json")
    assert (inside.code, sums(inside)) == (0, (1, 1, 0, 0, 0))
    assert found(case) == ["a.pdf", "c.txt", "open.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_opened_is_read_once_it_may(case: Path, locked: Path) -> None:
    (locked / "open.txt").chmod(0)
    casefile("add", case, locked / "open.txt")
    (locked / "open.txt").chmod(0o600)
    again = casefile("retry", case, "--all", "--json")
    assert (again.code, sums(again)) == (0, (1, 1, 0, 0, 0))


def test_a_folder_added_again_gives_what_is_new_or_changed(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "received"
    (folder / "b").mkdir(parents=True)
    for name in ("same.txt", "changed.txt", "b/gone.txt"):
        (folder / name).write_text(f"wombat {name}")
    casefile("add", case, folder)
    (folder / "changed.txt").write_text("wombat, and more of it")
    (folder / "b" / "gone.txt").unlink()
    (folder / "new.txt").write_text("wombat new")
    added = casefile("add", case, folder, "--json")
    assert (added.code, sums(added)) == (0, (3, 3, 0, 0, 0))
    assert (added.json["unchanged"], added.json["vanished"]) == (1, ["received/b/gone.txt"])
    assert found(case) == ["changed.txt", "changed.txt", "gone.txt", "new.txt", "same.txt"]
    assert casefile("status", case, "--json").json["seen"] == 5


def test_a_watched_folder_is_added_to_as_it_grows(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "a.txt").write_text("wombat a")
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "explorer",
        "add",
        case,
        folder,
        "--watch",
        "--every",
        "0.2",
        "--json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        assert json.loads(watching.stdout.readline())["read"] == 1
        (folder / "b.txt").write_text("wombat b")
        second = json.loads(watching.stdout.readline())
        assert (second["seen"], second["read"], second["unchanged"]) == (2, 2, 1)
        watching.send_signal(signal.SIGINT)
        assert watching.wait(30) == 0
    assert found(case) == ["a.txt", "b.txt"]


def test_what_an_earlier_version_read_is_read_again_and_keeps_what_people_wrote(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf("wombat minutes of the board"))
    (folder / "b.docx").write_bytes(docx("wombat letter"))
    assert casefile("add", case, folder, "--json").code == 0
    assert casefile("status", case, "--json").json["older"] == 0
    assert casefile("retry", case, "--older", "--json").json["seen"] == 0
    claim = casefile("claim", "add", case, "The board kept minutes", "--json").json["claim"]
    assert casefile("claim", "cite", case, claim, "a.pdf", "minutes of the board", "--page", "1").code == 0
    with contextlib.closing(sqlite3.connect(case / "case.sqlite")) as database, database:
        database.execute("UPDATE document SET reader_version = 0 WHERE reader = 'pdf'")
    assert casefile("status", case, "--json").json["older"] == 1
    assert "1 document was read by an earlier version" in casefile("status", case).out
    again = casefile("retry", case, "--older", "--json")
    assert (again.code, again.json["seen"], again.json["read"]) == (0, 1, 1)
    assert casefile("status", case, "--json").json["older"] == 0
    assert found(case) == ["a.pdf", "b.docx"]
    (kept,) = casefile("claim", "list", case, "--json").json
    assert kept["evidence"][0]["quote"] == "minutes of the board"
    assert casefile("verify", case).code == 0
