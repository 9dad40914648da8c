"""The program over real files whose right answers are known, asked as the corpus's own scorer asks."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.command import CORPUS, NO_CORPUS

pytestmark = pytest.mark.skipif(not (CORPUS / "score.py").exists(), reason=NO_CORPUS)


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("score") / "score.json"
    command = f"{sys.executable} -W ignore -m explorer"
    subprocess.run(
        [
            sys.executable,
            CORPUS / "score.py",
            CORPUS / "dev",
            "--casefile",
            command,
            "--only",
            "read,sums,search,bates",
            "--json",
            out,
        ],
        check=True,
        cwd=Path(__file__).parents[2],
        timeout=1500,
    )
    return json.loads(out.read_text("utf-8"))


def share(score: list[int]) -> float:
    return score[0] / score[1]


def failures(scores: dict[str, Any], group: str) -> list[str]:
    return [f"{each['file']} {each['fact']}: {each['got']}" for each in scores["failures"] if each["group"] == group]


def test_the_sums_add_up(scores: dict[str, Any]) -> None:
    assert share(scores["groups"]["sums"]) == 1, failures(scores, "sums")


@pytest.mark.parametrize("group", ["search", "bates"])
def test_pages_are_found_exactly(scores: dict[str, Any], group: str) -> None:
    assert share(scores["groups"][group]) >= 0.99, failures(scores, group)


def test_files_are_read(scores: dict[str, Any]) -> None:
    assert share(scores["groups"]["read"]) >= 0.90, failures(scores, "read")


def test_a_real_dump_is_read(scores: dict[str, Any]) -> None:
    assert share(scores["parts"]["read in dump"]) >= 0.97, [
        each for each in failures(scores, "read") if each.startswith("dump/")
    ]
