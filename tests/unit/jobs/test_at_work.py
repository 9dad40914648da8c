"""What was at hand when the program died is known at the next start, and nothing else is."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from explorer.jobs.at_work import AtWork, Calm

KEY = "a" * 64
Start = Callable[[Path], AtWork]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "reading-now"


@pytest.fixture
def start() -> Iterator[Start]:
    """Opens the marks as a new start of the program does; what was opened before has died."""
    made: list[AtWork] = []

    def starting(path: Path) -> AtWork:
        made.append(AtWork(path))
        return made[-1]

    yield starting
    for each in made:
        if each._file is not None:
            each._file.close()


def test_what_was_begun_and_not_ended_is_left(start: Start, path: Path) -> None:
    died = start(path)
    for number in range(5):
        died.begin(f"{KEY} {number}")
    for number in (1, 3, 4):
        died.end(f"{KEY} {number}")
    died.begin("late")
    assert sorted(start(path).left) == [f"{KEY} 0", f"{KEY} 2", "late"]


def test_a_run_that_ends_by_itself_leaves_nothing(start: Start, path: Path) -> None:
    ended = start(path)
    ended.begin(KEY)
    ended.close()
    ended.begin("after the end")
    assert not path.exists()
    assert start(path).left == []


def test_the_same_thing_begun_twice_is_one(start: Start, path: Path) -> None:
    died = start(path)
    died.begin(KEY)
    died.begin(KEY)
    assert start(path).left == [KEY]
    again = start(path)
    again.begin(KEY)
    again.begin(KEY)
    again.end(KEY)
    assert start(path).left == []


def test_slots_are_used_again(start: Start, path: Path) -> None:
    marks = start(path)
    for number in range(1000):
        marks.begin(str(number))
        marks.end(str(number))
    assert path.stat().st_size < 1000


def test_a_place_that_takes_no_file_stops_nobody(start: Start, tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"no folder")
    marks = start(tmp_path / "cache" / "reading-now")
    marks.begin(KEY)
    marks.end(KEY)
    marks.close()
    assert marks.left == []


@given(st.binary(max_size=2000))
@example(b"\n\t")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_damaged_file_is_read_as_what_it_may_hold(start: Start, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "reading-now"
    file.write_bytes(data)
    assert all(isinstance(each, str) and each.strip() for each in start(file).left)


def test_the_first_death_asks_for_no_calm(start: Start, path: Path) -> None:
    assert Calm(start(path), 60.0).is_over(1)


def test_a_death_in_the_calm_is_known(start: Start, path: Path) -> None:
    calm = Calm(start(path), 60.0)
    assert not calm.is_over(2)
    assert not calm.is_over(2)
    after = start(path)
    assert after.died_calm
    assert after.left == []


def test_once_the_calm_is_over_it_is_busy_again(start: Start, path: Path) -> None:
    calm = Calm(start(path), 0.01)
    assert not calm.is_over(2)
    time.sleep(0.02)
    assert calm.is_over(2)
    assert not start(path).died_calm
