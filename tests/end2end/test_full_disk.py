"""Disks that fill up or cannot be written, as small file systems: nothing is lost, and the same add goes on."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.command import casefile

_FILES = 24
Disk = Callable[[str, str], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Makes disks of a size; calling it again for the same name gives it other options."""
    made: list[Path] = []

    def mount(name: str, options: str) -> Path:
        place = tmp_path / name
        place.mkdir(exist_ok=True)
        how = f"remount,{options}" if place in made else options
        ended = subprocess.run(["mount", "-t", "tmpfs", "-o", how, "tmpfs", place], capture_output=True, check=False)
        if ended.returncode:
            pytest.skip("file systems cannot be mounted here")
        made.append(place)
        return place

    if not shutil.which("mount"):
        pytest.skip("there is no mount here")
    yield mount
    for place in set(made):
        subprocess.run(["umount", "-l", place], capture_output=True, check=False)


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """Five megabytes of text, no file like another."""
    folder = tmp_path / "received"
    folder.mkdir()
    for number in range(_FILES):
        (folder / f"{number:02}.txt").write_text(f"wombat {number} " + (f"paper{number} " * 12 + "\n") * 2_000)
    return folder


def contents(case: Path) -> Any:
    documents = {row["path"]: (row["state"], row["pages"]) for row in casefile("documents", case, "--json").json}
    hits = casefile("search", case, "wombat", "--limit", 1000, "--json").json["hits"]
    return documents, sorted((hit["name"], hit["page"]) for hit in hits)


def sums(case: Path) -> int:
    status = casefile("status", case, "--json").json
    assert status["seen"] == sum(status[state] for state in ("read", "partial", "duplicate", "failed", "pending"))
    return int(status["seen"])


@pytest.mark.parametrize("megabytes", [1.5, 5.0])
def test_a_full_disk_stops_an_add_and_loses_nothing(
    disk: Disk, received: Path, tmp_path: Path, megabytes: float
) -> None:
    home = disk("disk", f"size={int(megabytes * 1024)}k")
    case, whole = home / "made.casefile", tmp_path / "whole.casefile"
    assert casefile("new", case).code == 0
    stopped = casefile("add", case, received, "--ocr", "never", timeout=120)
    assert stopped.code == 1
    assert "The disk that holds “made.casefile” is full; what was read so far is kept." in stopped.err
    assert sums(case) <= _FILES
    assert not list((case / "originals").glob(".*"))
    disk("disk", "size=200m")
    again = casefile("add", case, received, "--ocr", "never", "--json")
    assert (again.code, again.json["seen"], again.json["read"]) == (0, _FILES, _FILES)
    casefile("new", whole)
    casefile("add", whole, received, "--ocr", "never")
    assert contents(case) == contents(whole)
    assert casefile("verify", case, "--json").json["ok"]


def test_a_full_cache_keeps_the_case_whole(disk: Disk, received: Path, tmp_path: Path) -> None:
    cache, case = disk("cache", "size=32k"), tmp_path / "made.casefile"
    where = {"CASEFILE_CACHE_DIR": str(cache)}
    casefile("new", case, **where)
    added = casefile("add", case, received, "--ocr", "never", timeout=120, **where)
    assert added.code in (1, 3)
    assert "full" in added.err
    assert sums(case) == casefile("status", case, "--json", **where).json["read"] == _FILES
    disk("cache", "size=200m")
    found = casefile("search", case, "wombat", "--json", **where)
    assert (found.code, found.json["documents"]) == (0, _FILES)


def test_a_read_only_disk_is_named_and_can_be_read(disk: Disk, received: Path) -> None:
    home = disk("disk", "size=200m")
    case = home / "made.casefile"
    casefile("new", case)
    casefile("add", case, received / "00.txt")
    disk("disk", "ro")
    refused = casefile("add", case, received)
    assert refused.code == 3
    assert len(refused.err.strip().splitlines()) == 1
    assert "cannot be changed" in refused.err
    assert casefile("search", case, "wombat", "--json").json["documents"] == 1
    disk("disk", "rw")
    assert casefile("add", case, received, "--ocr", "never", "--json").json["seen"] == _FILES
