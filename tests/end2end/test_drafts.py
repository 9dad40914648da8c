"""A draft by the command: imported, its next version, marks, links, the check-off and the signature."""

from pathlib import Path
from typing import Any

import pytest

from tests.helpers import draft_files as made
from tests.helpers.command import ROOT, casefile
from tests.helpers.office_files import w_paragraph, w_text

STORY = ROOT / "sample_docs" / "drafts" / "story.docx"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "files").mkdir()
    (folder / "files" / "memo.txt").write_text("The center sent 400 names to the town in 2016.", "utf-8")
    case = folder / "x.casefile"
    assert casefile("new", case).code == 0
    assert casefile("add", case, folder / "files", "--ocr", "never").code == 0
    return case


def _statements(case: Path, *more: str) -> Any:
    return casefile("draft", "statements", case, *more, "--json").json


def test_a_draft_goes_from_import_to_signature(empty: Path, tmp_path: Path) -> None:
    first = tmp_path / "story.docx"
    first.write_bytes(
        made.draft_docx(
            "A heading",
            w_paragraph(w_text("They sent "), made.word_comment(0, w_text("400 names")), w_text(" in 2016.")),
            "“We never did,” said Lt. R. Ames.",
            comments=[("R. Lund", "Who counted?")],
        )
    )
    answer = casefile("draft", "import", empty, first, "--json").json
    assert {key: answer[key] for key in ("name", "version", "statements", "new", "removed", "notes")} == {
        "name": "story", "version": 1, "statements": 2, "new": 2, "removed": 0, "notes": 1,
    }  # fmt: skip
    shown = _statements(empty)
    assert [(each["n"], each["kind"], each["text"], each["speaker"]) for each in shown["statements"]] == [
        (1, "statement", "They sent 400 names in 2016.", ""),
        (2, "quote", "We never did,", "Lt. R. Ames"),
    ]
    assert [(each["kind"], each["author"], each["text"]) for each in shown["notes"]] == [
        ("comment", "R. Lund", "Who counted?")
    ]
    assert shown["text"][slice(*shown["statements"][0]["spans"][0])] == "They sent 400 names in 2016."

    linked = casefile("draft", "link", empty, 1, "memo.txt", "sent 400 names", "--page", 1, "--json").json
    assert [(each["quote"], each["holds"], each["again"]) for each in linked["links"]] == [
        ("sent 400 names", True, False)
    ]
    assert linked["links"][0]["citation"].startswith("memo.txt")
    nobody = casefile("draft", "mark", empty, 1, "checked")
    assert (nobody.code, "--by NAME" in nobody.err) == (2, True)
    assert casefile("draft", "mark", empty, 1, "checked", "--by", "Ada", "--json").json["by"] == "Ada"
    assert casefile("draft", "mark", empty, 2, "interview", "--note", "3 May", "--json").json["mark"] == "interview"

    refused = casefile("draft", "sign", empty, "--by", "Ada")
    assert refused.code == 2
    assert "cannot be signed" in refused.err
    assert casefile("draft", "check", empty).code == 1
    assert casefile("draft", "check", empty, 1).code == 2  # nobody is named
    assert casefile("draft", "check", empty, 1, "--token", "400", "--by", "Ada", "--json").json["open"] == 4
    done = casefile("draft", "check", empty, 1, 2, "--by", "R. Lund", "--json").json
    assert done["open"] == 0
    assert [(each["text"], each["by"]) for each in done["statements"][0]["tokens"]] == [
        ("400", "Ada"), ("2016", "R. Lund"),
    ]  # fmt: skip
    assert casefile("draft", "sign", empty, "--by", "R. Lund", "--json").json["signed_by"] == "R. Lund"
    (row,) = casefile("draft", "list", empty, "--json").json
    assert (row["open"], row["signed_by"]) == (0, "R. Lund")

    second = tmp_path / "story.md"
    second.write_text("“We never did,” said Lt. R. Ames.\n\nThey sent 412 names in 2016.\n\nNobody knows.", "utf-8")
    answer = casefile("draft", "import", empty, second, "--json").json
    assert [answer[key] for key in ("version", "moved", "reworded", "new", "removed")] == [2, 1, 1, 1, 0]
    shown = {each["n"]: each for each in _statements(empty)["statements"]}
    assert (shown[2]["again"], shown[2]["links"][0]["again"], shown[2]["mark"]) == (True, True, "checked")
    assert [piece for piece in shown[2]["change"] if piece[0] != "equal"] == [["delete", "400"], ["insert", "412"]]
    assert (shown[1]["again"], [each["by"] for each in shown[1]["tokens"]]) == (False, ["R. Lund"] * 3)
    (row,) = casefile("draft", "list", empty, "--json").json
    assert (row["again"], row["signed_by"]) == (1, None)
    assert not casefile("draft", "keep", empty, 2, "--json").json["again"]
    assert [each["fate"] for each in _statements(empty, "--version", "1")["statements"]] == ["new", "new"]

    events = casefile("draft", "history", empty, 2, "--json").json
    assert [each["what"] for each in events][-2:] == [
        "reworded in version 2", "Keep what was said of a reworded statement",
    ]  # fmt: skip

    third = tmp_path / "story.txt"
    third.write_text("They sent 412 names in 2016.", "utf-8")
    assert casefile("draft", "import", empty, third, "--json").json["removed"] == 2
    gone = _statements(empty)["removed"]
    assert {(each["text"], each["mark"]) for each in gone} == {("We never did,", "interview"), ("Nobody knows.", None)}
    assert casefile("verify", empty, "--json").json["ok"]


def test_the_sample_draft_is_imported_beside_another(empty: Path) -> None:
    before = casefile("draft", "list", empty, "--json").json
    answer = casefile("draft", "import", empty, STORY, "--new", "--name", "Sanctuary", "--json").json
    assert answer["statements"] > 30
    assert len(casefile("draft", "list", empty, "--json").json) == len(before) + 1
    named = _statements(empty, "--draft", "sanctuary")
    assert named["name"] == "Sanctuary"
    if before:
        refused = casefile("draft", "statements", empty)
        assert (refused.code, "--draft NAME" in refused.err) == (2, True)


def test_words_from_elsewhere_are_a_draft_and_a_quotation_takes_its_sources_words(empty: Path) -> None:
    answer = casefile(
        "draft", "import", empty, "-", "--new", "--name", "Pasted", "--json", told="It says “no flag” twice."
    )
    assert (answer.json["name"], answer.json["statements"]) == ("Pasted", 2)
    (number,) = [each["n"] for each in _statements(empty, "--draft", "Pasted")["statements"] if each["kind"] == "quote"]
    row = casefile("draft", "reword", empty, number, "No flag at all", "--draft", "Pasted", "--json").json
    assert (row["version"], row["text"], row["fate"]) == (2, "No flag at all", "reworded")
    assert _statements(empty, "--draft", "Pasted")["text"] == "It says “No flag at all” twice."
    assert casefile("draft", "import", empty, "-", told=" ").code == 2


def test_what_is_no_draft_is_one_line(empty: Path, tmp_path: Path) -> None:
    picture = tmp_path / "a.pdf"
    picture.write_bytes(b"%PDF-1.4 x")
    for wrong in (("import", empty, picture), ("import", empty, tmp_path / "gone.md"), ("mark", empty, 999, "opinion")):
        ended = casefile("draft", *wrong)
        assert ended.code != 0
        assert ended.out == ""
        assert len(ended.err.strip().splitlines()) <= 2
