"""A file that takes the program down each time it is begun ends up listed; files beside it never do."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from explorer.jobs.at_work import MOST_DEATHS
from tests.helpers.command import casefile
from tests.helpers.hostile_reader import ENRICH

_PROGRAM = f"""
import explorer.jobs.at_work as at_work, explorer.jobs.ingest as ingest
from explorer.cli.main import main
ingest.ENRICH, at_work.CALM_SECONDS = {ENRICH!r}, 0.2
main()
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = tmp_path / "made.casefile"
    assert casefile("new", made).code == 0
    return made


def received(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "received"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def started(case: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """An add whose readers of text do what their files say."""
    order = [sys.executable, "-W", "ignore", "-c", _PROGRAM, "add", str(case), str(folder), "--ocr", "never"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(order, stdout=quiet, stderr=quiet, start_new_session=True)


def states(case: Path) -> dict[str, str]:
    return {row["name"]: row["state"] for row in casefile("documents", case, "--json").json}


def test_a_file_that_ends_the_program_each_time_is_listed_at_last(case: Path, tmp_path: Path) -> None:
    others = {f"letter{number}": f"say wombat {number}" for number in range(6)}
    folder = received(tmp_path, aaa="topple the program", **others)
    deaths = 0
    while started(case, folder).wait(timeout=60) == -signal.SIGKILL:
        deaths += 1
        assert deaths <= MOST_DEATHS
    assert deaths == MOST_DEATHS
    found = states(case)
    assert {name for name, state in found.items() if state == "failed"} == {"aaa.txt"}
    assert {name for name, state in found.items() if state == "read"} == {f"{name}.txt" for name in others}
    (row,) = casefile("documents", case, "--state", "failed", "--json").json
    assert f"the program ended {MOST_DEATHS} times while it was being read" in row["reason"]
    assert casefile("verify", case, "--json").json["ok"]


def test_files_at_hand_at_many_kills_soon_after_the_start_are_blamed_for_none(case: Path, tmp_path: Path) -> None:
    slow = {f"slow{number}": f"late wombat {number}" for number in range(3)}
    folder = received(tmp_path, **slow, **{f"waits{number}": f"say wombat {number}" for number in range(40)})
    for number in range(2 * MOST_DEATHS):
        child = started(case, folder)
        time.sleep(0.8 + 0.05 * number)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    assert started(case, folder).wait(timeout=120) == 0
    assert set(states(case).values()) == {"read"}
