"""Negative findings by the command: a certificate where nothing stands, stale once a file is added."""

from pathlib import Path

import pytest

from tests.helpers.command import casefile
from tests.helpers.files import picture


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("findings") / "files"
    made.mkdir()
    (made / "policy.txt").write_text("The gang flag is set by an officer. Dana Whitcomb wrote this.", "utf-8")
    (made / "memo.txt").write_text("Federal partners join the Link-\nView node in May.", "utf-8")
    (made / "scan.png").write_bytes(picture())
    (made / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    return made


@pytest.fixture(scope="module")
def case(folder: Path) -> Path:
    made = folder.parent / "x.casefile"
    assert casefile("new", made).code == 0
    casefile("add", made, folder, "--ocr", "never")
    return made


def test_nothing_found_is_a_certificate_that_goes_stale_when_a_file_is_added(
    case: Path, folder: Path, tmp_path: Path
) -> None:
    answer = casefile(
        "finding", "add", case, "Oakmont", "Rhea Okafor", "--by", "Ada", "--note", "all of it", "--json"
    ).json
    kept = answer["finding"]
    assert (answer["hit_pages"], answer["hits"], kept["stale"], kept["by"]) == (0, [], False, "Ada")
    assert all(each["pages"] == 0 for each in kept["queries"])
    assert {each["variant"] for each in kept["queries"] if each["term"] == "Oakmont"} == {
        "as written",
        "other forms",
        "one letter off",
        "letters read wrong",
        "broken in two",
    }
    assert (kept["files"], kept["pages"], kept["unread_pages"], kept["unread_files"]) == (4, 2, 1, 1)
    assert "over 2 pages of 4 files; 1 page could not be read; 1 file could not be read; 1 file" in kept["words"]
    assert kept["words"].endswith(": 0 hits.")

    assert casefile("finding", "export", case, kept["id"][:8], "--out", tmp_path / "page.txt").code == 0
    said = (tmp_path / "page.txt").read_text("utf-8")
    assert kept["stamp"] in said
    assert "Stale" not in said

    (folder / "more.txt").write_text("Nothing of interest.", "utf-8")
    assert casefile("add", case, folder / "more.txt").code == 0
    assert [each["stale"] for each in casefile("finding", "list", case, "--json").json] == [True]
    again = casefile("finding", "again", case, kept["id"], "--json").json["finding"]
    assert (again["id"], again["stale"], again["pages"]) == (kept["id"], False, 3)
    assert again["stamp"] != kept["stamp"]

    (folder / "letter.txt").write_text("Mr Oakrnont of this town.", "utf-8")
    casefile("add", case, folder / "letter.txt")
    answer = casefile("finding", "again", case, kept["id"], "--json").json
    assert answer["finding"] is None
    assert [(each["words"], each["variant"]) for each in answer["hits"]] == [(["oakrnont"], "letters read wrong")]
    assert casefile("finding", "remove", case, kept["id"]).code == 0
    assert casefile("finding", "list", case, "--json").json == []


def test_what_stands_somewhere_is_listed_and_no_certificate(case: Path) -> None:
    answer = casefile("finding", "add", case, "LinkView", "--json").json
    assert answer["finding"] is None
    (hit,) = answer["hits"]
    assert hit["citation"].startswith("memo.txt")
    assert hit["variant"] == "broken in two"


def test_a_near_word_that_a_person_calls_another_is_left_out_and_said(case: Path) -> None:
    assert casefile("finding", "add", case, "fang", "--json").json["hit_pages"] == 1
    kept = casefile("finding", "add", case, "fang", "--except", "gang", "--json").json["finding"]
    assert kept["except"] == ["gang"]
    answer = casefile("finding", "add", case, "bang", "--without", "fuzzy", "--without", "ocr", "--json").json
    assert {each["variant"] for each in answer["finding"]["queries"]} == {"as written", "other forms"}


@pytest.mark.parametrize("words", [["!!"], ["a " * 20]])
def test_what_cannot_be_searched_for_is_refused(case: Path, words: list[str]) -> None:
    assert casefile("finding", "add", case, *words).code == 2


def test_a_claim_cites_a_finding_and_its_packet_shows_that_one_alone(case: Path, tmp_path: Path) -> None:
    cited = casefile("finding", "add", case, "Halvard Brink", "--by", "Ada", "--json").json["finding"]
    assert casefile("finding", "add", case, "Quentin Marl", "--by", "Ada").code == 0
    claim = casefile("claim", "add", case, "Nobody of that name was paid.", "--json").json["claim"]
    row = casefile("finding", "cite", case, cited["id"], claim, "--json").json
    assert row["findings"] == [{"id": cited["id"], "words": cited["words"], "stale": False}]
    for suffix in ("html", "docx", "pdf"):
        out = tmp_path / f"packet.{suffix}"
        assert casefile("export", case, "packet", "--out", out).code == 0
    said = (tmp_path / "packet.html").read_text("utf-8")
    assert "Halvard Brink" in said
    assert cited["stamp"][:16] in said
    assert "Quentin Marl" not in said
    assert casefile("finding", "cite", case, cited["id"], claim, "--remove", "--json").json["findings"] == []
