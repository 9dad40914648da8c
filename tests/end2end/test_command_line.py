"""The command as a process, over the sample documents."""

import csv
import json
from pathlib import Path

import pytest

from tests.helpers.command import ROOT, Ended, casefile

SAMPLES = ROOT / "sample_docs"
STATES = ("read", "partial", "duplicate", "failed")


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """A case that holds the first sample production, and how adding it ended."""
    case = tmp_path_factory.mktemp("cases") / "story.casefile"
    assert casefile("new", case, "--title", "A story").code == 0
    folder = sorted(path for path in (SAMPLES / "productions").iterdir() if path.is_dir())[0]
    ended = casefile("add", case, folder, "--production", "First", "--agency", "Marrow", "--request", "18-1",
                     "--received", "2018-03-02", "--json")  # fmt: skip
    return case, ended


@pytest.fixture(scope="module")
def case(added: tuple[Path, Ended]) -> Path:
    return added[0]


def test_adding_accounts_for_every_file(added: tuple[Path, Ended]) -> None:
    case, ended = added
    answer = ended.json
    assert answer["seen"] == sum(answer[state] for state in STATES)
    assert ended.code == (1 if answer["problems"] else 0)
    status = casefile("status", case, "--json").json
    assert {key: status[key] for key in ("seen", *STATES)} == {key: answer[key] for key in ("seen", *STATES)}
    assert status["pending"] == 0


def test_adding_again_changes_nothing(added: tuple[Path, Ended]) -> None:
    case, first = added
    before = casefile("documents", case, "--json").json
    folder = sorted(path for path in (SAMPLES / "productions").iterdir() if path.is_dir())[0]
    again = casefile("add", case, folder, "--production", "First", "--json").json
    assert casefile("documents", case, "--json").json == before
    assert again["seen"] == first.json["seen"]


def test_every_hit_can_be_opened_at_its_page(case: Path) -> None:
    found = casefile("search", case, '"gang member"', "--limit", "100", "--facets", "--json").json
    assert found["hits"]
    assert found["pages"] == len(found["hits"])
    for hit in found["hits"]:
        text = casefile("text", case, hit["document"], "--page", hit["page"], "--json").json
        assert "gang member" in " ".join(text["text"].split()).casefold()
        assert all(hit["snippet"][start:end] for start, end in hit["highlights"])
    assert dict(found["facets"]["kind"])


def test_a_page_becomes_a_picture_with_what_was_found_lit(case: Path, tmp_path: Path) -> None:
    hit = casefile("search", case, "kind:slides", "--json").json["hits"][0]
    plain, lit = tmp_path / "plain.png", tmp_path / "lit.png"
    word = casefile("text", case, hit["document"], "--page", hit["page"], "--json").json["text"].split()[0]
    assert casefile("render", case, hit["document"], "--page", hit["page"], "--out", plain).code == 0
    assert casefile("render", case, hit["document"], "--page", hit["page"], "--out", lit, "--highlight", word).code == 0
    assert plain.read_bytes().startswith(b"\x89PNG")
    assert plain.read_bytes() != lit.read_bytes()


def test_a_claim_cites_a_passage_and_its_packet_shows_the_page(case: Path, tmp_path: Path) -> None:
    hit = casefile("search", case, '"gang member"', "--json").json["hits"][0]
    claim = casefile("claim", "add", case, "Officers flag people without a conviction", "--json").json["claim"]
    cited = casefile("claim", "cite", case, claim, hit["document"], "gang member", "--page", hit["page"], "--json")
    assert hit["name"] in cited.json["citation"]
    assert casefile("claim", "check", case).code == 0
    out = tmp_path / "packet.html"
    assert casefile("export", case, "packet", "--out", out).code == 0
    packet = out.read_text("utf-8")
    assert "data:image/png;base64," in packet
    assert "http://" not in packet
    assert "https://" not in packet


def test_quoting_words_that_are_not_there_is_refused(case: Path) -> None:
    hit = casefile("search", case, '"gang member"', "--json").json["hits"][0]
    claim = casefile("claim", "add", case, "Another claim", "--json").json["claim"]
    refused = casefile("claim", "cite", case, claim, hit["document"], "words nobody wrote", "--page", hit["page"])
    assert refused.code == 2
    assert "does not hold the words" in refused.err


