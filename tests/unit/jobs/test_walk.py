"""Which files are found, in which order, under which names."""

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from explorer.jobs.walk import printable, walk


def test_files_come_in_one_order_below_the_folders_name(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "b/c/d.txt"):
        path = tmp_path / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    found = [file.shown for file in walk([tmp_path / "records"], tmp_path / "x.casefile")]
    assert found == ["records/a.txt", "records/b/10.txt", "records/b/2.txt", "records/b/c/d.txt"]


def test_the_case_itself_and_links_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "x.casefile").mkdir()
    (tmp_path / "x.casefile" / "case.sqlite").write_text("")
    (tmp_path / "real.txt").write_text("")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    assert [file.name for file in walk([tmp_path], tmp_path / "x.casefile")] == ["real.txt"]


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
