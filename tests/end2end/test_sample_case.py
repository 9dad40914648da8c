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


@pytest.fixture(scope="module")
def listed(demo: Path, expected: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every document by its path below productions/, as expected.json names it."""
    folders = {each["name"]: each["folder"] for each in expected["productions"]}
    names = {each["id"]: each["name"] for each in casefile("status", demo, "--json").json["productions"]}
    documents = casefile("documents", demo, "--json").json
    return {f"{folders[names[each['production']]]}/{each['path']}": each for each in documents}


def wanted(expected: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The files of expected.json, and what lies inside them, by path."""
    found: dict[str, dict[str, Any]] = dict(expected["files"])
    for path, facts in expected["files"].items():
        found |= {f"{path}/{name}": child for name, child in facts.get("children", {}).items()}
    return found


def test_every_sample_is_listed_with_its_state(listed: dict[str, dict[str, Any]], expected: dict[str, Any]) -> None:
    assert listed.keys() == wanted(expected).keys()
    for path, facts in wanted(expected).items():
        assert (path, listed[path]["state"], listed[path]["kind"]) == (path, facts["state"], facts["kind"])
        assert listed[path]["sha256"] == facts["sha256"]
        if facts.get("pages") is not None:
            assert (path, listed[path]["pages"]) == (path, facts["pages"])


def test_mail_headers_are_those_that_were_written(listed: dict[str, dict[str, Any]], expected: dict[str, Any]) -> None:
    for path, facts in wanted(expected).items():
        for key in ("subject", "from", "message_id"):
            if key in facts:
                assert (path, listed[path][key].strip("<>")) == (path, facts[key].strip("<>"))


def test_every_bates_stamp_leads_to_its_page_alone(
    demo: Path, listed: dict[str, dict[str, Any]], expected: dict[str, Any]
) -> None:
    stamped = [
        (number, path, int(page))
        for path, facts in wanted(expected).items()
        if facts["state"] != "duplicate"
        for page, number in facts.get("bates", {}).items()
    ]
    assert len(stamped) > 40
    query = " OR ".join(f"bates:{prefix}-000001..{prefix}-009999" for prefix in ("MSP", "LPD", "EPD"))
    hits = casefile("search", demo, query, "--limit", 1000, "--json").json["hits"]
    paths = {each["id"]: path for path, each in listed.items()}
    assert {(hit["bates"], paths[hit["document"]], hit["page"]) for hit in hits} == set(stamped)


def test_every_search_finds_exactly_its_pages(
    demo: Path, listed: dict[str, dict[str, Any]], expected: dict[str, Any]
) -> None:
    paths = {each["id"]: path for path, each in listed.items()}
    for search in expected["searches"]:
        hits = casefile("search", demo, search["query"], "--limit", 1000, "--json").json["hits"]
        loose = {path for path, page in search["pages"] if page is None}
        found = {(path, None if path in loose else hit["page"]) for hit in hits for path in [paths[hit["document"]]]}
        assert (search["query"], found) == (search["query"], {(path, page) for path, page in search["pages"]})


def test_hidden_slides_and_speaker_notes_are_found_and_marked(demo: Path) -> None:
    hidden = casefile("search", demo, "has:hidden kind:slides", "--json").json["hits"]
    assert [hit["label"] for hit in hidden] == ["slide 16, hidden"]
    notes = casefile("search", demo, 'has:notes "No conviction is needed"', "--json").json["hits"]
    assert [(hit["label"], hit["bates"]) for hit in notes] == [("slide 14", "MSP-000417")]


def test_every_claim_can_cite_its_passages(
    demo: Path, listed: dict[str, dict[str, Any]], expected: dict[str, Any]
) -> None:
    for claim in expected["claims"]:
        made = casefile("claim", "add", demo, claim["text"], "--json").json["claim"]
        for evidence in claim["evidence"]:
            path, page = evidence["places"][0]
            ended = casefile("claim", "cite", demo, made, listed[path]["id"], evidence["quote"], "--page", page or 1,
                             "--stance", evidence["stance"], "--json")  # fmt: skip
            assert ended.code == 0, ended.err
    checked = casefile("claim", "check", demo, "--json").json
    assert all(each["problems"] in ([], ["no passage supports it"]) for each in checked)


def test_no_sample_fails(demo: Path) -> None:
    assert casefile("documents", demo, "--state", "failed", "--json").json == []


def test_the_demo_made_twice_is_the_same_case(demo: Path) -> None:
    before = casefile("documents", demo, "--json").json
    assert casefile("demo", "--dir", demo.parent, "--no-window").code == 0
    assert casefile("documents", demo, "--json").json == before
