"""Which files are found, in which order, under which names."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.jobs.walk import at_again, printable, walk


def test_files_come_in_one_order_below_the_folders_name(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "b/c/d.txt"):
        path = tmp_path / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    found = [file.shown for file in walk([tmp_path / "records"], tmp_path / "x.casefile")]
    assert found == ["records/a.txt", "records/b/10.txt", "records/b/2.txt", "records/b/c/d.txt"]


def test_the_case_itself_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "x.casefile").mkdir()
    (tmp_path / "x.casefile" / "case.sqlite").write_text("")
    (tmp_path / "real.txt").write_text("")
    (tmp_path / "to case.txt").symlink_to(tmp_path / "x.casefile" / "case.sqlite")
    found = {file.name: file.left_out for file in walk([tmp_path], tmp_path / "x.casefile")}
    assert found.pop("real.txt") == ""
    assert "outside" in found.pop("to case.txt")
    assert not found


def test_a_link_stands_for_a_file_of_its_folder_and_for_no_other(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("")
    (root := tmp_path / "records").mkdir()
    (root / "real.txt").write_text("")
    for name, target in {
        "inside.txt": root / "real.txt", "outside.txt": tmp_path / "outside.txt", "nowhere.txt": root / "none",
        "circle": root / "circle", "loop": root, "up": tmp_path,
    }.items():  # fmt: skip
        (root / name).symlink_to(target)
    found = {file.name: file.left_out for file in walk([root], tmp_path / "none")}
    assert {name for name, left_out in found.items() if not left_out} == {"inside.txt", "real.txt"}
    assert {name for name, left_out in found.items() if "outside" in left_out} == {"outside.txt", "up"}
    assert {name for name, left_out in found.items() if "nowhere" in left_out} == {"circle", "nowhere.txt"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_pipes_are_named_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = walk([tmp_path], tmp_path / "none")
    assert "pipe" in found.left_out
    assert at_again(found.path, found.shown, found.name) == found


def test_a_link_is_not_followed_when_it_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    assert at_again(tmp_path / "link.txt", "link.txt", "link.txt").left_out


def test_a_name_that_is_no_text_is_shown_escaped_and_still_opens(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/b\xff\n.txt"
    with open(raw, "wb") as file:
        file.write(b"here")
    (found,) = walk([tmp_path], tmp_path / "none")
    assert found.name == r"b\xff\n.txt"
    assert found.path.read_bytes() == b"here"


@given(st.text())
def test_every_name_becomes_one_that_can_be_stored(name: str) -> None:
    shown = printable(name)
    shown.encode("utf-8")
    assert all(char.isprintable() or char == " " for char in shown)
