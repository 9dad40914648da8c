"""What an add finds on disk beside what the case holds of it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.jobs.arrivals import Arrivals
from explorer.store import intake
from explorer.store.casefile import CaseFolder
from explorer.store.database import open_for_writing
from explorer.store.intake import Intake, NewPlace
from tests.helpers.cases import new_case


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return new_case(tmp_path)


@pytest.fixture
def received(tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    (folder / "b").mkdir(parents=True)
    for name in ("a.txt", "b/b.txt", "c.txt"):
        (folder / name).write_text(name)
    return folder


def add(case: CaseFolder, *roots: Path, production: str | None = None) -> tuple[list[NewPlace], Arrivals]:
    """One walk, and its files registered."""
    db = open_for_writing(case)
    arrivals = Arrivals(case, lambda question, *args: question(db, *args))
    each = Intake("one", tuple(map(str, roots)), None)
    found = list(arrivals.new_in(each))
    intake.register(db, found)
    db.close()
    return found, arrivals


def names(found: list[NewPlace]) -> list[str]:
    return [place.path for place in found]


def test_what_is_there_already_is_not_kept_again(case: CaseFolder, received: Path) -> None:
    first, _ = add(case, received)
    again, arrivals = add(case, received)
    assert names(first) == ["received/a.txt", "received/c.txt", "received/b/b.txt"]
    assert (again, sorted(arrivals.unchanged)) == ([], sorted(place.id for place in first))


def test_a_file_of_another_time_is_kept_again_and_is_the_same_place(case: CaseFolder, received: Path) -> None:
    first, _ = add(case, received)
    os.utime(received / "a.txt", (1, 1))
    again, _ = add(case, received)
    assert [place.id for place in again] == [place.id for place in first if place.name == "a.txt"]


def test_an_original_that_was_lost_is_kept_again(case: CaseFolder, received: Path) -> None:
    (first, *_), _ = add(case, received)
    lost = case.originals / first.document[:2] / first.document
    lost.unlink()
    again, _ = add(case, received)
    assert ([place.id for place in again], lost.exists()) == ([first.id], True)


def test_what_has_gone_is_told_and_a_folder_beside_it_is_not(case: CaseFolder, received: Path, tmp_path: Path) -> None:
    other = tmp_path / "received too"
    other.mkdir()
    (other / "d.txt").write_text("d")
    add(case, received, other)
    (received / "b" / "b.txt").unlink()
    (other / "d.txt").unlink()
    _, arrivals = add(case, received)
    assert arrivals.vanished == ["received/b/b.txt"]


def test_a_folder_unplugged_in_the_middle_is_told_and_goes_on_later(
    case: CaseFolder, received: Path, tmp_path: Path
) -> None:
    db = open_for_writing(case)

    def ask(question: Callable[..., Any], *args: Any) -> Any:
        return question(db, *args)

    arrivals = Arrivals(case, ask)
    walked = arrivals.new_in(Intake("one", (str(received),), None))
    intake.register(db, [next(walked)])
    received.rename(tmp_path / "unplugged")
    assert [place for place in walked if place.sha256 is None] == []
    assert (list(arrivals.gone), arrivals.vanished) == ([str(received)], [])
    db.close()
    (tmp_path / "unplugged").rename(received)
    again, arrivals = add(case, received)
    assert (names(again), len(arrivals.unchanged)) == (["received/c.txt", "received/b/b.txt"], 1)


def test_a_folder_that_is_not_there_at_all_is_told(case: CaseFolder, tmp_path: Path) -> None:
    found, arrivals = add(case, tmp_path / "nowhere")
    assert (found, list(arrivals.gone)) == ([], [str(tmp_path / "nowhere")])


def test_empty_files_are_each_their_own_and_no_duplicates(case: CaseFolder, received: Path) -> None:
    for name in ("e.pdf", "f.pdf"):
        (received / name).write_bytes(b"")
    found, _ = add(case, received)
    empty = [place for place in found if place.sha256 is None]
    assert len({place.document for place in empty}) == 2
    assert all("is empty (0 bytes). Ask the agency" in place.reason for place in empty)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may list every folder")
def test_a_folder_that_cannot_be_listed_is_named(case: CaseFolder, received: Path) -> None:
    (received / "b").chmod(0)
    found, _ = add(case, received)
    (received / "b").chmod(0o700)
    assert "the folder cannot be listed" in next(place.reason for place in found if place.name == "b")
