"""A draft traced by the command, against what the sample case is known to hold."""

import json
from pathlib import Path

import pytest

from tests.helpers.command import casefile

SAMPLES = Path(__file__).parents[2] / "sample_docs"
DRAFT = json.loads((SAMPLES / "expected.json").read_text("utf-8"))["draft"]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert casefile("demo", "--dir", folder, "--no-window").code == 0
    (made,) = folder.glob("*.casefile")
    return made


@pytest.fixture(scope="module", params=["story.docx", "story.md"])
def answer(case: Path, request: pytest.FixtureRequest) -> dict[str, object]:
    ended = casefile("trace", case, SAMPLES / "drafts" / request.param, "--json")
    assert ended.code == 0, ended.err
    assert ended.json["draft"] == request.param
    return ended.json


@pytest.fixture(scope="module")
def paths(case: Path) -> dict[str, str]:
    return {each["id"]: each["path"] for each in casefile("documents", case, "--json").json}


@pytest.mark.parametrize("quotation", DRAFT["quotations"], ids=lambda each: f"{each['n']} {each['kind']}")
def test_every_quotation_of_the_sample_story_has_its_verdict_and_page(
    paths: dict[str, str], answer: dict[str, list[dict[str, object]]], quotation: dict[str, object]
) -> None:
    (found,) = [each for each in answer["statements"] if (each["kind"], each["text"]) == ("quote", quotation["text"])]
    assert found["verdict"] == quotation["verdict"]
    places = [(paths[match["document"]], match["page"]) for match in found["matches"]]
    file, page = quotation["file"], quotation["page"]
    if file is None:
        assert places == []
        return
    short = file.split("/", 1)[1]  # below the production's folder
    assert any(path.endswith(short) and page in (None, at) for path, at in places), places


def test_every_match_opens_at_its_words(case: Path, answer: dict[str, list[dict[str, object]]]) -> None:
    matches = [match for statement in answer["statements"] for match in statement["matches"][:3]]
    passages = [passage for match in matches for passage in match["passages"]]
    texts = {
        document: {page["page"]: page["text"] for page in casefile("text", case, document, "--json").json}
        for document in {each["document"] for each in passages}
    }
    for each in passages:
        assert texts[each["document"]][each["page"]][each["start"] : each["end"]] == each["text"]
        assert each["boxes"], each


def test_nothing_but_a_quotation_is_called_proved(answer: dict[str, list[dict[str, object]]]) -> None:
    sentences = [each for each in answer["statements"] if each["kind"] == "statement"]
    assert sentences
    assert all(each["verdict"] in ("not_found", "differs", "exact") for each in sentences)


def test_a_draft_that_is_none_gets_one_line(case: Path, tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    for path in (picture, tmp_path / "nowhere.docx"):
        ended = casefile("trace", case, path)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("casefile: ")
        assert len(ended.err.strip().splitlines()) == 1