def test_entities_are_tagged_renamed_merged_and_exported(case: Path, tmp_path: Path) -> None:
    hit = casefile("search", case, '"gang member"', "--json").json["hits"][0]
    for name in ("The flag", "Gang flag"):
        ended = casefile("entity", "add", case, hit["document"], "gang member", "--page", hit["page"],
                         "--type", "subject", "--name", name)  # fmt: skip
        assert ended.code == 0
    assert casefile("entity", "merge", case, "The flag", "Gang flag").code == 0
    assert casefile("entity", "rename", case, "The flag", "Flag").code == 0
    found = casefile("entities", case, "--type", "subject", "--json").json
    assert [(each["name"], "Gang flag" in each["aliases"], each["state"]) for each in found] == [
        ("Flag", True, "confirmed")
    ]
    hits = casefile("search", case, 'entity:"Gang flag"', "--json").json["hits"]
    assert [(each["document"], each["page"]) for each in hits] == [(hit["document"], hit["page"])]
    out = tmp_path / "entities.csv"
    assert casefile("export", case, "entities", "--out", out).code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert "Flag" in {row["name"] for row in csv.DictReader(file)}


def test_a_suggestion_counts_as_known_only_once_confirmed(case: Path) -> None:
    suggested = casefile("entities", case, "--state", "suggested", "--json").json
    assert suggested
    first, second = suggested[0], suggested[1]
    assert casefile("entity", "confirm", case, first["id"]).code == 0
    assert casefile("entity", "reject", case, second["id"]).code == 0
    confirmed = casefile("entities", case, "--state", "confirmed", "--json").json
    assert (first["type"], first["name"]) in {(each["type"], each["name"]) for each in confirmed}
    left = {each["id"] for each in casefile("entities", case, "--state", "suggested", "--json").json}
    assert not left & {first["id"], second["id"]}


def test_the_case_verifies_and_a_changed_original_is_named(case: Path, tmp_path: Path) -> None:
    assert casefile("verify", case, "--json").json["ok"] is True
    copy = tmp_path / "copy.casefile"
    copy.mkdir()
    for path in sorted(case.rglob("*")):
        target = copy / path.relative_to(case)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif path.is_file():
            target.write_bytes(path.read_bytes())
    victim = sorted(path for path in (copy / "originals").rglob("*") if path.is_file())[0]
    victim.write_bytes(victim.read_bytes() + b" ")
    ended = casefile("verify", copy, "--json")
    assert ended.code == 3
    assert any(
        problem["kind"] == "original" and victim.name[:12] in problem["what"] for problem in ended.json["problems"]
    )


def test_the_index_can_be_made_again(case: Path) -> None:
    before = casefile("search", case, "gang", "--json", "--limit", "100").json
    assert casefile("reindex", case, "--json").json["pages"] > 0
    after = casefile("search", case, "gang", "--json", "--limit", "100").json
    assert [hit["citation"] for hit in after["hits"]] == [hit["citation"] for hit in before["hits"]]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("status", "nowhere.casefile"), 3),
        (("search", "CASE", 'an "open quote'), 2),
        (("search", "CASE", "colour:red"), 2),
        (("text", "CASE", "no such document"), 2),
        (("add", "CASE", "no/such/folder"), 2),
        (("frobnicate",), 2),
        (("export", "CASE", "claims", "--out", "claims.docx"), 2),
        (("new", "CASE"), 2),
    ],
)
def test_a_wrong_call_gets_one_line(case: Path, arguments: tuple[str, ...], code: int) -> None:
    ended = casefile(*(case if each == "CASE" else each for each in arguments))
    assert ended.code == code
    assert ended.err.startswith("casefile: ")
    assert len(ended.err.strip().splitlines()) == 1
    assert ended.out == ""


@pytest.mark.parametrize("verb", ["batch", "links", "redactions", "gaps", "timeline", "bundle", "merge"])
def test_what_is_not_built_says_so(case: Path, verb: str) -> None:
    ended = casefile(verb, case, "anything", "--json")
    assert (ended.code, ended.err.strip()) == (2, f"casefile: {verb}: not built yet")


def test_json_is_one_document_and_nothing_else(case: Path) -> None:
    for verb in ("status", "documents", "entities", "verify"):
        json.loads(casefile(verb, case, "--json").out)
