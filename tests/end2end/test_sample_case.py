"""The demo's case, held against what the samples' maker knows of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.command import ROOT, casefile

EXPECTED = ROOT / "sample_docs" / "expected.json"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    ended = casefile("demo", "--dir", folder, "--no-window")
    assert ended.code == 0, ended.err
    assert "gang member" in ended.out
    assert (folder / "casefile-window.png").read_bytes().startswith(b"\x89PNG")
    return folder / "Sample case.casefile"


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return json.loads(EXPECTED.read_text("utf-8"))


def test_no_sample_fails(demo: Path) -> None:
    assert casefile("documents", demo, "--state", "failed", "--json").json == []


def test_the_demo_made_twice_is_the_same_case(demo: Path) -> None:
    before = casefile("documents", demo, "--json").json
    assert casefile("demo", "--dir", demo.parent, "--no-window").code == 0
    assert casefile("documents", demo, "--json").json == before
