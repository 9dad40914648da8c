"""Folders that are looked at now and then: what is new is told once, and only when it has settled."""

from pathlib import Path

import pytest

from explorer.jobs.watching import FolderWatch, Watched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "received"
    (made / "b").mkdir(parents=True)
    (made / "a.txt").write_text("a")
    return made


def watch(folder: Path, *, is_taken: bool = True) -> tuple[FolderWatch, Watched]:
    watched = Watched((folder,))
    return FolderWatch([watched], folder.parent / "x.casefile", 3.0, is_taken=is_taken), watched


def test_what_lay_there_already_is_not_new(folder: Path) -> None:
    changes, _ = watch(folder)
    assert [changes.look(now) for now in (0, 10, 20)] == [[], [], []]


def test_what_is_new_is_told_once_after_it_has_settled(folder: Path) -> None:
    changes, watched = watch(folder)
    (folder / "b" / "new.txt").write_text("n")
    assert [changes.look(now) for now in (0, 2, 3, 10)] == [[], [], [watched], []]


def test_a_file_that_is_still_being_written_is_waited_for(folder: Path) -> None:
    changes, watched = watch(folder)
    for now in (0, 2, 4, 6):
        with (folder / "new.txt").open("a") as file:
            file.write("more")
        assert changes.look(now) == []
    assert [changes.look(now) for now in (8, 9.5)] == [[], [watched]]


def test_without_a_former_add_all_that_lies_there_is_new(folder: Path) -> None:
    changes, watched = watch(folder, is_taken=False)
    assert [changes.look(now) for now in (0, 3)] == [[], [watched]]


def test_a_folder_that_is_unplugged_tells_nothing_until_it_is_back(folder: Path, tmp_path: Path) -> None:
    changes, watched = watch(folder)
    folder.rename(tmp_path / "unplugged")
    assert [changes.look(now) for now in (0, 5, 10)] == [[], [], []]
    (tmp_path / "unplugged").rename(folder)
    assert [changes.look(now) for now in (20, 30)] == [[], []]
    (folder / "a.txt").unlink()
    assert [changes.look(now) for now in (40, 50)] == [[], [watched]]


def test_a_single_file_is_not_watched(folder: Path) -> None:
    changes = FolderWatch([Watched((folder / "a.txt",))], folder.parent / "x.casefile", 0)
    assert changes.look(0) == []
